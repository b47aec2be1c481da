"""D9: terms that italics, bold or the heading set off, in front of a verb of definition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology.model import DefinitionKind
from ontology.places import Span

from .quoted import ASIDE, BEHIND, is_cited, is_mention, opens, scope_words
from .rule import Hit, Setting
from .sentences import sentence_start
from .subject import several
from .terms import is_term, trim
from .verbs import VERB, kind_of, meaning_start

_JOIN = re.compile(
    r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:,|/|;)?\s*(?:(?:and/or|and|or|nor)\s+)?(?:(?:a|an|the)\s+)?"
    r"|,?\s+(?:\w+\s+){0,2}(?:known|referred\s+to|called)\s+(?:as\s+)?(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    rf"(?:,|\s+—)?\s+(?:also|commonly|applicable|relating|related|from|made|wherever|whenever|which|that)\b[^;:.“”\"]{{0,200}}?,?\s+"
    rf"(?<![\w-])(?:{VERB}|(?P<stands>represents)\b)",
    re.IGNORECASE,
)
"""What a term relates to in words that stand behind terms in italics alone, and the verb."""

_IS = re.compile(
    rf"{ASIDE}(?<![\w-])(?:(?:is|are)\b(?=\s+(?:an?|the|that|any|all|one|those|each|equal)\b|\s*[:—]|\s*$)"
    r"|(?:represents|covers|involves|comprises|describes|may\s+include|means(?=\s+of\s))\b)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(?:have|mean|include|refer)\b", re.IGNORECASE)
_ARE = re.compile(r"\s+are\b(?=\s+(?!not\b|subject\b|to\b|in\b|[\w-]+ed\b)[a-z])", re.IGNORECASE)
"""What joins a term in italics, behind words of scope, to its meaning: "eligible vehicles are light trucks"."""

_BARE = re.compile(r"\s+(?=(?:an?|the|any|all|each|every|such|those)\s[^:]{12})")
"""What stands between a term in bold and its meaning where a list of definitions does without verbs."""

_NAMED = re.compile(
    r"\b(?:is|are|be)\s+(?:(?:referred\s+to\s+as|called|known\s+as)\s+)?(?:an?\s+|the\s+)?$", re.IGNORECASE
)
_ENDS = re.compile(r"\s*(?:[;,.:]|$|(?:if|when|where|but|during|for|or|within|of)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Verb:
    """Where the verb of a definition starts its meaning, and what kind it makes; `weak` for "is" and the like."""

    start: int
    kind: DefinitionKind
    match: re.Match[str]
    weak: bool = False


def find_emphasised(text: str, setting: Setting) -> Iterator[Hit]:
    """One or several terms in italics or bold that open a sentence or an item, what they relate to, and a verb.

    They may stand behind words of scope, an article or "the term". The term is what is set off, no more and no less.
    Behind words of scope "is" will do, and for a term that the heading announces ("Definition of sitting day").
    """
    if setting.kind in ("row", "heading"):
        return
    for listed in _lists(text, setting.emphasis):
        start = sentence_start(text, listed[0].start)
        words = scope_words(text, start, listed[0].start)
        led = words.end > words.start
        verb = _verb(text, listed, led or setting.defining or listed[0] in setting.headed)
        if (
            verb is None
            and (led or setting.defining)
            and listed[0] not in setting.headed
            and (match := _ARE.match(text, listed[-1].end))
        ):
            verb = _Verb(match.end(), "means", match, weak=True)
        verb = verb or _without_verb(text, listed, setting)
        if verb is None or not _stands(text, start, listed[0].start, verb):
            continue
        each = (part for one in listed for part in _parts(text, one, verb, setting))
        terms = tuple(term for one in each if is_term((term := trim(text, one)).of(text)))
        if (
            verb.kind in ("includes", "excludes")
            and not (setting.defining or led)
            and text[listed[-1].end : verb.start].strip(" ,")
        ):
            continue
        if terms and (text[verb.start :].strip(" .;)]:—") or setting.below):
            frame = Span(start, verb.start)
            yield Hit(terms, Span(verb.start, len(text)), verb.kind, frame, (words, Span(listed[-1].end, verb.start)))


def find_named(text: str, setting: Setting) -> Iterator[Hit]:
    """A term in italics that names what stands in front of it: in this section, a boat is a *small boat* if it …"""
    if setting.kind in ("row", "heading"):
        return
    for listed in _lists(text, setting.emphasis):
        first, last = listed[0], listed[-1]
        if not _NAMED.search(text, max(0, first.start - 12), first.start) or not _ENDS.match(text, last.end):
            continue
        start = sentence_start(text, first.start)
        words = scope_words(text, start, first.start)
        item = text[last.end : last.end + 1] in (";", ".", ",") and first.of(text)[:1].islower()
        terms = tuple(term for one in listed if is_term((term := trim(text, one)).of(text)))
        if terms and (item or first in setting.headed or re.match(r"\s*(?:in|for)\b", text[start:], re.IGNORECASE)):
            body = trim(text, Span(max(start, words.end), first.start))
            yield Hit(terms, body, "alias", Span(start, last.end), (words,), open=False)


def _parts(text: str, one: Span, verb: _Verb, setting: Setting) -> tuple[Span, ...]:
    """The terms of a heading that names several in one breath: "Meaning of authority and project"."""
    plural = _PLURAL.search(verb.match[0]) if one in setting.headed else None
    return several(text, one, plural[0]) if plural else (one,)


def _verb(text: str, listed: Sequence[Span], by_is: bool) -> _Verb | None:
    end = listed[-1].end
    match = BEHIND.match(text, end) or _FURTHER.match(text, end)
    if match and not match.groupdict().get("stands"):
        return _Verb(meaning_start(match), kind_of(match), match)
    match = match or (_IS.match(text, end) if by_is else None)
    if match is None:
        return None
    widens = match[0].endswith("include")
    return _Verb(match.end() - 7 if widens else match.end(), "includes" if widens else "means", match, weak=True)


def _without_verb(text: str, listed: Sequence[Span], setting: Setting) -> _Verb | None:
    """A paragraph that opens with a term in bold among the definitions of a contract: **Site** the land at Leith."""
    if not setting.defining or setting.lower_case or listed[0].start or not text[:1].isupper():
        return None
    match = _BARE.match(text, listed[-1].end)
    return _Verb(match.end(), "means", match, weak=True) if match else None


def _stands(text: str, start: int, at: int, verb: _Verb) -> bool:
    """Whether a term at `at` opens its sentence, and is defined there and not only spoken of."""
    if verb.weak or "aside" not in verb.match.groupdict():
        return opens(text, start, at)
    before = text[start:at]
    return opens(text, start, at) and not (is_mention(before, verb.match) or is_cited(before, verb.match))


def _lists(text: str, emphasis: Sequence[Span]) -> Iterator[list[Span]]:
    """What is set off, with what commas, "and", "or" or "also known as" join to it."""
    found: list[Span] = []
    for one in emphasis:
        if found and not (one.start - found[-1].end <= 60 and _JOIN.fullmatch(text, found[-1].end, one.start)):
            yield found
            found = []
        found.append(one)
    if found:
        yield found
