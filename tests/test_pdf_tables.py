"""PDF: tables with rules and without; rows that go on over pages; headers that are printed again."""

from __future__ import annotations

from pdf_files import LEADING, LEFT, Sheet, pdf, read, shown, wrapped

from ontology.source import Source

EDGES = (90.0, 200.0, 500.0)
MEANING = (
    "any pump, valve or meter that the operator of a station keeps there, whether or not it is in use, and whoever is"
    " the owner of it for the time being;"
)


def ruled(sheet: Sheet, rows: list[tuple[str, str]], *, open_end: bool = False) -> None:
    """Draws a table of two columns; `open_end` leaves out nothing but the text is cut by the page."""
    for first, second in rows:
        lines = wrapped(second, EDGES[2] - EDGES[1] - 12)
        height = 6 + 12 * len(lines)
        for x in EDGES:
            sheet.rule(x, sheet.y, x, sheet.y + height)
        sheet.rule(EDGES[0], sheet.y, EDGES[2], sheet.y)
        sheet.text(EDGES[0] + 5, sheet.y + 12, first, 10, "bold")
        for k, line in enumerate(lines):
            sheet.text(EDGES[1] + 5, sheet.y + 12 + 12 * k, line)
        sheet.y += height
    sheet.rule(EDGES[0], sheet.y, EDGES[2], sheet.y)


def rows(source: Source) -> list[list[str]]:
    return [[c.of(b.text) for c in b.cells] for b in source.blocks if b.kind == "row"]


def test_a_ruled_table_between_paragraphs() -> None:
    sheet = Sheet()
    sheet.paragraph("In this code:", "1.", body=108)
    ruled(sheet, [("Equipment", MEANING), ("Station", "a pumping station.")])
    sheet.y += 20
    sheet.paragraph("These words hold throughout.", "2.", body=108)
    source = read(sheet)
    assert [b.kind for b in source.blocks] == ["paragraph", "row", "row", "paragraph"]
    assert rows(source) == [["Equipment", MEANING], ["Station", "a pumping station."]]
    assert source.blocks[1].table == source.blocks[2].table == 1
    assert [s.of(source.blocks[1].text) for s in source.blocks[1].emphasis] == ["Equipment"]


def test_a_row_that_goes_on_on_the_next_page_is_one_row() -> None:
    half = MEANING.index("there,") + 6
    one, two = Sheet(), Sheet(y=130)
    ruled(one, [("Term", "Meaning"), ("Station", "a pumping station."), ("Equipment", MEANING[:half])])
    ruled(two, [("Term", "Meaning"), ("", MEANING[half:].strip()), ("Valve", "a valve.")])
    source = read(one, two)
    assert rows(source) == [
        ["Term", "Meaning"],
        ["Station", "a pumping station."],
        ["Equipment", MEANING],
        ["Valve", "a valve."],
    ]
    assert dict(source.metadata)["repeated-table-headers"] == "1"
    assert [b.page for b in source.blocks] == [1, 1, 1, 2]


def test_a_cell_merged_downwards_stands_once() -> None:
    sheet = Sheet()
    top, middle, bottom = 100.0, 130.0, 160.0
    for x in EDGES:
        sheet.rule(x, top, x, bottom)
    sheet.rule(EDGES[0], top, EDGES[2], top)
    sheet.rule(EDGES[1], middle, EDGES[2], middle)
    sheet.rule(EDGES[0], bottom, EDGES[2], bottom)
    sheet.text(95, 115, "Both")
    sheet.text(205, 115, "the first")
    sheet.text(205, 145, "the second")
    assert rows(read(sheet)) == [["Both", "the first"], ["", "the second"]]


def test_a_box_around_text_is_no_table() -> None:
    sheet = Sheet()
    sheet.box(80, 90, 520, 130)
    sheet.y = 105
    sheet.paragraph("The inspector may come at any time.")
    assert shown(read(sheet)) == ["The inspector may come at any time."]


def test_an_underlined_word_in_a_cell_makes_no_row() -> None:
    sheet = Sheet()
    sheet.y = 100
    ruled(sheet, [("Station", "a pumping station")])
    sheet.rule(205, 114, 230, 114)
    assert rows(read(sheet)) == [["Station", "a pumping station"]]


