"""The words that name a kind of provision ("clause", "Schedules", "§"), as one pattern made from a profile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from string import digits

from ahocorasick_rs import AhoCorasick, Implementation

from extract.needles import blanked, folded
from extract.profile import Profile
from ontology.labels import CONDITIONS
from ontology.record import record

from .labels import SPELLED

LETTERED = ("byelaw", "bye-law", "by-law", "bylaw")
"""Units that name a document with a letter behind them and a provision with a number: Byelaw D, byelaw 3."""
BY_LETTER = ("section", "regulation", *LETTERED)
"""Those, and others that do so where a profile has them as documents: Section A, Regulation Z."""
EVERYWHERE = (
    "section", "subsection", "sub-section", "clause", "sub-clause", "subclause", "paragraph", "sub-paragraph",
    "subparagraph", "subrule", "article", "regulation", "rule", "condition", "step", "table", "row", "item", "form",
    "point", "recital", "direction", *LETTERED,
)  # fmt: skip
"""Units that any text may use when it speaks of another document; a profile adds its own. A point has brackets: (b)."""
SHORT_OR_NOT = frozenset(("para.", "paras.", "ss.", "app.", "sch."))
EXACT = {
    "s": "section", "ss": "section", "reg": "regulation", "regs": "regulation", "art": "article", "arts": "article",
    "cl": "clause", "cls": "clause", "cll.": "clause", "Sch": "schedule", "Schs": "schedule", "Schs.": "schedule",
    "Pt": "part", "Pts": "part", "Pt.": "part", "Div": "division", "Ch": "chapter", "Ch.": "chapter",
    "subs": "subsection", "sub-s": "subsection", "sub-s.": "subsection", "subss": "subsection",
    "subpara": "subparagraph", "subparas": "subparagraph", "sub-para": "sub-paragraph", "sub-para.": "sub-paragraph",
    "r.": "rule", "rr.": "rule",
}  # fmt: skip
"""Short forms that count as they are written alone, in front of a digit or a bracket: "s 4(2)", "Pt 3 Div 2"."""
DIVISIONS = ("part", "chapter", "division", "subdivision", "title", "subpart", "book")
ATTACHED = ("schedule", "annex", "appendix", "attachment", "exhibit")
SHORT = {
    "para": "paragraph", "paras": "paragraph", "cl.": "clause", "cls.": "clause", "s.": "section", "ss.": "section",
    "sec.": "section", "secs.": "section", "reg.": "regulation", "regs.": "regulation", "art.": "article",
    "arts.": "article", "sch.": "schedule", "app.": "appendix", "§§": "section", "§": "section",
    "annexe": "annex", "annexes": "annex", "appendixes": "appendix",
}  # fmt: skip


def plural(word: str) -> str:
    """The plural of a unit: appendix, appendices; annex, annexes; clause, clauses."""
    if word.endswith("ix"):
        return word[:-2] + "ices"
    return word + ("es" if word.endswith(("x", "s")) else "s")


@record
@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word at `start`, as `written` and as a `word` in lower case and singular; its label begins at `label`."""

    start: int
    label: int
    written: str
    word: str


