"""PDF: pictures where numbers should be, scanned pages, redlines: told page by page, read by OCR, or refused."""

from __future__ import annotations

import pytest
from pdf_files import LEFT, Sheet, read
from PIL import Image, ImageDraw, ImageFont

from extract.readers.pdf import ocr, scan
from extract.readers.pdf.document import PdfError

CLAUSE = "The operator of each pumping station keeps a register of the hours for which every pump has run there."
tesseract = pytest.mark.skipif(bool(ocr.missing()), reason="tesseract or the extra ocr is not installed")


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing", lambda: "install the program tesseract")


def pictured() -> Sheet:
    sheet = Sheet(y=140)
    for _ in range(3):
        sheet.picture(LEFT, sheet.y - 8, LEFT + 14, sheet.y)
        sheet.paragraph(CLAUSE, at=LEFT + 36)
    return sheet


@pytest.mark.usefixtures("blind")
def test_pictures_in_place_of_numbers_are_told_page_by_page() -> None:
    plain = Sheet()
    plain.paragraph("The last page.")
    source = read(pictured(), plain, pictured())
    assert [(p.code, p.page) for p in source.problems] == [("LAP307", 1), ("LAP307", 3)]
    assert "3 clause numbers are small pictures" in source.problems[0].message
    assert [b.text for b in source.blocks[:3]] == [CLAUSE] * 3
    assert dict(source.metadata)["numbers-as-pictures"] == "6"


@pytest.mark.usefixtures("blind")
def test_a_logo_is_no_number() -> None:
    sheet = Sheet()
    sheet.picture(430, 30, 520, 90)
    sheet.paragraph(CLAUSE, "1.", body=108)
    assert read(sheet).problems == ()


@pytest.mark.usefixtures("blind")
def test_a_page_that_is_a_picture_is_told() -> None:
    sheet = Sheet()
    sheet.picture(0, 0, 595, 842)
    plain = Sheet()
    plain.paragraph(CLAUSE)
    source = read(plain, sheet)
    assert [(p.code, p.page) for p in source.problems] == [("LAP305", 2)]


@pytest.mark.usefixtures("blind")
def test_a_file_of_pictures_alone_is_refused() -> None:
    sheet = Sheet()
    sheet.picture(0, 0, 595, 842)
    with pytest.raises(
        PdfError, match="no text; install the program tesseract to have them read, or ask for the Word file"
    ):
        read(sheet)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    ocr.missing.cache_clear()
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    monkeypatch.setattr(ocr.shutil, "which", lambda _: None)
    assert ocr.missing() == "run pip install 'lapse[ocr]' and install the program tesseract"
    assert ocr.labels([Image.new("L", (40, 20))]) == [""]
    ocr.missing.cache_clear()


@pytest.mark.parametrize(
    ("read_as", "before", "label"),
    [
        ("7.4", "7.3", "7.4"),
        ("74", "7.3", "7.4"),
        ("77.1", "7.7", "7.7.1"),
        ("8", "7.3.2", "8"),
        ("(i)", "(i)", "(j)"),
        ("(b)", "(a)", "(b)"),
        ("~~", "7.3", ""),
        ("12.1", "", "12.1"),
    ],
)
def test_a_label_is_mended_by_the_one_before_it(read_as: str, before: str, label: str) -> None:
    assert scan.mended(read_as, before) == label


def test_a_label_is_mended_by_the_one_behind_it() -> None:
    assert scan._by_next("11", "1.2") == "1.1"
    assert scan._by_next("11", "12.2") == "11"
    assert scan._by_next("11", "(a)") == "11"


def drawn(text: str, size: int) -> Image.Image:
    font = ImageFont.load_default(size)
    image = Image.new("L", (size * (len(text) + 2), size * 2), 255)
    ImageDraw.Draw(image).text((size // 2, size // 3), text, 0, font)
    return image


@tesseract
def test_small_pictures_are_read_in_one_call() -> None:
    assert ocr.labels([drawn(one, 24) for one in ("1.1", "1.2", "(a)")]) == ["1.1", "1.2", "(a)"]


@tesseract
def test_a_scanned_page_is_read() -> None:
    font = ImageFont.load_default(44)
    image = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(image)
    for k, line in enumerate(("1.  Registers", "1.1  The operator keeps a register of pumps.")):
        draw.text((300, 300 + 120 * k), line, 0, font)
    text = " ".join(w.text for w in ocr.words(image, scan.SCALE))
    assert "The operator keeps a register" in text
