"""The text inside an element as a reader sees it, with the places of emphasis, defined terms and links in it."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lxml.etree import _Element, _Entity

from ontology.places import Span
from ontology.record import record

Way = Literal["plain", "emphasis", "term", "link", "skip", "space", "slash", "blank", "note"]
"""How an element inside a text is taken: `skip` leaves out its content, `space` sets it off by spaces, `slash` puts a
stroke in front of it (a denominator), `blank` is a place to be filled in, `note` calls for a foot- or side-note."""


@record
@dataclass(frozen=True, slots=True)
class Run:
    """White space is single, none at the ends; spans are offsets into `text`; links come with their elements."""

    text: str = ""
    emphasis: tuple[Span, ...] = ()
    terms: tuple[Span, ...] = ()
    links: tuple[tuple[Span, _Element], ...] = ()
    notes: tuple[_Element, ...] = ()


EMPTY = Run()


@cache
def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def name(element: _Element) -> str:
    """The local name of an element, "" for an entity or anything else that is no element."""
    tag = element.tag
    return local(tag) if isinstance(tag, str) else ""


def plain(element: _Element | None) -> str:
    """All text in an element, white space single; "" for None."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


class Reader:
    """Reads the text of elements; `ways` says by local name how those inside a text are taken, all others plainly.

    `attend` may say it of one element, where its name does not suffice; None leaves it to `ways`.
    """

    def __init__(self, ways: Mapping[str, Way], attend: Callable[[_Element], Way | None] | None = None) -> None:
        self.ways = ways
        self.attend = attend

    def read(self, element: _Element) -> Run:
        """The text of an element and of all that is in it, without its tail."""
        if not len(element):
            text = element.text
            return Run(" ".join(text.split())) if text else EMPTY
        gathered = _Gathered()
        self._into(gathered, element)
        return gathered.run()

    def join(self, elements: list[_Element]) -> Run:
        """The texts of several elements, parted by spaces."""
        gathered = _Gathered()
        for one in elements:
            gathered.gap = True
            self._into(gathered, one)
        return gathered.run()

    def _into(self, out: _Gathered, element: _Element) -> None:
        if element.text:
            out.add(element.text)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                if isinstance(child, _Entity):
                    out.add(html.unescape(str(child.text)))
            else:
                way = (self.attend and self.attend(child)) or self.ways.get(local(tag), "plain")
                self._one(out, child, way)
            if child.tail:
                out.add(child.tail)

    def _one(self, out: _Gathered, child: _Element, way: Way) -> None:
        if way == "skip":
            return
        if way == "note":
            out.notes.append(child)
            return
        if way == "space":
            out.gap = True
            self._into(out, child)
            out.gap = True
            return
        if way == "slash":
            out.add("/")
        elif way == "blank":
            out.add(" … ")
        start = out.length
        self._into(out, child)
        if out.length > start:
            if way == "emphasis":
                out.emphasis.append((start, out.length))
            elif way == "term":
                out.emphasis.append((start, out.length))
                out.terms.append((start, out.length))
            elif way == "link":
                out.links.append((start, out.length, child))


class _Gathered:
    """A text in the making; `gap` tells that a space stands before what comes next."""

    __slots__ = ("emphasis", "gap", "length", "links", "notes", "pieces", "terms")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.gap = False
        self.emphasis: list[tuple[int, int]] = []
        self.terms: list[tuple[int, int]] = []
        self.links: list[tuple[int, int, _Element]] = []
        self.notes: list[_Element] = []

    def add(self, text: str) -> None:
        words = " ".join(text.split())
        if not words:
            self.gap = True
            return
        if self.length and (self.gap or text[0].isspace()):
            words = " " + words
        self.pieces.append(words)
        self.length += len(words)
        self.gap = text[-1].isspace()

    def run(self) -> Run:
        text = "".join(self.pieces)
        if not (self.emphasis or self.links or self.notes):
            return Run(text)
        return Run(
            text,
            tuple(_span(text, start, end) for start, end in _outermost(self.emphasis)),
            tuple(_span(text, start, end) for start, end in self.terms),
            tuple((_span(text, start, end), element) for start, end, element in self.links),
            tuple(self.notes),
        )


def _span(text: str, start: int, end: int) -> Span:
    return Span(start + (text[start] == " "), end)


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, without those that lie in another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not kept or kept[-1][1] < end:
            kept.append((start, end))
    return kept
