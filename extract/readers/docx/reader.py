"""Word documents (.docx, .docm) in one view: blocks with computed numbers, author's references, comments, problems."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from lxml.etree import _Element

from ontology.places import Problem, Span
from ontology.source import Block, BlockKind, Comment, FieldReference, Source

from .archive import Package, PackageError
from .fields import FieldStack, all_end, number_shown, parse_ref, same_number
from .flow import Flow
from .lines import Line, Mark
from .markup import under, w
from .notes import Notes, Remark, remarks
from .numbering import Counter, Label, Lists
from .runs import RUN_NUMBER, Story
from .styles import Styles
from .views import VIEWS, View, apply, count

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NUMBERS_MISSING = "LAP301"
FILE_SKIPPED = "LAP309"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that the author named: its block, the label of its paragraph, its text where it is within one line."""

    block: int
    label: Label | None
    text: str


@dataclass(slots=True)
class Reading:
    """What is gathered on the way through one document."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    bookmarks: dict[str, Bookmark] = field(default_factory=dict)
    homeless: list[Mark] = field(default_factory=list)
    title: str = ""

    def add(self, kind: BlockKind, line: Line, table: int | None = None, number: str | None = None) -> None:
        """Makes a block of a line, unless a reader would see nothing there."""
        if kind != "row":
            line.strip()
        label = line.label if kind in ("paragraph", "heading") else None
        shown = number if number is not None else "" if label is None else label.text
        at = len(self.blocks)
        for mark in line.of("bookmark"):
            text = line.text[mark.start : mark.end]
            self.bookmarks.setdefault(mark.value.casefold(), Bookmark(at, mark.label, text))
        if not line.text and (not shown or shown == "•"):
            self.homeless += line.of("comment")
            return
        line.marks += [replace(mark, start=0, end=0) for mark in self.homeless]
        self.homeless.clear()
        level = label.level + 1 if label is not None else 0 if line.outline is None else line.outline + 1
        self.title = self.title or (line.text if line.title else "")
        self.lines.append(line)
        self.blocks.append(
            Block(
                kind,
                line.text,
                shown,
                level if kind in ("paragraph", "heading") else 0,
                cells=line.cells(),
                emphasis=line.emphasis(),
                table=table,
                changes=line.changes(),
            )
        )

    def references(self) -> tuple[FieldReference, ...]:
        """The author's references of every block, resolved."""
        found = (
            self._reference(at, line, mark)
            for at, line in enumerate(self.lines)
            if not line.contents
            for mark in line.of("field")
        )
        return tuple(one for one in found if one is not None)

    def _reference(self, at: int, line: Line, mark: Mark) -> FieldReference | None:
        ref = parse_ref(mark.value)
        if ref is None:
            return None
        cached = line.kept(mark.start, mark.end)
        span = Span(mark.start, mark.end)
        target = self.bookmarks.get(ref.bookmark.casefold())
        if target is None:
            return FieldReference(at, span, mark.value, ref.bookmark, cached, None, "gone")
        computed: str | None = None
        if ref.numbered:
            computed = number_shown(ref, target.label, mark.label) if target.label is not None else "0"
        elif not ref.switches & {"pageref", "noteref", "p", "f"} and not mark.value.upper().startswith("HYPERLINK"):
            computed = target.text or None
        same = computed is None or same_number(cached, computed)
        return FieldReference(
            at,
            span,
            mark.value,
            ref.bookmark,
            cached,
            computed,
            "current" if same else "stale",
            min(target.block, len(self.blocks) - 1),
            "" if target.label is None else target.label.full(),
        )

    def comments(self, texts: dict[str, Remark]) -> tuple[Comment, ...]:
        """The comments of every block, with their places."""
        return tuple(
            Comment(
                at, Span(mark.start, mark.end), texts[mark.value].author, texts[mark.value].date, texts[mark.value].text
            )
            for at, line in enumerate(self.lines)
            for mark in line.of("comment")
            if mark.value in texts
        )


def knows(head: bytes, name: str) -> bool:
    """Whether the first bytes of a file are a Word document: a zip with the parts of one, or named as one."""
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or name.lower().endswith((".docx", ".docm", ".dotx")))


def read(data: bytes, path: Path, view: str) -> Source:
    """`read_docx` as the registry of readers calls it."""
    return read_docx(data, path.name, view)


