"""The two states of a lapse as tables of links, by what each link is of, and the rows that rules make of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.corpus import Corpus, Defined
from graph.link import Links
from graph.state import State
from ontology.model import Reference
from ontology.places import Place, Span
from ontology.results import Binding, Resolution

if TYPE_CHECKING:
    from graph.compare import Comparison

Row = dict[str, Any]
"""What a rule's query gives: places in place of IRIs, and of an item where it stands (an `At`)."""
At = tuple[Place, Span]
Used = tuple[Place, Span, str]


@dataclass(frozen=True)
class Side:
    """One of the two states, with its links by their keys."""

    state: State
    links: Links

    @cached_property
    def uses(self) -> dict[Used, Binding]:
        """The uses of terms by place, span and term."""
        return {(one.place, one.span, one.term): one for one in self.links.bindings}

    @cached_property
    def references(self) -> dict[At, Resolution]:
        """The references by place and span."""
        return {(one.place, one.span): one for one in self.links.resolutions}

    @cached_property
    def bound(self) -> frozenset[str]:
        """The definitions (keys) to which a use binds."""
        return frozenset(one.candidates[0].definition for one in self.links.bindings if one.candidates)

    def holds(self, key: str) -> bool:
        """Whether a definition is in force."""
        return self.state.holds_definition(self.state.corpus.definitions[key])

    def documents(self, resolution: Resolution) -> list[Place]:
        """The documents of the code that a reference leads to."""
        found = dict.fromkeys(Place(one.document) for one in resolution.targets)
        if resolution.document in self.state.corpus.by_id:
            found[Place(resolution.document)] = None
        return list(found)

    def targets(self, resolution: Resolution) -> list[Place]:
        """The provisions that a reference leads to, the documents where it leads to none."""
        found = [one for one in dict.fromkeys(resolution.targets) if one.provision]
        return found or self.documents(resolution)


@dataclass(frozen=True)
class Sides:
    """A comparison of two states of one corpus."""

    comparison: Comparison

    @property
    def corpus(self) -> Corpus:
        """The documents of both states."""
        return self.comparison.corpus

    @cached_property
    def before(self) -> Side:
        """The state before."""
        return Side(self.comparison.before, self.comparison.links_before)

    @cached_property
    def after(self) -> Side:
        """The state after."""
        return Side(self.comparison.after, self.comparison.links_after)

    @property
    def ways(self) -> tuple[tuple[str, Side, Side], ...]:
        """What a change causes, and what it cures: the same with the states in each other's place."""
        return ("caused", self.before, self.after), ("cured", self.after, self.before)

    @cached_property
    def by_term(self) -> dict[str, list[Defined]]:
        """The definitions of each term that hold for more than a provision, those that are quoted left out."""
        found: dict[str, list[Defined]] = defaultdict(list)
        for one in self.corpus.definitions.values():
            if one.definition.scope.kind != "provision" and not one.definition.quoted:
                found[one.definition.term].append(one)
        return found

    @cached_property
    def defined_at(self) -> dict[Place, list[Defined]]:
        """The definitions in each provision."""
        found: dict[Place, list[Defined]] = defaultdict(list)
        for one in self.corpus.definitions.values():
            found[one.place].append(one)
        return found

    @cached_property
    def referring(self) -> dict[Place, list[Reference]]:
        """The references in each provision."""
        found: dict[Place, list[Reference]] = defaultdict(list)
        for document in self.corpus.documents:
            for one in document.references:
                found[Place(document.id, one.provision)].append(one)
        return found

    def moved(self) -> Iterator[tuple[str, frozenset[Place]]]:
        """The provisions in force before alone, and those in force after alone."""
        before, after = self.comparison.before.provisions, self.comparison.after.provisions
        yield "caused", before - after
        yield "cured", after - before
