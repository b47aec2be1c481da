"""Provisions that lead definitions in: headings, and sentences such as "In this Part, unless …:"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extract.needles import Guarded, Needles
from ontology.model import Provision

from .verbs import PATTERN

_HEADING = re.compile(
    r"\b(?:definitions|interpretation|glossary|defined\s+terms|terms\s+and\s+abbreviations|abbreviations|terminology|acronyms)\b",
    re.IGNORECASE,
)
_OPENING = r"(?:\(?[0-9A-Za-z.]{1,8}[.)]?\s+){0,2}"
_NOUNS = ("term", "word", "expression", "definition")


def _lead(pattern: str, needles: Needles, also: Needles) -> Guarded:
    return Guarded(re.compile(pattern, re.IGNORECASE), needles, also)


LEADS = (
    _lead(
        r"\bfollowing\s+(?:\w+\s+){0,4}?(?:definitions?|terms?|words?|expressions?|meanings?|phrases?|abbreviations?)\b",
        ("following",),
        (*_NOUNS, "meaning", "phrase", "abbreviation"),
    ),
    _lead(r"\bdefinitions?\b[^.]{0,120}\bappl(?:y|ies)\b", ("definition",), ("appl",)),
    _lead(
        r"\b(?:terms?|words?|expressions?|definitions?)\b[^.]{0,200}\b(?:meanings?|defined)\b[^.]{0,80}"
        r"(?:below|opposite|following|beside|:\s*$)",
        _NOUNS,
        ("meaning", "defined"),
    ),
    _lead(
        r",\s+(?:in|for\s+the\s+purposes?\s+of)\s+(?:this|these)\s+\w+(?:\s+[\d(][\w.()]*)?\s*[,:—–]?$",
        ("this", "these"),
        (",",),
    ),
)
"""The ways of saying that definitions follow, each with strings that are in it, with case folded."""

_SCOPE_ALONE = re.compile(
    rf"\s*{_OPENING}(?:(?:and|subject\s+to)\s+)?(?:in|for\s+(?:the\s+)?purposes?\s+of|as\s+used\s+in|throughout|within|wherever\s+used\s+in)\s+"
    r"(?:this|these|the|any|each|sub|sect|clause|para|part|div|rul|art|sched|reg)(?:[^.;]|\.(?=\d)){0,280}\.?\s*",
    re.IGNORECASE,
)
_OPENERS = frozenset(("in", "for", "as", "throughout", "within", "wherever"))
_AMONG = 5
"""So many words in, at most, words of scope begin: (a) 1. subject to in …"""

_SENTENCE = re.compile(r"\b(?:shall|must|may|will|is|are|was|were)\b", re.IGNORECASE)


def leads_in(text: str, leads: Iterable[Guarded] = LEADS) -> bool:
    """Whether a text leads definitions in: it says that they follow, or is nothing but words of scope.

    `leads` are the ways of saying so that it may hold.
    """
    for lead in leads:
        if lead.pattern.search(text):
            return True
    if ";" in text or not _opens(text) or _SCOPE_ALONE.fullmatch(text) is None:
        return False
    return not (_SENTENCE.search(text) or PATTERN.search(text))


def _opens(text: str) -> bool:
    """Whether one of the words with which words of scope begin stands where they can begin."""
    return not _OPENERS.isdisjoint(map(str.lower, text.split(None, _AMONG)[:_AMONG]))


def is_heading(one: Provision) -> bool:
    """Whether a provision is a heading of definitions, or has one: "Definitions and Interpretation", "Glossary"."""
    words = one.text if one.kind == "heading" else one.heading
    return bool(words) and _says_definitions(words)


def heads_definitions(one: Provision) -> bool:
    """Whether a heading right over a table says that definitions follow: "Glossary of terms"."""
    return is_heading(one) or (one.kind == "heading" and _says_definitions(one.heading))


@lru_cache(maxsize=4_096)
def _says_definitions(words: str) -> bool:
    return len(words.split()) <= 12 and _HEADING.search(words) is not None
