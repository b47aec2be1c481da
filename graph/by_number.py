"""Which document of a code a label without a document means, by its letter, its word or its first number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ontology.labels import normal, parts
from ontology.model import Document, Reference

from .corpus import Corpus
from .unit_words import UnitWords, row_of

DIVIDED = re.compile(r"(?:Schedule|Annex|Appendix|Attachment|Exhibit|Part|Chapter) [0-9A-Za-z]+\b", re.IGNORECASE)
"""A label in a division: "Schedule 2 1"."""
_LETTERED = re.compile(r"([A-Z]{1,2})\d")


@dataclass(frozen=True)
class ByNumber:
    """Finds the documents whose provisions the labels of a reference number."""

    corpus: Corpus

    def holders(self, document: Document, reference: Reference) -> tuple[str, ...]:
        """The own document, or the section or part whose letter the labels carry: "H14.2" is in Section H."""
        letters = {m[1] for t in reference.targets if (m := _LETTERED.match(normal(t.label)))}
        if len(letters) == 1:
            gazetteer = self.corpus.gazetteers[document.id]
            if not any(gazetteer.locate(target, None).paths for target in reference.targets):
                letter = letters.pop()
                for unit in ("Section", "Part"):
                    if ids := self.corpus.catalogue.find(f"{unit} {letter}"):
                        return ids
        if ids := self._by_word(document, reference):
            return ids
        return self._of_unit(document, reference) or self.numbered_on(document, reference) or (document.id,)

    @cached_property
    def _unit_words(self) -> UnitWords:
        return UnitWords(self.corpus)

    def _by_word(self, document: Document, reference: Reference) -> tuple[str, ...]:
        """The one document that has a provision of this word and number, where the own one has none of this word."""
        units = {target.unit for target in reference.targets}
        if len(units) != 1 or not self.corpus.one_code:
            return ()
        if (row := row_of(reference.text)) and (ids := self._of_row(row, document, reference)):
            return ids
        unit = units.pop()
        by = self._unit_words.elsewhere(document, unit)
        if not by and unit == "condition" and not self._has_all(document.id, reference):
            by = self._unit_words.of_conditions()
        found = tuple(one for one in by if self._has_all(one, reference))
        return found if len(found) == 1 else ()

    def _has_all(self, document: str, reference: Reference) -> bool:
        """Whether a document (its id) has all the labels of a reference."""
        gazetteer = self.corpus.gazetteers[document]
        return all(gazetteer.locate(target, None).paths for target in reference.targets)

    def _of_row(self, row: str, document: Document, reference: Reference) -> tuple[str, ...]:
        """The one document with a row of conditions that has all labels: "Standard Condition 7A"; the own one first."""
        found = tuple(one for one in self._unit_words.of_row(row) if self._has_all(one, reference))
        if document.id in found:
            return (document.id,)
        return found if len(found) == 1 else ()

    def _of_unit(self, document: Document, reference: Reference) -> tuple[str, ...]:
        """The document that the unit names with the first number: Section 2.6 is in Section 2, if the own has none."""
        names = {
            f"{t.unit.removeprefix('sub').removeprefix('-')} {levels[0]}"
            for t in reference.targets
            if t.unit and len(levels := parts(normal(t.label))) > 1
        }
        if len(names) != 1 or not self.corpus.one_code:
            return ()
        own = self.corpus.gazetteers[document.id]
        if any(own.locate(target, reference.provision).paths for target in reference.targets):
            return ()
        ids = self.corpus.catalogue.find(names.pop())
        if len(ids) != 1 or not any(self.corpus.gazetteers[ids[0]].locate(t, None).paths for t in reference.targets):
            return ()
        return ids

    def numbered_on(self, document: Document, reference: Reference) -> tuple[str, ...]:
        """The one document that has the first number of the labels, where the documents of a code share one numbering.

        So rule 4.2.3 is in chapter 4 of a rule book, and S4.2 in the schedule whose numbers begin with S4. Bare digits
        count only from a document all of whose own first numbers are its own alone.
        """
        heads = {levels[0] for t in reference.targets if len(levels := parts(normal(t.label))) > 1}
        if len(heads) != 1 or not self.corpus.one_code:
            return ()
        head = heads.pop()
        holders = tuple(one for one, numbers in self._first_numbers.items() if head in numbers)
        if document.id in holders:
            return (document.id,)
        own = self._first_numbers[document.id]
        shared = any(own & numbers for one, numbers in self._first_numbers.items() if one != document.id)
        return holders if len(holders) == 1 and not (head.isdigit() and shared) else ()

    @cached_property
    def _first_numbers(self) -> dict[str, frozenset[str]]:
        """The first levels of the numbers of each document, by its id: "4" for 4.2.3, "S4" for S4.2."""
        return {
            one.id: frozenset(
                parts(p.path)[0]
                for p in self.corpus.whole(one.id).provisions
                if p.kind == "clause" and parts(p.path) and not DIVIDED.match(p.path)
            )
            for one in self.corpus.documents
        }
