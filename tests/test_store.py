"""The store: in memory and on disk, one sentence for what goes wrong, old or new but never half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph import generations
from graph.store import Graphs, Rows, Store, StoreError
from ontology.vocabulary import AFTER, IN_FORCE_IN, TODAY, Iri

A, B, P = "https://x.example/a", "https://x.example/b", "https://x.example/p"


def quad(subject: str, value: str, graph: str = A) -> str:
    return f'<{subject}> <{P}> "{value}" <{graph}> .\n'


def test_a_store_in_memory_answers() -> None:
    store: Graphs = Store.memory([quad(A, "1"), quad(B, "2", B), f"<{A}> <{P}> <{B}> <{A}> .\n"])
    rows = store.query("SELECT ?s ?o { ?s ?p ?o }", ordered=True)
    assert rows.columns == ("s", "o")
    assert rows.rows == ((A, "1"), (A, B), (B, "2"))
    assert store.graphs() == (A, B)


def test_values_are_plain_and_iris_are_told_from_text() -> None:
    text = 'SELECT ?i ?n ?t ?s ?u { VALUES (?i ?n ?t ?s) { (<a:b> 7 true "x") } }'
    rows = Store.memory().query(text)
    assert rows.dicts() == [{"i": "a:b", "n": 7, "t": True, "s": "x", "u": None}]
    assert isinstance(rows.rows[0][0], Iri)
    assert not isinstance(rows.rows[0][3], Iri)


def test_ask_and_construct_are_rows_too() -> None:
    store = Store.memory([quad(A, "1")])
    assert store.query("ASK { ?s ?p 1 }") == Rows(("answer",), ((False,),))
    assert store.query("CONSTRUCT WHERE { ?s ?p ?o }").rows == ((A, P, "1"),)


def test_substitutions_reach_into_graph_and_not_exists() -> None:
    store = Store.memory([quad(A, "1"), quad(B, "2"), quad(A, "1", B)])
    text = (
        "SELECT ?g ?s ?o { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } FILTER(?other != ?g) } }"
    )
    assert store.query(text, {"g": Iri(A)}).rows == ((A, B, "2"),)
    assert store.query(text, {"o": "1"}).rows == ()


def test_our_prefixes_need_no_declaration() -> None:
    store = Store.memory([f"<{A}> <{IN_FORCE_IN}> <{TODAY}> <{TODAY}> .\n"])
    assert len(store.query("SELECT * { GRAPH lapse:today { ?s lapse:inForceIn lapse:today } }")) == 1
    assert len(store.query("SELECT * { GRAPH lapse:after { ?s ?p ?o } }")) == 0


def test_a_graph_is_replaced_and_dropped() -> None:
    store = Store.memory([quad(A, "1"), quad(A, "2", B)])
    store.replace_graph(A, [quad(A, "3"), quad(A, "4")])
    assert store.lines() == sorted(line.strip() for line in [quad(A, "3"), quad(A, "4"), quad(A, "2", B)])
    assert store.lines([A]) == sorted(line.strip() for line in [quad(A, "3"), quad(A, "4")])
    store.drop_graph(A)
    store.drop_graph(AFTER)
    assert store.graphs() == (B,)


def test_what_is_revised_on_disk_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "graph"
    with Store.revise(folder) as store:
        store.load([quad(A, "1"), quad(A, "2", B)])
    with Store.read_only(folder) as old:
        with Store.revise(folder) as store:
            store.replace_graph(A, [quad(A, "9")])
        assert old.lines([A]) == [quad(A, "1").strip()]
    with Store.read_only(folder) as new:
        assert new.lines() == sorted([quad(A, "9").strip(), quad(A, "2", B).strip()])
    with Store.revise(folder, fresh=True) as store:
        store.load([quad(A, "0")])
    assert Store.read_only(folder).lines() == [quad(A, "0").strip()]
    for _ in range(3):
        with Store.revise(folder):
            pass
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


def test_graphs_are_loaded_in_the_order_of_their_keys_and_what_they_share_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each document's lines are in one string, the links behind the facts; small pieces, so that there are several."""
    names = [f"https://x.example/{n}" for n in range(40)]
    parts = {one: quad(one, "fact", one) + quad(one, f'a link\\" <{TODAY}> .', TODAY) for one in names}
    monkeypatch.setattr("graph.pieces.PIECE", 500)
    pieces: list[bytes] = []
    load = Store._bulk
    monkeypatch.setattr(Store, "_bulk", lambda self, piece: (pieces.append(piece), load(self, piece))[1])
    with Store.revise(tmp_path) as store:
        order = store.in_order(names)
        assert sorted(order) == sorted(names)
        store.load(("" if one is None else parts[one] for one in (None, *order)), TODAY)
    with Store.read_only(tmp_path) as store:
        assert store.lines() == sorted(line for part in parts.values() for line in part.splitlines())
        assert tuple(one.value for one in store.inner.named_graphs() if one.value != TODAY) == order
    assert len(pieces) > 10
    apart = [{line.rsplit(" ", 2)[1] == f"<{TODAY}>" for line in piece.decode().splitlines()} for piece in pieces]
    assert all(len(kinds) == 1 for kinds in apart)


