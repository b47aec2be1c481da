"""The same protocol against servers that run here: what is put into them is what is got back, in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from servers import Server, oxigraph, virtuoso

from graph.addresses import Addresses
from graph.endpoint import Endpoint
from graph.export import FORMATS, export
from graph.network import network
from graph.publish import publish
from graph.store import Store, StoreError
from graph.wire import Credentials, Wire
from ontology.vocabulary import TODAY, Iri

if TYPE_CHECKING:
    from conftest import Sample

A, B, P = "https://x.example/a", "https://x.example/b", "https://x.example/p"


@pytest.fixture(scope="module", params=[oxigraph, virtuoso], ids=["oxigraph serve", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with request.param(tmp_path_factory.mktemp("server") / "data") as running:
        yield running


@pytest.fixture
def remote(server: Server) -> Iterator[Endpoint]:
    with server.endpoint() as endpoint:
        for graph in [*endpoint.graphs(), Iri("https://lapse.example/store#contents")]:
            endpoint.drop_graph(graph)
        yield endpoint


def quad(subject: str, value: str, graph: str = A) -> str:
    return f'<{subject}> <{P}> "{value}" <{graph}> .\n'


def test_graphs_are_put_replaced_and_dropped(remote: Endpoint) -> None:
    remote.load([quad(A, "1") + quad(A, "2"), quad(B, "3", B)])
    remote.load([quad(A, "4")])
    assert remote.graphs() == (A, B)
    assert remote.query(f"SELECT ?o {{ GRAPH ?g {{ <{A}> ?p ?o }} }}", ordered=True).rows == (
        ("1",),
        ("2",),
        ("4",),
    )
    remote.replace_graph(A, [quad(A, "5")])
    assert remote.lines([A]) == [quad(A, "5").strip()]
    remote.replace_graph(A, [])
    remote.drop_graph("https://x.example/none")
    assert remote.graphs() == (B,)


def test_what_is_put_comes_back_to_the_letter(remote: Endpoint, sample: Sample) -> None:
    local = Store.memory(sample.quads())
    remote.load(sample.quads())
    assert remote.graphs() == local.graphs()
    assert remote.lines() == local.lines()
    for form in FORMATS:
        assert export(remote, form, TODAY) == export(local, form, TODAY)  # type: ignore[arg-type]
    assert len(remote.dataset()) == len(local)
    assert list(network(remote).edges) == list(network(local).edges)


QUERIES = (
    'SELECT ?i ?n ?t ?s ?u { VALUES (?i ?n ?t ?s) { (<a:b> 7 true "x") } }',
    "SELECT ?s { GRAPH lapse:today { ?s lapse:inForceIn lapse:today } }",
    "SELECT ?s ?o { GRAPH ?g { ?s lapse:quoted ?o } }",
    "SELECT ?s { GRAPH ?g { ?s lapse:quoted true } }",
    "SELECT ?s { ?s lapse:historical true }",
    "ASK { GRAPH ?g { ?s lapse:quoted true } }",
    "ASK { GRAPH ?g { ?s lapse:quoted 7 } }",
    "CONSTRUCT { ?s lapse:kind ?o } WHERE { GRAPH ?g { ?s lapse:kind ?o } }",
    "PREFIX l: <https://lapse.example/vocabulary#> # a remark\nSELECT ?o { GRAPH ?g { ?s l:order ?o } } ORDER BY ?o",
    'SELECT (GROUP_CONCAT(?o; separator=", ") AS ?all) { SELECT DISTINCT ?o { GRAPH ?g { ?s lapse:reach ?o } } }',
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s eli:version ?i } FILTER NOT EXISTS { GRAPH ?h { ?s lapse:order ?o } } }",
    "SELECT ?s ?v { GRAPH ?g { ?s a lapse:Document OPTIONAL { ?s eli:version ?v } } }",
)


def test_queries_are_answered_as_by_an_embedded_store(remote: Endpoint, sample: Sample) -> None:
    local = Store.memory(sample.quads())
    remote.load(sample.quads())
    for text in QUERIES:
        want = local.query(text, ordered=True)
        assert remote.query(text, ordered=True) == want, text
    given = {"state": TODAY, "reason": "no definition"}
    text = "SELECT ?state ?s ?reason { GRAPH ?state { ?s lapse:reason ?reason } } ORDER BY ?state ?s"
    assert remote.query(text, given).rows == local.query(text, given).rows
    assert len(local.query(text, given)) == 1


def test_long_answers_come_in_full(remote: Endpoint) -> None:
    number = 23_000
    remote.load(quad(f"https://x.example/{n}", str(n % 10)) for n in range(number))
    rows = remote.query(f"SELECT ?s ?o {{ GRAPH ?g {{ ?s <{P}> ?o }} }} ORDER BY ?s", ordered=True)
    assert len(rows) == len(set(rows.rows)) == number
    assert len(remote.query(f"SELECT ?o {{ GRAPH ?g {{ ?s <{P}> ?o }} }}")) == number
    assert len(remote.query(f"PREFIX x: <x:> SELECT ?s {{ GRAPH ?g {{ ?s <{P}> '1' }} }}")) == number // 10
    assert len(remote.lines([A])) == number
    text = f"CONSTRUCT {{ ?s <{P}> ?o }} WHERE {{ GRAPH <{A}> {{ ?s <{P}> ?o }} }}"
    if remote.cuts_off:
        with pytest.raises(StoreError, match="which may not be all; ask for them with SELECT"):
            remote.query(text)
    else:
        assert len(remote.query(text)) == number


def test_a_build_puts_what_changed_and_goes_on_where_one_broke_off(remote: Endpoint) -> None:
    told: list[str] = []
    old = [quad(A, "1"), quad(B, "2", B), quad(B, "3", TODAY)]
    assert publish(remote, "SEC", lambda: old, told.append) == 3
    assert publish(remote, "SEC", lambda: old, told.append) == 0
    assert remote.graphs() == (TODAY, A, B)
    new = [quad(A, "9"), quad(B, "2", B), quad(A, "4", B)]
    told.clear()
    assert publish(remote, "SEC", lambda: new, told.append) == 3
    assert told == [A, B]
    assert remote.lines() == Store.memory(new).lines()

    passes = iter(("digests", "sending"))

    def broken() -> Iterator[str]:
        yield quad(A, "1")
        yield quad(B, "7", B)
        if next(passes) == "sending":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(remote, "SEC", broken, told.append)
    assert publish(remote, "SEC", lambda: old, told.append) == 3
    assert remote.lines() == Store.memory(old).lines()
    with pytest.raises(StoreError, match="holds the code “SEC”; give “Other” a store of its own"):
        publish(remote, "Other", lambda: old)


def test_what_is_no_query_is_not_sent(remote: Endpoint) -> None:
    remote.load([quad(A, "1")])
    for text in (
        "DROP ALL",
        f"INSERT DATA {{ GRAPH <{B}> {{ <a:b> <a:c> 1 }} }}",
        f"PREFIX x: <a:> DELETE WHERE {{ GRAPH <{A}> {{ ?s ?p ?o }} }}",
        'define get:soft "replace" SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }',
        "",
        "# nothing",
    ):
        with pytest.raises(StoreError, match="no SELECT"):
            remote.query(text)
    with pytest.raises(StoreError, match="SERVICE"):
        remote.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(StoreError, match=r"cannot be answered: .*400") as caught:
        remote.query("SELECT ?s { ?s ?p")
    assert "\n" not in str(caught.value)
    assert remote.lines() == [quad(A, "1").strip()]


def test_virtuoso_lets_only_those_write_whom_it_knows(tmp_path_factory: pytest.TempPathFactory, server: Server) -> None:
    if not server.credentials.user:
        pytest.skip("Oxigraph's server asks for no credentials")
    nobody = Endpoint(Addresses.of(server.url), Wire(Credentials()))
    with pytest.raises(StoreError, match="lets only those in whom it knows; set LAPSE_STORE_HOST="):
        nobody.replace_graph(A, [quad(A, "1")])
    wrong = Endpoint(Addresses.of(server.url), Wire(Credentials(server.credentials.host, "dba", "secret-word")))
    with pytest.raises(StoreError, match="does not accept") as caught:
        wrong.replace_graph(A, [quad(A, "1")])
    assert "secret-word" not in str(caught.value)
