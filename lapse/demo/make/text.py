"""The written texts: Markdown of a few plain shapes becomes the pieces that a document is put together from."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Literal

# fmt: off
Kind = Literal[
    "title", "note", "plain", "caption", "contents", "subheading", "annex", "row", "footnote",
    "clause", "paragraph", "item", "schedule", "part",
]
# fmt: on
Status = Literal["", "inserted", "deleted"]

CLAUSE, PARAGRAPH, ITEM, SUBITEM, INSERTED = range(5)
"""The levels of the lists: 1, 1.1, (a), (i), and 1.1A for what is put in later."""

_CLAUSE = re.compile(r"## ([A-Z]?\d+[A-Z]?) (.+)")
_NAMED = re.compile(r"(?P<hashes>##|###) (?P<number>(?:Schedule|Part|Annex) \w+): (?P<text>.+)")
_PARAGRAPH = re.compile(r"([A-Z]?\d+\.\d+[A-Za-z]?) (.+)")
_ITEM = re.compile(r"(\((?:[a-z]|[ivx]+)\)) (.+)")
_CONTENTS = re.compile(r"(\S+) (.+?) \.{3,} (\d+)")
_FOOTNOTE = re.compile(r"\[\^(\w+)\]: (.+)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True, slots=True)
class Edit:
    """A tracked change within a piece: characters `start` to `end`, half open, give way to `new`."""

    start: int
    end: int
    new: str


@dataclass(slots=True)
class Piece:
    """One paragraph, heading or row. `path` is the number in full, with its schedule in front, "" where it has none.

    `cells` are those of a row, with the edits of each; a line of contents has its title as `text` and its page last.
    `status` tells that the whole piece is put in or taken out.
    """

    kind: Kind
    text: str
    number: str = ""
    level: int = 0
    path: str = ""
    cells: tuple[str, ...] = ()
    header: bool = False
    status: Status = ""
    edits: list[Edit] = field(default_factory=list)


def pieces(text: str, inserted: Container[int] = ()) -> list[Piece]:
    """The pieces of a written text, in order; those of the `inserted` lines, counted from 0, are put in."""
    return list(_Parser().read(text, inserted))


@dataclass(slots=True)
class _Parser:
    """What the next line has to know of those before it."""

    schedule: str = ""
    paragraph: str = ""
    item: str = ""
    in_contents: bool = False
    in_table: bool = False

    def read(self, text: str, inserted: Container[int]) -> Iterator[Piece]:
        for number, line in enumerate(text.splitlines()):
            if not line.startswith("|"):
                self.in_table = False
            if line.strip() and line != "## Contents" and not line.startswith("| ---"):
                piece = self.line(line)
                piece.status = "inserted" if number in inserted else ""
                yield piece
            self.in_contents = line == "## Contents" or (self.in_contents and not line.startswith("#"))

    def line(self, line: str) -> Piece:
        if line.startswith("| "):
            header, self.in_table = not self.in_table, True
            return Piece("row", "", cells=tuple(one.strip() for one in line.strip("|").split("|")), header=header)
        if line.startswith("#"):
            return self.heading(line)
        return self.numbered(line) or self.plain(line)

    def numbered(self, line: str) -> Piece | None:
        """A paragraph or an item with its number, None for other lines."""
        if found := _PARAGRAPH.fullmatch(line):
            self.paragraph, self.item = self.schedule + found[1], ""
            level = INSERTED if found[1][-1].isalpha() else PARAGRAPH
            return Piece("paragraph", found[2], found[1], level, self.paragraph)
        found = _ITEM.fullmatch(line)
        return self.lettered(found[1], found[2]) if found else None

    def plain(self, line: str) -> Piece:
        """A line without a number of its own."""
        if self.in_contents and (found := _CONTENTS.fullmatch(line)):
            return Piece("contents", found[2], found[1], cells=(found[3],))
        if found := _FOOTNOTE.fullmatch(line):
            return Piece("footnote", found[2], found[1])
        if line.startswith("*A reconstruction"):
            return Piece("note", line.strip("*"))
        return Piece("caption" if line.startswith("Table ") else "plain", line)

    def heading(self, line: str) -> Piece:
        if line.startswith("# "):
            return Piece("title", line[2:])
        if found := _CLAUSE.fullmatch(line):
            return Piece("clause", found[2], found[1], CLAUSE, found[1])
        if found := _NAMED.fullmatch(line):
            name = found["number"]
            if name.startswith("Annex"):
                return Piece("annex", f"{name}: {found['text']}")
            if name.startswith("Part"):
                return Piece("part", found["text"], name, 1, self.schedule + name)
            self.schedule = f"{name} "
            return Piece("schedule", found["text"], name, 0, name)
        return Piece("subheading", line.lstrip("# "))

    def lettered(self, number: str, text: str) -> Piece:
        """An item (a), or (i) below one: the letter i comes behind h alone."""
        inner = number.strip("()") in _ROMAN and bool(self.item) and self.item != "(h)"
        if inner:
            return Piece("item", text, number, SUBITEM, self.paragraph + self.item + number)
        self.item = number
        return Piece("item", text, number, ITEM, self.paragraph + number)