def test_a_revision_that_fails_leaves_the_old_graph(tmp_path: Path) -> None:
    with Store.revise(tmp_path) as store:
        store.load([quad(A, "1")])

    def fail() -> None:
        with Store.revise(tmp_path) as store:
            store.replace_graph(A, [quad(A, "2")])
            raise KeyError("the caller's own")

    with pytest.raises(KeyError):
        fail()
    with pytest.raises(StoreError, match="cannot be loaded"), Store.revise(tmp_path, fresh=True) as store:
        store.load([quad(A, "3"), "no quad at all\n"])
    assert Store.read_only(tmp_path).lines() == [quad(A, "1").strip()]
    with Store.revise(tmp_path) as store:
        assert len(store) == 1


KILLED = """
import os, signal, sys
from graph.store import Store
def lines():
    for n in range(200_000):
        if n == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        yield f'<a:{n}> <a:p> "{n}" <a:g> .\\n'
with Store.revise(sys.argv[1]) as store:
    store.replace_graph("https://x.example/a", [])
    store.load(lines())
    if sys.argv[3] == "late":
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize(("at", "late"), [(0, ""), (100_000, ""), (-1, "late")])
def test_a_writer_that_is_killed_leaves_the_old_graph(tmp_path: Path, at: int, late: str) -> None:
    with Store.revise(tmp_path) as store:
        store.load([quad(A, "1")])
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(at), late], check=False)
    assert done.returncode == -signal.SIGKILL
    assert Store.read_only(tmp_path).lines() == [quad(A, "1").strip()]
    with Store.revise(tmp_path) as store:
        assert store.lines() == [quad(A, "1").strip()]
        store.load([quad(A, "2")])
    assert len(Store.read_only(tmp_path)) == 2


def one_sentence(error: BaseException) -> str:
    text = str(error)
    assert "\n" not in text
    return text


def test_a_folder_without_a_graph_is_one_sentence(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none", Path(__file__)):
        with pytest.raises(StoreError) as caught:
            Store.read_only(folder)
        assert "lapse build" in one_sentence(caught.value)


def test_a_folder_in_use_is_one_sentence(tmp_path: Path) -> None:
    with (
        Store.revise(tmp_path),
        pytest.raises(StoreError, match="another process is writing") as caught,
        Store.revise(tmp_path),
    ):
        pass
    one_sentence(caught.value)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be written") as caught, Store.revise(tmp_path / "file" / "graph"):
        pass
    one_sentence(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_one_sentence(tmp_path: Path) -> None:
    with Store.revise(tmp_path) as store:
        store.load([quad(A, "1")])
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be written"), Store.revise(tmp_path):
            pass
        assert len(Store.read_only(tmp_path)) == 1
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_is_one_sentence_and_leaves_the_old_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.revise(tmp_path) as store:
        store.load([quad(A, "1")])

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(generations.os, "fsync", full)
        with pytest.raises(StoreError, match="No space left on device") as caught, Store.revise(tmp_path) as store:
            store.load([quad(A, "2")])
    one_sentence(caught.value)
    assert len(Store.read_only(tmp_path)) == 1


def test_a_store_that_is_damaged_is_one_sentence(tmp_path: Path) -> None:
    with Store.revise(tmp_path) as store:
        store.load([quad(A, "1")])
    generation = generations.current(tmp_path)
    assert generation is not None
    (generation / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="cannot be read") as caught:
        Store.read_only(tmp_path)
    one_sentence(caught.value)


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT ?s { ?s ?p", "DROP ALL", "SELECT ?s { ?s <not an iri> ?o }"])
def test_a_query_that_is_none_is_one_sentence(text: str) -> None:
    with pytest.raises(StoreError, match="cannot be answered") as caught:
        Store.memory().query(text)
    one_sentence(caught.value)


def test_a_substitution_must_be_selected() -> None:
    with pytest.raises(StoreError, match="SELECT"):
        Store.memory().query("SELECT ?s { ?s ?p ?o }", {"g": Iri(A)})


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?a ?b 1.SERVICE?x{ ?s ?p ?o } }",
        "PREFIX ex: <a:> SELECT * { SERVICEex:y { ?s ?p ?o } }",
        "PREFIX ex: <a:> SELECT * { ?s ex:a\\'b ?o SERVICE ex:y # why\n { ?s ex:c\\'d ?o } }",
        "PREFIX : <a:> SELECT * { SERVICE # {\n SILENT # it's\n :x\\#{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 'it' . #'\nSERVICE ?x { ?s ?p ?o } } #'",
        "SELECT * { FILTER(?a<?b&&?c='>') SERVICE ?x { ?s ?p '' } }",
        "SELECT * { ?a ?b <a:\\u0041#> SERVICE <a:'> { ?s ?p <a:'> } }",
    ],
)
def test_a_query_that_would_go_over_the_network_is_refused(text: str) -> None:
    with pytest.raises(StoreError, match="SERVICE"):
        Store.memory().query(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?service <a:SERVICE> 'Service' }",
        "SELECT * { ?s ?p 'don\\'t SERVICE' , \"SERVICE 'x'\" { ?a ?b ?c } }",
        "PREFIX service: <a:> SELECT * { ?s service:x service:SERVICE } # SERVICE",
        'SELECT * { ?s ?p """a "quoted" SERVICE"""@service FILTER(?s = "Service Provider") }',
    ],
)
def test_the_word_service_alone_is_no_call(text: str) -> None:
    assert len(Store.memory().query(text)) == 0


def test_numbers_that_are_none_stay_text() -> None:
    text = "SELECT * { VALUES (?a ?b ?c) { ('x'^^xsd:integer '+7'^^xsd:integer '1'^^xsd:boolean) } }"
    assert Store.memory().query(text).rows == (("x", 7, True),)


def test_a_closed_store_says_so() -> None:
    with Store.memory() as store:
        pass
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")
