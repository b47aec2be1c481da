"""A Word document as the reporter fills it: styles, headings, tables that repeat their header, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

_UNSOUND = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BLUE = RGBColor(0x1F, 0x3A, 0x54)
FONT = "Calibri"
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def sound(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _UNSOUND.sub("�", text)


def set_up(file: WordFile, title: str) -> None:
    """A4, one typeface, quiet headings; the file says what it is and who wrote it."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    file.core_properties.title = sound(title)[:250]
    file.core_properties.author = "Lapse"
    for name, size in (
        ("Normal", 10.5),
        ("Title", 22),
        ("Heading 1", 16),
        ("Heading 2", 13),
        ("Quote", 9.5),
        ("Caption", 9.5),
    ):
        font = file.styles[name].font
        font.name, font.size = FONT, Pt(size)
        fonts = file.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for face in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{face}"), None)
        if name != "Normal":
            font.color.rgb = RGBColor(0x40, 0x4A, 0x52) if name in ("Quote", "Caption") else BLUE
    normal = file.styles["Normal"].paragraph_format
    normal.space_before, normal.space_after = Pt(4), Pt(5)
    for name in ("Heading 1", "Heading 2", "Caption"):
        file.styles[name].paragraph_format.keep_with_next = True
    cell = file.styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = file.styles["Normal"]
    cell.font.size = Pt(9.5)
    cell.paragraph_format.space_before, cell.paragraph_format.space_after = Pt(0), Pt(1)
    file.styles["Quote"].paragraph_format.space_after = Pt(2)
    for border in file.styles["Table Grid"].element.iter(*(qn(f"w:{side}") for side in SIDES)):
        border.set(qn("w:color"), "B8C2CA")
    verdict = file.styles["Intense Quote"]
    verdict.font.name, verdict.font.size, verdict.font.color.rgb = FONT, Pt(12), BLUE
    form = verdict.paragraph_format
    form.left_indent = form.right_indent = Mm(2)


def heading(file: WordFile, text: str, level: int) -> None:
    """A heading; 0 is the title."""
    file.add_heading(sound(text), level)


def paragraph(file: WordFile, text: str, style: str | None = None) -> None:
    """A paragraph of text."""
    file.add_paragraph(sound(text), style=style)


def table(file: WordFile, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Any:
    """A table whose header row is repeated on every page; `widths` are those of the columns in mm."""
    made = file.add_table(rows=1, cols=len(heads), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, head in zip(made.rows[0].cells, heads, strict=True):
        fill(cell, head)
        run = cell.paragraphs[0].runs[0]
        run.bold = True
        run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        _shade(cell, "1F3A54")
    _mark(made.rows[0], "tblHeader")
    for cell in made.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for row in rows:
        for cell, text in zip(add_row(made).cells, row, strict=True):
            fill(cell, text)
    return made


def fill(cell: Any, text: str) -> None:
    """Puts text into an empty cell."""
    first = cell.paragraphs[0]
    first._p.style = "Cell"  # by its id: python-docx looks a style up by its name through the whole part each time
    first.add_run(sound(text))


def add_row(made: Any) -> Any:
    """A new row of a table, which no page break parts."""
    row = made.add_row()
    _mark(row, "cantSplit")
    return row


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def page_numbers(file: WordFile, title: str) -> None:
    """The title and the number of the page at the foot of each page."""
    for section in file.sections:
        section.footer.is_linked_to_previous = False
        foot = section.footer.paragraphs[0]
        foot.text = f"{sound(title)}    ·    page "
        for kind in ("begin", "PAGE", "end"):
            run = foot.add_run()
            if kind == "PAGE":
                code = OxmlElement("w:instrText")
                code.set(qn("xml:space"), "preserve")
                code.text = "PAGE"
            else:
                code = OxmlElement("w:fldChar")
                code.set(qn("w:fldCharType"), kind)
            run._r.append(code)
        for run in foot.runs:
            run.font.size = Pt(8.5)
