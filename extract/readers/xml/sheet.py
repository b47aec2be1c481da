"""The blocks of a structured source as they are gathered, and how numbers that a file prints stand in a path."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import _Element

from extract.numbering import read_labels
from ontology import labels
from ontology.places import Problem, Span
from ontology.record import record
from ontology.source import Block, BlockKind, Division, GivenDefinition, GivenReference, ReferenceKind

from .run import EMPTY, Run

Tell = Callable[[_Element], tuple[str, str]]
"""What a link leads to: the id of a document ("" for its own) and the label or address in it."""

_UNIT = re.compile(
    r"(?P<unit>[A-Za-z][A-Za-z-]+(?:\s+Schedule)?)\s+(?P<label>[“\"]?[0-9A-Za-z.()+-]{1,16}[”\"]?)(?:\s*(?:[—–:-]|\s-).*)?",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = ("section", "sec", "article", "art", "clause", "regulation", "rule", "paragraph", "item")
_BULLET = re.compile(r"[^\w]*")
_QUOTES = "“”\"'‘’«» "


@record
@dataclass(frozen=True, slots=True)
class More:
    """What a block has beside its text: the number as printed, its label in a path, a title, cells."""

    number: str = ""
    label: str = ""
    heading: Run = EMPTY
    division: Division = ""
    cells: tuple[Span, ...] = ()
    table: int | None = None
    anchor: str = ""


PLAIN = More()


@dataclass(slots=True)
class Sheet:
    """Blocks in reading order; `tell` says what a link leads to, "" and "" for one that leads nowhere."""

    tell: Tell
    blocks: list[Block] = field(default_factory=list)
    references: list[GivenReference] = field(default_factory=list)
    definitions: list[GivenDefinition] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: int = 0

    def add(self, kind: BlockKind, run: Run, parent: int | None, more: More = PLAIN, *, quoted: bool = False) -> int:
        """Append a block, with what the editors tagged in it; its index."""
        at = len(self.blocks)
        heading = more.heading
        self.blocks.append(
            Block(
                kind,
                run.text,
                more.number,
                cells=more.cells,
                emphasis=run.emphasis,
                table=more.table,
                anchor=more.anchor,
                parent=parent,
                label=more.label,
                heading=heading.text,
                division=more.division,
                quoted=quoted,
            )
        )
        if run.links or run.terms:
            self._given(at, run, quoted=quoted, heading=False)
        if heading.links or heading.terms:
            self._given(at, heading, quoted=quoted, heading=True)
        return at

    def _given(self, at: int, run: Run, *, quoted: bool, heading: bool) -> None:
        for span, element in run.links:
            document, target = self.tell(element)
            kind: ReferenceKind = "provision" if target else "document"
            place = None if heading else span
            self.references.append(GivenReference(span.of(run.text), at, place, kind, document, target))
        for span in run.terms:
            self.definitions.append(GivenDefinition(span.of(run.text), at, None if heading else span, quoted))

    def row(
        self, cells: list[Run], parent: int | None, *, kind: BlockKind = "row", table: int, quoted: bool = False
    ) -> None:
        """Append a row of a table, its cells joined by tabs; nothing where all are empty."""
        if not any(cell.text for cell in cells):
            return
        spans: list[Span] = []
        at = 0
        for cell in cells:
            spans.append(Span(at, at + len(cell.text)))
            at += len(cell.text) + 1
        pairs = list(zip(cells, spans, strict=True))
        whole = Run(
            "\t".join(cell.text for cell in cells),
            tuple(_moved(one, place) for cell, place in pairs for one in cell.emphasis),
            tuple(_moved(one, place) for cell, place in pairs for one in cell.terms),
            tuple((_moved(one, place), element) for cell, place in pairs for one, element in cell.links),
        )
        self.add(kind, whole, parent, More(cells=tuple(spans), table=table), quoted=quoted)


def _moved(span: Span, place: Span) -> Span:
    return Span(span.start + place.start, span.end + place.start)


def before(words: str, run: Run) -> Run:
    """A run with words and a space in front of it: a number that is but printed there, a name for a symbol."""
    if not words:
        return run
    if not run.text:
        return Run(words)
    by = Span(len(words) + 1, 0)
    return Run(
        f"{words} {run.text}",
        tuple(_moved(one, by) for one in run.emphasis),
        tuple(_moved(one, by) for one in run.terms),
        tuple((_moved(one, by), element) for one, element in run.links),
        run.notes,
    )


def whole(text: str | None, default: int) -> int:
    """The number that an attribute gives, the default where it gives none or one beyond all sense."""
    return int(text) if text and len(text) < 6 and text.isdecimal() else default


def shown(number: str) -> str:
    """A printed number without the full stop or the dash that parts it from its text: "SEC. 2." is "SEC. 2"."""
    return number.rstrip(".:—– ")


@lru_cache(maxsize=65_536)
def label_of(number: str) -> str:
    """A printed number as it stands in a path: "Section 4." is "4", "a)" is "(a)", "5 to 7" is "5"; "" for a bullet."""
    bare = number.strip(_QUOTES)
    bare = bare.lstrip("§ ") if bare.startswith("§") else bare
    if not bare or _BULLET.fullmatch(bare):
        return ""
    found = read_labels(bare) or read_labels(bare + ".")
    if found:
        path = ""
        for one in found:
            path = labels.join(path, one.path)
        return path
    unit = _UNIT.fullmatch(bare)
    if unit and unit["unit"].lower().rstrip("s") in _NUMBERED:
        return unit["label"].strip(_QUOTES + ".")
    return bare.rstrip(".:")


@lru_cache(maxsize=4_096)
def division_of(name: str) -> str:
    """The name of a part or schedule as it stands in a path: "SCHEDULE 1 / ANNEXE 1" is "Schedule 1"."""
    bare = " ".join(name.partition(" / ")[0].strip(_QUOTES).rstrip(".:—–- ").split())
    found = _UNIT.fullmatch(bare)
    if not found:
        return bare.capitalize() if bare.isupper() and bare.isalpha() and len(bare) > 3 else bare
    unit = " ".join(word.capitalize() for word in found["unit"].split())
    if unit.lower().rstrip("s") in _NUMBERED and unit.lower() != "section":
        return found["label"].strip(_QUOTES + ".")
    if unit == "The":
        return found["label"].capitalize()
    return f"{unit} {found['label'].strip(_QUOTES + '.')}"
