"""A code's graphs put into a store that others serve: what changed, graph by graph, and what was put is noted there.

A digest of a graph is struck out before the graph is replaced and noted again after, so a build that broke off in the
middle is gone on with by the next. Two builds into one store at once are not kept apart: let one machine build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from .answers import StoreError
from .endpoint import CODE, CONTENTS, DIGEST, Endpoint
from .nquads import literal

NOTED_AT_ONCE = 50
"""Graphs whose digests are struck out and noted together."""


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
    for some in _some([*gone, *sorted(changed)]):
        _strike_out(store, some)
    for graph in gone:
        store.drop_graph(graph)
    _send(store, lines(), {graph: wanted[graph] for graph in changed}, told)
    return len(gone) + len(changed)


def _send(store: Endpoint, lines: Iterable[str], wanted: dict[str, str], told: Callable[[str], None]) -> None:
    """Sends the graphs that are wanted, and notes each down once all of its lines are there."""
    sent: dict[str, hashlib._Hash] = {}
    done: dict[str, str] = {}
    for graph, of_it in groupby(_single(lines), key=_graph):
        if graph not in wanted:
            continue
        told(graph)
        put = store.load if graph in sent else partial(store.replace_graph, graph)
        digest = sent.setdefault(graph, hashlib.sha256())
        put(_hashed(of_it, digest))
        if digest.hexdigest() == wanted[graph]:
            done[graph] = wanted[graph]
        if len(done) == NOTED_AT_ONCE:
            _note(store, done)
            done = {}
    if done:
        _note(store, done)


def _hashed(lines: Iterable[str], digest: hashlib._Hash) -> Iterator[str]:
    for line in lines:
        digest.update(line.encode())
        yield line


def _noted(store: Endpoint, code: str) -> dict[str, str]:
    """The digests of the graphs in a store; StoreError where they are another code's."""
    held = store.code()
    if held not in ("", code):
        raise StoreError(f"the store at {store.host} holds the code “{held}”; give “{code}” a store of its own")
    digests = store.query(f"SELECT ?graph ?digest WHERE {{ GRAPH <{CONTENTS}> {{ ?graph <{DIGEST}> ?digest }} }}")
    return {str(graph): str(digest) for graph, digest in digests}


def _digests(lines: Iterable[str]) -> dict[str, str]:
    found: dict[str, hashlib._Hash] = {}
    for line in _single(lines):
        graph = _graph(line)
        if graph not in found:
            found[graph] = hashlib.sha256()
        found[graph].update(line.encode())
    return {graph: digest.hexdigest() for graph, digest in found.items()}


def _single(lines: Iterable[str]) -> Iterator[str]:
    for chunk in lines:
        yield from (f"{line}\n" for line in chunk.removesuffix("\n").split("\n"))


def _graph(line: str) -> str:
    return line[line.rindex("<") + 1 : line.rindex(">")]


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
