"""The words of what a plan carries over as they are to stand in the document that they go to."""

from __future__ import annotations

import re

from graph.corpus import Defined
from graph.plan import Planner
from graph.repointing import within
from ontology.places import Place, Span

_DUTY = re.compile(r"\b(?:shall|must|may|will)\b")


def in_passing(planner: Planner, one: Defined, home: str) -> list[tuple[str, bool]]:
    """The sentence of a duty or a right that names its term in passing, as runs; nothing for another definition.

    "The Operator shall keep a register (the “Register”)" is carried as it stands: its meaning is no noun.
    """
    definition, text = one.definition, planner.comparison.corpus.text(one.place)
    if definition.kind != "alias" or not _DUTY.search(definition.body.of(text)):
        return []
    end = text.find(". ", definition.span.end)
    behind = Span(definition.span.end, end + 1 if end > 0 else len(text))
    before = Span(definition.body.start, definition.span.start)
    parts = (amended(planner, one.place, home, part) for part in (before, behind))
    return [(next(parts), False), (definition.span.of(text), True), (next(parts).rstrip(), False)]


def meaning_of(planner: Planner, one: Defined, home: str) -> str:
    """The words behind the term, from the verb on, with the paragraphs that the meaning runs over."""
    definition, corpus = one.definition, planner.comparison.corpus
    text = corpus.text(one.place)
    if "\t" in text[definition.span.end : definition.body.start] or definition.body.start < definition.span.end:
        first = amended(planner, one.place, home, definition.body)
    else:
        first = amended(planner, one.place, home, Span(definition.span.end, definition.body.end)).lstrip("”\"’'")
    lines = [first.strip()]
    for path in definition.continued:
        place = Place(one.place.document, path)
        provision = corpus.provision(place)
        if provision is not None:
            words = amended(planner, place, home)
            lines.append(f"{provision.number}\t{words}" if provision.number else words)
    return "\n".join(lines)


def amended(planner: Planner, place: Place, home: str, part: Span | None = None) -> str:
    """The text of a provision carried to the document `home`, or of a part, with others carried over by new names."""
    text = planner.comparison.corpus.text(place)
    start, end = (part.start, part.end) if part else (0, len(text))
    words, last = [], start
    for one in sorted(within(planner, place, home), key=lambda found: found.span):
        if one.becomes and last <= one.span.start and one.span.end <= end:
            words += [text[last : one.span.start], one.becomes]
            last = one.span.end
    return "".join((*words, text[last:end]))
