"""The graph of the demo corpus: sound by its shapes, and the same answers whichever way the rules are asked."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pyshacl
import pytest
from rdflib import BNode, Graph

from graph.compare import Comparison
from graph.rules import Rule, rules
from graph.store import Store
from lapse.workspace import Workspace
from ontology import vocabulary as v


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("code") / "demo"
    with as_file(files("lapse.demo") / "corpus") as corpus:
        shutil.copytree(corpus, folder)
    return Workspace.open(folder)


@pytest.fixture(scope="module")
def comparison(workspace: Workspace) -> Comparison:
    return workspace.expire("AL", "2025-12-31").comparison


def test_the_graph_is_sound_and_has_no_blank_node(workspace: Workspace) -> None:
    graph = Graph().parse(data=workspace.store.dump("ntriples"), format="nt")
    assert len(graph) > 10_000
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    shapes = Graph().parse(data=v.text("shapes"), format="turtle")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, report


def test_two_builds_write_the_same_graph(workspace: Workspace, tmp_path: Path) -> None:
    again = tmp_path / "demo"
    shutil.copytree(workspace.folder, again, ignore=shutil.ignore_patterns(".lapse"))
    assert Workspace.open(again).store.lines() == workspace.store.lines()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_answers_alike_through_pyoxigraph_and_through_rdflib(rule: Rule, comparison: Comparison) -> None:
    store: Store = comparison.store
    rows = [tuple("" if term is None else str(term) for term in row) for row in store.query(rule.sparql)]
    through_rdflib = [
        tuple("" if term is None else str(term) for term in row) for row in store.dataset().query(rule.sparql)
    ]
    assert sorted(rows) == sorted(through_rdflib)
    if rule.code == "LAP101":
        assert rows
