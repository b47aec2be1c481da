"""What each text of a document may hold, by one pass over all of them: which rules and patterns are tried on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.needles import Guarded, Needles, Sieve

from . import RULES, Rule
from .blanket import ALSO, NOUNS
from .cues import MARKS, WORDS
from .lead_in import LEADS
from .listed import IN_LISTS


@dataclass(frozen=True, slots=True)
class Look:
    """What a text may hold; what is not named here it does not hold.

    `rules` are those that may find something in it, `among_definitions` in a place of definitions; `words` the cues of
    a definition, `marked` whether it has a quotation mark, `bracket` an opening bracket; `leads` the ways of saying
    that definitions follow; `of_terms` whether it may take all terms from elsewhere, `gives` the meaning of its items.
    """

    rules: tuple[Rule, ...]
    among_definitions: tuple[Rule, ...]
    words: tuple[re.Pattern[str], ...]
    marked: bool
    bracket: bool
    leads: tuple[Guarded, ...]
    of_terms: bool
    gives: bool


_ALONE: tuple[tuple[Needles, Needles], ...] = ((MARKS, ()), (("(",), ()), (NOUNS, ALSO), (IN_LISTS, ()))
_SIEVE = Sieve(
    [
        *((rule.needles, rule.also) for rule in RULES),
        *((rule.needles + rule.in_lists, rule.also) for rule in RULES),
        *(((plain,), ()) for plain, _ in WORDS),
        *((lead.needles, lead.also) for lead in LEADS),
        *_ALONE,
    ]
)


def looks(texts: Sequence[str]) -> list[Look]:
    """What each of the texts may hold."""
    return list(map(_look, _SIEVE.each(texts, folds=True)))


@lru_cache(maxsize=8_192)
def _look(mask: int) -> Look:
    passed = set(_SIEVE.numbers(mask))
    kinds: list[tuple[bool, ...]] = []
    at = 0
    for count in (len(RULES), len(RULES), len(WORDS), len(LEADS), len(_ALONE)):
        kinds.append(tuple(number in passed for number in range(at, at + count)))
        at += count
    rules, among, words, leads, (marked, bracket, of_terms, gives) = kinds
    return Look(
        tuple(rule for rule, may in zip(RULES, rules, strict=True) if may),
        tuple(rule for rule, may in zip(RULES, among, strict=True) if may),
        tuple(pattern for (_, pattern), may in zip(WORDS, words, strict=True) if may),
        marked,
        bracket,
        tuple(lead for lead, may in zip(LEADS, leads, strict=True) if may),
        of_terms,
        gives,
    )
