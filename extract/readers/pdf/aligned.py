"""Tables without rules: lines whose second part starts at one place, row after row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.numbering import read_labels

from .lines import Line, line_of
from .pages import Word
from .tables import CellLines, Table

GAP = 7.0
SAME = 2.5
FEWEST = 3
"""Lines that must show both cells, one below the other."""


@dataclass(frozen=True, slots=True)
class _Split:
    """A line and its pieces, parted by wide gaps."""

    pieces: tuple[tuple[Word, ...], ...]
    y: float

    @property
    def x0(self) -> float:
        return self.pieces[0][0].x0

    @property
    def size(self) -> float:
        return self.pieces[0][0].size

    def starts(self) -> tuple[float, ...]:
        """Where its pieces start."""
        return tuple(piece[0].x0 for piece in self.pieces)


def find(lines: Sequence[Sequence[Word]], page: int, right: float) -> list[tuple[int, int, Table]]:
    """The tables among the lines of a region: first line, line behind the last, and the table."""
    splits = [_split(words) for words in lines]
    out: list[tuple[int, int, Table]] = []
    i = 0
    while i < len(splits):
        end, column = _extent(splits, i)
        if end:
            out.append((i, end, _table(splits[i:end], column, page, right)))
            i = end
        else:
            i += 1
    return out


def _split(words: Sequence[Word]) -> _Split:
    pieces: list[list[Word]] = []
    for word in words:
        if pieces and word.x0 - pieces[-1][-1].x1 < max(GAP, 0.9 * word.size):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return _Split(tuple(tuple(one) for one in pieces), words[0].y)


def _text(piece: Sequence[Word]) -> str:
    return " ".join(word.text for word in piece)


def _extent(splits: Sequence[_Split], start: int) -> tuple[int, float]:
    """The end of a table of two columns that starts at a line, and where its second column starts; 0 for no table."""
    first = splits[start]
    if len(first.pieces) != 2 or not _worded(first.pieces[0]):
        return 0, 0.0
    left, column = first.x0, first.starts()[1]
    both, alone, worded, i, last = 0, 0, 0, start, start
    while i < len(splits):
        here = splits[i]
        if i > start and here.y - splits[i - 1].y > 4.5 * here.size:
            break
        if len(here.pieces) == 2 and abs(here.x0 - left) <= SAME and abs(here.starts()[1] - column) <= SAME:
            both, last = both + 1, i
            worded += _worded(here.pieces[0])
        elif here.x0 >= column - SAME:
            alone, last = alone + 1, i
        elif not _first_alone(here, left, column) or (
            i + 1 < len(splits) and splits[i + 1].x0 < column - SAME and len(splits[i + 1].pieces) == 1
        ):
            break
        i += 1
    enough = both >= FEWEST or (both == 2 and alone >= 2)
    digits = all(_text(s.pieces[1]).strip(". ").isdigit() for s in splits[start : last + 1] if len(s.pieces) == 2)
    if not enough or digits or worded < 0.75 * both:
        return 0, 0.0
    return last + 1, column


def _first_alone(one: _Split, left: float, column: float) -> bool:
    """Whether a line holds but a part of a first cell."""
    return abs(one.x0 - left) <= SAME and max(w.x1 for w in one.pieces[0]) < column - 4 and len(one.pieces) == 1


def _worded(piece: Sequence[Word]) -> bool:
    """Whether a first cell holds words and no clause number or bullet."""
    text = _text(piece)
    found = read_labels(text)
    return sum(c.isalpha() for c in text) >= 2 and not (found and found[-1].end >= len(text))


def _table(splits: Sequence[_Split], column: float, page: int, right: float) -> Table:
    left = splits[0].x0
    made = Table(page, splits[0].y, (left, column), ruled=False, left=left, right=right)
    steps = [b.y - a.y for a, b in pairwise(splits)]
    least = median(steps) if steps else 0.0
    tight = min(steps, default=0.0)
    spaced = any(step > 1.25 * tight for step in steps)
    row: list[CellLines] = []
    before: _Split | None = None
    for one in splits:
        first = [p for p in one.pieces if p[0].x0 < column - SAME]
        second = [p for p in one.pieces if p[0].x0 >= column - SAME]
        if before is None or (first and _begins(before, one, row, tight if spaced else least, spaced=spaced)):
            row = [[], []]
            made.rows.append(row)
        _add(row[0], first, page, left, column - GAP)
        _add(row[1], second, page, column, right)
        before = one
    return made


def _add(cell: CellLines, pieces: Sequence[Sequence[Word]], page: int, left: float, right: float) -> None:
    words = [word for piece in pieces for word in piece]
    line: Line | None = line_of(words, page, left=left, right=right) if words else None
    if line is not None:
        cell.append(line)


def _begins(before: _Split, one: _Split, row: Sequence[CellLines], step: float, *, spaced: bool) -> bool:
    """Whether a line with a first cell begins a row: behind a gap, or where the first cell above it is whole."""
    if spaced:
        return one.y - before.y > 1.25 * step
    said = " ".join(line.text for line in row[0])
    text = _text(one.pieces[0])
    opened = said.count("“") > said.count("”") or said.count("(") > said.count(")") or said.count('"') % 2 == 1
    return not (opened or text[:1].islower())
