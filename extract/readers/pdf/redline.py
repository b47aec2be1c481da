"""Redlines: text that a stroke goes through, and text of another colour with a stroke below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from .pages import Page, Rule, Word

LEAST_STRUCK = 4
"""Struck words from which a document counts as a redline; fewer may be a slip, or a word that the text shows struck."""


@dataclass(slots=True)
class Marks:
    """What is struck and what is coloured and underlined on the pages so far, in words; `pages` where anything is."""

    struck: int = 0
    inserted: int = 0
    notes: int = 0
    pages: list[int] = field(default_factory=list)

    @property
    def fused(self) -> bool:
        """Whether the document shows struck text among its text."""
        return self.struck >= LEAST_STRUCK or self.notes >= LEAST_STRUCK or (self.struck > 0 and self.inserted > 0)


def look(page: Page, marks: Marks) -> list[Rule]:
    """Counts the marks of a page, and gives the rules that are not part of its text (not below or through words)."""
    flat = sorted((r for r in page.rules if r.flat), key=lambda r: r.y0)
    heights = [r.y0 for r in flat]
    of_text: set[int] = set()
    struck = inserted = 0
    for word in page.words:
        low = bisect_left(heights, word.y - 0.5 * word.size)
        high = bisect_right(heights, word.y + 0.3 * word.size)
        for k in range(low, high):
            where = _against(flat[k], word)
            if not where or _outgrows(flat[k], word, page.words):
                continue
            of_text.add(id(flat[k]))
            if where == "through":
                struck += any(c.isalnum() for c in word.text)
            elif _coloured(word.colour) and not _linked(word, page):
                inserted += 1
    if struck or inserted or page.struck:
        marks.pages.append(page.number)
    marks.struck += struck
    marks.inserted += inserted
    marks.notes += page.struck
    return [r for r in page.rules if id(r) not in of_text]


def _against(rule: Rule, word: Word) -> str:
    """Whether a stroke goes "through" a word or runs "below" it, "" for neither."""
    width = word.x1 - word.x0
    if min(rule.x1, word.x1) - max(rule.x0, word.x0) < 0.7 * width or rule.thickness > 0.2 * word.size:
        return ""
    above = word.y - rule.y0
    if 0.14 * word.size <= above <= 0.45 * word.size:
        return "through"
    return "below" if -0.3 * word.size <= above < 0.1 * word.size else ""


def _outgrows(rule: Rule, word: Word, words: list[Word]) -> bool:
    """Whether a stroke is longer than the words that it touches, as the rule of a table is."""
    near = words[max(0, word.order - 60) : word.order + 60]
    line = [w for w in near if abs(w.y - word.y) < 1 and w.x1 > rule.x0 and w.x0 < rule.x1]
    left, right = min(w.x0 for w in line), max(w.x1 for w in line)
    return rule.x0 < left - 1.5 or rule.x1 > right + 0.35 * word.size + 1.5


def _coloured(colour: int) -> bool:
    """Whether a colour is neither black, white nor grey."""
    parts = (colour >> 16, colour >> 8 & 0xFF, colour & 0xFF)
    return max(parts) - min(parts) > 60


def _linked(word: Word, page: Page) -> bool:
    if any(c in word.text for c in ("@", "/", "www.")):
        return True
    return any(x0 <= word.x0 + 1 and word.x1 - 1 <= x1 and y0 <= word.y <= y1 + 3 for x0, y0, x1, y1 in page.links)
