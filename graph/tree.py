"""The tree of a document's provisions: what stands above, below and beside one, and in which division it lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ontology.labels import CONDITIONS
from ontology.model import Document, Provision

from .typed import Typed

DIVISION = re.compile(
    r"^(schedule|annex|appendix|(?:sub-?)?part|chapter|(?:sub-?)?division|attachment|exhibit|book|title)\b",
    re.IGNORECASE,
)
"""What the number of a division begins with."""
SHEET = re.compile(r"(?:schedule|annex|appendix|attachment|exhibit)\b", re.IGNORECASE)
"""What that of a division begins with that is no part of a document, but stands behind it."""

_NAMED = re.compile(
    r"(?<!\w)(?:[Ss]ection|SECTION|[Pp]art|PART|[Aa]nnex|ANNEX|[Aa]ppendix|APPENDIX) ([A-Z]{1,3})(?!\w)"
)
_NUMBERED = re.compile(r"([A-Z]{1,3})\d.*")
_LABEL = re.compile(r"\(|[A-Z]{0,2}\d|[IVXLC]+\b|[A-Za-z]{1,2}\b")
"""What the number of a clause begins with, unlike that of a schedule or a protocol."""


@dataclass(frozen=True)
class Tree:
    """The provisions of one document."""

    document: Document

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """The provisions by path."""
        return {provision.path: provision for provision in self.document.provisions}

    @cached_property
    def children(self) -> dict[str | None, list[Provision]]:
        """Provisions by the path of their parent, in reading order."""
        found: dict[str | None, list[Provision]] = {}
        for provision in self.document.provisions:
            found.setdefault(provision.parent, []).append(provision)
        return found

    def chapter(self, label: str) -> Iterator[str]:
        """The path of what a rulebook without chapters calls Chapter 3: its clause 3, with a title and clauses."""
        number = label.removeprefix("Chapter ")
        one = self.provisions.get(number) if number != label else None
        if one is not None and one.heading and self.children.get(number) and not self._has_chapters:
            yield number

    @cached_property
    def _has_chapters(self) -> bool:
        return any(one.number.casefold().startswith("chapter") for one in self.document.provisions)

    @cached_property
    def typed(self) -> Typed:
        """What its numbers are without the types of a handbook's provisions."""
        return Typed.of(self.document.provisions)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters that this document goes by, in its names and in front of its numbers: "B" of Part B, B1 and B2.

        Its 2.1 is B2.1 to others, and never D2.1.
        """
        named = (_NAMED.search(name) for name in (self.document.title, *self.document.aliases))
        numbered = (_NUMBERED.fullmatch(p.number.rpartition(" ")[2]) for p in self.document.provisions if not p.parent)
        return frozenset(found[1] for found in (*named, *numbered) if found)

    def ancestors(self, path: str) -> Iterator[Provision]:
        """The provision at `path` and those above it, the nearest first; nothing for a path that is none."""
        here = self.provisions.get(path)
        while here is not None:
            yield here
            here = self.provisions.get(here.parent) if here.parent is not None else None

    def below(self, path: str) -> Iterator[Provision]:
        """The provision at `path` and all under it, in reading order."""
        if path in self.provisions:
            yield self.provisions[path]
        for child in self.children.get(path, ()):
            yield from self.below(child.path)

    def follows(self, path: str, other: str) -> bool:
        """Whether `other` is the next provision of the level of that at `path`; a part may begin in between.

        Where a document is an excerpt, nothing follows that what was left out may have stood before.
        """
        first, second = self.provisions.get(path), self.provisions.get(other)
        if first is None or second is None or second.order <= first.order or self._level(path) != self._level(other):
            return False
        passed = {*self.divisions(other), *(one.path for one in self.below(path))}
        between = [one for one in self.document.provisions if first.order < one.order < second.order]
        if len(between) < second.order - first.order - 1:
            return False
        numbered = bool(first.number and second.number)
        return all((numbered and not one.number) or one.path in passed for one in between)

    def _level(self, path: str) -> int:
        """How many numbered provisions that are no divisions stand above the one at `path`, itself included."""
        return sum(bool(one.number) and not is_division(one) for one in self.ancestors(path))

    def divisions(self, path: str) -> Iterator[str]:
        """The paths of the schedules, annexes and parts that `path` lies in, the nearest first."""
        for provision in self.ancestors(path):
            if provision.kind == "clause" and DIVISION.match(provision.number):
                yield provision.path

    def division(self, path: str) -> str:
        """The path of the nearest schedule, annex or part that `path` lies in, "" for the main body."""
        return next(self.divisions(path), "")

    def scheduled(self, path: str) -> bool:
        """Whether `path` lies in a schedule or an annex, and not in the body of the document or a part of it."""
        return any(SHEET.match(one) for one in self.divisions(path))

    def run(self, origin: str) -> str:
        """What stands in front of the numbers of the run that `origin` belongs to: "Schedule 2 ", or nothing.

        Where numbers start again, a bare one means the provision of the same run.
        """
        root = None
        for provision in self.ancestors(origin):
            if provision.number and not _LABEL.match(provision.number):
                break
            if provision.number:
                root = provision
            elif root is not None:
                break
        if root is None or not root.path.endswith(root.number) or root.number.startswith("("):
            return ""
        return root.path[: len(root.path) - len(root.number)]


def is_division(provision: Provision) -> bool:
    """Whether a provision is a part, a schedule or another division, and no clause."""
    return DIVISION.match(provision.number) is not None


def is_called(provision: Provision, unit: str) -> bool:
    """Whether a provision's number begins with the word for it: "Part 2", "Standard Condition 7A"."""
    words = provision.number.casefold().split(" ")
    return words[0] == unit or (words[0] in CONDITIONS and unit in words)
