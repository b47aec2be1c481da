"""Cues: which rules may find something in which texts of a document, told by one look over all its texts at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, Implementation

from extract.needles import Needles

from .documents import Names
from .lookalikes import CUES as NUMBERS
from .roles import IN_LEADS as LEADS
from .rules import RULES, Rule
from .tables import POINTS
from .whole import Whole
from .words import Words

_BESIDE: Needles = (" above", " below")
"""What stands beside labels that have no word and no document: "in 4.2 above"."""
_SIGNS = (_BESIDE, POINTS, NUMBERS, LEADS)
_ENOUGH = 0b1011
"""The bits of those for which a text is looked at though no rule may find anything in it."""


@dataclass(slots=True)
class Cued:
    """What may be found in a text: by which rules, and where a unit word may end and its label begin.

    Whether a label may stand `beside` "above" or "below" or, in a cell, behind a word that `points` at it, and
    `numbers` of other things; whether the text may be one that `leads` to a list of changes.
    """

    rules: Sequence[Rule]
    beside: bool = True
    points: bool = True
    numbers: bool = True
    leads: bool = True
    gaps: list[tuple[int, int]] = field(default_factory=list)


class Cues:
    """Looks for what rules cannot do without; each set of strings that a rule has is a bit."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._asked: list[int] = []
        written, folded = dict[str, int](), dict[str, int]()
        self._spots: list[int] = []
        for number, needles in enumerate(_SIGNS):
            for needle in needles:
                written[needle] = written.get(needle, 0) | 1 << number
        bit = 1 << len(_SIGNS) - 1
        for rule in rules:
            asked = 0
            for needles in rule.needles:
                bit <<= 1
                asked |= bit
                for needle in needles:
                    masks = folded if rule.folds else written
                    masks[needle] = masks.get(needle, 0) | bit
            if rule.spots is not None:
                bit <<= 1
                asked |= bit
                self._spots.append(bit)
            self._asked.append(asked)
        self._written, self._folded = _Bits(written), _Bits(folded)
        self._known: dict[int, tuple[Rule, ...]] = {}

    def over(self, texts: Iterable[str], words: Words, names: Names) -> Mapping[int, Cued]:
        """What may be found in the texts, by their numbers: a text without one holds nothing for any rule."""
        whole = Whole.of(texts, words, names)
        found: dict[int, int] = {}
        for at, bits in (*self._written.within(whole.text), *self._folded.within(whole.low), *self._seen(whole)):
            number = bisect_right(whole.begins, at) - 1
            found[number] = found.get(number, 0) | bits
        out = {
            number: Cued(rules, bool(bits & 1), bool(bits & 2), bool(bits & 4), bool(bits & 8))
            for number, bits in found.items()
            if (rules := self._passing(bits)) or bits & _ENOUGH
        }
        for end, label in whole.gaps:
            number = bisect_right(whole.begins, end) - 1
            begin = whole.begins[number]
            out[number].gaps.append((end - begin, label - begin))
        return out

    def _seen(self, whole: Whole) -> Iterable[tuple[int, int]]:
        """Where the quick looks of rules find something, with the bits of these."""
        looks = (rule.spots for rule in self._rules if rule.spots is not None)
        return ((at, bit) for spots, bit in zip(looks, self._spots, strict=True) for at in spots(whole))

    def _passing(self, found: int) -> tuple[Rule, ...]:
        """The rules of which a text has every bit, in their order."""
        if found not in self._known:
            pairs = zip(self._rules, self._asked, strict=True)
            self._known[found] = tuple(rule for rule, asked in pairs if found & asked == asked)
        return self._known[found]


class _Bits:
    """Strings with their bits, looked for together."""

    def __init__(self, masks: Mapping[str, int]) -> None:
        self._masks = list(masks.values())
        self._automaton = AhoCorasick(list(masks), implementation=Implementation.DFA)

    def within(self, text: str) -> Iterable[tuple[int, int]]:
        """Where the strings stand in a text, with their bits."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return ((start, self._masks[needle]) for needle, start, _ in found)


CUES = Cues(RULES)
