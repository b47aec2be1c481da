"""Engines disagree in silence; on the demo they do not (`bench/engines.py` looks at larger codes)."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph.findings import findings
from graph.rules import find, rules
from lapse.demo import ON, unpack
from lapse.workspace import Workspace

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(BENCH))
        yield importlib.import_module("engines")


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(unpack(tmp_path_factory.mktemp("demo")))


def test_every_engine_finds_the_same_in_the_same_order(code: Workspace, bench: ModuleType, tmp_path: Path) -> None:
    lapse = code.expire("AL", ON, keep=["3.14E-3.14F"]).lapse
    want = bench.found_by(bench.asked_of(lapse.store), lapse.reader)
    assert len({one.code for one in want}) > 4
    with bench.engines(lapse, tmp_path) as found:
        assert {"embedded Oxigraph", "oxrdflib"} <= set(found)
        for name, ask in found.items():
            assert bench.found_by(ask, lapse.reader) == want, name


@pytest.mark.parametrize("lapsing", ["AL", "A", "AM"])
def test_loops_over_the_links_find_the_same(code: Workspace, bench: ModuleType, lapsing: str) -> None:
    lapse = code.expire(lapsing).lapse
    for comparison in (lapse, lapse.mirrored()):
        plain = bench.Plain(comparison)
        for name in bench.PLAIN:
            rule = find(name)
            assert rule in rules()
            rows = comparison.store.query(rule.sparql, ordered=True).dicts()
            want = findings(rule, rows, comparison.reader)
            assert set(findings(rule, plain.rows(name), comparison.reader)) == set(want), (name, lapsing)
