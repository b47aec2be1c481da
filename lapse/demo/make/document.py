"""One Word document from its pieces: the body, with its numbers, tables, fields, bookmarks and contents page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from . import parts
from .counting import Lists, Slot
from .habits import Habit
from .inline import Stretch, stretches
from .markup import NAMESPACES, Ids, bookmark, listed, paragraph, row, run, runs, shown_by, sign, table
from .styles import styles
from .text import CLAUSE, Piece

WIDTH = 9026
"""What is left of an A4 page between its margins, in twentieths of a point."""
_STYLES = ("Heading1", "Clause", "Item", "Subitem", "Added")
_DIVISIONS = ("schedule", "part")
_UNNUMBERED = {
    "title": "Title",
    "note": "Reconstruction",
    "plain": "Definition",
    "caption": "Caption",
    "subheading": "Heading2",
    "annex": "Division",
}


def document(pieces: Sequence[Piece], habit: Habit, redline: bool = False) -> bytes:
    """The .docx file of a written text; `redline` tells that its changes are tracked."""
    notes = {one.number: one.text for one in pieces if one.kind == "footnote"}
    body = _Body(habit)
    inner = body.read([one for one in pieces if one.kind != "footnote"])
    title = pieces[0].text
    made = {
        "document": f"<w:document {NAMESPACES}><w:body>{inner}{_PAGE}</w:body></w:document>",
        "styles": styles(habit.numbers),
        "numbering": parts.numbering(body.lists),
        "settings": parts.settings(redline),
        "header1": parts.header(title.partition(":")[0], habit.version),
        "footer1": parts.footer(),
    }
    if notes:
        made["footnotes"] = parts.footnotes(notes)
    return parts.package(made, parts.core(title))


_PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/><w:footerReference w:type="default" '
    'r:id="rIdfooter1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)


@dataclass(slots=True)
class _Body:
    """What is known on the way through the pieces."""

    habit: Habit
    ids: Ids = field(default_factory=Ids)
    lists: Lists = field(init=False)
    bookmarks: dict[str, str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lists = Lists(self.habit)
        targets = dict.fromkeys(one.target for one in self.habit.references)
        self.bookmarks = {target: f"_Ref{214000000 + 37 * n}" for n, target in enumerate(targets, 1)}

    def read(self, pieces: Sequence[Piece]) -> str:
        """The markup of all pieces, runs of rows as tables and lines of contents as one field."""
        lines = [one for one in pieces if one.kind == "contents"]
        self.contents = {one.number: f"_Toc{215000000 + 41 * n}" for n, one in enumerate(lines, 1)}
        out: list[str] = []
        at = 0
        while at < len(pieces):
            end = at + 1
            while pieces[at].kind in ("row", "contents") and end < len(pieces) and pieces[end].kind == pieces[at].kind:
                end += 1
            if pieces[at].kind == "row":
                out.append(self.table(pieces[at:end]))
            elif pieces[at].kind == "contents":
                out.append(self.contents_page(pieces[at:end]))
            else:
                out.append(self.paragraph(pieces[at], first=at))
            at = end
        return "".join(out)

    def paragraph(self, piece: Piece, first: int) -> str:
        """A paragraph with a number or without."""
        if not piece.level and not piece.path:
            return self.unnumbered(piece, first)
        slot = self.lists.slot(piece)
        inner = runs(self.ids, self.cut(piece), piece.status)
        if slot.by_hand:
            return self.by_hand(piece, slot, inner)
        if name := self.bookmarks.get(piece.path):
            inner = bookmark(self.ids, name, inner)
        if piece.level == CLAUSE and (name := self.contents.get(piece.number)):
            inner = bookmark(self.ids, name, inner)
        more = "" if slot.num is None else listed(slot.num, slot.level)
        if piece.level == CLAUSE and piece.number == next(iter(self.contents), None):
            more = f"<w:pageBreakBefore/>{more}"
        style = "Division" if piece.kind in _DIVISIONS else _STYLES[piece.level]
        return paragraph(self.ids, inner, style, more, piece.status)

    def by_hand(self, piece: Piece, slot: Slot, inner: str) -> str:
        """A paragraph whose number is typed in front of it, with a tab, and whose style has it in a list no more."""
        if piece.kind in _DIVISIONS:
            return paragraph(self.ids, run(f"{piece.number}: ") + inner, "Division")
        number = run(piece.number)
        if name := self.bookmarks.get(piece.path):
            number = bookmark(self.ids, name, number)
        style = _STYLES[slot.level]
        left = 720 * max(slot.level, 1)
        more = f'{listed(0)}<w:ind w:left="{left}" w:hanging="720"/>'
        return paragraph(self.ids, number + run("\t") + inner, style, more, piece.status)

    def unnumbered(self, piece: Piece, first: int) -> str:
        """A title, a note, a definition, a caption: by its style."""
        style = "Version" if piece.kind == "plain" and first == 2 else _UNNUMBERED[piece.kind]
        found = self.cut(piece)
        if piece.kind == "caption":
            label, _, rest = piece.text.partition(":")
            word, number = label.split(" ")
            inner = run(f"{word} ") + shown_by("SEQ Table \\* ARABIC", run(number)) + run(f":{rest}")
        else:
            inner = runs(self.ids, found, piece.status)
        return paragraph(self.ids, inner, style, status=piece.status)

    def cut(self, piece: Piece) -> list[Stretch]:
        """The stretches of a piece, with its cross-references that are fields."""
        here = [one for one in self.habit.references if one.at == piece.path and piece.path]
        shown = []
        for one in here:
            typed = self.habit.numbers == "typed" or dict(self.habit.inserted).get(one.target[:-1]) == "typed"
            switch = "" if typed else f"\\{one.switch} "
            shown.append((one.shown, f"REF {self.bookmarks[one.target]} {switch}\\h"))
        return stretches(piece.text, piece.edits, shown)

    def table(self, rows: Sequence[Piece]) -> str:
        """A table; the terms of a table of definitions are bold."""
        size = len(rows[0].cells)
        widths = [2750, WIDTH - 2750] if size == 2 else [WIDTH // size] * size
        made = []
        for piece in rows:
            cells = []
            for n, (width, text) in enumerate(zip(widths, piece.cells, strict=True)):
                weight = "<w:b/>" if piece.header or (n == 0 and size == 2) else ""
                edits = piece.edits if n == size - 1 else ()
                inner = runs(self.ids, stretches(text, edits), piece.status, weight)
                cells.append((width, paragraph(self.ids, inner, "TableText", status=piece.status)))
            made.append(row(self.ids, cells, piece.header, piece.status))
        spacer = paragraph(self.ids, "", more='<w:spacing w:after="0"/>')
        return table(widths, made) + spacer

    def contents_page(self, lines: Sequence[Piece]) -> str:
        """A TOC field in a content control, each line a link with the page as a field of its own."""
        out = [paragraph(self.ids, run("Contents"), "TOCHeading")]
        for n, line in enumerate(lines):
            name = self.contents[line.number]
            page = shown_by(f"PAGEREF {name} \\h", run(line.cells[0]))
            words = run(f"{line.number}\t{line.text}\t")
            link = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}{page}</w:hyperlink>'
            start = ""
            if n == 0:
                code = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
                start = sign("begin") + code + sign("separate")
            out.append(paragraph(self.ids, start + link + (sign("end") if n == len(lines) - 1 else ""), "TOC1"))
        about = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{''.join(out)}</w:sdtContent></w:sdt>"
