"""Labels in tables: a column headed "Clause", a row that a document heads. What stands in a cell leans on its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import digits

from extract.needles import Needles
from ontology.model import Provision

from . import lists
from .documents import Names, named
from .piece import Piece, Scene
from .words import Words

_HEADED = re.compile(r"\b([A-Za-z-]{4,14})\b")
_PROVISION = frozenset(("provision", "provisions", "reference", "references", "clause", "clauses"))
_LABEL_CELL = re.compile(r"\s*(?=\d{1,3}[.(A-Za-z]|[A-Z]\d)")
_BARE_CELL = re.compile(r"\s*(?=\d)")
_IN = re.compile(r"\b(?:in|of|under|by|to|with|see)\s(?=\d{1,3}\.\d{1,3}[A-Z])")
_POINTS = re.compile(
    r"\b(?:[Ff]ollowing|[Aa]fter|[Bb]efore|[Ii]n|[Uu]nder|[Pp]er|[Ss]ee|[Ff]rom|[Tt]o|[Bb]y|[Ww]ith|[Oo]f|[Ss]teps?|[Uu]pon)\s"
    r"(?=\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?){1,4}(?![\w.%]*[\w%]))"
)
POINTS: Needles = tuple(f"{letter} {digit}" for letter in "gremnoyhfps" for digit in digits)
"""One of these is in all that `_POINTS` finds."""
_TAB = re.compile("\t")
_NUMBER = re.compile(r"(?<![A-Za-z])\d")
"""A digit that is no part of a name."""
_STEPS = frozenset(("step", "item", "row", "entry"))
"""Words over a first column that numbers its own rows."""
LONGEST_HEADER = 50
"""Characters of a cell that may head a column of labels."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of labels: the `unit` and the `document` that its header names, "" where it names none."""

    unit: str
    document: str


def is_row(provision: Provision) -> bool:
    """Whether a provision is a row of a table."""
    return provision.kind == "row" or bool(provision.cells)


def cells_of(provision: Provision) -> list[tuple[int, int]]:
    """The stretches of a provision's text that are read apart: the cells of a row, else the whole text."""
    if provision.cells:
        return [(cell.start, cell.end) for cell in provision.cells]
    text = provision.text
    if "\t" not in text:
        return [(0, len(text))]
    ends = [*(tab.start() for tab in _TAB.finditer(text)), len(text)]
    return list(zip((0, *(end + 1 for end in ends)), ends, strict=False))


def columns(header: Provision, words: Words, names: Names) -> dict[int, Column]:
    """The columns that a table's first row heads with a word for a provision: "Clause", "S1SR clause", "Provision"."""
    found: dict[int, Column] = {}
    for index, (start, end) in enumerate(cells_of(header)):
        text = header.text[start:end].strip()
        if not text or len(text) > LONGEST_HEADER or _NUMBER.search(text):
            continue
        units = [words.plain(word) for word in _HEADED.findall(text)]
        unit = next((u for u in units if u in words.profile.provision_units), "")
        if index == 0 and unit in _STEPS:
            continue
        if unit or _PROVISION.intersection(units):
            document = next((mention.name for mention in named(text, names)), "")
            found[index] = Column(unit, document)
    return found


def in_column(scene: Scene, column: Column) -> Iterator[Piece]:
    """label-column: a cell that is nothing but labels, in a column whose header is the word for a provision."""
    match = (_BARE_CELL if column.unit else _LABEL_CELL).match(scene.text)
    if match is None:
        return
    members, end = lists.read(scene.text, match.end())
    if members and not scene.text[end:].strip(" \t."):
        yield Piece(match.end(), end, "labels", "label-column", column.unit, members, column.document)


def of_rows(scene: Scene, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """row-of-table: the number of an own provision in a cell, behind a word that points: "Following 3.1"."""
    for match in _POINTS.finditer(scene.text):
        members, end = lists.read(scene.text, match.end())
        own = all(member.label in scene.labels and not member.through for member in members)
        if members and own and not any(p.start < end and match.end() < p.end for p in pieces):
            yield Piece(match.end(), end, "labels", "row-of-table", "", members)


def in_row(scene: Scene, head: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """row-of-document: labels such as 3.14E in a later cell of a row that begins with a document's name."""
    for match in _IN.finditer(scene.text):
        members, end = lists.read(scene.text, match.end())
        if members and not any(p.start < end and match.end() < p.end for p in pieces):
            yield Piece(match.end(), end, "labels", "row-of-document", "", members, head)
