"""The graph as a file for others: Turtle, N-Triples, N-Quads, JSON-LD, GraphML. The same graph gives the same bytes."""

from __future__ import annotations

import io
import re
from typing import Literal, TypeAlias, get_args

import networkx as nx

from ontology.vocabulary import STATES, TODAY, Iri

from .answers import Graphs
from .network import Network, network

ExportFormat: TypeAlias = Literal["turtle", "ntriples", "nquads", "jsonld", "graphml"]
FORMATS: tuple[str, ...] = get_args(ExportFormat)
SUFFIXES = {"turtle": ".ttl", "ntriples": ".nt", "nquads": ".nq", "jsonld": ".jsonld", "graphml": ".graphml"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(store: Graphs, form: ExportFormat, state: Iri = TODAY) -> bytes:
    """All facts, and the links of one state, in a format; GraphML has the network of `graph.network`."""
    if form == "graphml":
        return graphml(network(store, state))
    return store.dump(form, [graph for graph in store.graphs() if graph not in STATES or graph == state])


def graphml(found: Network) -> bytes:
    """A network as GraphML; characters that XML cannot hold become U+FFFD."""
    clean: Network = nx.MultiDiGraph()
    for node, attributes in found.nodes(data=True):
        clean.add_node(node, **{key: _xml(value) for key, value in attributes.items()})
    for number, (start, end, attributes) in enumerate(found.edges(data=True)):
        clean.add_edge(start, end, key=f"e{number}", **{name: _xml(value) for name, value in attributes.items()})
    out = io.BytesIO()
    nx.write_graphml(clean, out)
    return out.getvalue()


def _xml(value: object) -> object:
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
