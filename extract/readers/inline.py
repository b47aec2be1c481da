"""Markdown inside a line: emphasis as spans, links as their text, escapes and entities as what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ontology.places import Span

_SIGNS = re.compile(r"[*_\\\[<&`!]")
_TAG = re.compile(r"</?(?:br|b|i|em|strong|sup|sub|u|span|a|ins|del|p|div|font|small|mark)\b[^>]*>", re.IGNORECASE)
_RULES = ["emphasis", "escape", "link", "image", "backticks", "entity", "html_inline", "autolink"]
_PARSER = MarkdownIt("zero").enable(_RULES)
LONGEST = 100_000


@dataclass(slots=True)
class _Out:
    """Text as it is gathered, with the spans of emphasis, and the start of each that is open."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def render(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text that a reader sees, and its bold or italic stretches."""
    if not _SIGNS.search(text) or len(text) > LONGEST:
        return text, ()
    out = _Out()
    for token in _PARSER.parseInline(text):
        for child in token.children or []:
            _take(child, out)
    return "".join(out.pieces), _merged(out.spans)


def _take(token: Token, out: _Out) -> None:
    if token.type in ("em_open", "strong_open"):
        out.opened.append(out.length)
    elif token.type in ("em_close", "strong_close"):
        start = out.opened.pop() if out.opened else out.length
        if start < out.length:
            out.spans.append(Span(start, out.length))
    elif token.type in ("softbreak", "hardbreak"):
        out.add(" ")
    elif token.type == "html_inline":
        if not _TAG.fullmatch(token.content):
            out.add(token.content)
        elif token.content.lower().startswith("<br"):
            out.add(" ")
    elif token.type == "image" or token.content:
        out.add(token.content)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """The outermost stretches, in order: bold within italics is one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if kept and kept[-1].holds(span):
            continue
        kept.append(span)
    return tuple(kept)
