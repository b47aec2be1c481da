"""English number: the plural of a noun, the singular of a plural, and which word of a term carries it."""

from __future__ import annotations

import re

IRREGULAR = {
    "addendum": "addenda",
    "analysis": "analyses",
    "appendix": "appendices",
    "basis": "bases",
    "child": "children",
    "crisis": "crises",
    "criterion": "criteria",
    "foot": "feet",
    "formula": "formulae",
    "half": "halves",
    "hypothesis": "hypotheses",
    "index": "indices",
    "knife": "knives",
    "leaf": "leaves",
    "life": "lives",
    "loaf": "loaves",
    "man": "men",
    "matrix": "matrices",
    "medium": "media",
    "memorandum": "memoranda",
    "parenthesis": "parentheses",
    "person": "people",
    "phenomenon": "phenomena",
    "shelf": "shelves",
    "synthesis": "syntheses",
    "thesis": "theses",
    "vertex": "vertices",
    "wife": "wives",
    "woman": "women",
}
SINGULARS = {plural: singular for singular, plural in IRREGULAR.items()}
ONLY_PLURAL = frozenset(
    str.split("arms customs goods means news premises proceeds regards series species thanks works data")
)
"""Nouns in -s whose form without it is another word, and data, which has no singular here."""

_PREPOSITION = re.compile(r" (?:of|for|to|in|on|by|with|under|at|from|between|against) ")


def plurals(noun: str) -> tuple[str, ...]:
    """The plural spellings of one word: party gives parties, cargo cargos and cargoes, CAD CADs; () if it has none."""
    low = noun.lower()
    if not low or not low[-1].isalnum() or low in ONLY_PLURAL or _is_plural(low):
        return ()
    if noun[-1].isupper() or noun[-1].isdigit():
        return (noun + "s",)
    for singular, plural in IRREGULAR.items():
        if low == singular or (low.endswith(singular) and singular in ("man", "woman", "child")):
            return tuple(dict.fromkeys((noun[: -len(singular) + 1] + plural[1:], *_regular(noun, low))))
    return _regular(noun, low)


def _regular(noun: str, low: str) -> tuple[str, ...]:
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return (noun + "es",)
    if low.endswith("y") and low[-2:-1] not in tuple("aeiou"):
        return (noun[:-1] + "ies",)
    return (noun + "s", noun + "es") if low.endswith("o") else (noun + "s",)


def _is_plural(low: str) -> bool:
    """Whether a lower-case word ends as plurals do: parties, addresses, charges; not address, basis, status."""
    return low in SINGULARS or (
        low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is", "as", "ics"))
    )


def singulars(noun: str) -> tuple[str, ...]:
    """The singular spellings of a plural word: parties gives party, boxes box; () where it is not a plural."""
    low = noun.lower()
    if low in SINGULARS:
        return (noun[:1] + SINGULARS[low][1:],)
    if low in ONLY_PLURAL or not _is_plural(low):
        return ()
    if low.endswith("ies") and len(low) > 4:
        return (noun[:-3] + "y",)
    if low.endswith(("sses", "shes", "xes", "zes")):
        return (noun[:-2],)
    return (noun[:-1], noun[:-2]) if low.endswith(("ches", "oes")) else (noun[:-1],)


def phrases(term: str, number: str) -> tuple[str, ...]:
    """The plurals (`number` "plural") or singulars of a term: of its last word, and of the head before a preposition.

    "Point of Supply" gives "Point of Supplies" and "Points of Supply": which noun is the head is not decided here.
    """
    change = plurals if number == "plural" else singulars
    out: list[str] = []
    for end in dict.fromkeys((*(m.start() for m in list(_PREPOSITION.finditer(term))[:1]), len(term))):
        start = max(term.rfind(" ", 0, end), term.rfind("-", 0, end)) + 1
        out += [term[:start] + form + term[end:] for form in change(term[start:end])]
    return tuple(dict.fromkeys(out))
