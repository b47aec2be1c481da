"""PDF: redlines are refused, however they show changes; what only looks like one is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pdf_files import LEFT, Sheet, pdf, read, width

from extract.readers.pdf.document import PdfError
from extract.readers.pdf.pages import Page, Rule, Word
from extract.readers.pdf.reader import read_pdf
from extract.readers.pdf.redline import Marks, look

RED, GREEN, BLUE, ORANGE = "0.8 0 0", "0 0.5 0", "0 0 0.8", "0.8 0.4 0"
CLAUSE = "The operator of each pumping station keeps a register of the hours for which every pump has run there."
Mark = Callable[[Sheet, float, float, float], None]


def redlined(*, struck: bool) -> Sheet:
    sheet = Sheet()
    for line in ("The operator keeps a register", "and shows it to the inspector", "on every working day"):
        colour = "0.8 0 0" if struck else "0 0 0"
        sheet.text(LEFT, sheet.y, line, 10, colour=colour)
        if struck:
            sheet.rule(LEFT, sheet.y - 2.8, LEFT + width(line), sheet.y - 2.8)
        sheet.text(LEFT, sheet.y + 14, "in writing", 10, colour="0 0 0.8")
        sheet.rule(LEFT, sheet.y + 15.2, LEFT + width("in writing"), sheet.y + 15.2)
        sheet.y += 40
    return sheet


def test_a_redline_is_refused_with_one_sentence() -> None:
    with pytest.raises(PdfError, match=r"redline.*\.docx.*LAP306"):
        read(redlined(struck=True))


def test_underlined_text_alone_is_no_redline() -> None:
    text = " ".join(b.text for b in read(redlined(struck=False)).blocks)
    assert text.count("in writing") == 3


def test_strike_outs_of_a_reviewer_make_a_redline() -> None:
    sheet = Sheet()
    sheet.paragraph(CLAUSE)
    mark = "<< /Type /Annot /Subtype /StrikeOut /Rect [72 760 300 780] /QuadPoints [72 780 300 780 72 760 300 760] >>"
    with pytest.raises(PdfError, match="redline"):
        read_pdf(pdf(sheet, extra=f"/Annots [{mark * 4}]"), "marked.pdf")


def marked(mark: Mark, colour: str = "0 0 0", words: str = "in writing", *, lines: int = 6) -> Sheet:
    """Lines with some marked words in the middle; `mark` draws at their left, right and baseline."""
    sheet = Sheet()
    before, behind = "The operator shows it ", " to whoever asks for it there."
    left = LEFT + width(before)
    for _ in range(lines):
        sheet.text(LEFT, sheet.y, before)
        sheet.text(left, sheet.y, words, 10, colour=colour)
        sheet.text(left + width(words), sheet.y, behind)
        mark(sheet, left, left + width(words), sheet.y)
        sheet.y += 14
    return sheet


def underline(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    sheet.rule(x0, y + 1.2, x1, y + 1.2)


def twice(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    underline(sheet, x0, x1, y)
    sheet.rule(x0, y + 2.6, x1, y + 2.6)


def strike(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    sheet.rule(x0, y - 2.8, x1, y - 2.8)


def strike_in_pieces(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    step = (x1 - x0) / 8
    for k in range(8):
        sheet.rule(x0 + k * step, y - 2.8, x0 + (k + 1) * step, y - 2.8)


def bar(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    sheet.rule(LEFT - 14, y - 9, LEFT - 14, y + 3, 1)


def nothing(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    """Only the colour of the words."""


def balloon(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    sheet.text(430, y, "Deleted: on paper", 7)


def paint(colour: str) -> Mark:
    def draw(sheet: Sheet, x0: float, x1: float, y: float) -> None:
        sheet.parts.insert(0, f"{colour} rg {x0:.2f} {842 - y - 2:.2f} {x1 - x0:.2f} 11 re f")

    return draw


@pytest.mark.parametrize(
    "sheets",
    [
        (marked(strike),),
        (marked(strike, RED, lines=1),),
        (marked(strike_in_pieces),),
        (marked(underline, ORANGE),),
        (marked(underline, GREEN),),
        (marked(twice, BLUE),),
        (marked(bar, RED),),
        (marked(bar, BLUE),),
        (marked(balloon),),
        (marked(paint("1 0.8 0.8")), marked(paint("0.8 1 0.8"))),
    ],
    ids=["struck", "one", "pieces", "orange", "green", "double", "bar and red", "bar and blue", "balloons", "painted"],
)
def test_changes_among_the_text_make_a_redline(sheets: tuple[Sheet, ...]) -> None:
    with pytest.raises(PdfError, match=r"redline.*\.docx.*LAP306"):
        read(*sheets)


@pytest.mark.parametrize(
    "sheet",
    [
        marked(underline),
        marked(underline, BLUE),
        marked(nothing, RED),
        marked(bar),
        marked(paint("1 1 0.4")),
        marked(paint("0.8 1 0.8")),
    ],
    ids=["underlined", "links", "coloured", "bars", "yellow", "one colour of paint"],
)
def test_marks_with_another_meaning_make_no_redline(sheet: Sheet) -> None:
    text = " ".join(b.text for b in read(sheet).blocks)
    assert text.count("in writing") == 6


def test_coloured_headings_with_rules_are_no_redline() -> None:
    sheet = Sheet()
    for k in range(6):
        sheet.text(LEFT, sheet.y, f"{k + 1}. Registers and pumps of the station", 13, "bold", colour=ORANGE)
        sheet.rule(
            LEFT, sheet.y + 2, LEFT + width(f"{k + 1}. Registers and pumps of the station", 13, "bold"), sheet.y + 2
        )
        sheet.y += 20
        sheet.paragraph(CLAUSE)
    assert len(read(sheet).blocks) == 12


def test_a_note_with_a_bar_beside_it_is_no_redline() -> None:
    sheet = Sheet()
    for _ in range(3):
        top = sheet.y
        sheet.paragraph(CLAUSE)
        sheet.rule(LEFT - 8, top - 9, LEFT - 8, sheet.y - 8, 2)
    sheet.text(LEFT, sheet.y, "See the register of stations", 10, colour=BLUE)
    assert len(read(sheet).blocks) == 4


def test_a_word_without_width_is_neither_struck_nor_underlined() -> None:
    word = Word("in", 100, 100, 200, 10, bold=False, italic=False, colour=0, spaced=True, order=0)
    page = Page(1, 600, 800, words=[word], rules=[Rule(50, 197, 100, 197, 0.5)])
    marks = Marks()
    assert look(page, marks)
    assert not marks.fused
