"""The answer to "what if this lapses": findings, ledger, plan. Values, worked out when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.compare import Comparison, lapse_of
from graph.corpus import Corpus
from graph.ledger import ledger
from graph.plan import Planner
from ontology.model import Place
from ontology.names import Names
from ontology.results import Finding, LedgerLine, Plan


@dataclass(frozen=True)
class Expiry:
    """The lapse of `lapsing` (documents or provisions) at the end of the day `on`, with the provisions `kept`."""

    corpus: Corpus
    names: Names
    lapsing: tuple[Place, ...]
    on: date | None
    kept: tuple[Place, ...] = ()
    host: str | None = None

    @cached_property
    def comparison(self) -> Comparison:
        """The code on the last day, and on the day after with what is kept."""
        return lapse_of(self.corpus, self.names, self.lapsing, self.on, self.kept)

    @cached_property
    def _bare(self) -> Comparison:
        """The same with nothing kept: what is kept is then a step of the plan."""
        return lapse_of(self.corpus, self.names, self.lapsing, self.on) if self.kept else self.comparison

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the lapse causes, and what else the rules have to say of the two states."""
        return self.comparison.findings

    @cached_property
    def planner(self) -> Planner:
        """What works out the plan."""
        return Planner(self._bare, self.kept, self.host)

    @cached_property
    def plan(self) -> Plan:
        """What has to be carried over, and what is left open with that done."""
        return self.planner.plan()

    @cached_property
    def amendments(self) -> tuple[Finding, ...]:
        """What no carrying over can cure: references and variations for a person to amend."""
        carried = self.planner.applied.findings
        return tuple(f for f in carried if f.cause == "caused" and f not in self.plan.remaining)

    @cached_property
    def ledger(self) -> tuple[LedgerLine, ...]:
        """Every lapsing provision with what becomes of it."""
        return ledger(self._bare, self.planner)
