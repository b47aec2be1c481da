"""Exceptions between a provision and what holds it: "Clause 5 (except Clause 5.3) of Appendix AM"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .inside import within
from .nodes import Entry, Node, plain
from .piece import Piece, Scene
from .within_name import INNER, SHEETS

_OPENS = re.compile(
    r",?\s\((?:other\sthan|except(?:ing)?(?:\sfor)?|excluding|save(?:\sfor)?|apart\sfrom|including|but\snot)\s(?:the\s)?"
)
_HELD = re.compile(r"\s(?:of|in|to)\s")


def over_aside(scene: Scene, pieces: Sequence[Piece], node: Node) -> list[Entry]:
    """Move a node's end behind an exception in brackets that "of" or "to" follows, and give what the exception names.

    Nothing where none stands there.
    """
    opens = _OPENS.match(scene.text, node.end)
    index = node.following
    if opens is None or node.piece.sort != "labels" or node.document or node.tied:
        return []
    if index >= len(pieces) or pieces[index].start != opens.end() or pieces[index].sort != "labels":
        return []
    inner = plain(scene, pieces[index], index + 1)
    if scene.text[inner.end : inner.end + 1] != ")" or not _HELD.match(scene.text, inner.end + 1):
        return []
    if any(e.document or e.target is None for e in inner.entries):
        return []
    holder = node.entries[-1]
    below = inner.piece.unit in INNER and node.piece.unit in SHEETS and len(node.entries) == 1
    node.end, node.following = inner.end + 1, inner.following
    if not below:
        return inner.entries
    return [Entry("", target, e.start, e.end) for e in inner.entries for target in within(e, holder)]
