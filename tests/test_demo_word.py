"""The files of the demonstration corpus: made as they stand, read as they were written, answered as the sheets say."""

from __future__ import annotations

import io
import re
import shutil
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import lapse
from extract.document import extract
from extract.profile import load
from extract.read import read_source
from graph.rules import find
from lapse.demo import KEPT, LAPSING, ON, unpack
from lapse.demo.make.files import HERE, PDF, TEXT, made, redlines, written
from lapse.demo.make.habits import HABITS
from lapse.workspace import Workspace
from ontology.model import Document, Provision

WORD = {name: HERE / ("twin" if name == PDF else "corpus") / f"{name}.docx" for name in HABITS}


@cache
def files() -> dict[str, bytes]:
    return made()


@cache
def sheet(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@cache
def document(path: Path, view: str = "accepted") -> Document:
    return extract(path, path.stem, load("gb-energy-code"), view=view).document


def shown(found: Document, notes: bool = False) -> list[tuple[str, ...]]:
    return [
        (p.number, p.path, p.heading, p.text, p.kind, p.parent or "")
        for p in found.provisions
        if (p.kind == "note") is notes
    ]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def cells(data: bytes) -> dict[str, Any]:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return {"merged": sorted(map(str, sheet.merged_cells.ranges)), "rows": list(sheet.values)}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack(tmp_path_factory.mktemp("demo")).parent


@pytest.fixture(scope="module")
def workspace(unpacked: Path) -> Workspace:
    return lapse.open(unpacked / "corpus")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The corpus as its written texts, the documents named alike."""
    folder = tmp_path_factory.mktemp("texts")
    for path in TEXT.glob("*.md"):
        shutil.copy(path, folder)
    shutil.copy(HERE / "corpus" / "appendix-am-annex-a.xlsx", folder)
    settings = (HERE / "corpus" / "lapse.toml").read_text(encoding="utf-8")
    (folder / "lapse.toml").write_text(re.sub(r"\.(?:docx|pdf)\"", '.md"', settings), encoding="utf-8")
    return lapse.open(folder)


# --- made ---------------------------------------------------------------------------------------------------------


def test_a_second_run_makes_the_same_bytes() -> None:
    assert made() == files()


@pytest.mark.parametrize("name", sorted(made()))
def test_the_files_are_those_that_the_texts_make(name: str) -> None:
    """Part by part; a spreadsheet by its cells, since another version of the library may write other parts."""
    inside = parts if name.endswith(".docx") else cells
    assert inside((HERE / name).read_bytes()) == inside(files()[name])


def test_every_file_is_made() -> None:
    kept = {f"{p.parent.name}/{p.name}" for part in ("corpus", "redline", "twin") for p in (HERE / part).iterdir()}
    assert kept == {*files(), "corpus/lapse.toml", f"corpus/{PDF}.pdf"}


# --- read ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(HABITS))
def test_a_word_file_reads_as_its_text(name: str) -> None:
    word, text = document(WORD[name]), document(TEXT / f"{name}.md")
    assert shown(word) == shown(text)
    assert [(d.term, d.kind, d.provision, d.text, d.scope) for d in word.definitions] == [
        (d.term, d.kind, d.provision, d.text, d.scope) for d in text.definitions
    ]
    assert not word.problems


def test_the_pdf_reads_as_its_text() -> None:
    assert shown(document(HERE / "corpus" / f"{PDF}.pdf")) == shown(document(TEXT / f"{PDF}.md"))


def test_a_footnote_of_the_word_file_stands_behind_its_row() -> None:
    word, text = (shown(document(path), notes=True) for path in (WORD["section-a"], TEXT / "section-a.md"))
    assert [(number, words) for number, _, _, words, _, _ in word] == [("1", text[0][3].removeprefix("[^1]: "))]
    provisions = document(WORD["section-a"]).provisions
    at = next(p.order for p in provisions if p.kind == "note")
    assert provisions[at - 1].text.startswith("High Impact Planned Maintenance")


@pytest.mark.parametrize("name", sorted(HABITS))
def test_numbers_are_in_no_text_unless_somebody_typed_them(name: str) -> None:
    def typed(one: Provision) -> bool:
        if one.number.startswith(("Annex", "Table")):
            return True
        by_hand = HABITS[name].inserted and dict(HABITS[name].inserted).get(one.number[:-1]) == "typed"
        return HABITS[name].numbers == "typed" or bool(by_hand)

    automatic = [block.number for block in read_source(WORD[name]).blocks if block.number and block.kind != "note"]
    numbered = [p for p in document(WORD[name]).provisions if p.kind == "clause"]
    assert [one.rstrip(":") for one in automatic] == [p.number for p in numbered if not typed(p)]
    if name != "appendix-ak":
        assert len(automatic) > 15


def test_both_kinds_of_inserted_numbers_are_read() -> None:
    found = {name: {b.number for b in read_source(WORD[name]).blocks} for name in ("appendix-al", "appendix-am")}
    assert {f"3.14{letter}" for letter in "ABCDEF"} <= found["appendix-al"]
    assert not {"7.9A", "7.9B", "7.9C", "7.9D"} & found["appendix-al"]
    assert {f"18.17{letter}" for letter in "abcdefghijklmno"} <= found["appendix-am"]


def test_fields_show_what_they_should_but_for_the_one_that_is_stale() -> None:
    stale = []
    current = 0
    for name in HABITS:
        for one in document(WORD[name]).fields:
            current += one.status == "current"
            if one.status != "current":
                stale.append((document(WORD[name]).title.split(":")[0], one.provision, one.cached, one.computed))
    expected = next(one for one in sheet("answers.toml")["existing"] if one["kind"] == "stale-field")
    assert [(provision, cached) for _, provision, cached, _ in stale] == [
        (expected["provision"], expected["words"].removeprefix("Section "))
    ]
    assert stale[0][3] == "G2.4"
    assert current == sum(len(one.references) for one in HABITS.values()) - 1 > 50


@pytest.mark.parametrize("name", sorted(HABITS))
def test_each_file_says_on_its_first_page_and_at_every_foot_that_it_is_a_reconstruction(name: str) -> None:
    inside = parts(WORD[name].read_bytes())
    body = re.sub(r"<[^>]+>", "", inside["word/document.xml"].decode())[:300]
    assert "A reconstruction made for demonstration: written in words of its own" in body
    assert b"A reconstruction in words of our own" in inside["word/footer1.xml"]
    assert b" PAGE " in inside["word/footer1.xml"]


def test_the_contents_page_is_a_field_and_no_clause() -> None:
    lines = [block for block in read_source(WORD["appendix-al"]).blocks if block.kind == "contents"]
    assert len(lines) == 11
    assert b" TOC \\o " in parts(WORD["appendix-al"].read_bytes())["word/document.xml"]


def test_the_rows_of_the_annex_cite_the_appendix(workspace: Workspace) -> None:
    cited = {
        target.provision
        for one in workspace.links.resolutions
        if one.place.document == "AM-A"
        for target in one.targets
        if target.document == "AM"
    }
    assert {"18.3", "18.17a", "18.17c", "18.17k", "18.10"} <= cited
    assert all(one.status == "resolved" for one in workspace.links.resolutions if one.place.document == "AM-A")


# --- answered -----------------------------------------------------------------------------------------------------


def seen(space: Workspace) -> set[tuple[str, str, str, str]]:
    findings = space.expire(LAPSING, ON).findings
    return {(one.code, one.place.document, one.place.provision, one.subject) for one in findings}


def test_the_findings_are_those_of_the_texts(workspace: Workspace, plain: Workspace) -> None:
    assert seen(workspace) == seen(plain)
    ours, theirs = (one.expire(LAPSING, ON).plan(KEPT).actions for one in (workspace, plain))
    assert [(a.what, a.label, a.source, a.target) for a in ours] == [
        (a.what, a.label, a.source, a.target) for a in theirs
    ]


def test_the_findings_are_those_of_the_answer_sheet(workspace: Workspace) -> None:
    answers, found = sheet("answers.toml"), seen(workspace)
    by_code = {
        code: {
            (document, provision.split("¶")[0], subject) for one, document, provision, subject in found if one == code
        }
        for code in ("LAP101", "LAP102", "LAP103", "LAP104", "LAP105", "LAP107", "LAP108")
    }
    orphans = {(one["document"], use["provision"], one["term"]) for one in answers["orphan"] for use in one["uses"]}
    assert by_code["LAP101"] == orphans
    dangling = {(one["document"], one["provision"], one["words"]) for one in answers["dangling"]}
    partly = {(one["document"], one["provision"]) for one in answers["partly_dangling"]}
    assert dangling <= by_code["LAP105"]
    assert {one[:2] for one in by_code["LAP105"] - dangling} == partly
    assert {one[1] for one in by_code["LAP107"]} == {one["provision"] for one in answers["variation"]}
    assert {one[1:] for one in by_code["LAP108"]} == {
        (one["required_by"], one["title"]) for one in answers["unfounded"]
    }
    assert not by_code["LAP102"] | by_code["LAP103"] | by_code["LAP104"]


def test_the_defects_that_were_there_before_are_those_of_the_answer_sheet(workspace: Workspace) -> None:
    expected = {(one["kind"], one["document"], one["provision"]) for one in sheet("answers.toml")["existing"]}
    found = {
        (find(one.code).name, one.place.document, one.place.provision.split("¶")[0])
        for one in workspace.check()
        if one.level != "info"
    }
    assert found == expected


@pytest.mark.parametrize("kept", [(), KEPT])
def test_the_plan_is_that_of_the_answer_sheet(workspace: Workspace, kept: tuple[str, ...]) -> None:
    carried = [
        one for one in sheet("answers.toml")["carry"] if kept or one["because"].split(" ")[0] in ("orphaned", "needed")
    ]
    actions = workspace.expire(LAPSING, ON).plan(kept).actions
    assert {(a.what, a.label, a.target.document) for a in actions} == {
        (one["what"], one["label"], one["to"]["document"]) for one in carried
    }


# --- redlines -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(redlines()))
def test_a_redline_reads_as_the_corpus_or_as_amended(name: str, tmp_path: Path) -> None:
    path = HERE / "redline" / f"{name}.docx"
    (tmp_path / f"{name}.md").write_text(redlines()[name].accepted(), encoding="utf-8")
    assert shown(document(path, "original")) == shown(document(HERE / "corpus" / f"{name}.docx"))
    assert shown(document(path)) == shown(document(tmp_path / f"{name}.md"))
    assert redlines()[name].text != written(name)
    assert not document(path).problems


@pytest.mark.parametrize("name", sorted(redlines()))
def test_a_tracked_change_says_who_made_it_and_when(name: str) -> None:
    body = parts((HERE / "redline" / f"{name}.docx").read_bytes())["word/document.xml"].decode()
    changes = re.findall(r"<w:(?:ins|del) ([^>]*?)/?>", body)
    assert len(changes) > 5
    assert all('w:author="' in one and 'w:date="2025-' in one for one in changes)


def test_the_accepted_texts_have_what_the_sheet_says() -> None:
    answers = sheet("redline.toml")
    found = {"AM": document(HERE / "redline/appendix-am.docx"), "AC": document(HERE / "redline/appendix-ac.docx")}
    for one in answers["defines"]:
        terms = {d.term for d in found[one["document"]].definitions if d.provision.split("¶")[0] == one["provision"]}
        assert set(one["terms"]) <= terms
    for one in answers["adds"]:
        below = {p.path.removeprefix(f"{one['clause']} ") for p in found["AM"].provisions if p.parent == one["clause"]}
        assert set(one["paragraphs"]) <= below
    rows = [p.text for p in found["AM"].provisions if p.path.startswith("Annex A¶")]
    assert any("18.17p" in text for text in rows)


def test_the_redlines_cure_what_the_sheet_says_and_leave_the_rest(workspace: Workspace, unpacked: Path) -> None:
    answers = sheet("redline.toml")
    accepted = sorted((unpacked / "redline").iterdir())
    findings = workspace.expire(LAPSING, ON, accept=accepted).findings
    assert {f.cause for f in findings if f.code == "LAP101"} == {"cured"}
    for kind in ("cured", "left"):
        expected = {(one["document"], one["provision"], one["words"]) for one in answers[kind]}
        dangling = {
            (f.place.document, f.place.provision, f.subject)
            for f in findings
            if f.code == "LAP105" and f.place.document in ("AM", "AC") and (f.cause == "cured") is (kind == "cured")
        }
        assert dangling == expected
    orphans = {(f.place.document, f.subject) for f in findings if f.code == "LAP101"}
    assert orphans == {("AM", "GroupID"), ("AC", "SMETS1 CAD"), ("AC", "SMETS1 PPMID")}
