"""Who relies on a term, drawn: documents, the term, its definition, and what that needs. From left to right, as SVG."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from lapse.wording import by_document, clauses, defined_at, document

from .content import Report
from .terms import SIGNS, Status, Term

WIDTH = 900
BOX, CENTRE = 250, 200
LINE, PAD, GAP = 16, 8, 14
LETTERS = 29
"""Characters of a line in a box."""
MOST = 12
"""The most documents that are drawn; the list below has all."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its top left corner; `kind` gives its look."""

    kind: str
    x: float
    y: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height that its lines need."""
        return len(self.lines) * LINE + 2 * PAD

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one point to another; `kind` gives its look."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and lines, and the same in words."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    height: float
    words: str


def draw(report: Report, term: Term) -> Drawing | None:
    """The neighbourhood of a term; None where nothing relies on it and its definition needs nothing."""
    users = _users(report, term)
    right = _right(report, term)
    if not users and len(right) < 2:
        return None
    height = max(_stack(users), _stack(right), 60)
    left = _placed(users, 0, height)
    centre = Box(
        f"term {term.status}",
        (WIDTH - CENTRE) / 2,
        0,
        CENTRE,
        (*_wrapped(term.name, 24), f"{SIGNS[term.status]} {report.word(term.status)}"),
    )
    centre = _at(centre, (height - centre.height) / 2)
    ends = _placed(right, WIDTH - BOX, height)
    lines = [Line(box.kind, _curve(box.x + BOX, box.middle, centre.x, centre.middle)) for box in left]
    lines += [Line(box.kind, _curve(centre.x + CENTRE, centre.middle, box.x, box.middle)) for box in ends]
    return Drawing((*left, centre, *ends), tuple(lines), height, _words(users, term, right))


def _users(report: Report, term: Term) -> list[tuple[str, tuple[str, ...]]]:
    """The documents that use a term, with the clauses."""
    found = []
    for id_, paths in by_document(one.place for one in term.findings).items():
        status: Status = term.cells[id_][0] if id_ in term.cells else term.status
        lines = (*_wrapped(document(id_, report.names), LETTERS), *_wrapped(clauses(paths), LETTERS))
        found.append((f"user {status}", lines if len(lines) < 6 else (*lines[:5], "…")))
    more = len(found) - MOST
    return [*found[:MOST], ("user more", (f"and {more} more documents",))] if more > 0 else found


def _right(report: Report, term: Term) -> list[tuple[str, tuple[str, ...]]]:
    """Where a term is defined, and the lapsing terms that its meaning needs."""
    found = []
    if term.target:
        found.append(("gone", (*_wrapped(defined_at(term.target, report.names), LETTERS), "definition that lapses")))
    if term.now and term.status != "along":
        found.append(("stands", (*_wrapped(defined_at(term.now, report.names), LETTERS), "defines it afterwards")))
    if term.needs:
        shown = ", ".join(term.needs[:6]) + (f" and {len(term.needs) - 6} more" if len(term.needs) > 6 else "")
        found.append(("needs", ("its meaning uses, lapsing too", *_wrapped(shown, LETTERS)[:4])))
    return found


def _wrapped(text: str, width: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, width, break_on_hyphens=False)) or ("",)


def _stack(boxes: list[tuple[str, tuple[str, ...]]]) -> float:
    return sum(len(lines) * LINE + 2 * PAD + GAP for _, lines in boxes) - GAP if boxes else 0


def _placed(boxes: list[tuple[str, tuple[str, ...]]], x: float, height: float) -> list[Box]:
    y = (height - _stack(boxes)) / 2
    out = []
    for kind, lines in boxes:
        out.append(Box(kind, x, y, BOX, lines))
        y += out[-1].height + GAP
    return out


def _at(box: Box, y: float) -> Box:
    return Box(box.kind, box.x, y, box.width, box.lines)


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return f"M{x1:g} {y1:.1f}C{middle:g} {y1:.1f} {middle:g} {y2:.1f} {x2:g} {y2:.1f}"


def _words(users: list[tuple[str, tuple[str, ...]]], term: Term, right: list[tuple[str, tuple[str, ...]]]) -> str:
    """The drawing in words, for those who do not see it."""
    who = "; ".join(" ".join(lines) for _, lines in users) or "nothing that stays in force"
    return f"{term.name} is used by {who}. " + ". ".join(" ".join(lines) for _, lines in right) + "."
