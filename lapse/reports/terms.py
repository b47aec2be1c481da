"""The terms that lapse, each with its status, who relies on it, and what its meaning needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from graph.corpus import Defined
from graph.needs import Needs
from lapse.expiry import Expiry
from ontology.places import Place
from ontology.results import Finding

Status = Literal["open", "cured", "deleted", "before", "along", "lapse"]
SIGNS: dict[Status, str] = {"open": "✖", "cured": "✔", "deleted": "–", "before": "○", "along": "→", "lapse": "·"}
"""A sign for each status, in the order of urgency; the words always stand beside it."""

WORDS: dict[Status, str] = {
    "open": "left open",
    "cured": "cured",
    "deleted": "uses deleted",
    "before": "open before",
    "along": "goes along",
    "lapse": "may lapse",
}
MEANINGS: dict[Status, str] = {
    "open": "used by text that stays in force, and defined nowhere once the document has lapsed",
    "cured": "used by text that stays in force, and defined again by the new text",
    "deleted": "used before, and no longer used in the new text",
    "before": "used by text that stays in force, and defined nowhere before the lapse either",
    "along": "used only within the definitions and clauses that are to be carried over",
    "lapse": "used by nothing that stays in force",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its status. `cells` are the statuses and the numbers of provisions that use it, by document id.

    `target` is where its definition stands that lapses, `text` its meaning, `now` where it is defined afterwards,
    `needs` the lapsing terms in its meaning. `findings` are in the order of documents and provisions.
    """

    name: str
    status: Status
    target: Place | None
    text: str = ""
    now: Place | None = None
    cells: Mapping[str, tuple[Status, int]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The number of provisions that use the term."""
        return sum(number for _, number in self.cells.values())


@dataclass(frozen=True)
class Terms:
    """The terms of an expiry: those that text in force relies on, those that go along with them, and the others."""

    expiry: Expiry

    @cached_property
    def relied(self) -> tuple[Term, ...]:
        """The terms that text in force uses, and those that go along; the most urgent and most used first."""
        groups: dict[str, list[Finding]] = {}
        for one in self._left:
            groups.setdefault(one.subject, []).append(one)
        found = [self._term(name, findings) for name, findings in groups.items()]
        every = [*found, *self._along(set(groups))]
        return tuple(sorted(every, key=lambda t: (list(SIGNS).index(t.status), -t.total, t.name.casefold())))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The other terms that the lapsing text defines, which may lapse with it."""
        relied = {term.name for term in self.relied}
        names = {one.definition.term for one in self._lapsing.values() if not one.definition.quoted}
        return tuple(sorted(names - relied, key=str.casefold))

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that rely on a term, in the order of the code."""
        used = {id_ for term in self.relied for id_ in term.cells}
        return tuple(one.id for one in self.expiry.corpus.documents if one.id in used)

    @cached_property
    def counts(self) -> dict[Status, int]:
        """How many terms have each status, the others among those that may lapse."""
        counts = Counter(term.status for term in self.relied)
        counts["lapse"] += len(self.others)
        return {status: counts[status] for status in SIGNS if counts[status]}

    @cached_property
    def _left(self) -> tuple[Finding, ...]:
        """What the lapse leaves open, and what a later text newly does."""
        left = [one for one in self.expiry.lapse.findings if one.code == "LAP101"]
        known = {one.id for one in left}
        return (*left, *(one for one in self._now.values() if one.id not in known))

    @cached_property
    def _now(self) -> dict[str, Finding]:
        """The findings of the comparison, by id."""
        return {one.id: one for one in self.expiry.findings if one.code == "LAP101"}

    @cached_property
    def _in_place(self) -> dict[tuple[str, str], list[Finding]]:
        found: dict[tuple[str, str], list[Finding]] = {}
        for one in self._now.values():
            found.setdefault((one.subject, one.place.document), []).append(one)
        return found

    @cached_property
    def _lapsing(self) -> dict[str, Defined]:
        return Needs(self.expiry.lapse).definitions

    def _term(self, name: str, left: list[Finding]) -> Term:
        cells: dict[str, tuple[Status, int]] = {}
        shown: list[Finding] = []
        for id_ in dict.fromkeys(one.place.document for one in left):
            before = [one for one in left if one.place.document == id_]
            after = self._in_place.get((name, id_), before if self.expiry.later is None else [])
            cells[id_] = self._status(after), len({one.place for one in after or before})
            shown += after or before
        status = min((status for status, _ in cells.values()), key=list(SIGNS).index)
        cured = next((one.target for one in shown if one.cause == "cured" and not self.expiry.dropped(one)), None)
        defined = self._defined(name, left)
        target = defined.place if defined else next((one.target for one in left if one.cause != "cured"), None)
        text = defined.definition.text if defined else ""
        return Term(name, status, target, text, cured, cells, tuple(shown), self._needs(defined))

    def _status(self, found: Iterable[Finding]) -> Status:
        found = tuple(found)
        causes = {one.cause for one in found if not self.expiry.dropped(one)}
        if not causes:
            return "deleted"
        if "caused" in causes or ("existing" in causes and self.expiry.later is not None):
            return "open"
        return "cured" if "cured" in causes else "before"

    def _defined(self, name: str, left: Iterable[Finding]) -> Defined | None:
        """The lapsing definition of a term, that which the findings name before others."""
        found = [one for one in self._lapsing.values() if one.definition.term == name and not one.definition.quoted]
        targets = {one.target for one in left}
        return next((one for one in found if one.place in targets), found[0] if found else None)

    def _needs(self, defined: Defined | None) -> tuple[str, ...]:
        if defined is None:
            return ()
        lapsing = {one.definition.term for one in self._lapsing.values()} - {defined.definition.term}
        used = (use.term for use in self.expiry.corpus.uses_in_body(defined))
        return tuple(dict.fromkeys(term for term in used if term in lapsing))

    def _along(self, relied: set[str]) -> Iterable[Term]:
        """The definitions that the plan carries although no text in force uses them itself."""
        if self.expiry.later is not None:
            return
        for action in self.expiry.plan().actions:
            if action.what == "definition" and action.label not in relied:
                defined = self._defined(action.label, ())
                text = defined.definition.text if defined else ""
                yield Term(action.label, "along", action.source, text, action.target, needs=self._needs(defined))
