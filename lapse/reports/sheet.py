"""A sheet of a workbook as the reporter fills it: safe text, rows, tables, links inside the workbook."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST = 32_000
"""Characters of one cell; Excel holds 32,767."""
LINE = 15.0
"""The height of a line in points."""
TALLEST = 400.0
"""The height of a row in points; Excel allows 409."""
_TOP = {"valign": "top", "text_wrap": True, "font_name": "Calibri", "font_size": 11}
FORMATS: dict[str, dict[str, Any]] = {
    "text": {},
    "cell": {"bottom": 1, "bottom_color": "#D5DBE0"},
    "label": {"bold": True},
    "small": {"bottom": 1, "bottom_color": "#D5DBE0", "font_size": 9, "font_color": "#5F6B73"},
    "number": {"align": "center", "text_wrap": False},
    "title": {"bold": True, "font_size": 18, "font_color": "#1F3A54"},
    "verdict": {"bold": True, "font_size": 13, "bg_color": "#FFF4E5", "border": 1, "border_color": "#E0B77A"},
    "heading": {"bold": True, "font_size": 13, "font_color": "#1F3A54", "bottom": 1, "bottom_color": "#1F3A54"},
    "head": {"bold": True, "bg_color": "#1F3A54", "font_color": "#FFFFFF", "border": 1},
    "turned": {
        "bold": True,
        "bg_color": "#1F3A54",
        "font_color": "#FFFFFF",
        "rotation": 60,
        "border": 1,
        "valign": "bottom",
    },
    "link": {"bottom": 1, "bottom_color": "#D5DBE0", "font_color": "#0B57A4", "underline": 1},
    "decide": {"bottom": 1, "bottom_color": "#C3D6C3", "bg_color": "#EEF7EE"},
    "day": {"bottom": 1, "bottom_color": "#C3D6C3", "bg_color": "#EEF7EE", "num_format": "yyyy-mm-dd", "align": "left"},
    "open": {"font_color": "#9C1C14", "bg_color": "#FBE3E1"},
    "cured": {"font_color": "#14602B", "bg_color": "#DFF2E4"},
    "deleted": {"font_color": "#4A545B", "bg_color": "#E8EBED"},
    "before": {"font_color": "#4A545B", "bg_color": "#F3F4F5"},
    "along": {"font_color": "#7A4B00", "bg_color": "#FDF0D9"},
    "lapse": {"font_color": "#4A545B"},
}


@dataclass(frozen=True)
class Styles:
    """The formats of a workbook, by name."""

    made: Mapping[str, Any]

    @classmethod
    def of(cls, book: Any) -> Styles:
        """The formats, made in a workbook."""
        return cls({name: book.add_format({**_TOP, **form}) for name, form in FORMATS.items()})

    def __getitem__(self, name: str) -> Any:
        return self.made[name]


@dataclass(frozen=True)
class Sheet:
    """One sheet; rows and columns count from 0."""

    page: Any
    styles: Styles
    sizes: list[float]

    @classmethod
    def add(cls, book: Any, name: str, styles: Styles, landscape: bool = True, large: bool = False) -> Sheet:
        """A new sheet, set up to be printed on A4, or A3 where it is `large`, one page wide."""
        page = book.add_worksheet(name)
        page.set_paper(8 if large else 9)
        if landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(0.4, 0.4, 0.5, 0.6)
        page.set_footer("&L&A&RPage &P of &N")
        page.hide_gridlines(2)
        return cls(page, styles, [])

    def widths(self, *widths: float) -> None:
        """The widths of the columns in characters."""
        self.sizes[:] = widths
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width, self.styles["text"])

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """A cell that holds text and nothing else."""
        self.page.write_string(row, column, plain(text), self.styles[style])

    def link(self, row: int, column: int, text: str, sheet: str, at: str = "A1") -> None:
        """A cell that leads to another one of the workbook."""
        self.page.write_url(row, column, f"internal:'{sheet}'!{at}", self.styles["link"], plain(text)[:255])

    def row(self, row: int, cells: Iterable[str], style: str = "text") -> int:
        """A row of text; gives the number of the next."""
        for column, cell in enumerate(cells):
            self.text(row, column, cell, style)
        return row + 1

    def lines(self, row: int, texts: Iterable[str], style: str, last: int, first: int = 0) -> int:
        """Texts one below the other over the columns `first` to `last`, each as high as it needs."""
        size = FORMATS[style].get("font_size", 11)
        width = sum(self.sizes[first : last + 1]) * 11 / size
        for text in texts:
            if first == last:
                self.text(row, first, text, style)
            else:
                self.page.merge_range(row, first, row, last, "", self.styles[style])
                self.text(row, first, text, style)
            self.page.set_row(row, needed(text, width) * LINE * size / 11 + 3)
            row += 1
        return row

    def table(
        self, row: int, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str] = ()
    ) -> int:
        """A table with filters from `row` on, its header kept in sight; gives the number of the row behind it."""
        for at, cells in enumerate(rows, start=row + 1):
            for column, cell in enumerate(cells):
                self.text(at, column, cell, styles[column] if styles else "cell")
            high = max(needed(cell, size) for cell, size in zip(cells, self.sizes, strict=False))
            self.page.set_row(at, min(high * LINE + 1, TALLEST))
        columns = [{"header": head, "header_format": self.styles["head"]} for head in heads]
        last = row + max(len(rows), 1)
        options = {"name": name, "columns": columns, "style": "Table Style Light 1", "banded_rows": False}
        self.page.add_table(row, 0, last, len(heads) - 1, options)
        return last + 1


def needed(text: str, width: float) -> int:
    """The lines that a text needs in a column of this width (in digits, which are wider than most letters)."""
    return sum(max(1, math.ceil(len(line) / (width * 1.12))) for line in plain(text).split("\n"))


def plain(text: str) -> str:
    """Text that a cell can hold: no half characters, and not too long."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return sound if len(sound) <= LONGEST else sound[:LONGEST] + "…"
