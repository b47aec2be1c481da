"""States: what is in force on a day, less what lapses, plus what is kept or carried over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from ontology.model import Document
from ontology.places import Place, Span

from .corpus import Corpus, Defined, in_body


@dataclass(frozen=True)
class State:
    """What is in force. `on` is the day, None for no day in particular.

    `lapsed` are documents (an empty provision) or provisions that are no longer in force, with all below them;
    `carried` maps provisions of these that go on all the same to where they now live (to themselves where they are
    merely kept); `carried_definitions` does so for definitions, by key. `absent` are documents (ids) that by their own
    days are not in force: what they define keeps no use from leaning on another document.
    """

    name: Literal["today", "before", "after"]
    corpus: Corpus
    on: date | None = None
    lapsed: frozenset[Place] = frozenset()
    carried: Mapping[Place, Place] = field(default_factory=dict)
    carried_definitions: Mapping[str, Place] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    @cached_property
    def documents(self) -> frozenset[str]:
        """Ids of the documents that are in force as documents."""
        return frozenset(
            document.id
            for document in self.corpus.documents
            if Place(document.id) not in self.lapsed and in_force(document, self.on)
        )

    @cached_property
    def provisions(self) -> frozenset[Place]:
        """Every provision in force, those that were kept or carried over among them (by their old place)."""
        gone = {place for place in self.lapsed if place.provision}
        below = {
            Place(place.document, provision.path)
            for place in gone
            for provision in self.corpus.gazetteers[place.document].below(place.provision)
        }
        held = {
            Place(document.id, provision.path)
            for document in self.corpus.documents
            if document.id in self.documents
            for provision in document.provisions
        }
        return frozenset((held - below) | set(self.carried))

    def holds(self, place: Place) -> bool:
        """Whether a provision, or a whole document, is in force."""
        return place in self.provisions if place.provision else place.document in self.documents

    def holds_definition(self, defined: Defined) -> bool:
        """Whether a definition is in force, by its provision or because it was carried over by itself."""
        return defined.key in self.carried_definitions or defined.place in self.provisions

    def holds_span(self, place: Place, span: Span) -> bool:
        """Whether a stretch of text is in force: its provision is, or it is part of a definition carried over."""
        if place in self.provisions or not self._moved:
            return place in self.provisions
        return any(
            defined.document.id == place.document and in_body(defined.definition, place.provision, span)
            for defined in self._moved
        )

    @cached_property
    def _moved(self) -> tuple[Defined, ...]:
        return tuple(self.corpus.definitions[key] for key in self.carried_definitions)

    @cached_property
    def homes(self) -> dict[Place, Place]:
        """Where text lives that was carried over, by its old place: provisions, and the provisions of definitions."""
        moved = {
            Place(one.document.id, path): self.carried_definitions[one.key]
            for one in self._moved
            for path in (one.definition.provision, *one.definition.continued)
        }
        return {**moved, **self.carried}

    def less(self, lapsed: Iterable[Place], on: date | None = None) -> State:
        """The state after this one in which `lapsed` is no longer in force."""
        lapsed = self.lapsed | frozenset(lapsed)
        return State("after", self.corpus, on or self.on, lapsed, absent=self.absent)

    def plus(self, carried: Mapping[Place, Place], definitions: Mapping[str, Place]) -> State:
        """This state with provisions and definitions kept or carried over."""
        return State(
            self.name,
            self.corpus,
            self.on,
            self.lapsed,
            {**self.carried, **carried},
            {**self.carried_definitions, **definitions},
            self.absent,
        )


def in_force(document: Document, on: date | None) -> bool:
    """Whether a document is in force on a day, as far as its dates tell; always where no day is asked for."""
    if on is None:
        return True
    started = document.in_force_from is None or document.in_force_from <= on
    return started and (document.in_force_until is None or on <= document.in_force_until)
