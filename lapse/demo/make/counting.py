"""The lists of a document: which list and level give each piece the number that the written text says it has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .habits import Habit
from .text import CLAUSE, INSERTED, PARAGRAPH, Piece

MAIN, SCHEDULE, OWN = "main", "schedule", "own"
_ADDED = re.compile(r"(\d+)([A-Z])")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One level of a list: what Word is told of it. `style` links it to a paragraph style."""

    text: str
    form: str = "decimal"
    legal: bool = False
    style: str = ""
    left: int = 720
    hanging: int = 720
    suffix: str = "tab"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class NumberList:
    """A `w:num`: the abstract list whose counts it shares, and the count at which it starts its top level anew."""

    id: int
    abstract: int
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a piece gets its number: from a level of a list (`num` None: through its style), or by hand."""

    level: int = 0
    num: int | None = None
    by_hand: bool = False


@dataclass(slots=True)
class Lists:
    """The lists of one document as they are needed: abstract lists by id, lists by id, the slot of each piece."""

    habit: Habit
    abstracts: dict[int, tuple[Pattern, ...]] = field(default_factory=dict)
    nums: list[NumberList] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0] * 5)
    current: int = 1
    section: str = MAIN
    own: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.abstracts[1] = main_list(self.habit)
        self.nums.append(NumberList(1, 1))

    def slot(self, piece: Piece) -> Slot:
        """The slot of the next numbered piece; pieces come in order."""
        if piece.kind == "clause":
            self.section = OWN if _ADDED.fullmatch(piece.number) else MAIN
        if self.habit.numbers == "typed":
            return Slot(piece.level, by_hand=True)
        if piece.kind == "schedule":
            self.section = SCHEDULE
            return Slot(0, self._separate("schedule", schedule_list()))
        if self.section == SCHEDULE:
            return Slot(1 if piece.kind == "part" else 2, self.own["schedule"])
        if self.section == OWN:
            added = _ADDED.fullmatch(piece.number)
            return Slot(
                0 if added else 1, self._separate("added", added_list(added[1])) if added else self.own["added"]
            )
        return self._inserted(piece) if piece.level == INSERTED else self._counted(piece)

    def _inserted(self, piece: Piece) -> Slot:
        how = dict(self.habit.inserted)[piece.number[:-1]]
        if how == "list":
            return Slot(0, self._separate(piece.number[:-1], inserted_list(piece.number[:-1])))
        return Slot(INSERTED, self._given()) if how == "level" else Slot(PARAGRAPH, by_hand=True)

    def _counted(self, piece: Piece) -> Slot:
        """A piece of the main list; where clauses are left out, a new list starts at the clause that comes next."""
        if piece.level == CLAUSE:
            wanted = int(re.sub(r"\D", "", piece.number))
            if wanted != self.counts[0] + 1:
                self.current = len(self.nums) + 1
                self.nums.append(NumberList(self.current, 1, wanted))
            self.counts[0] = wanted
        return Slot(piece.level, self._given())

    def _given(self) -> int | None:
        """The list that a paragraph names itself, None where its style does."""
        return self.current if self.habit.numbers == "direct" or self.current > 1 else None

    def _separate(self, name: str, patterns: tuple[Pattern, ...]) -> int:
        if name not in self.own:
            at = len(self.nums) + 1
            self.abstracts[len(self.abstracts) + 1] = patterns
            self.nums.append(NumberList(at, len(self.abstracts)))
            self.own[name] = at
        return self.own[name]


def main_list(habit: Habit) -> tuple[Pattern, ...]:
    """1, 1.1, (a), (i), and 1.1A: the list of the body; the number of a Section has its letter in front."""
    letter = habit.prefix
    levels = (
        Pattern(f"{letter}%1", bold=True),
        Pattern(f"{letter}%1.%2"),
        Pattern("(%3)", "lowerLetter", left=1440),
        Pattern("(%4)", "lowerRoman", left=2160),
        Pattern(f"{letter}%1.%2%5", "upperLetter", left=720),
    )
    if habit.numbers not in ("styles", "inherited"):
        return levels
    names = ("Heading1", "Clause", "Item", "Subitem", "Added")
    return tuple(replace(one, style=name) for one, name in zip(levels, names, strict=True))


def schedule_list() -> tuple[Pattern, ...]:
    """Schedule 1, Part A, and 1.1, in which the letter of the part is written as a number (legal numbering)."""
    return (
        Pattern("Schedule %1:", left=0, hanging=0, suffix="space", bold=True),
        Pattern("Part %2:", "upperLetter", left=0, hanging=0, suffix="space", bold=True),
        Pattern("%2.%3", legal=True),
    )


def inserted_list(number: str) -> tuple[Pattern, ...]:
    """18.17a, 18.17b: a list made for what is put in behind one paragraph, whose number is written into it."""
    return (Pattern(f"{number}%1", "lowerLetter", left=1620, hanging=900),)


def added_list(number: str) -> tuple[Pattern, ...]:
    """2A, 2B, and in each 1.1, 1.2: clauses put in behind clause 2 whose paragraphs have numbers of their own."""
    return (Pattern(f"{number}%1", "upperLetter", bold=True), Pattern("1.%2"))
