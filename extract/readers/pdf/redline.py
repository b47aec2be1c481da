"""Redlines: struck text, and inserted text that colour, underlines, bars in the margin or balloons show as such."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from . import colours, margin
from .pages import Page, Rule, Word

LEAST_STRUCK = 4
"""Struck words from which a document counts as a redline; fewer may be a slip, or a word that the text shows struck."""
LEAST_INSERTED = 8
"""Underlined words in a colour that no link has, within lines of plain words, that make a redline by themselves."""
LEAST_BALLOONS = 2
LEAST_PAINTED = 3
_STRUCK_LETTERS = "\u0335\u0336\u0337\u0338"


@dataclass(slots=True)
class Marks:
    """What the pages so far show as changed, in words; `pages` where anything is.

    `crossed` are struck words in colour, `inserted` are coloured and underlined, `within` those of them that stand in a
    line of plain words, by colour; `doubled` are coloured and underlined twice. `barred` are coloured or underlined
    words in a line of plain ones that has a bar in the margin; `painted` are words on paint, by the paint's hue.
    `notes` are strike-outs of a reviewer, `balloons` texts in the margin that tell of a deletion.
    """

    struck: int = 0
    crossed: int = 0
    inserted: int = 0
    doubled: int = 0
    barred: int = 0
    notes: int = 0
    balloons: int = 0
    within: Counter[int] = field(default_factory=Counter)
    painted: Counter[str] = field(default_factory=Counter)
    pages: list[int] = field(default_factory=list)

    @property
    def fused(self) -> bool:
        """Whether the document shows changes of its text among its text."""
        plainly = max(self.struck, self.notes, self.doubled, self.barred) >= LEAST_STRUCK
        both = self.crossed > 0 or (self.struck > 0 and self.inserted > 0)
        coloured = sum(n for colour, n in self.within.items() if not colours.of_links(colour)) >= LEAST_INSERTED
        painted = self.painted["red"] >= LEAST_PAINTED <= self.painted["green"]
        return plainly or both or coloured or painted or self.balloons >= LEAST_BALLOONS


def look(page: Page, marks: Marks) -> list[Rule]:
    """Counts the marks of a page, and gives the rules that are not part of its text (not below or through words)."""
    flat = sorted((r for r in page.rules if r.flat), key=lambda r: r.y0)
    of_text, struck, below = _strokes(page, flat)
    lettered = sum(any(c in _STRUCK_LETTERS for c in word.text) for word in page.words)
    coloured = {w.order for w in page.words if colours.is_coloured(w.colour) and not _linked(w, page)}
    inserted = coloured & below.keys()
    lines = _mixed(page.words, coloured | below.keys())
    bars = margin.bars(page)
    within = [w for w in lines if w.order in inserted]
    barred = sum(any(bar.y0 - w.size <= w.y <= bar.y1 + 1 for bar in bars) for w in lines)
    balloons = margin.balloons(page)
    painted = colours.painted(page)
    marks.struck += len(struck) + lettered
    marks.crossed += sum(w.order in struck and colours.is_coloured(w.colour) for w in page.words)
    marks.notes += page.struck
    marks.inserted += len(inserted)
    marks.doubled += sum(below[order] > 1 for order in inserted)
    marks.barred += barred
    marks.balloons += balloons
    marks.within.update(w.colour for w in within)
    marks.painted.update(painted)
    if struck or lettered or inserted or page.struck or barred or balloons or painted:
        marks.pages.append(page.number)
    return [r for r in page.rules if id(r) not in of_text]


def _strokes(page: Page, flat: list[Rule]) -> tuple[set[int], set[int], Counter[int]]:
    """The rules that belong to words (by id), the words that are struck, and how often each word is underlined.

    Words are given by their order; strokes that follow each other at one height count as one.
    """
    joined = _joined(flat)
    heights = [whole.y0 for whole, _ in joined]
    of_text: set[int] = set()
    struck: set[int] = set()
    below: Counter[int] = Counter()
    for word in page.words:
        low = bisect_left(heights, word.y - 0.5 * word.size)
        high = bisect_right(heights, word.y + 0.3 * word.size)
        for whole, pieces in joined[low:high]:
            where = _against(whole, word)
            if not where or _outgrows(whole, word, page.words):
                continue
            of_text.update(id(one) for one in pieces)
            if where == "below":
                below[word.order] += 1
            elif any(c.isalnum() for c in word.text):
                struck.add(word.order)
    return of_text, struck, below


def _joined(flat: Iterable[Rule]) -> list[tuple[Rule, list[Rule]]]:
    """Strokes of one height, those that touch end to end as one, with what each is made of; sorted by height."""
    levels: defaultdict[int, list[Rule]] = defaultdict(list)
    for rule in flat:
        levels[round(rule.y0 * 4)].append(rule)
    out: list[tuple[Rule, list[Rule]]] = []
    for level in levels.values():
        row: list[tuple[Rule, list[Rule]]] = []
        for rule in sorted(level, key=lambda r: r.x0):
            if row and rule.x0 - row[-1][0].x1 <= 1.0:
                whole, pieces = row[-1]
                x1 = max(whole.x1, rule.x1)
                row[-1] = (Rule(whole.x0, whole.y0, x1, whole.y1, whole.thickness), [*pieces, rule])
            else:
                row.append((rule, [rule]))
        out += row
    return sorted(out, key=lambda one: one[0].y0)


def _against(rule: Rule, word: Word) -> str:
    """Whether a stroke goes "through" a word or runs "below" it, "" for neither."""
    width = word.x1 - word.x0
    if width <= 0 or min(rule.x1, word.x1) - max(rule.x0, word.x0) < 0.7 * width or rule.thickness > 0.2 * word.size:
        return ""
    above = word.y - rule.y0
    if 0.14 * word.size <= above <= 0.45 * word.size:
        return "through"
    return "below" if -0.3 * word.size <= above < 0.1 * word.size else ""


def _outgrows(rule: Rule, word: Word, words: list[Word]) -> bool:
    """Whether a stroke is longer than the words that it touches, as the rule of a table is."""
    near = words[max(0, word.order - 60) : word.order + 60]
    line = [word, *(w for w in near if abs(w.y - word.y) < 1 and w.x1 > rule.x0 and w.x0 < rule.x1)]
    left, right = min(w.x0 for w in line), max(w.x1 for w in line)
    return rule.x0 < left - 1.5 or rule.x1 > right + 0.35 * word.size + 1.5


def _mixed(words: Iterable[Word], marked: set[int]) -> list[Word]:
    """The marked words (by order) that stand in a line with others that are not."""
    if not marked:
        return []
    lines: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        if any(c.isalnum() for c in word.text):
            lines[round(word.y)].append(word)
    out: list[Word] = []
    for line in lines.values():
        found = [w for w in line if w.order in marked]
        out += found if len(found) < len(line) else []
    return out


def _linked(word: Word, page: Page) -> bool:
    if any(c in word.text for c in ("@", "/", "www.")):
        return True
    return any(x0 <= word.x0 + 1 and word.x1 - 1 <= x1 and y0 <= word.y <= y1 + 3 for x0, y0, x1, y1 in page.links)
