"""Triples: sound, without blank nodes, the same in every run and in every engine, whatever the text holds."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Graph, URIRef

from graph.link_triples import link_quads
from graph.nquads import literal
from graph.store import Store
from graph.triples import document_quads
from ontology import vocabulary as v
from ontology.model import Definition, Document, Obligation, Provision, Reference, Scope, TermUse
from ontology.names import Names
from ontology.places import Place, Problem, Span
from ontology.results import Binding, Candidate

if TYPE_CHECKING:
    from conftest import Sample

AL = "https://lapse.example/id/demo%20code/AL/3.0"
AM = "https://lapse.example/id/demo%20code/AM%202%20%E2%80%9C%C3%A9%E2%80%9D/current"


def by_rdflib(quads: list[str]) -> Dataset:
    return Dataset(default_union=True).parse(data="".join(quads), format="nquads")


def merged(quads: list[str]) -> Graph:
    graph = Graph()
    for subject, predicate, value, _ in by_rdflib(quads).quads():
        graph.add((subject, predicate, value))
    return graph


def test_the_graph_parses_in_rdflib_and_in_oxigraph_alike(sample: Sample) -> None:
    quads = sample.quads()
    lines = {line for text in quads for line in text.splitlines()}
    store = Store.memory(quads)
    assert len(store) == len(lines)
    assert len(list(by_rdflib(quads).quads())) == len(lines)
    assert store.graphs() == tuple(sorted([AL, AM, v.TODAY]))


def test_the_graph_has_no_blank_node(sample: Sample) -> None:
    assert not any(isinstance(term, BNode) for triple in merged(sample.quads()) for term in triple)
    assert "_:" not in "".join(line for text in sample.quads() for line in text.splitlines() if '"' not in line)


def validate(quads: list[str]) -> tuple[bool, str]:
    shapes = Graph().parse(data=v.text("shapes"), format="turtle")
    conforms, _, report = pyshacl.validate(merged(quads), shacl_graph=shapes)
    return bool(conforms), str(report)


def test_the_graph_passes_the_shapes(sample: Sample) -> None:
    conforms, report = validate(sample.quads())
    assert conforms, report


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"means"', '"implies"'),
        (f"<{v.USED_IN}>", f"<{v.FOUND_IN}>"),
        (f'<{v.END}> "5"', f'<{v.END}> "0"'),
        ('"partly-resolved"', '"broken"'),
        ('"LAP301"', '"E1"'),
        ('"2026-01-01"', '"2017-01-01"'),
    ],
)
def test_the_shapes_notice_what_is_wrong(sample: Sample, old: str, new: str) -> None:
    quads = sample.quads()
    assert any(old in line for line in quads)
    conforms, _ = validate([line.replace(old, new) for line in quads])
    assert not conforms


def test_facts_and_links_share_no_property(sample: Sample) -> None:
    def properties(quads: list[str]) -> set[str]:
        parsed = pyoxigraph.parse("".join(quads).encode(), pyoxigraph.RdfFormat.N_QUADS)
        return {quad.predicate.value for quad in parsed} - {v.TYPE}

    assert not properties(sample.facts()) & properties(sample.links())


QUERY = """
PREFIX lapse: <https://lapse.example/vocabulary#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?state ?document ?use ?term ?meaning WHERE {
  GRAPH ?state { ?use lapse:bindsTo ?definition ; lapse:reach "implicit" }
  GRAPH ?document { ?use lapse:usedIn ?place ; lapse:term ?term }
  ?definition skos:definition ?meaning .
  FILTER NOT EXISTS { GRAPH lapse:after { ?definition lapse:inForceIn lapse:after } }
}
"""


def test_a_query_answers_alike_through_pyoxigraph_and_through_rdflib(sample: Sample) -> None:
    store = Store.memory(sample.quads())
    for given_state in ({}, {"state": v.TODAY}, {"state": v.AFTER}):
        rows = store.query(QUERY, given_state, ordered=True)
        bindings = {name: URIRef(state) for name, state in given_state.items()}
        through_rdflib = store.dataset().query(QUERY, initBindings=bindings)
        assert sorted(tuple(str(term) for term in row) for row in through_rdflib) == [tuple(row) for row in rows]
        assert len(rows) == (0 if given_state.get("state") == v.AFTER else 1)


def test_what_a_reader_finds_in_the_graph(sample: Sample) -> None:
    store = Store.memory(sample.quads())
    (use,) = store.query(
        """SELECT ?u ?p ?s ?e ?x { ?u lapse:term ?w ; lapse:usedIn ?p ; oa:start ?s . ?p rdf:value ?t
           FILTER (?w = 'Wave') OPTIONAL { ?u oa:end ?said } BIND (COALESCE(?said, ?s + STRLEN(?w)) AS ?e)
           BIND (SUBSTR(?t, ?s + 1, ?e - ?s) AS ?x) }"""
    )
    assert use == (f"{AM}#use_Wave_5_cl_3", f"{AM}#cl_3", 5, 9, "Wave")
    (valid,) = store.query(
        """SELECT ?from ?before ?last { ?d lapse:validFrom ?from ; lapse:validBefore ?before ;
           eli:first_date_entry_in_force ?from ; eli:date_no_longer_in_force ?last }"""
    )
    assert valid == ("2018-11-01", "2026-01-01", "2025-12-31")
    missing = store.query(
        "SELECT ?m ?s ?d { GRAPH lapse:today { ?r lapse:missing ?m ; lapse:status ?s ; lapse:resolvesToDocument ?d } }"
    )
    assert missing.rows == (("1.2", "partly-resolved", AL),)
    assert store.query("SELECT ?t { ?r lapse:targetAsWritten ?t }", ordered=True).rows == (
        ("9",),
        ("clause 1.1 to 1.2",),
    )
    assert store.query("SELECT ?p ?t { GRAPH lapse:today { ?p eli:cites ?t } }", ordered=True).rows == (
        (f"{AM}#cl_1", AL),
        (f"{AM}#cl_3", f"{AL}#cl_1-1"),
    )
    assert store.query("SELECT ?p ?d { GRAPH lapse:today { ?p lapse:importsAllFrom ?d } }").rows == (
        (f"{AM}#cl_2", AL),
    )
    assert len(store.query("SELECT ?s { GRAPH lapse:today { ?d lapse:importsFrom ?s } }")) == 3
    unbound = store.query(
        """SELECT ?u ?r { ?u lapse:term ?t .
           GRAPH lapse:today { ?u lapse:reason ?r FILTER NOT EXISTS { ?u lapse:bindsTo ?d } } }"""
    )
    assert unbound.rows == ((f"{AM}#use_Site_0_cl_3", "no definition"),)


def test_what_most_things_share_is_not_said_of_each() -> None:
    document = Document(
        id="A",
        title="A",
        provisions=(
            Provision("1", "1", "", "The Waves must, under 2, stop.", None, 0),
            Provision("", "1¶1", "", "And.", "1", 1, kind="note"),
        ),
        references=(
            Reference("under 2", Span(16, 23), "1", "provision", "numbered"),
            Reference("A", Span(0, 1), "1", "document", "alias", role="varies"),
        ),
        obligations=(
            Obligation("1", Span(0, 30), "duty", (), (), "modal-verb"),
            Obligation("1", Span(0, 9), "duty", ("deletes",), (), "other"),
        ),
    )
    uses = (TermUse("Wave", "1", Span(4, 9), "plural"), TermUse("stop", "1", Span(25, 29), "as-written"))
    names = Names.of("code", [document])
    place, span = Place("A", "1"), Span(25, 29)
    candidates = [Candidate(1, "A|1|4|Wave", place, "", reach) for reach in ("document", "general", "document")]
    bindings = [Binding(place, "stop", span, "stop", tuple(candidates[at:]), "") for at in (0, 1)]
    store = Store.memory([*document_quads(document, uses, names), *link_quads(v.TODAY, bindings, (), (), names)])
    for words, count in {
        "?x a lapse:Provision ; lapse:kind ?kind": 1,
        "?x a lapse:Reference ; lapse:kind ?kind": 1,
        "?x a lapse:Reference ; lapse:role ?role": 1,
        "?x a lapse:Obligation ; lapse:weight ?weight": 1,
        "?x a lapse:Obligation ; prov:wasGeneratedBy ?rule": 1,
        "?x a lapse:TermUse ; oa:end 9": 1,
        "?x a lapse:TermUse ; oa:end ?end": 1,
        "?x a lapse:TermUse ; prov:wasGeneratedBy ?rule": 1,
        "?x a lapse:Candidate ; lapse:reach ?reach": 1,
        "?x lapse:bindsTo ?definition ; lapse:reach ?reach": 1,
    }.items():
        assert len(store.query(f"SELECT * {{ {words} }}")) == count, words


RUN = """
import sys
sys.path.insert(0, sys.argv[1])
from conftest import make_sample
sys.stdout.buffer.write("".join(make_sample().quads()).encode())
"""


def test_two_runs_write_the_same_bytes(sample: Sample) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", RUN, str(Path(__file__).parent)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == "".join(sample.quads()).encode()


@given(st.text(st.characters(codec=None), max_size=80))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    line = f"<a:s> <a:p> {literal(text)} <a:g> .\n"
    assert len(line.splitlines()) == 1
    store = Store.memory([line])
    assert store.query("SELECT ?o { ?s ?p ?o }").rows == ((expected,),)
    assert Store.memory(f"{line}\n" for line in store.lines()).lines() == store.lines()
    (quad,) = by_rdflib([line]).quads()
    assert str(quad[2]) == expected


def test_hostile_text_survives_the_way_through_the_graph(sample: Sample) -> None:
    document = sample.documents[0]
    store = Store.memory(sample.quads())
    (row,) = store.query("SELECT ?t { ?p dcterms:identifier '1.1' ; rdf:value ?t }")
    assert row == (document.provisions[1].text,)


@given(st.text(st.characters(codec=None), max_size=20), st.text(st.characters(codec=None), max_size=20))
def test_no_content_raises(text: str, other: str) -> None:
    span = Span(0, 1)
    document = Document(
        id=text,
        title=other,
        version=other,
        aliases=(text, text),
        in_force_until=date.max,
        provisions=(Provision(text, other, text, text, None, 0),),
        definitions=(Definition(text, other, span, span, other, "means", other, Scope("provision", (text, "none"))),),
        problems=(Problem(text, other, "none", 0),),
    )
    lines = "".join(document_quads(document, (), Names.of(other, [document]))).split("\n")[:-1]
    store = Store.memory(f"{line}\n" for line in lines)
    assert len(store.graphs()) == 1
    assert len(store) == len(set(lines))


def test_an_edge_to_a_provision_that_is_not_there_is_not_written(sample: Sample) -> None:
    document = sample.documents[1]
    definition = replace(document.definitions[0], scope=Scope("provision", ("1", "77")), continued=("78",))
    changed = replace(document, definitions=(definition,))
    lines = "".join(document_quads(changed, (), sample.names))
    assert "#cl_1>" in lines
    assert "#cl_77>" not in lines
    assert "#cl_78>" not in lines
