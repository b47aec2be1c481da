"""What a comparison has to look at: the provisions whose links differ between two states, and what these lead to.

The rules say nothing of a use or a reference that means the same in both states, so what stands in the others need not
be loaded; and of text that lapses as it stands, next to nothing by itself. A test holds the findings of the part
against those of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ontology.names import definition_parts
from ontology.places import Place
from ontology.results import Binding, Resolution

from .corpus import Corpus
from .link import ImportLink, Links
from .state import State

ROLES = ("varies", "requires")
"""Roles of references that rules ask for wherever they stand."""
Paths = dict[str, set[str]]


@dataclass(frozen=True)
class Side:
    """One of two states, with its links and the names of what stands in it, as keys to hold the sides together."""

    state: State
    links: Links
    use: Callable[[Binding], Hashable]
    reference: Callable[[Resolution], Hashable]
    definition: Callable[[str], Hashable]
    places: Paths = field(default_factory=lambda: defaultdict(set), compare=False)

    @property
    def corpus(self) -> Corpus:
        """The documents of the state."""
        return self.state.corpus

    @cached_property
    def uses(self) -> dict[Hashable, Binding]:
        """The uses by their names."""
        return {self.use(one): one for one in self.links.bindings}

    @cached_property
    def references(self) -> dict[Hashable, Resolution]:
        """The references by their names."""
        return {self.reference(one): one for one in self.links.resolutions}

    @cached_property
    def imports(self) -> dict[Hashable, ImportLink]:
        """The imports by the names of their definitions."""
        return {self.definition(one.definition): one for one in self.links.imports}

    @staticmethod
    def place(definition: str) -> Place:
        """Where the definition of a key stands."""
        at = definition_parts(definition)
        return Place(at.document, at.provision)

    def add(self, place: Place) -> None:
        """Notes a provision down."""
        if place.provision:
            self.places[place.document].add(place.provision)

    def differs(self, other: Side) -> None:
        """Notes down the provisions of this side whose links are others, or none, on the other side."""
        for key, use in self.uses.items():
            twin = other.uses.get(key)
            if use.best is None or twin is None or twin.best is None or self._best(use) != other._best(twin):
                self.add(use.place)
                for side in (self, other):
                    side.opening(use)
                    if use.best is None and (twin is None or twin.best is None):
                        side.naming(use.term)
        self._referring(other)
        for key, one in self.imports.items():
            if (twin_import := other.imports.get(key)) is None or _sources(one) != _sources(twin_import):
                self.add(self.place(one.definition))
                for definition in one.definitions:
                    self.add(self.place(definition))
        for blanket in self.links.blankets:
            self.add(blanket.place)

    def _referring(self, other: Side) -> None:
        """Notes down the provisions whose references are others, or none, on the other side."""
        for key, reference in self.references.items():
            twin_reference = other.references.get(key)
            if twin_reference is None or reference.role in ROLES or _other(reference, twin_reference):
                self.add(reference.place)

    def _best(self, use: Binding) -> Hashable:
        return self.definition(use.best.definition) if use.best else None

    def opening(self, use: Binding) -> None:
        """Notes down the definitions that are open to a use."""
        for candidate in use.candidates:
            self.add(candidate.place)

    def naming(self, term: str) -> None:
        """Notes down, once, where a term is defined that a use on neither side is bound to."""
        for defined in self._by_name.pop(term, ()):
            self.add(defined)

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        """Where each term is defined, as far as that was not noted down."""
        found: dict[str, list[Place]] = defaultdict(list)
        for one in self.corpus.definitions.values():
            found[one.definition.term].append(one.place)
        return found

    def witnesses(self) -> None:
        """Notes down one use for each definition that stands in a provision noted down, and what points to it.

        Only provisions noted down so far count, so that both sides have witnesses for the same definitions.
        """
        noted = {document: frozenset(paths) for document, paths in self.places.items()}
        seen: set[str] = set()
        for use in self.links.bindings:
            best = use.best
            if best and best.definition not in seen and best.place.provision in noted.get(best.place.document, ()):
                seen.add(best.definition)
                self.add(use.place)
        for one in self.links.imports:
            places = map(self.place, one.definitions)
            if any(place.provision in noted.get(place.document, ()) for place in places):
                self.add(self.place(one.definition))


def _other(one: Resolution, other: Resolution) -> bool:
    if one.status == "unresolved" or (one.status, len(one.targets)) != (other.status, len(other.targets)):
        return True
    return {target.document for target in one.targets} != {target.document for target in other.targets}


def _sources(one: ImportLink) -> tuple[int, int]:
    return len(one.definitions), len(one.places)


def differing(before: Side, after: Side, more: Iterable[Place]) -> None:
    """Notes down on both sides what the rules have to look at: what differs, goes or comes, and `more` provisions."""
    before.differs(after)
    after.differs(before)
    for side, other in ((before, after), (after, before)):
        for place in side.state.provisions - other.state.provisions:
            side.add(place)
        for place in more:
            side.add(place)
    before.witnesses()
    after.witnesses()
