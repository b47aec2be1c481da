"""Plain text: lines to paragraphs, headings, table rows and notes, without what only the page carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from extract import furniture, wrapping
from extract.numbering import strip_bullet
from ontology.places import Problem
from ontology.source import Block, Source

from . import columns, decode, notes

_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_UNDERLINE = re.compile(r"\s*(=+|-+|~+|\*+|_+|\^+)\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b\u200e\u200f\u2060]")
_FOREIGN = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def knows(head: bytes, name: str) -> bool:
    """Whatever is no known binary format; bytes that are no text at all fail in decoding."""
    return not head.startswith(_FOREIGN)


def read(data: bytes, path: Path, view: str) -> Source:
    """The source of a text file; `metadata` counts what was left out: page numbers, headers, rules, marks."""
    text, problems = decode.decode(data)
    return source(text, path.name, problems)


def source(text: str, name: str, problems: tuple[Problem, ...] = ()) -> Source:
    """The source of a text that has been decoded."""
    blocks, left = blocks_of(text)
    metadata = (("left-out-lines", str(len(left))),) if left else ()
    return Source(name, "text/plain", "", tuple(blocks), metadata=metadata, problems=problems)


def blocks_of(text: str) -> tuple[list[Block], list[str]]:
    """The blocks of a text, and the lines and marks that were left out of them."""
    pages = _CONTROLS.sub("", text).split("\f")
    lines: list[str] = []
    numbers: list[int | None] = []
    breaks: set[int] = set()
    for number, page in enumerate(pages, start=1):
        if number > 1:
            breaks.add(len(lines))
        own = _BREAK.split(page)
        lines += own
        numbers += [number if len(pages) > 1 else None] * len(own)
    gone = furniture.find(lines, breaks)
    left = [lines[i] for i in sorted(gone)]
    kept = [(line.rstrip(" "), numbers[i]) for i, line in enumerate(lines) if i not in gone]
    layout = _Layout([line for line, _ in kept], [number for _, number in kept])
    blocks = layout.blocks()
    blocks, marks = notes.without_marks(blocks)
    return blocks, left + layout.left + marks


@dataclass(slots=True)
class _Rule:
    """A line of signs under a heading."""

    level: int


class _Layout:
    """Lines of a text; `left` gathers the rules that were left out."""

    def __init__(self, lines: list[str], pages: list[int | None]) -> None:
        self.lines = lines
        self.pages = pages
        self.left: list[str] = []
        self.ranks: dict[int, int] = {}

    def blocks(self) -> list[Block]:
        """All blocks, in order."""
        tables = {t.start: (n, t) for n, t in enumerate(columns.find(self.lines), start=1)}
        plain = [wrapping.Line(s.strip(), wrapping.indentation(s)) for s in self.lines if s.strip()]
        self.ranks = _ranks([one.indent for one in plain])
        text = wrapping.Text([*self._lines(tables)])
        out: list[Block] = []
        run: list[wrapping.Line] = []
        i = 0
        blank = True
        while i < len(self.lines):
            line = self.lines[i]
            if not line.strip():
                blank, i = True, i + 1
                continue
            special, after = self._special(i, tables)
            if special is not None:
                out += self._paragraphs(text, run)
                run = []
                out += special
                blank, i = True, after
                continue
            run.append(wrapping.Line(line.strip(" ").lstrip("\t"), wrapping.indentation(line), self.pages[i], blank))
            blank, i = False, i + 1
        return out + self._paragraphs(text, run)

    def _lines(self, tables: dict[int, tuple[int, columns.Table]]) -> list[wrapping.Line]:
        """The lines outside tables, by which the text shows how it is wrapped."""
        found: list[wrapping.Line] = []
        blank = True
        i = 0
        while i < len(self.lines):
            if i in tables:
                i, blank = tables[i][1].end, True
                continue
            line = self.lines[i]
            if line.strip():
                found.append(wrapping.Line(line.strip(), wrapping.indentation(line), after_blank=blank))
            blank = not line.strip()
            i += 1
        return found

    def _special(self, i: int, tables: dict[int, tuple[int, columns.Table]]) -> tuple[list[Block] | None, int]:
        """The blocks of a table, an underlined heading or a rule that starts at a line, and the line behind it."""
        if i in tables:
            n, table = tables[i]
            rank = self._rank(self.lines[i])
            rows = [columns.row(cells, table=n, page=self.pages[at], level=rank) for at, cells in table.rows]
            taken = {at for at, _ in table.rows}
            self.left += [s for k, s in enumerate(self.lines[i : table.end], i) if k not in taken and "--" in s]
            return rows, table.end
        line = self.lines[i].strip()
        if _rule(line):
            self.left.append(line)
            return [], i + 1
        level = _underlined(line, self.lines[i + 1]) if i + 1 < len(self.lines) else 0
        if level and (i == 0 or not self.lines[i - 1].strip() or _rule(self.lines[i - 1].strip())):
            self.left.append(self.lines[i + 1])
            return [Block("heading", line, level=level, page=self.pages[i])], i + 2
        return None, i

    def _paragraphs(self, text: wrapping.Text, run: list[wrapping.Line]) -> list[Block]:
        out: list[Block] = []
        for one in text.paragraphs(run):
            content = one.text.rstrip(" ")
            rank = self.ranks.get(one.indent, 1)
            if notes.is_note(content):
                out.append(Block("note", content, page=one.page))
                continue
            bullet, offset = strip_bullet(content)
            self.left += [bullet] if bullet else []
            out.append(Block("paragraph", content[offset:], number=bullet, level=rank, page=one.page))
        return out

    def _rank(self, line: str) -> int:
        return self.ranks.get(wrapping.indentation(line), 1)


def _rule(line: str) -> bool:
    return len(line) >= 3 and bool(_UNDERLINE.fullmatch(line))


def _underlined(line: str, below: str) -> int:
    """The outline level of a heading by the signs below it: 1 for =, 2 for others; 0 where it is not underlined."""
    found = _UNDERLINE.fullmatch(below)
    if not found or len(found[1]) < 3 or len(line) > 140 or len(found[1]) < 0.5 * len(line):
        return 0
    return 1 if found[1][0] == "=" else 2


def _ranks(indents: list[int]) -> dict[int, int]:
    """The depth of each indentation: 1 for the least, one more for each that is at least two columns deeper."""
    ranks: dict[int, int] = {}
    rank, start = 0, -2
    for indent in sorted(set(indents)):
        if indent - start >= 2:
            rank, start = rank + 1, indent
        ranks[indent] = rank
    return ranks
