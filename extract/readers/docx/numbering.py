"""Automatic numbers, computed as Word does (ISO 29500-1, 17.9): lists, their levels, overrides, and the counting."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from .markup import MC, number, toggle, value, w, whole
from .numerals import numeral
from .styles import Styles

_LEVEL = re.compile(r"%([1-9])")
_WORD = re.compile(r"%[1-9]|[^\W\d_]{2,}\s*")
LEVELS = 9
LONGEST = 200
"""Characters of a level's text that are read; Word itself stops far earlier."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the 1-based level whose use starts this one anew, 0 for never."""

    start: int = 0
    format: str = "decimal"
    pattern: str = ""
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str = ""
    hidden: bool = False

    @property
    def bullet(self) -> bool:
        """Whether the level has a sign instead of a number."""
        return self.format == "bullet"

    @property
    def uses(self) -> tuple[int, ...]:
        """The levels, 0 is the top, whose numbers stand in this level's text."""
        return tuple(int(m[1]) - 1 for m in _LEVEL.finditer(self.text))


@dataclass(frozen=True, slots=True)
class NumberedList:
    """What a numId stands for: the list whose counts it shares, its levels, and the counts that it starts anew."""

    id: str
    shared: str
    levels: tuple[Level, ...]
    starts: tuple[int | None, ...]
    single: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a number in full context: the level it ends on, as Word shows it, and `plain` without its words."""

    level: int
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Label:
    """The number of one paragraph: `text` as Word shows it, "" where it is hidden or empty.

    `level` counts from 0, `values` are the counts down to it. `steps` are the pieces of the number in full context,
    "1.1.1(c)(ii)" is "1.1.1", "(c)", "(ii)".
    """

    text: str
    level: int
    values: tuple[int, ...]
    shared: str
    steps: tuple[Step, ...] = ()
    suffix: str = "tab"
    bullet: bool = False

    def full(self, plain: bool = False) -> str:
        """The number in full context: "1.1.1(c)(ii)"; `plain` leaves out words such as "Schedule"."""
        return _written(self.steps, plain)

    def own(self, plain: bool = False) -> str:
        """The number as it stands before its paragraph, without a full stop at its end: "(ii)"."""
        return _written(self.steps[-1:], plain) if self.steps else self.text

    def seen_from(self, place: Label | None, plain: bool = False) -> str:
        """The number relative to a place in the same list: what both share is left out, "(ii)" from 1.1.1(c)(iii)."""
        if place is None or place.shared != self.shared:
            return self.full(plain)
        same = 0
        for mine, other in zip(self.values, place.values, strict=False):
            if mine != other:
                break
            same += 1
        return _written((*(step for step in self.steps[:-1] if step.level >= same), *self.steps[-1:]), plain)


def _written(steps: tuple[Step, ...], plain: bool) -> str:
    return "".join(step.plain if plain else step.text for step in steps).strip().rstrip(".")


class Lists:
    """The lists of a document by numId. A missing part, unknown ids and links in a circle give no list.

    `missing` counts the paragraphs that asked for a list which the file does not define.
    """

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self.styles = styles
        self._nums: dict[str, _Element] = {}
        self._abstracts: dict[str, _Element] = {}
        self._lists: dict[str, NumberedList | None] = {}
        self.missing = 0
        for element in () if root is None else root.iterfind(w("num")):
            self._nums.setdefault(element.get(w("numId"), ""), element)
        for element in () if root is None else root.iterfind(w("abstractNum")):
            self._abstracts.setdefault(element.get(w("abstractNumId"), ""), element)

    def get(self, num: str) -> NumberedList | None:
        """The list that a numId stands for, None for "0" and for an id that the file does not define."""
        if num not in self._lists:
            self._lists[num] = self._read(num)
        return self._lists[num]

    def _read(self, num: str) -> NumberedList | None:
        element = self._nums.get(num)
        abstract = self._abstract(num, set())
        if element is None or abstract is None or num == "0":
            return None
        single = value(abstract, "multiLevelType") == "singleLevel"
        levels = [Level()] * LEVELS
        for one in abstract.iterfind(w("lvl")):
            at = whole(one.get(w("ilvl")))
            if at is not None and at < LEVELS:
                levels[at] = read_level(one)
        starts: list[int | None] = [None] * LEVELS
        for override in element.iterfind(w("lvlOverride")):
            at = whole(override.get(w("ilvl")))
            if at is None or at >= LEVELS:
                continue
            own = override.find(w("lvl"))
            levels[at] = levels[at] if own is None else read_level(own)
            starts[at] = number(override, "startOverride")
        return NumberedList(num, abstract.get(w("abstractNumId"), ""), tuple(levels), tuple(starts), single)

    def _abstract(self, num: str, seen: set[str]) -> _Element | None:
        """The abstract list of a numId, through the numbering style that it may be linked to."""
        element = self._nums.get(num)
        abstract = self._abstracts.get(value(element, "abstractNumId") or "")
        link = value(abstract, "numStyleLink")
        if not link or num in seen:
            return abstract
        target = self.styles.list_of(link)
        if target and target != num:
            linked = self._abstract(target, seen | {num})
            return abstract if linked is None else linked
        return next((one for one in self._abstracts.values() if value(one, "styleLink") == link), abstract)


def read_level(element: _Element) -> Level:
    """A `w:lvl` as a record."""
    form = element.find(w("numFmt"))
    if form is None:
        form = element.find(f"{{{MC}}}AlternateContent/{{{MC}}}Choice/{w('numFmt')}")
    name = "decimal" if form is None else form.get(w("val"), "decimal")
    return Level(
        start=number(element, "start") or 0,
        format="bullet" if element.find(w("lvlPicBulletId")) is not None else name,
        pattern="" if form is None else form.get(w("format"), "")[:LONGEST],
        text=(value(element, "lvlText") or "")[:LONGEST],
        restart=number(element, "lvlRestart"),
        legal=bool(toggle(element, "isLgl")),
        suffix=value(element, "suff") or "tab",
        style=value(element, "pStyle") or "",
        hidden=bool(toggle(element.find(w("rPr")), "vanish")),
    )


@dataclass(slots=True)
class Counter:
    """The counting of one story (the body, the notes, the text boxes), paragraph after paragraph in reading order.

    All lists that share an abstract list count on from one another; a list that overrides a start does so once, where
    it is first used at a level that it overrides. A level that is passed over stands at its start.
    """

    lists: Lists
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    def next(self, num: str | None, own: int | None, styled: tuple[tuple[str, int], ...]) -> Label | None:
        """Counts one paragraph and gives its label; None where it has no number. Arguments as `styles.numbering`."""
        found = self.lists.get(num) if num else None
        if found is None:
            self.lists.missing += bool(num and num != "0")
            return None
        level = own if own is not None else level_by_style(found, styled)
        level = 0 if found.single else min(level, LEVELS - 1)
        counts = self.counts.setdefault(found.shared, [None] * LEVELS)
        self._count(found, level, counts)
        return label(found, level, tuple(n or 0 for n in counts[: level + 1]))

    def _count(self, found: NumberedList, level: int, counts: list[int | None]) -> None:
        for above in range(level):
            if counts[above] is None:
                counts[above] = found.levels[above].start
        start = found.starts[level]
        before = counts[level]
        if start is not None and found.id not in self.started:
            self.started.add(found.id)
            counts[level] = start
        elif before is None:
            counts[level] = found.levels[level].start if start is None else start
        else:
            counts[level] = before + 1
        for below in range(level + 1, LEVELS):
            restart = found.levels[below].restart
            if level < (below if restart is None else min(restart, below)):
                counts[below] = None


def level_by_style(found: NumberedList, styled: tuple[tuple[str, int], ...]) -> int:
    """The level of a paragraph that gives none itself: the level linked to its nearest style, or that style's own."""
    for style, level in styled:
        linked = next((n for n, one in enumerate(found.levels) if one.style == style and style), None)
        if linked is not None:
            return linked
        if level >= 0:
            return level
    return 0


