"""A plan put into Word files as tracked changes: the original is unchanged, what is accepted cures the lapse."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document as Word

import lapse
from extract.document import read_alone
from graph.repointing import repointed
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
    "2.3 A record under clauses 2.1 and 2.2 of Appendix One is open to every Pilot.",
    "2.4 What clause 2.1 of Appendix One says, and Appendix One as a whole, are known to all.",
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
    three = Word()
    three.add_paragraph("Appendix Three: Books")
    three.add_paragraph("1 Books")
    cut = three.add_paragraph("1.1 Books are kept under cla")
    cut.add_run("use 2.1").bold = True
    cut.add_run(" of Appendix One, and sold under clauses 1.1 to 2.2 of Appendix One.")
    three.save(str(folder / "three.docx"))
    return lapse.open(folder)


MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


def written(code: Workspace, folder: Path) -> tuple[list[Path], list[str]]:
    return redlines(
        code.expire("one").plan(["2.1-2.2"], to="two").planner, code.reading.files, folder, "A Drafter", MOMENT
    )


def test_the_original_view_is_unchanged_and_the_accepted_one_has_the_text(code: Workspace, tmp_path: Path) -> None:
    paths, _ = written(code, tmp_path / "redlines")
    assert [path.name for path in paths] == ["two.docx", "three.docx"]
    for path in paths:
        before = read_alone(code.folder / path.name)
        original = read_alone(path, "original")
        assert [(p.path, p.heading, p.text) for p in original.provisions] == [
            (p.path, p.heading, p.text) for p in before.provisions
        ]
    accepted = read_alone(paths[0], "accepted")
    terms = [d.term for d in accepted.definitions]
    assert terms == sorted(terms)
    assert {"Berth", "Berth Card"} <= set(terms)
    texts = {p.path: p.text for p in accepted.provisions}
    assert texts["1A.1"].startswith("The master shall retain")
    assert "held under clause 1A.1 once" in texts["1A.2"]
    assert next(p for p in accepted.provisions if p.path == "1A").heading == "Rules on Cards"


def test_references_to_what_is_carried_are_pointed_at_its_new_place(code: Workspace, tmp_path: Path) -> None:
    paths, notes = written(code, tmp_path / "redlines")
    two, three = ({p.path: p.text for p in read_alone(path, "accepted").provisions} for path in paths)
    assert two["2.3"] == "A record under clauses 1A.1 and 1A.2 is open to every Pilot."
    assert two["2.4"] == "What clause 1A.1 says, and Appendix One as a whole, are known to all."
    assert three["1.1"].startswith(
        "Books are kept under clause 1A.1 of Appendix Two, and sold under clauses 1.1 to 2.2"
    )
    (note,) = notes
    assert note.startswith("three 1.1: “clauses 1.1 to 2.2 of Appendix One” is to be pointed at two 1A.2 by hand")
    left = code.expire("one", accept=paths).findings
    cited = {(str(f.place), f.subject): f.cause for f in left if f.code in ("LAP105", "LAP106")}
    assert {where: cause for where, cause in cited.items() if "2.1" in where[1] and "1.1 to" not in where[1]} == {
        ("two 2.3", "clauses 2.1 and 2.2 of Appendix One"): "cured",
        ("two 2.4", "clause 2.1 of Appendix One"): "cured",
        ("three 1.1", "clause 2.1 of Appendix One"): "cured",
    }


def test_what_the_plan_cures_the_redline_cures(code: Workspace, tmp_path: Path) -> None:
    left = {f.id for f in code.expire("one").findings if f.code == "LAP101"}
    assert left
    found = code.expire("one", accept=written(code, tmp_path / "redlines")[0]).findings
    assert {f.id for f in found if f.code == "LAP101" and f.cause == "cured"} == left
    assert not [f for f in found if f.cause == "caused"]
    assert not [f for f in found if f.code == "LAP101" and f.cause == "existing"]


def test_every_change_bears_author_and_moment(code: Workspace, tmp_path: Path) -> None:
    for path in written(code, tmp_path / "redlines")[0]:
        with zipfile.ZipFile(path) as file:
            text = file.read("word/document.xml").decode()
        changes = text.count("<w:ins ") + text.count("<w:del ")
        assert changes == text.count('w:author="A Drafter"') == text.count('w:date="2026-01-02T00:00:00Z"')
        assert "<w:t>" not in text[text.index("<w:del ") : text.index("</w:del>")]


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


def test_numbers_that_run_through_a_part_which_is_carried_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    text = "Schedule 3\nPart A Tests\n2 Tests\n2.1 Each ship is tested.\n2.2 Each test is short.\nPart B Dues\n3 Dues\n"
    (folder / "one.txt").write_text(text, encoding="utf-8")
    (folder / "two.txt").write_text(
        "Appendix Two\n1 Words\n1.1 In this Appendix, “Buoy” means a float.\n", encoding="utf-8"
    )
    (made,) = lapse.open(folder).expire("one").plan(["Part A"], to="two").planner.new_clauses
    numbers = [number for _, number in made.numbers]
    assert len(set(numbers)) == len(numbers) > 2
    assert numbers[-1] == "1A.2.2"


PASSING = """Appendix One
1 Words
1.1 In this Appendix, "Quiet Mooring" means a mooring that is set under clause 2.2.
2 Rules
2.1 The master shall keep a list of moorings (the "Mooring List"). It is in ink.
2.2 A mooring is set with the particulars in Schedule 1.
Schedule 1 Particulars
1 The particulars are name and length.
"""


def test_carried_text_speaks_of_what_is_carried_by_its_new_name(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(PASSING, encoding="utf-8")
    for name, uses in (("two", "Each ship has a Quiet Mooring."), ("three", "The Mooring List is open.")):
        made = Word()
        rules = ("2.2 It is so under paragraph 2.1.", "2.3 See Appendix One.")
        words = ("1 Words", "1.1 In this Appendix:", "“Anchor” means a weight;", "2 Rules", f"2.1 {uses}")
        for line in (f"Appendix {name.title()}: Rules", *words, *rules):
            made.add_paragraph(line)
        made.save(str(folder / f"{name}.docx"))
    code = lapse.open(folder)
    plan = code.expire("one").plan()
    paths, _ = redlines(plan.planner, code.reading.files, tmp_path / "redlines", "A Drafter", MOMENT)
    texts = {path.stem: [p.text for p in read_alone(path, "accepted").provisions] for path in paths}
    assert any("set under paragraph 1A.1" in text for text in texts["two"])
    assert any("with the particulars in paragraph 1B" in text for text in texts["two"])
    assert any(text.endswith('shall keep a list of moorings (the "Mooring List").') for text in texts["three"])
    left = {str(f.place): f.cause for f in code.expire("one", accept=paths).findings if f.subject == "Appendix One"}
    assert left == {"two 2.3": "existing", "three 2.3": "existing"}


def test_behind_lettered_definitions_new_ones_have_the_next_letters(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(LAPSING, encoding="utf-8")
    made = Word()
    for line in ("Appendix Two: Rules", "1 Words", "1.1 In this Appendix:", "(a) “Anchor” means a weight; and"):
        made.add_paragraph(line)
    for line in ("(b) “Quay” means a wall.", "2 Rules", "2.1 Each Berth has a Berth Card."):
        made.add_paragraph(line)
    made.save(str(folder / "two.docx"))
    code = lapse.open(folder)
    plan = code.expire("one").plan()
    (path,), _ = redlines(plan.planner, code.reading.files, tmp_path / "redlines", "A Drafter", MOMENT)
    terms = {d.provision: d.term for d in read_alone(path, "accepted").definitions}
    assert terms == {"1.1(a)": "Anchor", "1.1(b)": "Quay", "1.1(c)": "Berth", "1.1(d)": "Berth Card"}


def test_rows_say_means_as_their_neighbours_do(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(LAPSING, encoding="utf-8")
    made = Word()
    for line in ("Appendix Two: Rules", "1 Words", "1.1 In this Appendix:"):
        made.add_paragraph(line)
    rows = made.add_table(rows=0, cols=2)
    for cells in (("Term", "Meaning"), ("Anchor", "means a weight;"), ("Quay", "means a wall.")):
        for cell, text in zip(rows.add_row().cells, cells, strict=True):
            cell.text = text
    made.add_paragraph("2 Rules")
    made.add_paragraph("2.1 Each Berth has a Berth Card.")
    made.save(str(folder / "two.docx"))
    code = lapse.open(folder)
    plan = code.expire("one").plan()
    (path,), _ = redlines(plan.planner, code.reading.files, tmp_path / "redlines", "A Drafter", MOMENT)
    texts = [p.text for p in read_alone(path, "accepted").provisions]
    assert "Berth Card\tmeans a card that names a Berth." in texts


def test_without_a_clause_of_definitions_a_new_one_stands_before_the_first_annex(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(LAPSING, encoding="utf-8")
    made = Word()
    for line in ("Appendix Two: Rules", "1 Rules", "1.1 The quay has a Berth.", "Annex A Dues", "1 The dues are low."):
        made.add_paragraph(line)
    made.save(str(folder / "two.docx"))
    code = lapse.open(folder)
    plan = code.expire("one").plan()
    (path,), _ = redlines(plan.planner, code.reading.files, tmp_path / "redlines", "A Drafter", MOMENT)
    order = [p.path for p in read_alone(path, "accepted").provisions]
    (definition,) = read_alone(path, "accepted").definitions
    assert order.index("1.1") < order.index(definition.provision) < order.index("Annex A")


@pytest.mark.parametrize(
    ("cited", "becomes"),
    [
        ("clause 2.2 of Appendix One", "paragraph 1A.1 of Appendix Two"),
        ("Clauses 2.1 and 2.2 of Appendix One", "Paragraphs 1A.1 and 1A.2 of Appendix Two"),
        ("paragraph 2.2 of Appendix One", "paragraph 1A.1 of Appendix Two"),
    ],
)
def test_what_is_re_pointed_is_called_as_its_new_document_calls_it(tmp_path: Path, cited: str, becomes: str) -> None:
    (tmp_path / "one.txt").write_text(
        "Appendix One\n1 Words\n1.1 A word is a word.\n2 Rules\n2.1 A list is kept.\n2.2 A list is open.\n",
        encoding="utf-8",
    )
    (tmp_path / "two.txt").write_text(
        "Appendix Two\n1 Words\n1.1 In this Appendix, “Quay” means a wall.\n2 Rules\n2.1 See paragraph 1.1.\n",
        encoding="utf-8",
    )
    (tmp_path / "three.txt").write_text(f"Appendix Three\n1 Rules\n1.1 See {cited}.\n", encoding="utf-8")
    plan = lapse.open(tmp_path).expire("one").plan(["2.1-2.2"] if "and" in cited else ["2.2"], to="two")
    assert [one.becomes for one in repointed(plan.planner)] == [becomes]


def test_a_new_clause_stands_in_the_section_of_the_clause_before_it(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(LAPSING, encoding="utf-8")
    made = Word()
    lines = (
        "SECTION 1A – WORDS", "1 Definitions", "1.1 In this Agreement, “Quay” means a wall.", "SECTION 2A – RULES",
        "12 Berths", "12.1 Each Berth has a Berth Card.",
    )  # fmt: skip
    for line in lines:
        made.add_paragraph(line)
    made.save(str(folder / "two.docx"))
    code = lapse.open(folder)
    plan = code.expire("one").plan(["2"], to="two")
    (path,), _ = redlines(plan.planner, code.reading.files, tmp_path / "redlines", "A Drafter", MOMENT)
    paths = [p.path for p in read_alone(path, "accepted").provisions if p.kind == "clause"]
    assert paths.index("1A") < paths.index("Section 2A")
