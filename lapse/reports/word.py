"""The report as a Word document: the verdict, the plan as a consultation lays it out, findings with their evidence."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Mm

from lapse.wording import count, defined_at
from ontology.results import Finding

from .content import DISPOSITIONS, GAPS, READ, Report, decision_words, spoken, title_of
from .paper import add_row, fill, heading, page_numbers, paragraph, set_up, sound, table
from .quoting import quotations
from .terms import SIGNS

MOST = 500
"""Lines of what was not understood; the workbook and the JSON have all."""


def render(report: Report) -> bytes:
    """The report as the bytes of a .docx."""
    file = docx.Document()
    set_up(file, report.title)
    heading(file, report.title, 0)
    paragraph(file, report.verdict, "Intense Quote")
    for words in (report.case, report.coverage.sentence, report.decided):
        paragraph(file, words)
    _summary(file, report)
    _landscape(file)
    _plan(file, report)
    _findings(file, report)
    _ledger(file, report)
    _coverage(file, report)
    page_numbers(file, report.title)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _landscape(file: WordFile) -> None:
    """What follows is laid across the page, where the tables have room."""
    section = file.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def _summary(file: WordFile, report: Report) -> None:
    """What each rule found, and the terms with who relies on them."""
    heading(file, "What was found", 1)
    rows = [
        (f"{spoken(found[0].name)} ({code})", str(len(found)), f"{title_of(code)}.")
        for code, found in report.rules.items()
    ]
    if rows:
        table(file, ("Rule", "Findings", "What it is about"), rows, (48, 22, 104))
    else:
        paragraph(file, f"No findings. {report.coverage.sentence}")
    heading(file, "The terms and who relies on them", 1)
    terms = [
        (
            term.name,
            f"{SIGNS[term.status]} {report.word(term.status)}",
            defined_at(term.target, report.names) if term.target else "",
            "; ".join(f"{report.names[id_]}: {count(n, 'provision')}" for id_, (_, n) in term.cells.items()) or "–",
        )
        for term in report.terms.relied
    ]
    if terms:
        table(file, ("Term", "Status", "Defined at", "Used by"), terms, (45, 29, 45, 55))
    paragraph(file, f"{count(len(report.terms.others), 'other term')} of the lapsing text may lapse.")


def _plan(file: WordFile, report: Report) -> None:
    heading(file, "What to carry over", 1)
    rows = [(row.current, "\n".join(row.items), "\n".join(row.logic), row.proposed) for row in report.plan]
    if rows:
        table(file, ("Current reference", "Item", "Logic", "Proposed reference"), rows, (50, 62, 100, 50))
    else:
        paragraph(file, "Nothing has to be carried over.")
    for words in report.proof:
        paragraph(file, words)


def _findings(file: WordFile, report: Report) -> None:
    heading(file, "Findings", 1)
    if not report.findings:
        paragraph(file, f"None. {report.coverage.sentence}")
    for code, found in report.rules.items():
        heading(file, f"{spoken(found[0].name)} ({count(len(found), 'finding')})", 2)
        paragraph(file, f"{code}: {title_of(code)}.", "Caption")
        made = table(
            file, ("Where", "What is wrong, in its sentence", "To mend it", "Decision", "Id"), [], (36, 104, 58, 30, 34)
        )
        for one in found:
            row = add_row(made).cells
            fill(row[0], report.place(one.place))
            _evidence(row[1], report, one)
            fill(row[2], report.status(one) if one.cause == "cured" else report.mends(one))
            fill(row[3], decision_words(report.decision(one)))
            fill(row[4], one.id)


def _evidence(cell: object, report: Report, one: Finding) -> None:
    """The message and below it the sentences, with the words marked that matter."""
    fill(cell, f"{report.said(one)}.")
    for pieces in quotations(report, one):
        quote = cell.add_paragraph()  # type: ignore[attr-defined]
        quote._p.style = "Quote"
        for piece in pieces:
            run = quote.add_run(sound(piece.text))
            if piece.marked:
                run.bold = True
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _ledger(file: WordFile, report: Report) -> None:
    heading(file, "Ledger: every lapsing provision", 1)
    paragraph(file, report.dispositions)
    rows: Sequence[Sequence[str]] = [
        (
            *(report.clause(line), line.kind, DISPOSITIONS[line.disposition], report.because(line)),
            report.text(line.place),
        )
        for line in report.ledger
    ]
    table(file, ("Clause", "What it is", "Becomes", "Because", "Text"), rows, (26, 24, 24, 78, 110))


def _coverage(file: WordFile, report: Report) -> None:
    heading(file, "Coverage: what this rests on", 1)
    paragraph(file, report.coverage.sentence)
    if report.gaps:
        heading(file, "What was not understood, and so not judged", 2)
        table(file, GAPS, report.gaps[:MOST], (45, 70, 50, 97))
    if len(report.gaps) > MOST:
        paragraph(file, f"{len(report.gaps) - MOST} more are in the workbook and the JSON.")
    heading(file, "Documents that were read", 2)
    table(file, READ, report.read, (78, 70, 24, 26, 26, 38))
