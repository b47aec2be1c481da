"""Words of one height become rows, and rows near each other show where columns start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.numbering import read_labels

from .pages import Word

SAME_LINE = 0.42
"""How far two baselines of one line may be apart, in sizes of the larger type: raised marks stand 0.33 higher."""
APART = 7.0
"""Points that part two pieces of a line at least."""
REACH = 4
"""Lines above and below in which columns are sought."""


@dataclass(slots=True)
class _Row:
    """Words of one baseline while they are gathered."""

    y: float
    size: float
    words: list[Word] = field(default_factory=list)


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words by line, from top to bottom, those of one line from left to right."""
    made: list[_Row] = []
    for word in sorted(words, key=lambda w: (w.y, w.x0)):
        home = None
        for row in reversed(made[-3:]):
            larger = max(row.size, word.size)
            if abs(word.y - row.y) <= SAME_LINE * larger and not _collides(row, word):
                home = row
                break
        if home is None:
            made.append(_Row(word.y, word.size, [word]))
            continue
        home.words.append(word)
        if word.size > home.size * 1.1:
            home.y, home.size = word.y, word.size
    made.sort(key=lambda r: r.y)
    return [sorted(row.words, key=lambda w: w.x0) for row in _with_marks(made)]


def _with_marks(made: list[_Row]) -> list[_Row]:
    """Rows with the raised numbers that stand higher than their line put into it, behind the word that they mark."""
    out: list[_Row] = []
    waiting: _Row | None = None
    for row in made:
        if waiting is not None:
            marks = [w for w in waiting.words if row.y - w.y < 0.7 * row.size and _marks(w, row)]
            row.words += marks
            waiting.words = [w for w in waiting.words if w not in marks]
            if waiting.words:
                out.append(waiting)
            waiting = None
        if all(len(w.text) <= 3 and w.text.isdigit() for w in row.words):
            waiting = row
        else:
            out.append(row)
    return out if waiting is None else [*out, waiting]


def _marks(word: Word, row: _Row) -> bool:
    """Whether a small number touches a word of a row."""
    near = (min(abs(word.x0 - w.x1), abs(w.x0 - word.x1)) for w in row.words)
    return word.size < 0.9 * row.size and any(gap < 0.3 * row.size for gap in near)


def _collides(row: _Row, word: Word) -> bool:
    """Whether a word of another baseline lies over a word of the row."""
    if abs(word.y - row.y) < 1:
        return False
    return any(min(w.x1, word.x1) - max(w.x0, word.x0) > 0.3 * (word.x1 - word.x0) for w in row.words)


def stops(lines: Sequence[Sequence[Word]]) -> dict[int, list[float]]:
    """For each line near others that have a second column, by its index, where its columns start.

    A stop is a place where three neighbouring lines start a piece, one at least behind a wide gap; and the start of a
    piece that has its left end in common with a piece of a neighbouring line, or its middle or right end with two. Gaps
    of justified text have neither.
    """
    pieces = [_gapped(words) for words in lines]
    starts = [
        {round(x0): k > _numbered(words) for k, (x0, _) in enumerate(one)}
        for words, one in zip(lines, pieces, strict=True)
    ]
    out: dict[int, list[float]] = {}
    for k, own in enumerate(pieces):
        first, last = max(0, k - REACH), k + REACH + 1
        near = starts[first:last]
        behind = {at for found in near for at, gap in found.items() if gap and at > own[0][0] + 20}
        good = [float(at) for at in behind if sum(at in f or at - 1 in f or at + 1 in f for f in near) >= 3]
        others = [one for n, found in enumerate(pieces[first:last], first) if n != k for one in found]
        good += [x0 for x0, x1 in own[1:] if any(abs(x0 - a) < 1.5 for a, _ in others)]
        good += [x0 for x0, x1 in own[1:] if sum(_level(x0, x1, *one) for one in others) > 1]
        if good:
            out[k] = good
    return out


def _numbered(words: Sequence[Word]) -> bool:
    """Whether a line starts with a number or bullet, so that the text behind it is no second column."""
    found = read_labels(words[0].text)
    return len(words[0].text) == 1 or (bool(found) and found[-1].end == len(words[0].text))


def _gapped(words: Sequence[Word]) -> list[tuple[float, float]]:
    """The ends of the pieces that wide gaps part a line into."""
    out = [(words[0].x0, words[0].x1)]
    for a, b in pairwise(words):
        if b.x0 - a.x1 >= max(APART, 0.9 * b.size):
            out.append((b.x0, b.x1))
        else:
            out[-1] = (out[-1][0], max(out[-1][1], b.x1))
    return out


def _level(x0: float, x1: float, a: float, b: float) -> bool:
    """Whether two pieces share their middle or their right end."""
    return abs(x1 - b) < 1.5 or abs(x0 + x1 - a - b) < 3
