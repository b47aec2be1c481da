"""Damaged files for every reader, in the small: `bench/fuzz.py` runs 10,000 of each kind."""

from __future__ import annotations

import importlib
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

BENCH = Path(__file__).resolve().parents[1] / "bench"
KINDS = ("docx", "pdf", "xlsx", "canada", "clml", "akn", "uslm", "html", "markdown", "text")
SECONDS = 10
"""The longest that one file may take."""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(BENCH))
    return {name: importlib.import_module(name) for name in ("fuzz", "seeds")}


def test_every_kind_is_here(bench: dict[str, ModuleType]) -> None:
    assert tuple(kind.name for kind in bench["seeds"].KINDS) == KINDS


@pytest.mark.parametrize("name", KINDS)
def test_whole_files_are_read(bench: dict[str, ModuleType], tmp_path: Path, name: str) -> None:
    kind = next(one for one in bench["seeds"].KINDS if one.name == name)
    for data in bench["seeds"].seeds(kind)[:4]:
        path = tmp_path / f"file{kind.ending}"
        path.write_bytes(data)
        assert bench["fuzz"].judge(path, "accepted") == ("read", "")


@pytest.mark.parametrize("name", KINDS)
@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(at=st.integers(0, 2**32), view=st.sampled_from(["accepted", "original"]))
def test_damaged_files_are_read_or_refused_with_one_sentence(
    bench: dict[str, ModuleType], tmp_path: Path, name: str, at: int, view: str
) -> None:
    kind = next(one for one in bench["seeds"].KINDS if one.name == name)
    path = tmp_path / f"file{kind.ending}"
    path.write_bytes(bench["seeds"].damaged(kind, 1, at))
    began = time.monotonic()
    outcome, detail = bench["fuzz"].judge(path, view)
    assert outcome in ("read", "refused"), f"python bench/fuzz.py {name} --from {at} --files 1: {detail}"
    assert time.monotonic() - began < SECONDS
