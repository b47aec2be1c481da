"""From links to N-Quads lines: what stands in a state, in the graph that the state's name names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ontology import vocabulary as v
from ontology.names import Names
from ontology.places import Place
from ontology.results import Binding, Candidate, Resolution

from .nquads import Pairs, boolean, day, integer, iri, lines, literal

OWN = "document"
"""How most definitions reach a use: they are its own document's. So it is not said of each."""


def link_quads(  # noqa: PLR0913, PLR0917 - the parts of a state's links, each by its name
    state: str,
    bindings: Iterable[Binding],
    resolutions: Iterable[Resolution],
    in_force: Iterable[Place | str],
    names: Names,
    imports: Iterable[tuple[str, Place | str | None]] = (),
    blanket_imports: Iterable[tuple[Place, Place]] = (),
    cycles: Iterable[tuple[str, str]] = (),
    mentions: Iterable[tuple[str, Place]] = (),
) -> Iterator[str]:
    """The links of a state in the graph that the state's IRI names; each string is one line or several.

    `in_force` names documents and provisions by their places and definitions by their keys. `imports` pairs the key of
    a definition with what it takes its meaning from: a definition (its key), a provision or a document (a place), None
    where nothing was found. `blanket_imports` pairs the provision that makes one with the document that it names.
    `cycles` pairs the key of a definition with the terms through which it leads back to itself, in words;
    `mentions` with a provision that has the words of its term, where nothing uses it.
    """
    for thing in in_force:
        yield f"<{_thing(thing, names)}> <{v.IN_FORCE_IN}> <{state}> <{state}> .\n"
    for binding in bindings:
        yield from _bindinglines(state, binding, names)
    for resolution in resolutions:
        subject = names.reference(resolution.place, resolution.span)
        yield from lines(state, subject, _resolution(resolution, names))
        for target in _targets(resolution):
            yield f"<{names.place(resolution.place)}> <{v.CITES}> <{names.place(target)}> <{state}> .\n"
    for key, found in imports:
        if found is not None:
            yield f"<{names.definition(key)}> <{v.IMPORTS_FROM}> <{_thing(found, names)}> <{state}> .\n"
    for place, source in blanket_imports:
        yield f"<{names.place(place)}> <{v.IMPORTS_ALL_FROM}> <{names.place(source)}> <{state}> .\n"
    for key, place in mentions:
        yield f"<{names.definition(key)}> <{v.MENTIONED_IN}> <{names.place(place)}> <{state}> .\n"
    for key, words in cycles:
        yield f"<{names.definition(key)}> <{v.CYCLE}> {literal(words)} <{state}> .\n"


def topic_quads(
    state: str, speaking: Iterable[tuple[Place, str]], saving: Iterable[Place], names: Names
) -> Iterator[str]:
    """Provisions that speak of what lapses, each with the word, and provisions that save what has arisen under it."""
    for place, word in speaking:
        yield f"<{names.place(place)}> <{v.SPEAKS_OF}> {literal(word)} <{state}> .\n"
    for place in saving:
        yield f"<{names.place(place)}> <{v.SAVES}> {boolean(True)} <{state}> .\n"


def gap_quads(state: str, first: date, last: date) -> Iterator[str]:
    """The days between two states on which neither text is in force, both days included, in the later state's graph."""
    yield from lines(state, state, iter(((v.GAP_FROM, day(first)), (v.GAP_UNTIL, day(last)))))


def _thing(thing: Place | str, names: Names) -> str:
    """The IRI of a document or provision (a place) or of a definition (its key)."""
    return names.definition(thing) if isinstance(thing, str) else names.place(thing)


def _bindinglines(state: str, binding: Binding, names: Names) -> Iterator[str]:
    """A use with its best definition and how that reaches it (by its own document: unsaid), else why it has none; and
    further candidates.
    """
    use = names.use(binding.place, binding.span, binding.term)
    end = f" <{state}> .\n"
    if binding.best:
        yield f"<{use}> <{v.BINDS_TO}> <{names.definition(binding.best.definition)}>{end}"
        if binding.best.reach != OWN:
            yield f"<{use}> <{v.REACH}> {literal(binding.best.reach)}{end}"
    else:
        yield f"<{use}> <{v.UNBOUND_IN}> <{state}>{end}<{use}> <{v.REASON}> {literal(binding.reason)}{end}"
    for rank, candidate in enumerate(binding.candidates[1:], start=1):
        yield _candidate_lines(names.candidate(state, use, rank), use, candidate, end, names)


def _candidate_lines(subject: str, use: str, candidate: Candidate, end: str, names: Names) -> str:
    reach = f"<{subject}> <{v.REACH}> {literal(candidate.reach)}{end}" if candidate.reach != OWN else ""
    return (
        f"<{subject}> <{v.TYPE}> <{v.CANDIDATE}>{end}"
        f"<{subject}> <{v.OF_USE}> <{use}>{end}"
        f"<{subject}> <{v.CANDIDATE_DEFINITION}> <{names.definition(candidate.definition)}>{end}"
        f"<{subject}> <{v.RANK}> {integer(candidate.rank)}{end}"
        f"{reach}"
    )


def _targets(resolution: Resolution) -> Iterable[Place]:
    return dict.fromkeys(resolution.targets)


def _resolution(resolution: Resolution, names: Names) -> Pairs:
    yield v.STATUS, literal(resolution.status)
    yield v.REASON, literal(resolution.reason)
    documents = dict.fromkeys(target.document for target in resolution.targets)
    if names.knows(resolution.document):
        documents[resolution.document] = None
    for document in documents:
        yield v.RESOLVES_TO_DOCUMENT, iri(names.document(document))
    for target in _targets(resolution):
        if target.provision:
            yield v.RESOLVES_TO, iri(names.place(target))
    for label in dict.fromkeys(resolution.missing):
        yield v.MISSING, literal(label)
