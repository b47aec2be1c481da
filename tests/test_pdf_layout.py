"""PDF: columns, hyphens, notes, contents, turned pages: what the layout adds is taken off, what it means is kept."""

from __future__ import annotations

import pytest
from pdf_files import LEFT, Sheet, pdf, read, shown, width

from extract.readers.pdf.reader import read_pdf

PROSE = (
    "The operator keeps the register in the office of the station and shows it to whoever asks for it in writing. A"
    " page that has been lost is replaced within a month, and the inspector is told of it at once by the operator of"
    " the station or by the owner of the land on which it stands."
)


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.paragraph(
        "Water registers: what has to be kept and by whom, and for how long it is to be kept there", font="bold"
    )
    top = sheet.y
    for x in (72.0, 310.0):
        sheet.y = top
        for k in range(3):
            number = k + 1 if x == 72 else k + 4
            sheet.paragraph(PROSE, f"{number}.", at=x, body=x + 18, right=x + 213)
    texts = shown(read(sheet))
    assert [t.split(" ")[0] for t in texts[1:]] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert all(t.endswith("stands.") for t in texts[1:])


def test_a_word_cut_at_a_line_end_is_whole_again_and_a_hyphened_one_keeps_its_hyphen() -> None:
    sheet = Sheet()
    lines = (
        "Each register is kept in the office of the station that it is about, and each regis-",
        "ter is shown to the inspector. The operator tells the inspector of the non-",
        "payment of a fee; non-payment is noted there as is each fee that is paid, with the Call-",
        "Off Schedule that it belongs to.",
    )
    for line in lines:
        sheet.text(LEFT, sheet.y, line)
        sheet.y += 12
    text = read(sheet).blocks[0].text
    assert "each register is shown" in text
    assert "the non-payment of a fee" in text
    assert "the Call-Off Schedule" in text


def test_notes_stand_behind_the_paragraph_that_has_their_mark() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 80, "The register is kept for seven years")
    sheet.text(LEFT + width("The register is kept for seven years"), 76.5, "1", 6)
    sheet.text(LEFT, 100, "It is shown to the inspector on every working day.")
    for k in range(12):
        sheet.text(LEFT, 130 + 20 * k, f"Rule {k} of the station is kept there too.")
    sheet.text(LEFT, 756, "1", 5)
    sheet.text(LEFT + 5, 760, "Or longer, where the inspector asks for it.", 8)
    source = read(sheet)
    assert source.blocks[0].text == "The register is kept for seven years"
    assert (source.blocks[1].kind, source.blocks[1].number) == ("note", "1")
    assert source.blocks[1].text == "Or longer, where the inspector asks for it."
    assert dict(source.metadata)["note-marks"] == "1"


def test_contents_are_marked_as_such() -> None:
    sheet = Sheet()
    sheet.paragraph("Contents", font="bold")
    for number, title in enumerate(("Registers", "Inspection", "Fees"), start=1):
        sheet.text(LEFT, sheet.y, f"{number}.")
        sheet.text(LEFT + 30, sheet.y, title)
        sheet.text(480, sheet.y, str(number))
        sheet.y += 14
    sheet.y += 20
    sheet.paragraph(PROSE, "1.", body=102)
    kinds = [b.kind for b in read(sheet).blocks]
    assert kinds == ["contents"] * 4 + ["paragraph"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_holds_no_upright_text(turn: int) -> None:
    sheet = Sheet(rotate=turn)
    sheet.paragraph(PROSE)
    straight = Sheet()
    straight.paragraph("The other page.")
    source = read_pdf(pdf(sheet, straight), "turned.pdf")
    assert shown(source)[-1] == "The other page."


def test_headings_have_levels_by_size() -> None:
    sheet = Sheet()
    sheet.paragraph("Registers", size=18, font="bold")
    sheet.paragraph("Keeping them", size=14, font="bold")
    sheet.paragraph(PROSE)
    blocks = read(sheet).blocks
    assert [(b.kind, b.level) for b in blocks[:2]] == [("heading", 1), ("heading", 2)]
    assert blocks[2].text == PROSE


def test_a_reference_at_a_line_start_is_no_number() -> None:
    sheet = Sheet()
    lines = (
        "The operator of a station pays the fee for it within a month of the day that is set by clause",
        "4.2 of this code, and shows the receipt to the inspector of the district at the time that section",
        "12 gives for it, or in the year 2019, or in any later year.",
    )
    sheet.text(LEFT, 80, "3.")
    for k, line in enumerate(lines):
        sheet.text(LEFT + 30, 80 + 12 * k, line)
    source = read(sheet)
    assert shown(source) == ["3. " + " ".join(lines)]


def test_two_columns_of_lists_with_numbers_that_hang() -> None:
    sheet = Sheet()
    sheet.paragraph("Water registers and pumps", font="bold", size=16)
    top = sheet.y
    expected = []
    for column, x in enumerate((72.0, 310.0)):
        sheet.y = top
        for k in range(3):
            clause = f"{k + 1 + 3 * column}"
            sheet.paragraph(
                "The operator shows the inspector on a working day:", f"{clause}.", at=x, body=x + 36, right=x + 213
            )
            expected.append(f"{clause}.")
            for letter in "abc":
                sheet.paragraph(
                    "the register that it keeps and the pump that it is about;",
                    f"({letter})",
                    at=x + 36,
                    body=x + 72,
                    right=x + 213,
                )
                expected.append(f"({letter})")
    short = Sheet()
    short.paragraph("The inspector may ask for more than that at any time of the year.", "7.", body=108, right=285)
    short.paragraph("The operator then shows it.", "8.", body=108, right=285)
    texts = shown(read(sheet, short))
    assert [t.split(" ")[0] for t in texts[1:]] == [*expected, "7.", "8."]


def test_terms_in_front_part_paragraphs_that_stand_close() -> None:
    sheet = Sheet()
    terms = ("Register", "Pump", "Station", "Inspector")
    for term in terms:
        sheet.text(LEFT, sheet.y, term, font="bold")
        at = LEFT + width(term + " ", font="bold")
        sheet.text(at, sheet.y, "means each of the things that the operator of the station keeps on every working day;")
        sheet.y += 13
    assert [t.split(" ")[0] for t in shown(read(sheet))] == list(terms)


def test_names_of_schedules_at_the_top_of_pages_are_no_running_lines() -> None:
    sheets = []
    for k in range(1, 4):
        sheet = Sheet()
        sheet.text(260, 40, "Water rules")
        sheet.text(265, 72, f"Schedule {k}", font="bold")
        sheet.y = 100
        who = ("operator", "inspector", "owner")[k - 1]
        sheet.paragraph(f"Whoever is the {who} of the station keeps the register there.", "1.", body=100)
        sheets.append(sheet)
    texts = [b.text for b in read(*sheets).blocks]
    assert [t for t in texts if len(t) < 20] == ["Schedule 1", "Schedule 2", "Schedule 3"]
