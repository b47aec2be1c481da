"""Definitions that lead back to themselves: each says what it is by the next, and the last by the first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import networkx as nx

from ontology.model import Definition
from ontology.results import Binding

from .catalogue import normal_name
from .corpus import Corpus, Defined
from .link import Links

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
    graph = needs(corpus, links)
    order = {key: number for number, key in enumerate(corpus.definitions)}
    for component in nx.strongly_connected_components(graph):
        first = min(component, key=order.__getitem__)
        if len(component) > 1:
            within = graph.subgraph(component)
            ways = [nx.shortest_path(within, one, first) for one in sorted(within[first], key=order.__getitem__)]
            yield first, ARROW.join(corpus.definitions[key].definition.term for key in (first, *min(ways, key=len)))
        elif _only_itself(corpus.definitions[first]):
            yield first, ARROW.join([corpus.definitions[first].definition.term] * 2)


def needs(corpus: Corpus, links: Links) -> nx.DiGraph[str]:
    """Which definition (a key) says by which other what it is: by its first words, or as the source of its meaning.

    A term further on in a definition tells the thing apart from its like, and may well be told apart by it in turn.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    bodies: dict[tuple[str, str], list[Defined]] = {}
    for key, defined in corpus.definitions.items():
        if defined.definition.kind in KINDS and not defined.definition.quoted:
            graph.add_node(key)
            bodies.setdefault((defined.document.id, defined.definition.provision), []).append(defined)
    for binding in links.bindings:
        if binding.best is None or binding.best.definition not in graph:
            continue
        for defined in bodies.get((binding.place.document, binding.place.provision), ()):
            if defined.key != binding.best.definition and _opens(defined.definition, binding, corpus):
                graph.add_edge(defined.key, binding.best.definition)
    for one in links.imports:
        if one.definition in graph:
            graph.add_edges_from((one.definition, key) for key in one.definitions if key in graph)
    return graph


def _opens(definition: Definition, binding: Binding, corpus: Corpus) -> bool:
    """Whether a use stands at the head of a meaning, with nothing but articles and the like before it."""
    if not definition.body.holds(binding.span):
        return False
    return bool(_OPENING.fullmatch(corpus.text(binding.place), definition.body.start, binding.span.start))


def _only_itself(defined: Defined) -> bool:
    definition = defined.definition
    return definition.kind == "means" and normal_name(definition.text) in {
        normal_name(form) for form in (definition.term, *definition.variants)
    }
