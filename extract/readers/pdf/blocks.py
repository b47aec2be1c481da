"""Paragraphs and tables become blocks: hyphens at line ends, headings by type, depth by place, notes at their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract import headings
from extract.numbering import read_labels
from extract.readers import notes as marks
from ontology.places import Span
from ontology.source import Block

from .lines import SIGNS, Line
from .paragraphs import Paragraph, Setting, paragraphs
from .tables import CellLines, Table

_HYPHEN = re.compile(r"(\w+)-$")
_HEAD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.;,:]\s*(?:and|or)?\s*$|[.;]\s+\S+\s+\S+")
LONGEST_HEADING = 160
STEP = 8.0
"""Points by which one level of indentation is deeper than the one above it."""


class Words:
    """The words that a document writes with and without a hyphen, to tell how a word cut at a line's end is spelt."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.plain: set[str] = set()
        self.hyphened: set[str] = set()
        self.cut = 0
        tails: list[tuple[str, str]] = []
        before: Line | None = None
        for line in lines:
            words = line.text.lower().split()
            self.plain.update(w.strip(".,;:()[]“”‘’\"'") for w in words)
            if before is not None and _HYPHEN.search(before.text) and words:
                tails.append((before.text.split()[-1].lower(), words[0]))
            before = line
        self.hyphened = {w for w in self.plain if "-" in w[1:-1]}
        votes = [self._said(a, b) for a, b in tails if b[:1].islower()]
        self.divides = sum(v is True for v in votes) > 2 * sum(v is False for v in votes)

    def _said(self, head: str, tail: str) -> bool | None:
        """Whether the document elsewhere writes a word without its hyphen; None where it does not write it at all."""
        end, start = re.search(r"[\w-]+-$", head), re.match(r"\w+", tail)
        if end is None or start is None:
            return None
        whole = end[0] + start[0]
        if whole in self.hyphened or any(w.startswith(whole) for w in self.hyphened if w[:3] == whole[:3]):
            return False
        return True if (end[0][:-1] + start[0]) in self.plain else None

    def divided(self, line: str, more: str) -> bool:
        """Whether the hyphen at the end of a line only divides a word: "meter-/ing"; that of "Call-/Off" stays."""
        if not more[:1].islower() or not _HYPHEN.search(line):
            return False
        said = self._said(line.rsplit(maxsplit=1)[-1].lower(), more.split(maxsplit=1)[0].lower())
        return self.divides if said is None else said


def text_of(lines: Sequence[Line], words: Words) -> tuple[str, tuple[Span, ...]]:
    """The text of some lines and its emphasised stretches."""
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0
    for k, line in enumerate(lines):
        text = line.text
        if k:
            last = pieces[-1]
            if _HYPHEN.search(last) and text[:1].isalnum():
                if words.divided(last, text):
                    pieces[-1], at = last[:-1], at - 1
            elif not (last.endswith("/") and text[:1].isalnum() and " " not in last[-12:]):
                pieces.append(" ")
                at += 1
        for span in line.spans:
            moved = Span(at + span.start, at + span.end)
            if spans and k and span.start == 0 and moved.start - spans[-1].end <= 1 and spans[-1].end >= at - 2:
                spans[-1] = Span(spans[-1].start, moved.end)
            else:
                spans.append(moved)
        pieces.append(text)
        at += len(text)
    return "".join(pieces), tuple(spans)


def row_blocks(table: Table, number: int, how: Setting, words: Words) -> list[Block]:
    """The rows of a table: cells joined by tabs, the paragraphs of a cell by line ends, numbers in the text."""
    out: list[Block] = []
    for row in table.rows:
        text, cells, emphasis = "", [], []
        for k, cell in enumerate(row):
            text += "\t" if k else ""
            start = len(text)
            inner, spans = _cell(cell, how, words)
            emphasis += [Span(start + s.start, start + s.end) for s in spans]
            text += inner
            cells.append(Span(start, len(text)))
        page = next((cell[0].page for cell in row if cell), table.page)
        out.append(Block("row", text, page=page, cells=tuple(cells), emphasis=tuple(emphasis), table=number))
    return out


