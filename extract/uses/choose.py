"""Which term a spelling stands for where it is found, and which of overlapping spellings counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ontology.model import Document, Provision

from .fold import Folded, Places
from .forms import Form, in_sentence_style
from .names import begins_sentence, next_name, previous_name
from .terms import TITLE, Mask, Reach, Terms

NOWHERE = -1
"""In place of the number of a text, where it does not matter which one."""


@dataclass(slots=True)
class Matches:
    """Forms found in folded text, in order, none overlapping another: their numbers in `Terms.forms`, starts, ends.

    `lower_case` are the terms of one capitalised word that the document writes in lower case.
    """

    form: Places
    start: Places
    end: Places
    lower_case: frozenset[str] = frozenset()

    def where(self, keep: Mask | Places) -> Matches:
        """The matches of a mask, or of their numbers in another order."""
        return Matches(self.form[keep], self.start[keep], self.end[keep], self.lower_case)

    def __len__(self) -> int:
        return len(self.form)


def choose(
    document: Document, searched: Sequence[Provision], terms: Terms, text: Folded, reach: Reach | None = None
) -> Matches:
    """The longest forms in the provisions `searched`, each as the term that its style and place admit.

    Of several terms that one spelling may stand for, those that the document defines for the place go first. With a
    `reach` only its terms count.
    """
    pattern, start, end = terms.spellings(text)
    if reach is not None:
        near = reach.patterns[pattern]
        pattern, start, end = pattern[near], start[near], end[near]
    form = (terms.first if reach is None else reach.first)[pattern]
    chooser = _Chooser(document, searched, terms, text, reach)
    chooser.weigh(pattern, start)
    contested = chooser.contested()[pattern]
    open_ones = np.flatnonzero((form != TITLE) & (terms.conditional[np.maximum(form, 0)] | contested))
    here = np.where(contested[open_ones], text.texts_at(start[open_ones]), NOWHERE)
    each = (one[open_ones].tolist() for one in (pattern, start, end))
    form[open_ones] = [chooser.pick(*one) for one in zip(*each, here.tolist(), strict=True)]
    keep = form != -1
    return longest(Matches(form[keep], start[keep], end[keep], frozenset(chooser.lower_case)))


class _Chooser:
    """Picks forms in one document."""

    def __init__(
        self, document: Document, searched: Sequence[Provision], terms: Terms, text: Folded, reach: Reach | None
    ) -> None:
        self.terms, self.text, self.flat, self.reach = terms, text, text.flat, reach
        self.own = _own(document, searched)
        style = in_sentence_style(d.term for d in document.definitions)
        self.sentence_style = terms.sentence_style if style is None else style
        self.lower_case: set[str] = set()
        self._known: dict[tuple[int, int], tuple[int, ...]] = {}

    def contested(self) -> Mask:
        """The patterns that may be forms of a term of the document, and of another."""
        out = np.zeros(len(self.terms.candidates), dtype=bool)
        for term in self.own:
            out[self.terms.shared.get(term, [])] = True
        return out

    def weigh(self, pattern: Places, start: Places) -> None:
        """Find the terms of one capitalised word, "Lot", that the document writes in lower case: lots.

        They are those that it has more often in lower case than with a capital in mid-sentence, where its terms of
        several words are written as sentences begin.
        """
        if not self.sentence_style:
            return
        score: dict[str, int] = {}
        telling = self.terms.telling[pattern]
        pattern, start = pattern[telling], start[telling]
        for number, at in zip(pattern.tolist(), start.tolist(), strict=True):
            for i in self.terms.candidates[number]:
                one = self.terms.forms[i]
                if self.reach is not None and not self.reach.forms[i]:
                    continue
                if one.style == "word" and one.how == "lower-case":
                    score[one.term] = score.get(one.term, 0) + 1
                elif one.style == "word" and one.how in ("as-written", "plural") and not begins_sentence(self.flat, at):
                    score[one.term] = score.get(one.term, 0) - 1
        self.lower_case = {term for term, balance in score.items() if balance > 0}

    def pick(self, pattern: int, start: int, end: int, here: int) -> int:
        """The number of the form that a pattern stands for, -1 where it is none.

        `here` is the number of the text in which it stands, NOWHERE where the document has no term of its own for it.
        """
        likely = self._known.get((pattern, here))
        if likely is None:
            likely = self._known[pattern, here] = self._likely(pattern, here)
        for i in likely:
            if self._stands(self.terms.forms[i], start, end):
                return i
        return -1

    def _likely(self, pattern: int, here: int) -> tuple[int, ...]:
        """The forms that a pattern may be in a text, the surest first."""
        forms = self.terms.forms
        found = [i for i in self.terms.candidates[pattern] if self.reach is None or self.reach.forms[i]]
        if len(found) > 1 and here != NOWHERE:
            found.sort(key=lambda i: not self._is_own(forms[i].term, here))
        return tuple(i for i in found if self._admits(forms[i]))

    def _is_own(self, term: str, here: int) -> bool:
        """Whether the document defines a term for the provision of this number."""
        where = self.own.get(term, frozenset())
        return where is None or here in where

    def _admits(self, form: Form) -> bool:
        """Whether the document may write a form's term so."""
        if form.how == "lower-case" and form.style == "word":
            return form.term in self.lower_case
        if form.how == "lower-case" and form.style == "title":
            return self.sentence_style and form.term in self.own
        return True

    def _stands(self, form: Form, start: int, end: int) -> bool:
        """Whether a form stands for its term where it is found."""
        if form.how == "sentence-initial":
            return begins_sentence(self.flat, start)
        if form.how == "lone-singular":
            names = previous_name(self.flat, start) or next_name(self.flat, end)
            return not names and not begins_sentence(self.flat, start)
        return True


