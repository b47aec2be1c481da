"""Queries taken apart: the prologue, what is asked, and variables that are given a value."""

from __future__ import annotations

import pytest

from graph.sparql import parted, substituted

PREFIX = "# SELECT\nPREFIX a: <x:SELECT#> # <\nbase <x:y>\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * {}", "SELECT"),
        (PREFIX + "ask {}", "ASK"),
        ("PREFIX : <x:> CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("PREFIX select: <x:> DESCRIBE select:x", "DESCRIBE"),
        (PREFIX + "INSERT DATA {}", ""),
        ("define x:y 1 SELECT * {}", ""),
        ("PREFIX DROP ALL", ""),
        ("<x:y> SELECT", ""),
        ("", ""),
    ],
)
def test_what_a_query_asks(text: str, kind: str) -> None:
    found = parted(text)
    assert found.kind == kind
    assert found.prologue + found.body == text


def test_only_a_from_clause_names_graphs() -> None:
    assert parted("SELECT * FROM <a:b> { ?s ?p ?o }").names_graphs
    assert not parted("SELECT * { ?s ?p 'FROM' . ?from a:from <FROM> }").names_graphs


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("SELECT ?x { GRAPH ?x { ?s ?p ?o } }", "SELECT (<a:b> AS ?x) { GRAPH <a:b> { ?s ?p ?o } }"),
        ("SELECT $x WHERE { ?xx a '?x' } # ?x", "SELECT (<a:b> AS ?x) WHERE { ?xx a '?x' } # ?x"),
        ("SELECT ?x (COUNT(?x) AS ?n) { ?x ?p ?o }", "SELECT (<a:b> AS ?x) (COUNT(<a:b>) AS ?n) { <a:b> ?p ?o }"),
        ("SELECT ?x { { SELECT ?x { ?x a ?c } } }", "SELECT (<a:b> AS ?x) { { SELECT (<a:b> AS ?x) { <a:b> a ?c } } }"),
        ("SELECT ?x { ?x a ?c } ORDER BY ?x", "SELECT (<a:b> AS ?x) { <a:b> a ?c } ORDER BY (<a:b>)"),
        ('SELECT ?x { ?x a """"?x" \\?x""" }', 'SELECT (<a:b> AS ?x) { <a:b> a """"?x" \\?x""" }'),
    ],
)
def test_a_value_takes_the_place_of_a_variable(text: str, want: str) -> None:
    assert substituted(text, {"x": "<a:b>"}) == want


@pytest.mark.parametrize("text", ["SELECT * { ?x ?p ?o }", "ASK { ?x ?p ?o }", "SELECT ?x { BIND (1 AS ?x) }"])
def test_a_value_needs_a_column_of_its_own(text: str) -> None:
    with pytest.raises(ValueError, match=r"\?x"):
        substituted(text, {"x": "<a:b>"})
