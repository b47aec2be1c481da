"""PDF files (.pdf): pages become blocks; what a page adds is counted, what cannot be read is told page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from extract import runover
from ontology.places import Problem
from ontology.source import Block, Source

from . import aligned, columns, flow, furniture, grid, listing, ocr, pictures, redline, scan, tables
from . import blocks as make
from .document import PdfError, open_pdf, read_page
from .furniture import Item, Sheet
from .lines import Line, line_of
from .pages import Page, Picture, Rule
from .paragraphs import Setting, paragraphs, setting
from .rows import rows, stops
from .tables import Table

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 4_000
MOST_CHARACTERS = 20_000_000

__all__ = ["PdfError", "knows", "read", "read_pdf"]


@dataclass(slots=True)
class _Reading:
    """What is gathered page by page."""

    sheets: list[Sheet] = field(default_factory=list)
    marks: redline.Marks = field(default_factory=redline.Marks)
    problems: list[Problem] = field(default_factory=list)
    pictured: dict[int, tuple[int, int]] = field(default_factory=dict)
    characters: int = 0
    gutter: float | None = None
    empty: list[int] = field(default_factory=list)
    scanned: int = 0
    label: str = ""


def knows(head: bytes, name: str) -> bool:
    """Whether a file is a PDF: its mark stands within the first 1,024 bytes."""
    return b"%PDF-" in head[:1024]


def read(data: bytes, path: Path, view: str) -> Source:
    """`read_pdf` as the registry of readers calls it."""
    return read_pdf(data, path.name, view)


def read_pdf(data: bytes, name: str, view: str = "accepted") -> Source:
    """The blocks of the PDF in `data` (a file called `name`); a PDF has one view alone.

    PdfError (one sentence) where there is no document to read: damaged, encrypted, without a page or a letter, an
    interactive form, or a redline, whose struck and inserted text a PDF shows as one.
    """
    reading = _Reading()
    with open_pdf(data) as document:
        count = len(document)
        for number in range(1, min(count, MOST_PAGES) + 1):
            _take(reading, document, number)
            if reading.characters > MOST_CHARACTERS:
                break
        done = len(reading.sheets)
    if done < count:
        message = f"The file has {count} pages; only the first {done} were read."
        reading.problems.append(Problem("LAP310", message))
    _check(reading, count)
    return _source(reading, data, name, count)


def _take(reading: _Reading, document: object, number: int) -> None:
    """Reads one page into items."""
    page, problem = read_page(document, number)
    if problem:
        reading.problems.append(Problem("LAP305", problem, page=number))
    if page.cut:
        message = f"Page {number} holds more than a page of text does; a part of it was left out."
        reading.problems.append(Problem("LAP310", message, page=number))
    if not problem and not any(c.isalnum() for w in page.words for c in w.text):
        reading.scanned += scan.whole(document, page)
        if not page.words:
            reading.empty.append(number)
    elif page.unmapped > 0.3 * page.characters:
        message = f"Page {number} does not tell which letters it shows; its text is not to be relied on."
        reading.problems.append(Problem("LAP305", message, page=number))
    reading.characters += page.characters
    rules = redline.look(page, reading.marks)
    items, reading.gutter = _items(page, rules, reading.gutter)
    used = _picture_numbers(page, items)
    if used:
        reading.label = scan.numbers(document, page, used, reading.label)
        reading.pictured[number] = (len(used), sum(bool(p.text) for p in used))
    reading.sheets.append(Sheet(number, page.height, items, page.width))


def _items(page: Page, rules: Sequence[Rule], gutter: float | None) -> tuple[list[Item], float | None]:
    """The lines and tables of a page in reading order, and the middle of its gutter."""
    found: list[Table] = []
    words = page.words
    for one in grid.grids(rules):
        table, taken = tables.fill(one, words, page.number)
        if table.rows:
            found.append(table)
            words = [w for w in words if w.order not in taken]
    regions, gutter = columns.split(words, gutter)
    items: list[Item] = []
    waiting = sorted(found, key=lambda t: t.top)
    for column, region in enumerate(regions):
        for item in _region(region, page.number, column):
            while waiting and waiting[0].top < item.y and _beside(waiting[0], region):
                items.append(waiting.pop(0))
            items.append(item)
    return items + list(waiting), gutter


def _beside(table: Table, region: columns.Region) -> bool:
    """Whether a table stands in a region and not in the column beside it."""
    return table.left < region.right and table.right > region.left


def _region(region: columns.Region, page: int, column: int) -> Iterator[Line]:
    lines = rows(region.words)
    second = stops(lines)
    for k, words in enumerate(lines):
        line = line_of(words, page, left=region.left, right=region.right, stops=second.get(k, ()))
        if line is not None:
            line.column = column
            yield line


def _picture_numbers(page: Page, items: Sequence[Item]) -> list[Picture]:
    lines = [i for i in items if isinstance(i, Line)]
    lines += [line for i in items if isinstance(i, Table) for row in i.rows for cell in row for line in cell]
    if not lines or not page.pictures:
        return []
    size = median(line.size for line in lines)
    return pictures.attach(lines, pictures.candidates(page.pictures, size))


def _check(reading: _Reading, count: int) -> None:
    """PdfError where the pages hold no document that can be relied on; LAP305 for each page without text."""
    if reading.marks.fused:
        pages = ", ".join(str(n) for n in reading.marks.pages[:5])
        raise PdfError(
            f"It is a redline: changes are shown among its text (page {pages}) and a PDF does not tell new text from"
            " old; ask for the Word file (.docx) with its tracked changes. [LAP306]"
        )
    if not any(sheet.items for sheet in reading.sheets):
        many = "page holds" if count == 1 else "pages hold"
        raise PdfError(
            f"Its {count} {many} pictures or nothing, and no text; {ocr.advice()}ask for the Word file. [LAP305]"
        )
    for number in reading.empty:
        message = f"Page {number} has no text; it is empty, a picture, or a scan that could not be read."
        reading.problems.append(Problem("LAP305", message, page=number))


def _source(reading: _Reading, data: bytes, name: str, count: int) -> Source:
    left = furniture.remove(reading.sheets)
    flow.margins(reading.sheets)
    body, notes = flow.parted(reading.sheets)
    body = flow.tabled(body)
    lines = [i for i in body if isinstance(i, Line)]
    inner = [cell for i in body if isinstance(i, Table) for row in i.rows for cell in row]
    how = setting([*flow.runs(body), *inner])
    words = make.Words([*lines, *(line for cell in inner for line in cell)])
    repeated, out = _blocks(body, how, words)
    noted = make.paragraph_blocks(paragraphs(notes, how), how, words)
    out = listing.marked(list(runover.joined(b for b in out if b.text or b.number)), count)
    out, gone = make.with_notes(out, noted)
    told = pictures.told(reading.pictured)
    problems = [*reading.problems, *(Problem("LAP307", message, page=page) for page, message in told)]
    metadata = [("pages", str(count))]
    metadata += [("left-out-lines", str(left.lines + repeated))] if left.lines + repeated else []
    metadata += (
        [("running-lines", "; ".join(f"{s} ({n})" for s, n in left.shapes.items())[:2000])] if left.lines else []
    )
    metadata += [("repeated-table-headers", str(repeated))] if repeated else []
    metadata += [("note-marks", str(gone))] if gone else []
    metadata += [("numbers-as-pictures", str(sum(n for n, _ in reading.pictured.values())))] if reading.pictured else []
    metadata += [("pages-by-ocr", str(reading.scanned))] if reading.scanned else []
    return Source(
        name,
        MEDIA_TYPE,
        hashlib.sha256(data).hexdigest(),
        tuple(out),
        metadata=tuple(metadata),
        problems=tuple(sorted(problems, key=lambda p: (p.page or 0, p.code))),
    )


def _blocks(body: Sequence[Item], how: Setting, words: make.Words) -> tuple[int, list[Block]]:
    """The blocks of all items, and how many printed-again headers of tables were dropped."""
    merged: list[Item] = []
    last_page = 0
    for item in body:
        before = merged[-1] if merged else None
        joins = isinstance(item, Table) and isinstance(before, Table) and last_page == item.page - 1
        if isinstance(item, Line) and isinstance(before, Table) and aligned.rest_of(before, item, last_page):
            continue
        last_page = item.page
        if joins and isinstance(item, Table) and isinstance(before, Table) and tables.continued(before, item):
            continue
        merged.append(item)
    found = [paragraphs(run, how) for run in flow.runs(merged)]
    made = make.paragraph_blocks([p for run in found for p in run], how, words)
    out: list[Block] = []
    run = iter(found)
    at = number = repeated = 0
    previous: Item | None = None
    for item in merged:
        if isinstance(item, Table):
            number += 1
            repeated += item.repeated
            out += make.row_blocks(item, number, how, words)
        elif not isinstance(previous, Line):
            size = len(next(run))
            out += made[at : at + size]
            at += size
        previous = item
    return repeated, out
