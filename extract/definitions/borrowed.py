"""Meanings that only say where they are given: "(as defined in Annex 2)", "see Appendix 5"."""

from __future__ import annotations

import re

_UNIT = (
    r"(?:appendix|section|schedule|annex|part|clause|paragraph|article|rule|condition|chapter|regulation|attachment)\b"
)
_BORROWED = re.compile(
    r"[\s(\[]*(?:"
    r"(?:(?:shall|will)\s+)?(?:has|have|bears?)\s+(?:the\s+)?(?:same\s+)?meanings?\b(?!\s*[:—–])(?!\s+(?:set\s+out\s+)?(?:below|opposite))"
    r"|(?:is\s+|are\s+)?as\s+(?:so\s+)?defined\s+(?:in|by|under)\b"
    rf"|(?:see|refer\s+to)\s+(?:the\s+)?{_UNIT}"
    r"|the\s+(?:same\s+)?meaning\s+(?:that|which|as)?\s*[^.;:]{0,80}?\b(?:given|ascribed|assigned|attributed|set\s+out)?\b[^.;:]{0,40}?"
    r"\b(?:in|by|under)\b"
    r")",
    re.IGNORECASE,
)


_AS_DEFINED = re.compile(r"\s(?:as\s(?:so\s)?defined\s(?:in|by|under)|within\sthe\smeaning\sof)\s", re.IGNORECASE)
_FURTHER = re.compile(
    r"\b(?:but|other\sthan|except|excluding|including|that\s(?!Act|Regulation|Directive)|which|who|where|and\s[a-z])"
)
"""What is said beside the place, so that the meaning is more than it."""


def repeats(meaning: str, term: str) -> bool:
    """Whether a meaning is the term again and the place where it is defined: “cell” means a cell as defined in …"""
    said = re.sub(r"^(?:an?|the|any)\s+", "", meaning, flags=re.IGNORECASE)
    if said[: len(term)].casefold() != term.casefold():
        return False
    place = _AS_DEFINED.match(said, len(term))
    return place is not None and _FURTHER.search(said, place.end()) is None


def is_borrowed(meaning: str) -> bool:
    """Whether a meaning is nothing but the place where it is given."""
    return _BORROWED.match(meaning) is not None
