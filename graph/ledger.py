"""The ledger: every lapsing provision, what it is, who relies on it, and what becomes of it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ontology.model import Obligation, Provision
from ontology.places import Place
from ontology.results import Disposition, LedgerLine

from .compare import GOES_ON, Comparison
from .needs import Item
from .plan import Planner

_STEP = re.compile(r"^\W*(?:step\b|the following steps|where .{3,120}, the|on receipt of|upon )", re.IGNORECASE)


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
    def obligations(self) -> dict[Place, list[Obligation]]:
        """The duties and rights of each provision."""
        found: dict[Place, list[Obligation]] = defaultdict(list)
        for document in self.comparison.corpus.documents:
            for duty in document.obligations:
                found[Place(document.id, duty.provision)].append(duty)
        return found

    @cached_property
    def enduring(self) -> dict[Place, list[str]]:
        """Places of duties and rights that read as if they should outlive their document, with the signals."""
        return {
            finding.place: [finding.message]
            for finding in self.comparison.findings
            if finding.code == "LAP112" and finding.cause == "caused"
        }

    @cached_property
    def told(self) -> dict[Place, list[str]]:
        """What a lapsing provision does to other text: what it varies, and the documents that it alone requires."""
        found: dict[Place, list[str]] = defaultdict(list)
        for one in self.comparison.findings:
            if one.cause == "caused" and one.code == "LAP107" and one.target:
                found[one.place].append(f"varies {one.target}, which reverts")
            elif one.cause == "caused" and one.code == "LAP108":
                found[one.place].append(f"requires “{one.subject}”, which loses its authority")
        return found

    @cached_property
    def defining(self) -> set[Place]:
        """Places that hold definitions of the document's own."""
        return {d.place for d in self.comparison.corpus.definitions.values() if not d.definition.quoted}

    def line(self, place: Place, provision: Provision) -> LedgerLine:
        """The line of one provision."""
        disposition: Disposition = "lapse"
        because: list[str] = []
        if place in self.carried or place in self.continued:
            disposition = "retain"
            because = [*self.carried[place]] if place in self.carried else ["part of a definition that is carried over"]
        elif reasons := [*self.cited.get(place, ()), *self.enduring.get(place, ())]:
            disposition, because = "review", reasons
        else:
            because = ["nothing that stays in force relies on it"]
        because += self.told.get(place, ())
        return LedgerLine(place, self.kind(place, provision), disposition, tuple(dict.fromkeys(because)))

    def kind(self, place: Place, provision: Provision) -> str:
        """What a provision is, by its words: definition, duty, right, procedure or statement, as a heading is.

        An item of a list without a verb of its own is what the words are that lead to it.
        """
        if place in self.defining:
            return "definition"
        if _STEP.search(provision.text):
            return "procedure"
        kinds = {duty.kind for duty in self.obligations.get(place, ())}
        if kinds or not provision.text.strip():
            return "duty" if "duty" in kinds else "right" if kinds else "statement"
        above = self.comparison.corpus.provision(Place(place.document, provision.parent or ""))
        leads = above is not None and above.text.rstrip().endswith(GOES_ON)
        return self.kind(Place(place.document, above.path), above) if above and leads else "statement"


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
