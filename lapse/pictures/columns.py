"""Where boxes stand: in columns, each box beside those that it is joined to, none on another."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace

from .sketch import PADDING, SPACE, Box, Column, Line, Picture, Sketch

GAP = 110
SIGHT = 320
"""Pixels from the top that a reader sees without scrolling, the head of the page above them."""
CHARACTER = 7.5
"""The widest that an average character is at the size at which boxes are labelled."""
_GAPS = re.compile(r"[^\S\u00a0]+")


def wrapped(text: str, width: int) -> str:
    """A label broken into lines that fit a box so many pixels wide, at most four; the hover has the whole."""
    room = max(int((width - PADDING) / CHARACTER), 4)
    lines = textwrap.wrap(_GAPS.sub(" ", text), room, break_on_hyphens=False) or [""]
    return "\n".join(lines if len(lines) < 5 else [*lines[:3], lines[3][: room - 2] + " …"])


def wide(labels: Sequence[str], least: int, most: int) -> int:
    """The width of a column in which these labels fit on one line, within bounds."""
    return min(max([least, *(int(len(label) * CHARACTER) + PADDING for label in labels)]), most)


def placed(sketch: Sketch, picture: Picture) -> Picture:
    """The picture with the boxes of the sketch in their places.

    The tallest column stands as it was given; from it outwards each box comes beside those that it is joined to.
    """
    stacks = [[b for b in sketch.boxes.values() if b.column == n and not b.aside] for n in range(len(sketch.columns))]
    height = max((_tall(stack) for stack in stacks), default=0)
    columns, width = _abreast(sketch.columns)
    found: dict[str, Box] = {}
    for number in _outwards([_tall(stack) for stack in stacks]):
        stack, column = stacks[number], columns[number]
        if not found:
            stack, wanted = sorted(stack, key=lambda b: b.rank), [height / 2] * len(stack)
        else:
            stack, wanted = _beside(stack, sketch, found)
        if number == len(stacks) - 1:
            wanted = [_in_sight(box, y, sketch, found) for box, y in zip(stack, wanted, strict=True)]
        if column.even:
            wanted = [height * (n + 0.5) / max(len(stack), 1) for n in range(len(stack))]
        for box, y in zip(stack, _apart(stack, wanted), strict=True):
            found[box.id] = replace(box, x=column.x, y=y)
    top = min((b.y - b.height / 2 for b in found.values()), default=0)
    bottom = max((b.y + b.height / 2 for b in found.values()), default=0)
    drawn = {"stays", *(b.look for b in found.values()), *(b.status for b in found.values() if b.look == "subject")}
    lines = [Line(start, end, status, number) for (start, end, status), number in sketch.lines.items()]
    return replace(
        picture,
        legend=tuple(sign for sign in picture.legend if sign.look in drawn),
        columns=tuple(columns),
        boxes=tuple(replace(found[id_], y=round(found[id_].y - top, 1)) for id_ in sketch.boxes if id_ in found),
        lines=tuple(line for line in lines if {line.start, line.end} <= found.keys()),
        aside=tuple(box for id_, box in sketch.boxes.items() if id_ not in found),
        more=tuple(line for line in lines if not {line.start, line.end} <= found.keys()),
        width=width,
        height=bottom - top,
    )


def _abreast(columns: Sequence[Column]) -> tuple[list[Column], float]:
    """The columns side by side, and their width together."""
    out, left = [], 0.0
    for column in columns:
        out.append(replace(column, x=left + column.width / 2))
        left += column.width + GAP
    return out, max(left - GAP, 0)


def _outwards(heights: Sequence[float]) -> list[int]:
    """The numbers of the columns, the tallest first and then those nearest to it."""
    if not heights:
        return []
    first = max(range(len(heights)), key=lambda n: heights[n])
    return sorted(range(len(heights)), key=lambda n: (abs(n - first), n))


def _beside(stack: list[Box], sketch: Sketch, found: dict[str, Box]) -> tuple[list[Box], list[float]]:
    """A column in the order of rank and of the middles of what its boxes are joined to, with these."""
    near: dict[str, list[float]] = {}
    for start, end, _ in sketch.lines:
        for one, other in ((start, end), (end, start)):
            if other in found:
                near.setdefault(one, []).append(found[other].y)
    middles = {box.id: sum(near[box.id]) / len(near[box.id]) if box.id in near else 0.0 for box in stack}
    ordered = sorted(stack, key=lambda box: (box.rank, middles[box.id]))
    return ordered, [middles[box.id] for box in ordered]


def _in_sight(box: Box, middle: float, sketch: Sketch, found: dict[str, Box]) -> float:
    """The middle of a box to which lines lead from top to bottom of a tall picture: where the first of them is seen."""
    near = [found[start].y for start, end, _ in sketch.lines if end == box.id and start in found]
    return SIGHT if near and min(near) < SIGHT < middle else middle


def _apart(stack: Sequence[Box], wanted: Sequence[float]) -> list[float]:
    """Middles as near as can be (least squares) to those wanted, in this order and without overlap."""
    offset, total = [], 0.0
    for box in stack:
        offset.append(total + box.height / 2)
        total += box.height + SPACE
    pools: list[list[float]] = []
    for value, shift in zip(wanted, offset, strict=True):
        pools.append([value - shift, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, number = pools.pop()
            pools[-1] = [(pools[-1][0] * pools[-1][1] + mean * number) / (pools[-1][1] + number), pools[-1][1] + number]
    starts = [mean for mean, number in pools for _ in range(int(number))]
    return [start + shift for start, shift in zip(starts, offset, strict=True)]


def _tall(stack: Sequence[Box]) -> float:
    return sum(box.height + SPACE for box in stack) - SPACE if stack else 0
