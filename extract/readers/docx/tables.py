"""Tables: one line a row, its cells joined by tabs; a table of one column is only a frame around paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lxml.etree import _Element

from extract.runover import Row, running_over

from .lines import Line, Mark
from .markup import toggle, w
from .views import revision

ReadCell = Callable[[_Element], Iterator[Line]]


def cells_of(row: _Element) -> list[_Element]:
    """The cells of a row."""
    return row.findall(w("tc"))


def is_frame(table: _Element) -> bool:
    """Whether no row of the table has a second cell: it is drawn around paragraphs, and they are read as such."""
    return all(len(cells_of(row)) <= 1 for row in table.iterfind(w("tr")))


def continues_above(cell: _Element) -> bool:
    """Whether a cell is merged into the one above it, so that nothing of it is seen."""
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return merge is not None and merge.get(w("val"), "continue") == "continue"


def read_row(row: _Element, read_cell: ReadCell) -> Line:
    """The line of a row: cells joined by tabs, the paragraphs of a cell by line ends, their numbers in the text.

    `read_cell` gives the lines of a cell. Tabs within a cell become spaces, so that a tab always parts two cells.
    """
    whole = Line()
    for at, cell in enumerate(cells_of(row)):
        inner = Line()
        for line in () if continues_above(cell) else read_cell(cell):
            line.number_in_text()
            line.strip()
            inner.append(line, "\n")
        inner.text = inner.text.replace("\t", " ")
        inner.strip()
        whole.text += "\t" if at else ""
        start = len(whole.text)
        whole.append(inner)
        whole.marks.append(Mark("cell", start, len(whole.text)))
    properties = row.find(w("trPr"))
    for child in () if properties is None else properties:
        change = revision(child)
        if change:
            whole.marks = [mark for mark in whole.marks if mark.kind not in ("inserted", "deleted")]
            whole.marks.append(Mark("inserted" if change == "inserted" else "deleted", 0, len(whole.text)))
    whole.dropped = not whole.text.strip() or bool(toggle(properties, "hidden"))
    return whole


def joined(rows: Sequence[Line]) -> list[Line]:
    """The rows of a table, those that run over put into the rows above them."""
    found = running_over([Row(tuple(c.of(row.text) for c in row.cells()), _emphasised(row)) for row in rows])
    out: list[Line] = []
    for n, row in enumerate(rows):
        if n not in found:
            out.append(row)
            continue
        above, last = out[-1], row.cells()[-1]
        row.text = row.text[last.start :]
        row.marks = [
            replace(mark, start=max(0, mark.start - last.start), end=max(0, mark.end - last.start))
            for mark in row.marks
            if mark.kind != "cell"
        ]
        cells = above.cells()
        above.append(row, "\n")
        above.marks = [mark for mark in above.marks if mark.kind != "cell"]
        above.marks += [Mark("cell", cell.start, cell.end) for cell in cells[:-1]]
        above.marks.append(Mark("cell", cells[-1].start, len(above.text)))
    return out


def _emphasised(row: Line) -> bool:
    """Whether the first cell of a row begins with emphasised text."""
    first = row.cells()[0] if row.cells() else None
    return first is not None and any(s.start <= first.start + 1 < first.end for s in row.emphasis())
