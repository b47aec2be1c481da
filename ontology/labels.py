"""The grammar of labels: "3.14E", "12(3)(b)(ii)", "N6.8", "(iv)", "18.17p"; their parts, and ranges of them."""

from __future__ import annotations

import re
from functools import lru_cache

_PART = re.compile(r"\(\s*([0-9A-Za-z.]+)\s*\)|([0-9A-Za-z]+)")
_LETTERS = re.compile(r"[a-z]+|[A-Z]+")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_COUNTED = re.compile(r"([A-Za-z]*)(\d+)([A-Za-z]*)")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
CONDITIONS = ("amended", "special", "standard", "general", "licence")
"""What licences put in front of "condition", to tell rows of conditions apart."""
LONGEST_RANGE = 200
KEPT = 50_000
"""Labels whose parts and spelling are kept: a document has the same ones again and again."""


@lru_cache(KEPT)
def parts(label: str) -> tuple[str, ...]:
    """The levels of a label, brackets kept: "12(3)(b)" is ("12", "(3)", "(b)"), "N6.8" is ("N6", "8")."""
    return tuple(f"({m[1]})" if m[1] else m[2] for m in _PART.finditer(label))


@lru_cache(KEPT)
def normal(label: str) -> str:
    """One spelling for a label: no spaces, no full stop at its end; "12 (3) (b)." is "12(3)(b)"."""
    return "".join(label.split()).rstrip(".")


def join(parent: str, label: str) -> str:
    """The label of a part of `parent`: ("4.2", "(a)") is "4.2(a)", ("4", "2") is "4.2"."""
    if not parent or label.startswith("("):
        return parent + label
    return f"{parent}.{label}"


def roman(text: str) -> int | None:
    """The value of a roman numeral of one case up to 399, None if `text` is none: "xiv" is 14."""
    low = text.lower()
    if not low or set(low) - set(_VALUES) or text not in (low, text.upper()):
        return None
    total = 0
    for here, following in zip(low, low[1:] + "i", strict=True):
        total += -_VALUES[here] if _VALUES[here] < _VALUES[following] else _VALUES[here]
    return total if to_roman(total) == low else None


def to_roman(value: int) -> str:
    """The lower-case roman numeral of a value from 1 to 399: 14 is "xiv"."""
    out = ""
    for numeral, worth in (
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
        ("i", 1),
    ):
        while value >= worth:
            out, value = out + numeral, value - worth
    return out


def letters(text: str) -> int | None:
    """The place of a letter label: a is 1, z is 26, aa is 27 and bb is 28 (doubled, as lists count on after z)."""
    if not _LETTERS.fullmatch(text):
        return None
    low = text.lower()
    if len(set(low)) == 1:
        return (len(low) - 1) * 26 + ord(low[0]) - 96
    return None


def to_letters(value: int) -> str:
    """The lower-case letter label of a place: 1 is "a", 27 is "aa"."""
    return chr(96 + (value - 1) % 26 + 1) * ((value - 1) // 26 + 1)


def members(first: str, last: str) -> tuple[str, ...]:
    """Every label from `first` to `last` by counting, both included; only the two where counting cannot tell.

    Labels that differ in their last level alone are counted: 7.9A to 7.9D, (a) to (d), (i) to (iv), 18 to 24, AC to AE.
    What stands between 3 and 3C in a real document only the document knows.
    """
    first, last = normal(first), normal(last)
    if first == last:
        return (first,)
    head, a = _last_level(first)
    tail, b = _last_level(last)
    if tail and tail != head:
        return (first, last)
    counted = _count(a, b)
    if counted is None:
        return (first, last)
    return tuple(head + one for one in counted)


def _last_level(label: str) -> tuple[str, str]:
    """A label cut before its last level: "7.9A" is ("7.", "9A"), "4(a)" is ("4", "(a)")."""
    if label.endswith(")"):
        at = label.rfind("(")
        return label[:at], label[at:]
    at = label.rfind(".") + 1
    return label[:at], label[at:]


def _count(a: str, b: str) -> list[str] | None:
    """The last levels from `a` to `b`, None where they cannot be counted or are too many."""
    bracket = a.startswith("(")
    if bracket != b.startswith("("):
        return None
    inner_a, inner_b = a.strip("()"), b.strip("()")
    found = _count_inner(inner_a, inner_b)
    if found is None or not 2 <= len(found) <= LONGEST_RANGE:
        return None
    return [f"({one})" if bracket else one for one in found]


def _count_inner(a: str, b: str) -> list[str] | None:
    counted_a, counted_b = _COUNTED.fullmatch(a), _COUNTED.fullmatch(b)
    if counted_a and counted_b:
        return _count_numbers(counted_a, counted_b)
    if not a.isalpha() or not b.isalpha() or a.isupper() != b.isupper():
        return None
    shape = str.upper if a.isupper() else str.lower
    roman_a, roman_b = roman(a), roman(b)
    letter_a, letter_b = letters(a), letters(b)
    if roman_a and roman_b and (len(a) > 1 or len(b) > 1 or a.lower() == "i"):
        return [shape(to_roman(n)) for n in range(roman_a, roman_b + 1)]
    if letter_a and letter_b:
        return [shape(to_letters(n)) for n in range(letter_a, letter_b + 1)]
    if a.isupper() and len(a) == len(b) == 2 and a[0] == b[0]:  # Appendices AC to AE
        return [a[0] + chr(n) for n in range(ord(a[1]), ord(b[1]) + 1)]
    return None


def _count_numbers(a: re.Match[str], b: re.Match[str]) -> list[str] | None:
    """Numbers with a letter before or behind: 18 to 24, 9A to 9D, A1 to A4, 9 to 9D."""
    if a[1] != b[1]:
        return None
    if a[3] == b[3]:
        return [f"{a[1]}{n}{a[3]}" for n in range(int(a[2]), int(b[2]) + 1)]
    if a[2] == b[2] and b[3]:
        first = letters(a[3]) if a[3] else 0
        last = letters(b[3])
        if first is None or last is None:
            return None
        shape = str.upper if b[3].isupper() else str.lower
        return [f"{a[1]}{a[2]}{shape(to_letters(n)) if n else ''}" for n in range(first, last + 1)]
    return None
