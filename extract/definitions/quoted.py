"""D1 to D6, D13 to D16: terms in quotation marks in front of a verb of definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .lead import lead_end
from .rule import Hit, Setting
from .sentences import sentence_start
from .terms import is_term, lists, marked
from .verbs import VERB, kind_of, meaning_start

ASIDE = (
    r"(?:\s*+\([^()\n]{1,200}\))?(?:\s*+,?\s*+(?:in\s+re(?:lation|spect|ference|gard)|in\s+addition|in\s+connection|with\s+respect|with\s+reference"
    r"|in\s+the\s+(?:case|context)|as\s+regards|as\s+respects|as\s+applied|as\s+used|when\s+used|where\s+used|used|for\s+the|for\s+any"
    r"|for\s+a|in\s+(?:this|these|that|relation|any|each|a|an|the|sub)|as|where|when|if|on|at|of|to|by|under|unless|except|save|without|subject\s+to"
    r"|other\s+than|and\s+(?:cognate|related|similar|other|any)|or\s+any|whether)\b"
    r"[^\n“”\"]{0,400}?)?\s*+,?\s*+"
)
"""Words between a term and its verb: a bracket, ", in relation to a site,"."""

BEHIND = re.compile(rf"(?P<aside>{ASIDE})(?<![\w-]){VERB}", re.IGNORECASE)
"""What stands behind a term: words on what it relates to, and a verb of definition."""
_MENTION = re.compile(
    r"(?:\b(?:definitions?\s+(?:of|for)|meanings?\s+of|references?\s+to|mentions?\s+of|defined\s+as|see|under|entitled|titled|called"
    r"|known\s+as|headed|marked|named|labelled)\s+(?:the\s+)?(?:(?:defined\s+)?(?:terms?|expressions?|words?)\s+)?)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|[:;,—–]\s|\band\s)\s*(?:for\s+th(?:is|ese|ose)\s+purposes?,?\s+)?(?:\(?[0-9A-Za-z.]{1,6}[.)]\s+)?(?:[-•·*]\s+)?(?:(?:the|an?|each|any)\s+)?"
    r"(?:(?:defined\s+)?(?:terms?|expressions?|words?|phrases?)\s+)?(?:(?:an?|the)\s+)?$",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\s*(?:\(?[0-9A-Za-z.]{1,8}[.)]?\s+){0,3}(?:in|for\s+(?:the\s+)?purposes?\s+of|as\s+used\s+in|throughout)\s[^.;:]{0,150}?\s"
    r"(?:the\s+(?:terms?|expressions?|words?)\s+)?",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"[,;:—–]\s+(?:and\s+)?(?:however,\s+)?((?:in|for\s+(?:the\s+)?purposes?\s+of|as\s+used\s+in|throughout)\s+"
    r"(?:this|these|(?:sub-?)?(?:sections?|clauses?|paragraphs?|articles?|parts?|rules?|regulations?|schedules?))\b"
    r"[^;:“”\"]{0,120})$",
    re.IGNORECASE,
)
_UNDERSTOOD = re.compile(
    r"\b(?:understood|agreed|(?:for\s+greater\s+certainty|for\s+the\s+avoidance\s+of\s+doubt),?)\s+(?:that\s+)?(?:the\s+)?(?:terms?|expressions?|words?)\s+$",
    re.IGNORECASE,
)
_DEFINITION_OF = re.compile(r"\bdefinitions?\s+(?:of|for)\s+(?:the\s+)?$", re.IGNORECASE)
_REFERENCE_TO = re.compile(r"\breferences?\b[^.;]{0,80}\bto\s+(?:(?:an?|the|any|that)\s+)?$", re.IGNORECASE)


def find_quoted(text: str, _setting: Setting) -> Iterator[Hit]:
    """One or several terms in quotation marks (or signs for bold), what they relate to, a verb of definition."""
    for listed in lists(text):
        match = BEHIND.match(text, listed.end)
        if match is None:
            continue
        start = sentence_start(text, listed.start)
        if is_mention(text[start : listed.start], match) or not (_is_plain(match) or opens(text, start, listed.start)):
            continue
        if is_cited(text[start : listed.start], match):
            continue
        terms = tuple(term for term in marked(text, listed.start, listed.end) if is_term(term.of(text)))
        if terms and not re.fullmatch(r"\s*[.;)\]]+\s*", text[meaning_start(match) :]):
            yield Hit(
                terms=terms,
                body=Span(meaning_start(match), len(text)),
                kind=kind_of(match),
                frame=Span(start, meaning_start(match)),
                scope=(scope_words(text, start, listed.start), Span(*match.span("aside"))),
            )


def is_mention(before: str, match: re.Match[str]) -> bool:
    """Whether the words in front of a term speak of its definition or of references to it: a rule of interpretation."""
    if _DEFINITION_OF.search(before[-40:]):
        return True
    if _MENTION.search(before[-60:]) and match["means"] is None and match["imports"] is None:
        return True
    says_means = re.search(r"means?$", match["means"] or "", re.IGNORECASE) is not None
    return not says_means and _REFERENCE_TO.search(before[-120:]) is not None


def is_cited(before: str, match: re.Match[str]) -> bool:
    """Whether "as defined in" stands behind words of a sentence, or away from the term: it is only used there."""
    if not match["imports"] or match["imports"][:2].lower() != "as":
        return False
    return match["aside"].strip(" ,") != "" or _BEFORE.search(before) is None or len(before) > 40


def _is_plain(match: re.Match[str]) -> bool:
    """Whether the verb is one that defines wherever it stands: means, has the meaning."""
    verb = match[0][len(match["aside"]) :]
    return re.match(r"(?:shall\s+|will\s+)?(?:means?|ha(?:s|ve)|bears?)\b", verb, re.IGNORECASE) is not None


def scope_words(text: str, start: int, at: int) -> Span:
    """The words of scope in front of a term: at the start of its sentence, or behind a comma right before it."""
    end = lead_end(text, start, at)
    late = _LATE.search(text, max(start, at - 200), at)
    if end > start and (late is None or late.start() < end):
        return Span(start, end)
    if late is None and _SCOPE.fullmatch(text, start, at):
        return Span(start, at)
    return Span(late.start(1), at) if late else Span(start, start)


def opens(text: str, start: int, at: int) -> bool:
    """Whether a term at `at` opens its sentence, item or part of a sentence, behind words of scope and "the term"."""
    if _SCOPE.fullmatch(text, start, at) or _UNDERSTOOD.search(text, max(start, at - 60), at):
        return True
    return _BEFORE.search(text[lead_end(text, start, at) : at]) is not None
