"""The store of triples on Oxigraph, in memory or in a folder on disk (`graph.endpoint`: one that others serve).

On disk, `revise` writes and `read_only` reads. A revision is made on a copy of the store (hard links, so that it costs
what it changes) and takes the store's place in one step, because Oxigraph promises no atomic bulk load and no reading
beside a writer. Whoever is killed, at any moment, leaves the old graphs or the new ones; a reader keeps what it opened.

A query that names no graph sees the union of all; what must come from one state names it: GRAPH lapse:after { … }.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from ontology.vocabulary import PREFIXES, Iri

from . import generations
from .answers import Format, Graphs, Rows, StoreError, Value
from .pieces import pieces
from .sparql import calls_a_service
from .terms import rows, term

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Format", "Graphs", "Rows", "Store", "StoreError", "Value"]

_FORMATS: dict[str, ox.RdfFormat] = {
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
}


HANDS = 2
"""Pieces that are loaded side by side."""


class Store:
    """An Oxigraph store. Usable as a context manager, which closes it."""

    def __init__(self, inner: ox.Store, held: generations.Held | None = None) -> None:
        self._inner: ox.Store | None = inner
        self._held = held

    @classmethod
    def memory(cls, quads: Iterable[str] = ()) -> Self:
        """A store in memory that holds these N-Quads lines."""
        store = cls(ox.Store())
        store.load(quads)
        return store

    @classmethod
    def read_only(cls, folder: str | Path) -> Self:
        """The store in a folder, to be read, as it is now whatever is built later; StoreError where there is none."""
        place = Path(folder)
        with _sentences(f"the graph in {place} cannot be read"):
            held = generations.hold(place)
            if held is None:
                raise StoreError(f"there is no graph in {place}; `lapse build` makes one")
            try:
                return cls(ox.Store.read_only(str(held.path)), held)
            except BaseException:
                held.release()
                raise

    @classmethod
    @contextmanager
    def revise(cls, folder: str | Path, *, fresh: bool = False) -> Iterator[Self]:
        """The store in a folder, to be changed (made if need be); what the block did counts if it ends well.

        With `fresh` it starts empty. StoreError where another process writes, or the folder cannot be written.
        """
        place = Path(folder)
        failure = f"the graph in {place} cannot be written"
        with _sentences(failure):
            generation = generations.begin(place)
        try:
            with _sentences(failure):
                store = cls(_copy(None if fresh else generations.current(place), generation.path))
            with store:
                yield store
                with _sentences(failure):
                    store.inner.flush()
        except BaseException:
            generation.abandon()
            raise
        with _sentences(failure):
            generation.commit()

    @property
    def inner(self) -> ox.Store:
        """Oxigraph's own store; StoreError where this one is closed."""
        if self._inner is None:
            raise StoreError("the store is closed")
        return self._inner

    def close(self) -> None:
        """Lets go of the store and its files."""
        self._inner = None
        if self._held is not None:
            self._held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.inner)

    def load(self, quads: Iterable[str | bytes], shared: str = "") -> None:
        """Adds N-Quads lines (bytes are UTF-8, and may be several) in bulk, without holding them all at once.

        Oxigraph takes pieces in while the next is made. Lines of the graph `shared` go in pieces of their own, where
        they are the last of bytes: it runs through all pieces, and each would overlap each other because of it.
        """
        with _sentences("the triples cannot be loaded"), ThreadPoolExecutor(HANDS) as hands:
            busy: deque[Future[None]] = deque()
            for piece in pieces(quads, shared):
                if len(busy) == HANDS:
                    busy.popleft().result()
                busy.append(hands.submit(self._bulk, piece))
            for one in busy:
                one.result()

    def in_order(self, graphs: Iterable[str]) -> tuple[Iri, ...]:
        """Makes graphs, and gives the names of all in the order of the keys of a store on disk.

        Of graphs that are loaded in this order half of the indexes lie behind one another, and need no merging.
        """
        with _sentences("the graphs cannot be made"):
            for graph in graphs:
                self.inner.add_graph(ox.NamedNode(graph))
            return tuple(Iri(graph.value) for graph in self.inner.named_graphs())

    def _bulk(self, piece: bytes) -> None:
        """Lines of our own are not looked at for whether their IRIs are some."""
        self.inner.bulk_load(piece, ox.RdfFormat.N_QUADS, lenient=True)

    def change(self, gone: Iterable[str], came: Iterable[str]) -> None:
        """Takes N-Quads lines out and puts others in."""
        with _sentences("the graph cannot be changed"):
            for quad in ox.parse("".join(gone).encode(), ox.RdfFormat.N_QUADS):
                self.inner.remove(quad)
            self.inner.extend(ox.parse("".join(came).encode(), ox.RdfFormat.N_QUADS))

    def replace_graph(self, graph: str, quads: Iterable[str]) -> None:
        """Puts N-Quads lines, all of this graph, in the place of what it held."""
        self.drop_graph(graph)
        self.load(quads)

    def drop_graph(self, graph: str) -> None:
        """Removes a graph; nothing happens where there is none of this name."""
        with _sentences(f"the graph {graph} cannot be removed"):
            self.inner.remove_graph(ox.NamedNode(graph))

    def graphs(self) -> tuple[Iri, ...]:
        """The names of the graphs, sorted."""
        return tuple(sorted(Iri(graph.value) for graph in self.inner.named_graphs()))

    def query(self, sparql: str, substitutions: Mapping[str, Value] | None = None, *, ordered: bool = False) -> Rows:
        """Answers a SPARQL 1.1 query over the union of all graphs; our prefixes need no declaration.

        `substitutions` gives variables (without "?") a value before the query runs; each must be in the SELECT list.
        `ordered` sorts the rows, so that they do not depend on the engine. ASK gives one row with one truth, CONSTRUCT
        the columns subject, predicate and object. StoreError where the query is none, or calls a SERVICE: nothing
        here goes over the network.
        """
        if calls_a_service(sparql):
            raise StoreError("a query with SERVICE would go over the network, which Lapse does not do")
        with _sentences("the query cannot be answered"):
            given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
            given = {ox.Variable(name): term(value) for name, value in (substitutions or {}).items()}
            found = self.inner.query(
                sparql, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=given or None
            )
            answer = rows(found)
        return answer.ordered() if ordered else answer

    def lines(self, graphs: Iterable[str] | None = None) -> list[str]:
        """The triples as sorted N-Quads lines, without line ends: all, or those of the graphs named."""
        with _sentences("the graph cannot be written out"):
            return sorted(line for lines in self._by_graph(graphs) for line in lines)

    def dump(self, form: Format, graphs: Iterable[str] | None = None) -> bytes:
        """The triples in a format, always in the same order: of all graphs, or of those named.

        N-Triples and Turtle know no graphs: they give each triple once.
        """
        with _sentences("the graph cannot be written out"):
            if form == "nquads":
                return _joined(self.lines(graphs))
            if form in ("jsonld", "trig"):
                lines = [line for graph in self._by_graph(graphs) for line in graph]
                return _serialized(lines, ox.RdfFormat.N_QUADS, form)
            lines = sorted({triple for name in self._graph_names(graphs) for triple in self._triples(name)})
            return _joined(lines) if form == "ntriples" else _serialized(lines, ox.RdfFormat.N_TRIPLES, form)

    def _graph_names(self, graphs: Iterable[str] | None) -> list[ox.NamedNode | ox.DefaultGraph]:
        names = self.graphs() if graphs is None else sorted(set(graphs))
        default = [ox.DefaultGraph()] if graphs is None else []
        return [*default, *(ox.NamedNode(name) for name in names)]

    def _triples(self, graph: ox.NamedNode | ox.DefaultGraph) -> list[str]:
        """The triples of a graph as sorted N-Triples lines, without line ends."""
        data = self.inner.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        return sorted(data.decode().split("\n")[:-1])

    def _by_graph(self, graphs: Iterable[str] | None) -> Iterator[list[str]]:
        """The triples of one graph after the other as sorted N-Quads lines, without line ends."""
        for name in self._graph_names(graphs):
            end = f"{name} ." if isinstance(name, ox.NamedNode) else "."
            yield [f"{line[:-1]}{end}" for line in self._triples(name)]

    def dataset(self) -> Dataset:
        """The same triples as an rdflib Dataset over this store, its default graph the union; prefixes bound."""
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - rdflib, where somebody asks for it
        from rdflib import Dataset  # noqa: PLC0415

        dataset = Dataset(OxigraphStore(store=self.inner), default_union=True)
        dataset.lapse_store = self  # type: ignore[attr-defined] # its files stay as long as the data set
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


@contextmanager
def _sentences(what: str) -> Iterator[None]:
    """Turns what Oxigraph and the system raise into one StoreError of one sentence."""
    try:
        yield
    except StoreError:
        raise
    except generations.InUseError as error:
        raise StoreError(f"{what}: {error}") from error
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(f"{what}: {' '.join(reason.split())}") from error


def _copy(old: Path | None, made: Path) -> ox.Store:
    """A store at `made`: a copy of the old one, empty where there is none."""
    if old is not None:
        ox.Store.read_only(str(old)).backup(str(made))
    return ox.Store(str(made))


def _joined(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _serialized(lines: list[str], source: ox.RdfFormat, form: Format) -> bytes:
    """Lines of N-Triples or N-Quads in another format; each subject is written once where its lines stand together."""
    parsed = ox.parse("\n".join(lines).encode(), source)
    return _with_sorted_prefixes(ox.serialize(parsed, format=_FORMATS[form], prefixes=PREFIXES) or b"")


def _with_sorted_prefixes(text: bytes) -> bytes:
    """Oxigraph writes the prefixes in an order that changes from run to run."""
    lines = text.split(b"\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), 0)
    return b"\n".join(sorted(lines[:count]) + lines[count:])