def _own(document: Document, searched: Sequence[Provision]) -> dict[str, frozenset[int] | None]:
    """The terms that a document defines, each with the numbers of the provisions for which it does; None for all."""
    found: dict[str, frozenset[int] | None] = {}
    narrow = [one for one in document.definitions if one.scope.kind == "provision"]
    if narrow:
        numbers = {provision.path: n for n, provision in enumerate(searched)}
        children = _children(document)
        places = {one.scope.within or (one.provision,) for one in narrow}
        below = {
            within: frozenset(numbers[path] for path in _below(children, within) if path in numbers)
            for within in places
        }
        for one in narrow:
            found[one.term] = (found.get(one.term) or frozenset()) | below[one.scope.within or (one.provision,)]
    found.update((one.term, None) for one in document.definitions if one.scope.kind != "provision")
    return found


def _children(document: Document) -> dict[str, list[str]]:
    """The paths of the provisions right below each one."""
    found: dict[str, list[str]] = {}
    for one in document.provisions:
        if one.parent is not None:
            found.setdefault(one.parent, []).append(one.path)
    return found


def _below(children: Mapping[str, Sequence[str]], within: Iterable[str]) -> set[str]:
    """The paths of provisions, with all that stand below them."""
    paths, left = set[str](), list(within)
    while left:
        path = left.pop()
        if path not in paths:
            paths.add(path)
            left += children.get(path, ())
    return paths


def longest(matches: Matches) -> Matches:
    """The matches that lie in no longer one; of two that overlap, the longer."""
    order = np.lexsort((-matches.end, matches.start))
    ordered = matches.where(order)
    if not len(ordered):
        return ordered
    reach = np.maximum.accumulate(ordered.end)
    free = np.ones(len(ordered), dtype=bool)
    free[1:] = ordered.end[1:] > reach[:-1]
    kept = ordered.where(free)
    overlaps = np.flatnonzero(kept.start[1:] < kept.end[:-1]).tolist()
    return kept.where(_without_overlaps(kept, overlaps)) if overlaps else kept


def _without_overlaps(matches: Matches, overlaps: list[int]) -> Mask:
    """A mask that leaves out the shorter ones of runs in which each match overlaps the next."""
    keep = np.ones(len(matches), dtype=bool)
    runs: list[list[int]] = []
    for i in overlaps:
        if runs and runs[-1][-1] == i:
            runs[-1].append(i + 1)
        else:
            runs.append([i, i + 1])
    for run in runs:
        taken: list[int] = []
        for i in sorted(run, key=lambda i: (matches.start[i] - matches.end[i], matches.start[i])):
            if all(matches.end[i] <= matches.start[j] or matches.end[j] <= matches.start[i] for j in taken):
                taken.append(i)
            else:
                keep[i] = False
    return keep
