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


def is_borrowed(meaning: str) -> bool:
    """Whether a meaning is nothing but the place where it is given."""
    return _BORROWED.match(meaning) is not None
