"""What stands on a page, as it is seen: words, rules and pictures, in points from the top left corner.

Lengths are points (1/72 inch); `y` runs downwards. A page that is shown turned is measured as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Word:
    """Characters without a space between them, of one type; `y` is their baseline, `order` their place in the file.

    `spaced` tells that the file has a space in front of them. `colour` is 0xRRGGBB.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    colour: int
    spaced: bool
    order: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke: horizontal where `y0 == y1`, upright where `x0 == x1`."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 0.0

    @property
    def flat(self) -> bool:
        """Whether it is horizontal."""
        return self.y0 == self.y1


@dataclass(slots=True)
class Picture:
    """A picture and its box; `index` is its place among the objects of the page; `text` what OCR read in it."""

    x0: float
    y0: float
    x1: float
    y1: float
    index: int
    text: str = ""


@dataclass(slots=True)
class Page:
    """One page; `number` counts from 1. `unmapped` counts characters whose letters the file does not tell.

    `paint` are filled boxes not higher than two lines, with their colours (0xRRGGBB). `struck` counts strike-out
    annotations, `cut` tells that the page held more than is read of one page.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[tuple[float, float, float, float]] = field(default_factory=list)
    paint: list[tuple[float, float, float, float, int]] = field(default_factory=list)
    characters: int = 0
    unmapped: int = 0
    struck: int = 0
    cut: bool = False
