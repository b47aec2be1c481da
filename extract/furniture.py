"""What a page carries and a document does not: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from .numbering import read_labels

_PAGE = re.compile(
    r"(?:[-–—\[|]\s*)?(?:page|pg\.?|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—\]|])?|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*(?:of|/)\s*\d{1,4}",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_FOOTER = re.compile(r"\S.*\s{2,}\[Page\s+\d{1,4}\]", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
NEAR = 3


def find(lines: list[str], breaks: set[int]) -> set[int]:
    """The indices of lines that are page furniture; `breaks` are the indices of first lines of pages (form feeds).

    Words such as "Page 3 of 12" suffice. A bare number counts where it stands alone and counts on by one with two
    others, or at the edge of a page. A running header is a short line at the edge of most pages.
    """
    solid = [i for i, line in enumerate(lines) if line.strip()]
    found = {i for i in solid if len(lines[i]) < 200 and _is_page_number(lines[i].strip())}
    edges = _edges(lines, breaks) if breaks else set()
    found |= _bare(lines, solid, edges)
    near = edges or _near(lines, found)
    shapes: defaultdict[str, list[int]] = defaultdict(list)
    for i in near - found:
        text = lines[i].strip()
        if text and len(text) < 120:
            shapes[text if read_labels(text) else _DIGITS.sub("#", text)].append(i)
    pages = max(3, len(breaks) + 1 if breaks else len(found))
    for same in shapes.values():
        if len(same) >= max(2, 0.6 * (pages - 1)):
            found.update(same)
    return found


def _is_page_number(text: str) -> bool:
    return bool(_PAGE.fullmatch(text) or _FOOTER.fullmatch(text))


def _edges(lines: list[str], breaks: set[int]) -> set[int]:
    """The first and last two printed lines of each page."""
    starts = sorted({0, *breaks, len(lines)})
    edges: set[int] = set()
    for start, end in pairwise(starts):
        edges.update(_take(lines, range(start, end), 2))
        edges.update(_take(lines, range(end - 1, start - 1, -1), 2))
    return edges


def _take(lines: list[str], order: range, count: int) -> list[int]:
    taken: list[int] = []
    for i in order:
        if lines[i].strip():
            taken.append(i)
            if len(taken) == count:
                break
    return taken


def _near(lines: list[str], found: set[int]) -> set[int]:
    """The printed lines beside page numbers."""
    near: set[int] = set()
    for i in found:
        near.update(_take(lines, range(i + 1, min(len(lines), i + 1 + NEAR)), 1))
        near.update(_take(lines, range(i - 1, max(-1, i - 1 - NEAR), -1), 1))
    return near


def _bare(lines: list[str], solid: list[int], edges: set[int]) -> set[int]:
    """Numbers alone between blank lines that count pages."""
    alone: list[tuple[int, int]] = []
    for i in solid:
        text = lines[i].strip()
        if len(text) > 6 or not _BARE.fullmatch(text) or not text.isdigit():
            continue
        above = i == 0 or not lines[i - 1].strip() or i in edges
        below = i + 1 == len(lines) or not lines[i + 1].strip() or i in edges
        if above and below:
            alone.append((i, int(text)))
    by_value: Counter[int] = Counter(value for _, value in alone)
    if edges:
        return {i for i, value in alone if i in edges}
    if len(alone) < 3 or any(count > 1 for count in by_value.values()):
        return set()
    steps = sum(b - a == 1 for (_, a), (_, b) in pairwise(alone))
    gaps = [j - i for (i, _), (j, _) in pairwise(alone)]
    return {i for i, _ in alone} if steps >= 0.8 * (len(alone) - 1) and min(gaps) > 8 else set()
