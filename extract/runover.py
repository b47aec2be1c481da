"""Rows of a table that run over: a row without a first cell goes on with the last cell of the row above it.

Drafters split a long meaning over rows: the term stands in the first row alone, "(b) …" and the closing line below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ontology.places import Span
from ontology.source import Block

from .numbering import read_labels

_QUOTED = re.compile(r"[\"“‘'\[(]{1,2}[^\"”’]{1,120}[\"”’]")
_OPEN = re.compile(r"(?:[,;:—–]|\b(?:and|or|and/or))\s*$", re.IGNORECASE)
_SHARE = 0.6
"""Part of the first cells that are marked as terms in a table of terms."""
SENTENCE = 4
"""Words from which the text of a cell reads as a sentence that may break off."""


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row's cells, and whether its first cell is set off as a term is: bold, or in italics."""

    cells: tuple[str, ...]
    marked: bool = False


def running_over(rows: Sequence[Row]) -> frozenset[int]:
    """The indices of the rows that go on with the row above them.

    Only the last cell of such a row holds text, and either the table is one of terms, or the text above breaks off.
    """
    firsts = [row for row in rows if row.cells and row.cells[0].strip()]
    terms = sum(row.marked or bool(_QUOTED.match(row.cells[0].strip())) for row in firsts)
    defining = terms >= 2 and terms >= _SHARE * len(firsts)
    found: set[int] = set()
    said = ""
    for n, row in enumerate(rows):
        cells = [cell.strip() for cell in row.cells]
        only_last = len(cells) > 1 and bool(cells[-1]) and not any(cells[:-1])
        if n and only_last and said and len(cells) == len(rows[n - 1].cells) and _goes_on(said, cells[-1], defining):
            found.add(n)
        said = cells[-1] if len(cells) > 1 and (only_last or cells[0]) else ""
        if only_last and n not in found:
            said = ""
    return frozenset(found)


def _goes_on(said: str, text: str, defining: bool) -> bool:
    """Whether a text goes on with what was said above it, in a table of terms or by what the two show."""
    if defining:
        return True
    labelled = bool(read_labels(text)) and (text[0] == "(" or text[0].islower())
    if _OPEN.search(said):
        return labelled or text[0].islower()
    return text[0].islower() and not labelled and not said.endswith(".") and len(said.split()) >= SENTENCE


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks with the rows that run over put into the rows above them, with line ends between."""
    out: list[Block] = []
    table: list[Block] = []
    for block in (*blocks, None):
        if table and (block is None or block.kind != "row" or block.table != table[-1].table):
            out += _table(table)
            table = []
        if block is not None and block.kind == "row":
            table.append(block)
        elif block is not None:
            out.append(block)
    return tuple(out)


def _table(rows: Sequence[Block]) -> list[Block]:
    found = running_over([Row(tuple(c.of(b.text) for c in b.cells), _emphasised(b)) for b in rows])
    out: list[Block] = []
    for n, block in enumerate(rows):
        if n not in found:
            out.append(block)
            continue
        above, last = out[-1], block.cells[-1]
        shift = len(above.text) + 1 - last.start
        text = f"{above.text}\n{last.of(block.text)}"
        moved = tuple(Span(s.start + shift, s.end + shift) for s in block.emphasis if s.start >= last.start)
        cells = (*above.cells[:-1], Span(above.cells[-1].start, len(text)))
        out[-1] = replace(above, text=text, cells=cells, emphasis=(*above.emphasis, *moved))
    return out


def _emphasised(block: Block) -> bool:
    """Whether the first cell of a row begins with emphasised text."""
    return bool(block.cells) and any(s.start <= block.cells[0].start + 1 < block.cells[0].end for s in block.emphasis)