def unruled(sheet: Sheet, rows: list[tuple[str, str]]) -> None:
    for first, second in rows:
        start = sheet.y
        for k, line in enumerate(wrapped(first, 80, 10, "bold")):
            sheet.text(108, start + 12 * k, line, 10, "bold")
        lines = wrapped(second, 320)
        for k, line in enumerate(lines):
            sheet.text(200, start + 12 * k, line)
        sheet.y = start + 12 * max(len(lines), len(wrapped(first, 80, 10, "bold"))) + 10


def test_definitions_without_rules() -> None:
    sheet = Sheet()
    sheet.paragraph("In this code the following words have these meanings:", "1.", body=108)
    unruled(
        sheet,
        [
            ("“Equipment”", MEANING),
            ("“Responsible Station Operator”", "whoever runs a station, " + MEANING),
            ("“Valve”", "a valve."),
        ],
    )
    source = read(sheet)
    assert rows(source) == [
        ["“Equipment”", MEANING],
        ["“Responsible Station Operator”", "whoever runs a station, " + MEANING],
        ["“Valve”", "a valve."],
    ]


def test_clauses_with_numbers_are_no_table() -> None:
    sheet = Sheet()
    for k in range(1, 6):
        sheet.paragraph("The operator keeps a register of what it does.", f"{k}.", body=108)
    assert {b.kind for b in read(sheet).blocks} == {"paragraph"}


def test_numbers_stand_in_the_text_of_a_cell() -> None:
    sheet = Sheet()
    sheet.y = 100
    lines = ("(a)", "the pump;"), ("(b)", "the valve.")
    for x in EDGES:
        sheet.rule(x, 100, x, 140)
    for y in (100.0, 140.0):
        sheet.rule(EDGES[0], y, EDGES[2], y)
    sheet.text(95, 112, "Parts")
    for k, (number, text) in enumerate(lines):
        sheet.text(205, 112 + 12 * k, number)
        sheet.text(235, 112 + 12 * k, text)
    assert rows(read(sheet)) == [["Parts", "(a) the pump;\n(b) the valve."]]


def test_the_helper_makes_whole_files() -> None:
    assert pdf(Sheet()).startswith(b"%PDF-1.7")
    assert LEADING > 1
    assert LEFT > 0


def test_a_clause_behind_a_table_without_rules_is_no_row() -> None:
    sheet = Sheet()
    for term, text in (
        ("“Pump”", "a pump that the operator keeps"),
        ("“Register”", "the register of the pumps"),
        ("“Station”", "the place of a pump"),
    ):
        sheet.text(LEFT, sheet.y, term, font="bold")
        sheet.text(300, sheet.y, text)
        sheet.y += 20
    sheet.text(LEFT, sheet.y, "(a)")
    sheet.text(108, sheet.y, "The operator keeps the register of the")
    sheet.text(300, sheet.y, "pumps and shows it to the inspector.")
    blocks = read(sheet).blocks
    assert [b.kind for b in blocks] == ["row", "row", "row", "paragraph"]
    assert blocks[3].number == "(a)"


def test_terms_far_apart_in_front_of_long_meanings_are_a_table_and_no_column() -> None:
    sheet = Sheet()
    for term in (
        "“Great Pumping Station”",
        "“Register of the Pumps”",
        "“Inspector of Stations”",
        "“Operator of a Site”",
        "“Owner of a Station”",
        "“Water of the River”",
    ):
        sheet.text(LEFT, sheet.y, term, font="bold")
        sheet.paragraph(
            "means each of the things which the operator keeps in the register of the station and shows on any day;",
            at=260,
            body=260,
        )
    blocks = read(sheet).blocks
    assert [b.kind for b in blocks] == ["row"] * 6


