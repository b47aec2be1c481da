"""Cells and lists of HTML: their text as a browser shows it, with the numbers of items and cells that span rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ontology import labels
from ontology.places import Span

LEFT_OUT = {
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "noscript",
    "template",
    "head",
    "button",
    "select",
    "svg",
    "iframe",
    "object",
}
"""Elements that are no text of a page."""
BLOCK = re.compile(
    r"p|div|section|article|main|body|html|li|[uo]l|d[ltd]|table|tr|t[dh]|thead|tbody|tfoot|caption|blockquote|pre"
    r"|figure|figcaption|address|aside|form|fieldset|details|summary|center|h[1-6]|hr|legend"
)
EMPHASIS = {"b", "strong", "i", "em", "dfn"}
SPACE = re.compile(r"[ \t\r\n\f\v]+")
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:\s*(lower-alpha|lower-latin|upper-alpha|upper-latin|lower-roman|upper-roman)"
)
_KINDS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_KINDS |= {"lower-roman": "i", "upper-roman": "I"}
MARKER = re.compile(
    r"\((?:\d{1,3}[a-z]?|[a-z]{1,2}|[ivxl]{1,6})\)|(?:\d{1,3}[a-z]?|[a-z]|[ivxl]{1,6})[.)]|[-–—•]", re.IGNORECASE
)
"""What stands before a paragraph of a list: "(1)", "a.", "iv)", a dash."""
MARK = re.compile(r"[\[(]?(?:(?:foot)?note\s)?(?:\d{1,3}|[*†‡]{1,3}|[a-z])[\])]?", re.IGNORECASE)
"""What points to a note, or stands in front of it."""
MOST_SPANNED = 200
"""Rows that one cell may span."""
MOST_COLUMNS = 200

Cell = tuple[str, tuple[Span, ...]]
"""The text of a cell and its emphasis."""


@dataclass(slots=True)
class Run:
    """The text of the block under way, with white space as a browser shows it, and its emphasis."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    emphasis: list[Span] = field(default_factory=list)
    anchor: str = ""

    def add(self, text: str) -> None:
        """Append text, runs of white space as one space."""
        text = SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            text = text[1:]
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def text(self) -> str:
        """All that was added."""
        return "".join(self.pieces)


@dataclass(slots=True)
class List:
    """An ordered list under way: how it counts, and the number of its next item."""

    kind: str
    next: int

    @classmethod
    def of(cls, element: HtmlElement) -> List | None:
        """The list of an `ol`, None for an `ul`."""
        return cls(_kind(element) or "1", _integer(element.get("start"), 1)) if element.tag == "ol" else None

    def take(self, item: HtmlElement) -> str:
        """The marker of the next item."""
        value = _integer(item.get("value"), self.next)
        self.next = value + 1
        return marker(value, _kind(item) or self.kind)


def _kind(element: HtmlElement) -> str:
    """How an element says that it counts: "1", "a", "A", "i" or "I", "" where it does not say."""
    found = _STYLE.search((element.get("style") or "").lower())
    return _KINDS[found[1]] if found else element.get("type") or ""


def rows(table: HtmlElement, gone: str) -> Iterator[list[Cell]]:
    """The rows of a table, with an empty cell where one above spans the row; `gone` is a tag that is left out."""
    spanned: dict[int, int] = {}
    for tr in table.iter("tr"):
        if next(tr.iterancestors("table")) is not table or tr.tag == gone:
            continue
        out: list[Cell] = []
        for cell in (one for one in tr if one.tag in ("td", "th")):
            _skip(out, spanned)
            if (span := _integer(cell.get("rowspan"), 1)) > 1:
                spanned[len(out)] = min(span, MOST_SPANNED)
            out.append(inline(cell, gone))
        _skip(out, spanned)
        spanned = {column: left - 1 for column, left in spanned.items() if left > 1}
        yield out


def _skip(out: list[Cell], spanned: dict[int, int]) -> None:
    """Puts an empty cell wherever a cell of an earlier row reaches down to."""
    while len(out) in spanned and len(out) < MOST_COLUMNS:
        out.append(("", ()))


def inline(element: HtmlElement, gone: str) -> Cell:
    """The text of a cell and its emphasis; blocks in it are parted by spaces, items of lists have their numbers."""
    run = Run()
    lists: dict[HtmlElement, List | None] = {}
    stack: list[tuple[HtmlElement, bool, int]] = [(element, False, 0)]
    while stack:
        one, leaving, start = stack.pop()
        if leaving:
            if one.tag in EMPHASIS and run.length > start:
                run.emphasis.append(Span(start, run.length))
            if one is not element:
                run.add((" " if BLOCK.fullmatch(one.tag) else "") + (one.tail or ""))
            continue
        if not isinstance(one.tag, str) or one.tag in LEFT_OUT or one.tag == gone or is_mark(one):
            run.add(one.tail or "")
            continue
        if one.tag == "br" or BLOCK.fullmatch(one.tag):
            run.add(" ")
        if one.tag == "ol":
            lists[one] = List.of(one)
        current = lists.get(one.getparent()) if one.tag == "li" else None
        run.add(f"{current.take(one)} " if current is not None else "")
        stack.append((one, True, run.length))
        run.add(one.text or "")
        stack += [(child, False, 0) for child in reversed(one)]
    return run.text(), tuple(run.emphasis)


def is_mark(element: HtmlElement) -> bool:
    """Whether an element is the mark of a note: a raised number that is a link within the page."""
    if element.tag != "sup" or not MARK.fullmatch(element.text_content().strip()):
        return False
    links = [one for one in (*element.iter("a"), element.getparent()) if one is not None and one.tag == "a"]
    return any((one.get("href") or "").startswith("#") for one in links)


def holds_notes(element: HtmlElement) -> bool:
    """Whether an element holds the notes of a page, as it says itself."""
    return element.get("role") == "doc-endnotes" or "footnotes" in (element.get("class") or "").split()


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data: some row of its own has two cells; a table of one cell only lays out."""
    found = (tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table)
    return any(sum(cell.tag in ("td", "th") for cell in tr) > 1 for tr in found)


def _marker_of(row: HtmlElement) -> HtmlElement | None:
    """The cell of a row that holds the marker of a paragraph, "(1)" or "a.", where the only other one has its text."""
    cells = [cell for cell in row if cell.tag == "td" and (len(cell) or (cell.text or "").strip())]
    if len(cells) != 2 or cells[0].find(".//table") is not None:
        return None
    return cells[0] if MARKER.fullmatch(cells[0].text_content().strip()) else None


def markers(table: HtmlElement) -> list[HtmlElement]:
    """The cells with markers, of a table that only lays out numbered paragraphs; none where any row is another."""
    found = [_marker_of(tr) for tr in table.iter("tr") if next(tr.iterancestors("table")) is table]
    own = [cell for cell in found if cell is not None]
    return own if len(own) == len(found) else []


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def marker(value: int, kind: str) -> str:
    """The marker that a browser shows: "3.", "c.", "iv."."""
    if value < 1 or kind not in "aAiI":
        return f"{value}."
    if kind in "iI":
        roman = labels.to_roman(value) if value < 400 else str(value)
        return f"{roman if kind == 'i' else roman.upper()}."
    letter = labels.to_letters(value)
    return f"{letter if kind == 'a' else letter.upper()}."
