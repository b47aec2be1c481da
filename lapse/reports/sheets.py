"""The sheets of the workbook behind the first: findings, terms, plan, ledger, coverage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lapse.decisions import CHOICES
from lapse.wording import count
from ontology.places import Place

from .content import DISPOSITIONS, GAPS, READ, Report
from .sheet import Sheet
from .terms import SIGNS

FINDINGS = (
    ("Document", 22), ("Clause", 11), ("Rule", 21), ("Status", 12), ("What is wrong", 40), ("In its sentence", 54),
    ("Leads to", 33), ("To mend it", 36), ("Decision", 13), ("Note", 28), ("By", 16), ("On", 12), ("Level", 9),
    ("Id", 19),
)  # fmt: skip
"""The columns of the findings with their widths."""
DECIDED = 8
"""The first of the columns that a person fills in."""


def findings(sheet: Sheet, report: Report, ledger: Mapping[Place, int]) -> None:
    """One row a finding, with the columns in which it is decided."""
    heads = [head for head, _ in FINDINGS]
    sheet.widths(*(width for _, width in FINDINGS))
    top = sheet.lines(0, (f"{report.verdict} {report.decided}",), "label", DECIDED - 1)
    if not report.findings:
        sheet.lines(top, (f"No findings. {report.coverage.sentence}",), "text", DECIDED - 1)
        return
    rows = []
    for one in report.findings:
        made = report.decision(one)
        said = (made.decision, made.note, made.by, made.on) if made else ("", "", "", "")
        quotes = "\n".join(dict.fromkeys(evidence.quote or evidence.text for evidence in one.evidence))
        rows.append(
            (
                *(report.names[one.place.document], report.naming.clause(one.place), f"{one.code} {one.name}"),
                *(report.status(one), report.said(one), quotes, report.leads_to(one)),
                *(report.mends(one), *said, one.level, one.id),
            )
        )
    styles = ["cell"] * DECIDED + ["decide"] * 3 + ["day", "small", "small"]
    end = sheet.table(top, "Findings", heads, rows, styles)
    for row, one in enumerate(report.findings, start=top + 1):
        if one.target and one.target in ledger:
            sheet.link(row, 6, report.leads_to(one), "Ledger", f"A{ledger[one.target] + 1}")
        made = report.decision(one)
        if made and (on := _day(made.on)):
            sheet.page.write_datetime(row, DECIDED + 3, on, sheet.styles["day"])
    _validate(sheet, top + 1, end - 1)
    for word, style in (("cured", "cured"), ("not cured", "open"), ("left open", "open"), ("newly", "open")):
        rule = {"type": "text", "criteria": "begins with", "value": word, "format": sheet.styles[style]}
        sheet.page.conditional_format(top + 1, 3, end - 1, 3, rule)
    sheet.page.freeze_panes(top + 1, 2)
    sheet.page.repeat_rows(top)


def _validate(sheet: Sheet, first: int, last: int) -> None:
    choose = {
        "validate": "list",
        "source": list(CHOICES),
        "input_title": "Decision",
        "input_message": "Choose one. “open” takes an earlier decision back.",
        "error_title": "No decision",
        "error_message": f"There are: {', '.join(CHOICES)}.",
    }
    sheet.page.data_validation(first, DECIDED, last, DECIDED, choose)
    days = {
        "validate": "date",
        "criteria": ">=",
        "value": date(2000, 1, 1),
        "error_title": "No day",
        "error_message": "Write a day, such as 2025-11-20.",
    }
    sheet.page.data_validation(first, DECIDED + 3, last, DECIDED + 3, days)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def terms(sheet: Sheet, report: Report) -> None:
    """The terms that text in force relies on and the documents that do, as a matrix."""
    found = report.terms
    sheet.widths(38, 16, 28, *([9] * len(found.documents)), 9)
    last = 3 + len(found.documents)
    words = "A cell gives the number of provisions that use the term, with the sign of its status."
    top = sheet.lines(0, (words,), "label", 2)
    for column, head in enumerate(("Term", "Status", "Defined at")):
        sheet.text(top, column, head, "head")
    for column, id_ in enumerate((*found.documents, ""), start=3):
        sheet.text(top, column, report.names[id_] if id_ else "All", "turned")
    sheet.page.set_row(top, 96)
    for row, term in enumerate(found.relied, start=top + 1):
        sheet.text(row, 0, term.name, "label")
        sheet.text(row, 1, f"{SIGNS[term.status]} {report.word(term.status)}", term.status)
        sheet.text(row, 2, report.place(term.target))
        for column, id_ in enumerate(found.documents, start=3):
            if cell := term.cells.get(id_):
                sheet.text(row, column, f"{cell[1]} {SIGNS[cell[0]]}", cell[0])
        sheet.page.write_number(row, last, term.total, sheet.styles["number"])
    row = top + len(found.relied) + 2
    sheet.lines(row, (_others(report),), "text", 2)
    sheet.page.freeze_panes(top + 1, 1)


def _others(report: Report) -> str:
    others = report.terms.others
    if not others:
        return "The lapsing text defines no other terms."
    return f"{count(len(others), 'other term')} may lapse, used by nothing that stays in force: {'; '.join(others)}."


def plan(sheet: Sheet, report: Report) -> None:
    """The plan, laid out as a consultation lays it out, and its proof."""
    sheet.widths(30, 38, 64, 32)
    heads = ("Current reference", "Item", "Logic", "Proposed reference")
    rows = [(row.current, "\n".join(row.items), "\n".join(row.logic), row.proposed) for row in report.plan]
    top = sheet.lines(0, (report.case,), "label", 3)
    end = (
        sheet.table(top, "Plan", heads, rows)
        if rows
        else sheet.lines(top, ("Nothing has to be carried over.",), "text", 3)
    )
    sheet.lines(end + 1, report.proof, "text", 3)
    sheet.page.freeze_panes(top + 1, 0)


def ledger(sheet: Sheet, report: Report) -> None:
    """Every lapsing provision with what becomes of it."""
    sheet.widths(16, 14, 14, 60, 90)
    top = sheet.lines(
        0, (report.dispositions, "Filter the third column to see what must be retained or looked at."), "label", 4
    )
    rows = [
        (
            *(report.clause(line), line.kind, DISPOSITIONS[line.disposition], report.because(line)),
            report.text(line.place),
        )
        for line in report.ledger
    ]
    end = sheet.table(top, "Ledger", ("Clause", "What it is", "Becomes", "Because", "Text"), rows)
    for word, style in (("retain", "open"), ("review", "along")):
        rule = {"type": "text", "criteria": "begins with", "value": word, "format": sheet.styles[style]}
        sheet.page.conditional_format(top + 1, 2, end - 1, 2, rule)
    sheet.page.freeze_panes(top + 1, 1)
    sheet.page.repeat_rows(top)


def coverage(sheet: Sheet, report: Report) -> None:
    """The documents that were read, and what was not understood."""
    sheet.widths(34, 40, 34, 44, 12, 16)
    top = sheet.lines(0, (report.coverage.sentence,), "label", 3)
    row = sheet.table(top, "Documents", READ, report.read)
    row = sheet.lines(row + 1, ("What was not understood, and so not judged",), "heading", 3)
    if report.gaps:
        sheet.table(row, "NotUnderstood", GAPS, report.gaps)
    else:
        sheet.lines(row, ("Nothing.",), "text", 3)
