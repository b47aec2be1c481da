"""Lines become paragraphs: by leading, indentation, room at the end of a line, numbers, type and sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.numbering import read_labels, strip_bullet
from ontology.places import Span

from .lines import Line

_TERMINAL = re.compile(r"[.;:!?][)\]\"”’⁰¹²³⁴⁵⁶⁷⁸⁹]*$|;\s*(?:and|or|and/or)$|[—–]$")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\w{0,5}$|\t\s*\.?\d{1,4}$")
_QUOTED = re.compile(r"[\"“‘][^\"”’]{1,120}[\"”’]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_EXPECTS = re.compile(
    r"\b(?:clauses?|sections?|paragraphs?|parts?|schedules?|annex(?:es)?|appendix|appendices|articles?|regulations?|rules?"
    r"|conditions?|steps?|tables?|points?|recitals?|items?|chapters?|sub(?:section|paragraph)s?|and|or|to|of|the|in|by|with|under|act|than|is|are|a|an|for|at|from|on|iso|no\.?)$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety)$", re.I
)
_MEASURED = re.compile(
    r"\d[\d,.]*\s(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{4}|\b)"
    r"|(?:(?:[Ww]orking|[Bb]usiness|[Cc]alendar|[Cc]lear)\s)?(?:[Mm]inutes?|[Hh]ours?|[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?)\b"
    r"|per\s?cent\b|%|[kMG]Wh?\b)"
)
"""A day, a time or an amount at the start of a line, no number of a clause: 31 December 2028, 10 Working Days."""
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_NAMED = re.compile(r"(?:Appendix|Annex|Schedule|Part|Chapter|Attachment|Table|Figure)\s[A-Z0-9][\w.]{0,6}\s*[-–—:]")
SAME = 3.5
"""Points by which the indentation of two lines of one paragraph may differ."""


@dataclass(slots=True)
class Paragraph:
    """The lines of one paragraph."""

    lines: list[Line]

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]


@dataclass(slots=True)
class Setting:
    """How a text is set: the distance of its lines by size of type, and the size that most of it has."""

    leading: dict[int, float] = field(default_factory=dict)
    body: float = 10.0

    def of(self, size: float) -> float:
        """The distance of lines of this size."""
        return self.leading.get(round(size), 1.22 * size)


def setting(runs: Iterable[Sequence[Line]]) -> Setting:
    """The setting of a text, seen from runs of lines that stand below each other.

    Lines that surely go on (small letters behind an open sentence) show the distance of lines within a paragraph.
    """
    steps: defaultdict[int, list[float]] = defaultdict(list)
    sizes: Counter[float] = Counter()
    for run in runs:
        for line in run:
            sizes[round(line.size * 2) / 2] += len(line.text)
        for before, line in pairwise(run):
            sure = line.text[:1].islower() and not line.number and not _TERMINAL.search(before.text)
            if sure and before.page == line.page and 0 < line.y - before.y < 4 * line.size:
                steps[round(line.size)].append(line.y - before.y)
    made = Setting(body=sizes.most_common(1)[0][0] if sizes else 10.0)
    for size, found in steps.items():
        if len(found) >= 3:
            made.leading[size] = median(found)
    if round(made.body) in made.leading:
        ratio = made.leading[round(made.body)] / made.body
        for size in range(4, 40):
            made.leading.setdefault(size, ratio * size)
    return made


def paragraphs(lines: Sequence[Line], how: Setting) -> list[Paragraph]:
    """The paragraphs of some lines in reading order; they may run over columns and pages."""
    limits = _limits(lines, how)
    out: list[Paragraph] = []
    for k, line in enumerate(lines):
        if out and _joins(out[-1], line, how, limits[k - 1]):
            out[-1].lines.append(_whole(line) if line.number else line)
        else:
            out.append(Paragraph([line]))
    return out


def _whole(line: Line) -> Line:
    """A line whose seeming number is the start of its text."""
    by = len(line.number) + 1
    line.spans = tuple(Span(span.start + by, span.end + by) for span in line.spans)
    line.text, line.number, line.text_x = line.shown, "", line.x0
    return line


def _limits(lines: Sequence[Line], how: Setting) -> list[float]:
    """For each line the right end that lines around it reach: that of its column, less in a narrower block."""
    limits = [line.right for line in lines]
    start = 0
    for k in range(1, len(lines) + 1):
        near = k < len(lines) and lines[k].page == lines[k - 1].page and lines[k].column == lines[k - 1].column
        if near and 0 < lines[k].y - lines[k - 1].y <= 1.3 * how.of(lines[k].size):
            continue
        block = lines[start:k]
        ends = max(line.x1 for line in block)
        if sum(abs(line.x1 - ends) < 2.5 for line in block) >= 2 and len(block) >= 3:
            limits[start:k] = [min(limit, ends) for limit in limits[start:k]]
        start = k
    return limits


def _joins(paragraph: Paragraph, line: Line, how: Setting, limit: float) -> bool:
    """Whether a line goes on with a paragraph."""
    before = paragraph.last
    turned = line.page != before.page or line.column != before.column or line.y <= before.y
    if _begins(before, line) or (not turned and line.y - before.y > 1.28 * how.of(line.size) + 0.5):
        return False
    ended = bool(_TERMINAL.search(before.text))
    labelled = bool(line.number or read_labels(line.text) or _NAMED.match(line.text))
    small = line.shown[:1].islower() and not labelled
    full = _full(before, line, limit)
    if labelled:
        runs_on = bool(_EXPECTS.search(before.text) or _COUNT.search(before.text) or _cited(paragraph, line)) or (
            bool(_YEAR.match(line.shown) or _MEASURED.match(line.shown)) and bool(_WORD.search(before.text))
        )
        return not ended and full and line.number != "•" and (runs_on or (not turned and _stray(paragraph, line)))
    if not full and not (small and not ended):
        return False
    if (_other_type(before, line) and not small) or (ended and not turned and _parted(paragraph, line, how)):
        return False
    return _over(paragraph, line, ended=ended, small=small) if turned else _aligned(paragraph, line)


def _parted(paragraph: Paragraph, line: Line, how: Setting) -> bool:
    """Whether a line behind a whole sentence begins a paragraph: by a term in front, or by a little more room above."""
    term = _term_first(line) and _term_first(paragraph.first)
    leading = how.leading.get(round(line.size))
    apart = leading is not None and line.y - paragraph.last.y > 1.12 * leading + 0.3
    return bool(_QUOTED.match(line.text)) or term or apart


def _term_first(line: Line) -> bool:
    """Whether a line starts with some emphasised words, as a definition does, and goes on without."""
    return bool(line.spans) and line.spans[0].start == 0 and line.spans[0].end < len(line.text) - 8


def _begins(before: Line, line: Line) -> bool:
    """Whether a line surely begins a paragraph: picture or bullet in front, a line of contents above, another size."""
    marked = line.picture is not None or line.number == "•" or bool(strip_bullet(line.text)[0])
    return (
        marked or bool(_LEADER.search(before.text)) or abs(line.size - before.size) > 0.12 * max(line.size, before.size)
    )


def _other_type(before: Line, line: Line) -> bool:
    """Whether bold text ends with one line, or begins with the next behind a sentence."""
    if before.bold:
        return not line.bold and not (line.spans and line.spans[0].start == 0)
    return line.bold and bool(_TERMINAL.search(before.text))


def _full(before: Line, line: Line, limit: float) -> bool:
    """Whether the first word of a line had no room on the line before it."""
    width = line.first if not line.number else max(line.text_x, line.x1 if not line.text else 0.0) - line.x0
    word = re.split(r"[\s]", line.text, maxsplit=1)[0]
    if "-" in word[1:-1]:
        width *= (word.index("-", 1) + 1) / len(word)
    room = limit - before.x1
    if _centred(before, line) and not before.number:
        room += before.x0 - before.left
    return width + 0.2 * before.size > room - 1


def _cited(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line that begins like the title of an appendix only names it in a sentence that runs on."""
    return bool(_NAMED.match(line.text)) and not _NAMED.match(paragraph.first.text) and not paragraph.first.bold


