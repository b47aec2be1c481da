"""A store behind a SPARQL 1.1 endpoint: query, update, and the Graph Store Protocol; what engines do otherwise is here.

Tested on Oxigraph's server and on Virtuoso 7, of which must be known:
- it cuts off answers at 10,000 rows and says so in a header alone, and those to CONSTRUCT and to a GET of a graph
  without a word: so all triples are fetched by SELECT, in pages, and the number of rows is held against a count;
- it knows no xsd:boolean: `true` comes back as 1;
- ASK comes back as a SELECT of one column;
- it takes an update for a query and reads pragmas ("define …") that fetch from the network: so only queries are sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self, TypeAlias

import pyoxigraph as ox

from ontology.vocabulary import XSD_BOOLEAN, Iri

from .addresses import Addresses
from .answers import Format, Rows, StoreError, Value
from .sending import Sender
from .sparql import Query, calls_a_service, parted, substituted
from .store import Store
from .terms import term, value
from .wire import Credentials, Wire, host

if TYPE_CHECKING:
    from types import TracebackType

    import requests
    from rdflib import Dataset

PAGE = 10_000
"""Rows asked for at once where an endpoint cuts off what it answers."""
ROUND = (1_000, 1_024)
"""A number of rows that is a multiple of one of these, or one more (Virtuoso, CONSTRUCT), may be a limit."""
CONTENTS = "https://lapse.example/store#contents"
CODE = "https://lapse.example/store#code"
DIGEST = "https://lapse.example/store#digest"
"""The graph in which a build notes what it put into a store; the properties for its code and each graph's digest."""
ENGINES = (
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "http://localuriqaserver/sparql",
    "http://localhost:8890/DAV/",
    "http://localhost:8890/sparql",
    "urn:activitystreams-owl:map",
)
"""Graphs that Virtuoso keeps for itself."""
OXIGRAPH = "Oxigraph/"
"""How Oxigraph's server calls itself."""
JSON = "application/sparql-results+json"
Row: TypeAlias = tuple[object, ...]


