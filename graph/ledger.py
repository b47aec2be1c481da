"""The ledger: every lapsing provision, what it is, who relies on it, and what becomes of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ontology.model import Provision
from ontology.places import Place
from ontology.results import Disposition, LedgerLine

from .compare import Comparison
from .nature import Ends, Kinds
from .needs import Item
from .plan import Planner


@dataclass(frozen=True)
class _Ledger:
    comparison: Comparison
    planner: Planner

    @cached_property
    def carried(self) -> dict[Place, list[str]]:
        """Places that the plan carries over, with the reasons."""
        found: dict[Place, list[str]] = defaultdict(list)
        gazetteers = self.comparison.corpus.gazetteers
        for item in self.planner.steps:
            reasons = [f"carried to {self.planner.target(item)}", *self.planner.because(item)]
            if item.definition:
                found[item.place] += [f"defines {self.planner.term(item)}", *reasons]
            else:
                for provision in gazetteers[item.place.document].below(item.place.provision):
                    found[Place(item.place.document, provision.path)] += reasons
        return found

    @cached_property
    def continued(self) -> dict[Place, Item]:
        """Places that are part of a definition which the plan carries over."""
        return {
            Place(item.place.document, path): item
            for item in self.planner.needed
            if item.definition
            for path in self.comparison.corpus.definitions[item.definition].definition.continued
        }

    @cached_property
    def cited(self) -> dict[Place, list[str]]:
        """Places that surviving text refers to, with where from."""
        found: dict[Place, list[str]] = defaultdict(list)
        for resolution in self.comparison.links_before.resolutions:
            if self.comparison.after.holds(resolution.place) and resolution.status != "historical":
                for target in resolution.targets:
                    found[target].append(f"cited by {resolution.place}")
        return found

    @cached_property
    def kinds(self) -> Kinds:
        """What the provisions are."""
        return Kinds(self.comparison.corpus)

    @cached_property
    def ends(self) -> Ends:
        """What ends with them."""
        return Ends(self.comparison)

    def line(self, place: Place, provision: Provision) -> LedgerLine:
        """The line of one provision."""
        disposition: Disposition = "lapse"
        because: list[str] = []
        if place in self.carried or place in self.continued:
            disposition = "retain"
            because = [*self.carried[place]] if place in self.carried else ["part of a definition that is carried over"]
        elif reasons := [*self.cited.get(place, ()), *self.ends.enduring.get(place, ())]:
            disposition, because = "review", reasons
        else:
            because = ["nothing that stays in force relies on it"]
        because += self.ends.told.get(place, ())
        return LedgerLine(place, self.kinds.of(place, provision), disposition, tuple(dict.fromkeys(because)))


def ledger(comparison: Comparison, planner: Planner) -> tuple[LedgerLine, ...]:
    """One line for every provision that lapses, in reading order."""
    made = _Ledger(comparison, planner)
    gone = comparison.gone
    return tuple(
        made.line(Place(document.id, provision.path), provision)
        for document in comparison.corpus.documents
        for provision in document.provisions
        if Place(document.id, provision.path) in gone
    )
