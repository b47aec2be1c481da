"""The terms of a whole corpus, with every spelling of each, in one automaton."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import BytesAhoCorasick

from ontology.model import Definition

from .fold import BORDER, RIM, WORD, Folded, Places, fold_names, kinds, rimmed
from .forms import Form, forms, in_sentence_style, tidy

Mask = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

_LABEL = re.compile(r"(?:[A-Z][\w-]* )?(?:Section|Appendix|Schedule|Annex|Part|Document) [A-Z0-9]{1,4}\b[\s.:–—-]*")

_ARTICLE = re.compile(r"^\s*(?:[Tt]he|[Aa]n?|[Ee]ach|[Aa]ny)\s+(?=[A-Z])")
_INSTRUMENT = re.compile(
    r"the (?:.* )?(?:Acts?|Regulations?|Orders?|Rules|Code|Directive|Treaty|Convention|Charter|Protocol|Measure)$"
)
_ABBREVIATED = re.compile(r"(\S.{0,200}?) \((?:the )?[\"“']?([A-Z][\w&/-]{1,20})[\"”']?\)")

TITLE = -2
"""In place of a form's number: the title of a document."""

RANKING = (
    "as-written", "plural", "singular", "hyphenated", "title-case", "lower-case", "lone-singular", "sentence-initial",
)  # fmt: skip
"""The ways in which a form comes from its term, the surest first."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What can be met in one document: a mask over `Terms.forms`, and one over the patterns of its automaton.

    `first` is, as `Terms.first`, the surest form of each pattern that can be met.
    """

    forms: Mask
    patterns: Mask
    first: Places


