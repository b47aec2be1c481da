"""The report as Markdown: for e-mail, for a wiki, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lapse.wording import count
from ontology.results import Finding

from .content import DISPOSITIONS, GAPS, READ, Report, decision_words, spoken, title_of
from .terms import SIGNS

GENERATOR = "<!-- generator: Lapse -->"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def render(report: Report) -> bytes:
    """The report as one Markdown text."""
    lines = [
        *(GENERATOR, f"# {escaped(report.title)}", "", f"**{escaped(report.verdict)}**", ""),
        *(escaped(report.case), "", escaped(report.coverage.sentence), "", escaped(report.decided), ""),
        *_terms(report),
        *_findings(report),
        *_plan(report),
        *_ledger(report),
        *_coverage(report),
    ]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """Text that means nothing but itself: on one line, in a table as well."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def rows_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, a line a row."""
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows),
        "",
    ]


def _terms(report: Report) -> list[str]:
    terms = report.terms
    if not terms.relied:
        return []
    head = ["Term", "Status", *(escaped(report.names[id_]) for id_ in terms.documents), "Total"]
    rows = []
    for term in terms.relied:
        cells = [term.cells.get(id_) for id_ in terms.documents]
        shown = [f"{cell[1]} {SIGNS[cell[0]]}" if cell else "" for cell in cells]
        rows.append([term.name, f"{SIGNS[term.status]} {report.word(term.status)}", *shown, str(term.total)])
    more = count(len(terms.others), "other term that it defines", "other terms that it defines")
    note = f"A cell gives the number of provisions that use the term. {more} may lapse."
    return ["## Terms and who relies on them", "", *rows_of(head, rows), note, ""]


def _findings(report: Report) -> list[str]:
    out = ["## Findings", ""]
    if not report.findings:
        out += ["None. What this rests on is in “Coverage” below.", ""]
    for code, found in report.rules.items():
        out += [f"### {spoken(found[0].name)} ({code}, {len(found)})", "", escaped(title_of(code)) + ".", ""]
        for one in found:
            out += _finding(report, one)
        out.append("")
    return out


def _finding(report: Report, one: Finding) -> list[str]:
    """A finding as an item of a list: what and where, the words in their sentence, what would mend it."""
    lines = [
        f"- **{escaped(report.place(one.place))}** ({report.status(one)}): {escaped(report.said(one))}. `{one.id}`"
    ]
    lines += [f"  - “{escaped(quote)}”" for quote in dict.fromkeys(e.quote or e.text for e in one.evidence)]
    lines += [f"  - To mend it: {escaped(mends)}." for mends in [report.mends(one)] if mends]
    lines += [f"  - **Decided: {escaped(decision_words(made))}.**" for made in [report.decision(one)] if made]
    return lines


def _plan(report: Report) -> list[str]:
    if not report.plan:
        return ["## Plan", "", "Nothing has to be carried over.", "", *(escaped(one) for one in report.proof), ""]
    rows = [(row.current, "; ".join(row.items), "; ".join(row.logic), row.proposed) for row in report.plan]
    head = ("Current reference", "Item", "Logic", "Proposed reference")
    return ["## Plan: what to carry over", "", *rows_of(head, rows), *(f"{escaped(one)}\n" for one in report.proof)]


def _ledger(report: Report) -> list[str]:
    rows = [
        (report.clause(line), line.kind, DISPOSITIONS[line.disposition], report.because(line)) for line in report.ledger
    ]
    head = ("Provision", "What it is", "What becomes of it", "Because")
    return ["## Ledger: every lapsing provision", "", report.dispositions, "", *rows_of(head, rows)]


def _coverage(report: Report) -> list[str]:
    out = ["## Coverage: what this rests on", "", escaped(report.coverage.sentence), "", *rows_of(READ, report.read)]
    if report.gaps:
        out += ["### What was not understood, and so not judged", "", *rows_of(GAPS, report.gaps)]
    return out
