"""How a term is written: in quotation marks, in bold, in capitals; lists of terms; what is no term."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.needles import has_any
from ontology.places import Span

MARKED = (
    r"(?:“[^“”\"\n]{1,160}[”\"]|\"[^\"“”\n]{1,160}[\"”]|‘(?:[^‘’\n]|’(?=\w)){1,160}’|(?<![\w’'])'(?:[^'\n]|'(?=\w)){1,160}'(?!\w)"
    r"|«[^«»\n]{1,160}»|\*\*[^*\n]{1,160}\*\*|__[^_\n]{1,160}__)"
)
"""A term in quotation marks, curly, straight, single or double, or in the signs for bold of a plain text."""

LIST = rf"{MARKED}(?:\s*(?:,|/|;)?\s*(?:(?:and/or|and|or|nor)\s+)?(?:(?:a|an|the|each\s+a)\s+)?{MARKED}){{0,11}}"
"""One or several marked terms: “A”, “B” and “C”."""

_MARKED = re.compile(MARKED)
MARKS = ("“", '"', "‘", "'", "«", "**", "__")
"""One of these is in every marked term."""
_JOIN = re.compile(r"\s*(?:,|/|;)?\s*(?:(?:and/or|and|or|nor)\s+)?(?:(?:a|an|the|each\s+a)\s+)?", re.IGNORECASE)
_SHORTENED = re.compile(r"(?:\b(?:Ltd|Inc|Co|Corp|Bros|Jr|Sr)|\b[A-Z]\.[A-Z]|\b[a-z]\.[a-z]\.[a-z])\.$")
_TRIM = " \t,;:.\u00a0"
_NO_TERM = re.compile(
    r"(?:includ(?:e|es|ed|ing)|in\s+particular|for\s+example|other|otherwise|and|or|shall|may|must|means?|this|that"
    r"|writing|written|he|she|it|person\(s\)|such\s+as|e\.g\.?|i\.e\.?|hereof|herein|hereunder|hereto|hereby)"
    r"(?:\s+(?:without\s+limitation|but\s+not\s+limited\s+to))?",
    re.IGNORECASE,
)


def has_mark(text: str) -> bool:
    """Whether a text has a sign with which a marked term begins: most have none, and are not searched."""
    return has_any(text, MARKS)


def lists(text: str) -> Iterator[Span]:
    """Stretches of marked terms that commas, "and" or "or" join: each as long as it can be."""
    if not has_mark(text):
        return
    start = end = -1
    for match in _MARKED.finditer(text):
        if start >= 0 and match.start() - end <= 40 and _JOIN.fullmatch(text, end, match.start()):
            end = match.end()
            continue
        if start >= 0:
            yield Span(start, end)
        start, end = match.span()
    if start >= 0:
        yield Span(start, end)


def marked(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The spans of the marked terms between two offsets, without their marks."""
    return tuple(inner(text, Span(m.start(), m.end())) for m in _MARKED.finditer(text, start, end))


def inner(text: str, span: Span) -> Span:
    """A marked term without its marks, without blanks and punctuation at its ends."""
    width = 2 if text.startswith(("**", "__"), span.start) else 1
    return trim(text, Span(span.start + width, span.end - width))


def trim(text: str, span: Span) -> Span:
    """`span` without blanks and punctuation at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM and not _SHORTENED.search(text, max(start, end - 8), end):
        end -= 1
    if end > start and text[end - 1] == "”" and "“" not in text[start:end]:
        end -= 1
    return Span(start, end)


def is_term(term: str) -> bool:
    """Whether marked words can be a term: words of construction ("including", "or") and quoted sentences are none."""
    if not term or not any(c.isalnum() for c in term) or _NO_TERM.fullmatch(term):
        return False
    return len(term.split()) <= 20 and not term.startswith(("see ", "See "))
