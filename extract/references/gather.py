"""All rules over one text: the pieces that they find, where an earlier rule keeps what a later one would take."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.needles import has_any

from . import again, behind, documents, tables
from .lookalikes import named_numbers
from .piece import Piece, Scene
from .rules import may_find

_LETTER = re.compile(r"[A-Za-z§]")
"""A number alone, as in most cells of a table, is a label only where the head of its column says so."""
_SIGN = re.compile(r"[\dA-Z(§]")
_WORDS = (
    "this", "these", "proposed", "preceding", "previous", "foregoing", "above", "following", "next", "succeeding",
    "below", "schedule", "annex",
)  # fmt: skip
"""A text must have one of these signs or words for any rule to find something, but for what a table tells of cells."""


def gather(scene: Scene, column: tables.Column | None = None, head: str = "") -> list[Piece]:
    """The pieces of all rules, sorted, none over another. `column` and `head` are what a cell's table tells of it."""
    if column is None and _LETTER.search(scene.text) is None:
        return []
    folded = scene.text.casefold()
    if not scene.cell and _SIGN.search(scene.text) is None and not has_any(folded, _WORDS):
        return []
    taken = _merged(sorted((start, end) for start, end, _ in named_numbers(scene.text)))
    if taken and scene.names.by_first:
        known = [(one.start, one.end) for one in documents.named(scene.text, scene.names)]
        taken = [(start, end) for start, end in taken if not any(a < start and end < b for a, b in known)]
    pieces: list[Piece] = []
    found = list(tables.in_column(scene, column)) if column is not None else []
    for piece in found:
        pieces.append(piece)
        taken.insert(bisect_left(taken, (piece.start, piece.end)), (piece.start, piece.end))
    for mention in documents.divisions(scene.text, scene.names):
        if _free(taken, mention.start, mention.end):
            taken.insert(bisect_left(taken, (mention.start, mention.end)), (mention.start, mention.end))
            pieces.append(Piece(mention.start, mention.end, "document", mention.rule, "", (), mention.name))
    for rule in may_find(folded):
        for piece in rule.find(scene):
            if _free(taken, piece.start, piece.end):
                taken.insert(bisect_left(taken, (piece.start, piece.end)), (piece.start, piece.end))
                pieces.append(piece)
    pieces.sort(key=lambda piece: piece.start)
    pieces += behind.bare_labels(scene, pieces)
    pieces.sort(key=lambda piece: piece.start)
    if found := list(again.unnamed_labels(scene, pieces)):
        pieces = sorted((*pieces, *found), key=lambda piece: piece.start)
    if scene.cell and (found := list(tables.of_rows(scene, pieces))):
        pieces = sorted((*pieces, *found), key=lambda piece: piece.start)
    if head and scene.cell:
        pieces += tables.in_row(scene, head, pieces)
        pieces.sort(key=lambda piece: piece.start)
    return pieces


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (start, end))
    return (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or taken[at][0] >= end)