def label(found: NumberedList, level: int, values: tuple[int, ...]) -> Label:
    """The label of a paragraph on this level of a list, with these counts."""
    here = found.levels[level]
    shown = Label("", level, values, found.shared, suffix=here.suffix, bullet=here.bullet)
    if here.bullet:
        return replace(shown, text="" if here.hidden or not here.text.strip() else "•")
    steps: list[Step] = []
    at: int | None = level
    while at is not None:
        one = found.levels[at]
        steps.insert(0, Step(at, write(found, at, values, False), write(found, at, values, True)))
        first = min(one.uses, default=at)
        at = first - 1 if 0 < first <= at and not found.levels[first - 1].bullet else None
    return replace(shown, text="" if here.hidden else steps[-1].text.strip(), steps=tuple(steps))


def write(found: NumberedList, level: int, values: tuple[int, ...], plain: bool) -> str:
    """The text of a level with the counts in it; `plain` leaves out the words that the level itself adds."""
    here = found.levels[level]

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at > level:
            return ""
        one = found.levels[at]
        if one.format == "none":
            return ""
        legal = here.legal and one.format not in ("bullet", "decimalZero")
        return numeral(values[at], "decimal" if legal else one.format, one.pattern)

    text = _WORD.sub(lambda m: m[0] if m[0][0] == "%" else "", here.text) if plain else here.text
    return _LEVEL.sub(count, text)
