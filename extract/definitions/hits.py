"""What all rules of definitions find in one text: which of them are asked, and what stays of what they find."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ontology.places import Span
from ontology.record import replace

from .body import trimmed
from .borrowed import is_borrowed, repeats
from .cues import has_cue
from .derived import with_variants
from .look import Look, looks
from .rule import Found, Hit, Setting
from .sentences import sentence_start
from .varied import inserts
from .verbs import is_only_verb

NEAR = 24
"""So many definitions of one text are looked at behind another, and so many words of scope before it."""

_DASH = re.compile(r"\s*(?:[–—:]|-\s)")
_IS = re.compile(r"\b(?:is|are|represents|covers|involves)\b")


def hits_in(text: str, setting: Setting) -> tuple[Found, ...]:
    """Every rule's hits in one text, in its order; where two rules find one term, the first rule has it."""
    (look,) = looks((text,))
    if setting.defining or setting.headed or has_cue(text, look) or sets_off(text, setting.emphasis):
        return hits(text, setting, look)
    return ()


def hits(text: str, setting: Setting, look: Look) -> tuple[Found, ...]:
    """What the rules that may find something in a text find, in its order, bodies cut and derived forms added."""
    taken: list[Span] = []
    kept: list[Found] = []
    for rule in look.among_definitions if setting.defining else look.rules:
        if rule.part and not getattr(setting, rule.part):
            continue
        if rule.by_verb and any(is_only_verb(text, one.end) for one in taken):
            continue  # what it could find overlaps that
        for hit in rule.find(text, setting):
            reach = Span(min(hit.terms[0].start, hit.frame.start), max(hit.terms[-1].end, hit.frame.end))
            narrow = Span(hit.terms[0].start, max(hit.terms[-1].end, hit.frame.end)) if hit.kind != "alias" else reach
            if not any(one.start < narrow.end and narrow.start < one.end for one in taken):
                kept.append(Found(rule.name, hit))
                taken += hit.terms
    if not kept:
        return ()
    kept.sort(key=lambda one: one.hit.terms[0].start)
    return with_variants(text, _cut(text, kept, setting), setting.emphasis)


def sets_off(text: str, emphasis: Sequence[Span]) -> bool:
    """Whether words in bold or italics end a text, stand in front of a dash or colon at its start, or beside "is"."""
    if not emphasis:
        return False
    first = emphasis[0]
    if first.start < 12 and _DASH.match(text, first.end):
        return True
    return emphasis[-1].end >= len(text) - 1 or _IS.search(text) is not None


def _cut(text: str, found: list[Found], setting: Setting) -> list[Found]:
    """Bodies end where the next definition of the same text starts, and are trimmed.

    Words of scope at the start of a sentence hold for all its definitions, and for a later one of what a term of it
    includes; a meaning that only points is an import.
    """
    out: list[Found] = []
    before: Hit | None = None
    narrowed: dict[str, tuple[Span, ...]] = {}
    heads = [one for one in found if one.hit.kind != "alias"]
    starts = [one.hit.terms[0].start for one in heads]
    for one in found:
        hit, end = one.hit, one.hit.body.end
        if hit.kind != "alias":
            behind = bisect_right(starts, hit.terms[0].start)
            for other in heads[behind : behind + NEAR]:
                start = other.hit.frame.start
                end = min(end, start if start > hit.body.start else max(hit.body.start, other.hit.terms[0].start - 1))
        start, stop = trimmed(text, hit.body.start, end)
        quoted = hit.quoted or setting.amending or _is_inserted(text, hit)
        meaning = text[start:stop]
        borrowed = hit.kind == "means" and (is_borrowed(meaning) or repeats(meaning, hit.terms[0].of(text)))
        scope = hit.scope
        if hit.kind in ("includes", "excludes"):
            scope += narrowed.get(hit.terms[0].of(text), ())
        narrowed.setdefault(hit.terms[0].of(text), scope)
        if hit.kind != "alias":
            if before and sentence_start(text, hit.terms[0].start) <= before.terms[0].start:
                scope = (*scope, *before.scope)[:NEAR]
            before = replace(hit, scope=scope)
        out.append(
            Found(
                one.rule,
                Hit(
                    hit.terms,
                    Span(start, stop),
                    "import" if borrowed else hit.kind,
                    hit.frame,
                    scope,
                    hit.variants,
                    quoted,
                    hit.open and end == len(text),
                ),
            )
        )
    return out


def _is_inserted(text: str, hit: Hit) -> bool:
    """Whether the words in front of a hit put it into another document: "… shall be inserted: "X" means"."""
    for at in {hit.frame.start, hit.terms[0].start - 1}:
        before = text[max(0, at - 500) : max(0, at)].rstrip().rstrip("“\"‘'(").rstrip()
        if before and before[-1] in ":—–-" and inserts(before):
            return True
    return False
