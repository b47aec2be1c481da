"""What the provisions of each document are called: clauses, conditions; in the schedules of a contract, paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ontology.labels import CONDITIONS
from ontology.model import Document

from .corpus import Corpus

_PART = re.compile(r"(?:schedule|annex|appendix|attachment|exhibit)\b", re.IGNORECASE)
_ROW = re.compile(rf"\b(?:(?:{'|'.join(CONDITIONS)})\s+){{1,2}}conditions?\b", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?P<unit>rule|bye-?law|by-?law|direction|condition|article)s"
    r"(?: of (?:use|carriage|sale|association))?(?:,? \d{4})?$",
    re.IGNORECASE,
)
"""The end of a name that says what the provisions of a document are called: the Appeal Rules have rules."""
_INSIDE = re.compile(rf"{_PART.pattern} [0-9A-Za-z]+(?= )", re.IGNORECASE)


@dataclass(frozen=True)
class UnitWords:
    """The words for provisions, by document: those in front of its own numbers, and those by which others cite it."""

    corpus: Corpus

    @cached_property
    def shown(self) -> dict[str, frozenset[str]]:
        """By document id the words that its numbers carry, "condition" of Condition 2, or its name: "rule" of Rules."""
        return {
            document.id: frozenset((*self._in_front(document), *_titled(document)))
            for document in self.corpus.documents
        }

    def _in_front(self, document: Document) -> Iterator[str]:
        numbers = (p.number for p in self.corpus.whole(document.id).provisions if " " in p.number)
        counts = Counter(map(_called, numbers))
        return (word for word, count in counts.items() if count > 1 or " " in word)

    @cached_property
    def cited(self) -> dict[str, frozenset[str]]:
        """By document id the words by which references that name the document cite its provisions."""
        found: dict[str, set[str]] = {document.id: set() for document in self.corpus.documents}
        for document in self.corpus.documents:
            for reference in self.corpus.whole(document.id).references:
                for target in reference.targets:
                    inside = _INSIDE.match(target.label)
                    name = reference.document or (inside[0] if inside else "")
                    if name and len(ids := self.corpus.catalogue.find(name)) == 1:
                        found[ids[0]].add(target.unit)
        return {one: frozenset(words) for one, words in found.items()}

    def of_row(self, row: str) -> tuple[str, ...]:
        """The ids of the documents that have conditions of one row: "standard condition"."""
        return tuple(document.id for document in self.corpus.documents if row in self.shown[document.id])

    def of_conditions(self) -> tuple[str, ...]:
        """The ids of the documents that have conditions, of whatever row."""
        return tuple(one for one, words in self.shown.items() if any(word.endswith("condition") for word in words))

    def elsewhere(self, document: Document, unit: str) -> tuple[str, ...]:
        """The ids of the documents that have provisions called `unit`, where `document` has none so called.

        A document numbers by this word and the own one neither does nor is cited by it; or the own one is a schedule,
        whose provisions are cited as paragraphs, and a clause is one of the terms that the schedules belong to.
        """
        others = [one for one in self.corpus.documents if one.id != document.id]
        own = self.shown[document.id] | self.cited[document.id]
        if unit not in own and (by := [one.id for one in others if unit in self.shown[one.id]]):
            return tuple(by)
        if unit == "clause" and _is_part(document) and self._in_paragraphs(document):
            return tuple(one.id for one in others if not _is_part(one))
        return ()

    def _in_paragraphs(self, document: Document) -> bool:
        """Whether a schedule is cited by paragraphs, or, where it is not cited, the other schedules all are."""
        cited = self.cited[document.id]
        if not cited:
            cited = frozenset().union(*(self.cited[one.id] for one in self.corpus.documents if _is_part(one)))
        return "paragraph" in cited and "clause" not in cited


def row_of(text: str) -> str:
    """The row of conditions that a text names, in lower case: "standard condition" of "Standard Conditions 7, 7A"."""
    found = _ROW.search(text) if "ondition" in text or "CONDITION" in text else None
    return " ".join(found[0].casefold().split()).removesuffix("s") if found else ""


def _called(number: str) -> str:
    """The word or words in front of a number, in lower case: "condition", "standard condition"."""
    return row_of(number) or number.split(maxsplit=1)[0].casefold()


def _titled(document: Document) -> Iterator[str]:
    """The words for provisions that the names of a document end with: "rule" of Appeal Rules, "bylaw" of Bylaws."""
    found = (_TITLE.search(name) for name in (document.id, document.title, *document.aliases))
    return (match["unit"].casefold() for match in found if match)


def _is_part(document: Document) -> bool:
    """Whether a document goes by the name of a schedule or an annex."""
    return any(_PART.match(name) for name in (document.title, *document.aliases))
