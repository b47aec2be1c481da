"""D17: a term alone, or with "in respect of", whose verb stands in the items below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .bare import LABEL
from .lead import is_scope, lead_end
from .rule import Hit, Setting
from .subject import can_be_term, several
from .terms import LIST, is_term, marked, trim
from .verbs import PATTERN, kind_of

_RELATES = re.compile(
    r",?\s+(?:(?:in\s+(?:relation\s+to|respect\s+of|the\s+case\s+of|connection\s+with|reference\s+to)|with\s+(?:respect|reference|regard)\s+to)"
    r"\b[^,;:.]{0,60}?|of|for|in|when|where|if)\s*[:—–,-]?\s*$"
)
_OPENING = re.compile(
    rf"\s*{LABEL}?(?:(?P<article>the\s+|an?\s+)(?:(?:terms?|expressions?|words?|phrases?)\s+(?=[“\"‘'*]))?)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",?\s+(?:in|of|for|with|when|where)\b")
_ITEM = re.compile(r"(?:[^;:.]|\.(?=\d)){1,400}?,\s+(?=means?\b|includes?\b|does\s+not|ha(?:s|ve)\s+the\b|is\s+the\b)")


def find_below(text: str, setting: Setting) -> Iterator[Hit]:
    """A term that is all its paragraph, or all but "in respect of", where the first item below goes on with a verb.

    It stands in a place of definitions: "surge, in respect of goods from (a) Chile, means …".
    """
    if not setting.below or setting.kind in ("row", "heading") or len(text) > 300:
        return
    start = lead_end(text, 0, len(text))
    led = is_scope(text[:start])
    if not (setting.defining or led):
        return
    label = _OPENING.match(text, start)
    start = label.end() if label else start
    relates = _RELATES.search(text, start)
    end = relates.start() if relates else len(text.rstrip(" \t\u00a0:—–-"))
    subject = _set_off(text, setting, start) or trim(text, Span(start, end))
    verb = _verb_of(setting.below[0], bool(relates))
    if verb is None or subject.end <= subject.start:
        return
    terms = _terms(text, subject)
    set_off = (
        any(one.start <= terms[0].start and terms[0].end <= one.end for one in setting.emphasis) if terms else False
    )
    if terms and (set_off or not (label and label["article"]) or text[terms[0].start - 1] in "“\"‘'*"):
        yield Hit(terms, Span(end, len(text)), kind_of(verb), Span(0, end), (Span(0, terms[0].start),))


def _set_off(text: str, setting: Setting, start: int) -> Span | None:
    """The term that italics or bold set off at the start of a subject, in front of what it relates to."""
    first = next((one for one in setting.emphasis if one.start == start), None)
    return first if first and _ASIDE.match(text, first.end) else None


def _verb_of(item: str, relates: bool) -> re.Match[str] | None:
    """The verb that opens an item, or stands in it behind a comma and what the term relates to."""
    behind = _ITEM.match(item) if relates or re.match(r"(?:in|for|with|where|when)\b", item, re.IGNORECASE) else None
    return PATTERN.match(item, behind.end() if behind else 0)


def _terms(text: str, subject: Span) -> tuple[Span, ...]:
    if re.fullmatch(LIST, subject.of(text)):
        return tuple(one for one in marked(text, subject.start, subject.end) if is_term(one.of(text)))
    words = subject.of(text)
    if len(words.split()) > 8 or not can_be_term(words, among_definitions=True):
        return ()
    return several(text, subject, "means")
