"""Tables without rules: lines in pieces that stand below each other in columns, row after row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.numbering import read_labels

from .lines import Line
from .rows import APART
from .tables import CellLines, Table

SAME = 2.5
_QUOTES = ("“", '"', "‘", "'")
FEWEST = 3
"""Lines that must show several cells, one below the other."""
FARTHEST = 4.5
"""Sizes of the type between two lines of one table."""


@dataclass(slots=True)
class _Column:
    """The stretch of the page that the cells of one column take."""

    x0: float
    x1: float


def find(lines: Sequence[Line]) -> list[tuple[int, int, Table]]:
    """The tables among lines that stand below each other: first line, line behind the last, and the table."""
    out: list[tuple[int, int, Table]] = []
    known: list[_Column] = []
    i = 0
    while i < len(lines):
        end, columns = _extent(lines, i) if len(lines[i].parts) > 1 else (0, [])
        if not end and out and out[-1][1] == i and (end := _over(lines, i, known)):
            columns = known
        if end:
            least = out[-1][1] if out else 0
            start = _above(lines, i, columns, least)
            if (first := _over_from(lines, start, columns, least)) < start:
                out.append((first, start, _table(lines[first:start], columns)))
            out.append((start, end, _table(lines[start:end], columns)))
            i, known = end, columns
        else:
            i += 1
    return out


def rest_of(table: Table, line: Line, page: int) -> bool:
    """Whether a line at the top of the page behind `page` goes on with the last cell of a table without rules.

    If so the cell takes it.
    """
    if table.ruled or not table.rows or len(table.edges) != 2 or line.x0 < table.edges[1] - SAME:
        return False
    last = table.rows[-1][1]
    over = line.page == page + 1 or (bool(last) and last[-1].page == line.page)
    if not over or not last or (line.page == last[-1].page and last[-1].page == table.page):
        return False
    line.left, line.right, line.column = last[-1].left, last[-1].right, last[-1].column
    last.append(line)
    return True


def _above(lines: Sequence[Line], start: int, columns: Sequence[_Column], least: int) -> int:
    """The first of the lines at the top of a page that are the rest of a row of the page before."""
    at = start
    while at > least and lines[at - 1].page == lines[start].page and lines[at - 1].column == lines[start].column:
        if lines[at - 1].x0 < columns[1].x0 - SAME or lines[at - 1].parts:
            return start
        at -= 1
    top = at == 0 or lines[at - 1].page != lines[start].page
    return at if top else start


def _over(lines: Sequence[Line], at: int, columns: Sequence[_Column]) -> int:
    """The end of the few rows at the top of a page with which the table before it goes on, 0 for none."""
    if lines[at].page != lines[at - 1].page + 1:
        return 0
    end = at
    while end < len(lines) and (end == at or _near(lines[end - 1], lines[end])) and _fits(lines[end], columns):
        end += 1
    row = next((k for k in range(at, end) if _is_row(lines[k], columns)), -1)
    return 0 if row < 0 or _extent(lines, row)[0] else end


def _over_from(lines: Sequence[Line], start: int, columns: Sequence[_Column], least: int) -> int:
    """The first of the few rows at the end of a page with which a table at the top of the next begins."""
    if start <= least or lines[start].page != lines[start - 1].page + 1:
        return start
    at = first = start
    while at > least and (at == start or _near(lines[at - 1], lines[at])) and _fits(lines[at - 1], columns):
        at -= 1
        first = at if _is_row(lines[at], columns) else first
    return first


def _near(before: Line, line: Line) -> bool:
    same = line.page == before.page and line.column == before.column
    return same and 0 < line.y - before.y <= FARTHEST * line.size


def _is_row(line: Line, columns: Sequence[_Column]) -> bool:
    """Whether a line begins a row: it has a first cell and another, and no number of a clause."""
    at = [_at(columns, piece) for piece in line.parts]
    return len(at) > 1 and at[0] == 0 and at[-1] > 0 and _fits(line, columns)


def _fits(line: Line, columns: Sequence[_Column]) -> bool:
    """Whether a line lies in the columns of a table, and not in the first alone."""
    placed = _placed(columns, _pieces(line))
    within = placed is not None and len(placed) == len(columns) and line.x1 >= columns[1].x0
    return within and not (_has_label(line) and line.x0 < columns[1].x0 - SAME)


def _pieces(line: Line) -> tuple[Line, ...]:
    return line.parts or (line,)


def _extent(lines: Sequence[Line], start: int) -> tuple[int, list[_Column]]:
    """The end of a table that starts at a line, and its columns; 0 where there is none."""
    columns = [_Column(p.x0, p.x1) for p in lines[start].parts]
    last = start
    tight = 1.3 * lines[start].size
    i = start + 1
    while i < len(lines):
        here, before = lines[i], lines[i - 1]
        near = here.page == before.page and here.column == before.column
        if not near or not 0 < here.y - before.y <= FARTHEST * here.size or _clause(lines[start:i], here, columns):
            break
        wider = _placed(columns, _pieces(here))
        if wider is None:
            break
        if len(here.parts) > 1 or wider[0].x0 < here.x0 - SAME or (last == i - 1 and here.y - before.y <= 1.25 * tight):
            columns, last = wider, i
        elif i + 1 == len(lines) or _placed(columns, _pieces(lines[i + 1])) is None or len(here.text) > 60:
            break
        else:
            columns = wider
        tight = min(tight, here.y - before.y)
        i += 1
    block = lines[start : last + 1]
    return (last + 1, columns) if _tabular(block, columns) else (0, [])


def _clause(above: Sequence[Line], here: Line, columns: Sequence[_Column]) -> bool:
    """Whether a line is the clause behind a table: it has a number, and no row of the table begins with one.

    What stands in the second column is an item of its cell: "Pilot" | "(a) a person" / "(b) a ship".
    """
    if len(columns) > 1 and here.x0 >= columns[1].x0 - SAME:
        return False
    rows = [line for line in above if len(line.parts) > 1 and line.x0 <= above[0].x0 + SAME]
    return len(rows) > 1 and _has_label(here) and not any(_has_label(line) for line in rows)


def _has_label(line: Line) -> bool:
    """Whether a line has a number and text behind it."""
    found = read_labels(line.text)
    behind = bool(found) and found[-1].end < len(line.text)
    return (bool(line.text) and line.number not in ("", "•")) or behind


def _placed(columns: Sequence[_Column], pieces: Sequence[Line]) -> list[_Column] | None:
    """The columns made wide enough for the pieces of a line; None where a piece lies across two of them.

    A piece beside all columns makes a new one, if it does not stand alone.
    """
    out = [replace(c) for c in columns]
    for piece in pieces:
        over = [c for c in out if piece.x0 < c.x1 + 1 and piece.x1 > c.x0 - 1]
        if len(over) > 1 or (not over and len(pieces) == 1):
            return None
        if over:
            over[0].x0, over[0].x1 = min(over[0].x0, piece.x0), max(over[0].x1, piece.x1)
        else:
            out.append(_Column(piece.x0, piece.x1))
    out.sort(key=lambda c: c.x0)
    return out if all(b.x0 - a.x1 > 2 for a, b in pairwise(out)) else None


def _tabular(block: Sequence[Line], columns: Sequence[_Column]) -> bool:
    """Whether lines in columns are a table: enough of them in line, and no clauses or lines of contents."""
    several = [line for line in block if len({_at(columns, p) for p in line.parts}) > 1]
    defining = bool(several) and several[0].parts[0].text.startswith(_QUOTES) and len(columns) == 2
    if len(several) < FEWEST and not (len(block) >= 4 and (len(several) == 2 or defining)):
        return False
    if len(columns) == 2:
        ends = [line.parts[-1].shown.strip(". ") for line in several]
        worded = sum(_worded(line.parts[0]) for line in several)
        if all(end.isdigit() for end in ends) or worded < 0.75 * len(several):
            return False
    inner: list[list[Line]] = [[] for _ in columns]
    for line in several:
        for k, piece in {_at(columns, p): p for p in reversed(line.parts)}.items():
            inner[k].append(piece)
    return all(_in_line(pieces) for pieces in inner)


def _at(columns: Sequence[_Column], piece: Line) -> int:
    """The index of the column that a piece stands in."""
    return next((k for k, c in enumerate(columns) if c.x0 - 1 <= piece.x0 <= c.x1 + 1), 0)


def _in_line(pieces: Sequence[Line]) -> bool:
    """Whether most pieces of a column share their left end, their middle or their right end; its title need not."""
    pieces = [p for p in pieces if not p.bold] or pieces
    if len(pieces) < 3:
        return True
    keys: tuple[Callable[[Line], float], ...] = (lambda p: p.x0, lambda p: (p.x0 + p.x1) / 2, lambda p: p.x1)
    for key in keys:
        counts = Counter(round(key(p) / SAME) for p in pieces)
        most = max((counts[k] + counts.get(k + 1, 0) for k in counts), default=0)
        if most >= 0.7 * len(pieces):
            return True
    return False


def _worded(line: Line) -> bool:
    """Whether a first cell holds words and no clause number or bullet."""
    found = read_labels(line.text)
    return sum(c.isalpha() for c in line.text) >= 2 and not (found and found[-1].end >= len(line.text))


def _table(block: Sequence[Line], columns: Sequence[_Column]) -> Table:
    first = block[0]
    edges = tuple(c.x0 for c in columns)
    made = Table(first.page, first.y, edges, ruled=False, left=columns[0].x0, right=first.right)
    rights = [min(b.x0 - APART, a.x1 + SAME) for a, b in pairwise(columns)] + [max(first.right, columns[-1].x1)]
    step = _spacing(block, columns[0])
    row: list[CellLines] = []
    before: Line | None = None
    for line in block:
        pieces = _pieces(line)
        if line.picture is not None:
            pieces[0].picture = line.picture
        if before is None or _begins(before, line, row, columns, step):
            row = [[] for _ in columns]
            made.rows.append(row)
        for k, piece in _by_column(line, pieces, columns):
            piece.left, piece.right, piece.column = columns[k].x0, rights[k], k
            row[k].append(piece)
        before = line
    return made


def _by_column(line: Line, pieces: Sequence[Line], columns: Sequence[_Column]) -> list[tuple[int, Line]]:
    """The pieces of a line with the columns that they stand in, those of one column made one."""
    if len({_at(columns, p) for p in pieces}) == 1:
        return [(_at(columns, pieces[0]), line)]
    out: list[tuple[int, Line]] = []
    for piece in pieces:
        k = _at(columns, piece)
        if out and out[-1][0] == k:
            out[-1] = (k, out[-1][1].with_more(piece))
        else:
            out.append((k, piece))
    return out


def _spacing(block: Sequence[Line], first: _Column) -> float:
    """The distance of lines within a row where rows are set apart by more, 0 where every line may be a row."""
    steps = [b.y - a.y for a, b in pairwise(block)]
    tight = min(steps, default=0.0)
    heads = [step for step, line in zip(steps, block[1:], strict=True) if line.x0 <= first.x1]
    apart = sum(step > 1.25 * tight for step in heads)
    return tight if apart and len(heads) - apart <= 1.5 * apart else 0.0


def _begins(before: Line, line: Line, row: Sequence[CellLines], columns: Sequence[_Column], step: float) -> bool:
    """Whether a line begins a row: behind a gap where rows are set apart, else where the first cell above is whole.

    A line without a first cell does where the cell above it is whole: a title between the rows, of other type.
    """
    if line.x0 > columns[0].x1:
        if step or line.parts:
            return False
        above = next((row[k] for k, c in enumerate(columns) if c.x0 - 1 <= line.x0 <= c.x1 + 1), [])
        return bool(above) and above[-1].bold != line.bold
    if step:
        return line.y - before.y > 1.25 * step
    said = " ".join(one.text for one in row[0])
    text = _pieces(line)[0].shown
    opened = said.count("“") > said.count("”") or said.count("(") > said.count(")") or said.count('"') % 2 == 1
    return not (opened or text[:1].islower())
