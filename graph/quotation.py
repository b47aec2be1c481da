"""The numbers of quoted text, which stand at the start of its paragraphs: "84(1) …", "(a) …", "(2A) …".

Paragraphs that a document quotes, or puts into another one, follow each other flat. What each of them is called in the
document that it belongs to is read off their numbers in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.labels import letters, parts, roman
from ontology.model import Provision, Target

_SIGN = r"[“\"‘'\s]{0,3}"
_NUMBER = re.compile(
    rf"{_SIGN}(?P<head>\d{{1,4}}[A-Z]{{0,3}}(?:\.\d{{1,4}}[A-Z]?)*)(?=\(|[.\s—–-]{{1,3}}[“\"‘(A-Z]|$)\.?[—–-]?\s?"
)
_BRACKETS = re.compile(
    rf"{_SIGN}(?P<all>\((?:\d{{1,3}}[A-Z]{{0,2}}(?:\.\d{{1,3}})?|[a-z]{{1,4}}(?:\.\d{{1,3}})?|[A-Z]{{1,3}})\))[—–-]?\s?"
)
_FIRSTS = {
    "1": re.compile(r"\d+[A-Z]*"),
    "a": re.compile(r"[a-z]{1,2}"),
    "A": re.compile(r"[A-Z]{1,2}"),
    "i": re.compile(r"(?!(?:c|d|l|m|v|x)$)[ivx]+"),
}
"""What a list begins with, and what shows that one of its kind has been begun before: it begins again there."""
_SECTIONS = frozenset(("section", "article", "regulation", "rule", "byelaw", "by-law", "clause", "§"))
_SUBSECTIONS = frozenset(("subsection", "sub-section", "paragraph", "subrule", "subparagraph", "sub-paragraph"))


@dataclass(frozen=True)
class Quotation:
    """Flat quoted paragraphs beside each other: each with its label in the text that they come from, "" for none.

    `runs` tells by the number of a run which of them belong to one provision: a label means one of its own run first.
    """

    provisions: tuple[Provision, ...]
    labels: tuple[str, ...]
    runs: tuple[int, ...]

    @classmethod
    def of(cls, provisions: Sequence[Provision]) -> Quotation:
        """The labels of `provisions`, which are the quoted ones under one provision in reading order."""
        head, levels, run = "", list[str](), 0
        labels, runs = [], []
        for provision in provisions:
            at, first, brackets = 0, "", []
            if number := _NUMBER.match(provision.text):
                at, first = number.end(), number["head"]
            while bracket := _BRACKETS.match(provision.text, at):
                at = bracket.end()
                brackets.append(bracket["all"])
            if first:
                head, levels, run = first, [], run + 1
            if brackets[:1] == ["(1)"] and not first and any(one[1:2].isdigit() for one in levels):
                head, levels, run = "", [], run + 1
            for one in brackets:
                levels = [*levels[: _level(levels, one)], one]
            labels.append(head + "".join(levels) if first or brackets else "")
            runs.append(run)
        return cls(tuple(provisions), tuple(labels), tuple(runs))

    def find(self, here: Provision, target: Target) -> tuple[str, ...]:
        """The paths that a label, or "this section", means at the quoted provision `here`; nothing for none."""
        at = next((n for n, one in enumerate(self.provisions) if one is here), -1)
        if at < 0:
            return ()
        if target.label == "":
            return self._around(at, target.unit)
        first = self._one(at, target.label)
        if first is None or not target.through:
            return (self.provisions[first].path,) if first is not None else ()
        last = self._one(at, target.through)
        if last is None or last < first:
            return ()
        depth, above = len(_levels(self.labels[first])), self.labels[first][: self.labels[first].rfind("(")]
        inside = (n for n in range(first, last + 1) if self.labels[n].startswith(above or "("))
        return tuple(self.provisions[n].path for n in inside if len(_levels(self.labels[n])) == depth)

    def _one(self, at: int, label: str) -> int | None:
        """The paragraph that `label` means, seen from the one at index `at`: in its own run the nearest level first."""
        if not label.startswith("("):
            whole = (n for n, one in enumerate(self.labels) if one == label or one.partition("(")[0] == label)
            return next(whole, None)
        levels = _levels(self._label_before(at))
        for depth in range(len(levels), -1, -1):
            wanted = "".join(levels[:depth]) + label
            beside = [n for n in range(len(self.labels)) if self.runs[n] == self.runs[at]]
            if found := [n for n in beside if self.labels[n] == wanted]:
                return max((n for n in found if n <= at), default=found[0])
            if first := next((n for n in beside if self.labels[n].startswith(f"{wanted}(")), None):
                return first
        return None

    def _label_before(self, at: int) -> str:
        """The label of a paragraph; of one without a number, that of the last one before it in its run."""
        return next((self.labels[n] for n in range(at, -1, -1) if self.labels[n] and self.runs[n] == self.runs[at]), "")

    def _around(self, at: int, unit: str) -> tuple[str, ...]:
        """The paragraph that opens the section, or the subsection, in which the one at index `at` stands.

        A number alone is that of a section, but in a treaty that of a paragraph of an article.
        """
        levels = _levels(self._label_before(at))
        if not levels:
            return ()
        whole = not levels[0].startswith("(")
        if unit in _SECTIONS and whole:
            first = next(n for n in range(len(self.runs)) if self.runs[n] == self.runs[at] and self.labels[n])
            bare = unit == "article" and "(" not in self.labels[first]
            return () if bare else (self.provisions[first].path,)
        depth = 2 if whole else 1
        if unit == "paragraph" and whole and not (len(levels) > 1 and levels[1][1:2].isdigit()):
            return (self.provisions[self.runs.index(self.runs[at])].path,)
        if unit in _SUBSECTIONS and len(levels) >= depth and levels[depth - 1][1:2].isdigit():
            found = self._one(at, "".join(levels[:depth])) if whole else self._one(at, levels[0])
            return (self.provisions[found].path,) if found is not None else ()
        return ()


def _levels(label: str) -> tuple[str, ...]:
    """A label in its levels, the number before the first bracket as one: "62.24(1)(a)" is ("62.24", "(1)", "(a)")."""
    head, bracket, rest = label.partition("(")
    return (*((head,) if head else ()), *parts(bracket + rest))


def _level(levels: Sequence[str], bracket: str) -> int:
    """The level at which a bracketed number goes on, after those in `levels`; one deeper where it goes on none."""
    inner = bracket[1:-1]
    if inner in _FIRSTS:
        again = (n for n, one in enumerate(levels) if _FIRSTS[inner].fullmatch(one[1:-1]))
        return (
            next(again, len(levels))
            if not _goes_on(levels[-1][1:-1] if levels else "", inner, True)
            else len(levels) - 1
        )
    for exact in (True, False):
        for depth in range(len(levels) - 1, -1, -1):
            if _goes_on(levels[depth][1:-1], inner, exact):
                return depth
    return len(levels)


def _goes_on(before: str, after: str, exact: bool) -> bool:
    """Whether `after` counts on from `before`; with `exact`, as the very next one."""
    for count in (_digits, roman, letters):
        one, other = count(before), count(after)
        if one is None or other is None or before.isupper() != after.isupper():
            continue
        if (other == one + 1) if exact else (other >= one and before != after):
            return True
    if exact:
        return False
    shape = re.fullmatch(r"(\d+|[a-z]+)[A-Za-z.\d]*", after)
    return bool(shape) and before != after and before[:1].isdigit() == after[:1].isdigit() and before < after


def _digits(text: str) -> int | None:
    found = re.match(r"\d+", text)
    return int(found[0]) if found else None
