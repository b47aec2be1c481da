"""HTML: headings, paragraphs, lists with their numbers, tables, definition lists; what a page adds is left out."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from extract import runover
from ontology.places import Problem, Span
from ontology.source import Block, BlockKind, Source

from . import columns, decode
from .html_cells import (
    BLOCK,
    EMPHASIS,
    LEFT_OUT,
    MARK,
    SPACE,
    List,
    Run,
    holds_notes,
    inline,
    is_data,
    is_mark,
    markers,
    rows,
)

_SIGN = re.compile(
    rb"<(?:!doctype\s+html|html|body|head|p|div|h[1-6]|table|ol|ul|section|article)\b[^<>]{0,500}>", re.IGNORECASE
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_SUBSET = re.compile(r"<!DOCTYPE\b[^\[<>]{0,500}\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
"""A document type with declarations in it, which no browser reads."""


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
    title = SPACE.sub(" ", root.findtext(".//title") or "").strip()
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


class _Walker:
    """Walks a tree without recursion and gathers blocks; `gone` is the tag of the changes that the view leaves out."""

    def __init__(self, gone: str) -> None:
        self.gone = gone
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.run = Run()
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.number = ""
        self.lists: list[List | None] = []
        self.tables = 0
        self.notes = 0
        self.note = False
        self.markers: set[HtmlElement] = set()

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
        if tag in LEFT_OUT or tag == self.gone or element.get("hidden") is not None:
            return False
        if tag == "br":
            self.run.add(" ")
        if tag == "sup" and self._raised(element):
            return False
        self.notes += holds_notes(element)
        if BLOCK.fullmatch(tag):
            self._flush()
            self.run.anchor = element.get("id") or element.get("name") or self.run.anchor
        if tag == "table" and (found := markers(element)):
            self.markers.update(found)
        elif tag == "table" and is_data(element):
            self._table(element)
            return False
        if element in self.markers:
            self.number = element.text_content().strip()
            return False
        if tag == "dl":
            self._definition_list(element)
            return False
        if tag in ("ol", "ul"):
            self.lists.append(List.of(element))
        elif tag == "li":
            self._item(element)
        elif re.fullmatch(r"h[1-6]", tag):
            self.kind, self.level = "heading", int(tag[1])
        return True

    def _leave(self, element: HtmlElement, start: int) -> None:
        tag = element.tag.lower()
        if tag in EMPHASIS and self.run.length > start:
            self.run.emphasis.append(Span(start, self.run.length))
        if BLOCK.fullmatch(tag):
            self._flush()
        self.notes -= holds_notes(element)
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag == "li":
            self.number = ""
        if re.fullmatch(r"h[1-6]", tag):
            self.kind, self.level = "paragraph", 0

    def _raised(self, element: HtmlElement) -> bool:
        """Whether a raised number is the mark of a note; in front of a block it makes that the note."""
        first = not self.run.text().strip() and MARK.fullmatch(element.text_content().strip()) is not None
        self.note = self.note or first
        return first or is_mark(element)

    def _item(self, element: HtmlElement) -> None:
        current = self.lists[-1] if self.lists else None
        self.number = "•" if current is None else current.take(element)

    def _flush(self) -> None:
        """End the block under way."""
        text = self.run.text()
        if text.strip():
            lead = len(text) - len(text.lstrip())
            clean = text.strip()
            moved = (Span(max(0, s.start - lead), min(len(clean), s.end - lead)) for s in self.run.emphasis)
            emphasis = tuple(s for s in moved if s.start < s.end)
            level = self.level or (len(self.lists) + 1 if self.lists else 0)
            kind: BlockKind = "note" if self.note or self.notes else self.kind
            number = "" if kind == "note" else self.number
            self.blocks.append(
                Block(kind, clean, number=number, level=level, emphasis=emphasis, anchor=self.run.anchor)
            )
            self.note = False
            self.number = ""
            self.run = Run()
        else:
            self.run = Run(anchor=self.run.anchor)

    def _table(self, table: HtmlElement) -> None:
        self.tables += 1
        for cells in rows(table, self.gone):
            if any(text.strip() for text, _ in cells):
                self.blocks.append(columns.emphasised_row(cells, table=self.tables))

    def _definition_list(self, element: HtmlElement) -> None:
        self.tables += 1
        terms: list[tuple[str, tuple[Span, ...]]] = []
        for part in element.iter("dt", "dd"):
            if next(part.iterancestors("dl", "dt", "dd")) is not element:
                continue
            if part.tag == "dt":
                terms.append(inline(part, self.gone))
            else:
                first = terms.pop(0) if terms else ("", ())
                self.blocks.append(columns.emphasised_row([first, inline(part, self.gone)], table=self.tables))
        self.blocks += [columns.emphasised_row([one], table=self.tables) for one in terms]
