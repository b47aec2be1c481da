"""Whether what looks like a label is one: its sequence, its punctuation and the words behind it, never one alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import sequence
from .numbering import Label

Family = tuple[str, str, str]
"""Form, way of counting, case: what the labels of one row have in common."""

NEAR = 40
"""How far a bare number may jump over missing ones."""
MEASURE = re.compile(
    r"(?:of|per|above|below|thereof|hereof|and|or|to|through|shall|applies|hours?|days?|weeks?|months?|years?|minutes?"
    r"|seconds?|working|business|calendar|percent|cent|pence|pounds?|metres?|kwh|mwh|kw|mw|km|kg|am|pm|noon|o'clock"
    r"|times|million|billion|thousand|hundred)\b",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b[,.]?(?:\s+\d|\s*$|\s+[a-z])"
)
DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:1[89]|2[01])\d\d")
"""A day written in numbers, 1.2.2025, which looks like a clause."""
_SOFT = ("shall", "applies", "to", "through", "and", "or")


@dataclass(frozen=True, slots=True)
class Hints:
    """What else is known of a labelled block: indentation, bullet, whether a title follows, and the next label."""

    level: int = 0
    bullet: bool = False
    titled: bool = False
    rest: str = ""
    following: str = ""
    given: bool = False
    heading: bool = False
    chained: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a label belongs: behind the frame at index `at` (kept), and how it follows what is there."""

    score: float
    at: int
    relation: sequence.Relation
    family: Family
    prefix: tuple[str, ...] = ()
    running: bool = False
    before: str = ""
    jump: int = 0


def credible(label: Label, hints: Hints, choice: Choice) -> bool:
    """Whether a label in its best place is one."""
    if hints.given or hints.heading:
        return True
    certain = choice.relation in ("next", "inserted", "first")
    if label.unit:
        sure = label.firm or certain or choice.relation == "gap" or _goes_on(label.core, hints.following)
        sure = sure or (label.unit == "§" and hints.titled)
        return sure and not hints.rest[:1].islower()
    if label.form == "dot":
        return certain
    if label.form in ("bracket", "close"):
        return certain or not (hints.rest[:1].islower() and MEASURE.match(hints.rest))
    number = label.core.split(".", maxsplit=1)[0]
    day = DAY.fullmatch(label.core) or (number.isdigit() and int(number) > 999 and not certain)
    if day or (MONTH.match(hints.rest) and not (label.firm and certain and choice.prefix)):
        return False
    return _firm(hints, choice, certain) if label.firm else _bare(label, hints, choice, certain)


def _firm(hints: Hints, choice: Choice, certain: bool) -> bool:
    """A number with its punctuation: it counts unless it starts a row of its own inside a sentence."""
    return certain or choice.relation != "start" or not hints.rest[:1].islower()


def _bare(label: Label, hints: Hints, choice: Choice, certain: bool) -> bool:
    """A number without punctuation: in front of a small letter it must follow its neighbour, and be no quantity.

    In front of a capital it may jump, if it does not jump far, or if what follows it goes on from it; a number of
    several levels beside an open one ("4.2.1" behind "4.2.3") may also go back.
    """
    rest, how = hints.rest, choice.relation
    if rest[:1].islower() or rest[:1] in "%/-–,;+=<>":
        word = MEASURE.match(rest)
        quantity = word is not None and word[0].lower() not in _SOFT
        return certain and bool(choice.prefix or how == "next") and not quantity
    if certain:
        return True
    if how != "start" and choice.prefix:
        return True
    if hints.chained or _goes_on(label.core, hints.following):
        return how in ("gap", "start")
    return how == "gap" and choice.jump <= NEAR and (rest[:1].isupper() or rest[:1] in "[(\"“‘'")


def _goes_on(core: str, following: str) -> bool:
    """Whether the next label goes on from this one: 5 after 4, 4.2.1 or 4.3 after 4.2."""
    if following.startswith(f"{core}."):
        return True
    head, _, last = core.rpartition(".")
    other, _, coming = following.rpartition(".")
    return bool(coming) and head == other and sequence.relation(last, coming, "number")[0] in ("next", "inserted")