class Terms:
    """Every spelling of every term of a corpus, and the titles of its documents, ready to be looked for.

    `forms` holds every form; `candidates[i]` are the numbers of those that pattern i of the automaton may be, the
    surest first, none where the pattern is a title; `first[i]` is the first of them, TITLE where the pattern is one.
    """

    def __init__(
        self, names: tuple[tuple[str, str], ...], titles: tuple[str, ...] = (), narrow: frozenset[str] = frozenset()
    ) -> None:
        """From pairs of a name and the head form of its term, and titles; `build` makes them from definitions.

        `narrow` are the terms that are defined for single provisions alone: elsewhere any other term goes before them.
        """
        self.names, self.titles, self.narrow = names, titles, narrow
        self.sentence_style = bool(in_sentence_style(name for name, term in names if name == _bare(term)))

    def prepare(self) -> None:
        """Makes the forms and the automaton, which are otherwise made when they are first asked for."""
        _ = (self._automaton, self.first, self.conditional, self.shared, self._term_of, self._pattern_of, self._titles)

    @cached_property
    def _table(self) -> dict[bytes, list[Form]]:
        """The forms of each spelling, the surest first; none for a title."""
        table: dict[bytes, dict[str, Form]] = {}
        made = [form for name, term in self.names for form in forms(name, term)]
        for spelling, form in zip(fold_names([form.text for form in made]), made, strict=True):
            table.setdefault(spelling, {}).setdefault(form.term, form)
        for spelling in fold_names(self.titles):
            table.setdefault(spelling, {})
        table.pop(b"", None)
        return {spelling: sorted(found.values(), key=self._rank) for spelling, found in table.items()}

    @cached_property
    def forms(self) -> list[Form]:
        """Every form, pattern by pattern."""
        return [form for several in self._table.values() for form in several]

    @cached_property
    def heads(self) -> tuple[Objects, Objects]:
        """The term of each form, and how the form comes from it."""
        return _objects(form.term for form in self.forms), _objects(form.how for form in self.forms)

    @cached_property
    def in_capitals(self) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
        """By its first word in capitals every form (by its number) that has a capital itself, the longest first."""
        found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for number, form in enumerate(self.forms):
            if form.style != "lower" and form.how in ("as-written", "plural", "singular"):
                words = tuple(form.text.upper().split())
                found.setdefault(words[0], []).append((number, words))
        return {first: sorted(several, key=lambda one: -len(one[1])) for first, several in found.items()}

    @cached_property
    def candidates(self) -> list[tuple[int, ...]]:
        """For each pattern the numbers of the forms that it may be."""
        ends = accumulate(len(several) for several in self._table.values())
        return [tuple(range(end - len(one), end)) for end, one in zip(ends, self._table.values(), strict=True)]

    @cached_property
    def first(self) -> Places:
        """For each pattern the number of the surest form, TITLE where it has none."""
        return np.array([numbers[0] if numbers else TITLE for numbers in self.candidates], dtype=np.int64)

    @cached_property
    def conditional(self) -> Mask:
        """Which forms stand for their term at some places alone."""
        return np.array([_is_conditional(form) for form in self.forms] or [False], dtype=bool)

    @cached_property
    def shared(self) -> dict[str, list[int]]:
        """For each term the patterns that may be forms of other terms as well."""
        found: dict[str, list[int]] = {}
        for pattern, numbers in enumerate(self.candidates):
            for number in numbers if len(numbers) > 1 else ():
                found.setdefault(self.forms[number].term, []).append(pattern)
        return found

    @cached_property
    def telling(self) -> Mask:
        """Which patterns may tell whether a document writes its terms of one capitalised word in lower case."""
        ways = ("lower-case", "as-written", "plural")
        forms = [form.style == "word" and form.how in ways for form in self.forms]
        return np.array([any(forms[number] for number in numbers) for numbers in self.candidates], dtype=bool)

    @cached_property
    def in_names(self) -> Mask:
        """Which forms may be part of a longer name: those that are not written in small letters."""
        return np.array([_may_be_in_a_name(form) for form in self.forms] or [False], dtype=bool)

    @cached_property
    def _automaton(self) -> BytesAhoCorasick | None:
        if not self._table:
            return None
        border = bytes([BORDER])
        names = rimmed(np.frombuffer(border.join(self._table), dtype=np.uint8))
        return BytesAhoCorasick(names.tobytes().split(border))

    def _rank(self, form: Form) -> tuple[bool, int, bool, str]:
        """What goes first among the forms of one spelling, where the document has no term of its own to say."""
        other_name = form.how == "as-written" and form.text != tidy(form.term)
        return form.term in self.narrow, RANKING.index(form.how), other_name, form.term

    @classmethod
    def build(cls, definitions: Iterable[Definition], titles: Iterable[str] = ()) -> Terms:
        """The terms of these definitions; within the `titles` of documents no term is used."""
        pairs: dict[tuple[str, str], None] = {}
        wide: set[str] = set()
        for one in sorted(definitions, key=lambda d: d.term):
            names = (one.term, *_shorter(one.term), *one.variants)
            pairs.update(dict.fromkeys((_bare(name), one.term) for name in names))
            if one.scope.kind != "provision":
                wide.add(one.term)
        narrow = frozenset(term for _, term in pairs if term not in wide)
        return cls(tuple(pairs), tuple(sorted({part for title in titles for part in _title_parts(title)})), narrow)

    def __reduce__(self) -> tuple[type[Terms], tuple[object, ...]]:
        return Terms, (self.names, self.titles, self.narrow)

    def reach(self, near: Iterable[str]) -> Reach:
        """The forms of these terms (by their head forms) alone, and all titles."""
        wanted = [number for term in set(near) if (number := self._numbers.get(term)) is not None]
        mask = np.zeros(len(self._numbers), dtype=bool)
        mask[wanted] = True
        forms = mask[self._term_of]
        patterns = self._titles.copy()
        of = self._pattern_of[forms]
        patterns[of] = True
        first = self.first.copy()
        first[of[::-1]] = np.flatnonzero(forms)[::-1]  # what is set last counts: the first form of each pattern
        return Reach(forms, patterns, first)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(dict.fromkeys(form.term for form in self.forms))}

    @cached_property
    def _term_of(self) -> Places:
        """The number of the term of each form."""
        return np.array([self._numbers[form.term] for form in self.forms], dtype=np.int64)

    @cached_property
    def instruments(self) -> Mask:
        """Which forms are of a term that stands for an act or the like: the Act, the 2022 Regulations."""
        return np.array([_INSTRUMENT.match(form.term) is not None for form in self.forms] or [False], dtype=bool)

    @cached_property
    def _pattern_of(self) -> Places:
        """The pattern that each form is one of."""
        return np.repeat(np.arange(len(self.candidates)), [len(one) for one in self.candidates])

    @cached_property
    def _titles(self) -> Mask:
        """Which patterns are titles."""
        return np.array([not one for one in self.candidates], dtype=bool)

    def __len__(self) -> int:
        return len({term for _, term in self.names})

    def spellings(self, text: Folded) -> tuple[Places, Places, Places]:
        """Patterns found as whole words in folded text: their numbers, starts and ends, overlapping ones included."""
        values = rimmed(text.values)
        found = self._automaton.find_matches_as_indexes(values.data, overlapping=True) if self._automaton else []
        table = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found)).reshape(-1, 3)
        before = np.cumsum(values != RIM, dtype=np.int64)
        start = before[table[:, 1] - 1]
        end = before[table[:, 2] - 1]
        beside = kinds()[text.values[start - 1]] | kinds()[text.values[end]]
        whole = (beside & WORD) == 0
        return table[whole, 0], start[whole], end[whole]


def _objects(several: Iterable[str]) -> Objects:
    """Strings as an array of them, from which those of many numbers are taken at once."""
    return np.array(list(several), dtype=object)


def _is_conditional(form: Form) -> bool:
    lowered = form.how == "lower-case" and form.style != "sentence"
    return lowered or form.how in ("sentence-initial", "lone-singular")


def _may_be_in_a_name(form: Form) -> bool:
    return form.how != "lower-case" and (form.style != "lower" or form.how == "sentence-initial")


def _shorter(term: str) -> tuple[str, ...]:
    """The names in a term that is written with its abbreviation: "Operating Capability (OC)"."""
    found = _ABBREVIATED.fullmatch(term)
    return (found[1], found[2]) if found else ()


def _bare(name: str) -> str:
    """A name without an article in front of a capital: "the Supplier" is used as Supplier."""
    return _ARTICLE.sub("", name)


def _title_parts(title: str) -> tuple[str, ...]:
    """A title of two or more words, and it without the label in front: "Appendix C (Testing Rules)"."""
    whole = tidy(title)
    bare = _LABEL.sub("", whole, count=1).strip(" ()-–—:")
    return tuple(part for part in dict.fromkeys((whole, bare)) if " " in part and not part.islower())
