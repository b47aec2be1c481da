"""A plan put into Word files as tracked changes: the original is unchanged, what is accepted cures the lapse."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document as Word

import lapse
from extract.document import read_alone
from lapse.asking import UnclearError
from lapse.redlining import redlines
from lapse.workspace import Workspace

LAPSING = """Appendix One
1 Words
1.1 In this Appendix, "Berth Card" means a card that names a Berth; and "Berth" means a place for one ship.
2 Rules on Cards
2.1 The master shall retain a record of each Berth Card for six years.
2.2 The master shall destroy a record that is held under clause 2.1 once it is no longer needed.
"""
PARAGRAPHS = (
    "Appendix Two: Harbour Rules",
    "1 Words",
    "1.1 In this Appendix:",
    "“Anchor” means a weight on a chain;",
    "“Pilot” means a person who knows the way; and",
    "“Quay” means a wall for ships.",
    "2 Rules",
    "2.1 Each ship at a Quay shall carry a Berth Card.",
    "2.2 Each Pilot shall carry an Anchor.",
)
ROWS = (("Anchor", "a weight on a chain"), ("Pilot", "a person who knows the way"))


def word(path: Path, table: bool) -> None:
    made = Word()
    for line in PARAGRAPHS:
        if table and line.startswith("“"):
            continue
        made.add_paragraph(line)
        if table and line.startswith("1.1"):
            rows = made.add_table(rows=0, cols=2)
            for cells in (("Term", "Meaning"), *ROWS):
                for cell, text in zip(rows.add_row().cells, cells, strict=True):
                    cell.text = text
    made.save(str(path))


@pytest.fixture(params=[False, True], ids=["paragraphs", "table"])
def code(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(LAPSING, encoding="utf-8")
    word(folder / "two.docx", request.param)
    return lapse.open(folder)


def written(code: Workspace, folder: Path) -> Path:
    planner = code.expire("one").plan(["2.1-2.2"]).planner
    (path,), notes = redlines(planner, code.reading.files, folder, "A Drafter", datetime(2026, 1, 2, tzinfo=UTC))
    assert notes == []
    return path


def test_the_original_view_is_unchanged_and_the_accepted_one_has_the_text(code: Workspace, tmp_path: Path) -> None:
    path = written(code, tmp_path / "redlines")
    before = read_alone(code.folder / "two.docx")
    original = read_alone(path, "original")
    assert [(p.path, p.heading, p.text) for p in original.provisions] == [
        (p.path, p.heading, p.text) for p in before.provisions
    ]
    accepted = read_alone(path, "accepted")
    terms = [d.term for d in accepted.definitions]
    assert terms == sorted(terms)
    assert {"Berth", "Berth Card"} <= set(terms)
    texts = {p.path: p.text for p in accepted.provisions}
    assert texts["1A.1"].startswith("The master shall retain")
    assert "held under clause 1A.1 once" in texts["1A.2"]
    assert next(p for p in accepted.provisions if p.path == "1A").heading == "Rules on Cards"


def test_what_the_plan_cures_the_redline_cures(code: Workspace, tmp_path: Path) -> None:
    left = {f.id for f in code.expire("one").findings if f.code == "LAP101"}
    assert left
    found = code.expire("one", accept=[written(code, tmp_path / "redlines")]).findings
    assert {f.id for f in found if f.code == "LAP101" and f.cause == "cured"} == left
    assert not [f for f in found if f.cause == "caused"]
    assert not [f for f in found if f.code == "LAP101" and f.cause == "existing"]


def test_every_change_bears_author_and_moment(code: Workspace, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(code, tmp_path / "redlines")) as file:
        text = file.read("word/document.xml").decode()
    assert text.count("<w:ins ") == text.count('w:author="A Drafter"') == text.count('w:date="2026-01-02T00:00:00Z"')
    assert "<w:del " not in text


def test_no_document_of_the_code_is_written_over(code: Workspace) -> None:
    with pytest.raises(UnclearError, match="another folder"):
        written(code, code.folder)
    assert "<w:ins" not in zipfile.ZipFile(code.folder / "two.docx").read("word/document.xml").decode()


def test_a_new_text_that_drops_a_use_is_said_to_drop_it(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(LAPSING, encoding="utf-8")
    rules = "Appendix Two: Harbour Rules\n1 Rules\n1.1 Each ship shall carry {}.\n"
    (folder / "two.txt").write_text(rules.format("a Berth Card"), encoding="utf-8")
    (tmp_path / "two.txt").write_text(rules.format("a paper"), encoding="utf-8")
    found = lapse.open(folder).expire("one", accept=[tmp_path / "two.txt"]).findings
    cured = [f for f in found if f.cause == "cured" and f.code == "LAP101"]
    assert [f.subject for f in cured] == ["Berth Card"]
    assert cured[0].message.endswith("and the text after no longer uses it")
