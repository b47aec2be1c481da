"""Damaged files for every reader, in the small: `bench/fuzz.py` runs 10,000 of each kind."""

from __future__ import annotations

import importlib
import io
import re
import time
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extract.document import read_alone
from extract.read import read_source

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


def page(folder: Path, body: str) -> Path:
    path = folder / "page.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return path


def test_a_page_with_anchors_behind_what_is_no_provision(tmp_path: Path) -> None:
    path = page(
        tmp_path, "<h1>Dues</h1><p>Contents</p><p>1. Dues 2</p><p>1. Dues</p>" + "<p></p>" + '<p id="z">are due.</p>'
    )
    assert "are due" in read_alone(path).provisions[-1].text


def test_definition_lists_inside_each_other_are_read_once(tmp_path: Path) -> None:
    inner = "<dl><dt>b</dt><dd>means B</dd></dl>"
    source = read_source(
        page(tmp_path, f"<dl><dt>a</dt><dd>means A {inner}</dd><div><dt>c</dt><dd>means C</dd></div></dl>")
    )
    assert [block.text.replace("\t", " ") for block in source.blocks] == ["a means A b means B", "c means C"]
    deep = "<dl><dd>" * 1_000 + "x" + "</dd></dl>" * 1_000
    began = time.monotonic()
    read_source(page(tmp_path, deep * 3))
    assert time.monotonic() - began < SECONDS


def test_a_table_inside_one_that_only_lays_out_keeps_its_rows(tmp_path: Path) -> None:
    inner = "<table><tr><td>Berth</td><td>a place</td></tr><tr><td>Vessel</td><td>a ship</td></tr></table>"
    source = read_source(page(tmp_path, f"<table><tr><td><p>1. Terms</p>{inner}</td></tr></table>"))
    assert [block.kind for block in source.blocks] == ["paragraph", "row", "row"]


def test_nothing_is_printed_while_a_damaged_workbook_is_read(
    bench: dict[str, ModuleType], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    kind = next(one for one in bench["seeds"].KINDS if one.name == "xlsx")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bench["seeds"].seeds(kind)[0])) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, re.sub(rb"<(cellStyleXfs)\b.*</\1>", rb"<\1/>", data) if "styles" in name else data)
    path = tmp_path / "file.xlsx"
    path.write_bytes(out.getvalue())
    bench["fuzz"].judge(path, "accepted")
    assert capfd.readouterr().out == ""


def test_a_thousand_scopes_in_a_long_document_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    clauses = (f'{n}.1 In Part 3 and section {n}.7, "Term {n}" means a thing.\n\n{n}.2 It is.' for n in range(1, 2_001))
    path.write_text("Part 3 Things\n\n" + "\n\n".join(clauses), encoding="utf-8")
    began = time.process_time()
    document = read_alone(path)
    assert time.process_time() - began < 8
    assert len(document.definitions) == 2_000
