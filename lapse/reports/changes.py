"""Which reporter writes which format of the report of a change; each only turns its sections into bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import docx
import xlsxwriter
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from jinja2 import DictLoader, Environment, StrictUndefined, Template

from lapse import answer
from lapse.asking import UnclearError
from lapse.change import Change
from lapse.corpus import whole

from . import sarif
from .changed import ChangeReport
from .markdown import GENERATOR, escaped, rows_of
from .paper import heading, page_numbers, paragraph, set_up, table
from .rows import guarded
from .sheet import Sheet, Styles
from .workbook import SAFE

ACROSS = 261.0
"""The width of a table on a page laid across, in mm."""


def write_change(change: Change, path: Path) -> Path:
    """Writes the report of a change to `path`, in the format of its ending.

    UnclearError for another ending, OSError where it cannot be written.
    """
    render = FORMATS.get(path.suffix.lower())
    if render is None:
        raise UnclearError(f"{path.name} does not end in a format that a report has; there are {', '.join(FORMATS)}")
    whole.write(path, render(ChangeReport(change)))
    return path


def workbook(report: ChangeReport) -> bytes:
    """The report as the bytes of a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.set_properties({"title": report.title, "author": "Lapse", "comments": report.verdict})
        styles = Styles.of(book)
        first = Sheet.add(book, "Summary", styles, landscape=False)
        first.widths(110)
        row = first.lines(0, (report.title,), "title", 0)
        first.lines(first.lines(row, (report.verdict,), "verdict", 0), report.case, "text", 0)
        for section in report.sections:
            sheet = Sheet.add(book, section.name, styles, large=True)
            sheet.widths(*section.widths)
            top = sheet.lines(0, section.notes, "label", len(section.heads) - 1)
            if section.rows:
                end = sheet.table(top, section.name, section.heads, section.rows)
                if "To do" in section.heads:
                    at = section.heads.index("To do")
                    rule = {"type": "text", "criteria": "begins with", "value": "review", "format": styles["along"]}
                    sheet.page.conditional_format(top + 1, at, end - 1, at, rule)
                sheet.page.freeze_panes(top + 1, 2)
                sheet.page.repeat_rows(top)
    return out.getvalue()


def word(report: ChangeReport) -> bytes:
    """The report as the bytes of a .docx."""
    file = docx.Document()
    set_up(file, report.title)
    section = file.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    heading(file, report.title, 0)
    paragraph(file, report.verdict, "Intense Quote")
    for words in report.case:
        paragraph(file, words)
    for part in report.on_paper:
        heading(file, part.heading, 1)
        for words in part.notes:
            paragraph(file, words)
        if part.rows:
            table(file, part.heads, part.rows, [one * ACROSS / sum(part.widths) for one in part.widths])
    page_numbers(file, report.title)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def markdown(report: ChangeReport) -> bytes:
    """The report as one Markdown text."""
    lines = [GENERATOR, f"# {escaped(report.title)}", "", f"**{escaped(report.verdict)}**", ""]
    lines += [f"{escaped(words)}\n" for words in report.case]
    for part in report.sections:
        lines += [f"## {part.heading}", "", *(f"{escaped(words)}\n" for words in part.notes)]
        lines += rows_of(part.heads, part.rows) if part.rows else []
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def page(report: ChangeReport) -> bytes:
    """The report as the bytes of a page that asks for nothing and runs nothing."""
    return _template().render(report=report).encode("utf-8", "replace")


@cache
def _template() -> Template:
    text = (files("lapse.templates") / "change.html").read_text(encoding="utf-8")
    loader = DictLoader({"change.html": text})
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.get_template("change.html")


def ledger(report: ChangeReport) -> bytes:
    """The ledger and what is new as CSV, a row each."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    columns = ("document", "provision", "is", "became", "to document", "to provision", "disposition", "because")
    writer.writerow(columns)
    for one in (*report.change.turnover.lines, *report.change.turnover.added):
        to = (one.to.document, one.to.provision) if one.to else ("", "")
        cells = (one.place.document, one.place.provision, one.kind, one.became or "", *to, one.disposition)
        writer.writerow([guarded(cell) for cell in (*cells, "; ".join(one.because))])
    return out.getvalue().encode("utf-8-sig", "replace")


def data(report: ChangeReport) -> bytes:
    """The report as JSON: what `lapse compare --json` prints."""
    text = json.dumps(answer.change(report.change, report.told), ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8", "replace")


def log(report: ChangeReport) -> bytes:
    """The findings as a SARIF log."""
    change = report.change
    documents = {one.id: one for one in (*change.corpus.documents, *change.after.corpus.documents)}
    known = change.readings[-1].files if change.readings else {}
    remarks = (report.verdict, *report.case)
    return sarif.text(sarif.Run(report.told.findings, tuple(documents.values()), known, remarks=remarks))


FORMATS: Mapping[str, Callable[[ChangeReport], bytes]] = {
    ".xlsx": workbook, ".docx": word, ".html": page, ".md": markdown, ".csv": ledger, ".json": data, ".sarif": log,
}  # fmt: skip
"""What renders a report of a change, by the endings of its files."""
