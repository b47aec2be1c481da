"""What a picture is made of: columns of boxes from left to right, lines between them, and the same as a list.

Lengths are pixels; a box's `x` and `y` are its middle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal, NamedTuple

Look = Literal["document", "provision", "subject", "lapsing", "standing", "place"]
"""How a box is drawn: text that stays, a provision of it, what is relied on, and where that is laid down."""

Status = Literal["caused", "cured", "dropped", "existing", "stands", "open", "outside"]
"""What is the matter with a thing that is relied on: of a change the first four, of a code as it stands the others."""

SIGNS: dict[Status, str] = {
    "caused": "✖",
    "cured": "✔",
    "dropped": "–",
    "existing": "○",
    "stands": "●",
    "open": "✖",
    "outside": "↗",
}
STATUSES: dict[Status, str] = {
    "caused": "left open",
    "cured": "cured",
    "dropped": "uses deleted",
    "existing": "still open",
    "stands": "in force",
    "open": "leads nowhere",
    "outside": "outside this code",
}

MOST_PROVISIONS = 32
"""With more provisions than these they are folded into their documents, so that the picture can be read."""
MOST_ROWS = 60
"""So many boxes stand in one column."""
MOST_LINES, FEW_ROWS = 84, 12
"""Where more lines than these would be drawn, so many documents have a box in their column; the others share one."""
MOST_SUBJECTS, FEWEST_SUBJECTS = 30, 5
"""So many things relied on are drawn, and fewer where their lines would still be too many; the list has all."""
MOST_ASIDE, MOST_OF_ONE = 600, 18
"""So many more of them are kept for a reader who asks for one document, and so many are drawn then."""
MOST_QUOTES = 12
"""So many sentences are quoted for one entry of the list."""

TOGETHER = "d:more"
"""The id of the box in which several documents stand together."""

FEW_PLACES = 16
"""The broadest line stands for at least so many places."""

LINE, PADDING, SPACE = 15, 14, 14
APART = 16
"""Pixels between the ends of lines that lead to one box, which is as tall as that takes."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box. `hover` is shown under the pointer; `by` is the document (id) by which it is filtered, "" for none.

    Boxes of a column stand in the order of their `rank`; `curved` ones are ellipses. One that is `aside` is drawn only
    when a reader asks for a document; `least` is the height that it has at least.
    """

    id: str
    look: Look
    label: str
    hover: str
    status: Status | None = None
    by: str = ""
    rank: int = 0
    column: int = 0
    x: float = 0
    y: float = 0
    aside: bool = False
    least: int = 0

    @property
    def curved(self) -> bool:
        """Whether the box is an ellipse, the sign of what is cured."""
        return self.look == "subject" and self.status == "cured"

    @property
    def height(self) -> int:
        """The height that the lines of the label need, and those that lead to the box."""
        needed = (self.label.count("\n") + 1) * LINE + (2 * PADDING if self.curved else PADDING)
        return max(needed, self.least)


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one box to another; `number` of places that it stands for."""

    start: str
    end: str
    status: Status | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its head, the middle and the width of its boxes; an `even` one spreads over the whole height."""

    head: str
    width: int
    even: bool = False
    x: float = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted sentence with the words that matter."""

    place: str
    sentence: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list that says the same as the picture; `id` is the box that it speaks of.

    `where` are sentences of where it stands and who relies on it; of `number` places `quotes` has the first.
    """

    id: str
    name: str
    status: Status
    words: str
    group: str
    where: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    number: int = 0
    by: tuple[str, ...] = ()


class Sign(NamedTuple):
    """One line of the legend: how a thing is drawn and what it means."""

    look: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with everything placed. `notes` say what is folded or left out; `filters` are names by document id.

    `aside` and `more` are boxes and lines that are drawn only when a reader asks for a document; they have no place.
    """

    title: str
    verdict: str
    columns: tuple[Column, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    aside: tuple[Box, ...] = ()
    more: tuple[Line, ...] = ()
    entries: tuple[Entry, ...] = ()
    legend: tuple[Sign, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    width: float = 0
    height: float = 0
    folded: bool = False

    def breadth(self, line: Line) -> float:
        """How broad a line is drawn: the more places it stands for, beside the others of a folded picture."""
        if not self.folded:
            return 1.3
        most = max(FEW_PLACES, *(one.number for one in self.lines))
        return round(1 + 3.5 * sqrt(line.number / most), 1)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses of what the list has, in the order of the legend."""
        found = {entry.status for entry in self.entries}
        return tuple(status for status in STATUSES if status in found)


@dataclass(slots=True)
class Sketch:
    """A picture while it is made: boxes by column and lines, nothing placed yet."""

    columns: list[Column] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    lines: dict[tuple[str, str, Status | None], int] = field(default_factory=dict)

    def column(self, head: str, width: int, even: bool = False) -> int:
        """A new column at the right; its number."""
        self.columns.append(Column(head, width, even))
        return len(self.columns) - 1

    def add(self, *boxes: Box) -> None:
        """Puts boxes into their columns, in this order; one that is there already stays as it is."""
        for box in boxes:
            self.boxes.setdefault(box.id, box)

    def line(self, start: str, end: str, status: Status | None = None, number: int = 1) -> None:
        """Joins two boxes, or makes the line between them stand for so many places more."""
        self.lines[start, end, status] = self.lines.get((start, end, status), 0) + number


def some(lines: Iterable[str], most: int = 6) -> list[str]:
    """The first lines without repetition, with a line that says how many more the list has."""
    found = list(dict.fromkeys(lines))
    return found if len(found) <= most else [*found[:most], f"and {len(found) - most} more in the list"]
