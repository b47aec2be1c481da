"""The findings as CSV, a row each, for a spreadsheet or a script.

A spreadsheet takes a cell that begins with = + - or @ for a formula. One apostrophe is put before such a sign, at the
start of a cell and behind what some spreadsheets take for the end of one; one more where apostrophes stand there
already. `plain` takes it away again, so that nothing is lost.
"""

from __future__ import annotations

import csv
import io
import re

from ontology.results import Finding

from .content import Report

COLUMNS = (
    *("id", "code", "name", "level", "cause", "status", "document", "document name", "provision", "subject"),
    *("target document", "target provision", "words", "sentence", "message", "fix"),
    *("decision", "note", "by", "on", "targets"),
)
_RISKY = re.compile(r"(^|[;\t\r\n])(\s*)('*)([=+\-@＝＋－＠])")
_GUARDED = re.compile(r"(^|[;\t\r\n])(\s*)'('*)([=+\-@＝＋－＠])")


def render(report: Report) -> bytes:
    """The findings as CSV (UTF-8 with a mark at its start, as Excel wants it)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for one in report.findings:
        writer.writerow([guarded(cell) for cell in _cells(report, one)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(report: Report, one: Finding) -> tuple[str, ...]:
    made = report.decision(one)
    return (
        *(one.id, one.code, one.name, one.level, one.cause, report.status(one)),
        *(one.place.document, report.names.get(one.place.document, ""), one.place.provision, one.subject),
        *((one.target.document, one.target.provision) if one.target else ("", "")),
        " / ".join(dict.fromkeys(evidence.text for evidence in one.evidence)),
        " / ".join(dict.fromkeys(evidence.quote or evidence.text for evidence in one.evidence)),
        *(one.message, one.fix),
        *((made.decision, made.note, made.by, made.on) if made else ("", "", "", "")),
        report.leads_to(one),
    )


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return _RISKY.sub(r"\1\2'\3\4", text)


def plain(text: str) -> str:
    """What a guarded cell held."""
    return _GUARDED.sub(r"\1\2\3\4", text)
