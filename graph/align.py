"""Two texts of one document held side by side: which provision and which stretch of one is which of the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from ontology.model import Definition, Document
from ontology.names import Names, definition_key, definition_parts
from ontology.places import Place, Span
from ontology.vocabulary import Iri

from .twins import in_document

LONGEST = 20_000
"""Characters of a changed provision that are compared letter by letter; of a longer one only its two ends are."""


@dataclass(frozen=True)
class Alignment:
    """How a later text of a document maps to an earlier one: paths to paths, offsets to offsets."""

    earlier: Document
    later: Document

    @cached_property
    def paths(self) -> dict[str, str]:
        """The earlier path of each later provision that was there before, under its own number or another."""
        return in_document(self.earlier.provisions, self.later.provisions).found

    @cached_property
    def _texts(self) -> tuple[dict[str, str], dict[str, str]]:
        return (
            {provision.path: provision.text for provision in self.earlier.provisions},
            {provision.path: provision.text for provision in self.later.provisions},
        )

    @cached_property
    def _blocks(self) -> dict[str, list[tuple[int, int, int]]]:
        """For each later path the stretches that stayed: earlier start, later start, length."""
        return {}

    def definition(self, path: str, term: str) -> Definition | None:
        """The earlier definition of a term that is defined at a later path: the one there, or the only one."""
        before = [one for one in self.earlier.definitions if one.term == term]
        here = [one for one in before if one.provision == self.paths.get(path)]
        if not here and len(before) == 1 == sum(one.term == term for one in self.later.definitions):
            here = before
        return here[0] if here else None

    def offset(self, path: str, start: int) -> int | None:
        """The earlier offset of the character at `start` of a later provision; None where it was not there."""
        if path not in self.paths:
            return None
        if path not in self._blocks:
            old, new = self._texts[0][self.paths[path]], self._texts[1].get(path, "")
            self._blocks[path] = _stayed(old, new)
        for earlier, later, length in self._blocks[path]:
            if later <= start < later + length:
                return earlier + start - later
        return None


def _stayed(old: str, new: str) -> list[tuple[int, int, int]]:
    if old == new:
        return [(0, 0, len(new) + 1)]
    if max(len(old), len(new)) > LONGEST:
        head = _shared(old, new)
        tail = _shared(old[head:][::-1], new[head:][::-1])
        return [(0, 0, head), (len(old) - tail, len(new) - tail, tail)]
    return [(a, b, n) for a, b, n in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()]


def _shared(a: str, b: str) -> int:
    """How many characters two texts share from their beginning."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@dataclass(frozen=True)
class AlignedNames(Names):
    """Names of a later text in which everything that was there before has its earlier name; what is new has its own."""

    alignments: Mapping[str, Alignment] = field(default_factory=dict)

    def provision(self, document: str, path: str) -> Iri:
        """A provision by its path, under its earlier path where it had one."""
        alignment = self.alignments.get(document)
        if alignment is None:
            return super().provision(document, path)
        earlier = alignment.paths.get(path)
        return (
            super().provision(document, earlier)
            if earlier is not None
            else self._new(super().provision(document, path))
        )

    def definition(self, key: str) -> Iri:
        """A definition by its key: the same where the same term was defined in the same provision before."""
        parts = definition_parts(key)
        alignment = self.alignments.get(parts.document)
        if alignment is None:
            return super().definition(key)
        earlier = alignment.definition(parts.provision, parts.term)
        if earlier is None:
            return self._new(super().definition(key))
        return super().definition(definition_key(parts.document, earlier))

    def use(self, place: Place, span: Span, term: str) -> Iri:
        """A use of a term."""
        moved = self._moved(place, span)
        return super().use(*moved, term) if moved else self._new(super().use(place, span, term))

    def reference(self, place: Place, span: Span) -> Iri:
        """A reference."""
        moved = self._moved(place, span)
        return super().reference(*moved) if moved else self._new(super().reference(place, span))

    def blanket_import(self, place: Place, span: Span) -> Iri:
        """A blanket import."""
        moved = self._moved(place, span)
        return super().blanket_import(*moved) if moved else self._new(super().blanket_import(place, span))

    def obligation(self, place: Place, span: Span) -> Iri:
        """A duty or a right."""
        moved = self._moved(place, span)
        return super().obligation(*moved) if moved else self._new(super().obligation(place, span))

    def _moved(self, place: Place, span: Span) -> tuple[Place, Span] | None:
        """The earlier place and span of a stretch of text; None for one that is new."""
        alignment = self.alignments.get(place.document)
        if alignment is None:
            return place, span
        start = alignment.offset(place.provision, span.start)
        last = alignment.offset(place.provision, max(span.end - 1, span.start))
        if start is None or last is None or last - start != max(span.end - 1, span.start) - span.start:
            return None
        return Place(place.document, alignment.paths[place.provision]), Span(start, start + span.end - span.start)

    @staticmethod
    def _new(name: Iri) -> Iri:
        head, _, fragment = name.partition("#")
        return Iri(f"{head}#new__{fragment}")


def aligned(names: Names, earlier: Iterable[Document], later: Iterable[Document]) -> AlignedNames:
    """The names of the later documents, held against those of the same ids before."""
    old = {document.id: document for document in earlier}
    changed = {
        document.id: Alignment(old[document.id], document)
        for document in later
        if document.id in old and document != old[document.id]
    }
    return AlignedNames(names.code, names.base, names.versions, changed)
