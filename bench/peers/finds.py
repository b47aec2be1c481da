"""What a program finds in one line of a document, and the records that the measures count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bench.accuracy.references import Found
from ontology.model import Reference, Target
from ontology.places import Span

Lines = list[list[str]]
"""Documents, each a list of lines."""
_NUMBER = re.compile(r"(?<![\w.(])\d+(?:\.\d+)*[A-Z]?(?:\s?\([0-9A-Za-z]{1,5}\))*")


@dataclass(frozen=True, slots=True)
class Find:
    """A reference at `start` to `end` of a line (from 0): the `document` that it names, "" for the own one; whether it
    is to provisions."""

    document_index: int
    line: int
    start: int
    end: int
    document: str = ""
    provisions: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term in a line of a document."""

    document_index: int
    line: int
    term: str


def labels(text: str) -> list[str]:
    """The labels with a number that a text spells out: "sections 4(1) and 5" has "4(1)" and "5"."""
    return [re.sub(r"\s", "", label) for label in _NUMBER.findall(text)]


def by_line(finds: Iterable[Find], lines: list[str], index: int) -> Found:
    """The finds in one document as records by their line (from 1), which all programs are counted by."""
    found: Found = {}
    for one in finds:
        if one.document_index == index:
            text = lines[one.line][one.start : one.end]
            targets = tuple(Target(label, "section") for label in labels(text)) if one.provisions else ()
            span, path = Span(one.start, one.end), str(one.line + 1)
            record = Reference(text, span, path, "provision", "statute", one.document, targets)
            found.setdefault(one.line + 1, []).append(record)
    return found