def _cell(cell: CellLines, how: Setting, words: Words) -> tuple[str, list[Span]]:
    text, spans = "", []
    for paragraph in paragraphs(cell, how):
        inner, found = text_of(paragraph.lines, words)
        number = paragraph.first.number
        text += "\n" if text else ""
        text += f"{number} " if number else ""
        spans += [Span(len(text) + s.start, len(text) + s.end) for s in found]
        text += inner.replace("\t", " ")
    return text, spans


def paragraph_blocks(found: Sequence[Paragraph], how: Setting, words: Words) -> list[Block]:
    """A block for each paragraph; headings are what type or capitals set off and what reads as a title."""
    ranks = _ranks(found)
    sizes = _heading_sizes(found, how)
    out: list[Block] = []
    for one in found:
        text, spans = text_of(one.lines, words)
        number = one.first.number
        if (number == "•" and not text) or (len(text) == 1 and text in SIGNS and not number):
            text = number = ""
        if one.first.picture is not None and not number:
            number = one.first.picture.text
        if marks.is_note(text) and one.first.size < how.body:
            out.append(Block("note", text, page=one.first.page))
        elif _is_heading(one, text, how):
            level = sizes.get(round(one.first.size * 2), 0) if not number and not read_labels(text) else 0
            out.append(Block("heading", text, number, level, one.first.page, emphasis=spans))
        else:
            rank = ranks.get(_place(one.first), 1)
            out.append(Block("paragraph", text, number, rank, one.first.page, emphasis=spans))
    return out


def _is_heading(one: Paragraph, text: str, how: Setting) -> bool:
    """Whether a paragraph is set apart by bold or larger type or capitals, and reads as a title behind its number."""
    found = read_labels(text) if not one.first.number else ()
    title = text[found[-1].end :].strip() if found else text
    if one.first.number == "•" or not title or len(text) > LONGEST_HEADING or _SENTENCE.search(title):
        return False
    if not any(c.isalpha() for c in title) or not (title[0].isupper() or title[0].isdigit() or title[0] in "[(“\"'"):
        return False
    if found and not found[0].firm and "." not in found[0].core:
        return False
    larger = one.first.size > 1.12 * how.body
    capitals = headings.all_capitals(title) and len(title) > 3
    return all(line.bold for line in one.lines) or larger or capitals


def _heading_sizes(found: Sequence[Paragraph], how: Setting) -> dict[int, int]:
    """Levels of headings by size, 1 for the largest, where a text has headings of several sizes above its own."""
    sizes = Counter(
        round(one.first.size * 2)
        for one in found
        if one.first.size > 1.12 * how.body and len(one.lines) < 4 and not one.first.number
    )
    return {size: k for k, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _place(line: Line) -> int:
    return round(line.x0 - line.left)


def _ranks(found: Sequence[Paragraph]) -> dict[int, int]:
    """The depth of each indentation: 1 for the least, one more for each that is clearly deeper."""
    ranks: dict[int, int] = {}
    rank, start = 0, -100.0
    for place in sorted({_place(one.first) for one in found}):
        if place - start >= STEP:
            rank, start = rank + 1, float(place)
        ranks[place] = rank
    return ranks


def with_notes(blocks: Sequence[Block], notes: Sequence[Block]) -> tuple[list[Block], int]:
    """The blocks with each note behind the block that has its mark, and how many marks were taken out of the text."""
    waiting = list(notes)
    out: list[Block] = []
    for block, after in pairwise([*blocks, None]):
        assert block is not None
        out.append(block)
        page = after.page if after is not None else None
        due = [n for n in waiting if _mark(n) in block.text and n.page in (block.page, page)]
        late = [n for n in waiting if n not in due and page is not None and (n.page or 0) < page]
        for note in [*due, *late] if after is not None else waiting:
            out.append(note)
            waiting = [n for n in waiting if n is not note]
    clean, gone = marks.without_marks(out)
    return [_numbered(b) for b in clean], len(gone)


def _mark(note: Block) -> str:
    found = re.match(rf"[{marks.RAISED}]{{1,3}}", note.text)
    return found[0] if found else "\0"


def _numbered(block: Block) -> Block:
    """A note with its number as a number."""
    mark = _mark(block)
    if block.kind != "note" or mark == "\0":
        return block
    number = "".join(str(marks.RAISED.index(c)) for c in mark)
    return Block("note", block.text[len(mark) :].strip(), number, page=block.page)
