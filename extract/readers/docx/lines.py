"""One line of a document while it is put together: its text, and what stands where in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from lxml.etree import _Element

from ontology.places import Span
from ontology.source import Change

from .numbering import Label

MarkKind = Literal["emphasis", "inserted", "deleted", "field", "bookmark", "comment", "cell", "run"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of a line and what they are; `value` is the field's code, a bookmark's name, an id.

    `label` is the number of the paragraph that holds the mark, where a field or a bookmark needs it.
    """

    kind: MarkKind
    start: int
    end: int
    value: str = ""
    label: Label | None = None


@dataclass(slots=True)
class Line:
    """A paragraph, or the paragraphs of a table row joined. `boxes` are the text boxes anchored in it."""

    text: str = ""
    label: Label | None = None
    marks: list[Mark] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    outline: int | None = None
    title: bool = False
    contents: bool = False
    joins_next: bool = False
    dropped: bool = False

    def append(self, other: Line, separator: str = "") -> None:
        """Puts another line behind this one, with what it carries."""
        if self.text:
            self.text += separator
        shift = len(self.text)
        self.text += other.text
        self.marks += [replace(m, start=m.start + shift, end=m.end + shift) for m in other.marks]
        self.notes += other.notes
        self.boxes += other.boxes
        self.contents = self.contents or other.contents

    def number_in_text(self) -> None:
        """Writes the line's number in front of its text, as a reader sees it in a cell."""
        if self.label is None or not self.label.text:
            return
        head = Line(text=self.label.text + ("" if self.label.suffix == "nothing" or not self.text else " "))
        head.append(replace(self, marks=list(self.marks)))
        self.text, self.marks = head.text, head.marks

    def of(self, *kinds: MarkKind) -> Iterator[Mark]:
        """The marks of these kinds, in the order in which they were made."""
        return (mark for mark in self.marks if mark.kind in kinds)

    def strip(self) -> None:
        """Takes white space off both ends of the text; marks keep their characters."""
        start = len(self.text) - len(self.text.lstrip())
        text = self.text.strip()
        if len(text) == len(self.text):
            return
        size = len(text)
        self.marks = [
            replace(m, start=min(max(m.start - start, 0), size), end=min(max(m.end - start, 0), size))
            for m in self.marks
        ]
        self.text = text

    def kept(self, start: int, end: int) -> str:
        """The text from `start` to `end` without what the marked-up view shows as deleted."""
        text = self.text[start:end]
        cuts = [mark for mark in self.of("deleted") if start <= mark.start and mark.end <= end]
        return (
            "".join(c for at, c in enumerate(text, start) if not any(m.start <= at < m.end for m in cuts))
            if cuts
            else text
        )

    def cells(self) -> tuple[Span, ...]:
        """The spans of the cells of a row."""
        return tuple(Span(mark.start, mark.end) for mark in self.of("cell"))

    def changes(self) -> tuple[Change, ...]:
        """The tracked changes that the marked-up view shows, neighbours of one kind as one."""
        out: list[Change] = []
        for mark in self.of("inserted", "deleted"):
            kind: Literal["inserted", "deleted"] = "inserted" if mark.kind == "inserted" else "deleted"
            if mark.start == mark.end:
                continue
            if out and out[-1].kind == kind and out[-1].span.end == mark.start:
                out[-1] = Change(kind, Span(out[-1].span.start, mark.end))
            else:
                out.append(Change(kind, Span(mark.start, mark.end)))
        return tuple(out)

    def emphasis(self) -> tuple[Span, ...]:
        """The bold or italic stretches, without white space at their ends; runs of the same style are one stretch."""
        joined: list[Mark] = []
        for mark in self.of("emphasis"):
            last = joined[-1] if joined else None
            if last and last.value == mark.value and not self.text[last.end : mark.start].strip(" \u00a0"):
                joined[-1] = replace(last, end=mark.end)
            else:
                joined.append(mark)
        out = []
        for mark in joined:
            text = self.text[mark.start : mark.end]
            start = mark.start + len(text) - len(text.lstrip())
            if text.strip():
                out.append(Span(start, start + len(text.strip())))
        return tuple(out)
