"""Engines disagree in silence; on the demo they do not (`bench/engines.py` looks at larger codes)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph import joins
from graph.joins import stale, words
from graph.rules import rules
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
    names = set()
    for name, ask in bench.engines(lapse, tmp_path):
        assert bench.found_by(ask, lapse.reader) == want, name
        names.add(name)
    assert {"embedded Oxigraph", "oxrdflib"} <= names


@pytest.mark.parametrize("lapsing", ["AL", "A", "AM"])
def test_joins_over_the_links_find_the_same(code: Workspace, bench: ModuleType, lapsing: str) -> None:
    lapse = code.expire(lapsing).lapse
    for comparison in (lapse, lapse.mirrored()):
        want = bench.found_by(bench.asked_of(comparison.store), comparison.reader)
        assert bench.found_by(bench.asked_of_links(comparison), comparison.reader) == want


def test_every_rule_has_its_join_but_the_one_about_two_texts() -> None:
    assert {rule.code for rule in rules()} - set(joins.JOINS) == {"LAP111"}


def test_what_rules_ask_of_words_is_read_from_their_queries() -> None:
    """A filter on words that is not read from the query is written in `graph/joins/stale.py` as well."""
    for rule in rules():
        written = {re.sub(r"\\(.)", r"\1", one) for one in re.findall(r'REGEX\(.*?, "((?:[^"\\]|\\.)*)"', rule.sparql)}
        if written and rule.code in joins.JOINS:
            read = {found.pattern.replace(r"\Z", "$") for _, found in words.filters(rule.file)}
            assert written - read <= {stale.NUMBERED, stale.HOW, stale.OWN_WORDS, stale.JOINED}
            assert read
