"""Labels that leave out their word: "clause 3 of Appendix AC and 4 of that Appendix", "(a) or (b) of clause 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import lists
from .piece import Piece, Scene

FARTHEST = 40
"""Characters between what a label lies in and the next thing named, with "and" and a label between them."""
_NEXT = re.compile(r"\s(?:and|or)\s(?=[\dA-Z])")
_IN = re.compile(r",?\s(?:of|in|to)\s(?:the\s)?")
_NUMBER = re.compile(
    r"\b(?:[Ii]n|[Uu]nder|[Tt]o|[Ww]ith|[Bb]y|[Ss]ee|[Pp]er)\s"
    r"(?P<list>\d{1,3}(?:\.\d{1,3}[A-Z]?){1,5}(?:\([a-z0-9]{1,4}\)){0,3}"
    r"(?:(?:,\s|\s(?:and|or|to)\s)\d{1,3}(?:\.\d{1,3}[A-Z]?){1,5}(?:\([a-z0-9]{1,4}\)){0,3}){0,4})\s(?:above|below)\b(?!\s(?:the|an?|its|that)\b)"
)
_BEFORE = re.compile(
    r"\b(?:[Uu]nder|[Ii]n|[Bb]y|[Ww]ith|[Tt]o|[Ee]ither(?:\sof)?|[Aa]ny\sof|[Bb]oth|[Ff]rom|[Ee]ach\sof|[Ff]or)\s"
    r"(?P<list>\([a-z0-9]{1,4}\)[^.;:]{0,40})\s(?:of|in)\s$"
)


def unnamed_labels(scene: Scene, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """label-again: labels that leave out their word and say what holds them: "clause 3 of the Plan and 4 of that Plan".

    So are brackets before a provision, and numbers before "above": "any of (a) and (b) of Clause 4.1", "in 4.2 above".
    """
    if " above" in scene.text or " below" in scene.text:
        yield from _beside(scene, pieces)
    for index, after in enumerate(pieces):
        if index and (found := _again(scene, pieces, index)):
            yield found
        elif after.sort == "labels" and scene.text[after.start - 5 : after.start] in (") of ", ") in "):
            yield from _brackets(scene, pieces, index)


def _beside(scene: Scene, pieces: Sequence[Piece]) -> Iterator[Piece]:
    for match in _NUMBER.finditer(scene.text):
        members, end = lists.read(scene.text, match.start("list"))
        taken = any(piece.start < end and match.start() < piece.end for piece in pieces)
        if members and not taken and end == match.end("list"):
            yield Piece(match.start("list"), end, "labels", "label-again", "", members)


def _again(scene: Scene, pieces: Sequence[Piece], index: int) -> Piece | None:
    """The label between what holds the labels before it and the piece at `index`, which holds it."""
    before, after = pieces[index - 1], pieces[index]
    if not 8 < after.start - before.end < FARTHEST or not (_holds(scene, before) and _holds(scene, after)):
        return None
    joiner = _NEXT.match(scene.text, before.end)
    if joiner is None:
        return None
    members, end = lists.read(scene.text, joiner.end())
    if not members or not _IN.fullmatch(scene.text, end, after.start):
        return None
    first = _held_by(scene, pieces, index - 1)
    if first is None or first.members[0].label[0].isdigit() != members[0].label[0].isdigit():
        return None
    return Piece(joiner.end(), end, "labels", "label-again", first.unit, members)


def _held_by(scene: Scene, pieces: Sequence[Piece], index: int) -> Piece | None:
    """The labels that "of" puts into the piece at `index`; None where none stand before it."""
    found = None
    while index and _IN.fullmatch(scene.text, pieces[index - 1].end, pieces[index].start):
        index -= 1
        found = pieces[index]
    return found if found is not None and found.sort == "labels" and not _holds(scene, found) else None


def _holds(scene: Scene, piece: Piece) -> bool:
    """Whether a piece is a document or a division of one."""
    return piece.sort != "labels" or piece.unit in scene.words.divisions or piece.unit in scene.words.documents


def _brackets(scene: Scene, pieces: Sequence[Piece], index: int) -> Iterator[Piece]:
    after = pieces[index]
    start = max(pieces[index - 1].end if index else 0, after.start - 70)
    match = _BEFORE.search(scene.text, start, after.start)
    if match is None or after.members[0].label.startswith("(") or _holds(scene, after):
        return
    members, end = lists.read(scene.text, match.start("list"))
    if members and end == match.end("list"):
        yield Piece(match.start("list"), end, "labels", "label-again", "paragraph", members)
