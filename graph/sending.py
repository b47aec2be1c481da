"""Triples on their way into a store that others serve: in which pieces, and how an engine takes them in fastest.

The Graph Store Protocol takes one graph a request. Oxigraph's server takes N-Quads as well, many graphs in one request,
and a large piece as `oxigraph load` does (`no_transaction`), three to four times as fast. What is lost by that is that
a piece is there as a whole or not at all, on which nothing here relies: a build that broke off is gone on with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from .addresses import Addresses
from .wire import TooLargeError, Wire

BATCH = 4_000_000
"""Characters of triples that go in one request; fewer where an endpoint says that this is too much."""
BULK = 32_000_000
"""The same where they are taken in in bulk."""
IN_BULK = 1_000_000
"""Characters from which on taking in in bulk is faster than in a transaction (5,000 triples: 0.12 and 0.10 s of the
processor; 20,000: 0.20 and 0.55; 100: 0.03 and 0.002)."""
LEAST = 10_000
"""Characters from which on a request that is too large is not cut in two again."""
DROPPED_AT_ONCE = 50


class Sender:
    """What puts triples into a store at `addresses` by a `wire`; in `bulk` where the engine knows how."""

    def __init__(self, addresses: Addresses, wire: Wire) -> None:
        self._addresses = addresses
        self._wire = wire
        self._limit = BULK
        self.bulk = addresses.bulk

    def put(self, quads: Iterable[str], anew: Collection[str] = ()) -> None:
        """Adds N-Quads lines, those of one graph together while they come together; `anew` names graphs that lose
        first what they held.
        """
        if self.bulk:
            self._drop(list(anew))
            for _, lines in self._pieces(quads, by_graph=False):
                self._send(lines, "", "POST")
            return
        left = set(anew)
        for graph, lines in self._pieces(quads, by_graph=True):
            self._send(lines, graph, "PUT" if graph in left else "POST")
            left.discard(graph)
        for graph in sorted(left):
            self.drop(graph)

    def drop(self, graph: str) -> None:
        """Removes a graph; nothing happens where there is none of this name."""
        what = f"the graph {graph} cannot be removed"
        self._wire.send("DELETE", self._addresses.graphs, what, params={"graph": graph}, absent=True)

    def _drop(self, graphs: list[str]) -> None:
        for start in range(0, len(graphs), DROPPED_AT_ONCE):
            text = "; ".join(f"DROP SILENT GRAPH <{one}>" for one in graphs[start : start + DROPPED_AT_ONCE])
            self._wire.send("POST", self._addresses.update, "the store cannot be changed", data={"update": text})

    def _pieces(self, quads: Iterable[str], *, by_graph: bool) -> Iterator[tuple[str, list[str]]]:
        """Lines that go in one request: of any graphs (""), or of one (its IRI), without its name."""
        held: list[str] = []
        length, graph = 0, ""
        for line in single(quads):
            of = graph_of(line) if by_graph else ""
            if held and (of != graph or length + len(line) > min(self._limit, BATCH if by_graph else BULK)):
                yield graph, held
                held, length = [], 0
            graph = of
            held.append(f"{line[: line.rindex('<')]}.\n" if by_graph else line)
            length += len(line)
        if held:
            yield graph, held

    def _send(self, lines: list[str], graph: str, method: str) -> None:
        """Sends lines, in halves where these are too many."""
        text = "".join(lines)
        params = {"graph": graph} if graph else {"no_transaction": ""} if len(text) >= IN_BULK else {}
        try:
            self._wire.send(
                method,
                self._addresses.graphs,
                f"the graph {graph} cannot be written" if graph else "the graphs cannot be written",
                params=params,
                data=text.encode(),
                headers={"Content-Type": "application/n-triples" if graph else "application/n-quads"},
            )
        except TooLargeError:
            if len(lines) == 1 or len(text) < LEAST:
                raise
            self._limit = min(self._limit, len(text) // 2)
            half = len(lines) // 2
            self._send(lines[:half], graph, method)
            self._send(lines[half:], graph, "POST")


def single(quads: Iterable[str]) -> Iterator[str]:
    """Each line by itself, with its end, of strings that hold one or several."""
    for chunk in quads:
        for line in chunk.removesuffix("\n").split("\n"):
            yield f"{line}\n"


def graph_of(line: str) -> str:
    """The IRI of the graph of a line."""
    return line[line.rindex("<") + 1 : line.rindex(">")]
