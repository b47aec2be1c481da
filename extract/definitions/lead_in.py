"""Provisions that lead definitions in: headings, and sentences such as "In this Part, unless …:"."""

from __future__ import annotations

import re

from extract.needles import has_any
from ontology.model import Provision

from .verbs import PATTERN

_HEADING = re.compile(
    r"\b(?:definitions|interpretation|glossary|defined\s+terms|terms\s+and\s+abbreviations|abbreviations|terminology|acronyms)\b",
    re.IGNORECASE,
)
_OPENING = r"(?:\(?[0-9A-Za-z.]{1,8}[.)]?\s+){0,2}"
_LEAD = re.compile(
    r"\bfollowing\s+(?:\w+\s+){0,4}?(?:definitions?|terms?|words?|expressions?|meanings?|phrases?|abbreviations?)\b"
    r"|\bdefinitions?\b[^.]{0,120}\bappl(?:y|ies)\b"
    r"|\b(?:terms?|words?|expressions?|definitions?)\b[^.]{0,200}\b(?:meanings?|defined)\b[^.]{0,80}(?:below|opposite|following|beside|:\s*$)"
    r"|,\s+(?:in|for\s+the\s+purposes?\s+of)\s+(?:this|these)\s+\w+(?:\s+[\d(][\w.()]*)?\s*[,:—–]?$",
    re.IGNORECASE,
)
_IN_LEADS = ("following", "appl", "meaning", "defined", "this", "these")
"""One of these, with case folded, is in whatever says that definitions follow."""

_SCOPE_ALONE = re.compile(
    rf"\s*{_OPENING}(?:(?:and|subject\s+to)\s+)?(?:in|for\s+(?:the\s+)?purposes?\s+of|as\s+used\s+in|throughout|within|wherever\s+used\s+in)\s+"
    r"(?:this|these|the|any|each|sub|sect|clause|para|part|div|rul|art|sched|reg)(?:[^.;]|\.(?=\d)){0,280}\.?\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:shall|must|may|will|is|are|was|were)\b", re.IGNORECASE)


def leads_in(text: str) -> bool:
    """Whether a text leads definitions in: it says that they follow, or is nothing but words of scope."""
    folded = text.casefold()
    if has_any(folded, _IN_LEADS) and _LEAD.search(text):
        return True
    return _SCOPE_ALONE.fullmatch(text) is not None and not (_SENTENCE.search(text) or PATTERN.search(text))


def is_heading(one: Provision) -> bool:
    """Whether a provision is a heading of definitions, or has one: "Definitions and Interpretation", "Glossary"."""
    words = one.text if one.kind == "heading" else one.heading
    return 0 < len(words.split()) <= 12 and _HEADING.search(words) is not None
