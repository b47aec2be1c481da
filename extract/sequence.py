"""How one label follows another: next, inserted (3.14A), with a gap, the same, back, first of its kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ontology import labels

Counting = Literal["number", "letter", "roman"]
Key = tuple[int, tuple[int, ...], int]
Relation = Literal["next", "inserted", "first", "gap", "same", "back", "start"]

_NUMBER = re.compile(r"([A-Z]{0,2})\.?(\d+)([A-Za-z]*)(?:\.(\d+)[A-Za-z]?)?$")
_ROMAN = re.compile(r"([ivxlcIVXLC]+?)([a-e]?)(?:\.(\d+))?$")
_LETTER = re.compile(r"([A-Za-z]+?)(?:\.(\d+))?$")


def countings(core: str) -> tuple[Counting, ...]:
    """The ways in which a label can be counted: "14A" as a number, "c" as a letter or a roman numeral."""
    if any(c.isdigit() for c in core.split(".", maxsplit=1)[0]):
        return ("number",)
    ways: list[Counting] = []
    stem = core.split(".", maxsplit=1)[0]
    if len(stem) <= 2 or labels.letters(stem):
        ways.append("letter")
    if _roman_key(core):
        ways.append("roman")
    return tuple(ways)


def is_first(core: str, counting: Counting) -> bool:
    """Whether a label is the first of its kind: 1, A1, a, i."""
    if counting == "number":
        found = _NUMBER.match(core)
        return bool(found) and found is not None and int(found[2]) in (0, 1) and not found[3]
    return core.lower() == ("a" if counting == "letter" else "i")


@lru_cache(maxsize=65_536)
def relation(before: str, core: str, counting: Counting) -> tuple[Relation, int]:
    """How `core` follows `before`, and over how many labels it jumps (0 unless it is a gap)."""
    a, b = key(before, counting), key(core, counting)
    if a is None or b is None or (counting == "number" and _section(before) != _section(core)):
        return "back", 0
    if a[:2] == b[:2] and b[2] and (a[2] < b[2] or _fraction(before) < _fraction(core)):
        return "inserted", 0
    return _compared(a, b)


def _compared(a: Key, b: Key) -> tuple[Relation, int]:
    if b[0] == a[0] + 1 and b[1:] == ((), 0):
        return "next", 0
    if a < b and b[0] == a[0] and _inserted(a, b):
        return "inserted", 0
    if a < b:
        return "gap", b[0] - a[0]
    return ("same" if a == b else "back"), 0


def key(core: str, counting: Counting) -> Key | None:
    """The place of a label in its order: its number, the letters behind it, the number behind a point."""
    if counting == "number":
        found = _NUMBER.match(core)
        return (int(found[2]), _ordinals(found[3]), int(found[4] or 0)) if found else None
    if counting == "roman":
        return _roman_key(core)
    found = _LETTER.match(core)
    if not found:
        return None
    doubled = labels.letters(found[1])
    if doubled and len(found[1]) > 2:
        return (doubled, (), int(found[2] or 0))
    ordinals = _ordinals(found[1])
    return (ordinals[0], ordinals[1:], int(found[2] or 0))


def doubled(before: str, core: str) -> bool:
    """Whether a doubled letter goes on where the alphabet ended, or in its own row: z to aa, aa to bb."""
    a, b = labels.letters(before), labels.letters(core)
    return bool(a and b and b == a + 1 and b > 26)


def _section(core: str) -> str:
    """The letters in front of a number: N of N6."""
    found = re.match(r"[A-Z]*", core)
    return found[0] if found else ""


def _fraction(core: str) -> str:
    """The digits behind the point, by which statutes put 348.09 in front of 348.1."""
    return core.partition(".")[2]


def _roman_key(core: str) -> Key | None:
    found = _ROMAN.match(core)
    value = labels.roman(core.split(".", maxsplit=1)[0])
    if value:
        return (value, (), int(core.split(".")[1]) if "." in core else 0)
    if not found:
        return None
    value = labels.roman(found[1])
    return (value, _ordinals(found[2]), int(found[3] or 0)) if value else None


def _ordinals(text: str) -> tuple[int, ...]:
    return tuple(ord(c) - 96 for c in text.lower())


def _inserted(a: Key, b: Key) -> bool:
    """Whether nothing can stand between two labels of one number: 3 and 3A, 3A and 3B, 3A and 3AA, 3AB and 3B."""
    if a[1] == b[1]:
        return b[2] == a[2] + 1
    if b[2]:
        return False
    before, after = a[1], b[1]
    if after == (*before, 1):
        return True
    return (
        0 < len(after) <= len(before)
        and after[:-1] == before[: len(after) - 1]
        and after[-1] == before[len(after) - 1] + 1
    )
