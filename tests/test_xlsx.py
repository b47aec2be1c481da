"""Excel: a provision a row, under a header that is found by looking; what is hidden or calculated is told."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from extract.document import read_alone
from extract.read import ReadError, read_source
from extract.readers.xlsx import FIRST_ROWS, XlsxError, read_xlsx
from ontology.source import Source

HEADER = ("Message", "Clause", "Applies to")


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def annex() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Messages"
    sheet["A1"] = "Annex A: Messages"
    sheet["A2"] = "To be read with clause 18."
    sheet.append([])
    sheet.append(HEADER)
    sheet.append(["Read register", "18.17p", "Each Meter"])
    sheet.append(["Close valve", "18.17q", "Each Valve"])
    return book


def read(book: openpyxl.Workbook) -> Source:
    return read_xlsx(saved(book), "annex.xlsx")


def rows(source: Source) -> list[list[str]]:
    return [[c.of(b.text) for c in b.cells] for b in source.blocks if b.kind == "row"]


def test_a_row_is_a_row_under_its_header_and_lines_above_are_text() -> None:
    source = read(annex())
    assert [(b.kind, b.text) for b in source.blocks[:2]] == [
        ("heading", "Annex A: Messages"),
        ("paragraph", "To be read with clause 18."),
    ]
    assert rows(source) == [
        list(HEADER),
        ["Read register", "18.17p", "Each Meter"],
        ["Close valve", "18.17q", "Each Valve"],
    ]
    assert {b.table for b in source.blocks if b.kind == "row"} == {1}


def test_the_header_is_a_heading_and_rows_are_provisions(tmp_path: Path) -> None:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(saved(annex()))
    kinds = [p.kind for p in read_alone(path).provisions]
    assert kinds[-3:] == ["heading", "row", "row"]


def test_a_merged_cell_is_filled_downwards_and_stands_once_across() -> None:
    book = annex()
    sheet = book["Messages"]
    sheet.append(["Open valve", "", "Each Tap"])
    sheet.merge_cells("B6:B7")
    sheet.append(["All of these", "", ""])
    sheet.merge_cells("A8:C8")
    assert rows(read(book))[-2:] == [["Open valve", "18.17q", "Each Tap"], ["All of these", "", ""]]


def test_sheets_are_headings_and_hidden_ones_are_told() -> None:
    book = annex()
    book.create_sheet("Codes").append(["Code", "Meaning"])
    hidden = book.create_sheet("Lists")
    hidden.append(["x", "y"])
    hidden.sheet_state = "hidden"
    source = read(book)
    assert [b.text for b in source.blocks if b.kind == "heading"] == ["Messages", "Annex A: Messages", "Codes"]
    assert [(p.code, "Lists" in p.message) for p in source.problems] == [("LAP309", True)]
    assert rows(source)[-1] == ["Code", "Meaning"]


def test_hidden_rows_are_read_and_told() -> None:
    book = annex()
    book["Messages"].row_dimensions[6].hidden = True
    source = read(book)
    assert len(rows(source)) == 3
    assert dict(source.metadata)["hidden-rows"].startswith("1,")


def test_numbers_keep_the_decimals_that_they_show() -> None:
    book = annex()
    sheet = book["Messages"]
    sheet.append(["Long", 3.1, 7])
    sheet["B7"].number_format = "0.00"
    sheet.append(["Part", 0.25, True])
    sheet["B8"].number_format = "0%"
    assert rows(read(book))[-2:] == [["Long", "3.10", "7"], ["Part", "25%", "TRUE"]]


def test_formulas_are_not_worked_out() -> None:
    book = annex()
    book["Messages"].append(["Sum", "=1+1", "=cmd|' /C calc'!A0"])
    source = read(book)
    assert rows(source)[-1][0] == "Sum"
    assert not any("=" in cell or cell == "2" for cell in rows(source)[-1])
    assert [p.code for p in source.problems] == ["LAP310"]
    assert dict(source.metadata)["formulas"].startswith("2,")


def test_bold_cells_are_emphasis() -> None:
    book = annex()
    book["Messages"]["A5"].font = Font(bold=True)
    block = next(b for b in read(book).blocks if b.text.startswith("Read register"))
    assert [s.of(block.text) for s in block.emphasis] == ["Read register"]


def test_two_tables_on_one_sheet() -> None:
    book = annex()
    sheet = book["Messages"]
    for _ in range(3):
        sheet.append([])
    sheet["A11"], sheet["B11"] = "Code", "Meaning"
    sheet["A12"], sheet["B12"] = "1", "Closed"
    assert {b.table for b in read(book).blocks if b.kind == "row"} == {1, 2}


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in change:
                new.writestr(entry, old.read(entry))
        for name, content in change.items():
            new.writestr(name, content)
    return out.getvalue()


NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = b'<worksheet xmlns="' + NAMESPACE + b'"><dimension ref="A1"/><sheetData>%s</sheetData></worksheet>'


def test_a_million_rows_are_bounded() -> None:
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Name</t></is></c><c r="B%d"><v>%d</v></c></row>'
    body = b"".join(row % (n, n, n, n) for n in range(1, 1_000_001))
    data = repacked(saved(annex()), {"xl/worksheets/sheet1.xml": SHEET % body})
    start = time.process_time()
    source = read_xlsx(data, "long.xlsx")
    assert time.process_time() - start < 30
    assert len(source.blocks) == FIRST_ROWS
    assert "its first 5000 rows were taken" in source.problems[0].message
    assert [p.code for p in source.problems] == ["LAP310"]


def test_a_cell_far_away_costs_nothing() -> None:
    body = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    data = repacked(saved(annex()), {"xl/worksheets/sheet1.xml": SHEET % body})
    start = time.process_time()
    assert [b.text for b in read_xlsx(data, "far.xlsx").blocks] == ["1"]
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"xl/worksheets/sheet1.xml": b" " * 100_000_000}, "unpacks to far more"),
        ({"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'}, "document type"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}, "damaged"),
        ({"xl/workbook.xml": b"not xml"}, "damaged"),
    ],
)
def test_hostile_parts_are_refused_in_one_sentence(change: dict[str, bytes], said: str) -> None:
    with pytest.raises(XlsxError, match=said):
        read_xlsx(repacked(saved(annex()), change), "bad.xlsx")


PLAIN = saved(annex())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_bytes_never_crash(changes: list[tuple[int, int]]) -> None:
    data = bytearray(PLAIN)
    for at, byte in changes:
        data[at] = byte
    assert outcome(bytes(data))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]),
    st.integers(0, 10_000),
    st.binary(max_size=12),
)
def test_damaged_parts_never_crash(name: str, at: int, piece: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        part = archive.read(name)
    at %= len(part)
    assert outcome(repacked(PLAIN, {name: part[:at] + piece + part[at + len(piece) :]}))


def outcome(data: bytes) -> str:
    """What is said of a file: "read", or the sentence that refuses it."""
    try:
        read_xlsx(data, "file.xlsx")
    except XlsxError as error:
        return str(error)
    return "read"


def test_no_workbook_at_all(tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(saved(annex())[:2000])
    with pytest.raises(ReadError, match="not a whole workbook"):
        read_source(path)
