"""Two columns of running text: a gutter that few lines cross, with lines as wide as their column on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.numbering import read_labels

from .pages import Word
from .rows import rows

NARROWEST = 7.0
"""Points between two columns."""
FEWEST = 6
"""Lines in each column of the first page that has two."""
FEWEST_NUMBERS = 2
FARTHEST = 60.0
"""Points between a number and its text at most."""
MOST_UNEVEN = 1.5
"""How much farther apart the lines of one column may stand than those of the other."""
NEAR = 20.0
"""Points between the gutters of two pages that are the same."""
STEP = 2.0
MOST_STEPS = 400


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is read from top to bottom before the next: its words and its left and right ends."""

    words: tuple[Word, ...]
    left: float
    right: float
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one line without a gap as wide as a gutter."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    y: float


def split(words: Sequence[Word], known: float | None) -> tuple[list[Region], float | None]:
    """The regions of a page in reading order, and the middle of its gutter; `known` is that of the page before."""
    if not words:
        return [], known
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    lines = [_pieces(row) for row in rows(words)]
    gutter = _gutter(lines, left, right, known)
    if gutter is None:
        return [Region(tuple(words), left, right)], None
    return _regions(lines, gutter, left, right), gutter


def _pieces(row: Sequence[Word]) -> list[_Piece]:
    """A line in pieces; a number and the text that it stands in front of are one."""
    out: list[list[Word]] = []
    for word in row:
        gap = word.x0 - max(w.x1 for w in out[-1]) if out else 0.0
        if out and (gap < max(NARROWEST, 0.75 * word.size) or (gap < FARTHEST and _only_number(out[-1]))):
            out[-1].append(word)
        else:
            out.append([word])
    return [_Piece(tuple(one), one[0].x0, max(w.x1 for w in one), one[0].y) for one in out]


def _only_number(words: Sequence[Word]) -> bool:
    """Whether words are but the number of a clause or item, or a bullet."""
    text = " ".join(w.text for w in words)
    found = read_labels(text + " ") if len(words) <= 2 else ()
    return len(text) == 1 or (bool(found) and found[-1].end >= len(text))


def _gutter(lines: Sequence[Sequence[_Piece]], left: float, right: float, known: float | None) -> float | None:
    """The middle of the gutter, None where the page has one column."""
    width = right - left
    if width < 200:
        return None
    best: tuple[int, float] | None = None
    pieces = [piece for line in lines for piece in line]
    at = left + 0.3 * width
    while at < left + 0.7 * width:
        crossing = sum(p.x0 < at - 1 and p.x1 > at + 1 for p in pieces)
        before = sum(p.x1 <= at + 1 for p in pieces)
        after = sum(p.x0 >= at - 1 for p in pieces)
        few = 3 if known is not None and abs(known - at) < NEAR else FEWEST
        if min(before, after) >= few and crossing <= 0.25 * len(lines):
            score = min(before, after) - 2 * crossing
            if best is None or score > best[0]:
                best = (score, at)
        at += max(STEP, width / MOST_STEPS)
    if best is None or not _prose(lines, best[1], known):
        return None
    return _middle(pieces, best[1])


def _middle(pieces: Sequence[_Piece], at: float) -> float:
    """The middle between what ends before a gutter and what starts behind it."""
    ends = sorted(p.x1 for p in pieces if p.x1 <= at + 1)
    starts = sorted(p.x0 for p in pieces if p.x0 >= at - 1)
    return (ends[-1] + starts[0]) / 2


def _prose(lines: Sequence[Sequence[_Piece]], at: float, known: float | None) -> bool:
    """Whether the lines on both sides fill their columns, as running text does and the cells of a table do not.

    Items of lists are indented, so where both sides have numbers, a line counts from the left end of its column.
    """
    before = [one for line in lines if (one := [p for p in line if p.x1 <= at + 1])]
    after = [one for line in lines if (one := [p for p in line if p.x0 >= at - 1])]
    loose = known is not None and abs(known - at) < NEAR
    if not loose and min(len(before), len(after)) < 0.45 * max(len(before), len(after)):
        return False
    listed = min(_numbered(before), _numbered(after)) >= FEWEST_NUMBERS
    steps = sorted((_step(before), _step(after)))
    if not listed and steps[1] > MOST_UNEVEN * steps[0]:
        return False
    for side in (before, after):
        left, right = min(one[0].x0 for one in side), max(one[-1].x1 for one in side)
        widths = [one[-1].x1 - (left if listed else one[0].x0) for one in side]
        if right - left < 90 or (not loose and median(widths) < 0.6 * (right - left)):
            return False
    return True


def _step(side: Sequence[Sequence[_Piece]]) -> float:
    """The mean distance of the lines of a column: terms in front of their meanings stand far apart."""
    return max(1.0, (side[-1][0].y - side[0][0].y) / max(1, len(side) - 1))


def _numbered(side: Sequence[Sequence[_Piece]]) -> int:
    """How many lines of a column start with the number of a clause or an item."""
    return sum(bool(read_labels(" ".join(w.text for w in line[0].words) + " ")) for line in side)


def _regions(lines: Sequence[Sequence[_Piece]], gutter: float, left: float, right: float) -> list[Region]:
    """Bands of the page between lines that cross the gutter, the left column of each band before the right one."""
    out: list[Region] = []
    full: list[Word] = []
    sides: tuple[list[Word], list[Word]] = ([], [])

    def close_columns() -> None:
        for words, a, b in ((sides[0], left, gutter - 2), (sides[1], gutter + 2, right)):
            if words:
                ends = max(w.x1 for w in words)
                out.append(Region(tuple(words), a, min(b, ends), min(w.y for w in words)))
                words.clear()

    def close_full() -> None:
        if full:
            out.append(Region(tuple(full), left, right, min(w.y for w in full)))
            full.clear()

    for line in lines:
        crosses = any(p.x0 < gutter - 1 and p.x1 > gutter + 1 for p in line)
        if crosses:
            close_columns()
            full.extend(w for p in line for w in p.words)
            continue
        close_full()
        for piece in line:
            sides[piece.x0 >= gutter - 1].extend(piece.words)
    close_columns()
    close_full()
    return out
