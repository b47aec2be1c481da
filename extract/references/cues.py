"""Cues: which rules may find something in which texts of a document, told by one look over all its texts at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extract.needles import Needles, Sieve
from ontology.record import record

from .documents import Names
from .lookalikes import CUES as NUMBERS
from .past import PAST
from .roles import CHANGES
from .roles import IN_LEADS as LEADS
from .rules import RULES, Rule
from .tables import POINTS
from .whole import Whole
from .words import Words

_BESIDE: Needles = (" above", " below")
"""What stands beside labels that have no word and no document: "in 4.2 above"."""
_SIGNS = (_BESIDE, POINTS, NUMBERS, LEADS, CHANGES, PAST)


_Passing = tuple[Sequence[Rule], bool, bool, bool, bool, bool, bool]


@record
@dataclass(frozen=True, slots=True)
class Cued:
    """What may be found in a text: by which rules, and where a unit word may end and its label begin.

    Whether a label may stand `beside` "above" or "below" or, in a cell, behind a word that `points` at it, and
    `numbers` of other things; whether the text may be one that `leads` to a list of changes; whether a sentence in it
    may do more with a reference than cite it, as all that `changes` another text does, and may speak of the `past`.
    """

    rules: Sequence[Rule]
    beside: bool = True
    points: bool = True
    numbers: bool = True
    leads: bool = True
    changes: bool = True
    past: bool = True
    gaps: Sequence[tuple[int, int]] = ()


class Cues:
    """Looks for what rules cannot do without, in all texts of a document at once."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._written = Sieve((*((needles,) for needles in _SIGNS), *(() if r.folds else r.needles for r in rules)))
        self._folded = Sieve(rule.needles if rule.folds else () for rule in rules)
        self._spotted = {number: rule.spots for number, rule in enumerate(rules) if rule.spots is not None}
        self._looked = sum(1 << number for number in self._spotted)
        self._known: dict[tuple[int, int, int], _Passing | None] = {}

    def over(self, texts: Sequence[str], words: Words, names: Names) -> Mapping[int, Cued]:
        """What may be found in the texts, by their numbers: a text without one holds nothing for any rule."""
        whole = Whole.of(texts, words, names)
        found = (self._written.within(whole.text, whole.ends), self._folded.within(whole.low, whole.ends))
        spots = np.zeros(len(texts), dtype=np.int64)
        for number, look in self._spotted.items():
            spots[np.searchsorted(whole.ends, [*look(whole)])] |= 1 << number
        some = np.flatnonzero(np.logical_or.reduce((*found, spots)))
        bits = zip(*(masks[some].tolist() for masks in (*found, spots)), strict=True)
        passing = zip(some.tolist(), map(self._passing, bits), strict=True)
        gaps: dict[int, list[tuple[int, int]]] = {}
        for number, end, label in whole.gaps_by_text():
            gaps.setdefault(number, []).append((end, label))
        return {number: Cued(*passed, gaps.get(number, ())) for number, passed in passing if passed is not None}

    def _passing(self, bits: tuple[int, int, int]) -> _Passing | None:
        """What a text may hold in which needles and spots with these bits were found, in the order of `Cued`."""
        if bits not in self._known:
            written, folded, spots = bits
            passed, in_folded = set(self._written.numbers(written)), set(self._folded.numbers(folded))
            rules = tuple(
                rule
                for number, rule in enumerate(self._rules)
                if number + len(_SIGNS) in passed and number in in_folded and not (self._looked & ~spots) >> number & 1
            )
            beside, points, numbers, leads, changes, past = (number in passed for number in range(len(_SIGNS)))
            found = rules, beside, points, numbers, leads, changes, past
            self._known[bits] = found if rules or beside or points or leads else None
        return self._known[bits]


CUES = Cues(RULES)
