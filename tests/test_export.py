"""Export and the network: every format can be read again, and the same graph gives the same bytes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from lxml import etree
from rdflib import Dataset, Graph

from graph.export import FORMATS, SUFFIXES, export
from graph.network import network
from graph.store import Store
from ontology.vocabulary import AFTER, TODAY

if TYPE_CHECKING:
    from conftest import Sample


@pytest.fixture
def store(sample: Sample) -> Store:
    return Store.memory([*sample.quads(), *sample.links(AFTER)])


def test_n_quads_have_the_facts_and_the_links_of_one_state(store: Store, sample: Sample) -> None:
    lines = export(store, "nquads").decode().split("\n")[:-1]
    assert lines == sorted(lines)
    assert lines == Store.memory(sample.quads()).lines()
    assert not any(AFTER in line for line in lines)
    assert any(AFTER in line for line in export(store, "nquads", AFTER).decode().split("\n"))


@pytest.mark.parametrize(("form", "parser"), [("turtle", "turtle"), ("ntriples", "nt")])
def test_formats_without_graphs_hold_every_triple_once(store: Store, form: str, parser: str) -> None:
    text = export(store, form)  # type: ignore[arg-type]
    graph = Graph().parse(data=text, format=parser)
    dataset = Dataset(default_union=True).parse(data=export(store, "nquads"), format="nquads")
    assert len(graph) == len({quad[:3] for quad in dataset.quads()})


def test_turtle_declares_its_prefixes_in_order(store: Store) -> None:
    lines = export(store, "turtle").decode().split("\n")
    prefixes = [line for line in lines if line.startswith("@prefix ")]
    assert prefixes == sorted(prefixes) == lines[: len(prefixes)]
    assert any("lapse:usedIn " in line for line in lines)


def test_json_ld_is_json_with_the_same_quads(store: Store) -> None:
    text = export(store, "jsonld")
    named = [graph["@id"] for graph in json.loads(text)]
    assert named == sorted(named) == list(dict.fromkeys(named))
    dataset = Dataset().parse(data=text, format="json-ld")
    assert len(list(dataset.quads())) == len(export(store, "nquads").splitlines())


def test_the_network_has_what_uses_defines_cites_and_imports(store: Store) -> None:
    found = network(store)
    kinds = {(found.nodes[s]["label"], found.nodes[e]["label"], k) for s, e, k in found.edges(keys=True)}
    assert kinds == {
        ("1.1", "Wave", "defines"),
        ("1", "Batch", "defines"),
        ("3", "Wave", "uses"),
        ("3", "1.1", "cites"),
        ("1", "AL", "cites"),
        ("Batch", "Wave", "imports"),
        ("Batch", "1.1", "imports"),
        ("Batch", "AL", "imports"),
        ("2", "AL", "imports"),
    }
    assert {data["kind"] for _, data in found.nodes(data=True)} == {"document", "provision", "definition"}
    assert {data["document"] for _, data in found.nodes(data=True)} == {"AL", "AM 2 “é”"}
    (use,) = [data for *_, data in found.edges(data=True) if data["kind"] == "uses"]
    assert use == {"kind": "uses", "label": "uses", "document": "AM 2 “é”", "count": 1}


def test_the_network_of_a_state_without_links_has_definitions_alone(sample: Sample) -> None:
    found = network(Store.memory(sample.quads()), AFTER)
    assert {data["kind"] for *_, data in found.edges(data=True)} == {"defines"}


def test_graphml_can_be_read_again(store: Store) -> None:
    text = export(store, "graphml")
    again = nx.read_graphml(io.BytesIO(text), force_multigraph=True)
    found = network(store)
    assert set(again) == set(found)
    assert sorted(data["kind"] for *_, data in again.edges(data=True)) == sorted(
        data["kind"] for *_, data in found.edges(data=True)
    )
    names = etree.fromstring(text).xpath("//*[local-name()='edge']/@id")
    assert len(names) == len(set(names)) == found.number_of_edges()


def test_graphml_holds_text_that_xml_cannot(sample: Sample) -> None:
    lines = [line.replace('"Wave"', '"Wa\\u0000\\uFFFE<ve>"') for line in sample.quads()]
    again = nx.read_graphml(io.BytesIO(export(Store.memory(lines), "graphml")))
    assert "Wa\ufffd\ufffd<ve>" in {data["label"] for _, data in again.nodes(data=True)}


CODE = """
import sys
sys.path.insert(0, sys.argv[1])
from conftest import make_sample
from graph.export import FORMATS, export
from graph.store import Store
lines = make_sample().quads()
store = Store.memory(lines if sys.argv[2] == "1" else reversed(lines))
for form in FORMATS:
    sys.stdout.buffer.write(export(store, form))
"""


def test_two_runs_write_the_same_bytes_in_every_format(store: Store) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", CODE, str(Path(__file__).parent), seed],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert runs[0] == runs[1] == runs[2]
    assert runs[0] == b"".join(export(store, form, TODAY) for form in FORMATS)  # type: ignore[arg-type]
    assert set(SUFFIXES) == set(FORMATS)
