"""Running headers and footers and page numbers: lines that come again at one height of neighbouring pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.numbering import read_labels

from .lines import Line
from .tables import Table, shown

Item = Line | Table

TOP = 0.125
BOTTOM = 0.88
"""The parts of a page's height in which headers and footers stand."""
LEAST = 92.0
"""Points from the edge of the page that they may take at any rate."""
LEVEL = 2.6
"""Points by which the same line may stand higher or lower on another page."""
_DIVISION = re.compile(r"(?:schedule|annex|appendix|part|chapter|attachment|section|article|clause)\s+[\da-z]{1,4}\b")
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[-–— \[(]*[ivxl]{1,7}[-–— \])]*", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:[-–—\[|]\s*)?(?:page|pg\.?|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—\]|])?|[-–—]\s*\d{1,4}\s*[-–—]"
    r"|\d{1,4}\s*(?:of|/)\s*\d{1,4}",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Sheet:
    """The items of a page in reading order, and its height."""

    number: int
    height: float
    items: list[Item]
    width: float = 0.0


@dataclass(slots=True)
class Left:
    """What was left out: how many lines, and how they look (digits as #), each once."""

    lines: int = 0
    shapes: dict[str, int] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Counts a line."""
        self.lines += 1
        shape = _shape(text)
        if shape in self.shapes or len(self.shapes) < 40:
            self.shapes[shape] = self.shapes.get(shape, 0) + 1


def remove(sheets: Sequence[Sheet]) -> Left:
    """Takes running lines off all pages, and tells what they were.

    Where that would leave nothing on most pages, short pages merely look alike, and only page numbers are taken.
    """
    left = Left()
    places = _places(sheets)
    gone = [_running(sheets, k, places) for k in range(len(sheets))]
    gone = [again | _beyond(sheet, again) for sheet, again in zip(sheets, gone, strict=True)]
    emptied = sum(len(found) == len(sheet.items) > 0 for sheet, found in zip(sheets, gone, strict=True))
    if 2 * emptied > sum(bool(sheet.items) for sheet in sheets):
        gone = [_page_numbers(sheet) for sheet in sheets]
    for sheet, found in zip(sheets, gone, strict=True):
        for k in sorted(found):
            left.add(_text(sheet.items[k]))
        sheet.items = [item for k, item in enumerate(sheet.items) if k not in found]
    return left


def _text(item: Item) -> str:
    return item.shown if isinstance(item, Line) else " | ".join(" ".join(filter(None, shown(r))) for r in item.rows)


def _page_numbers(sheet: Sheet) -> set[int]:
    """The indices of the items that number the page in words."""
    return {k for k, item in enumerate(sheet.items) if _edge(sheet, item) and _PAGE.fullmatch(_text(item).strip())}


def _shape(text: str) -> str:
    """A line with its numbers made alike, as those of pages count on; the number of a clause or a part is its own."""
    text = text.strip().lower()
    if _ROMAN.fullmatch(text):
        return "#"
    own = _own_number(text)
    return text[:own] + _DIGITS.sub("#", text[own:]).replace("# #", "#")


def _own_number(text: str) -> int:
    """The offset behind the number of a clause, a part or a schedule in front of a line, 0 where there is none."""
    if division := _DIVISION.match(text):
        return division.end()
    found = read_labels(text)
    set_off = found and (found[-1].firm or found[0].unit or "." in found[0].core)
    return found[-1].end if set_off and found[-1].end < len(text) else 0


def _height(item: Item) -> float:
    return item.y if isinstance(item, Line) else item.top


def _edge(sheet: Sheet, item: Item) -> str:
    """Whether an item stands at the top or the bottom of its page, "" for neither."""
    y = _height(item)
    low = y
    if isinstance(item, Table):
        low = max((line.y for row in item.rows for cell in row for line in cell), default=y)
    if low <= max(TOP * sheet.height, LEAST):
        return "top"
    return "bottom" if y >= min(BOTTOM * sheet.height, sheet.height - LEAST) else ""


Places = dict[tuple[str, str], list[tuple[int, float]]]


def _places(sheets: Sequence[Sheet]) -> Places:
    """For each edge and shape the pages and heights where it stands; heights at the bottom count from the bottom."""
    found: defaultdict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for n, sheet in enumerate(sheets):
        for item in sheet.items:
            edge = _edge(sheet, item)
            text = _text(item) if edge else ""
            if edge and len(text) < 300:
                found[edge, _shape(text)].append((n, _from_edge(sheet, item, edge)))
    return found


def _from_edge(sheet: Sheet, item: Item, edge: str) -> float:
    return _height(item) if edge == "top" else sheet.height - _height(item)


def _running(sheets: Sequence[Sheet], n: int, places: Places) -> set[int]:
    """The indices of the items of a page that come again on pages near it, or that number the page in words."""
    sheet = sheets[n]
    found: set[int] = set()
    needed = 1 if len(sheets) <= 4 else 2
    for k, item in enumerate(sheet.items):
        edge = _edge(sheet, item)
        if not edge:
            continue
        text = _text(item)
        if _PAGE.fullmatch(text.strip()):
            found.add(k)
            continue
        here = _from_edge(sheet, item, edge)
        others = {m for m, y in places.get((edge, _shape(text)), ()) if m != n and abs(y - here) <= LEVEL}
        near = [m for m in others if abs(m - n) <= 6]
        if len(near) >= needed or len(others) >= max(2, 0.5 * len(sheets)):
            found.add(k)
    return found


def _beyond(sheet: Sheet, found: set[int]) -> set[int]:
    """The indices of what stands nearer to the edge than what runs on: the page's own part of a header."""
    more: set[int] = set()
    for edge in ("top", "bottom"):
        levels = [_from_edge(sheet, sheet.items[k], edge) for k in found if _edge(sheet, sheet.items[k]) == edge]
        if not levels:
            continue
        for k, item in enumerate(sheet.items):
            if k not in found and _edge(sheet, item) == edge and _from_edge(sheet, item, edge) < max(levels) + 1:
                more.add(k)
    return more
