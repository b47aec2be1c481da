"""HTML: headings, paragraphs, lists with their numbers, tables, definition lists; what a page adds is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from extract import runover
from ontology import labels
from ontology.places import Problem, Span
from ontology.source import Block, BlockKind, Source

from . import columns, decode

_SIGN = re.compile(
    rb"<(?:!doctype\s+html|html|body|head|p|div|h[1-6]|table|ol|ul|section|article)\b[^<>]{0,500}>", re.IGNORECASE
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_SUBSET = re.compile(r"<!DOCTYPE\b[^\[<>]{0,500}\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
"""A document type with declarations in it, which no browser reads."""
_LEFT_OUT = {
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
_BLOCK = re.compile(
    r"p|div|section|article|main|body|html|li|[uo]l|d[ltd]|table|tr|t[dh]|thead|tbody|tfoot|caption|blockquote|pre"
    r"|figure|figcaption|address|aside|form|fieldset|details|summary|center|h[1-6]|hr|legend"
)
_EMPHASIS = {"b", "strong", "i", "em", "dfn"}
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def knows(head: bytes, name: str) -> bool:
    """By its tags: a doctype or html element, or a name that says so with any block element."""
    found = _SIGN.search(head.replace(b"\0", b"")[:20_000])
    if not found or head.startswith((b"%PDF-", b"PK")):
        return False
    whole = found[0].lower().startswith((b"<!doctype", b"<html", b"<body", b"<head"))
    return whole or name.lower().endswith((".html", ".htm", ".xhtml")) or not head[: found.start()].strip()


def read(data: bytes, path: Path, view: str) -> Source:
    """The source of an HTML file; deletions are left out of the accepted view, insertions of the original."""
    text, problems = _text(data)
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise decode.UndecodableError(f"its HTML cannot be parsed: {type(error).__name__}") from error
    walker = _Walker("ins" if view == "original" else "del")
    walker.walk(root)
    if any("depth" in entry.message for entry in parser.error_log):
        message = "The page is nested too deeply; what stands below its 2048th level was not read."
        walker.problems.append(Problem("LAP310", message))
    title = _SPACE.sub(" ", root.findtext(".//title") or "").strip()
    changes = {"insertions": len(root.findall(".//ins")), "deletions": len(root.findall(".//del"))}
    told = {"view": view, **{kind: str(n) for kind, n in changes.items() if n}} if any(changes.values()) else {}
    return Source(
        path.name,
        "text/html",
        "",
        runover.joined(walker.blocks),
        title=title,
        metadata=tuple(told.items()),
        problems=(*problems, *walker.problems),
    )


def _text(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of the file, by the encoding that it declares if that works."""
    declared = _CHARSET.search(data[:2048])
    try:
        text, problems = data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text, problems = "", None
        if declared:
            try:
                text, problems = data.decode(declared[1].decode("ascii")), ()
            except (UnicodeDecodeError, LookupError):
                problems = None
    found: tuple[Problem, ...] = problems if problems is not None else ()
    if problems is None:
        text, found = decode.decode(data)
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text).replace("\0", "")
    text, declared_types = _SUBSET.subn("", text, count=1)
    if declared_types:
        message = (
            "The page declares entities of its own; they were not read, and stand in the text as they are written."
        )
        found = (*found, Problem("LAP310", message))
    return text, found


