"""PDF files that are damaged, protected, huge or strange: one sentence, in seconds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_files import Sheet, pdf, read, shown

from extract.read import ReadError, read_source
from extract.readers.pdf import reader
from extract.readers.pdf.document import PdfError
from extract.readers.pdf.reader import read_pdf


def page(text: str = "The operator keeps a register.") -> Sheet:
    sheet = Sheet()
    sheet.paragraph(text, "1.", body=108)
    return sheet


def outcome(data: bytes) -> str:
    """What is said of a file: "read", or the sentence that refuses it."""
    try:
        read_pdf(data, "file.pdf")
    except PdfError as error:
        return str(error)
    return "read"


WHOLE = pdf(page(), page("It is shown to the inspector."))


def test_a_file_that_is_cut_short_is_read_or_refused_in_one_sentence() -> None:
    for part in (0.2, 0.5, 0.9, 0.99):
        data = WHOLE[: int(len(WHOLE) * part)]
        assert outcome(data).count(".") <= 3


def test_a_file_of_the_mark_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"%PDF-1.7\n%%EOF\n")
    with pytest.raises(ReadError, match="damaged or incomplete PDF"):
        read_source(path)


def test_a_file_with_a_password_is_refused() -> None:
    encrypt = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
        " /O <00000000000000000000000000000000000000000000000000000000000000ff>"
        " /U <11111111111111111111111111111111111111111111111111111111111111ff> >>"
    )
    data = WHOLE.replace(b"/Root 1 0 R", f"/Root 1 0 R {encrypt} /ID [<00><00>]".encode())
    with pytest.raises(PdfError, match="encrypted"):
        read_pdf(data, "secret.pdf")


def test_an_interactive_form_is_refused() -> None:
    form = "/NeedsRendering true /AcroForm << /Fields [] /XFA [(template) 3 0 R] >>"
    assert "XFA" in outcome(pdf(page("Please wait..."), catalog=form))


def test_five_thousand_pages_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 50)
    sheets = [page(f"The operator keeps register {n}.") for n in range(5_000)]
    data = pdf(*sheets)
    start = time.process_time()
    source = read_pdf(data, "long.pdf")
    assert time.process_time() - start < 20
    assert [p.code for p in source.problems] == ["LAP310"]
    assert "5000 pages; only the first 50" in source.problems[0].message


def test_a_page_of_a_million_strokes_is_bounded() -> None:
    sheet = page()
    sheet.parts.append("\n".join(f"0 {n % 800} m 500 {n % 800} l S" for n in range(120_000)))
    start = time.process_time()
    source = read(sheet)
    assert time.process_time() - start < 30
    assert "The operator keeps a register." in " ".join(shown(source))


def test_a_page_of_endless_text_is_cut() -> None:
    sheet = Sheet()
    for n in range(3_000):
        sheet.text(10 + 140 * (n // 800), 10 + n % 800, f"register {n} " * 6, 3)
    start = time.process_time()
    source = read(sheet)
    assert time.process_time() - start < 40
    assert "LAP310" in {p.code for p in source.problems}


def test_a_stream_that_unpacks_to_a_bomb_is_refused() -> None:
    sheet = page()
    sheet.parts.append(" " * 60_000_000)
    with pytest.raises(PdfError, match="unpacks to far more"):
        read(sheet)


def test_a_page_of_countless_objects_is_left_out() -> None:
    sheet = page()
    sheet.parts.append("BT /F0 10 Tf 72 700 Td " + "(a) Tj " * 210_000 + "ET")
    source = read(sheet, page("The next page."))
    assert [(p.code, p.page) for p in source.problems][:1] == [("LAP305", 1)]
    assert shown(source) == ["1. The next page."]


def test_a_name_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "añnex ‘B’ (1)#%.pdf"
    path.write_bytes(WHOLE)
    assert [b.text for b in read_source(path).blocks] == [
        "The operator keeps a register.",
        "It is shown to the inspector.",
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=40))
def test_damaged_bytes_never_crash(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, byte in changes:
        data[at] = byte
    assert outcome(bytes(data))
