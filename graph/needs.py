"""What lapsing text needs of other lapsing text to keep its meaning: definitions and clauses, closed over both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ontology.places import Place
from ontology.results import Binding, Resolution

from .bind import Binder
from .compare import Comparison
from .corpus import Defined, in_body
from .needing import Needing
from .resolve import Resolver

LARGEST = 10
"""A cited clause with more provisions than this is not carried over whole: a person has to choose from it."""


@dataclass(frozen=True, order=True)
class Item:
    """Something that can be carried over: a definition (by key) or a provision (by place)."""

    place: Place
    definition: str = ""


@dataclass(frozen=True)
class Needs:
    """What items of the lapsing text need, seen from a document (`home`) that they would be carried to."""

    comparison: Comparison

    @cached_property
    def definitions(self) -> dict[str, Defined]:
        """The definitions that lapse, by key."""
        before, after = self.comparison.before, self.comparison.after
        return {
            key: defined
            for key, defined in self.comparison.corpus.definitions.items()
            if before.holds_definition(defined) and not after.holds_definition(defined)
        }

    @cached_property
    def _bindings(self) -> dict[Place, list[Binding]]:
        found: dict[Place, list[Binding]] = {}
        for binding in self.comparison.links_before.bindings:
            found.setdefault(binding.place, []).append(binding)
        return found

    @cached_property
    def _resolutions(self) -> dict[Place, list[Resolution]]:
        found: dict[Place, list[Resolution]] = {}
        for resolution in self.comparison.links_before.resolutions:
            found.setdefault(resolution.place, []).append(resolution)
        return found

    def item(self, key: str) -> Item:
        """The item that a definition is; of one that takes its meaning from another that lapses too, this other."""
        passed = {key}
        while (source := self._sources.get(key)) is not None and source not in passed:
            key = source
            passed.add(key)
        return Item(self.comparison.corpus.definitions[key].place, key)

    @cached_property
    def _sources(self) -> dict[str, str]:
        """For definitions that lapse and point to one that lapses too, by key, the key of that: (the “Register”)."""
        return {
            one.definition: one.definitions[0]
            for one in self.comparison.links_before.imports
            if len(one.definitions) == 1 and {one.definition, *one.definitions} <= self.definitions.keys()
        }

    def network(self, seeds: Iterable[Item], home: str) -> Needing[Item]:
        """The items that `seeds` need, and what these need in turn; an edge leads from an item to what it needs."""
        waiting = list(seeds)
        graph = Needing(waiting)
        while waiting:
            item = waiting.pop()
            for needed in self._of(item, home):
                if needed not in graph:
                    waiting.append(needed)
                graph.join(item, needed)
        return graph

    def _of(self, item: Item, home: str) -> Iterator[Item]:
        """What one item needs: the lapsing definitions of the terms in it, and the lapsing clauses that it cites."""
        places = tuple(self._places(item))
        for binding in (one for place in places for one in self._bindings.get(place, ())):
            best = binding.best
            if best is None or best.definition not in self.definitions or best.definition == item.definition:
                continue
            if self._holds(item, binding) and not self.covered(binding, home):
                yield self.item(best.definition)
        for resolution in (one for place in places for one in self._resolutions.get(place, ())):
            if resolution.role != "cites" or resolution.status == "historical":
                continue
            if self._holds(item, resolution):
                yield from (Item(target) for target in resolution.targets if self._worth_carrying(item, target))

    def _places(self, item: Item) -> Iterator[Place]:
        """The provisions in which the text of an item stands, in reading order."""
        corpus, document = self.comparison.corpus, item.place.document
        if item.definition:
            one = corpus.definitions[item.definition].definition
            yield from (Place(document, path) for path in (one.provision, *one.continued))
        else:
            below = corpus.gazetteers[document].below(item.place.provision)
            yield from (Place(document, provision.path) for provision in below)

    def _holds(self, item: Item, link: Binding | Resolution) -> bool:
        """Whether a use or a reference in one of the provisions of an item stands in its text."""
        if not item.definition:
            return True
        return in_body(self.comparison.corpus.definitions[item.definition].definition, link.place.provision, link.span)

    def _under(self, place: Place, above: Place) -> bool:
        ancestors = self.comparison.corpus.gazetteers[place.document].ancestors(place.provision)
        return any(provision.path == above.provision for provision in ancestors)

    @cached_property
    def _binder(self) -> Binder:
        corpus = self.comparison.corpus
        return Binder(corpus, Resolver(corpus), self.comparison.after.homes)

    def covered(self, binding: Binding, home: str) -> bool:
        """Whether a definition that stays in force is in scope for a use once its text lives in `home`."""
        corpus, after = self.comparison.corpus, self.comparison.after
        return any(
            after.holds_definition(corpus.definitions[candidate.definition])
            for candidate in self._binder.candidates(binding.place, binding.term, home)
            if candidate.reach != "implicit"
        )

    def _worth_carrying(self, item: Item, target: Place) -> bool:
        """Whether a cited place can be carried, and is no part of what is carried already."""
        return self.carriable(target) and not (self._under(item.place, target) or self._under(target, item.place))

    def carriable(self, target: Place) -> bool:
        """Whether a place lapses, is a provision, and is neither a list of definitions nor too large."""
        before, after = self.comparison.before, self.comparison.after
        if not target.provision or not before.holds(target) or after.holds(target):
            return False
        gazetteer = self.comparison.corpus.gazetteers[target.document]
        below = {provision.path for provision in gazetteer.below(target.provision)}
        return len(below) <= LARGEST and below.isdisjoint(self._defining.get(target.document, ()))

    @cached_property
    def _defining(self) -> dict[str, set[str]]:
        """The provisions (paths) with lapsing definitions that are more than a name, by document."""
        found: dict[str, set[str]] = {}
        for one in self.definitions.values():
            if one.definition.kind != "alias":
                found.setdefault(one.document.id, set()).add(one.definition.provision)
        return found
