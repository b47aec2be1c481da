"""D9: terms without quotation marks, in bold or italics, in capitals, or in lower case as statutes write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.model import Span

from .lead import lead_end
from .rule import Hit, Setting
from .terms import trim
from .verbs import PATTERN, kind_of, meaning_start

LABEL = r"(?:(?:\(?[0-9]{1,3}[A-Z]?(?:\.[0-9]{1,3}[A-Z]?)*[.)]?|\([A-Za-z]{1,5}(?:\.[0-9]+)?\)|[a-z][.)]|[-•·*–—])\s+)"
_OPENING = re.compile(
    rf"\s*{LABEL}?(?:(?:the|an?|any|each)\s+)?(?:(?:defined\s+)?(?:terms?|expressions?|words?|phrases?)\s+)?(?:(?:an?|the)\s+)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",?\s+(?:in\s+relation\s+to|in\s+respect\s+of|with\s+respect\s+to|with\s+reference\s+to|in\s+connection\s+with|when\s+used|as\s+used"
    r"|where\s+used|used\s+in|for\s+the\s+purposes?)\b|,\s+(?:in|of|for|as|at|on|with|under|where|when|if|or|unless|except|to|by)\b"
    r"|\s+\(also\s+(?:known|called)\b",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"\b(?:shall|must|may|will|is|are|was|were|be|been|has|have|had|does|do|did|they|these|those|it|he|she|we|you|nothing|there)\b"
    r"|^(?:this|that|these|those|which|who|what|such|it|they|no|not|all|both|neither|either|and|or|but|if|when|where|by|some|any\s+means"
    r"|references?|words?|headings?|terms?|expressions?|singular|plural|masculine|feminine|gender|notes?|examples?)\b",
    re.IGNORECASE,
)
_SMALL = {
    "of",
    "and",
    "or",
    "the",
    "in",
    "for",
    "to",
    "a",
    "an",
    "by",
    "on",
    "at",
    "with",
    "from",
    "as",
    "per",
    "de",
    "la",
}
_WORD = re.compile(r"[^\s(),/–—-]+")


def find_bare(text: str, setting: Setting) -> Iterator[Hit]:
    """A term without marks at the start of a line, behind its label or words of scope, and a verb of definition.

    In bold or italics any verb will do. In capitals the verb must mean or import; "includes" and terms in lower case
    need a place of definitions or words of scope ("In this Part,").
    """
    for line in re.finditer(r"[^\n]+", text):
        hit = _in_line(text, line.start(), line.end(), setting)
        if hit:
            yield hit


def _in_line(text: str, start: int, end: int, setting: Setting) -> Hit | None:
    begin = lead_end(text, start, end)
    led = begin > start
    opening = _OPENING.match(text, begin, end)
    if opening:
        begin = opening.end()
    verb = PATTERN.search(text, begin, min(end, begin + 600))
    if verb is None or verb.start() == begin:
        return None
    subject = trim(text, Span(begin, verb.start()))
    aside = _ASIDE.search(text, subject.start, subject.end)
    term = trim(text, Span(subject.start, aside.start())) if aside else subject
    if not _plausible(text, term, verb, led, setting):
        return None
    return Hit(
        terms=(term,),
        body=Span(meaning_start(verb), len(text)),
        kind=kind_of(verb),
        frame=Span(start, meaning_start(verb)),
        scope=(Span(start, begin), Span(term.end, subject.end)),
    )


def _plausible(text: str, term: Span, verb: re.Match[str], led: bool, setting: Setting) -> bool:
    words = term.of(text)
    if not words or any(c in words for c in '“”"‘:;[') or len(words.split()) > 14 or not words[0].isalnum():
        return False
    if re.match(r"\s+(?:that\b|of\b)", text[verb.end() : verb.end() + 12]) and not verb["imports"]:
        return False
    if _NO_SUBJECT.search(words):
        return False
    if any(one.start <= term.start and term.end <= one.end + 1 for one in setting.emphasis):
        return True
    if setting.defining or led:
        return True
    if verb["includes"] or verb["excludes"]:
        return False
    return capitalised(words) or (setting.lower_case and len(words.split()) <= 8)


def capitalised(words: str) -> bool:
    """Whether every word but the small ones starts with a capital or a digit: "Day-Ahead Price", "24/7 Support"."""
    found = [word for word in _WORD.findall(words) if word.lower() not in _SMALL]
    return bool(found) and all(word[0].isupper() or word[0].isdigit() for word in found)
