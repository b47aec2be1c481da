"""Tables with rules: the lines of each cell, row by row, and rows that go on on the next page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .grid import Cell, Grid
from .lines import Line, line_of
from .pages import Word
from .rows import rows

INDENTED = 24.0
"""Points by which the words of a first column may be indented."""
PADDING = 4.0
"""Points between the rule of a cell and its text that lines do not use."""

_EXPECTS = re.compile(r"(?:\b(?:or|and|of|the|to|in|for|by|with|a|an|that|which|on|from|at)|,|-|\()$", re.IGNORECASE)

CellLines = list[Line]


@dataclass(slots=True)
class Table:
    """A table, or the part of one that a page has: rows of cells, a cell being its lines.

    `edges` are the left ends of its columns; `ruled` tells that rules show its cells.
    """

    page: int
    top: float
    edges: tuple[float, ...]
    rows: list[list[CellLines]] = field(default_factory=list)
    ruled: bool = True
    left: float = 0.0
    right: float = 0.0
    repeated: int = 0


def fill(grid: Grid, words: Sequence[Word], page: int) -> tuple[Table, set[int]]:
    """The table of a grid, and the order numbers of the words that it holds."""
    taken: set[int] = set()
    by_cell: dict[Cell, list[Word]] = {}
    cells = [cell for row in grid.rows for cell in row]
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.size
        if not (grid.x0 - 1 <= x <= grid.x1 + 1 and grid.y0 - 1 <= y <= grid.y1 + 1):
            continue
        home = next((c for c in cells if c.x0 <= x < c.x1 and c.y0 <= y < c.y1), None)
        if home is not None:
            taken.add(word.order)
            by_cell.setdefault(home, []).append(word)
    made = Table(page, grid.y0, grid.edges, left=grid.x0, right=grid.x1)
    seen: set[Cell] = set()
    for row in grid.rows:
        one: list[CellLines] = []
        for cell in row:
            one.append([] if cell in seen else _lines(by_cell.get(cell, []), cell, page))
            seen.add(cell)
        if any(one):
            made.rows.append(one)
    return made, taken


def _lines(words: Sequence[Word], cell: Cell, page: int) -> CellLines:
    made = (line_of(row, page, left=cell.x0, right=cell.x1 - PADDING) for row in rows(words))
    return [line for line in made if line is not None]


def continued(before: Table, table: Table) -> bool:
    """Whether a table at the top of a page is the same as the one that ends the page before it.

    If so its rows are taken over: a header that is printed again is dropped, a row that was cut is made whole.
    """
    if table.ruled != before.ruled or len(table.edges) != len(before.edges) or not before.rows or not table.rows:
        return False
    if not _same_columns(before, table):
        return False
    first = before.rows[0]
    if len(table.rows) > 1 and shown(table.rows[0]) == shown(first) and len(before.rows) > 1:
        table.rows.pop(0)
        before.repeated += 1
    if _goes_on(before.rows[-1], table.rows[0]):
        for cell, more in zip(before.rows[-1], table.rows[0], strict=True):
            cell.extend(more)
        table.rows.pop(0)
    before.rows.extend(table.rows)
    before.page = table.page
    return True


def _same_columns(before: Table, table: Table) -> bool:
    """Whether columns start at the same places, a few points apart, or all moved by the same way as on facing pages.

    Without rules the first column starts where its words do, which may be indented.
    """
    steps = [a - b for a, b in zip(table.edges, before.edges, strict=True)]
    if not table.ruled and len(steps) > 1 and abs(steps[0]) <= INDENTED:
        steps = steps[1:]
    return all(abs(step - steps[0]) <= 4 for step in steps)


def shown(row: Sequence[CellLines]) -> tuple[str, ...]:
    """The text of each cell of a row."""
    return tuple(" ".join(line.shown for line in cell) for cell in row)


def _goes_on(before: Sequence[CellLines], row: Sequence[CellLines]) -> bool:
    """Whether the first row of a page is the rest of the last one: no first cell, or cells cut in a sentence."""
    if len(before) != len(row):
        return False
    pairs = [(a, b) for a, b in zip(before, row, strict=True) if a and b]
    cut = any(_cut(a, b) for a, b in pairs)
    if not row[0] and before[0]:
        return cut or (bool(pairs) and (len(row) == 2 or all(_open(a, b) for a, b in pairs) or len(pairs) == 1))
    return cut and bool(row[0]) and not any(_apart(a, b) for a, b in pairs)


def _cut(before: CellLines, more: CellLines) -> bool:
    """Whether text breaks off in a sentence that small letters go on with, or behind a word that expects more."""
    if more[0].number:
        return False
    said = before[-1].text.rstrip()
    return (more[0].shown[:1].islower() and not said.endswith((".", ";", ":"))) or bool(_EXPECTS.search(said))


def _apart(before: CellLines, more: CellLines) -> bool:
    """Whether a cell has come to its end and another begins: a full stop, then a capital letter."""
    return before[-1].text.rstrip().endswith(".") and more[0].shown[:1].isupper() and not more[0].number


def _open(before: CellLines, more: CellLines) -> bool:
    """Whether a cell may go on with some lines: in a sentence, or with the next item of its list."""
    ended = before[-1].text.rstrip().endswith(".")
    return not ended or bool(more[0].number) or more[0].shown[:1].islower()
