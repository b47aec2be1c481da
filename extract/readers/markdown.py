"""Markdown as lawyers write it: headings, emphasis, tables and links are read, numbers stay as they are written.

Of CommonMark only headings, rules and tables are taken: its lists would renumber clauses, its indented code would
swallow them. Lines are joined as in plain text (`wrapping.py`).
"""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extract import wrapping
from extract.headings import title_like
from extract.numbering import strip_bullet
from ontology.places import Problem
from ontology.source import Block, Source

from . import columns, decode, inline, notes

_SIGN = re.compile(rb"^#{1,6} \S|^\|?(?:[ \t]*+:?-{2,}:?[ \t]*+\|)+|\*\*\w|^\[\^\w+\]:|\]\(|^```", re.MULTILINE)
_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_FENCE = re.compile(r"^[ \t]{0,3}(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_ESCAPED = re.compile(r"^([ \t]*+(?:[-*+][ \t]++)?\(?[\w.]{1,12})\\([.)])", re.MULTILINE)
_BOLD_LABEL = re.compile(r"^([ \t]*+(?:[-*+][ \t]++)?)(\*\*|__|\*|_)(\(?[\w.]{1,12}[.)]?)\2(?=\s)", re.MULTILINE)
_BREAK = re.compile(r"\r\n?")
_PARSER = MarkdownIt("zero").enable(["heading", "lheading", "hr", "table"])


def knows(head: bytes, name: str) -> bool:
    """By its signs (headings, tables, bold, links, notes), two of them; one suffices where the name says so."""
    if b"\0" in head:
        return False
    named = name.lower().endswith((".md", ".markdown", ".mdown"))
    return named or sum(1 for _ in zip(_SIGN.finditer(head), range(2), strict=False)) == 2


def read(data: bytes, path: Path, view: str) -> Source:
    """The source of a Markdown file; a title in its front matter becomes the source's title."""
    text, problems = decode.decode(data)
    return source(text, path.name, problems)


def source(text: str, name: str, problems: tuple[Problem, ...] = ()) -> Source:
    """The source of a text that has been decoded."""
    text = _BREAK.sub("\n", text).replace("\f", "\n")
    title = ""
    front = _FRONT.match(text)
    if front and re.search(r"^\w[\w-]*:", front["yaml"], re.MULTILINE):
        found = _TITLE.search(front["yaml"])
        title, text = (found[1].strip() if found else ""), text[front.end() :]
    for pattern in (_COMMENT, _FENCE, _QUOTE):
        text = pattern.sub("", text)
    text = _BOLD_LABEL.sub(r"\1\3", _ESCAPED.sub(r"\1\2", text))
    blocks, marks = notes.without_marks(_Tokens(text).blocks())
    metadata = (("left-out-marks", str(len(marks))),) if marks else ()
    return Source(name, "text/markdown", "", tuple(blocks), title=title, metadata=metadata, problems=problems)


class _Tokens:
    """The block tokens of a text and its lines; makes blocks of them."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.tokens = _PARSER.parse(text)
        every = [one for t in self.tokens if t.type == "paragraph_open" for one in self._lines(t)]
        self.text = wrapping.Text(every, soft=True)
        self.out: list[Block] = []
        self.run: list[wrapping.Line] = []
        self.tables = 0

    def blocks(self) -> list[Block]:
        """All blocks, in order."""
        cells: list[str] = []
        for i, token in enumerate(self.tokens):
            if token.type == "paragraph_open":
                self.run += self._lines(token)
            elif token.type == "heading_open":
                self._flush()
                self._heading(token, self.tokens[i + 1].content)
            elif token.type == "table_open":
                self._flush()
                self.tables += 1
            elif token.type == "tr_open":
                cells = []
            elif token.type in ("th_open", "td_open"):
                cells.append(self.tokens[i + 1].content)
            elif token.type == "tr_close" and any(c.strip() for c in cells):
                self._row(cells)
        self._flush()
        return self.out

    def _lines(self, token: Token) -> list[wrapping.Line]:
        start, end = token.map or (0, 0)
        raw = [(k, self.lines[k]) for k in range(start, end) if self.lines[k].strip()]
        return [wrapping.Line(s.strip(), wrapping.indentation(s), after_blank=n == 0) for n, (_, s) in enumerate(raw)]

    def _heading(self, token: Token, content: str) -> None:
        text, emphasis = inline.render(content)
        if token.markup in ("-", "=") and not title_like(text, words=30):
            self.out.append(Block("paragraph", text, level=1, emphasis=emphasis))
        elif text.strip():
            self.out.append(Block("heading", text, level=int(token.tag[1:]), emphasis=()))

    def _row(self, cells: list[str]) -> None:
        self.out.append(columns.emphasised_row([inline.render(c) for c in cells], table=self.tables))

    def _flush(self) -> None:
        for one in self.text.paragraphs(self.run):
            bullet, offset = strip_bullet(one.text)
            text, emphasis = inline.render(one.text[offset:].strip())
            if notes.is_note(text):
                self.out.append(Block("note", text, emphasis=emphasis))
            elif text:
                level = 1 + one.indent // 2
                self.out.append(Block("paragraph", text, number=bullet, level=level, emphasis=emphasis))
        self.run = []
