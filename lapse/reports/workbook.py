"""The report as an Excel workbook. Text from documents is written as text: none becomes a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from lapse.decisions import CHOICES
from lapse.wording import count

from . import sheets
from .content import Report, title_of
from .sheet import Sheet, Styles
from .terms import MEANINGS, SIGNS, Status

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
KEPT = "Lapse"
"""The hidden sheet with the ids of the findings, by which decisions are read back."""
GUIDE = (
    (
        "Findings",
        "Every finding, one a row: filter by document or rule, and type your decision into the green columns.",
    ),
    ("Terms", "The terms that lapse and who relies on them; a cell gives the number of provisions."),
    ("Plan", "What to carry over, laid out as a consultation lays it out."),
    ("Ledger", "Every lapsing provision: retain, review or may lapse, with the reason."),
    ("Coverage", "What was read, and what was not understood and so not judged."),
)


def render(report: Report) -> bytes:
    """The report as the bytes of a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.set_properties({"title": report.title, "author": "Lapse", "comments": report.verdict})
        styles = Styles.of(book)
        _summary(Sheet.add(book, "Summary", styles, landscape=False), report)
        ledger = {line.place: row for row, line in enumerate(report.ledger, start=3)}
        sheets.findings(Sheet.add(book, "Findings", styles, large=True), report, ledger)
        sheets.terms(Sheet.add(book, "Terms", styles), report)
        sheets.plan(Sheet.add(book, "Plan", styles), report)
        sheets.ledger(Sheet.add(book, "Ledger", styles), report)
        sheets.coverage(Sheet.add(book, "Coverage", styles), report)
        hidden = Sheet.add(book, KEPT, styles)
        for row, one in enumerate(report.findings):
            hidden.text(row, 0, one.id)
        hidden.page.very_hidden()
    return out.getvalue()


def _summary(sheet: Sheet, report: Report) -> None:
    """The verdict, how to read the rest, and what each rule found."""
    sheet.widths(26, 14, 74)
    row = sheet.lines(0, (report.title,), "title", 2)
    row = sheet.lines(row, (report.verdict,), "verdict", 2)
    row = sheet.lines(row, (report.case, report.coverage.sentence, report.decided), "text", 2)
    row = _heading(sheet, row + 1, "How to read this workbook")
    for name, words in GUIDE:
        sheet.link(row, 0, name, name)
        row = sheet.lines(row, (words,), "text", 2, first=1)
    words = (
        f"A decision is one of: {', '.join(CHOICES)}. “open” takes an earlier one back. Save the workbook and run "
        "“lapse decisions FILE.xlsx”: the decisions are kept beside the documents and stand in every later report."
    )
    sheet.text(row, 0, "Your decisions", "label")
    row = sheet.lines(row, (words,), "text", 2, first=1)
    row = _heading(sheet, row + 1, "What was found")
    row = sheet.row(row, ("Rule", "Findings", "What it is about"), "head")
    for code, found in report.rules.items():
        sheet.text(row, 0, f"{code} {found[0].name}", "label")
        sheet.page.write_number(row, 1, len(found), sheet.styles["number"])
        row = sheet.lines(row, (_counted(report, code),), "text", 2, first=2)
    if not report.rules:
        row = sheet.lines(row, (f"No findings. {report.coverage.sentence}",), "text", 2)
    row = _heading(sheet, row + 1, "Terms")
    for status, number in report.terms.counts.items():
        row = _status(sheet, row, report, status, number)
    row = _heading(sheet, row + 1, "Ledger")
    sheet.lines(row, (report.dispositions,), "text", 2)


def _counted(report: Report, code: str) -> str:
    """What a rule is about, and in how many documents it found something."""
    places = {one.place.document for one in report.rules[code]}
    return f"{title_of(code)} (in {count(len(places), 'document')})"


def _status(sheet: Sheet, row: int, report: Report, status: Status, number: int) -> int:
    sheet.text(row, 0, f"{SIGNS[status]} {report.word(status)}", status)
    sheet.page.write_number(row, 1, number, sheet.styles["number"])
    return sheet.lines(row, (MEANINGS[status],), "text", 2, first=2)


def _heading(sheet: Sheet, row: int, words: str) -> int:
    return sheet.lines(row, (words,), "heading", 2)


__all__: Sequence[str] = ("KEPT", "render")
