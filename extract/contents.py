"""Tables of contents: lines under "Contents", and rows of lines that end in dots or page numbers, are no clauses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ontology.source import Block

_TITLE = re.compile(
    r"(?:table\s+of\s+|list\s+of\s+)?contents(?:\s+page)?\s*:?|index of (?:clauses|sections|schedules)", re.IGNORECASE
)
_LEADER = re.compile(r"(?:\s*(?:\.\s?){3,}|\s*…+|\s*_{3,})\s*[\divxl]{0,6}\s*$|\t\s*\.?\s*(?:\d{1,4}|[ivxl]{1,6})?\s*$")
_DOTS = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,6})\s*$|…{2,}\s*\d{1,4}\s*$")
_PAGE = re.compile(r"(?:\s{2,}|\t|\s(?=\d{1,3}\s*$))\.?(?:\d{1,4}|[ivxl]{1,6})\s*$")
LONGEST = 200


def marked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with those of a table of contents made `contents`."""
    names = [_name(b.text) for b in blocks]
    left = Counter(names)
    out = list(blocks)
    i = 0
    while i < len(out):
        start = i
        if _TITLE.fullmatch(out[i].text.strip()) and out[i].kind != "row":
            i = _listed(out, names, left, i + 1)
            if i > start + 1:
                _mark(out, start, i)
        elif _dotted(out[i]):
            while i < len(out) and _dotted(out[i]):
                i += 1
            if i - start >= 3:
                _mark(out, start, i)
        i = max(i, start + 1)
        left.subtract(names[start:i])
    return tuple(out)


def _listed(blocks: list[Block], names: list[str], left: Counter[str], start: int) -> int:
    """The end of the lines behind a title "Contents": each has a page number, or comes again as a heading."""
    seen: set[str] = set()
    for i in range(start, len(blocks)):
        block, name = blocks[i], names[i]
        if block.kind == "contents":
            continue
        leads = _leads_to_page(block)
        if not name or name in seen or len(block.text) > LONGEST or (block.kind in ("row", "note") and not leads):
            return i
        if left[name] <= 1 and not leads and not _PAGE.search(block.text):
            return i
        seen.add(name)
    return len(blocks)


def _mark(blocks: list[Block], start: int, end: int) -> None:
    for k in range(start, end):
        blocks[k] = replace(blocks[k], kind="contents")


def _leads_to_page(block: Block) -> bool:
    return len(block.text) <= LONGEST and bool(_LEADER.search(block.text)) and block.kind != "heading"


def _dotted(block: Block) -> bool:
    """Whether a line ends with a row of dots and a page number."""
    return len(block.text) <= LONGEST and bool(_DOTS.search(block.text)) and any(c.isalpha() for c in block.text)


def _name(text: str) -> str:
    """A line as a title alone: no leader, no page number, no punctuation, lower case."""
    if len(text) > LONGEST:
        return ""
    text = _PAGE.sub("", _LEADER.sub("", text.rstrip(" ")))
    return re.sub(r"[\W_]+", " ", text).strip().lower()
