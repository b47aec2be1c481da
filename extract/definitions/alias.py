"""D7: names given in brackets or in passing: (the "Licensee"), (each a "Party", together the "Parties")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .abbreviation import expansion_start
from .rule import Hit, Setting
from .sentences import sentence_start
from .terms import MARKED, inner, is_term, trim

_BRACKET = re.compile(r"\(([^()\n]{1,300})\)")
_ONE = re.compile(MARKED)
_NAMES = r"(?:the\s+)?(?-i:[A-Z])[\w-]*(?:(?:,|\s+and|\s+or)?\s+(?:the\s+)?(?-i:[A-Z])[\w-]*)*"
_SUCH = re.compile(
    r"\beach\s+such\s+\w+(?:\s+\w+)?|\b(?:such|that)\s+\w+(?:\s+\w+)?(?:\s+being\b(?:\s+(?:the|a)\s+[A-Z][\w-]*[’']s?\s)?|,)"
    rf"|\b(?:together\s+with|each\s+of|both\s+of)\s+{_NAMES}|[,;]?\s+which\s+(?:expression|term)\s.*|\bin\s+(?:that|such|its|their|his)\s+capacity\b"
    r"|\bas\s+(?:the\s+same\s+may\s+be\s+)?(?:amended|restated|supplemented|modified|varied|renewed|novated|extended|replaced)\b.*,"
    r"|\btogether\s+with\s+(?:its|their|his|any)\s+(?:permitted\s+)?(?:successors?|assigns|affiliates|subsidiaries)\b.*(?:,|$)",
    re.IGNORECASE | re.DOTALL,
)
_WORDS = re.compile(r"[A-Za-z]+")
_ALIAS_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "each",
        "every",
        "any",
        "such",
        "this",
        "these",
        "both",
        "all",
        "together",
        "collectively",
        "jointly",
        "individually",
        "separately",
        "singly",
        "and",
        "or",
        "also",
        "as",
        "with",
        "their",
        "its",
        "respective",
        "hereinafter",
        "hereafter",
        "herein",
        "below",
        "above",
        "in",
        "our",
        "your",
        "be",
        "being",
        "is",
        "are",
        "to",
        "referred",
        "called",
        "known",
        "defined",
        "designated",
        "described",
        "termed",
        "named",
        "from",
        "time",
        "for",
        "short",
        "purposes",
        "of",
        "agreement",
        "contract",
        "deed",
        "document",
        "section",
        "clause",
        "schedule",
        "appendix",
        "annex",
        "part",
        "paragraph",
        "code",
        "act",
        "regulations",
        "article",
        "order",
        "letter",
        "either",
        "one",
        "more",
        "which",
        "we",
        "us",
    ]
)
_CALLED = (
    r"(?:(?:herein(?:after|below)?|hereafter|in\s+th(?:is|ese)\s+\w+(?:,?\s+and\s+(?:in\s+)?(?:section|clause|paragraph|part)s?"
    r"\s+[\w().]+(?:(?:,|\s+(?:to|and))\s+[\w().]+)*)?|in\s+(?:sub)?(?:section|clause|paragraph)s?\s+[\w().]+(?:\s+(?:to|and)"
    r"\s+[\w().]+)?|elsewhere)\s+(?:collectively\s+|together\s+)?(?:referred\s+to\s+as|referred\s+to|called|known\s+as|termed|described\s+as)"
    r"(?:\s+as)?)"
)
_HERE = r"(?:referred\s+to|known)\s+(?:herein|hereinafter|in\s+th(?:is|ese)\s+\w+(?:\s+[\d(][\w.()]*)?)\s+as"
"""The same in another order: referred to in this Act as a "control order"."""

_PASSING = re.compile(
    rf"\b(?:{_CALLED}|{_HERE})\s+(?:(?:the|an?)\s+)?(?P<term>{MARKED}|(?=[\w])[^,.;:()“”\"\n]{{2,80}}?(?=\s*[),.;:]))",
    re.IGNORECASE,
)


def find_bracketed(text: str, _setting: Setting) -> Iterator[Hit]:
    """Terms in quotation marks in a bracket that holds nothing else but words of naming: the, each a, together."""
    before = 0
    for match in _BRACKET.finditer(text):
        marks = list(_ONE.finditer(text, match.start(1), match.end(1)))
        if not marks:
            continue
        rest = _SUCH.sub(" ", _ONE.sub(" ", match[1]))
        words = _WORDS.findall(rest)
        if any(word.lower() not in _ALIAS_WORDS for word in words) or _is_citation(rest):
            continue
        terms = tuple(t for t in (inner(text, Span(m.start(), m.end())) for m in marks) if is_term(t.of(text)))
        body = trim(text, Span(max(sentence_start(text, match.start()), before), match.start()))
        if not text[: match.start()].strip():  # (each a "Party"), on a line of its own behind the parties
            body = Span(*match.span(1))
        before = match.end()
        if len(terms) == 1 and (start := expansion_start(text, match.start(), terms[0].of(text))) is not None:
            body = trim(text, Span(start, match.start()))
        if terms and body.end > body.start:
            scope = (Span(match.start(), marks[0].start()),)
            yield Hit(terms, body, "alias", Span(match.start(), match.end()), scope, open=False)


def _is_citation(rest: str) -> bool:
    """Whether the words of a bracket cite a definition elsewhere: (as defined in …)."""
    return re.search(r"\bdefined\s+in\b|\bmeaning\b", rest, re.IGNORECASE) is not None and "this" not in rest


def find_in_passing(text: str, setting: Setting) -> Iterator[Hit]:
    """A name given in passing: hereinafter referred to as the "X", in this section called the X."""
    for match in _PASSING.finditer(text):
        raw = Span(*match.span("term"))
        marked = _ONE.fullmatch(raw.of(text)) is not None
        term = inner(text, raw) if marked else trim(text, raw)
        if not is_term(term.of(text)) or (not marked and len(term.of(text).split()) > 6):
            continue
        body = trim(text, Span(sentence_start(text, match.start()), match.start()))
        if body.end > body.start:
            yield Hit((term,), body, "alias", Span(*match.span()), scope=(Span(*match.span()),), open=False)
