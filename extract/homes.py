"""Where text without a number belongs: by its indentation, or by what the sentences around it show."""

from __future__ import annotations

import re

from ontology.source import Block

from . import headings
from .numbering import is_bullet, strip_bullet
from .outline import DEEPEST, Frame
from .placing import ROOT, Nodes, defines

_MEANS = re.compile(r"(?:means?|(?:does not )?includes?|ha(?:s|ve) the (?:same )?meaning)\b")


def room_for_heading(before: Block | None, block: Block, after: Block) -> bool:
    """Whether a title-like line stands where a heading can: behind a finished text and in front of a new one."""
    deeper = block.level and after.level and after.level < block.level and after.kind == block.kind
    if deeper and not headings.all_capitals(block.text):
        return False
    start = after.text.lstrip()[:1]
    if start.islower() and not after.number and not re.match(r"[a-z]{1,4}[.)]\s", after.text.lstrip()):
        return False
    if before is None or before.kind in ("heading", "row", "note"):
        return True
    text = before.text.rstrip()
    if headings.leads_in(text):
        return False
    if block.level and before.level > block.level:
        return True
    return (
        text[-1:] in '.;!?)]”"'
        or headings.stands_alone(text)
        or headings.title_like(text)
        or bool(re.match(r"[\w ]+:", text))
    )


def owner(frames: list[Frame], nodes: Nodes, frame: Frame) -> Frame:
    """The frame whose list `frame` is an item of, through all levels of the list; itself where it is no item."""
    by_node = {f.node: f for f in frames}
    while frame.kind == "label" and frame.family[0] != "decimal" and frame.parent in by_node and frame.parent >= 0:
        above = by_node[frame.parent]
        if above.kind == "container" or not headings.unfinished(nodes.text(above.node)):
            break
        frame = above
    return frame


def home(frames: list[Frame], nodes: Nodes, block: Block) -> int:
    """The provision that an unnumbered paragraph belongs to.

    Indentation decides where the text has it. Else a paragraph under an open lead-in belongs to it; behind the items
    of a list to the owner of the list; behind another paragraph it stands beside it.
    """
    top = frames[-1]
    if len(frames) > DEEPEST:
        return top.parent
    text = block.text.lstrip()
    bullet = is_bullet(block.number) or bool(strip_bullet(text)[0])
    if block.level and top.level and block.level != top.level and not bullet:
        return _by_level(frames, block.level)
    if top.kind == "text" and _gives_meaning(nodes, top.node, text):
        return top.node
    if top.kind == "text":
        return _beside_text(frames, nodes, bullet=bullet, lower=text[:1].islower() and not _set_off(block))
    if top.kind != "label" or top.open:
        return top.node
    return _behind_label(frames, nodes, block)


def _gives_meaning(nodes: Nodes, before: int, text: str) -> bool:
    """Whether a paragraph gives the meaning of a term in italics that is all the one before it is: "firm" / "means"."""
    one = nodes.node(before) if _MEANS.match(text) else None
    return one is not None and _set_off(one.block)


def _set_off(block: Block) -> bool:
    """Whether a paragraph is nothing but words in italics or bold."""
    return any(0 < len(block.text.strip()) <= one.end - one.start for one in block.emphasis)


def _beside_text(frames: list[Frame], nodes: Nodes, *, bullet: bool, lower: bool) -> int:
    """Behind an unnumbered paragraph: beside it; a first bullet below its lead-in.

    What follows the bullets or the closing line of a paragraph stands beside that paragraph.
    """
    top = frames[-1]
    node = nodes.node(top.node)
    above = next((f for f in reversed(frames) if f.node == top.parent), frames[0])
    if bullet and top.open and not top.bullet:
        return top.node
    if not bullet and node is not None and above.kind == "text" and (node.bullet or not lower):
        return above.parent
    return top.parent


def _behind_label(frames: list[Frame], nodes: Nodes, block: Block) -> int:
    """Behind a numbered provision: beside the definition before it, below the owner of its list, or below it."""
    top = frames[-1]
    text = block.text.lstrip()
    if defines(text, block):
        for frame in reversed(frames):
            one = nodes.node(frame.node)
            if frame.kind == "text" and one is not None and one.defining:
                return frame.parent
    above = owner(frames, nodes, top)
    if above.kind == "text":
        return above.node if text[:1].islower() else above.parent
    if above is top and text[:1].islower() and top.parent >= 0 and headings.leads_in(nodes.text(top.parent)):
        return top.parent
    return above.node


def _by_level(frames: list[Frame], level: int) -> int:
    """The home of a paragraph by its indentation: the innermost frame that is less indented, or the list it closes."""
    for frame in reversed(frames):
        if frame.level and frame.level == level:
            return frame.parent if frame.kind == "text" else frame.node
        if frame.kind in ("root", "container") or not frame.level or frame.level < level:
            return frame.node
    return ROOT


def prefix(frames: list[Frame], nodes: Nodes, at: int) -> str:
    """What stands in front of paths below the frame at an index: the schedule around it, "" for none."""
    for k in range(at, 0, -1):
        if frames[k].closed:
            return nodes.path(frames[k].node) + " "
    return ""


def of_rows(frames: list[Frame], nodes: Nodes) -> int:
    """The numbered provision or part that a table stands under."""
    top = frames[-1]
    while top.kind == "text":
        top = frame_of(frames, top.parent)
    return owner(frames, nodes, top).node if top.kind == "label" else top.node


def section(frames: list[Frame]) -> int:
    """The numbered heading, part or schedule that stands open: the place of a note."""
    return next((f.node for f in reversed(frames) if f.titled or f.kind == "root"), -1)


def frame_of(frames: list[Frame], node: int) -> Frame:
    """The open frame of a node; the root where it is closed."""
    return next((f for f in reversed(frames) if f.node == node), frames[0])
