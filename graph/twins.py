"""Which provision of one text is which of another: by its number, its words, what it stands in or holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ontology.model import Provision

K = TypeVar("K", bound=Hashable)
Same = Callable[[Provision], str]
"""What two provisions that are one have in common; "" where that tells nothing."""

ALIKE = 0.5
"""Share of words that two provisions of one number must have in common to be the same one."""
SIMILAR = 0.6
"""The same of two provisions of different numbers."""
FEWEST = 5
"""Different words that a provision has at least, to be known again by most of them under another number."""
COMMON = 60
"""Provisions of both texts together in which a word stands at most, to tell them from others."""
_WORD = re.compile(r"\w+(?:[.’'-]\w+)*")


def words(provision: Provision) -> str:
    """The heading and the text of a provision, on one line."""
    return " ".join(f"{provision.heading} {provision.text}".split())


def share(one: Provision, other: Provision) -> float:
    """How many of the different words of the longer of two provisions the other has too; all where neither has any."""
    return _share(_different(one), _different(other))


def _different(provision: Provision) -> frozenset[str]:
    return frozenset(_WORD.findall(words(provision).casefold()))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other)) if one or other else 1.0


def beginning(provision: Provision) -> str:
    """What a row or an unnumbered paragraph begins with: its first cell, or its first words."""
    if provision.number:
        return ""
    first = provision.cells[0].of(provision.text) if provision.cells else provision.text
    return " ".join(first.split()[:6])


@dataclass
class Twins(Generic[K]):
    """The provisions of two texts by their keys, and which are the same ones: `found`, later keys to earlier ones.

    `above` gives the key of what a provision stands in. The pairs are the same whichever of the texts is the earlier.
    """

    earlier: Mapping[K, Provision]
    later: Mapping[K, Provision]
    above: Callable[[K, Provision], K | None]
    found: dict[K, K] = field(default_factory=dict)
    taken: set[K] = field(default_factory=set)

    def join(self, later: K, earlier: K) -> None:
        """Notes a pair down, if neither of the two has its twin yet."""
        if later not in self.found and earlier not in self.taken:
            self.found[later] = earlier
            self.taken.add(earlier)

    def left(self) -> Iterator[tuple[K, Provision]]:
        """The earlier provisions without a twin, in order."""
        return ((key, one) for key, one in self.earlier.items() if key not in self.taken)

    def new(self) -> Iterator[tuple[K, Provision]]:
        """The later provisions without a twin, in order."""
        return ((key, one) for key, one in self.later.items() if key not in self.found)

    def in_place(self, fits: Callable[[Provision, Provision], bool]) -> None:
        """Joins what has the same key in both texts, and fits."""
        for key, one in list(self.new()):
            if key in self.earlier and fits(self.earlier[key], one):
                self.join(key, key)

    def same(self, what: Same, several: bool = False) -> None:
        """Joins what is the same and stands in each text once; or `several` times, as often in both, in order."""
        there, here = _by(what, self.left()), _by(what, self.new())
        for common, keys in here.items():
            others = there.get(common, [])
            if len(keys) == len(others) and (several or len(keys) == 1):
                for later, earlier in zip(keys, others, strict=True):
                    self.join(later, earlier)

    def similar(self) -> None:
        """Joins what has most words in common, the likest first."""
        there = {key: mine for key, one in self.left() if len(mine := _different(one)) >= FEWEST}
        here = {key: mine for key, one in self.new() if len(mine := _different(one)) >= FEWEST}
        counts = Counter(word for some in (there, here) for mine in some.values() for word in mine)
        holding: dict[str, list[K]] = {}
        for key, mine in there.items():
            for word in mine:
                if counts[word] <= COMMON:
                    holding.setdefault(word, []).append(key)
        pairs: list[tuple[float, K, K]] = []
        for key, mine in here.items():
            near = dict.fromkeys(one for word in mine for one in holding.get(word, ()))
            pairs += [(n, key, one) for one in near if (n := _share(mine, there[one])) >= SIMILAR]
        self._likest(pairs)

    def below(self) -> None:
        """Joins what stands in two that are joined: the same words there, else the same number with words alike."""
        known = -1
        while known != len(self.found):
            known = len(self.found)
            for what, least in ((words, 0.0), (_number, ALIKE)):
                there = self._within(self.left(), what, {one: one for one in self.taken})
                here = self._within(self.new(), what, self.found)
                for common, keys in here.items():
                    if len(keys) == len(others := there.get(common, [])):
                        for later, earlier in zip(keys, others, strict=True):
                            if not least or share(self.later[later], self.earlier[earlier]) >= least:
                                self.join(later, earlier)

    def _within(
        self, free: Iterable[tuple[K, Provision]], what: Same, joined: Mapping[K, K]
    ) -> dict[tuple[K, str], list[K]]:
        """The keys of some provisions that stand in joined ones, by the earlier key of that one and what they have."""
        found: dict[tuple[K, str], list[K]] = {}
        for key, one in free:
            parent = self.above(key, one)
            if parent is not None and parent in joined and (common := what(one)):
                found.setdefault((joined[parent], common), []).append(key)
        return found

    def around(self) -> None:
        """Joins what holds the most of what is joined: two that have no words of their own, or other ones now."""
        votes: Counter[tuple[K, K]] = Counter()
        for later, earlier in self.found.items():
            mine, its = self.above(later, self.later[later]), self.above(earlier, self.earlier[earlier])
            if mine is not None and its is not None and mine not in self.found and its not in self.taken:
                votes[mine, its] += 1
        both = ((mine, its, n) for (mine, its), n in votes.items() if mine in self.later and its in self.earlier)
        self._likest((float(n), mine, its) for mine, its, n in both)

    def _likest(self, pairs: Iterable[tuple[float, K, K]]) -> None:
        """Joins pairs (how alike, later, earlier), the likest first and of these the nearest in order."""

        def rank(pair: tuple[float, K, K]) -> tuple[float, int, int, list[str]]:
            a, b = self.later[pair[1]].order, self.earlier[pair[2]].order
            return -pair[0], abs(a - b), a + b, sorted(map(str, pair[1:]))

        for _, later, earlier in sorted(pairs, key=rank):
            self.join(later, earlier)


def _number(provision: Provision) -> str:
    return provision.number


def _by(what: Same, provisions: Iterable[tuple[K, Provision]]) -> dict[str, list[K]]:
    """Keys by what is the same of their provisions, where that tells anything."""
    found: dict[str, list[K]] = {}
    for key, one in provisions:
        if common := what(one):
            found.setdefault(common, []).append(key)
    return found


def in_document(earlier: Iterable[Provision], later: Iterable[Provision]) -> Twins[str]:
    """The provisions of two texts of one document, by their paths, the surest signs first.

    A provision keeps its place and its words; else its words alone; else its place with most of its words, the
    beginning of a row, most of its words at another place; what it stands in or what it holds; at last its number.
    """
    found = Twins({one.path: one for one in earlier}, {one.path: one for one in later}, lambda _, one: one.parent)
    found.in_place(lambda one, other: words(one) == words(other) != "")
    found.same(words)
    found.in_place(lambda one, other: share(one, other) >= ALIKE and words(one) != "")
    found.below()
    found.same(words, several=True)
    found.same(beginning)
    found.similar()
    found.below()
    found.around()
    found.in_place(lambda one, other: bool(one.number) or words(one) == words(other))
    found.below()
    return found