@dataclass(frozen=True, eq=False)
class Words:
    """The unit words of a profile: `singular` gives their plain form, whether one names a document or a division."""

    profile: Profile
    singular: dict[str, str]
    documents: frozenset[str]
    divisions: frozenset[str]

    def plain(self, written: str) -> str:
        """A unit as written, in lower case and singular: "Sub-Clauses" is "sub-clause"."""
        low = " ".join(written.lower().split())
        return self.singular.get(low, self.singular.get(low.rstrip("."), low))

    @cached_property
    def _ends(self) -> tuple[str, ...]:
        """The last words of all unit words, but for the shortest."""
        return tuple({last for one in self.singular if len(last := one.split()[-1].removesuffix(".")) >= SHORT_WORD})

    @cached_property
    def _last(self) -> frozenset[str]:
        """The last words of all unit words and their short forms, without a full stop."""
        return frozenset(one.split()[-1].removesuffix(".").lower() for one in (*self.singular, *SHORT_OR_NOT, *EXACT))

    def _may_end(self, before: str, capital: bool) -> bool:
        """Whether a unit word may end the text in front of a label, a `capital` perhaps; most words are none."""
        last = before.rsplit(None, 1)[-1:]
        low = last[0].lower().removesuffix(".").removesuffix("(s)") if last else ""
        if low.isalpha():
            return low in self._last
        return not capital or len(low) <= SHORT_TOKEN or low.endswith(self._ends)

    @cached_property
    def _at_gaps(self) -> tuple[AhoCorasick, list[int]]:
        """What ends beside the gap behind the last word of a unit ("section ", "s 4", "s.4"), and how far behind it."""
        counts = {one.lower() for one in _COUNTS}
        long = {one.split()[-1] for one in (*self.singular, *SHORT_OR_NOT)} | counts | {"(s)"}
        short = {one.lower() for one in EXACT} - long
        needles = {
            **{f"{one} ": 1 for one in long},
            **{f"{one}  ": 1 for one in short},
            **{f"{one} {sign}": 2 for one in short for sign in _DIGIT_OR_BRACKET},
            **{f"{one}{digit}": 1 for one in long | short for digit in digits},
        }
        return AhoCorasick(list(needles), implementation=Implementation.DFA), list(needles.values())

    @cached_property
    def _of_several(self) -> frozenset[str]:
        """The last words of unit words that have several."""
        return frozenset(one.split()[-1] for one in self.singular if " " in one)

    def _written(self, before: str) -> tuple[str, ...]:
        """What ends the text in front of a label and may be a unit word, the longest first."""
        last = before.rsplit(None, 1)[-1:]
        if last and last[0].isalpha() and last[0].lower() not in self._of_several:
            return (last[0],) if len(last[0]) <= LONGEST_WORD else ()
        match = _LAST_WORDS.search(before)
        if match is None:
            return ()
        one = match["one"]
        return match[0], match["two"], one, _PREFIX.sub("", one) if "-" in one else ""

    def gaps(self, text: str, low: str) -> list[tuple[int, int]]:
        """Where a unit word may end and what may be its label begins: white space between, or nothing, as in "s.4".

        `low` is the text with its case folded and with blanks for white space.
        """
        automaton, behind = self._at_gaps
        found = {end - behind[needle] for needle, _, end in automaton.find_matches_as_indexes(low)}
        return [(at, gap.end()) for at in sorted(found) if (gap := _BEFORE_A_LABEL.match(text, at))]

    def units(self, text: str, gaps: Iterable[tuple[int, int]] | None = None) -> Iterator[Unit]:
        """Every unit word of `text` with something that may be a label behind it, in order; `gaps` if known."""
        for end, label in self.gaps(text, folded(blanked(text))) if gaps is None else gaps:
            before = text[max(0, end - 30) : end]
            counted = _COUNTED.search(before) if before.endswith(_COUNTS) else None
            before = before[: counted.start()] if counted is not None else before
            if not self._may_end(before, text[label] not in _DIGIT_OR_BRACKET):
                continue
            for written in self._written(before):
                low = " ".join(written.lower().removesuffix("(s)").split())
                word = self.singular.get(low) or (low in SHORT_OR_NOT and self.singular.get(low[:-1])) or None
                at = end - len(counted[0] if counted is not None else "") - len(written)
                if word == "point" and not _POINT.match(text, label) and text[at - 2 : at] != ", ":
                    break
                if word is None and written in EXACT and text[label] in _DIGIT_OR_BRACKET:
                    word = EXACT[written]
                if word is not None:
                    yield Unit(at, label, written, word)
                    break


_POINT = re.compile(
    r"\(|\d{1,3}(?:(?:,|\s(?:and|or|to))\s\d{1,3}){0,6},?\sof\s(?:the\s)?(?:Annex|Part|Article|[Pp]aragraph|Schedule|Appendix)\b"
)
"""What a point has behind it that is a provision, and no place on a map."""
SHORT_WORD, SHORT_TOKEN = 4, 6
"""Characters from which on a unit word is no short form (s, Pt), and up to which one may be, with its marks: “(row."""
LONGEST_WORD = 15
"""Characters of a unit word, at most."""
_PREFIX = re.compile(r"^(?:[Pp]re|[Pp]ost|[Nn]on)-")
_COUNTS = ("number", "numbers", "No", "No.", "no.", "Nos.", "nos.", "Number", "Numbers")
_COUNTED = re.compile(
    r"(?<=[a-z])(?<![Ff]orm)(?<![Rr]ule)(?<!rder)(?<!law)(?<!egulation)(?<!irective)\s(?:[Nn]umbers?|[Nn]os?\.?)$"
)
"""Between a unit word and its label: "Clause numbers 4.1 and 4.2". The number of a form is part of its name."""
_DIGIT_OR_BRACKET = frozenset("0123456789(")
_FIRST = "".join(sorted({word[0] for word in SPELLED}))
_BEFORE_A_LABEL = re.compile(
    rf"\s\s{{0,2}}(?=[\d(A-Z{_FIRST}])(?=[\d(A-Z]|(?:{'|'.join(SPELLED)})\b)|(?<=[a-z§.])(?=\d)"
)
_LAST_WORDS = re.compile(
    r"(?<![\w’'-])(?:[A-Za-z]{2,12}\s)?(?P<two>(?:[A-Za-z-]{2,12}\s)?(?P<one>[A-Za-z][A-Za-z-]{0,14}(?:\(s\))?\.?|§§?))$"
)


@cache
def words(profile: Profile) -> Words:
    """The unit words of `profile` and those used everywhere."""
    singular = dict(SHORT)
    documents = frozenset((*profile.document_units, *LETTERED))
    divisions = frozenset((*profile.container_units, *DIVISIONS, *ATTACHED)) - documents
    for unit in (*EVERYWHERE, *profile.provision_units, *divisions, *documents):
        singular[unit] = unit
        singular[plural(unit)] = unit
        if "-" in unit and " " in unit:
            singular[unit.replace("-", " ")] = unit
            singular[plural(unit).replace("-", " ")] = unit
    for kind in (*CONDITIONS, "standard special", *(f"amended {kind}" for kind in CONDITIONS[1:])):
        singular[f"{kind} condition"] = singular[f"{kind} conditions"] = "condition"
    return Words(profile, singular, documents, divisions)
