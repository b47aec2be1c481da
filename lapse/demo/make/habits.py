"""How each document is drafted: where its numbers come from, and which of its cross-references are fields.

The documents of a code are made by many hands over many years, so no two of these are made alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Numbers = Literal["styles", "inherited", "direct", "typed"]
"""Where a paragraph gets its list from: its style, a style that this is based on, itself, or the drafter's hand."""

InsertedAs = Literal["level", "list", "typed"]
"""How a number such as 3.14A is made: a level of the document's list, a list of its own, or by hand."""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A field in provision `at` that shows `shown` (the first such words there) and leads to provision `target`.

    `switch` is the letter that says how much of the number is shown: "r", "n", "w". `stale` tells that the target is
    not what the text says: the field would show another number if it were updated.
    """

    at: str
    shown: str
    target: str
    switch: str = "r"
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Habit:
    """The drafting of one document. `inserted` gives for a number such as 3.14 how those behind it are made."""

    numbers: Numbers
    prefix: str = ""
    inserted: tuple[tuple[str, InsertedAs], ...] = ()
    references: tuple[CrossReference, ...] = ()
    version: str = ""


def _refs(*given: tuple[str, str, str] | tuple[str, str, str, str]) -> tuple[CrossReference, ...]:
    return tuple(CrossReference(*one) for one in given)


HABITS: dict[str, Habit] = {
    "section-a": Habit("styles", "A", references=_refs(("A3.2", "A3.3(a)", "A3.3(a)", "w"))),
    "section-f": Habit(
        "inherited",
        "F",
        references=_refs(
            ("F1.3", "F1.2(a)", "F1.2(a)", "w"),
            ("F2.3", "F2.4", "F2.4"),
            ("F2.5", "(b)", "F2.4(b)", "n"),
            ("F2.5", "F2.4", "F2.4"),
            ("F2.7", "F2.6", "F2.6"),
            ("F2.11", "F2.10", "F2.10"),
        ),
    ),
    "section-g": Habit(
        "styles",
        "G",
        references=(
            CrossReference("G2.6", "G2.5", "G2.4", stale=True),
            *_refs(("G3.2", "G3.1", "G3.1"), ("G3.3", "G3.4(a)", "G3.4(a)", "w"), ("G4.2", "G4.1", "G4.1")),
        ),
    ),
    "section-h": Habit(
        "styles",
        "H",
        references=_refs(
            ("H4.2", "H4.1", "H4.1"), ("H4.4", "H4.6", "H4.6"), ("H8.2", "H8.3", "H8.3"), ("H14.6", "H14.5", "H14.5")
        ),
    ),
    "section-l": Habit("inherited", "L", references=_refs(("L1.3", "L2.1", "L2.1"), ("L3.2", "L3.3", "L3.3"))),
    "section-m": Habit("direct", "M", references=_refs(("M8.3", "M8.2", "M8.2"), ("M11.3", "M11.1", "M11.1"))),
    "section-n": Habit("inherited", "N", references=_refs(("N6.9", "N6.8", "N6.8"))),
    "section-x": Habit("direct", "X", references=_refs(("X1.3", "X1.2", "X1.2"), ("X1.4", "X1.2", "X1.2"))),
    "appendix-j": Habit("inherited", references=_refs(("2.4(a)", "2.2", "2.2"))),
    "appendix-ac": Habit(
        "styles",
        references=_refs(
            ("1.2", "13", "13"),
            ("3.3", "3.2(b)", "3.2(b)", "w"),
            ("3.4", "3.2", "3.2"),
            ("7.2", "7.1", "7.1"),
            ("7.3", "(a)", "6.4(a)", "n"),
            ("7.3", "6.4", "6.4"),
            ("8.3", "8.4", "8.4"),
            ("9.4", "9.1", "9.1"),
            ("9.4", "9.3", "9.3"),
            ("12.2", "12.1", "12.1"),
        ),
    ),
    "appendix-ag": Habit("direct", references=_refs(("4.4", "3.2(c)", "3.2(c)", "w"), ("5.2", "5.1", "5.1"))),
    "appendix-aj": Habit(
        "direct",
        references=_refs(
            ("4.3", "(a)", "4.2(a)", "n"),
            ("5.4", "3.1", "3.1"),
            ("Schedule 1 1.1", "3.2", "3.2"),
            ("Schedule 1 2.2", "2.1", "Schedule 1 2.1"),
        ),
    ),
    "appendix-ak": Habit("typed", references=_refs(("4.2", "4.1", "4.1"), ("4.5", "4.1", "4.1"))),
    "appendix-al": Habit(
        "styles",
        inserted=(("3.14", "level"), ("7.9", "typed")),
        references=_refs(
            ("1.4(c)", "(a)", "1.4(a)", "n"),
            ("1.4(c)", "(b)", "1.4(b)", "n"),
            ("2.2", "2.1", "2.1"),
            ("3.5", "3.4", "3.4"),
            ("3.14D", "3.14A", "3.14A"),
            ("3.14D", "3.14C", "3.14C"),
            ("3.14D", "6.3", "6.3"),
            ("3.14F", "3.14E", "3.14E"),
            ("7.4", "7.2", "7.2"),
            ("7.9B", "7.9A", "7.9A"),
            ("9.7", "9.6", "9.6"),
            ("9.7", "3.10", "3.10"),
            ("10.5", "8", "8"),
        ),
        version="Version AL 29.0",
    ),
    "appendix-am": Habit(
        "styles",
        inserted=(("18.17", "list"),),
        references=_refs(
            ("7.3", "7.2", "7.2"),
            ("8.4", "8.1", "8.1"),
            ("8.4", "8.3", "8.3"),
            ("13.1", "13.3", "13.3"),
            ("18.15", "18.3", "18.3"),
            ("18.15", "18.14", "18.14"),
            ("18.17o", "18.12", "18.12"),
            ("18.17o", "18.17d", "18.17d"),
            ("19.3", "19.2", "19.2"),
            ("20.2", "18.17a", "18.17a"),
        ),
    ),
}
