"""The lines of a comparison: the facts of documents, and of each state what is in force in it and its links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ontology.model import Document
from ontology.names import Names
from ontology.places import Place

from .corpus import Corpus
from .differing import Side
from .link import Links
from .link_triples import link_quads
from .slices import sliced
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


def part_of_facts(side: Side, documents: Iterable[Document], names: Names) -> Iterator[str]:
    """The facts of documents as far as they stand in the provisions that a side has noted down."""
    nothing = Links((), (), (), ())
    for document in documents:
        if paths := side.places.get(document.id):
            part = sliced(document, side.corpus.uses.get(document.id, ()), nothing, paths)
            yield from document_quads(part.document, part.uses, names)


def part_of_state(side: Side, names: Names, graph: str) -> Iterator[str]:
    """The graph of a state as far as it stands in the provisions that a side has noted down.

    Every provision in force is there, with its place alone where it is not noted down. The candidates of a use that
    come after the best are not: no rule asks for them.
    """
    state, places = side.state, side.places
    there = {Place(document, path) for document, paths in places.items() for path in paths}
    links = Links(
        tuple(replace(one, candidates=one.candidates[:1]) for one in side.links.bindings if one.place in there),
        tuple(one for one in side.links.resolutions if one.place in there),
        tuple(one for one in side.links.imports if side.place(one.definition) in there),
        side.links.blankets,
    )
    in_force: list[Place | str] = [Place(document) for document in sorted(state.documents)]
    in_force += sorted(state.provisions)
    definitions = state.corpus.definitions.items()
    in_force += [key for key, one in definitions if one.place in there and state.holds_definition(one)]
    yield from links_quads(links, in_force, names, graph)
