"""The act under which a document is made: "in exercise of the powers conferred by section 4 of the Harbours Act"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from ontology.model import Document, Reference
from ontology.record import replace

PREAMBLE = 12
"""Provisions of a document in which it may say under which act it is made."""
_POWERS = re.compile(
    r"\b(?:powers?\s(?:conferred|given|vested)|in\s(?:the\s)?exercise\sof|pursuant\sto|under\sthe\sauthority|made\sunder|"
    r"by\svirtue\sof|hereby\smakes?|makes\sthe)\b"
)
_MADE = re.compile(
    r"\b(?:[Tt]his|[Tt]hese)\s[\w\s]{1,40}?\b(?:is|are)\s(?:hereby\s)?made\s"
    r"(?:under|pursuant\sto|in\s(?:the\s)?exercise\sof)\b"
)
"""How a clause says it where no preamble does: these Regulations are made under section 4 of the Ports Act."""
_ACT = re.compile(r"\bAct\b|\bACT(?:,? (?:1[6-9]|20)\d\d)?$")
_BETWEEN = re.compile(r"\s*[;\n]\s*")
_IS_ACT = re.compile(r"\bAct(?:,?\s(?:1[6-9]|20)\d\d)?$")


def founded(document: Document, references: Iterable[Reference]) -> Iterator[Reference]:
    """The references of a document, those to the acts under which it is made with the role of these.

    An act is made under none. Where the file itself tells under which acts it is made, their names stand alone.
    """
    told = {value for key, value in document.metadata if key == "enabling_act"}
    first = document.provisions[:PREAMBLE]
    texts = {p.path: p.text for p in first}
    preamble = {p.path for p in takewhile(lambda p: not p.number, first) if p.kind != "note"}
    under = bool(told) or not _IS_ACT.search(document.title)
    for one in references:
        may = under and one.role == "cites" and one.provision in texts
        founds = may and _founds(texts[one.provision], one, told, one.provision in preamble)
        yield replace(one, role="founds") if founds else one


def _founds(text: str, one: Reference, told: set[str], preamble: bool) -> bool:
    """Whether a reference names the act, in a preamble or where a clause says so; where the file tells it, alone."""
    if not _ACT.search(one.document) or one.document.casefold() in ("the act", "this act"):
        return False
    if told:
        return one.text in _BETWEEN.split(text.strip().rstrip("."))
    return (_POWERS if preamble else _MADE).search(text[: one.span.start]) is not None
