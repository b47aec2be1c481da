"""Titles that several documents of a folder share: the name of their code, or an act and the one that replaced it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.repealed import is_repealed
from ontology.model import Document

from .cards import Card

PART = re.compile(
    r"(?:Section|Appendix|Schedule|Annex|Part|Chapter|Ordinance|Attachment|Exhibit|Volume|Book|Module)\s\S{1,5}$"
)
"""An alias of a document that is a part of something."""
_INSTRUMENT = re.compile(r"\d/\d|\d-\d|\bc\. \S")
"""What the number of an instrument has: SOR/2014-68, 2012/2031, S.C. 2019, c. 11."""


def told_apart(documents: Iterable[Document]) -> frozenset[str]:
    """Titles that are no code's name: one that bears it has ended, or has a number of its own as an instrument has."""
    return frozenset(
        one.title for one in documents if one.in_force_until is not None or is_repealed(one) or _numbered(one)
    )


def _numbered(document: Document) -> bool:
    return any(_INSTRUMENT.search(alias) and not PART.match(alias) for alias in document.aliases)


def distinct(cards: Sequence[Card]) -> list[Card]:
    """The documents with titles of their own: a first line that several share is the name of their code.

    An act and the one that took its place keep their title: which of them a text means is for its reference to tell.
    """
    borne = Counter(name for one in cards for name in {one.title, *one.aliases})
    told = told_apart(one.head for one in cards)
    out = []
    for one in cards:
        common = borne[one.title] > 1 and one.title not in told
        own = [alias for alias in one.aliases if borne[alias] == 1] if common else []
        title, aliases = (own[0], tuple(own[1:])) if own else (one.title, one.aliases)
        out.append(replace(one, head=replace(one.head, title=title, aliases=aliases)))
    return out
