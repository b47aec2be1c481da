"""What the margin of a page tells of changes: bars beside changed lines, and balloons with what was deleted."""

from __future__ import annotations

import re

from .pages import Page, Rule

_BALLOON = re.compile(r"(?:Deleted|Formatted|Inserted|Moved)(?:\s*(?:\[[^\]]{1,12}\]|\(\w+\)))?:")
_LEAST = 6.0
"""Points that a bar is high at least."""


def bars(page: Page) -> list[Rule]:
    """The upright strokes that stand by themselves outside the text, close to it: at least as high as a line."""
    upright = [r for r in page.rules if not r.flat and abs(r.y1 - r.y0) >= _LEAST]
    if not upright or not page.words:
        return []
    left, right = min(w.x0 for w in page.words), max(w.x1 for w in page.words)
    outside = [r for r in upright if left - 60 <= r.x0 < left - 2 or right + 2 < r.x0 <= right + 60]
    return [r for r in outside if not _framed(r, page)]


def _framed(bar: Rule, page: Page) -> bool:
    """Whether a stroke is a side of a frame or a table: a flat one starts at its end."""
    y0, y1 = sorted((bar.y0, bar.y1))
    return any(
        r.flat and (min(abs(r.x0 - bar.x0), abs(r.x1 - bar.x0)) < 2) and (abs(r.y0 - y0) < 2 or abs(r.y0 - y1) < 2)
        for r in page.rules
    )


def balloons(page: Page) -> int:
    """How many words at the side of the page begin a note of a change: "Deleted:", "Formatted:"."""
    return sum(w.x0 > 0.62 * page.width and bool(_BALLOON.fullmatch(w.text)) for w in page.words)
