"""To which definition a use of a term binds: every candidate, in the order in which a drafter would look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from ontology.model import TermUse
from ontology.places import Place
from ontology.results import Binding, Candidate, Reach

from .corpus import Corpus, Defined
from .resolve import Resolver

REACHES: tuple[Reach, ...] = get_args(Reach)
"""How candidates reach a use, in the order in which they bind."""
IMPLICIT = REACHES.index("implicit")
"""Candidates that are only leant on in silence count where nothing is said, and the nearest of them alone."""

_Found = tuple[Reach, int, str]
"""How a definition reaches a use, how far off it is among its like, and the reason in words."""


@dataclass(frozen=True)
class Binder:
    """Finds the candidates of a use. `carried` says where text lives that was carried over (by its old place)."""

    corpus: Corpus
    resolver: Resolver
    carried: Mapping[Place, Place]

    @cached_property
    def imports(self) -> dict[str, dict[str, str]]:
        """For each document the documents from which it takes all its terms, with the place that says so."""
        found: dict[str, dict[str, str]] = {}
        for document in self.corpus.documents:
            for blanket in document.imports:
                for target in self.resolver.documents_of(document, blanket.source):
                    if target != document.id:
                        found.setdefault(document.id, {}).setdefault(target, blanket.provision)
        return found

    @cached_property
    def cited(self) -> dict[str, frozenset[str]]:
        """For each document the documents that it mentions."""
        return {
            document.id: frozenset(
                target for r in document.references for target in self.resolver.documents_of(document, r)
            )
            for document in self.corpus.documents
        }

    @cached_property
    def _order(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.corpus.definitions)}

    def home(self, place: Place) -> str:
        """The id of the document that the text at `place` belongs to, after what was carried over."""
        moved = self.carried.get(place)
        return moved.document if moved else place.document

    def bind(self, document: str, use: TermUse) -> Binding:
        """The candidates of one use, the best first, with the reason for the best or for there being none."""
        place = Place(document, use.provision)
        candidates = self.candidates(place, use.term, self.home(place))
        reason = candidates[0].reason if candidates else f"no definition of “{use.term}” reaches {place}"
        return Binding(place, use.term, use.span, use.span.of(self.corpus.text(place)), candidates, reason)

    def candidates(self, place: Place, term: str, home: str) -> tuple[Candidate, ...]:
        """The definitions open to a use of `term` at `place`, as text that belongs to the document `home`."""
        found = [
            (REACHES.index(reach), distance, self._order[defined.key], defined, reason)
            for defined in self.corpus.by_term.get(term, ())
            for reach, distance, reason in self._eligible(place, home, defined)
        ]
        found.sort(key=lambda one: one[:3])
        nearest = found[0][:2] if found else ()
        return tuple(
            Candidate(rank, defined.key, defined.place, reason, REACHES[tier])
            for rank, (tier, distance, _, defined, reason) in enumerate(found, start=1)
            if tier != IMPLICIT or (tier, distance) == nearest
        )

    def _eligible(self, place: Place, here: str, defined: Defined) -> Iterator[_Found]:
        """How `defined` reaches a use at `place`, in the document `here`; nothing where it does not."""
        scope = defined.definition.scope
        there = self.home(defined.place)
        moved = defined.place in self.carried
        if scope.kind == "provision" and not moved:
            yield from self._narrow(place, defined)
        elif here == there:
            where = f"carried over to {self.carried[defined.place]}" if moved else f"at {defined.place.provision}"
            yield "document", 0, f"{here} defines it for itself, {where}"
        elif (by := self.imports.get(here, {}).get(there)) is not None:
            yield "imported", 0, f"{here} takes its terms from {there} ({here} {by})"
        elif scope.kind == "code" or there in self.corpus.general:
            yield "general", 0, f"{there} defines terms for the whole code"
        elif self._may_lean(here, there, defined.definition.term):
            distance = 0 if there in self.cited.get(here, ()) else 1
            yield "implicit", distance, f"only {there} defines it, from which {here} takes no terms in words"

    def _narrow(self, place: Place, defined: Defined) -> Iterator[_Found]:
        """A definition for some provisions of its document is open to these and to what stands below them."""
        if place.document != defined.document.id:
            return
        within = defined.definition.scope.within
        for distance, above in enumerate(self.corpus.gazetteers[place.document].ancestors(place.provision)):
            if above.path in within:
                yield "provision", distance, f"defined for {above.path} alone, at {defined.definition.provision}"
                return

    def _may_lean(self, here: str, there: str, term: str) -> bool:
        """Whether a document may rely on a term of another in silence: never on one that is an ordinary word."""
        if term == term.lower():
            return False
        return self.corpus.one_code or there in self.cited.get(here, ())
