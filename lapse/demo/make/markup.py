"""WordprocessingML as text: runs, fields, bookmarks, paragraphs, rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from .inline import Stretch
from .text import Status

AUTHOR = "Code drafting team"
DATE = "2025-10-17T09:00:00Z"

RAISED = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
"""The properties of a run that holds the sign of a note."""

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(slots=True)
class Ids:
    """The ids that a document gives out: of bookmarks and of tracked changes."""

    bookmarks: count[int] = field(default_factory=lambda: count(1))
    changes: count[int] = field(default_factory=lambda: count(901))

    def change(self) -> str:
        """The attributes of the next tracked change."""
        return f'w:id="{next(self.changes)}" w:author={quoteattr(AUTHOR)} w:date="{DATE}"'


def words(text: str, deleted: bool = False) -> str:
    """The text of a run."""
    name = "delText" if deleted else "t"
    parts = (f'<w:{name} xml:space="preserve">{escape(part)}</w:{name}>' for part in text.split("\t"))
    return "<w:tab/>".join(parts)


def run(text: str, properties: str = "", deleted: bool = False) -> str:
    """A run of text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inner}{words(text, deleted)}</w:r>"


def sign(kind: str) -> str:
    """A run that begins, separates or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def shown_by(code: str, result: str) -> str:
    """A field: its code, and the runs of its result."""
    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return f"{sign('begin')}{instruction}{sign('separate')}{result}{sign('end')}"


def bookmark(ids: Ids, name: str, inner: str) -> str:
    """Markup within a bookmark."""
    id_ = next(ids.bookmarks)
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{id_}"/>'


def tracked(ids: Ids, status: Status, inner: str) -> str:
    """Runs that are put in or taken out, with who did it and when."""
    if not status or not inner:
        return inner
    name = "ins" if status == "inserted" else "del"
    return f"<w:{name} {ids.change()}>{inner}</w:{name}>"


def runs(ids: Ids, found: Iterable[Stretch], status: Status = "", properties: str = "") -> str:
    """The runs of a text; `status` is that of the whole, `properties` those of every run."""
    out = []
    for one in found:
        change = status or one.change
        deleted = change == "deleted"
        if one.note:
            inner = f'<w:r>{RAISED}<w:footnoteReference w:id="{one.note}"/></w:r>'
        else:
            inner = run(one.text, ("<w:b/>" if one.bold else "") + properties, deleted)
            inner = shown_by(one.field, inner) if one.field else inner
        out.append(tracked(ids, change, inner))
    return "".join(out)


def paragraph(ids: Ids, inner: str, style: str = "", more: str = "", status: Status = "") -> str:
    """A paragraph; `more` are properties behind its style, in Word's order."""
    mark = {"inserted": "ins", "deleted": "del"}.get(status, "")
    changed = f"<w:rPr><w:{mark} {ids.change()}/></w:rPr>" if mark else ""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more + changed
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def listed(num: int, level: int | None = None) -> str:
    """The list of a paragraph or a style; list 0 is none."""
    own = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{own}<w:numId w:val="{num}"/></w:numPr>'


def row(ids: Ids, cells: Iterable[tuple[int, str]], header: bool = False, status: Status = "") -> str:
    """A row of a table from the width of each cell (twentieths of a point) and the paragraphs in it."""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7EAEE"/>' if header else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>' for width, inner in cells
    )
    mark = {"inserted": "ins", "deleted": "del"}.get(status, "")
    changed = f"<w:{mark} {ids.change()}/>" if mark else ""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "") + changed
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def table(widths: Iterable[int], rows: Iterable[str]) -> str:
    """A table with rules between all cells."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A94A0"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
