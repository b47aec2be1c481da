"""Small pictures that stand where a clause number would: found by their place in front of a line."""

from __future__ import annotations

from collections.abc import Sequence

from . import ocr
from .lines import Line
from .pages import Picture

TALLEST = 1.9
"""Sizes of the type that a picture of a number is high at most."""
WIDEST = 9.0
FARTHEST = 6.0
"""Sizes of the type between a picture and the text behind it."""


def candidates(pictures: Sequence[Picture], size: float) -> list[Picture]:
    """The pictures of a page that are as small as a number in type of this size."""
    return [
        p
        for p in pictures
        if 0.3 * size <= p.y1 - p.y0 <= TALLEST * size and 0.25 * size <= p.x1 - p.x0 <= WIDEST * size
    ]


def attach(lines: Sequence[Line], pictures: Sequence[Picture]) -> list[Picture]:
    """Gives each line the picture that stands close in front of it; the pictures that found a line.

    A line with a number of its own keeps it.
    """
    used: list[Picture] = []
    for picture in pictures:
        best: Line | None = None
        for line in lines:
            middle = (picture.y0 + picture.y1) / 2
            level = line.y - 1.1 * line.size <= middle <= line.y + 0.45 * line.size
            gap = line.x0 - picture.x1
            close = -0.3 * line.size <= gap <= FARTHEST * line.size
            if level and close and line.text and not line.number and (best is None or line.x0 < best.x0):
                best = line
        if best is not None and best.picture is None:
            best.picture = picture
            best.x0 = min(best.x0, picture.x0)
            used.append(picture)
    return used


def told(counts: dict[int, tuple[int, int]]) -> list[tuple[int, str]]:
    """For each page with pictures in place of numbers (how many, how many of them read) a sentence."""
    out = []
    for page, (count, read) in sorted(counts.items()):
        what = "1 clause number is a small picture" if count == 1 else f"{count} clause numbers are small pictures"
        if read == count:
            how = "read by OCR: check against the page"
        elif read:
            how = f"{read} of them read by OCR: check against the page"
        else:
            how = f"missing from the text; {ocr.advice()}ask for the Word file"
        out.append((page, f"On page {page}, {what}, {how}."))
    return out
