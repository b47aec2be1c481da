"""Definitions that a text puts into another document: as if the definition of "X" were …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.model import DefinitionKind
from ontology.places import Span

from .rule import Hit, Setting
from .sentences import sentence_start
from .terms import LIST, MARKED, inner, is_term, marked

_VARIED = re.compile(
    rf"\b(?:definitions?|meanings?)\s+of\s+(?:the\s+(?:terms?|expressions?)\s+)?(?P<term>{MARKED})[^“”\"\n;]{{0,160}}?\s*,?\s*"
    r"(?P<read>(?:(?:shall|is\s+to|are\s+to|will)\s+)?(?:be\s+)?(?:read|construed|interpreted|varied|modified|amended|deemed|treated|applied|apply|have\s+effect)"
    r"[^“”\"\n;.]{0,80}?\b(?:(?:as\s+if|as\s+though)\s+(?:it|they|the\s+definition|that\s+definition)\s+)?)?"
    r"(?P<verb>were\s+(?:replaced\s+(?:with|by)|deleted\s+and\s+replaced\s+(?:with|by)|amended\s+(?:to\s+read|so\s+as\s+to\s+read|to\s+include)"
    r"|extended\s+to\s+include|to\s+include|to\s+read|as\s+follows)?|included|includes?|also\s+included|excluded|did\s+not\s+include|read\s+as\s+follows"
    r"|to\s+include|to\s+exclude)\b\s*:?",
    re.IGNORECASE,
)
INSERTED = re.compile(
    r"\b(?:inserted|insert|adding|added|add|substituted|substitute|replaced|replace|inserting|substituting|replacing)\b"
    r"|\b(?:is|are|be|were)\s+(?:hereby\s+)?(?:amended|varied|modified)\b|\bas\s+(?:if|though)\b[^.]{0,200}\b(?:definitions?|terms?|text|words?|wording|following)\b"
    r"|\b(?:amended|varied|modified)\s+(?:so\s+)?as\s+(?:follows|to\s+read)",
    re.IGNORECASE,
)


def find_varied(text: str, _setting: Setting) -> Iterator[Hit]:
    """Another document's definition read as if it said something else: as if the definition of "X" were "Y"."""
    for match in _VARIED.finditer(text):
        term = inner(text, Span(*match.span("term")))
        if is_term(term.of(text)) and _changes(text, match):
            start = sentence_start(text, match.start())
            yield Hit(
                (term,), Span(match.end(), len(text)), _kind(match["verb"]), Span(start, match.end()), quoted=True
            )


_APPLIED = re.compile(
    rf"\bdefinitions?\s+of\s+(?:the\s+(?:terms?|expressions?)\s+)?(?P<terms>{LIST})(?P<source>\s*,?\s+(?:(?:set\s+out|contained|given|laid\s+down)\s+)?in\s"
    r"[^“”\"\n;]{2,160}?)\s*,?\s+(?:shall\s+|also\s+){0,2}(?:apply|applies)\b",
    re.IGNORECASE,
)


def find_applied(text: str, _setting: Setting) -> Iterator[Hit]:
    """Terms whose definitions elsewhere are to apply: the definitions of "risk" and "hazard" in Article 3 … apply."""
    for match in _APPLIED.finditer(text):
        terms = tuple(term for term in marked(text, *match.span("terms")) if is_term(term.of(text)))
        if terms:
            start = sentence_start(text, match.start())
            yield Hit(
                terms,
                Span(*match.span("source")),
                "import",
                Span(start, match.end("terms")),
                (Span(start, match.start()),),
            )


def _changes(text: str, match: re.Match[str]) -> bool:
    """Whether the words change the definition; "the definition of "X" includes a Y" only speaks of it."""
    if not match["verb"].lower().startswith("include") or match["verb"].lower() == "included" or match["read"]:
        return True
    before = text[max(0, match.start() - 100) : match.start("verb")]
    return re.search(r"\bas\s+(?:if|though)\b|\b(?:shall|will|is\s+to|are\s+to)\s*$", before, re.IGNORECASE) is not None


def _kind(verb: str) -> DefinitionKind:
    low = verb.lower()
    if "exclude" in low or "not" in low:
        return "excludes"
    return "includes" if "include" in low else "means"


def inserts(before: str) -> bool:
    """Whether the words in front of a definition put it into another document ("shall be deemed inserted:")."""
    return INSERTED.search(before) is not None
