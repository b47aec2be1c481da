"""Terms in quotation marks that "is" joins to their meaning: a "Lot" is what one owner brings on one day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .lead import is_scope, lead_end
from .rule import Hit, Setting
from .sentences import sentence_start
from .terms import MARKED, inner, is_term, trim

_AHEAD = re.compile(
    rf"(?P<term>{MARKED})\s+(?:is|are)\s+(?=(?:an?|one|the(?!\s+same)|any|all|each|every|what|those|that\s+(?:which|part))\b)"
)
_OPENING = re.compile(r"\s*(?:\(?[0-9A-Za-z.]{1,6}[.)]\s+)?(?:(?:and\s+)?(?:the|an?|each|any)\s+)?", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*(?:in|for\s+the\s+purposes?\s+of)\s+th(?:is|ese)\s+[^,.;:“”\"]{1,40},?\s+(?:the\s+|an?\s+)?", re.I
)
_BEHIND = re.compile(
    rf"\b(?:is|are)\s+(?:called\s+|known\s+as\s+)?(?:an?|the)\s+(?P<term>{MARKED})(?=\s*(?:[;,.]|$|(?:if|when|where|unless)\b))"
)


def find_identity(text: str, _setting: Setting) -> Iterator[Hit]:
    """A marked term in capitals that opens its sentence in front of "is a", or that ends a part of it behind "is a"."""
    for match in _AHEAD.finditer(text):
        term = inner(text, Span(*match.span("term")))
        start = sentence_start(text, match.start())
        opens = lead_end(text, start, match.start())
        before = text[opens : match.start()]
        if _is_name(term.of(text)) and (_OPENING.fullmatch(before) or _LEAD.fullmatch(text, start, match.start())):
            scope = Span(start, opens if opens > start else match.start())
            yield Hit((term,), Span(match.end(), len(text)), "means", Span(start, match.end()), (scope,))
    for match in _BEHIND.finditer(text):
        term = inner(text, Span(*match.span("term")))
        start = max(sentence_start(text, match.start()), text.rfind(";", 0, match.start()) + 1)
        body = trim(text, Span(start, match.start()))
        led = is_term(term.of(text)) and is_scope(text[start : lead_end(text, start, match.start())])
        if (_is_name(term.of(text)) or led) and len(body.of(text).split()) > 2:
            yield Hit((term,), body, "alias", Span(*match.span()), open=False)


def _is_name(term: str) -> bool:
    """Whether marked words are a term in capitals; a quoted word in small letters is only being quoted."""
    return is_term(term) and term[:1].isupper()
