"""What a report says, worked out once: every format is made of these values, so that all say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.rules import find
from lapse import tables
from lapse.decisions import OPEN, Decision
from lapse.expiry import Expiry, Proposal
from lapse.judging import Judged, judged
from lapse.naming import Naming, evened
from lapse.planned import PlanRow, plan_rows, reasons
from lapse.wording import CAUSES, clause, count, cut, day, lapse_in_words, proof, titles
from ontology.model import Provision
from ontology.places import Place
from ontology.results import Finding, LedgerLine

from .coverage import Coverage
from .terms import WORDS, Status, Terms

DISPOSITIONS = {"retain": "retain", "review": "review", "lapse": "may lapse"}
READ = ("Document", "File", "Provisions", "Definitions", "References", "Numbers missing, twice or out of order")
"""What is told of each document that was read."""
REVERTED = 300
"""Characters of a wording that a variation gives way to."""
GAPS = ("What", "Where", "Words", "Why")
"""What is told of each thing that was not understood."""


@dataclass(frozen=True)
class Report:
    """The lapse of something, as it is reported: findings, terms, plan, ledger, coverage, decisions."""

    expiry: Expiry

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names under which documents are shown, by id."""
        corpora = (*(one.corpus for one in reversed(self.expiry.readings)), self.expiry.later, self.expiry.corpus)
        found = {document.id: document for one in corpora if one for document in one.documents}
        first = {document.id: document for one in reversed(corpora) if one for document in one.documents}
        return titles(first[id_] for id_ in found)

    @cached_property
    def lapsing(self) -> str:
        """What lapses: "Appendix AL (SMETS1 TMAD)", or that with the clauses of it that do."""
        return lapse_in_words(self.expiry.lapsing, self.names)

    @cached_property
    def title(self) -> str:
        """The headline."""
        return f"{self.lapsing}: what its lapse leaves behind"

    @cached_property
    def case(self) -> str:
        """What was asked: the last day, what is kept, whether a new text was held against it."""
        on, kept = self.expiry.on, self.expiry.kept
        parts = [f"Last day in force: {day(on)}" if on else "No last day given"]
        if kept:
            parts.append(f"kept by decision: {self.listed(kept)}")
        if self.expiry.later:
            starts = f" in force from {day(self.expiry.starts)}" if self.expiry.starts else ""
            texts = ", ".join(self.names[one] for one in self.expiry.changed)
            parts.append(f"held against a new text of {texts or 'no document'}{starts}")
        return "; ".join(parts) + "."

    @cached_property
    def verdict(self) -> str:
        """The answer in one sentence."""
        return tables.verdict(self.expiry, self.findings, self.lapsing)

    @cached_property
    def proposal(self) -> Proposal:
        """What has to be carried over, with what is kept."""
        return self.expiry.plan()

    @cached_property
    def plan(self) -> tuple[PlanRow, ...]:
        """The plan in rows."""
        return plan_rows(self.proposal.actions, self.names, self.naming.called)

    @cached_property
    def proof(self) -> tuple[str, ...]:
        """What the plan leaves open, clashes at the new places, and what has to be amended by hand, in sentences."""
        out = [proof(len(self.proposal.remaining))]
        out += [f"Conflict: {self.naming.sentence(evened(one), self.names)}." for one in self.proposal.conflicts]
        for one in self.proposal.repointed:
            words = f"to “{one.becomes}”" if one.becomes else f"by hand, because {one.because}"
            out.append(f"Re-point “{one.text}” at {self.place(one.place)} {words}.")
        if by_hand := [one for one in self.proposal.amendments if one.code in tables.REFERENCES]:
            places = self.listed(one.place for one in by_hand)
            out.append(
                f"To amend by hand, because no carrying over mends {count(len(by_hand), 'reference')}: {places}."
            )
        return tuple(out)

    @cached_property
    def terms(self) -> Terms:
        """The terms that lapse."""
        return Terms(self.expiry)

    @cached_property
    def coverage(self) -> Coverage:
        """What was read, and what was not understood."""
        return Coverage(self.expiry)

    @cached_property
    def gaps(self) -> tuple[tuple[str, str, str, str], ...]:
        """What was not understood, in four cells: what it is, where it stands, its words, and why."""
        told = self.coverage
        return (
            *(("not read", "", "", one) for one in told.unread),
            *(("left out", "", "", one) for one in told.notices),
            *((f"ignored: {one.id}", self.place(one.place), one.subject, why) for one, why in self.told.ignored),
            *((f"reference {one.status}", self.place(one.place), one.text, one.reason) for one in told.references),
            *(("use without a definition", self.place(one.place), one.text, one.reason) for one in told.uses),
            *((f"{one.code} {one.name}", self.place(one.place), "", one.message) for one in told.problems),
        )

    @cached_property
    def read(self) -> tuple[tuple[str, ...], ...]:
        """The documents that were read, in the cells of `READ`."""
        return tuple(
            (
                *(self.names[one.id], one.source),
                *(str(number) for number in (found.provisions, found.definitions, found.references)),
                str(len(found.missing) + len(found.repeated) + len(found.out_of_order)),
            )
            for one, found in self.coverage.documents
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the order of documents and provisions, less those that `lapse.toml` says may stand."""
        return self.told.findings

    @cached_property
    def told(self) -> Judged:
        """The findings as `lapse.toml` has them judged."""
        return judged(self.expiry.findings, self.expiry.settings)

    @cached_property
    def rules(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings by code, in the order of the codes."""
        codes = sorted({one.code for one in self.findings})
        return {code: tuple(one for one in self.findings if one.code == code) for code in codes}

    @property
    def ledger(self) -> tuple[LedgerLine, ...]:
        """A line for each lapsing provision."""
        return self.expiry.ledger

    @cached_property
    def dispositions(self) -> str:
        """What the ledger adds up to, in one sentence."""
        found = [line.disposition for line in self.ledger]
        return (
            f"Of {count(len(found), 'lapsing provision')} {found.count('retain')} must be retained, "
            f"{found.count('review')} need review and {found.count('lapse')} may lapse."
        )

    def clause(self, line: LedgerLine) -> str:
        """The clause of a line of the ledger, with its document's name where several lapse."""
        several = len({one.document for one in self.expiry.lapsing}) > 1
        return self.naming.place(line.place) if several else clause(line.place.provision)

    def because(self, line: LedgerLine) -> str:
        """The reasons of a line of the ledger, with the documents' names."""
        return "; ".join(reasons(line.because, self.names, self.naming.called))

    def text(self, where: Place) -> str:
        """The heading and the text of a provision, with its number in front of neither."""
        provision = self.provision(where)
        return " ".join(f"{provision.heading} {provision.text}".split()) if provision else ""

    def provision(self, where: Place) -> Provision | None:
        """The provision at a place of the code, or of the new text; None where there is none."""
        corpora = (self.expiry.corpus, self.expiry.later)
        return next((found for one in corpora if one and (found := one.provision(where))), None)

    @cached_property
    def naming(self) -> Naming:
        """Words for places and findings."""
        texts = (self.expiry.corpus, self.expiry.later)
        return Naming(self.names, tuple(text for text in texts if text))

    def listed(self, places: Iterable[Place]) -> str:
        """Places in a row with their documents' names, all that a document has in a row as a range."""
        return self.naming.listed(places)

    def place(self, where: Place | None) -> str:
        """A place with its document's name, "" for none."""
        return self.naming.place(where) if where else ""

    def leads_to(self, finding: Finding) -> str:
        """What a finding leads to, in words: definitions, the targets of a reference; "" where that is its place."""
        return self.naming.leads_to(finding)

    def status(self, finding: Finding) -> str:
        """What has become of a finding, in words."""
        if self.expiry.dropped(finding):
            return WORDS["deleted"]
        if finding.level == "info" and finding.cause != "cured":
            return "to look at"
        words = {"existing": "not cured", "caused": "newly caused"} if self.expiry.later else {}
        return words.get(finding.cause, CAUSES[finding.cause])

    def word(self, status: Status) -> str:
        """A term's status in words."""
        return "not cured" if status == "open" and self.expiry.later else WORDS[status]

    def said(self, finding: Finding, sentence: str = "") -> str:
        """A finding's message, or another of its sentences, with documents' names for their ids; quotes stay."""
        return self.naming.said(finding, sentence)

    def mends(self, finding: Finding) -> str:
        """What would mend a finding, for a variation with the wording that then holds; "" for one that is cured."""
        if finding.cause == "cured" or not finding.fix:
            return ""
        words = cut(finding.reverts_to, REVERTED)
        return self.said(finding, finding.fix) + (f"; it reverts to: “{words}”" if words else "")

    def decision(self, finding: Finding) -> Decision | None:
        """What was decided of a finding, None where nothing was."""
        return self.expiry.decisions.standing.get(finding.id)

    @cached_property
    def decided(self) -> str:
        """How far the decisions are, in one sentence."""
        here = [one for one in self.findings if self.decision(one)]
        counts: dict[str, int] = {}
        for one in here:
            made = self.decision(one)
            counts[made.decision if made else OPEN] = counts.get(made.decision if made else OPEN, 0) + 1
        which = ", ".join(f"{number} {choice}" for choice, number in counts.items())
        return f"Decided: {len(here)} of {count(len(self.findings), 'finding')}" + (f" ({which})." if which else ".")


def title_of(code: str) -> str:
    """What a rule is about, in a phrase; "" for a code that is none of a rule."""
    rule = find(code)
    return rule.title if rule else ""


def spoken(name: str) -> str:
    """The name of a rule as a headline: "Dangling reference"."""
    return name.replace("-", " ").capitalize()


def decision_words(one: Decision | None) -> str:
    """A decision in a line: "carry over (with the plan), A. Reviewer, 2025-11-20"; "" for none."""
    if one is None:
        return ""
    note = f" ({one.note})" if one.note else ""
    return ", ".join(part for part in (f"{one.decision}{note}", one.by, one.on) if part)
