"""Conditions of licences have parts and annexes of their own: Part B of condition 7A, Annex 1 to Condition C1."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.source import Block

from . import headings
from .credible import Choice, Hints
from .numbering import Label
from .outline import WORTH, Frame, Outline
from .placing import Nodes

UNIT = "condition"


def holder(
    frames: list[Frame],
    nodes: Nodes,
    found: headings.Container,
    behind: Sequence[Block],
    labels: Sequence[tuple[Label, ...]],
) -> int | None:
    """The index of the frame of the condition that a part or an annex is of; None where it is of none that is open.

    `behind` are the blocks behind its heading, with their `labels`. A part with a condition next to it groups
    conditions, as chapters do; an annex says to which condition it belongs. In its annex a part is one of the annex.
    """
    at = next((k for k in range(len(frames) - 1, 0, -1) if frames[k].unit == UNIT and frames[k].titled), None)
    if at is None:
        return None
    if found.condition:
        return at if nodes.path(frames[at].node) == found.condition else None
    if found.own_document or _groups(behind, labels):
        return None
    return next((k for k in range(len(frames) - 1, at, -1) if frames[k].closed), at)


def _groups(behind: Sequence[Block], labels: Sequence[tuple[Label, ...]]) -> bool:
    """Whether a condition comes next, but for headings."""
    for block, found in zip(behind, labels, strict=True):
        if found:
            return found[0].unit == UNIT
        if block.kind != "heading" and not headings.stands_alone(block.text):
            return False
    return False


def choose(outline: Outline, label: Label, hints: Hints) -> Choice | None:
    """The best place for a label; the next condition stands beside the one whose part or annex is open.

    In a part of condition 7A, 7A.3 is the next of its paragraphs, whose numbers run through the parts.
    """
    if label.unit != UNIT:
        scope, prefix = outline.scope(), outline.prefix_of(label)
        above = outline.frames[scope - 1] if scope else outline.frames[0]
        if prefix and scope == len(outline.frames) - 1 and above.unit == UNIT and prefix == (above.core,):
            return Choice(WORTH["next"], scope, "next", ("decimal", "number", ""), prefix)
        return outline.choose(label, hints)
    kept = outline.frames[:]
    leave(outline.frames)
    choice = outline.choose(label, hints)
    if choice is None:
        outline.frames[:] = kept
    return choice


def leave(frames: list[Frame]) -> None:
    """Close what is open in a condition, if it is a part or an annex; the condition itself stays open."""
    for at, frame in enumerate(frames[:-1]):
        if frame.unit == UNIT and frames[at + 1].kind == "container":
            del frames[at + 1 :]
            return
