"""From links to N-Quads lines: what stands in a state, in the graph that the state's name names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ontology import vocabulary as v
from ontology.names import Names
from ontology.places import Place
from ontology.results import Binding, Candidate, Resolution

from .nquads import boolean, day, integer, lines, literal

OWN = "document"
"""How most definitions reach a use: they are its own document's. So it is not said of each."""

_TYPE, _CANDIDATE = f" <{v.TYPE}> ", f"<{v.CANDIDATE}>"
_BINDS_TO, _UNBOUND_IN, _REACH = f" <{v.BINDS_TO}> ", f" <{v.UNBOUND_IN}> ", f" <{v.REACH}> "
_OF_USE, _CANDIDATE_DEFINITION, _RANK = f" <{v.OF_USE}> ", f" <{v.CANDIDATE_DEFINITION}> ", f" <{v.RANK}> "
_STATUS, _REASON, _MISSING = f" <{v.STATUS}> ", f" <{v.REASON}> ", f" <{v.MISSING}> "
_RESOLVES_TO, _RESOLVES_TO_DOCUMENT = f" <{v.RESOLVES_TO}> ", f" <{v.RESOLVES_TO_DOCUMENT}> "
_CITES = f" <{v.CITES}> "


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
    end = f" <{state}> .\n"
    definitions: dict[str, str] = {}
    for binding in bindings:
        yield _binding_lines(state, binding, end, names, definitions)
    places: dict[Place, str] = {}
    for resolution in resolutions:
        yield _resolution_lines(resolution, end, names, places)
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


def _binding_lines(state: str, binding: Binding, end: str, names: Names, definitions: dict[str, str]) -> str:
    """A use with its best definition and how that reaches it (by its own document: unsaid), else why it has none; and
    further candidates. `definitions` has what was named before, by key.
    """
    use = names.use(binding.place, binding.span, binding.term)
    it = f"<{use}>"
    candidates = binding.candidates
    if not candidates:
        return f"{it}{_UNBOUND_IN}<{state}>{end}{it}{_REASON}{literal(binding.reason)}{end}"
    best = candidates[0]
    named = definitions.get(best.definition) or _defined(best.definition, names, definitions)
    said = f"{it}{_BINDS_TO}{named}{end}"
    if best.reach != OWN:
        said += f"{it}{_REACH}{literal(best.reach)}{end}"
    for rank, candidate in enumerate(candidates[1:], start=1):
        named = definitions.get(candidate.definition) or _defined(candidate.definition, names, definitions)
        said += _candidate_lines(f"<{names.candidate(state, use, rank)}>", it, candidate, named, end)
    return said


def _defined(key: str, names: Names, definitions: dict[str, str]) -> str:
    """A definition (its key) as an IRI in its brackets, kept in `definitions`."""
    found = definitions[key] = f"<{names.definition(key)}>"
    return found


def _candidate_lines(it: str, use: str, candidate: Candidate, definition: str, end: str) -> str:
    reach = f"{it}{_REACH}{literal(candidate.reach)}{end}" if candidate.reach != OWN else ""
    return (
        f"{it}{_TYPE}{_CANDIDATE}{end}"
        f"{it}{_OF_USE}{use}{end}"
        f"{it}{_CANDIDATE_DEFINITION}{definition}{end}"
        f"{it}{_RANK}{integer(candidate.rank)}{end}"
        f"{reach}"
    )


def _resolution_lines(one: Resolution, end: str, names: Names, places: dict[Place, str]) -> str:
    """What a reference leads to, and the short cuts from its provision; `places` has what was named before."""
    it = f"<{names.reference(one.place, one.span)}>"
    targets = {target: places.get(target) or _placed(target, names, places) for target in one.targets}
    documents = dict.fromkeys(target.document for target in targets)
    if names.knows(one.document):
        documents[one.document] = None
    said = f"{it}{_STATUS}{literal(one.status)}{end}{it}{_REASON}{literal(one.reason)}{end}"
    for document in documents:
        place = Place(document)
        said += f"{it}{_RESOLVES_TO_DOCUMENT}{places.get(place) or _placed(place, names, places)}{end}"
    for target, named in targets.items():
        if target.provision:
            said += f"{it}{_RESOLVES_TO}{named}{end}"
    for label in dict.fromkeys(one.missing):
        said += f"{it}{_MISSING}{literal(label)}{end}"
    if targets:
        here = places.get(one.place) or _placed(one.place, names, places)
        for named in targets.values():
            said += f"{here}{_CITES}{named}{end}"
    return said


def _placed(place: Place, names: Names, places: dict[Place, str]) -> str:
    """A document or provision as an IRI in its brackets, kept in `places`."""
    found = places[place] = f"<{names.place(place)}>"
    return found
