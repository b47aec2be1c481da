"""The rule about provisions that may have nothing left to do: LAP110."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontology.model import Reference
from ontology.places import Place, Span
from ontology.results import Resolution

from .sides import Row, Side, Sides
from .words import left_out, pattern

NUMBERED = r"^[^.;]{0,80} and (?:the )?[A-Z][a-z-]+ [A-Z]{0,3}[0-9]"
"""What has a number and was not read as a reference still stands: "… of Appendix One and Standard 7"."""
HOW = r"^\s*(?:in (?:accordance|line|compliance|keeping) with|pursuant to|further to|as required by) [^,.;]*$"
OWN_WORDS = r"^[^,.;]*, (?:the|each|any|every|all|no|an?) [^.;]*\b(?:shall|must|may|will)\b"
"""A duty or a right that a provision begins to state in its own words stands, whatever says how it is done."""
STAYS = ("resolved", "partly-resolved", "external")
"""Statuses of a reference to an act that stays in force."""
JOINED = r"^,? (?:and|or|to)(?:,[^.;]{1,80},)? (?:(?:of|in|under|to|by) )?(?:the )?$"
"""What stands between two members of a list."""


def stale(sides: Sides) -> Iterator[Row]:
    """LAP110: a provision that speaks of what lapses, or refers outside its document to nothing else."""
    speaking, saving = sides.comparison.about_what_ends
    saved = frozenset(saving)
    groundless = {cause: _groundless(before, after) for cause, before, after in sides.ways}
    for place, word in speaking:
        if place not in saved and place.document not in groundless["caused"]:
            yield _row(sides, "caused", place, f"it speaks of {word}")
    for cause, before, after in sides.ways:
        for at, reference in after.references.items():
            old = before.references.get(at)
            lost = reference.status == "unresolved" and old is not None and old.status == "resolved"
            spared = reference.place in saved or reference.place.document in groundless[cause]
            if lost and old is not None and not spared and _is_stale(sides, old, before, after):
                yield _row(sides, cause, reference.place, "all that it refers to outside its document lapses")


def _groundless(before: Side, after: Side) -> frozenset[str]:
    """The documents (ids) that lose every act under which they are made: they lose their authority as a whole."""
    founding = [(at, one) for at, one in after.references.items() if one.role == "founds"]
    held = {one.place.document for _, one in founding if one.status in STAYS}
    was = ((before.references.get(at), one) for at, one in founding if one.status == "unresolved")
    lost = {one.place.document for old, one in was if old is not None and old.status == "resolved"}
    return frozenset(lost - held)


def _row(sides: Sides, cause: str, place: Place, detail: str) -> Row:
    item = place, Span(0, len(sides.corpus.text(place)))
    row = {"cause": cause, "item": item, "where": place, "target": place}
    return {**row, "subject": place.provision or place.document, "detail": detail}


def _is_stale(sides: Sides, lost: Resolution, before: Side, after: Side) -> bool:
    """Whether with a reference all goes to which a provision refers outside its document."""
    place, own = lost.place, lost.place.document
    if lost.role != "cites" or all(one.document == own for one in before.documents(lost)):
        return False
    others = sides.referring.get(place, ())
    for other in others:
        found = after.references.get((place, other.span))
        if found is None:
            continue
        outside = found.status == "resolved" and any(one.document != own for one in after.documents(found))
        if outside or found.status == "external":
            return False
    if any(one.key in after.bound for one in sides.defined_at.get(place, ())):
        return False
    text = sides.corpus.text(place)
    return not _goes_on(text, lost.span, others) and not _is_member(text, lost, others, after)


def _goes_on(text: str, span: Span, others: Sequence[Reference]) -> bool:
    """Whether the words around a reference say something that holds without it."""
    before, behind = text[: span.start], text[span.end :]
    if left_out("lap110_stale_provision", text, span):
        return True
    if pattern(NUMBERED, case=True).search(behind) and not any(one.span.start > span.end for one in others):
        return True
    return bool(pattern(HOW).search(before) and pattern(OWN_WORDS).search(behind))


def _is_member(text: str, lost: Resolution, others: Sequence[Reference], after: Side) -> bool:
    """Whether a reference is one of a list of which another member still leads somewhere."""
    for one in others:
        if one.span.end < lost.span.start and pattern(JOINED, case=True).search(text[one.span.end : lost.span.start]):
            found = after.references.get((lost.place, one.span))
            if found is not None and found.status == "resolved":
                return True
    return False
