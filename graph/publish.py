"""A code's graphs put into a store that others serve: what changed, graph by graph, and what was put is noted there.

A digest of a graph is struck out before the graph is replaced and noted again after, so a build that broke off in the
middle is gone on with by the next. Two builds into one store at once are not kept apart: let one machine build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator

from .answers import StoreError
from .endpoint import CODE, CONTENTS, DIGEST, Endpoint
from .nquads import literal
from .sending import BULK, graph_of, single

NOTED_AT_ONCE = 200
"""Graphs whose digests are struck out and noted together."""
PIECE = BULK
"""Characters of lines that are sent before the digests of their graphs are noted."""


def publish(
    store: Endpoint, code: str, lines: Callable[[], Iterable[str]], told: Callable[[str], None] = lambda _: None
) -> int:
    """Brings a store to hold just the graphs of N-Quads `lines`, asked for twice; the number of graphs that changed.

    The lines of one graph must come together, but for graphs that are few. StoreError where the store cannot be
    reached, or holds another code.
    """
    noted = _noted(store, code)
    wanted = _digests(lines())
    gone = sorted(noted.keys() - wanted.keys())
    changed = {graph for graph, digest in wanted.items() if noted.get(graph) != digest}
    if not gone and not changed:
        return 0
    store.update(f"INSERT DATA {{ GRAPH <{CONTENTS}> {{ <{CONTENTS}> <{CODE}> {literal(code)} }} }}")
    try:
        for some in _some([*gone, *sorted(changed)]):
            _strike_out(store, some)
        for graph in gone:
            store.drop_graph(graph)
        _send(store, lines(), {graph: wanted[graph] for graph in changed}, told)
    except StoreError as error:
        raise StoreError(f"{error} (what was sent stays; the next build goes on from there)") from error
    return len(gone) + len(changed)


def _send(store: Endpoint, lines: Iterable[str], wanted: dict[str, str], told: Callable[[str], None]) -> None:
    """Sends the graphs that are wanted, a piece after the other, and notes each once all of its lines are there."""
    sent: dict[str, hashlib._Hash] = {}
    for piece in _pieces(lines, wanted):
        new = [graph for graph in piece if graph not in sent]
        for graph in piece:
            told(graph)
            digest = sent.setdefault(graph, hashlib.sha256())
            for line in piece[graph]:
                digest.update(line.encode())
        store.put((line for several in piece.values() for line in several), new)
        done = {graph: wanted[graph] for graph in piece if sent[graph].hexdigest() == wanted[graph]}
        if done:
            _note(store, done)


def _pieces(lines: Iterable[str], wanted: Collection[str]) -> Iterator[dict[str, list[str]]]:
    """The lines of the graphs that are wanted, by their graphs, up to `PIECE` characters or `NOTED_AT_ONCE` graphs."""
    held: dict[str, list[str]] = {}
    size = 0
    for line in single(lines):
        graph = graph_of(line)
        if graph not in wanted:
            continue
        if held and (size + len(line) > PIECE or (graph not in held and len(held) == NOTED_AT_ONCE)):
            yield held
            held, size = {}, 0
        held.setdefault(graph, []).append(line)
        size += len(line)
    if held:
        yield held


def _noted(store: Endpoint, code: str) -> dict[str, str]:
    """The digests of the graphs in a store; StoreError where they are another code's."""
    held = store.code()
    if held not in ("", code):
        raise StoreError(f"the store at {store.host} holds the code “{held}”; give “{code}” a store of its own")
    digests = store.query(f"SELECT ?graph ?digest WHERE {{ GRAPH <{CONTENTS}> {{ ?graph <{DIGEST}> ?digest }} }}")
    return {str(graph): str(digest) for graph, digest in digests}


def _digests(lines: Iterable[str]) -> dict[str, str]:
    found: dict[str, hashlib._Hash] = {}
    for line in single(lines):
        graph = graph_of(line)
        if graph not in found:
            found[graph] = hashlib.sha256()
        found[graph].update(line.encode())
    return {graph: digest.hexdigest() for graph, digest in found.items()}


def _some(graphs: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(graphs), NOTED_AT_ONCE):
        yield graphs[start : start + NOTED_AT_ONCE]


def _strike_out(store: Endpoint, graphs: list[str]) -> None:
    named = " ".join(f"<{graph}>" for graph in graphs)
    store.update(
        f"DELETE {{ GRAPH <{CONTENTS}> {{ ?graph <{DIGEST}> ?digest }} }} "
        f"WHERE {{ GRAPH <{CONTENTS}> {{ ?graph <{DIGEST}> ?digest }} VALUES ?graph {{ {named} }} }}"
    )


def _note(store: Endpoint, digests: dict[str, str]) -> None:
    triples = " ".join(f'<{graph}> <{DIGEST}> "{digest}" .' for graph, digest in digests.items())
    store.update(f"INSERT DATA {{ GRAPH <{CONTENTS}> {{ {triples} }} }}")
