"""What the report of a change says, worked out once: its sections, each a table, for every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from graph.turnover import AS_IT_WAS
from lapse import became, tables
from lapse.change import Change
from lapse.judging import Judged, judged
from lapse.naming import Naming
from lapse.wording import CAUSES, clause, count, state_in_words, titles
from ontology.model import Provision
from ontology.places import Place
from ontology.results import Finding, LedgerLine

FINDINGS = ("Document", "Clause", "Rule", "Status", "What is wrong", "In its sentence", "To mend it", "Id")
LEDGER = ("Document", "Clause", "What it is", "Became", "Now at", "To do", "Because", "Text before", "Text now")
ADDED = ("Document", "Clause", "What it is", "Who relies on it", "Text")
TO_DO = {"retain": "", "review": "review", "lapse": ""}
"""What a line of the ledger asks of a person."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences below it, and a table; `widths` are the shares of its columns, `marked` rows to look at."""

    name: str
    heading: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ChangeReport:
    """The change between two texts of a code, as it is reported."""

    change: Change

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names under which documents are shown, by id."""
        return titles({d.id: d for d in (*self.change.corpus.documents, *self.change.after.corpus.documents)}.values())

    @property
    def title(self) -> str:
        """The headline."""
        return "What changed between two texts"

    @cached_property
    def verdict(self) -> str:
        """The answer in one sentence."""
        return tables.cure(self.told.findings)

    @cached_property
    def case(self) -> tuple[str, ...]:
        """The two states, and what the ledger adds up to."""
        states = (("Before", self.change.before), ("After", self.change.after))
        said = [f"{label}: {state_in_words(state, None, self.names)}." for label, state in states]
        return (*said, became.summed(self.change.turnover))

    @cached_property
    def told(self) -> Judged:
        """The findings as `lapse.toml` has them judged."""
        return judged(self.change.findings, self.change.settings)

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self.names, (self.change.after.corpus, self.change.corpus))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The findings, the ledger, and what is new."""
        return self._findings(), self._ledger(), self._added()

    @cached_property
    def on_paper(self) -> tuple[Section, ...]:
        """The same in fewer columns and without what is as it was, for a page of paper."""
        found, ledger, new = self.sections
        kept = sum(row[3] == became.FATES["kept"] and not row[5] for row in ledger.rows)
        are = count(kept, "provision that is as it was is", "provisions that are as they were are")
        left = (f"{are} left out here; the workbook and the JSON have all.",) if kept else ()
        return (
            replace(
                found,
                heads=("Where", "Rule", "What is wrong", "In its sentence", "To mend it"),
                widths=(36.0, 36.0, 70.0, 76.0, 43.0),
                rows=tuple((_where(row), _lines(row[2], row[3], row[7]), *row[4:7]) for row in found.rows),
            ),
            replace(
                ledger,
                notes=(*ledger.notes, *left),
                heads=("Where", "Became", "Because", "Text before", "Text now"),
                widths=(36.0, 38.0, 57.0, 65.0, 65.0),
                rows=tuple(
                    (_where(row), _lines(row[3], row[4], row[5]), *row[6:])
                    for row in ledger.rows
                    if row[3] != became.FATES["kept"] or row[5]
                ),
            ),
            replace(
                new,
                heads=("Where", *new.heads[2:]),
                widths=(42.0, 24.0, 65.0, 130.0),
                rows=tuple((_where(row), *row[2:]) for row in new.rows),
            ),
        )

    def _findings(self) -> Section:
        rows = tuple(map(self._finding, self.told.findings))
        widths = (22.0, 12.0, 20.0, 12.0, 44.0, 60.0, 40.0, 19.0)
        notes = (self.verdict,) if rows else ("No findings.",)
        return Section("Findings", "Findings", notes, FINDINGS, widths, rows)

    def _finding(self, one: Finding) -> tuple[str, ...]:
        naming = self._naming
        quotes = "\n".join(dict.fromkeys(evidence.quote or evidence.text for evidence in one.evidence))
        mends = naming.said(one, one.fix) if one.fix else ""
        status = {"caused": "newly caused"}.get(one.cause, CAUSES[one.cause])
        where = self.names[one.place.document], naming.clause(one.place)
        return (*where, f"{one.code} {one.name}", status, naming.said(one), quotes, mends, one.id)

    def _ledger(self) -> Section:
        lines = self.change.turnover.lines
        marked = frozenset(n for n, line in enumerate(lines) if line.disposition == "review")
        widths = (22.0, 12.0, 12.0, 14.0, 22.0, 9.0, 44.0, 60.0, 60.0)
        heading = "Ledger: every provision of the documents that changed"
        rows = tuple(map(self._line, lines))
        return Section("Ledger", heading, (became.summed(self.change.turnover),), LEDGER, widths, rows, marked)

    def _line(self, line: LedgerLine) -> tuple[str, ...]:
        here = line.place
        old, new = self._text(self.change.corpus.provision, here), ""
        if line.to:
            new = self._text(self.change.after.corpus.provision, line.to)
        return (
            *(self.names[here.document], clause(here.provision), line.kind, became.FATES[line.became or "kept"]),
            *(became.now(line, self.names), TO_DO[line.disposition], self._because(line)),
            *(old, "" if new == old else new),
        )

    def _because(self, line: LedgerLine) -> str:
        """The reasons of a line, where it needs any."""
        return "" if line.because == (AS_IT_WAS,) else "; ".join(became.told(line, self.names, self._naming))

    def _added(self) -> Section:
        text = self.change.after.corpus.provision
        rows = tuple(
            (
                *(self.names[one.place.document], clause(one.place.provision), one.kind),
                *("; ".join(became.told(one, self.names, self._naming)), self._text(text, one.place)),
            )
            for one in self.change.turnover.added
        )
        notes = () if rows else ("Nothing is new.",)
        return Section("New", "New provisions", notes, ADDED, (22.0, 12.0, 12.0, 50.0, 100.0), rows)

    @staticmethod
    def _text(of: Callable[[Place], Provision | None], where: Place) -> str:
        found = of(where)
        return " ".join(f"{found.heading} {found.text}".split()) if found else ""


def _where(row: tuple[str, ...]) -> str:
    """The first two cells of a row in one: the document and the clause."""
    return ", ".join(part for part in row[:2] if part)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