class Endpoint:
    """A store that others serve. Usable as a context manager, which closes the connection."""

    def __init__(self, addresses: Addresses, wire: Wire | None = None) -> None:
        self._addresses = addresses
        self._wire = wire or Wire(Credentials.of())
        self._sender = Sender(addresses, self._wire)

    @property
    def host(self) -> str:
        """Where the store is, in words."""
        return host(self._addresses.query)

    @property
    def cuts_off(self) -> bool:
        """Whether it may cut off long answers; Oxigraph's server does not."""
        return not self._sender.bulk

    def close(self) -> None:
        """Closes the connection."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def load(self, quads: Iterable[str]) -> None:
        """Adds N-Quads lines, in batches; those of one graph go together while they come together."""
        self._sender.put(quads)

    def put(self, quads: Iterable[str], anew: Collection[str]) -> None:
        """Adds N-Quads lines; the graphs of `anew` lose what they held before, in one step where that is possible."""
        self._sender.put(quads, anew)

    def replace_graph(self, graph: str, quads: Iterable[str]) -> None:
        """Puts N-Quads lines, all of this graph, in the place of what it held."""
        self._sender.put(quads, (graph,))

    def drop_graph(self, graph: str) -> None:
        """Removes a graph; nothing happens where there is none of this name."""
        self._sender.drop(graph)

    def update(self, sparql: str) -> None:
        """Runs a SPARQL 1.1 update of our own, which must do no harm twice."""
        self._wire.send("POST", self._addresses.update, "the store cannot be changed", data={"update": sparql})

    def graphs(self) -> tuple[Iri, ...]:
        """The names of the graphs, sorted: those that a build noted down, else all but those of an engine's own."""
        noted = self.query(f"SELECT ?graph WHERE {{ GRAPH <{CONTENTS}> {{ ?graph <{DIGEST}> ?digest }} }}")
        found = noted.rows or self.query("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }").rows
        names = {Iri(str(name)) for (name,) in found}
        return tuple(sorted(name for name in names if name not in (CONTENTS, *ENGINES)))

    def query(self, sparql: str, substitutions: Mapping[str, Value] | None = None, *, ordered: bool = False) -> Rows:
        """Answers a SPARQL 1.1 query as `Store.query` does. StoreError where not all of the answer can be had."""
        if calls_a_service(sparql):
            raise StoreError("a query with SERVICE would go over the network, which Lapse does not do")
        try:
            given = {name: str(term(one)) for name, one in (substitutions or {}).items()}
            query = parted(substituted(sparql, given) if given else sparql)
        except ValueError as error:
            raise StoreError(f"the query cannot be answered: {error}") from error
        if query.kind == "SELECT":
            columns, found = self._select(query)
            answer = Rows(columns, tuple(tuple(value(one) for one in row) for row in found))
        elif query.kind == "ASK":
            answer = Rows(("answer",), ((self._truth(query),),))
        elif query.kind:
            answer = self._triples(query)
        else:
            raise StoreError("the query cannot be answered: it is no SELECT, ASK, CONSTRUCT or DESCRIBE")
        return answer.ordered() if ordered else answer

    def _ask(self, text: str, form: str) -> requests.Response:
        """What the endpoint says to a query. StoreError where it says itself that this is not all."""
        params = {self._addresses.union: ""} if self._addresses.union else None
        answer = self._wire.send(
            "POST",
            self._addresses.query,
            "the query cannot be answered",
            params=params,
            data={"query": text},
            headers={"Accept": form},
        )
        if OXIGRAPH in answer.headers.get("Server", ""):
            self._sender.bulk = True
        if "X-SQL-State" in answer.headers:
            raise StoreError(f"the query cannot be answered: {self.host} stopped before it had all of the answer")
        return answer

    def _truth(self, query: Query) -> bool:
        data = self._ask(query.text(), JSON).content
        with _sentence(self.host):
            found = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            return any(value(one[0]) for one in found)

    def _triples(self, query: Query) -> Rows:
        data = self._ask(query.text(), "application/n-triples").content
        with _sentence(self.host):
            found = [one.triple for one in ox.parse(data, ox.RdfFormat.N_TRIPLES)]
        if self._may_be_cut(len(found)):
            raise StoreError(f"{self.host} gave {len(found)} triples, which may not be all; ask for them with SELECT")
        return Rows(
            ("subject", "predicate", "object"),
            tuple((value(one.subject), value(one.predicate), value(one.object)) for one in found),
        )

    def _select(self, query: Query) -> tuple[tuple[str, ...], list[Row]]:
        """The columns and all rows of a SELECT, in pages where the endpoint cuts them off."""
        answer = self._ask(query.text(), JSON)
        columns, found = self._solutions(answer)
        if "X-SPARQL-MaxRows" not in answer.headers and not self._may_be_cut(len(found)):
            return columns, found
        if query.names_graphs:
            raise StoreError(f"{self.host} may have cut off the answer at {len(found)} rows; ask with GRAPH, not FROM")
        total, different = (self._number(query.counted(distinct=one)) for one in (False, True))
        for in_order in (False, True):  # without an order pages may overlap, and an order costs a sort for every page
            found = list(self._pages(query, columns, total, in_order))
            if (len(found), len(set(found))) == (total, different):
                return columns, found
        raise StoreError(f"{self.host} gave {len(found)} rows of {total}; ask again when nobody writes to it")

    def _may_be_cut(self, number: int) -> bool:
        """Whether so many rows may be a limit of the endpoint's."""
        return self.cuts_off and number >= min(ROUND) and any(number % one in (0, 1) for one in ROUND)

    def _pages(self, query: Query, columns: tuple[str, ...], total: int, in_order: bool) -> Iterator[Row]:
        for first in range(0, total, PAGE):
            yield from self._solutions(self._ask(query.page(columns, first, PAGE, in_order), JSON))[1]

    def _solutions(self, answer: requests.Response) -> tuple[tuple[str, ...], list[Row]]:
        with _sentence(self.host):
            found = ox.parse_query_results(answer.content, ox.QueryResultsFormat.JSON)
            if isinstance(found, ox.QueryBoolean):
                raise ValueError("a truth")
            return tuple(one.value for one in found.variables), [tuple(map(_canonical, row)) for row in found]

    def _number(self, text: str) -> int:
        ((number,),) = self._solutions(self._ask(text, JSON))[1]
        return int(str(value(number)))

    def lines(self, graphs: Iterable[str] | None = None) -> list[str]:
        """The triples as sorted N-Quads lines, without line ends: of all graphs, or of those named."""
        return sorted(self._lines(graphs))

    def code(self) -> str:
        """The name of the code that a build put here, "" where there is none."""
        found = self.query(
            f"SELECT ?code WHERE {{ GRAPH <{CONTENTS}> {{ <{CONTENTS}> <{CODE}> ?code }} }}", ordered=True
        )
        return str(found.rows[0][0]) if found.rows else ""

    def sees_all(self) -> bool:
        """Whether a query that names no graph sees what a build put here."""
        return bool(self.query(f"ASK {{ <{CONTENTS}> <{CODE}> ?code }}").rows[0][0])

    def _lines(self, graphs: Iterable[str] | None) -> Iterator[str]:
        for graph in self.graphs() if graphs is None else graphs:
            query = parted(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
            for row in self._select(query)[1]:
                yield f"{' '.join(map(str, row))} <{graph}> ."

    def copy(self, graphs: Iterable[str] | None = None) -> Store:
        """All triples, or those of some graphs, fetched into a store in memory."""
        return Store.memory(f"{line}\n" for line in self._lines(graphs))

    def dump(self, form: Format, graphs: Iterable[str] | None = None) -> bytes:
        """The triples in a format, byte for byte as an embedded store would write them."""
        return self.copy(graphs).dump(form)

    def dataset(self) -> Dataset:
        """The triples as an rdflib Dataset: a copy in memory, because rdflib asks triple by triple."""
        return self.copy().dataset()


def _canonical(one: object) -> object:
    """A term as we write it: some engines give back 1 for true."""
    if isinstance(one, ox.Literal) and one.datatype.value == XSD_BOOLEAN:
        return ox.Literal(one.value in ("true", "1"))
    return one


@contextmanager
def _sentence(at: str) -> Iterator[None]:
    """Turns what cannot be parsed into one StoreError."""
    try:
        yield
    except (SyntaxError, ValueError, TypeError, AttributeError) as error:
        raise StoreError(f"the answer of {at} cannot be understood; is it a SPARQL endpoint?") from error
