"""Computed Word numbers beside other programs': `bench/oracles.py` counts them over real contracts as well."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
from word_cases import CASES

from extract.readers.docx.reader import read_docx

BENCH = Path(__file__).resolve().parents[1] / "bench"
PAIR = ("code", "restarts")
LABELS = 41
"""The least number of labels that the pair of files must have in each view."""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(BENCH))
    return {name: importlib.import_module(name) for name in ("oracles", "word_labels")}


@pytest.mark.parametrize("view", ["accepted", "original"])
def test_every_label_of_a_pair_of_files_is_right(bench: dict[str, ModuleType], view: str) -> None:
    """Marks keep the paragraphs of table cells apart, so that each label is compared with the case by itself."""
    counted = 0
    for case in (one for one in CASES if one.name in PAIR):
        found = bench["word_labels"].ours(bench["word_labels"].marked(case.docx(), view))
        shown = [number for number, _ in case.wanted(view)]
        assert [found[str(mark)] for mark in range(len(shown))] == shown
        counted += sum(bool(number) for number in shown)
    assert counted >= LABELS
    assert counted == {"accepted": 60, "original": 59}[view]


def test_marks_change_no_label(bench: dict[str, ModuleType]) -> None:
    for case in CASES:
        after = read_docx(bench["word_labels"].marked(case.docx(), "accepted"), case.name).blocks
        assert [one.number for one in after] == [one.number for one in read_docx(case.docx(), case.name).blocks]


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_libreoffice_differs_only_where_it_is_known_to_be_wrong(bench: dict[str, ModuleType], tmp_path: Path) -> None:
    oracles = bench["oracles"]
    scores = oracles.compare(list(oracles.given(tmp_path)), tmp_path, None)
    score = scores["LibreOffice", "word-numbers"]
    assert (score.either, score.same) == (145, 125)
    assert all(oracles.reasons("LibreOffice", score.differences))


def test_a_difference_without_a_reason_is_said(bench: dict[str, ModuleType]) -> None:
    oracles = bench["oracles"]
    case = next(one for one in oracles.given(Path("none")) if one.name == "code")
    place = bench["word_labels"].places(case.data)["1"]
    one = oracles.Difference(case, "1", "1.", "7.", place)
    assert oracles.reasons("LibreOffice", [one]) == [""]
    assert sys.modules["oracles"].FOLLOWS not in oracles.reasons("LibreOffice", [one, one])
