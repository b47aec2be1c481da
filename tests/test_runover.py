"""Rows of tables that go on with the row above them, and rows that do not."""

from __future__ import annotations

from docx_files import paragraph, read, run, table

from extract.profile import load
from extract.readers import html
from extract.runover import Row, running_over
from extract.structure import build_tree

TERMS = (
    ("“Pump”", "a pump that is:"),
    ("", "(a) kept by the operator; or"),
    ("", "(b) hired."),
    ("", "It includes its motor."),
    ("“Site”", "the place of a pump."),
)


def test_a_meaning_over_several_rows_is_one_row() -> None:
    assert running_over([Row(cells) for cells in TERMS]) == {1, 2, 3}
    source = read(table(*TERMS))
    assert [block.text for block in source.blocks] == [
        "“Pump”\ta pump that is:\n(a) kept by the operator; or\n(b) hired.\nIt includes its motor.",
        "“Site”\tthe place of a pump.",
    ]
    first = source.blocks[0]
    assert [cell.of(first.text)[:9] for cell in first.cells] == ["“Pump”", "a pump th"]
    assert first.cells[1].end == len(first.text)


def test_marks_move_with_their_row() -> None:
    rows = (
        ("“Pump”", "a pump that is"),
        ("", paragraph(run("kept ") + run("always", "<w:b/>"))),
        ("“Site”", "a place."),
    )
    block = read(table(*rows)).blocks[0]
    assert [span.of(block.text) for span in block.emphasis] == ["always"]


def test_rows_of_data_stay_apart() -> None:
    rows = (("2024", "12"), ("", "13"), ("2025", "14"))
    assert running_over([Row(cells) for cells in rows]) == frozenset()
    assert len(read(table(*rows)).blocks) == 3
    broken = (("Pumps", "12 pumps, which the operator"), ("", "keeps in the station."), ("Sites", "One."))
    assert running_over([Row(cells) for cells in broken]) == {1}


def test_html_tables_run_over_too(tmp_path) -> None:
    inner = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in TERMS)
    source = html.read(f"<html><body><table>{inner}</table></body></html>".encode(), tmp_path / "a.html", "accepted")
    assert len(source.blocks) == 2


def test_a_first_row_with_the_caption_is_the_provision_of_the_table() -> None:
    rows = (("", "Table 3 - Fees of the year", ""), ("Boat", "Fee", "Day"), ("Barge", "5", "Monday"))
    provisions, _ = build_tree(read(table(*rows)), load("contract"))
    assert [(p.path, p.heading, p.kind) for p in provisions] == [
        ("Table 3", "Fees of the year", "clause"),
        ("Table 3¶1", "", "heading"),
        ("Table 3¶2", "", "row"),
    ]
