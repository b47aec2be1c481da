"""Joining pieces: "paragraph 3 of Schedule 2 to the Water Act 1989" is one phrase with one document and one target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .inside import within
from .lists import CLOSING
from .nodes import Entry, Node
from .piece import Piece, Scene
from .ties import node_at

LONGEST_LIST = 60
"""Unit words in one list; what stands behind is read as a list of its own."""
_LEFT_OPEN = re.compile(r"^\s(?:of|to|in|under|by)")
_OF_THAT = re.compile(
    r"\s(?:of|in)\s(?:that|the\ssaid)\s(?P<unit>section|subsection|paragraph|sub-paragraph|regulation|article|rule|clause)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\s(?:of|to|in|under|by),?\s(?:and|or)\s|\s(?:of|to|in|under|by),\s(?!the\s)")
_AND = re.compile(
    r"(?:\s(?:of|to|in|under|by)(?=,|\s(?:and|or)\s))?\s{0,2}(?:,\s{0,2})?(?:(?:and|or|nor|and/or|&)\s{1,2})?(?:(?:in|of|to|under|with|by|from|for|either|both)\s)?(?:the\s)?"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole reference phrase at `start` to `end`: its entries in reading order and the rule of its first piece."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    rule: str
    relative: bool = False


def phrases(scene: Scene, pieces: Sequence[Piece]) -> list[Phrase]:
    """The phrases that `pieces` (sorted, not overlapping) form in the scene's text."""
    found: list[Phrase] = []
    at = 0
    while at < len(pieces):
        before: list[Sequence[Entry]] = [phrase.entries for phrase in found[-8:]]
        nodes = [_of_that(scene.text, node_at(scene, pieces, at), before)]
        while len(nodes) < LONGEST_LIST and (following := _listed(scene.text, nodes[-1], pieces)) is not None:
            nodes[-1].open = _OPEN.match(scene.text, nodes[-1].end) is not None
            before.append(nodes[-1].entries)
            nodes.append(_of_that(scene.text, node_at(scene, pieces, following), before))
        closed = _closed(scene.text, nodes)
        found.extend(_finish(nodes[:closed]))
        for node in nodes[closed:]:
            found.extend(_finish([node]))
        found[-1] = _under_heading(found)
        at = nodes[-1].following
    return [*(one for one, following in pairwise(found) if not _begins(one, following)), *found[-1:]]


def _begins(one: Phrase, following: Phrase) -> bool:
    """Whether a phrase is the name of a document with which the next one begins: that of "Core Terms clause 3"."""
    return following.start <= one.start and one.end <= following.end


def _of_that(text: str, node: Node, before: Sequence[Sequence[Entry]]) -> Node:
    """The node with what "of that section" behind it means: the section that the entries before it named last."""
    match = _OF_THAT.match(text, node.end)
    if match is None or not all(e.target is not None and e.target.label.startswith("(") for e in node.entries):
        return node
    unit = match["unit"].lower()
    for entries in reversed(before):
        named = [(e, e.target) for e in entries if e.target is not None and e.target.unit == unit and e.target.label]
        if named:
            holder, target = named[-1]
            node.entries = [
                replace(e, document=holder.document, target=t) for e in node.entries for t in within(e, holder)
            ]
            node.end, node.tied, node.relative = match.end(), True, target.label.startswith("(")
            return node
    return node


def _under_heading(found: list[Phrase]) -> Phrase:
    """The last phrase, its "L3.18" in the "SEC Section L" that the text names before it, as it is written there."""
    last = found[-1]
    if last.rule != "letter-prefixed":
        return last
    for phrase in reversed(found[-6:-1]):
        name = phrase.entries[0].document
        if name.endswith(last.entries[0].document):
            return replace(last, entries=tuple(replace(e, document=name) for e in last.entries))
    return last


def _listed(text: str, node: Node, pieces: Sequence[Piece]) -> int | None:
    """The index of the next piece where it stands in one list with `node`: "section 5 and paragraph 6(b)"."""
    at = node.following
    if at >= len(pieces) or node.piece.sort != "labels" or pieces[at].sort != "labels":
        return None
    gap = text[node.end : pieces[at].start]
    if len(gap) > 24 or not gap.strip() or not _AND.fullmatch(gap):
        return None
    return at


def _closed(text: str, nodes: list[Node]) -> int:
    """How many of the first `nodes` are one list: one, or as many as end in one that "and" or "or" joins."""
    for last in range(len(nodes) - 1, 0, -1):
        gap = text[nodes[last - 1].end : nodes[last].start]
        if CLOSING.match(_LEFT_OPEN.sub("", gap) if nodes[last - 1].open else gap):
            return last + 1
    return 1


def _finish(nodes: list[Node]) -> list[Phrase]:
    """The phrases of one list; a document or provision named at its end holds for those before it that name none."""
    last = nodes[-1]
    left_open = any(node.open for node in nodes)
    for node in reversed(nodes):
        if node.tied and node.piece.sort == "labels" and not (left_open and not any(e.document for e in node.entries)):
            last = node
            continue
        holder = last.entries[-1].document if last.tied and last.piece.sort == "labels" and not last.piece.name else ""
        if node is last or (last.held == "labels" and node.piece.unit != last.piece.unit and not left_open):
            continue
        if holder and not any(e.document for e in node.entries) and not node.relative:
            node.entries = [replace(e, document=holder) for e in node.entries]
    out: list[Phrase] = []
    for node in nodes:
        documents = {e.document for e in node.entries}
        if (
            out
            and len(documents) == 1
            and not node.relative
            and {e.document for e in out[-1].entries} == documents != {""}
        ) and all(e.target is not None for e in (*node.entries, *out[-1].entries)):
            out[-1] = replace(out[-1], end=node.end, entries=(*out[-1].entries, *node.entries))
            continue
        out.append(Phrase(node.start, node.end, tuple(node.entries), node.piece.rule, node.relative))
    return out
