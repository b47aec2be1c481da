"""The code as a network: documents, provisions and definitions, and what uses, defines, cites and imports what."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

import networkx as nx

from ontology.vocabulary import TODAY, Iri

from .answers import Graphs, Value

Network: TypeAlias = "nx.MultiDiGraph[str]"

NODES = (
    (
        "document",
        """SELECT ?node ?label ?document {
          GRAPH ?node { ?node a lapse:Document ; dcterms:identifier ?label, ?document } }""",
    ),
    (
        "provision",
        """SELECT ?node ?label ?document {
          GRAPH ?in { ?node a lapse:Provision ; dcterms:identifier ?label . ?in dcterms:identifier ?document } }""",
    ),
    (
        "definition",
        """SELECT ?node ?label ?document {
          GRAPH ?in { ?node a lapse:Definition ; skos:prefLabel ?label ; lapse:definedInDocument ?in .
            ?in dcterms:identifier ?document } }""",
    ),
)
"""The kind of a node with the query for its IRI, its label and the id of its document."""

EDGES = (
    ("defines", "SELECT ?from ?to { GRAPH ?facts { ?to lapse:definedIn ?from } }"),
    (
        "uses",
        """SELECT ?state ?from ?to {
          GRAPH ?state { ?use lapse:bindsTo ?to } GRAPH ?facts { ?use lapse:usedIn ?from } }""",
    ),
    (
        "cites",
        """SELECT ?state ?from ?to {
          GRAPH ?state { ?reference lapse:resolvesTo ?to } GRAPH ?facts { ?reference lapse:foundIn ?from } }""",
    ),
    (
        "cites",
        """SELECT ?state ?from ?to {
          GRAPH ?state { ?reference lapse:resolvesToDocument ?to }
          FILTER NOT EXISTS { GRAPH ?state { ?reference lapse:resolvesTo ?provision } }
          GRAPH ?facts { ?reference lapse:foundIn ?from } }""",
    ),
    ("imports", "SELECT ?state ?from ?to { GRAPH ?state { ?from lapse:importsFrom ?to } }"),
    ("imports", "SELECT ?state ?from ?to { GRAPH ?state { ?from lapse:importsAllFrom ?to } }"),
)
"""The kind of an edge with the query for its two ends; `state` is given where the query asks for it."""


def network(store: Graphs, state: Iri = TODAY) -> Network:
    """The network of a state: nodes and edges are named by IRIs and come in a fixed order.

    Nodes have `kind` (document, provision or definition), `label` (id, path or term) and `document` (id). Of a kind
    (uses, defines, cites, imports) there is one edge from a node to another, whose key is the kind; it has `kind`,
    `label`, `document` (of the node that it starts from) and `count`, the number of places in the text.
    """
    found: Network = nx.MultiDiGraph()
    for kind, text in NODES:
        for node, label, document in store.query(text, ordered=True):
            found.add_node(str(node), kind=kind, label=str(label), document=str(document))
    edges = Counter[tuple[str, str, str]]()
    for kind, text in EDGES:
        given: dict[str, Value] | None = {"state": state} if "?state" in text else None
        edges.update((str(row["from"]), str(row["to"]), kind) for row in store.query(text, given).dicts())
    for (start, end, kind), count in sorted(edges.items()):
        if start in found and end in found:
            document = found.nodes[start]["document"]
            found.add_edge(start, end, key=kind, kind=kind, label=kind, document=document, count=count)
    return found
