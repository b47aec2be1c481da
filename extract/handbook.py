"""Handbooks: numbers with the letters of their book in front and the type of the provision behind, "SYSC 4.1.1R"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ontology.source import Block

from .headings import Container
from .numbering import Label

FEWEST = 3
"""Numbers with the same letters in front that make them a book's."""
_NUMBER = r"\d{1,3}[A-Z]{0,2}(?:\.\d{1,3}[A-Z]{0,3}){0,3}"
_TYPE = r"(?:[\s]{1,2}(?:R|G|E|D|C|UK|EU)(?![\w.]))?"
_LINE = re.compile(rf"(?P<book>[A-Z]{{3,6}})\s(?P<core>{_NUMBER}{_TYPE})(?=\s|$)(?!\sAnnex\b)")
_ANNEX = re.compile(
    rf"(?P<book>[A-Z]{{3,6}})\s(?P<core>(?:{_NUMBER}\s)?Annex\s\d{{1,3}}[A-Z]{{0,2}}{_TYPE})(?=\s|$)\s*(?P<title>.*)",
    re.DOTALL,
)
_RUNS_ON = re.compile(r"[ \u00a0]*(?:\([0-9A-Za-z]{1,4}\)\s?)*[a-z,;]")
"""What stands behind a number that is named in a sentence and heads nothing: "SYSC 4.1.1R (1)(b) applies"."""
_NAMED = re.compile(r"(?P<book>[A-Z]{3,6})\s{0,2}(?:[–—:-]\s?)?(?P<title>[A-Z][^\d].*)?")
_PLAIN = re.compile(r"\d{1,3}(?:\.\d{1,3})+[A-Z]?\s+\D")
_TYPED = re.compile(r"\s+(?=(?:R|G|E|D|C|UK|EU)$)")


def book(blocks: Iterable[Block]) -> str:
    """The letters in front of the numbers of a handbook: SYSC where most numbers are like SYSC 4.1.1R; "" for none.

    A document with clauses of its own, a table of which lists "SRV 4.4.2" and the like, is none.
    """
    found = Counter[str]()
    for block in blocks:
        match = _LINE.match(block.text)
        if match is not None and "." in match["core"]:
            found[match["book"]] += 1
        elif block.number[:1].isdigit() or _PLAIN.match(block.text):
            found[""] += 1
    letters, count = found.most_common(1)[0] if found else ("", 0)
    return letters if count >= FEWEST and count * 2 > found.total() else ""


def label(text: str, letters: str) -> Label | None:
    """The number at the start of a text in the book of these letters: "SYSC 4.1.1 R" has the core 4.1.1R."""
    match = _LINE.match(text) if letters and text.startswith(letters) else None
    if match is None or match["book"] != letters or _RUNS_ON.match(text, match.end()):
        return None
    core = _TYPED.sub("", match["core"])
    return Label(f"{letters} {core}", core, "decimal", 0, match.end(), firm=True)


def annex(text: str, letters: str) -> Container | None:
    """The annex of the book whose heading a text is: "SUP 15 Annex 4R Notification form"."""
    match = _ANNEX.fullmatch(text) if letters and text.startswith(letters) else None
    if match is None or match["book"] != letters or match["title"].endswith((".", ";", ",")):
        return None
    name = _TYPED.sub("", match["core"])
    return Container(name, f"{letters} {name}", "annex", match["title"].strip(), own_document=True)


def told(blocks: Sequence[Block], letters: str) -> str:
    """The title of a book, as one of its first lines gives it behind its letters; "" where none does."""
    for block in blocks[:10]:
        match = _NAMED.fullmatch(block.text.strip())
        if match and match["book"] == letters and match["title"]:
            return match["title"]
    return ""


def unrolled(blocks: Sequence[Block], letters: str) -> list[Block]:
    """The blocks, rows whose first cell is a number of the book, or goes on with one, as paragraphs."""
    out: list[Block] = []
    inside = False
    for block in blocks:
        if block.kind == "row":
            inside = label(block.text, letters) is not None or (inside and _GOES_ON.match(block.text) is not None)
            out.append(_paragraph(block) if inside else block)
        else:
            inside = inside or label(block.text, letters) is not None
            out.append(block)
    return out


_GOES_ON = re.compile(r"\s*\([0-9a-zA-Z]{1,4}\)\s")
"""An item in a row of its own, behind cells that are empty."""


def _paragraph(block: Block) -> Block:
    return Block("paragraph", block.text, level=block.level, page=block.page, emphasis=block.emphasis)
