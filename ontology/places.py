"""Where things stand: spans of text, places in documents, and problems with their places."""

from __future__ import annotations

from dataclasses import dataclass

from .record import record


@record
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end`, half open, of one provision's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@record
@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A provision of a document: the document's id and the provision's path ("" for the whole document)."""

    document: str
    provision: str = ""

    def __str__(self) -> str:
        return f"{self.document} {self.provision}".rstrip()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read as it should: a LAP3xx code, one sentence, and where it is."""

    code: str
    message: str
    provision: str = ""
    page: int | None = None
