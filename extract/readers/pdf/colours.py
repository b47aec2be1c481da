"""Colours of words and of the paint behind them, as far as they tell of changes."""

from __future__ import annotations

from collections import Counter

from .pages import Page, Word

Paint = tuple[float, float, float, float, int]

_TALLEST = 2.2
"""Sizes of the type that paint behind words of one line is high at most."""


def is_coloured(colour: int) -> bool:
    """Whether a colour (0xRRGGBB) is neither black, white nor grey."""
    parts = _parts(colour)
    return max(parts) - min(parts) > 60


def of_links(colour: int) -> bool:
    """Whether links are shown in such a colour: blues, and the purple of links that were followed."""
    red, green, blue = _parts(colour)
    return blue >= 0x60 and blue >= green and blue > red - 0x20 and green <= 0xA0


def painted(page: Page) -> Counter[str]:
    """How many words stand on red and on green paint that is laid behind them alone, as comparisons show changes."""
    found: Counter[str] = Counter()
    paints = [(box, hue) for box in page.paint if (hue := _hue(box[4]))]
    for word in page.words if paints else ():
        found.update(hue for box, hue in paints if _behind(box, word, page))
    return found


def _behind(paint: Paint, word: Word, page: Page) -> bool:
    """Whether paint lies behind a word and hugs the words that stand on it."""
    x0, y0, x1, y1, _ = paint
    middle = word.y - 0.3 * word.size
    if not (x0 <= word.x0 + 1 and word.x1 - 1 <= x1 and y0 <= middle <= y1 and y1 - y0 <= _TALLEST * word.size):
        return False
    on_it = [w for w in page.words if abs(w.y - word.y) < 1 and w.x1 > x0 and w.x0 < x1]
    return min(w.x0 for w in on_it) - x0 < 0.5 * word.size and x1 - max(w.x1 for w in on_it) < 0.5 * word.size


def _hue(colour: int) -> str:
    """ "red" or "green", "" for other colours; yellow marks what a reader should look at."""
    red, green, blue = _parts(colour)
    if red - max(green, blue) >= 24 and abs(green - blue) < 0.7 * (red - min(green, blue)) + 12:
        return "red"
    return "green" if green - max(red, blue) >= 16 else ""


def _parts(colour: int) -> tuple[int, int, int]:
    return colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF
