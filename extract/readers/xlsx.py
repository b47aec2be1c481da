"""Excel workbooks (.xlsx, .xlsm): a provision a row, cells as shown; formulas and macros are never run."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ontology.places import Problem, Span
from ontology.source import Block, Source

from .sheet_parts import Part, XlsxError, check

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 50_000
"""Rows that a sheet may have to be read whole."""
FIRST_ROWS = 5_000
"""Rows that are read of a sheet that has more than those: it holds data and no text of a code."""
MOST_COLUMNS = 256
MOST_CELLS = 2_000_000
LONGEST_TITLE = 80
LOOK = 30
"""Rows in which the header is sought."""
APART = 2
"""Empty rows that part two tables."""

__all__ = ["XlsxError", "knows", "read", "read_xlsx"]


@dataclass(slots=True)
class _Row:
    """One row: its number in the sheet, its cells, and which of them are bold."""

    number: int
    cells: list[str]
    bold: list[bool]

    @property
    def filled(self) -> list[int]:
        """The columns that hold something."""
        return [k for k, cell in enumerate(self.cells) if cell]


@dataclass(slots=True)
class _Reading:
    """What is gathered from sheet to sheet."""

    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: int = 0
    cells: int = 0


def knows(head: bytes, name: str) -> bool:
    """Whether the first bytes of a file are a workbook: a zip with the parts of one, or named as one."""
    named = name.lower().endswith((".xlsx", ".xlsm", ".xltx", ".xltm"))
    return head.startswith(b"PK\x03\x04") and (b"xl/workbook" in head or b"xl/worksheets" in head or named)


def read(data: bytes, path: Path, view: str) -> Source:
    """`read_xlsx` as the registry of readers calls it."""
    return read_xlsx(data, path.name)


def read_xlsx(data: bytes, name: str) -> Source:
    """The rows of the workbook in `data` (a file called `name`), sheet by sheet; hidden sheets are left out and told.

    Cells hold what Excel last showed. XlsxError (one sentence) where there is no workbook, or one too large to open.
    """
    import openpyxl  # noqa: PLC0415 - where there is a workbook

    parts = check(data)
    reading = _Reading()
    try:
        # openpyxl warns, and prints, of damaged styles
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                _sheets(reading, book, parts)
            finally:
                book.close()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, EOFError) as error:
        raise XlsxError("The file is not a whole workbook: one of its parts is missing or damaged.") from error
    except (zipfile.BadZipFile, AssertionError, NotImplementedError, OverflowError) as error:
        raise XlsxError("The file is not a whole workbook: one of its parts is missing or damaged.") from error
    return Source(
        name,
        MEDIA_TYPE,
        hashlib.sha256(data).hexdigest(),
        tuple(reading.blocks),
        title=_title(book),
        metadata=_metadata(parts),
        problems=tuple(reading.problems),
    )


def _title(book: Any) -> str:
    given = getattr(getattr(book, "properties", None), "title", None)
    return given.strip() if isinstance(given, str) else ""


def _metadata(parts: dict[str, Part]) -> tuple[tuple[str, str], ...]:
    """What a reader should know: formulas, hidden rows and columns, macros."""
    formulas = sum(p.formulas for p in parts.values())
    hidden_rows, hidden_columns = (
        sum(len(p.hidden_rows) for p in parts.values()),
        sum(p.hidden_columns for p in parts.values()),
    )
    told = {
        "formulas": f"{formulas}, read as Excel last showed them" if formulas else "",
        "hidden-rows": f"{hidden_rows}, read like the others" if hidden_rows else "",
        "hidden-columns": f"{hidden_columns} stretches, read like the others" if hidden_columns else "",
        "macros": "present, never run" if any("vbaproject" in n for n in parts) else "",
    }
    return tuple((key, text) for key, text in told.items() if text)


def _sheets(reading: _Reading, book: Any, parts: dict[str, Part]) -> None:
    shown = [s for s in book.worksheets if s.sheet_state == "visible"]
    for sheet in book.worksheets:
        if sheet not in shown:
            message = f"The sheet “{sheet.title}” is hidden and was left out; unhide it to have it read."
            reading.problems.append(Problem("LAP309", message))
            continue
        # openpyxl knows the path of a sheet's part in this mode alone as a private name
        part = parts.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/").lower(), Part())
        rows, cut = _rows(sheet, part, MOST_CELLS - reading.cells)
        reading.cells += sum(len(r.filled) for r in rows)
        if cut:
            message = f"The sheet “{sheet.title}” is larger than is read: its first {cut} rows were taken."
            reading.problems.append(Problem("LAP310", message))
        if part.uncached:
            message = f"{part.uncached} formulas of the sheet “{sheet.title}” have no value; open and save it in Excel."
            reading.problems.append(Problem("LAP310", message))
        if rows and len(shown) > 1:
            reading.blocks.append(Block("heading", sheet.title.strip(), level=1))
        for region in _regions(rows):
            _region(reading, region)


def _rows(sheet: Any, part: Part, room: int) -> tuple[list[_Row], int]:
    """The rows that hold something, merged cells filled downwards; and how many were looked at where there are more."""
    sheet.reset_dimensions()
    out: list[_Row] = []
    seen = taken = 0
    below = part.merged()
    most = MOST_ROWS if part.rows <= MOST_ROWS else FIRST_ROWS
    for seen, cells in enumerate(sheet.iter_rows(), start=1):
        taken += len(cells)
        if seen > most or taken > room:
            return _filled(out, below), seen - 1
        texts = [_text(c) for c in cells[:MOST_COLUMNS]]
        while texts and not texts[-1]:
            texts.pop()
        if not texts and seen not in below:
            continue
        out.append(_Row(seen, texts, [bool(t) and _bold(c) for t, c in zip(texts, cells, strict=False)]))
    return _filled(out, below), 0


def _filled(rows: list[_Row], below: dict[int, list[tuple[int, int]]]) -> list[_Row]:
    """Rows with the text of a merged cell in each row that it covers, in its first column."""
    by_number = {row.number: row for row in rows}
    for row in rows:
        for column, top in below.get(row.number, ()):
            above = by_number.get(top)
            if above is None or column >= len(above.cells) or not above.cells[column]:
                continue
            short = column + 1 - len(row.cells)
            row.cells += [""] * short
            row.bold += [False] * short
            row.cells[column], row.bold[column] = above.cells[column], above.bold[column]
    return [row for row in rows if row.filled]


def _bold(cell: Any) -> bool:
    font = getattr(cell, "font", None)
    return bool(font is not None and font.b)


def _text(cell: Any) -> str:
    """A cell as it is shown: numbers with the decimals of their format, dates as 2025-12-31."""
    value = cell.value
    if value is None or isinstance(value, str):
        whole = (value or "").replace("\r\n", "\n").replace("_x000D_", "")
        return re.sub(r"[\t\x00-\x08\x0b\x0c\x0e-\x1f]+", " ", whole).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, int | float):
        return _number(float(value), str(cell.number_format or ""))
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float, form: str) -> str:
    """A number as its format shows it: 3.1 is 3.10 in the format 0.00, so that clause numbers stay whole."""
    found = re.fullmatch(r"0(?:\.(0{1,6}))?(%?)(?:[_;].{0,20})?", form)
    if found and abs(value) < 1e15:
        shown = value * 100 if found[2] else value
        return f"{shown:.{len(found[1] or '')}f}{found[2]}"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"


def _regions(rows: Iterable[_Row]) -> list[list[_Row]]:
    """Rows in groups that empty rows part."""
    out: list[list[_Row]] = []
    for row in rows:
        if out and row.number - out[-1][-1].number <= APART:
            out[-1].append(row)
        else:
            out.append([row])
    return out


def _region(reading: _Reading, rows: Sequence[_Row]) -> None:
    """The blocks of a group of rows: lines above the header as text, then a row each, empty columns left out."""
    head = _header(rows)
    if head is None:
        for n, row in enumerate(rows):
            _line(reading, row, first=n == 0)
        return
    for n, row in enumerate(rows[:head]):
        _line(reading, row, first=n == 0 and not reading.tables)
    reading.tables += 1
    columns = sorted({k for row in rows[head:] for k in row.filled})
    for row in rows[head:]:
        reading.blocks.append(_block(row, columns, reading.tables))


def _header(rows: Sequence[_Row]) -> int | None:
    """The index of the row that names the columns: the first with as many short titles as the widest near it.

    None where no row has two cells; the first row of several cells where none reads as titles.
    """
    widths = [len(row.filled) for row in rows[:LOOK]]
    widest = max(widths)
    if widest < 2:
        return None
    for n, row in enumerate(rows[:LOOK]):
        cells = [row.cells[k] for k in row.filled]
        if len(cells) >= max(2, 0.6 * widest) and all(_titles(c) for c in cells) and len(set(cells)) > 1:
            return n
    return next(n for n, width in enumerate(widths) if width > 1)


def _titles(cell: str) -> bool:
    """Whether a cell can name a column: short words, no sentence, no number."""
    return len(cell) <= LONGEST_TITLE and any(c.isalpha() for c in cell) and not cell.endswith((".", ";"))


def _line(reading: _Reading, row: _Row, *, first: bool) -> None:
    """A row outside a table as a line of text; the first of a sheet is its title where it is short."""
    text = " ".join(row.cells[k] for k in row.filled)
    title = first and len(row.filled) == 1 and _titles(text)
    reading.blocks.append(Block("heading" if title else "paragraph", text, level=2 if title else 0))


def _block(row: _Row, columns: Sequence[int], table: int) -> Block:
    text, spans, bold = "", [], []
    for n, k in enumerate(columns):
        cell = row.cells[k] if k < len(row.cells) else ""
        text += "\t" if n else ""
        span = Span(len(text), len(text) + len(cell))
        text += cell
        spans.append(span)
        if cell and row.bold[k]:
            bold.append(span)
    return Block("row", text, cells=tuple(spans), emphasis=tuple(bold), table=table)
