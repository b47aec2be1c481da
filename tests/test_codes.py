"""Small invented codes, each in a drafting style of its own, with what a careful reader finds in them."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

import lapse
from lapse.expiry import Expiry
from ontology.places import Place

CODES = Path(__file__).parent / "codes"
NAMES = sorted(folder.name for folder in CODES.iterdir() if folder.is_dir())


def clause(path: str) -> str:
    """A place as a reader names it: unnumbered paragraphs belong to the clause that they stand in."""
    return path.split("¶", maxsplit=1)[0]


def place(where: Place) -> tuple[str, str]:
    return where.document, clause(where.provision)


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Expiry, dict[str, list[list[str]]]]:
    folder = shutil.copytree(CODES / request.param, tmp_path / request.param)
    answers = tomllib.loads((folder / "answers.toml").read_text(encoding="utf-8"))
    return lapse.open(folder).expire(answers["lapses"], answers["on"], answers["keep"]), answers


def test_findings_are_those_of_the_answer_sheet_and_no_others(case: tuple[Expiry, dict[str, list[list[str]]]]) -> None:
    expiry, answers = case
    bare = expiry.plan().planner.comparison
    found = {(f.code, *place(f.place), f.subject) for f in bare.findings if f.cause == "caused" and f.level != "info"}
    assert found == {tuple(line) for line in answers["findings"]}
    assert not [f for f in bare.findings if f.cause != "caused"]


def test_plan_carries_what_the_answer_sheet_says_and_leaves_nothing(
    case: tuple[Expiry, dict[str, list[list[str]]]],
) -> None:
    expiry, answers = case
    carried = [[a.what, a.label, *place(a.target)] for a in expiry.plan().actions]
    assert sorted(carried) == sorted(answers["plan"])
    assert not expiry.plan().remaining


def test_every_lapsing_provision_has_a_line_in_the_ledger(case: tuple[Expiry, dict[str, list[list[str]]]]) -> None:
    expiry, _ = case
    lapsing = expiry.corpus.by_id[expiry.lapsing[0].document]
    assert [line.place.provision for line in expiry.ledger] == [p.path for p in lapsing.provisions]