def test_items_in_the_second_column_belong_to_the_cell() -> None:
    """A row that begins with "(a)", items behind a lead-in, and the line that closes them are one row each."""
    sheet = Sheet()

    def second(text: str, number: str = "") -> None:
        for k, line in enumerate(wrapped(text, 270)):
            sheet.text(200, sheet.y, number if not k else "")
            sheet.text(230 if number else 200, sheet.y, line)
            sheet.y += 12
        sheet.y += 8

    def term(words: str) -> None:
        sheet.text(90, sheet.y, words, font="bold")

    term("“Pump”")
    second("a pump that the operator keeps;")
    term("“Register”")
    second("the register of the pumps;")
    term("“Fit Person”")
    second("in respect of a station, a person whom the inspector has named in the register for it; and", "(a)")
    second("in respect of a ship, its master,", "(b)")
    second("and “Fit” is read in the same way;")
    term("“Station”")
    second("the place of a pump.")
    found = rows(read(sheet))
    assert [row[0] for row in found] == ["“Pump”", "“Register”", "“Fit Person”", "“Station”"]
    assert found[2][1] == (
        "(a) in respect of a station, a person whom the inspector has named in the register for it; and\n"
        "(b) in respect of a ship, its master,\nand “Fit” is read in the same way;"
    )


def test_a_row_without_rules_that_goes_on_above_indented_terms_is_one_row() -> None:
    half = MEANING.index("there,") + 6
    one, two = Sheet(), Sheet()
    one.paragraph("In this code:", "1.", body=108)
    unruled(one, [("“Station”", "a pumping station;"), ("“Valve”", "a valve;"), ("“Equipment”", MEANING[:half])])
    for k, line in enumerate(wrapped(MEANING[half:].strip(), 300)):
        two.text(200, 90 + 12 * k, line)
    for k, (word, text) in enumerate((("“Pump”", "a pump;"), ("“Site”", "a site;"), ("“Work”", "a work."))):
        two.text(104, 150 + 24 * k, word, font="bold")
        two.text(200, 150 + 24 * k, text)
    found = rows(read(one, two))
    assert [row[0] for row in found] == ["“Station”", "“Valve”", "“Equipment”", "“Pump”", "“Site”", "“Work”"]
    assert found[2][1] == MEANING


def test_few_rows_at_the_end_of_a_page_belong_to_the_table_of_the_next() -> None:
    half = MEANING.index("there,") + 6
    one, two = Sheet(), Sheet()
    one.paragraph("The words below have the meanings that stand beside each of them in this table, and no other.", "1.")
    unruled(one, [("“Act”", "an act;"), ("“Equipment”", MEANING[:half])])
    for k, line in enumerate(wrapped(MEANING[half:].strip(), 320)):
        two.text(200, 72 + 12 * k, line)
    two.y = 110
    unruled(two, [("“Pump”", "a pump;"), ("“Site”", "a site;"), ("“Valve”", "a valve;"), ("“Work”", "a work.")])
    found = rows(read(one, two))
    assert [row[0] for row in found] == ["“Act”", "“Equipment”", "“Pump”", "“Site”", "“Valve”", "“Work”"]
    assert found[1][1] == MEANING


def test_a_row_alone_at_the_top_of_a_page_belongs_to_the_table_before_and_a_clause_does_not() -> None:
    one, two = Sheet(), Sheet()
    unruled(one, [("“Pump”", "a pump;"), ("“Site”", "a site;"), ("“Valve”", "a valve;"), ("“Weir”", "a weir;")])
    unruled(two, [("“Work”", "a work.")])
    two.paragraph("The operator keeps a register of all that it does, and shows it.", "2.", body=108)
    source = read(one, two)
    assert [row[0] for row in rows(source)] == ["“Pump”", "“Site”", "“Valve”", "“Weir”", "“Work”"]
    assert [(b.kind, b.number) for b in source.blocks][-1] == ("paragraph", "2.")


def test_a_paragraph_at_the_end_of_a_page_is_no_row_of_the_table_of_the_next() -> None:
    one, two = Sheet(), Sheet()
    one.paragraph("The operator keeps a register of all that it does, and shows it to whoever asks.", "1.", body=108)
    one.text(108, one.y, "Definitions", font="bold")
    unruled(two, [("“Pump”", "a pump;"), ("“Site”", "a site;"), ("“Valve”", "a valve;"), ("“Work”", "a work.")])
    source = read(one, two)
    assert [row[0] for row in rows(source)] == ["“Pump”", "“Site”", "“Valve”", "“Work”"]
    assert [b.kind for b in source.blocks][:2] == ["paragraph", "heading"]
