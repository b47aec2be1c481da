"""All rules over one text: the pieces that they find, where an earlier rule keeps what a later one would take."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from operator import attrgetter

from extract.needles import has_any

from . import again, behind, documents, tables
from .lookalikes import named_numbers
from .piece import Piece, Scene
from .rules import Rule

_LETTER = re.compile(r"[A-Za-z§]")
"""A number alone, as in most cells of a table, is a label only where the head of its column says so."""
_SIGN = re.compile(r"[\dA-Z(§]")
_WORDS = (
    "this", "these", "proposed", "preceding", "previous", "foregoing", "above", "following", "next", "succeeding",
    "below", "schedule", "annex",
)  # fmt: skip
"""A text must have one of these signs or words for any rule to find something, but for what a table tells of cells."""

_BY_START = attrgetter("start")


def gather(scene: Scene, rules: Sequence[Rule], column: tables.Column | None = None, head: str = "") -> list[Piece]:
    """The pieces of `rules`, sorted, none over another. `column` and `head` are what a cell's table tells of it."""
    if column is None and _LETTER.search(scene.text) is None:
        return []
    if not scene.cell and _SIGN.search(scene.text) is None and not has_any(scene.text.casefold(), _WORDS):
        return []
    pieces = list(tables.in_column(scene, column)) if column is not None else []
    taken: list[tuple[int, int]] | None = None
    for find in (_divisions, *(rule.find for rule in rules)):
        for piece in find(scene):
            if taken is None:
                taken = [*_numbers(scene)]
                for one in pieces:
                    insort(taken, (one.start, one.end))
            at = bisect_left(taken, (piece.start, piece.end))
            if (at == 0 or taken[at - 1][1] <= piece.start) and (at == len(taken) or taken[at][0] >= piece.end):
                taken.insert(at, (piece.start, piece.end))
                pieces.append(piece)
    pieces.sort(key=_BY_START)
    if pieces:
        pieces += behind.bare_labels(scene, pieces)
        pieces.sort(key=_BY_START)
    if found := list(again.unnamed_labels(scene, pieces)):
        pieces = sorted((*pieces, *found), key=_BY_START)
    if scene.cell and (found := list(tables.of_rows(scene, pieces))):
        pieces = sorted((*pieces, *found), key=_BY_START)
    if head and scene.cell:
        pieces += tables.in_row(scene, head, pieces)
        pieces.sort(key=_BY_START)
    return pieces


def _divisions(scene: Scene) -> Iterator[Piece]:
    """The names of documents that end as a division does: they go before labels behind a unit word."""
    for one in documents.divisions(scene.text, scene.names):
        yield Piece(one.start, one.end, "document", one.rule, "", (), one.name)


def _numbers(scene: Scene) -> list[tuple[int, int]]:
    """The stretches that are numbers of other things, merged, but for those within the name of a document."""
    if not scene.numbers:
        return []
    numbers = _merged(sorted((start, end) for start, end, _ in named_numbers(scene.text)))
    if not numbers or not scene.names.by_first:
        return numbers
    known = [(one.start, one.end) for one in documents.named(scene.text, scene.names)]
    return [(start, end) for start, end in numbers if not any(a < start and end < b for a, b in known)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
