"""The items of all pages as one flow: the ends of its columns, footnotes apart, lines in columns made tables."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from . import aligned
from .furniture import Item, Sheet
from .lines import Line


def margins(sheets: Sequence[Sheet]) -> None:
    """Sets the ends of each page's text by its lines, without headers; a page of short lines takes the usual ones."""
    ends: list[tuple[float, float]] = []
    for sheet in sheets:
        lines = [i for i in sheet.items if isinstance(i, Line)]
        if len(lines) >= 8 and {line.column for line in lines} == {0}:
            ends.append((max(line.x1 for line in lines), sheet.width))
    for sheet in sheets:
        by_column: dict[int, list[Line]] = {}
        for item in sheet.items:
            if isinstance(item, Line):
                by_column.setdefault(item.column, []).append(item)
        same = [right for right, width in ends if abs(width - sheet.width) < 2]
        usual = median(same) if same and len(by_column) == 1 else 0.0
        for lines in by_column.values():
            left = min(line.x0 for line in lines)
            right = max(*(line.x1 for line in lines), usual)
            for line in lines:
                line.left, line.right = left, right


def parted(sheets: Sequence[Sheet]) -> tuple[list[Item], list[Line]]:
    """The items of all pages in order, and the lines of the footnotes at their ends."""
    sizes = [line.size for sheet in sheets for line in sheet.items if isinstance(line, Line)]
    usual = median(sizes) if sizes else 10.0
    body: list[Item] = []
    notes: list[Line] = []
    for sheet in sheets:
        start = _note_start(sheet.items, usual)
        body += sheet.items[:start]
        notes += [i for i in sheet.items[start:] if isinstance(i, Line)]
    return body, notes


def tabled(body: Sequence[Item]) -> list[Item]:
    """The items with lines that stand in columns made tables."""
    out: list[Item] = []
    run: list[Line] = []

    def close() -> None:
        at = 0
        for start, end, table in aligned.find(run):
            out.extend(run[at:start])
            out.append(table)
            at = end
        out.extend(run[at:])
        run.clear()

    for item in body:
        if isinstance(item, Line):
            run.append(item)
        else:
            close()
            out.append(item)
    close()
    return out


def _note_start(items: Sequence[Item], usual: float) -> int:
    """The index of the first line of the notes at a page's end, the number of items where it has none."""
    start = len(items)
    for k in range(len(items) - 1, -1, -1):
        item = items[k]
        if not isinstance(item, Line) or item.size > 0.93 * usual:
            break
        if item.raised and item.text.startswith(tuple("⁰¹²³⁴⁵⁶⁷⁸⁹")):
            start = k
    return start


def runs(body: Sequence[Item]) -> list[list[Line]]:
    """Lines that stand below each other without a table between them."""
    out: list[list[Line]] = [[]]
    for item in body:
        if isinstance(item, Line):
            out[-1].append(item)
        elif out[-1]:
            out.append([])
    return out
