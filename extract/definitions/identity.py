"""Terms in quotation marks that "is" joins to their meaning: a "Lot" is what one owner brings on one day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .lead import is_scope, lead_end
from .rule import Hit, Setting
from .sentences import sentence_end, sentence_start
from .terms import MARKED, has_mark, inner, is_term, marked, trim

_AHEAD = re.compile(
    rf"(?P<term>{MARKED})(?:\s+(?:for|of|in\s+respect\s+of|in\s+relation\s+to)\s+(?:an?|the|each|any)\s[^,.;:“”\"]{{1,80}}?)?\s+(?:(?P<runs>(?:shall\s+)?(?:(?:begins?|starts?|commences?|ends?)\s+(?:with|on|at|from|when|immediately)|comprises?"
    r"|consists?\s+of)\s)|(?:is|are|(?:shall|will|is\s+to|are\s+to)\s+be)(?:\s*(?=[—–:]|-\s?\()|\s+(?="
    r"(?:an?|one|the(?!\s+same)|any|all|each|every|what|those|such|whichever|that\s+(?:which|part|person)"
    r"|(?:to\s+be\s+)?(?:determined|calculated|ascertained)|equal\s+to|as\s+follows)\b"
    r"|(?P<bare>(?!(?:not|also|only|now|then|to|in|on|at|by|under|for|subject|[a-z]+(?:ed|ing))\b)[a-z0-9]))))"
)
_OPENING = re.compile(r"\s*(?:\(?[0-9A-Za-z.]{1,6}[.)]\s+)?(?:(?:and\s+)?(?:the|an?|each|any)\s+)?", re.IGNORECASE)
_ITS_ARTICLE = re.compile(r"\s*(?:\(?[0-9A-Za-z.]{1,6}[.)]\s+)?(?:the|an?)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*(?:\(?[0-9A-Za-z.]{1,6}[.)]\s+)?(?:in|for\s+the\s+purposes?\s+of)\s+(?:th(?:is|ese)\s|(?:sub-?)?(?:section|paragraph|regulation|article"
    r"|rule|clause)s?\s[\d(])[^,.;:“”\"]{0,40},?\s+(?:the\s+|an?\s+)?",
    re.I,
)
_BEHIND = re.compile(
    rf"\b(?:is|are|being|(?:shall|will)\s+be)\s+(?:called\s+|known\s+as\s+)?"
    rf"(?:an?|the|its|his|her|their|(?:that|such|the|each)\s[A-Z][\w-]*(?:\s[A-Z][\w-]*){{0,3}}[’']s?)\s+(?P<term>{MARKED})(?=\s*(?:[;,.)]|$|for\s+the\s+purposes?\s+of\s+(?:this|these)\b))"
)
_ITS_SCOPE = re.compile(r"\s+for\s+the\s+purposes?\s+of\s+(?:this|these)\s[^.;:“”\"]{1,40}", re.IGNORECASE)
_IF = re.compile(
    rf"\b(?:is|are)\s+(?:not\s+)?(?:said\s+to\s+be\s+|taken\s+to\s+be\s+|treated\s+as\s+(?:being\s+)?)?(?:an?\s+|the\s+)?(?P<term>{MARKED})"
    rf"(?P<between>(?:[^.;:“”\"]{{0,120}}?(?:,\s+(?:its|a|the|and|or)\s+(?:an?\s+|the\s+)?{MARKED})?){{1,2}}?),?\s+"
    r"(?=(?:if|when|where|whenever)\b)",
)
_REFERRED = re.compile(
    rf"\breferences?\s+(?:(?:in|to)\s+[^.;:“”\"]{{1,60}}?\s+)?(?:\([^()\n]{{1,60}}\)\s+)?to\s+(?:an?\s+|the\s+)?(?P<term>{MARKED})\s+"
    r"(?:is|are)\s+(?:to\s+be\s+(?:read|construed)\s+as\s+)?(?:an?\s+)?(?:references?\s+)?to\s+(?=(?:an?|the|any|that|those|all)\s|[a-z])",
    re.IGNORECASE,
)
_BEING = re.compile(
    rf"\b(?:an?|the|its|his|her|their)\s+(?P<term>{MARKED}),\s+being\s+(?=(?:an?|the|any|all|each|those|such)\s)"
)
_UNIT = re.compile(
    r"(?:sub-?)?(?:clause|section|paragraph|article|schedule|annex|appendix|part|rule|regulation|recital|chapter|condition|writing|statute)s?",
    re.IGNORECASE,
)
_PURPOSES = re.compile(
    r"\bfor\s+(?:the\s+)?purposes?\s+of\s+(?:this|these|(?:sub)?(?:sections?|paragraphs?|clauses?|regulations?|rules?|articles?)\s+[\d(])",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\ban?\s+$")
_SUCH = re.compile(r"(?:each\s+)?(?:such|that|this)\s", re.IGNORECASE)
"""How a bracket opens that points back to what stands in front of it: a name in brackets."""

_THING = re.compile(r"\s*(?:\(?[0-9A-Za-z.]{1,6}[.)]\s+)?(?:an?|any|the)\s", re.IGNORECASE)
"""How a sentence of a statute opens that says what a thing is called."""


def find_identity(text: str, setting: Setting) -> Iterator[Hit]:
    """A marked term that opens its sentence in front of "is a", ends a part of it behind "is a", or stands before "if".

    In small letters it stands behind its article, words of scope, among definitions, or behind the thing that a statute
    calls so: The "relevant day" is the day of the notice; for the purposes of this Part, a ship is "laid up" if it is
    not in use. Among definitions and behind words of scope "is" may be followed by anything that names a thing: the
    "Cutover Date" is 1 October. What is named in passing is said behind "being": the "Register", being a list of all.
    References to a marked term that "are to" something define it: references to a "month" are to a calendar month.
    """
    if not has_mark(text):
        return
    for match in _AHEAD.finditer(text):
        term = inner(text, Span(*match.span("term")))
        start = sentence_start(text, match.start())
        opens = lead_end(text, start, match.start())
        before = text[opens : match.start()]
        scoped = _LEAD.fullmatch(text, start, match.start()) is not None
        led = setting.defining or scoped or is_scope(text[start:opens]) or _ITS_ARTICLE.fullmatch(before) is not None
        if match["bare"] and not (setting.defining or scoped or is_scope(text[start:opens])):
            continue
        if (_is_name(term.of(text)) or (led and is_term(term.of(text)))) and (scoped or _OPENING.fullmatch(before)):
            scope = Span(start, opens if opens > start else match.start())
            begin = match.start("runs") if match["runs"] else match.end()
            yield Hit((term,), Span(begin, len(text)), "means", Span(start, begin), (scope,))
    for match in _BEHIND.finditer(text):
        term = inner(text, Span(*match.span("term")))
        start = max(sentence_start(text, match.start()), text.rfind(";", 0, match.start()) + 1)
        if text[match.end() :].lstrip()[:1] == ")":  # (the day on which it ends being the "End Date")
            start = max(start, text.rfind("(", start, match.start()) + 1)
            if _SUCH.match(text, start):
                continue
        opens = lead_end(text, start, match.start())
        led = is_term(term.of(text)) and (
            is_scope(text[start:opens]) or (setting.lower_case and _THING.match(text, start) is not None)
        )
        body = trim(text, Span(start, match.start()))
        if (_is_name(term.of(text)) or led) and len(body.of(text).split()) > 2:
            behind = _ITS_SCOPE.match(text, match.end())
            holds = (Span(start, opens), *([Span(*behind.span())] if behind else []))
            yield Hit((term,), body, "alias", Span(*match.span()), holds, open=False)
    for match in _BEING.finditer(text):
        term = inner(text, Span(*match.span("term")))
        if _is_name(term.of(text)):
            end = sentence_end(text, match.end())
            yield Hit((term,), trim(text, Span(match.end(), end)), "means", Span(*match.span()), open=False)
    yield from _conditions(text, setting)
    yield from _references(text)


def _conditions(text: str, setting: Setting) -> Iterator[Hit]:
    """What something is called if a condition holds: a ship is "laid up" if it is not in use."""
    for match in _IF.finditer(text):
        start = max(sentence_start(text, match.start()), text.rfind(";", 0, match.start()) + 1)
        opens = lead_end(text, start, match.start())
        end = sentence_end(text, match.end())
        led = is_scope(text[start:opens]) or _LEAD.match(text, start) or _PURPOSES.search(text, start, end)
        led = led or (_THING.match(text, start) if setting.lower_case else None)
        led = led or _ARTICLE.search(text, max(0, match.start("term") - 4), match.start("term"))
        terms = marked(text, match.start("term"), match.end("between"))
        terms = tuple(one for one in terms if _is_name(one.of(text)) or (led and is_term(one.of(text))))
        if terms:
            scope = (Span(start, opens if opens > start else match.start()), Span(*match.span("between")))
            yield Hit(terms, trim(text, Span(opens, end)), "alias", Span(*match.span()), scope, open=False)


def _references(text: str) -> Iterator[Hit]:
    """What references to a marked term are to; a unit of documents ("clauses") is no term."""
    for match in _REFERRED.finditer(text):
        term = inner(text, Span(*match.span("term")))
        if is_term(term.of(text)) and not _UNIT.fullmatch(term.of(text)):
            start = sentence_start(text, match.start())
            scope = (Span(start, match.start()), Span(match.start(), match.start("term")))
            yield Hit((term,), Span(match.end(), len(text)), "means", Span(start, match.end()), scope)


def _is_name(term: str) -> bool:
    """Whether marked words are a term in capitals; a quoted word in small letters is only being quoted."""
    return is_term(term) and term[:1].isupper()
