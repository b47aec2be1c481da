"""Tables in plain text: cells parted by tabs, by upright strokes, or set in columns by spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.numbering import read_labels
from ontology.places import Span
from ontology.source import Block

_RULE = re.compile(r"\s*\|?[\s:|+=_-]*[-=_]{2,}[\s:|+=_-]*\|?\s*$")
_GAP = re.compile(r"(?P<first>\S(?:.{0,48}?\S)?)(?P<gap>\s{2,})(?P<second>\S)")
_STOPPED = re.compile(r"[.;:!?][”\"’')]?$|[.;,]?\s(?:and|or)$")
_DONE = re.compile(r"[.;:]$")


@dataclass(frozen=True, slots=True)
class Table:
    """The lines `start` to `end` (half open) as rows of cells, each row with the index of its first line."""

    start: int
    end: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def find(lines: Sequence[str]) -> list[Table]:
    """The tables in some lines, in order; a line that may be a clause or a line of contents is in none."""
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        table = None
        if lines[i].strip():
            table = _piped(lines, i) or _tabbed(lines, i) or _aligned(lines, i)
        if table:
            tables.append(table)
            i = table.end
        else:
            i += 1
    return tables


def row(cells: Sequence[str], *, table: int, page: int | None = None, level: int = 0) -> Block:
    """A row block: the cells joined by tabs, with their spans."""
    return emphasised_row([(cell, ()) for cell in cells], table=table, page=page, level=level)


def emphasised_row(
    cells: Sequence[tuple[str, tuple[Span, ...]]], *, table: int, page: int | None = None, level: int = 0
) -> Block:
    """A row block of cells that have emphasis of their own."""
    spans: list[Span] = []
    emphasis: list[Span] = []
    texts: list[str] = []
    at = 0
    for cell, inner in cells:
        text = re.sub(r"[\t\n\r]", " ", cell)
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        spans.append(Span(at, at + len(text)))
        moved = (Span(max(0, s.start - lead), min(len(text), s.end - lead)) for s in inner)
        emphasis += [Span(at + s.start, at + s.end) for s in moved if s.start < s.end]
        texts.append(text)
        at += len(text) + 1
    joined = "\t".join(texts)
    return Block("row", joined, level=level, page=page, cells=tuple(spans), emphasis=tuple(emphasis), table=table)


def _piped(lines: Sequence[str], start: int) -> Table | None:
    """At least two lines with the same number of upright strokes; rules (|---|---|) are no rows."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    i = start
    width = 0
    while i < len(lines):
        line = lines[i].strip()
        if rows and _RULE.match(line) and ("-" in line or "=" in line):
            i += 1
            continue
        cells = _stroke_cells(line)
        if len(cells) < 2 or (width and len(cells) != width):
            break
        width = len(cells)
        rows.append((i, cells))
        i += 1
    return Table(start, i, tuple(rows)) if len(rows) >= 2 else None


def _stroke_cells(line: str) -> tuple[str, ...]:
    if "|" not in line or (not line.startswith("|") and " | " not in line):
        return ()
    inner = line.removeprefix("|").removesuffix("|")
    return tuple(cell.strip().replace("\0", "|") for cell in inner.replace("\\|", "\0").split("|"))


def _tabbed(lines: Sequence[str], start: int) -> Table | None:
    """Lines with tabs between cells, blank lines between them allowed: two at least, or one of three cells."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    end = i = start
    while i < len(lines):
        if not lines[i].strip():
            i += 1
            continue
        cells = _tab_cells(lines[i])
        if not cells or (rows and len(cells) != len(rows[0][1])):
            break
        rows.append((i, cells))
        i += 1
        end = i
    if len(rows) >= 2 or (rows and (len(rows[0][1]) > 2 or rows[0][1][0][:1] in '"“')):
        return Table(start, end, tuple(rows))
    return None


def _tab_cells(line: str) -> tuple[str, ...]:
    """The cells of a line, () where it is a clause with its number, or a line of a table of contents."""
    if "\t" not in line.strip():
        return ()
    cells = tuple(cell.strip() for cell in line.strip().split("\t"))
    cells = tuple(cell for k, cell in enumerate(cells) if cell or 0 < k < len(cells) - 1)
    if len(cells) < 2:
        return ()
    found = read_labels(cells[0] + "\t")
    if found and found[-1].end >= len(cells[0]) and len(cells) == 2:
        return ()
    return cells


def _aligned(lines: Sequence[str], start: int) -> Table | None:
    """Two columns by spaces: at least two lines whose second column starts at the same place."""
    column = _second_column(lines[start])
    if not column:
        return None
    margin = len(lines[start]) - len(lines[start].lstrip())
    rows: list[tuple[int, tuple[str, ...]]] = []
    i, end, blank, hanging = start, start, False, False
    while i < len(lines):
        line = lines[i]
        if not line.strip():
            if blank:
                break
            blank, i = True, i + 1
            continue
        indent = len(line) - len(line.lstrip())
        if indent == column and rows:
            first, second = rows[-1][1]
            rows[-1] = (rows[-1][0], (first, f"{second} {line.strip()}"))
            hanging = True
        elif indent == margin and _second_column(line) == column:
            rows.append((i, (line[:column].strip(), line[column:].strip())))
        else:
            break
        i, end, blank = i + 1, i + 1, False
    if len(rows) < 2 or (len(rows) == 2 and not hanging and end - start < 2):
        return None
    return Table(start, end, _joined(rows))


def _joined(rows: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows; two are one where both cells run over: most rows end in a stop, and the upper one does not."""
    stopped = [bool(_STOPPED.search(cells[1])) for _, cells in rows]
    if sum(stopped) * 10 < len(rows) * 6:
        return tuple(rows)
    out: list[tuple[int, tuple[str, ...]]] = []
    for n, (line, cells) in enumerate(rows):
        if n and not stopped[n - 1] and len(out[-1][1]) == len(cells) and cells[1][:1].islower():
            above, before = out[-1]
            out[-1] = (above, tuple(f"{a} {b}" for a, b in zip(before, cells, strict=True)))
        else:
            out.append((line, cells))
    return tuple(out)


def _second_column(line: str) -> int:
    """The column at which the second cell of a line starts, 0 where the line has but one."""
    body = line.lstrip()
    if "\t" in body or len(body) < 5:
        return 0
    found = _GAP.match(body)
    if not found or len(found["gap"]) < 2 or _DONE.search(found["first"]):
        return 0
    labels = read_labels(found["first"] + " ")
    if labels and labels[-1].end >= len(found["first"]):
        return 0
    return len(line) - len(body) + found.start("second")
