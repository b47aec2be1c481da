"""The lines of a comparison: the facts of documents, and of each state what is in force in it and its links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ontology.model import Document, TermUse
from ontology.names import Names
from ontology.places import Place, Span

from .corpus import Corpus
from .differing import Side, leading
from .link import Links
from .link_triples import link_quads
from .slices import Slice, sliced
from .state import State
from .triples import document_quads


def facts(corpus: Corpus, documents: Iterable[Document], names: Names) -> Iterator[str]:
    """All facts of documents of a corpus, with the uses of terms in them."""
    for document in documents:
        yield from document_quads(document, corpus.uses.get(document.id, ()), names)


def state_quads(state: State, links: Links, names: Names, graph: str) -> Iterator[str]:
    """The graph of a state: what is in force in it, and its links."""
    in_force: list[Place | str] = [Place(document) for document in sorted(state.documents)]
    in_force += sorted(state.provisions)
    in_force += [key for key, defined in state.corpus.definitions.items() if state.holds_definition(defined)]
    yield from links_quads(links, in_force, names, graph)


def links_quads(links: Links, in_force: Iterable[Place | str], names: Names, graph: str) -> Iterator[str]:
    """Links and what is in force, in the graph of a state."""
    yield from link_quads(graph, links.bindings, links.resolutions, in_force, names, _imports(links), _blankets(links))


def _imports(links: Links) -> Iterator[tuple[str, Place | str | None]]:
    for one in links.imports:
        for source in one.definitions or one.places:
            yield one.definition, source


def _blankets(links: Links) -> Iterator[tuple[Place, Place]]:
    for one in links.blankets:
        for target in one.documents:
            yield one.place, Place(target)


def part_of_facts(side: Side, other: Side, documents: Iterable[Document], names: Names) -> Iterator[str]:
    """The facts of documents as far as they stand in the provisions that a side has noted down."""
    nothing = Links((), (), (), ())
    for document in documents:
        if paths := side.places.get(document.id):
            part = sliced(document, side.corpus.uses.get(document.id, ()), nothing, paths)
            if side.corpus is other.corpus:
                part = _asked_of(part, side, other)
            yield from document_quads(part.document, part.uses, names)


def _asked_of(part: Slice, side: Side, other: Side) -> Slice:
    """What the rules can ask for of a part of a document that both sides have."""
    here = part.document.id
    places = {one.path: Place(here, one.path) for one in part.document.provisions}
    goes = {path for path, place in places.items() if side.state.holds(place) != other.state.holds(place)}
    references = tuple(one for one in part.document.references if _linked(side, other, places[one.provision], one.span))
    obligations = tuple(one for one in part.document.obligations if one.provision in goes)
    said = {one.provision for one in references} | {one.provision for one in obligations}
    document = replace(
        part.document,
        provisions=tuple(one for one in part.document.provisions if one.path not in goes or one.path in said),
        references=references,
        obligations=obligations,
    )
    return replace(part, document=document, uses=tuple(one for one in part.uses if _bound(side, other, places, one)))


def _linked(side: Side, other: Side, place: Place, span: Span) -> bool:
    """Whether a reference is one that a rule asks for on one side or the other."""
    found = ((one.references.get((place, span)), one, two) for one, two in ((side, other), (other, side)))
    return any(reference is not None and one.concerns(reference, two) for reference, one, two in found)


def _bound(side: Side, other: Side, places: Mapping[str, Place], use: TermUse) -> bool:
    """Whether a use is one that a rule asks for: where one goes with its text and is bound, its edge is enough."""
    key = (places[use.provision], use.span, use.term)
    here, there = side.uses.get(key), other.uses.get(key)
    if here is not None and there is not None:
        return key in side.asked
    return any(one is not None and one.best is None for one in (here, there))


def _named(side: Side, places: Iterable[Place]) -> set[str]:
    """The documents (ids) that references and blanket imports of a side name, with those of some places."""
    found = {place.document for place in places} | {one.document for one in side.links.resolutions}
    return found | {document for blanket in side.links.blankets for document in blanket.documents}


def part_of_state(side: Side, other: Side, names: Names, graph: str) -> Iterator[str]:
    """The graph of a state as far as it stands in the provisions that a side has noted down.

    What references of the `other` side lead to is there too, and every provision where its text is another. The
    candidates of a use that come after the best are not: no rule asks for them.
    """
    state, places, same = side.state, side.places, side.corpus is other.corpus
    there = {Place(document, path) for document, paths in places.items() for path in paths}
    links = Links(
        tuple(
            replace(one, candidates=one.candidates[:1])
            for one in side.links.bindings
            if one.place in there and (side.use(one) in side.asked if same else side.matters(one, other))
        ),
        tuple(one for one in side.links.resolutions if one.place in there and side.concerns(one, other)),
        tuple(one for one in side.links.imports if side.place(one.definition) in there),
        side.links.blankets,
    )
    wanted, documents = state.provisions, state.documents
    if same:
        led = {*leading(side.links, there), *leading(other.links, there)}
        wanted = frozenset(there | led) & wanted
        documents = frozenset(_named(side, led) | _named(other, led)) & documents
    in_force: list[Place | str] = [Place(document) for document in sorted(documents)]
    in_force += sorted(wanted)
    definitions = state.corpus.definitions.items()
    in_force += [key for key, one in definitions if one.place in there and state.holds_definition(one)]
    yield from links_quads(links, in_force, names, graph)
