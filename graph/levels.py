"""What "this paragraph" means where it stands: the level of a document's provisions that a word is for.

The word for a numbered level differs from one family of documents to another: 3(2) is a subsection of an act, but a
paragraph of a regulation; in a schedule, paragraph 3 has sub-paragraph (2); an article of a directive has paragraphs
with points. The document's own references tell which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.model import Document, Provision

_SECTIONS = frozenset(("section", "regulation", "rule", "byelaw", "bye-law", "by-law", "condition", "§", "clause"))
"""Words for the numbered provision itself, whatever stands in brackets below it."""
_SUBSECTION = frozenset(("subsection", "sub-section"))
_SUBPARAGRAPH = frozenset(("subparagraph", "sub-paragraph"))
_DIGIT = re.compile(r"\(\d")
_SMALL = re.compile(r"\([a-z]{1,4}\)")
_ROMAN = re.compile(r"\([ivx]{1,6}\)")
_BIG = re.compile(r"\([A-Z]{1,3}\)")


@dataclass(frozen=True, slots=True)
class Habit:
    """How a document speaks of its levels.

    `paragraphs`: (1), (2) below a number are paragraphs, not subsections. `points`: (a) is a point.
    `sub_paragraphs`: in a schedule, (1), (2) are sub-paragraphs of a numbered paragraph. `lettered`: (a), (b) are, as
    in treaties.
    """

    paragraphs: bool
    points: bool
    sub_paragraphs: bool
    lettered: bool = False


def habit(document: Document) -> Habit:
    """The habit that the references of a document show."""
    subsections = paragraphs = points = subs = lettered = 0
    for reference in document.references:
        for target in reference.targets:
            points += target.unit == "point"
            if _SMALL.match(target.label) and not _ROMAN.match(target.label):
                lettered += (target.unit in _SUBPARAGRAPH) - (target.unit == "paragraph")
            if _DIGIT.match(target.label):
                subsections += target.unit in _SUBSECTION
                paragraphs += target.unit == "paragraph"
                subs += target.unit == "sub-paragraph"
    return Habit(paragraphs > subsections, points > 0, subs > 0, lettered > 0)


def meant(around: Sequence[Provision], unit: str, shown: Habit, scheduled: bool) -> Provision | None:
    """The provision that "this" with a `unit` means, among the numbered ones `around` a place, the nearest first.

    `scheduled` tells that the place lies in a schedule. None where there is none.
    """
    plain = [p for p in around if not p.number.startswith("(")]
    brackets = [p for p in around if p.number.startswith("(")]
    found: Provision | None = None
    if unit == "article":
        return plain[-1] if plain else None
    if unit == "section" and (headed := next((p for p in plain if p.heading), None)):
        return headed
    if unit in _SECTIONS and not (unit == "clause" and _capital(brackets)):
        return plain[0] if plain else _first(brackets[-1:])
    if unit in _SUBSECTION:
        found = _outermost(brackets, _DIGIT) or _first(plain)
    elif unit == "paragraph":
        found = _paragraph(plain, brackets, shown, scheduled)
    elif unit in _SUBPARAGRAPH:
        digits = scheduled and shown.sub_paragraphs
        shapes = (_DIGIT,) if digits else (_SMALL, _DIGIT) if shown.paragraphs else (_ROMAN,)
        found = next((p for shape in shapes if (p := _outermost(brackets, shape))), None)
    elif unit == "clause":
        found = _capital(brackets)
    return found or _first(around)


def _paragraph(
    plain: Sequence[Provision], brackets: Sequence[Provision], shown: Habit, scheduled: bool
) -> Provision | None:
    if scheduled and shown.sub_paragraphs and plain:
        return plain[0]
    if shown.lettered and len(plain) > 1:
        return plain[0]
    if shown.points and plain:
        return _outermost(brackets, _DIGIT) or plain[0]
    if shown.paragraphs and (found := _outermost(brackets, _DIGIT)):
        return found
    small = [p for p in brackets if _SMALL.match(p.number)]
    letters = [p for p in small if not _ROMAN.match(p.number)]
    return _first(letters) or _first(small) or _first(brackets) or _first(plain)


def _capital(brackets: Sequence[Provision]) -> Provision | None:
    """The clause (A) of a statute, which stands under (1), (a) and (i)."""
    return next((p for p in brackets if _BIG.match(p.number)), None) if len(brackets) > 2 else None


def _first(provisions: Sequence[Provision]) -> Provision | None:
    return provisions[0] if provisions else None


def _outermost(provisions: Sequence[Provision], shape: re.Pattern[str]) -> Provision | None:
    """The outermost of `provisions` with a number of this shape; they come the nearest first."""
    return next((p for p in reversed(provisions) if shape.match(p.number)), None)
