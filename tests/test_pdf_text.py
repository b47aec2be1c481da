"""PDF: lines become paragraphs with the numbers that stand in front of them; what the page adds is left out."""

from __future__ import annotations

from pdf_files import LEFT, RIGHT, Sheet, read, shown, wrapped

LONG = (
    "The operator of each pumping station keeps a register of the hours for which every pump has run and of the water"
    " that it has raised, and shows it to the inspector who asks for it on a working day between nine and five."
)


def test_numbers_in_a_column_of_their_own_are_numbers() -> None:
    sheet = Sheet()
    sheet.paragraph("Registers", "1.", body=108, font="bold")
    sheet.paragraph(LONG, "1.1", body=108)
    sheet.paragraph("the station;", "(a)", at=108, body=136)
    sheet.paragraph(LONG.replace("The", "the"), "(b)", at=108, body=136)
    source = read(sheet)
    assert [b.number for b in source.blocks] == ["1.", "1.1", "(a)", "(b)"]
    assert source.blocks[0].kind == "heading"
    assert source.blocks[1].text == LONG
    assert [b.level for b in source.blocks[1:]] == [1, 2, 2]
    assert {b.page for b in source.blocks} == {1}


def test_a_line_with_room_for_the_next_word_ends_a_paragraph() -> None:
    sheet = Sheet()
    sheet.paragraph(LONG, after=0)
    sheet.paragraph("Each register is kept for seven years.", after=0)
    sheet.paragraph(LONG, after=0)
    assert shown(read(sheet)) == [LONG, "Each register is kept for seven years.", LONG]


def test_a_paragraph_goes_on_over_a_page_without_its_headers_and_page_numbers() -> None:
    sheets = []
    ends = ("", "until the inspector closes it.", "for seven years.", "as long as it is of use.")
    for number in range(1, 5):
        sheet = Sheet(y=140)
        sheet.text(LEFT, 40, "Water Registers Code")
        sheet.text(290, 810, str(number))
        if number > 1:
            sheet.paragraph(ends[number - 1], at=108)
        sheet.paragraph(LONG, f"{number}.1", body=108)
        sheet.paragraph("A register that is lost is made again from the meters and goes on", f"{number}.2", body=108)
        sheets.append(sheet)
    source = read(*sheets)
    texts = shown(source)
    assert (
        texts[1]
        == "1.2 A register that is lost is made again from the meters and goes on until the inspector closes it."
    )
    assert not any("Code" in t for t in texts)
    assert dict(source.metadata)["left-out-lines"] == "8"


def test_bold_and_italic_stretches_are_emphasis() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 72, "The ", 10)
    sheet.text(LEFT + 22, 72, "Register", 10, "bold")
    sheet.text(LEFT + 68, 72, "is a book.", 10)
    block = read(sheet).blocks[0]
    assert block.text == "The Register is a book."
    assert [s.of(block.text) for s in block.emphasis] == ["Register"]


def test_a_day_at_the_start_of_a_line_is_no_number() -> None:
    sheet = Sheet()
    sheet.text(LEFT, sheet.y, "9.1")
    ends = "31 December 2028, at which point it closes and every pumping station of this Code is on the new register of"
    began = "The scheme applies to each of the twenty or some more pumping stations from its first day until"
    first, *lines = wrapped(
        f"xxxx {began} {ends} hours.",
        RIGHT - LEFT,
        10,
        "plain",
    )
    sheet.text(LEFT + 24, sheet.y, first.removeprefix("xxxx "))
    for line in lines:
        sheet.y += 12
        sheet.text(LEFT, sheet.y, line)
    assert lines[0].startswith("31 December")
    assert len(read(sheet).blocks) == 1


def test_a_point_in_brackets_at_the_start_of_a_line_is_no_item_of_a_list() -> None:
    sheet = Sheet()
    pad = "(6) xxx The register of pumping stations is the one that the operator of works has as defined in point"
    first, *lines = wrapped(f"{pad} (2) of Article 2 of the Regulation.", RIGHT - LEFT, 10, "plain")
    sheet.text(LEFT, sheet.y, "(6)")
    sheet.text(LEFT + 36, sheet.y, first.removeprefix("(6) xxx "))
    for line in lines:
        sheet.y += 12
        sheet.text(LEFT, sheet.y, line)
    assert first.endswith(" point")
    assert lines[0].startswith("(2)")
    assert len(read(sheet).blocks) == 1