def read_docx(data: bytes, name: str, view: str = "accepted") -> Source:
    """The Word document in `data` (a file called `name`) in a view: "original", "accepted" or "marked-up".

    PackageError where there is no document to read; ValueError for another view.
    """
    source, _ = read_with_runs(data, name, view, numbered=False)
    return source


def read_with_runs(
    data: bytes, name: str, view: str, numbered: bool = True
) -> tuple[Source, tuple[tuple[tuple[Span, int], ...], ...]]:
    """As `read_docx`, and for each block the runs that its characters come from.

    A run is given by its place, from 0, among the `w:r` elements of the main part as the file has it.
    """
    if view not in VIEWS:
        raise ValueError(f"there is no view {view!r}; there are {', '.join(VIEWS)}")
    package = Package(data)
    main = package.main()
    root = package.tree(main)
    body = None if root is None else root.find(w("body"))
    if root is None or body is None:
        raise PackageError("The file holds no Word document: its main part has no body.")
    if numbered:
        for at, run in enumerate(under(root, "r")):
            run.set(RUN_NUMBER, str(at))
    reading, metadata, problems, texts = _read(package, main, root, body, cast("View", view))
    runs = tuple(
        tuple((Span(mark.start, mark.end), int(mark.value)) for mark in line.of("run")) for line in reading.lines
    )
    source = Source(
        name,
        MEDIA_TYPE,
        hashlib.sha256(data).hexdigest(),
        tuple(reading.blocks),
        reading.title,
        metadata,
        problems,
        reading.references(),
        reading.comments(texts),
    )
    return source, runs


def _read(
    package: Package, main: str, root: _Element, body: _Element, view: View
) -> tuple[Reading, tuple[tuple[str, str], ...], tuple[Problem, ...], dict[str, Remark]]:
    parts = package.related(main)
    trees = {
        kind: package.tree(parts.get(kind, f"word/{kind}.xml"))
        for kind in ("styles", "numbering", "footnotes", "endnotes", "comments")
    }
    changes = count(root)
    for kind in ("styles", "numbering"):
        part = trees[kind]
        if part is not None and view != "marked-up":
            apply(part, view)
    styles = Styles(trees["styles"])
    lists = Lists(trees["numbering"], styles)
    apply(root, view)
    flow = Flow(Story(styles, Counter(lists), FieldStack(whole=all_end(root))))
    boxes = Flow(Story(styles, Counter(lists)))
    notes = Notes(Flow(Story(styles, Counter(lists))))
    notes.add("footnote", trees["footnotes"], view)
    notes.add("endnote", trees["endnotes"], view)
    reading = Reading()
    for kind, line, table in flow.read(body):
        reading.add(kind, line, table)
        _beside(reading, line, boxes, notes)
    texts = remarks(trees["comments"])
    told = {"view": view, **{k: str(n) for k, n in changes.items()}, "comments": str(len(texts)) if texts else ""}
    running = sum("/header" in n or "/footer" in n for n in package.names() if n.endswith(".xml"))
    told["headers-and-footers"] = str(running) if running else ""
    told["macros"] = "present, never run" if any(n.endswith("vbaproject.bin") for n in package.names()) else ""
    metadata = tuple((key, text) for key, text in told.items() if text)
    return reading, metadata, _problems(flow, lists, trees["numbering"]), texts


def _beside(reading: Reading, line: Line, boxes: Flow, notes: Notes) -> None:
    """Adds what hangs on a line: its text boxes, and its notes."""
    for box in line.boxes:
        for kind, inner, table in boxes.read(box):
            reading.add(kind, inner, table)
    for kind_, id_ in line.notes:
        found = notes.take(kind_, id_)
        if found is not None:
            reading.add("note", found[1], number=found[0])


def _problems(flow: Flow, lists: Lists, numbering: _Element | None) -> tuple[Problem, ...]:
    out = []
    if lists.missing:
        what = "has no list definitions" if numbering is None else "does not define all of its lists"
        message = f"The file {what}: {lists.missing} paragraphs should have a number and have none."
        out.append(Problem(NUMBERS_MISSING, message))
    if flow.story.uncounted:
        message = f"{flow.story.uncounted} numbers are made by LISTNUM or AUTONUM fields and are missing from the text."
        out.append(Problem(NUMBERS_MISSING, message))
    out += [Problem(FILE_SKIPPED, f"The file has {what}, which is left out.") for what in sorted(set(flow.unread))]
    return tuple(out)
