"""The zip of a workbook looked through before it is opened: sizes, document types, merged cells, what is hidden.

Every part is unpacked once, in pieces, and nothing is kept but what is counted here.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

LARGEST_TOTAL = 300 * 2**20
LARGEST_PART = 64 * 2**20
"""Of a part that is held in memory whole; sheets are read row by row."""
LARGEST_RATIO = 400
RATIO_FROM = 16 * 2**20
MOST_ENTRIES = 5_000
MOST_MERGED = 20_000
MOST_COVERED = 200_000
_PIECE = 2**20
_OVERLAP = 4_096
_DECLARED = (b"<!", b"<\0!")
_TYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T|\0<\0!\0D\0O\0C", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^>]{0,200}?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_HIDDEN = re.compile(rb"<(?:\w{1,20}:)?row\s(?=[^>]{0,400}?hidden=\"(?:1|true)\")[^>]{0,400}?\br=\"(\d{1,7})\"")
_ROW = re.compile(rb"<(?:\w{1,20}:)?row[\s>/]")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w{1,20}:)?col\s[^>]{0,300}?hidden=\"(?:1|true)\"")
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s>/]")
_UNCACHED = re.compile(
    rb"(?:</(?:\w{1,20}:)?f>|<(?:\w{1,20}:)?f\s[^>]{0,300}/>)(?:<(?:\w{1,20}:)?v\s?/>|<v></v>)?</(?:\w{1,20}:)?c>"
)
_SHEET = re.compile(r"xl/worksheets/[^/]{1,100}\.xml")


class XlsxError(Exception):
    """The file cannot be read as a workbook; the message is one sentence that says why."""


@dataclass(slots=True)
class Part:
    """Seen in one part: rows, merged areas (first column from 0, first and last row from 1), what is not shown."""

    areas: list[tuple[int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: int = 0
    rows: int = 0
    formulas: int = 0
    uncached: int = 0

    def merged(self) -> dict[int, list[tuple[int, int]]]:
        """For each row below the first of a merged area its column and the row that has its text."""
        out: dict[int, list[tuple[int, int]]] = {}
        covered = 0
        for column, top, bottom in self.areas:
            covered += bottom - top
            if covered > MOST_COVERED:
                break
            for row in range(top + 1, bottom + 1):
                out.setdefault(row, []).append((column, top))
        return out


def check(data: bytes) -> dict[str, Part]:
    """The parts of a workbook by name in lower case; XlsxError where it is none, encrypted, a bomb, or has a DTD."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError) as error:
        raise XlsxError("The file is not a whole workbook: its zip container cannot be opened.") from error
    names = {e.filename.lower() for e in entries}
    if len(entries) > MOST_ENTRIES or len(names) < len(entries):
        raise XlsxError("The file has more parts than any workbook, or two of one name.")
    if not any(n.startswith("xl/") for n in names):
        raise XlsxError("The file is a zip archive, but holds no workbook.")
    left = LARGEST_TOTAL
    parts: dict[str, Part] = {}
    for entry in entries:
        name = entry.filename.lower()
        parts[name] = Part()
        if entry.flag_bits & 1:
            raise XlsxError("The file is encrypted; save it without a password.")
        if name.endswith((".xml", ".rels")):
            left -= _look(archive, entry, parts[name], left)
    return parts


def _look(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, part: Part, left: int) -> int:
    """Goes through a part in pieces; its size."""
    sheet = bool(_SHEET.fullmatch(entry.filename.lower()))
    name = "".join(c if c.isprintable() else "?" for c in entry.filename[:80])
    limit = left if sheet else min(left, LARGEST_PART)
    size = 0
    kept = b""
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > limit or (size > RATIO_FROM and size > max(1, entry.compress_size) * LARGEST_RATIO):
                    raise XlsxError(f"The part {name} unpacks to far more than a workbook holds.")
                _note(kept, piece, part, sheet=sheet, name=name)
                kept = piece[-_OVERLAP:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise XlsxError(f"The part {name} of the file is damaged; it cannot be unpacked.") from error
    return size


def _note(kept: bytes, piece: bytes, part: Part, *, sheet: bool, name: str) -> None:
    """Notes what a piece holds; `kept` is the end of the one before, so that nothing is cut in two."""
    whole = kept + piece
    if any(sign in whole for sign in _DECLARED) and _TYPE.search(whole):
        raise XlsxError(f"The part {name} declares a document type, which no workbook does; it is not read.")
    if not sheet:
        return
    start = len(kept)
    part.rows += sum(m.end() > start for m in _ROW.finditer(whole))
    for found in _MERGED.finditer(whole):
        if found.end() > start and len(part.areas) < MOST_MERGED:
            part.areas.append((_column(found[1]), int(found[2]), int(found[4])))
    if b"hidden" in whole:
        part.hidden_rows.update(int(m[1]) for m in _HIDDEN.finditer(whole) if m.end() > start)
        part.hidden_columns += sum(m.end() > start for m in _HIDDEN_COLUMN.finditer(whole))
    formulas = sum(m.end() > start for m in _FORMULA.finditer(whole))
    if formulas or part.formulas:
        part.formulas += formulas
        part.uncached += sum(m.end() > start for m in _UNCACHED.finditer(whole))


def _column(letters: bytes) -> int:
    """A column by its letters, from 0: A is 0, AA is 26."""
    value = 0
    for byte in letters:
        value = value * 26 + byte - 64
    return value - 1
