"""Rules become grids: cells with their boxes, merged where no rule parts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pages import Rule

NEAR = 3.0
"""Points by which rules that meet may miss each other."""
MOST_RULES = 3_000
MOST_SQUARES = 20_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its first row and column in the grid, and its box."""

    row: int
    column: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table; `rows` are, for each row of the grid, its cells from left to right, those above included.

    `edges` are the places of its upright rules.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    edges: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The grids of a page with at least two cells side by side; a box around text is none."""
    flats = _merged(r for r in rules if r.flat)
    uprights = [_turned(r) for r in _merged(_turned(r) for r in rules if not r.flat)]
    if not flats or not uprights or len(flats) + len(uprights) > MOST_RULES:
        return []
    found = (_grid(f, u) for f, u in _connected(flats, uprights))
    return sorted((g for g in found if g is not None), key=lambda g: (g.y0, g.x0))


def _turned(rule: Rule) -> Rule:
    return Rule(rule.y0, rule.x0, rule.y1, rule.x1, rule.thickness)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Flat rules of one height that touch, as one."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.y0), r.x0)):
        for k in range(len(out) - 1, max(-1, len(out) - 12), -1):
            last = out[k]
            if abs(last.y0 - rule.y0) <= 1.6 and rule.x0 <= last.x1 + NEAR and rule.x1 >= last.x0 - NEAR:
                out[k] = Rule(min(last.x0, rule.x0), last.y0, max(last.x1, rule.x1), last.y0, last.thickness)
                break
        else:
            out.append(rule)
    return out


def _connected(flats: list[Rule], uprights: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that meet."""
    parent = list(range(len(flats) + len(uprights)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, flat in enumerate(flats):
        for j, upright in enumerate(uprights, len(flats)):
            if flat.x0 - NEAR <= upright.x0 <= flat.x1 + NEAR and upright.y0 - NEAR <= flat.y0 <= upright.y1 + NEAR:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*flats, *uprights]):
        groups.setdefault(root(i), ([], []))[i >= len(flats)].append(rule)
    return [(f, u) for f, u in groups.values() if f and u]


def _clustered(values: Iterable[float]) -> list[float]:
    """Values that are near each other as one."""
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][-1] <= NEAR:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(one) / len(one) for one in out]


def _grid(flats: list[Rule], uprights: list[Rule]) -> Grid | None:
    xs = _clustered([u.x0 for u in uprights] + [min(f.x0 for f in flats), max(f.x1 for f in flats)])
    ys = _clustered([f.y0 for f in flats] + [min(u.y0 for u in uprights), max(u.y1 for u in uprights)])
    across, down = len(xs) - 1, len(ys) - 1
    if across < 2 or down < 1 or across * down > MOST_SQUARES:
        return None
    owner = _squares(xs, ys, flats, uprights)
    boxes: dict[int, list[tuple[int, int]]] = {}
    for square, one in enumerate(owner):
        boxes.setdefault(one, []).append(divmod(square, across))
    cells: dict[int, Cell] = {}
    for one, squares in boxes.items():
        top, bottom = min(r for r, _ in squares), max(r for r, _ in squares)
        first, last = min(c for _, c in squares), max(c for _, c in squares)
        cells[one] = Cell(top, first, xs[first], ys[top], xs[last + 1], ys[bottom + 1])
    lines: list[tuple[Cell, ...]] = []
    for r in range(down):
        row = dict.fromkeys(cells[owner[r * across + c]] for c in range(across))
        if any(cell.row == r for cell in row):
            lines.append(tuple(row))
    if all(len(row) < 2 for row in lines):
        return None
    return Grid(xs[0], ys[0], xs[-1], ys[-1], tuple(xs), tuple(lines))


def _squares(xs: list[float], ys: list[float], flats: list[Rule], uprights: list[Rule]) -> list[int]:
    """For each square of the grid the first square of its cell."""
    across, down = len(xs) - 1, len(ys) - 1
    owner = list(range(across * down))

    def root(i: int) -> int:
        while owner[i] != i:
            i = owner[i]
        return i

    by_x = [[u for u in uprights if abs(u.x0 - x) <= NEAR] for x in xs]
    by_y = [[f for f in flats if abs(f.y0 - y) <= NEAR] for y in ys]
    for r, (top, bottom) in enumerate(pairwise(ys)):
        for c, (left, right) in enumerate(pairwise(xs)):
            here = root(r * across + c)
            if c + 1 < across and not _covered([(u.y0, u.y1) for u in by_x[c + 1]], top, bottom):
                owner[root(r * across + c + 1)] = here
            if r + 1 < down and not _covered([(f.x0, f.x1) for f in by_y[r + 1]], left, right):
                below = root((r + 1) * across + c)
                if below != here:
                    owner[max(below, here)] = min(below, here)
    return [root(i) for i in range(len(owner))]


def _covered(parts: Iterable[tuple[float, float]], start: float, end: float) -> bool:
    """Whether strokes cover most of a stretch."""
    return sum(max(0.0, min(b, end) - max(a, start)) for a, b in parts) >= 0.6 * (end - start)
