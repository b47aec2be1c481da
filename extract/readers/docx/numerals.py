"""How Word writes a count: the number formats of ISO 29500-1, 17.18.59 that English documents have."""

from __future__ import annotations

from collections.abc import Callable

from ontology.labels import to_letters, to_roman

LARGEST_ROMAN = 3999
LARGEST_LETTERS = 780
"""The letter z thirty times over: what Word writes beyond that, nobody reads."""

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_SIGNS = "*†‡§"
_SHAPES = {
    "none": "",
    "bullet": "•",
    "decimalZero": "{:02}",
    "hex": "{:X}",
    "numberInDash": "- {} -",
    "decimalEnclosedParen": "({})",
    "decimalEnclosedFullstop": "{}.",
}


def numeral(count: int, form: str, pattern: str = "") -> str:
    """A count in one of Word's number formats; `pattern` is that of a custom format ("001, 002, 003, ...")."""
    if form == "custom":
        return str(count).zfill(len(pattern.partition(",")[0].strip()))
    if form in _WRITERS:
        return _WRITERS[form](count)
    return _SHAPES.get(form, "{}").format(count)


def letters(count: int) -> str:
    """a to z, then aa, bb; plain digits where that grows absurd, nothing for 0."""
    if count > LARGEST_LETTERS:
        return str(count)
    return to_letters(count) if count > 0 else ""


def signs(count: int) -> str:
    """The note signs *, †, ‡, §, then each of them doubled."""
    return _SIGNS[(count - 1) % 4] * min((count - 1) // 4 + 1, 100) if count > 0 else ""


def roman(count: int) -> str:
    """The lower-case roman numeral of a count to 3999, plain digits above, nothing for 0."""
    if not 0 < count <= LARGEST_ROMAN:
        return str(count) if count > 0 else ""
    below = to_roman(count % 100) if count % 100 else ""
    hundreds = ("", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm")[count // 100 % 10]
    return "m" * (count // 1000) + hundreds + below


def ordinal(count: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def words(count: int) -> str:
    """A count below a thousand in English words, digits above: "twenty-one"."""
    if not 0 <= count < 1000:
        return str(count)
    if count < 20:
        return _ONES[count]
    if count < 100:
        return _TENS[count // 10] + (f"-{_ONES[count % 10]}" if count % 10 else "")
    rest = f" {words(count % 100)}" if count % 100 else ""
    return f"{_ONES[count // 100]} hundred{rest}"


def ordinal_words(count: int) -> str:
    """A count as an English ordinal: "twenty-first"."""
    text = words(count)
    if not 0 <= count < 1000:
        return ordinal(count)
    head, between, last = text.rpartition("-") if "-" in text else text.rpartition(" ")
    last = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return head + between + last


_WRITERS: dict[str, Callable[[int], str]] = {
    "upperRoman": lambda count: roman(count).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerLetter": letters,
    "cardinalText": lambda count: words(count).capitalize(),
    "ordinalText": lambda count: ordinal_words(count).capitalize(),
    "ordinal": ordinal,
    "chicago": signs,
}