def _stray(paragraph: Paragraph, line: Line) -> bool:
    """Whether what looks like a number at the start of a line is but a part of the sentence that runs on."""
    body = paragraph.lines[1].x0 if len(paragraph.lines) > 1 else paragraph.first.text_x
    if abs(line.x0 - body) > SAME and abs(line.x0 - paragraph.first.x0) > SAME:
        return False
    return line.gap < 1.2 and not (
        paragraph.first.number and abs(line.x0 - paragraph.first.x0) <= SAME < abs(line.x0 - body)
    )


def _over(paragraph: Paragraph, line: Line, *, ended: bool, small: bool) -> bool:
    """Whether a line at the top of a page or column goes on with the paragraph that ends the one before."""
    before = paragraph.last
    if small and not ended:
        return True
    body = paragraph.lines[1] if len(paragraph.lines) > 1 else None
    at = (body.x0 - body.left) if body is not None else paragraph.first.text_x - paragraph.first.left
    placed = abs((line.x0 - line.left) - at) <= SAME or (body is not None and abs(line.x0 - body.x0) <= SAME)
    if not placed:
        return False
    if not ended:
        return bool(_WORD.search(before.text)) and not (before.bold and line.bold and len(before.text) < 60)
    return bool(paragraph.first.number) and body is not None and abs(body.x0 - paragraph.first.x0) > SAME


def _aligned(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line stands where the lines of the paragraph stand."""
    first = paragraph.first
    if len(paragraph.lines) > 1:
        second = paragraph.lines[1]
        if second.page == line.page and second.column == line.column:
            return abs(line.x0 - second.x0) <= SAME or _centred(paragraph.last, line)
        return abs((line.x0 - line.left) - (second.x0 - second.left)) <= SAME or abs(line.x0 - second.x0) <= SAME
    if abs(line.x0 - first.text_x) <= SAME or line.x0 <= first.x0 + SAME or _centred(first, line):
        return True
    if first.number or read_labels(first.text):
        return line.x0 <= first.text_x + 2 * first.size
    return line.x0 - first.x0 <= 8 * first.size


def _centred(a: Line, b: Line) -> bool:
    """Whether two lines of different length have one middle."""
    return abs((a.x0 + a.x1) - (b.x0 + b.x1)) < 6 and abs(a.x0 - b.x0) > 4 and max(a.x0 - a.left, b.x0 - b.left) > 20
