"""All rules over one text: the pieces that they find, where an earlier rule keeps what a later one would take."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from . import again, behind, documents, tables
from .lookalikes import named_numbers
from .piece import Piece, Scene
from .rules import Rule

_BY_START = attrgetter("start")


def gather(scene: Scene, rules: Sequence[Rule], column: tables.Column | None = None, head: str = "") -> list[Piece]:
    """The pieces of `rules`, sorted, none over another. `column` and `head` are what a cell's table tells of it."""
    pieces = list(tables.in_column(scene, column)) if column is not None else []
    found = [piece for rule in rules for piece in rule.find(scene)]
    if scene.names.divided:
        found[:0] = _divisions(scene)
    if found:
        pieces = _apart(found, pieces, _numbers(scene) if scene.numbers else [])
    if pieces:
        pieces += behind.bare_labels(scene, pieces)
        pieces.sort(key=_BY_START)
    if more := list(again.unnamed_labels(scene, pieces)):
        pieces = sorted((*pieces, *more), key=_BY_START)
    if scene.cell and (more := list(tables.of_rows(scene, pieces))):
        pieces = sorted((*pieces, *more), key=_BY_START)
    if head and scene.cell:
        pieces += tables.in_row(scene, head, pieces)
        pieces.sort(key=_BY_START)
    return pieces


def _apart(found: Sequence[Piece], before: Sequence[Piece], numbers: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces `before`, and those of `found` that lie over none of these, nor of `numbers`, nor of earlier ones."""
    if len(found) == 1 and not before and not numbers:
        return [*found]
    pieces = [*before]
    taken = sorted((*numbers, *((one.start, one.end) for one in before)))
    for piece in found:
        at = bisect_left(taken, (piece.start, piece.end))
        if (at == 0 or taken[at - 1][1] <= piece.start) and (at == len(taken) or taken[at][0] >= piece.end):
            taken.insert(at, (piece.start, piece.end))
            pieces.append(piece)
    pieces.sort(key=_BY_START)
    return pieces


def _divisions(scene: Scene) -> Iterator[Piece]:
    """The names of documents that end as a division does: they go before labels behind a unit word."""
    for one in documents.divisions(scene.text, scene.names):
        yield Piece(one.start, one.end, "document", one.rule, "", (), one.name)


def _numbers(scene: Scene) -> list[tuple[int, int]]:
    """The stretches that are numbers of other things, merged, but for those within the name of a document."""
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
