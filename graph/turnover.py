"""The ledger of a change: every provision of the documents that changed, what became of it, and who relies on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ontology.model import Provision
from ontology.places import Place
from ontology.results import Disposition, Fate, LedgerLine

from .compare import Comparison
from .fates import Fates, changed_words, counted
from .link import Links
from .nature import Ends, Kinds

AS_IT_WAS = "as it was"
NOBODY = "nothing that stays in force relies on it"
"""What is said of a provision of which there is nothing to say, and why one that was dropped may be."""
Relying = Mapping[Place, Sequence[tuple[str, Place]]]
"""Provisions with how ("cited by", "used in") and where they are relied on."""


@dataclass(frozen=True)
class Turnover:
    """A ledger: `lines` of the provisions before and `added` of those after that were not there, in reading order.

    `unchanged` are the numbers of provisions of the documents (by id) that are the same before and after: with the
    lines these add up to all that was in force.
    """

    lines: tuple[LedgerLine, ...]
    added: tuple[LedgerLine, ...]
    unchanged: Mapping[str, int]

    @property
    def became(self) -> dict[Fate, int]:
        """How many provisions had each fate."""
        return counted(line.became for line in self.lines if line.became)


@dataclass(frozen=True)
class _Reliance:
    """Who relies on the provisions before the change, and whether that stands after it."""

    fates: Fates

    @cached_property
    def _cites(self) -> tuple[set[tuple[Place, Place | None]], set[tuple[Place, str]]]:
        """Which provision leads to which earlier one after the change, and with which words any refers to something."""
        led: set[tuple[Place, Place | None]] = set()
        said: set[tuple[Place, str]] = set()
        for one in self.fates.comparison.links_after.resolutions:
            said.add((one.place, one.text))
            led.update((one.place, self.fates.earlier(target)) for target in one.targets)
        return led, said

    @cached_property
    def _bound(self) -> dict[tuple[Place, str], set[Place | None]]:
        """Where the terms used in each provision are defined after the change, as these places were before."""
        found: dict[tuple[Place, str], set[Place | None]] = {}
        for use in self.fates.comparison.links_after.bindings:
            places = found.setdefault((use.place, use.term), set())
            if use.best:
                places.add(self.fates.earlier(use.best.place))
        return found

    @cached_property
    def stands(self) -> Relying:
        """Provisions with who relied on them and still does."""
        return self._all["stands"]

    @cached_property
    def left(self) -> Relying:
        """Provisions with whose words still rely on them and no longer lead there."""
        return self._all["left"]

    @cached_property
    def over(self) -> Relying:
        """Provisions with who relied on them and no longer does."""
        return self._all["over"]

    @cached_property
    def _all(self) -> Mapping[str, Relying]:
        found: dict[str, dict[Place, list[tuple[str, Place]]]]
        found = {one: defaultdict(list) for one in ("stands", "left", "over")}
        for place, target, words in _citing(self.fates.comparison.links_before):
            here = self._here(place)
            if here is not None:
                led, said = self._cites
                stands = "stands" if (here, target) in led else "left" if (here, words) in said else "over"
                found[stands][target].append(("cited by", here))
        for place, target, term in _using(self.fates.comparison.links_before):
            here = self._here(place)
            if here is not None:
                now = self._bound.get((here, term))
                stands = "over" if now is None else "stands" if target in now else "left"
                found[stands][target].append(("used in", here))
        return found

    def _here(self, place: Place) -> Place | None:
        """Where a provision is after the change, None where it is not in force any more."""
        if place in self.fates.before:
            return self.fates.now.get(place)
        return place if self.fates.comparison.after.holds(place) else None


def _citing(links: Links) -> list[tuple[Place, Place, str]]:
    """Who refers to what, and in which words; what speaks of itself or of the past is left out."""
    return [
        (one.place, target, one.text)
        for one in links.resolutions
        if one.status != "historical"
        for target in one.targets
        if target.provision and target != one.place
    ]


def _using(links: Links) -> list[tuple[Place, Place, str]]:
    """Who uses a term that is defined where, and the term."""
    return [(one.place, one.best.place, one.term) for one in links.bindings if one.best and one.best.place != one.place]


@dataclass(frozen=True)
class _Ledger:
    comparison: Comparison
    fates: Fates
    reliance: _Reliance
    kinds: Kinds
    ends: Ends

    def line(self, place: Place, provision: Provision) -> LedgerLine:
        """The line of one provision before the change."""
        became, to = self.fates.fate(place), self.fates.now.get(place)
        disposition, because = self._dropped(place) if to is None else self._lives_on(place, to, became)
        told = tuple(dict.fromkeys(because))
        return LedgerLine(place, self.kinds.of(place, provision), disposition, told, became, to)

    def _dropped(self, place: Place) -> tuple[Disposition, list[str]]:
        reasons = [f"still {how} {where}" for how, where in self.reliance.left.get(place, ())]
        reasons += self.ends.enduring.get(place, ())
        over = [f"no longer {how} {where}" for how, where in self.reliance.over.get(place, ())]
        told = self.ends.told.get(place, [])
        if reasons:
            return "review", [*reasons, *over, *told]
        return "lapse", [*(over or [NOBODY]), *told]

    def _lives_on(self, place: Place, to: Place, became: Fate) -> tuple[Disposition, list[str]]:
        because = [] if to == place else [f"{'moved to' if became == 'moved' else 'now at'} {to}"]
        same = self.fates.says_the_same(place)
        if not same:
            because.append(f"its words changed: {changed_words(self.fates.changes(place))}")
        elif not self.fates.has_the_words(place):
            because.append(f"only references in it were renumbered: {changed_words(self.fates.renumbered(place))}")
        relied = [] if same else [f"{how} {where}" for how, where in self.reliance.stands.get(place, ())]
        cited, else_ = "still cited at its old place by", "no longer reached by"
        left = self.reliance.left.get(place, ())
        lost = [f"{cited if to != place and how == 'cited by' else else_} {where}" for how, where in left]
        return ("review" if relied or lost else "retain"), [*(because or [AS_IT_WAS]), *relied, *lost]


def turnover(comparison: Comparison, fates: Fates) -> Turnover:
    """A line for every provision of the documents that differ between two texts of a code."""
    made = _Ledger(comparison, fates, _Reliance(fates), Kinds(comparison.corpus), Ends(comparison))
    return Turnover(
        tuple(made.line(place, provision) for place, provision in fates.before.items()),
        tuple(_added(comparison, fates)),
        Counter(one.document for one in comparison.before.provisions if one.document in fates.unchanged),
    )


def _added(comparison: Comparison, fates: Fates) -> list[LedgerLine]:
    """A line for each provision that was not there before, with who relies on it."""
    kinds = Kinds(comparison.after.corpus)
    relying: dict[Place, list[str]] = defaultdict(list)
    for place, target, _ in _citing(comparison.links_after):
        relying[target].append(f"cited by {place}")
    for place, target, _ in _using(comparison.links_after):
        relying[target].append(f"used in {place}")
    return [
        LedgerLine(place, kinds.of(place, one), "retain", tuple(dict.fromkeys(relying.get(place, ["new"]))), "added")
        for place, one in fates.after.items()
        if place not in fates.was
    ]
