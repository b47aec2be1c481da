"""Text laid out for the terminal: tables and sentences folded to a width, each looked at once.

rich measures and renders every cell several times, which for some thousands of findings takes longer than to find them.
What is printed is the same (a test holds the two together), but for blanks at the ends of titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich import box
from rich.box import Box
from rich.cells import cell_len as rich_cell_len
from rich.cells import chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import strip_control_codes
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

_WORD = re.compile(r"\s*\S+\s*")
_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u2010-\u2022\u2026\u2030-\u203a\u2500-\u257f]*")
"""Text of which each sign takes one cell, as nearly all does; to see that it does is faster than to look at each."""


class Laid(Table):
    """A table whose cells are text (`str`, or `Text` of one style), folded and never cut off."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the table."""
        if not self.columns:
            return
        drawn = (self.box or box.SIMPLE).substitute(options, safe=console.safe_box)
        pads = self._pads()
        rows = [[_lines(cell) for cell in row] for row in self._rows()]
        widths = self._widths(rows, options.max_width, pads)
        outer = [width + left + right for width, (left, right) in zip(widths, pads, strict=True)]
        table_width = sum(outer) + len(outer) + 1
        title = _text(self.title) if self.title else ""
        yield from said(folded(title, table_width), console.get_style(self.title_style or ""))
        yield from said([drawn.get_top(outer)])
        styles: list[Sequence[Style | None]] = [[console.get_style(one.header_style or "") for one in self.columns]]
        cells = zip(*(column.cells for column in self.columns), strict=True)
        styles += ([_style(console, cell) for cell in row] for row in cells)
        for number, (row, styled) in enumerate(zip(rows, styles, strict=True)):
            parts = [_folded(one, width) for one, width in zip(row, widths, strict=True)]
            if not number:  # headings stand on the line below them
                height = max(map(len, parts))
                parts = [[""] * (height - len(part)) + part for part in parts]
            yield from _row(parts, widths, pads, styled, _edges(drawn, first=not number))
            if not number:
                yield from said([drawn.get_row(outer, "head")])
            elif self.show_lines and number + 1 < len(rows):
                yield from said([drawn.get_row(outer, "row")])
        yield from said([drawn.get_bottom(outer)])
        caption = _text(self.caption) if self.caption else ""
        yield from said(folded(caption, table_width), console.get_style(self.caption_style or ""))

    def _rows(self) -> Iterator[tuple[str, ...]]:
        """The header and the rows, as text."""
        yield tuple(_text(column.header) for column in self.columns)
        yield from zip(*(map(_text, column.cells) for column in self.columns), strict=True)

    def _pads(self) -> list[tuple[int, int]]:
        """The blanks before and behind the text of each column."""
        _, right, _, left = self.padding
        last = len(self.columns) - 1
        return [
            (left if n or self.pad_edge else 0, right if n < last or self.pad_edge else 0)
            for n in range(len(self.columns))
        ]

    def _widths(self, rows: Iterable[Sequence[list[str]]], most: int, pads: Sequence[tuple[int, int]]) -> list[int]:
        """The width of the text of each column: that of its longest line, the widest cut down until all fit."""
        natural = [
            max(column.min_width or 1, *(cell_len(line) for cell in cells for line in cell))
            for column, cells in zip(self.columns, zip(*rows, strict=True), strict=True)
        ]
        return shares([n + sum(pad) for n, pad in zip(natural, pads, strict=True)], most - len(pads) - 1, pads)


@dataclass(frozen=True)
class Lines:
    """Sentences, each on lines of its own."""

    sentences: Iterable[str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the sentences."""
        for one in self.sentences:
            yield from said(folded(one, options.max_width))


def shares(natural: Sequence[int], most: int, pads: Sequence[tuple[int, int]]) -> list[int]:
    """Widths without their blanks (at least 1), the widest made narrower until all together take `most` with them."""
    widths = list(natural)
    while (over := sum(widths) - most) > 0 and (widest := max(widths)) > 1:
        several = [n for n, width in enumerate(widths) if width == widest]
        below = max((width for width in widths if width < widest), default=1)
        left = min(over, (widest - below) * len(several))
        for done, n in enumerate(several):
            share = round(left / (len(several) - done))
            widths[n], left = widths[n] - share, left - share
    return [max(width - sum(pad), 1) for width, pad in zip(widths, pads, strict=True)]


def said(lines: Iterable[str], style: Style | None = None) -> Iterator[Segment]:
    """Lines, each with its end."""
    for line in lines:
        yield Segment(line, style)
        yield _END


_END = Segment.line()


def cell_len(text: str) -> int:
    """The cells that a text takes on a terminal."""
    return len(text) if _NARROW.fullmatch(text) else rich_cell_len(text)


def _edges(drawn: Box, first: bool) -> tuple[str, str, str]:
    """What stands before, between and behind the cells of a row."""
    if first:
        return drawn.head_left, drawn.head_vertical, drawn.head_right
    return drawn.mid_left, drawn.mid_vertical, drawn.mid_right


def _row(
    cells: Sequence[list[str]],
    widths: Sequence[int],
    pads: Sequence[tuple[int, int]],
    styles: Sequence[Style | None],
    edges: tuple[str, str, str],
) -> Iterator[Segment]:
    """The lines of a row; what has no style of its own comes in one piece."""
    before, between, behind = edges
    for lines in zip_longest(*cells, fillvalue=""):
        plain = before
        for n, (line, width, (left, right), style) in enumerate(zip(lines, widths, pads, styles, strict=True)):
            filled = line + " " * (width - cell_len(line))
            if n:
                plain += between
            if style:
                yield Segment(f"{plain}{' ' * left}")
                yield Segment(filled, style)
                plain = " " * right
            else:
                plain += f"{' ' * left}{filled}{' ' * right}"
        yield Segment(plain + behind)
        yield _END


def _style(console: Console, cell: object) -> Style | None:
    """The style of a cell, None where it has none, or none can be shown."""
    if not isinstance(cell, Text) or not cell.style or not console.color_system:
        return None
    return console.get_style(cell.style)


def _text(cell: object) -> str:
    return cell.plain if isinstance(cell, Text) else str(cell)


def _lines(text: str) -> list[str]:
    return strip_control_codes(text).expandtabs(8).split("\n")


def _folded(lines: Iterable[str], width: int) -> list[str]:
    return [part for line in lines for part in ([line] if cell_len(line) <= width else _parts(line, width))]


def folded(text: str, width: int) -> list[str]:
    """Text in lines of so many cells at most, broken between words, and within those that are longer than a line."""
    return _folded(_lines(text), width) if text else []


def _parts(line: str, width: int) -> Iterator[str]:
    """The lines that a line that is too long is broken into."""
    held, length = "", 0
    for found in _WORD.finditer(line):
        word = found[0]
        needed = cell_len(word.rstrip())
        if length + needed <= width:
            held, length = held + word, length + cell_len(word)
            continue
        if held:
            yield held.rstrip()
        if needed > width:
            *whole, word = chop_cells(word.rstrip(), width) if width > 1 else [*word.rstrip()]
            yield from whole
            word += found[0][len(found[0].rstrip()) :]
        held, length = word, cell_len(word)
    yield held.rstrip()
