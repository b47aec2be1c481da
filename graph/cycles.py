"""Definitions that lead back to themselves: each says what it is by the next, and the last by the first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ontology.model import Definition, Document
from ontology.names import definition_key
from ontology.results import Binding

from .catalogue import normal_name
from .corpus import Corpus
from .link import ImportLink, Links

ARROW = " → "
KINDS = ("means", "includes", "import")
_OPENING = re.compile(
    r"(?:(?:a|an|the|any|each|every|all|one|more|or|such|that|those|part|of|means|further|other|said)\b|\W)*+",
    re.IGNORECASE,
)
"""What may stand in front of the word that says what kind of thing a term is."""


def cycles(corpus: Corpus, links: Links) -> Iterator[tuple[str, str]]:
    """The first definition (its key) of every set of definitions that need each other, with the shortest way round.

    The way is in words: "Berth → Quay → Berth". A definition whose words are its own term alone is a round by itself.
    """
    of: dict[str, list[Binding]] = {}
    for binding in links.bindings:
        of.setdefault(binding.place.document, []).append(binding)
    edges = [edge for one in corpus.documents for edge in leads(corpus, one, of.get(one.id, ()), links.imports)]
    return rounds(corpus, dict.fromkeys(edges))


def rounds(corpus: Corpus, edges: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The same from what leads to what (keys), a definition that says nothing but its term leading to itself."""
    import networkx as nx  # noqa: PLC0415 - where the code as a whole is linked

    graph: nx.DiGraph[str] = nx.DiGraph(list(edges))
    order = corpus.order
    for component in nx.strongly_connected_components(graph):
        first = min(component, key=order.__getitem__)
        if len(component) > 1:
            within = graph.subgraph(component)
            steps = sorted((one for one in within[first] if one != first), key=order.__getitem__)
            ways = [nx.shortest_path(within, one, first) for one in steps]
            yield first, ARROW.join(corpus.definitions[key].definition.term for key in (first, *min(ways, key=len)))
        elif graph.has_edge(first, first):
            yield first, ARROW.join([corpus.definitions[first].definition.term] * 2)


def leads(
    corpus: Corpus, document: Document, bindings: Iterable[Binding], imports: Iterable[ImportLink]
) -> Iterator[tuple[str, str]]:
    """Which definition of a document says by which other what it is: by its first words, or where its meaning is from.

    A term further on in a definition tells the thing apart from its like, and may well be told apart by it in turn.
    """
    own = {definition_key(document.id, definition): definition for definition in document.definitions}
    bodies: dict[str, list[tuple[str, Definition]]] = {}
    for key, definition in own.items():
        if _says(definition):
            bodies.setdefault(definition.provision, []).append((key, definition))
            if _only_itself(definition):
                yield key, key
    texts = {provision.path: provision.text for provision in document.provisions if provision.path in bodies}
    for binding in bindings:
        several = bodies.get(binding.place.provision)
        if not several or binding.best is None:
            continue
        best = binding.best.definition
        for key, definition in several:
            if key == best or not _says(corpus.definitions[best].definition):
                continue
            if _opens(definition, binding, texts.get(definition.provision, "")):
                yield key, best
    for one in imports:
        if one.definition in own and _says(own[one.definition]):
            yield from ((one.definition, key) for key in one.definitions if _says(corpus.definitions[key].definition))


def _says(definition: Definition) -> bool:
    """Whether a definition says, for its own document, what a thing is."""
    return definition.kind in KINDS and not definition.quoted


def _opens(definition: Definition, binding: Binding, text: str) -> bool:
    """Whether a use stands at the head of a meaning, with nothing but articles and the like before it."""
    if not definition.body.holds(binding.span):
        return False
    return bool(_OPENING.fullmatch(text, definition.body.start, binding.span.start))


def _only_itself(definition: Definition) -> bool:
    return definition.kind == "means" and normal_name(definition.text) in {
        normal_name(form) for form in (definition.term, *definition.variants)
    }