@dataclass(slots=True)
class _Run:
    """The text of the block under way, with white space as a browser shows it, and its emphasis."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    emphasis: list[Span] = field(default_factory=list)
    anchor: str = ""

    def add(self, text: str) -> None:
        """Append text, runs of white space as one space."""
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            text = text[1:]
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(slots=True)
class _List:
    """An ordered list under way: how it counts, and the number of its next item."""

    kind: str
    next: int


class _Walker:
    """Walks a tree without recursion and gathers blocks; `gone` is the tag of the changes that the view leaves out."""

    def __init__(self, gone: str) -> None:
        self.gone = gone
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.run = _Run()
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.number = ""
        self.lists: list[_List | None] = []
        self.tables = 0

    def walk(self, root: HtmlElement) -> None:
        """All blocks below an element, in order."""
        stack: list[tuple[HtmlElement, bool, int]] = [(root, False, 0)]
        while stack:
            element, leaving, start = stack.pop()
            if leaving:
                self._leave(element, start)
                self.run.add(element.tail or "")
                continue
            if not isinstance(element.tag, str):
                self.run.add(element.tail or "")
                continue
            inner = self._enter(element)
            stack.append((element, True, self.run.length))
            if inner:
                self.run.add(element.text or "")
                stack += [(child, False, 0) for child in reversed(element)]
        self._flush()

    def _enter(self, element: HtmlElement) -> bool:
        """Open an element; whether its contents are to be walked."""
        tag = element.tag.lower()
        if tag in _LEFT_OUT or tag == self.gone or element.get("hidden") is not None:
            return False
        if tag == "br":
            self.run.add(" ")
        if _BLOCK.fullmatch(tag):
            self._flush()
            self.run.anchor = element.get("id") or element.get("name") or self.run.anchor
        if tag == "table" and _is_data(element):
            self._table(element)
            return False
        if tag == "dl":
            self._definition_list(element)
            return False
        if tag in ("ol", "ul"):
            self.lists.append(
                _List(element.get("type") or "1", _integer(element.get("start"), 1)) if tag == "ol" else None
            )
        elif tag == "li":
            self._item(element)
        elif re.fullmatch(r"h[1-6]", tag):
            self.kind, self.level = "heading", int(tag[1])
        return True

    def _leave(self, element: HtmlElement, start: int) -> None:
        tag = element.tag.lower()
        if tag in _EMPHASIS and self.run.length > start:
            self.run.emphasis.append(Span(start, self.run.length))
        if _BLOCK.fullmatch(tag):
            self._flush()
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag == "li":
            self.number = ""
        if re.fullmatch(r"h[1-6]", tag):
            self.kind, self.level = "paragraph", 0

    def _item(self, element: HtmlElement) -> None:
        current = self.lists[-1] if self.lists else None
        if current is None:
            self.number = "•"
            return
        value = _integer(element.get("value"), current.next)
        current.next = value + 1
        self.number = _marker(value, element.get("type") or current.kind)

    def _flush(self) -> None:
        """End the block under way."""
        text = self.run.text()
        if text.strip():
            lead = len(text) - len(text.lstrip())
            clean = text.strip()
            moved = (Span(max(0, s.start - lead), min(len(clean), s.end - lead)) for s in self.run.emphasis)
            emphasis = tuple(s for s in moved if s.start < s.end)
            level = self.level or (len(self.lists) + 1 if self.lists else 0)
            self.blocks.append(
                Block(self.kind, clean, number=self.number, level=level, emphasis=emphasis, anchor=self.run.anchor)
            )
            self.number = ""
            self.run = _Run()
        else:
            self.run = _Run(anchor=self.run.anchor)

    def _table(self, table: HtmlElement) -> None:
        self.tables += 1
        for tr in table.iter("tr"):
            if next(tr.iterancestors("table")) is not table:
                continue
            cells = [self._inline(cell) for cell in tr if cell.tag in ("td", "th")]
            if any(text.strip() for text, _ in cells):
                self.blocks.append(columns.emphasised_row(cells, table=self.tables))

    def _definition_list(self, element: HtmlElement) -> None:
        self.tables += 1
        terms: list[tuple[str, tuple[Span, ...]]] = []
        for part in element.iter("dt", "dd"):
            if next(part.iterancestors("dl", "dt", "dd")) is not element:
                continue
            if part.tag == "dt":
                terms.append(self._inline(part))
            else:
                first = terms.pop(0) if terms else ("", ())
                self.blocks.append(columns.emphasised_row([first, self._inline(part)], table=self.tables))
        self.blocks += [columns.emphasised_row([one], table=self.tables) for one in terms]

    def _inline(self, element: HtmlElement) -> tuple[str, tuple[Span, ...]]:
        """The text of a cell and its emphasis; blocks in it are parted by spaces."""
        run = _Run()
        stack: list[tuple[HtmlElement, bool, int]] = [(element, False, 0)]
        while stack:
            one, leaving, start = stack.pop()
            if leaving:
                if one.tag in _EMPHASIS and run.length > start:
                    run.emphasis.append(Span(start, run.length))
                if one is not element:
                    run.add((" " if _BLOCK.fullmatch(one.tag) else "") + (one.tail or ""))
                continue
            if not isinstance(one.tag, str) or one.tag in _LEFT_OUT or one.tag == self.gone:
                run.add(one.tail or "")
                continue
            if one.tag == "br" or _BLOCK.fullmatch(one.tag):
                run.add(" ")
            stack.append((one, True, run.length))
            run.add(one.text or "")
            stack += [(child, False, 0) for child in reversed(one)]
        return run.text(), tuple(run.emphasis)


def _is_data(table: HtmlElement) -> bool:
    """Whether a table holds data: some row of its own has two cells; a table of one cell only lays out."""
    rows = (tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table)
    return any(sum(cell.tag in ("td", "th") for cell in tr) > 1 for tr in rows)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def _marker(value: int, kind: str) -> str:
    """The marker that a browser shows: "3.", "c.", "iv."."""
    if value < 1 or kind not in "aAiI":
        return f"{value}."
    if kind in "iI":
        roman = labels.to_roman(value) if value < 400 else str(value)
        return f"{roman if kind == 'i' else roman.upper()}."
    letter = labels.to_letters(value)
    return f"{letter if kind == 'a' else letter.upper()}."
