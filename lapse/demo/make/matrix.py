"""Annex A to Appendix AM as the spreadsheet that it is kept as: a title, a header row, a row for each Device Model."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from .parts import CREATOR, MADE, zipped

TITLE = "Annex A to Appendix AM: Device Model Variations to Equivalent Steps Matrix (DMVESM)"
NOTE = "A reconstruction made for demonstration: written in words of its own, without legal force."
_WIDTHS = (16, 26, 12, 30, 44)
_DATE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def workbook(text: str) -> bytes:
    """The .xlsx file of a table written as CSV, its header first; neighbours in the first column are merged."""
    rows = list(csv.reader(io.StringIO(text)))
    book = Workbook()
    book.properties.creator, book.properties.title = CREATOR, TITLE
    book.properties.created = datetime(*MADE)  # noqa: DTZ001
    sheet = book.worksheets[0]
    sheet.title = "DMVESM"
    for line in ([TITLE], [NOTE], [], *rows):
        sheet.append(line)
    _dress(sheet, len(rows))
    _merge(sheet, [row[0] for row in rows], first=4)
    out = io.BytesIO()
    book.save(out)
    return _dated(out.getvalue())


def _dress(sheet: Worksheet, rows: int) -> None:
    thin = Side(style="thin", color="8A94A0")
    sheet["A1"].font, sheet["A2"].font = Font(bold=True, size=14), Font(italic=True)
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDE"[number]].width = width
    for line in sheet.iter_rows(min_row=4, max_row=rows + 3, max_col=len(_WIDTHS)):
        for cell in line:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[4]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7EAEE")
    sheet.freeze_panes = "A5"


def _merge(sheet: Worksheet, column: list[str], first: int) -> None:
    start = 0
    for at in range(1, len(column) + 1):
        if at == len(column) or column[at] != column[start]:
            if at - start > 1:
                sheet.merge_cells(f"A{first + start}:A{first + at - 1}")
            start = at


def _dated(data: bytes) -> bytes:
    """The same workbook with one date everywhere, so that a second run writes the same bytes."""
    day = datetime(*MADE).isoformat().encode() + b"Z"  # noqa: DTZ001
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    files["docProps/core.xml"] = _DATE.sub(day, files["docProps/core.xml"])
    return zipped(files)
