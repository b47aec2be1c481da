"""The flow of a story: its paragraphs and rows, one after another, as a reader goes through them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from ontology.source import BlockKind

from .lines import Line
from .markup import MC, local, w
from .runs import Story, read_paragraph
from .tables import cells_of, is_frame, joined, read_row

LONGEST_HEADING = 160
LONGEST_JOINED = 100_000
"""Characters of one line that hidden paragraph marks may make; no document has a tenth of it."""
_LABEL = re.compile(r"(?:\(?[A-Z]{0,2}\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?){0,5}[.)]?|\([a-z]{1,4}\))\s+")
_SENTENCE = re.compile(r"[.;:,]\s*(?:and|or)?\s*$|[.;]\s+\S+\s+\S+", re.IGNORECASE)


@dataclass(slots=True)
class Flow:
    """Reads the containers of a document. `tables` counts those that were read; `unread` what had to be left out."""

    story: Story
    tables: int = 0
    unread: list[str] = field(default_factory=list)

    def read(self, container: _Element) -> Iterator[tuple[BlockKind, Line, int | None]]:
        """The lines of a body, a cell, a note or a text box, with their kind and the table that a row is of."""
        held: Line | None = None
        for kind, line, table in self._read(container):
            if held is None:
                whole = line
            elif kind == "row":
                yield kind_of(held), held, None
                whole = line
            else:
                whole = held
                whole.append(line, " ")
                whole.label = whole.label or line.label
                whole.joins_next = line.joins_next and len(whole.text) < LONGEST_JOINED
            held = whole if whole.joins_next else None
            if held is None:
                yield (kind if kind == "row" else kind_of(whole)), whole, table
        if held is not None:
            yield kind_of(held), held, None

    def _read(self, container: _Element) -> Iterator[tuple[BlockKind, Line, int | None]]:
        for child in container:
            name = local(child)
            if name == "p":
                line = read_paragraph(self.story, child)
                if line.dropped:
                    self.story.pending += [mark.value for mark in line.of("bookmark")]
                else:
                    yield "paragraph", line, None
            elif name == "tbl":
                yield from self._table(child)
            elif name == "bookmarkStart":
                self.story.pending.append(child.get(w("name"), ""))
            elif name in ("ins", "del", "moveFrom", "moveTo"):
                yield from self._read(child)
            elif name == "AlternateContent":
                choice = child.find(f"{{{MC}}}Choice")
                yield from () if choice is None else self._read(choice)
            elif name == "altChunk":
                self.unread.append("a file that is embedded in the text")

    def _table(self, table: _Element) -> Iterator[tuple[BlockKind, Line, int | None]]:
        if is_frame(table):
            for row in table.iterfind(w("tr")):
                for cell in cells_of(row):
                    yield from self._read(cell)
            return
        self.tables += 1
        number = self.tables
        rows: list[Line] = []
        for child in table:
            if local(child) == "bookmarkStart":
                self.story.pending.append(child.get(w("name"), ""))
            elif local(child) == "tr":
                line = read_row(child, lambda cell: (one for _, one, _ in self.read(cell)))
                if not line.dropped:
                    rows.append(line)
        for line in joined(rows):
            yield "row", line, number


def kind_of(line: Line) -> BlockKind:
    """What a paragraph is: a line of contents, a heading, or ordinary text.

    Many documents give whole clauses a heading style, to have them numbered. A heading is one that reads as a title.
    """
    if line.contents:
        return "contents"
    if line.title or (line.outline is not None and reads_as_title(line.text)):
        return "heading"
    return "paragraph"


def reads_as_title(text: str) -> bool:
    """Whether a text is short and, behind a number typed in front of it, no sentence."""
    text = text.strip()
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    short = text[:-1] if text.endswith(".") and len(text.split()) <= 8 else text
    return 0 < len(text) <= LONGEST_HEADING and not _SENTENCE.search(short)
