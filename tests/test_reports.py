"""Reports: the same values in every format, decisions that come back, and text that runs nowhere."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import lapse
from lapse.asking import UnclearError
from lapse.cli.app import app
from lapse.decisions import FILE, Decision, DecisionsError, load, record
from lapse.expiry import Expiry
from lapse.reports import FORMATS, page
from lapse.reports.content import Report
from lapse.reports.rows import guarded, plain
from lapse.reports.terms import Terms
from lapse.workspace import Workspace

CASES = Path(__file__).parent / "cases"
ON = "2025-12-31"
ENDINGS = tuple(one.ending for one in FORMATS)
SCRIPT = "<script>document.title='ran'</script><img src=http://example.org/a.png onerror=document.title='ran'>"


@pytest.fixture(scope="session")
def demo(built: Path) -> Workspace:
    return Workspace.open(built)


@pytest.fixture(scope="session")
def gone(demo: Workspace) -> Expiry:
    return demo.expire("AL", ON)


@pytest.fixture(scope="session")
def written(gone: Expiry, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of the demo in every format."""
    folder = tmp_path_factory.mktemp("reports")
    return {ending: gone.report(folder / f"al{ending}") for ending in ENDINGS}


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def small(folder: Path, **texts: str) -> Path:
    """A folder of small documents: one that lapses, and others."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


ONE = 'Appendix One\n1 Words\n1.1 In this Appendix, "Berth Card" means a card.\n'
TWO = "Appendix Two\n1 Rules\n1.1 Each Berth Card is blue.\n1.2 See clause 1.1 of Appendix One.\n"


def ids_of(path: Path) -> set[str]:
    """The ids of findings that a report shows."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path)["Findings"]
        return {str(row[-1]) for row in sheet.iter_rows(min_row=3, values_only=True) if row[-1]}
    if path.suffix == ".docx":
        cells = (cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells)
        return {text for text in cells if re.fullmatch(r"LAP\d{3}-[0-9a-f]{10}", text)}
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".csv":
        return {row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    return set(re.findall(r"LAP\d{3}-[0-9a-f]{10}", text)) - {f["id"] for f in _gaps(path, text)}


def _gaps(path: Path, text: str) -> list[dict[str, str]]:
    """The remarks on reading that a JSON report lists beside the findings."""
    return json.loads(text)["coverage"]["problems"] if path.suffix == ".json" else []


def test_every_format_has_the_same_findings(gone: Expiry, written: dict[str, Path]) -> None:
    expected = {one.id for one in gone.findings}
    assert len(expected) > 50
    for ending, path in written.items():
        assert ids_of(path) == expected, ending


def test_the_json_is_what_expire_prints_with_plan_and_coverage(built: Path, written: dict[str, Path]) -> None:
    data = json.loads(written[".json"].read_text(encoding="utf-8"))
    printed = json.loads(run("plan", "AL", built, "--on", ON, "--json").stdout)
    assert printed.pop("redlines") == []  # the files that the command wrote
    assert data.pop("plan") == printed
    assert "references without a target" in data.pop("coverage")["summary"]
    assert data == json.loads(run("expire", "AL", built, "--on", ON, "--json").stdout)


def test_the_workbook_can_be_worked_in(gone: Expiry, written: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(written[".xlsx"])
    assert book.sheetnames == ["Summary", "Findings", "Terms", "Plan", "Ledger", "Coverage", "Lapse"]
    assert "3 terms without a definition" in str(book["Summary"]["A2"].value)
    assert book["Lapse"].sheet_state == "veryHidden"
    sheet = book["Findings"]
    (table,) = sheet.tables.values()
    assert table.autoFilter is not None
    assert sheet.freeze_panes == "C3"
    (choose, _) = sheet.data_validations.dataValidation
    assert "carry over" in choose.formula1
    assert sheet.column_dimensions["E"].width > 30
    assert sheet["F3"].alignment.wrap_text
    plan = [row[:4] for row in book["Plan"].iter_rows(min_row=2, values_only=True)]
    assert plan[0] == ("Current reference", "Item", "Logic", "Proposed reference")
    assert plan[1][1] == "Definition of SMETS1 CAD\nDefinition of SMETS1 PPMID"
    links = [cell.hyperlink.location for cell in sheet["G"] if cell.hyperlink]
    rows = {f"'Ledger'!A{at}" for at in range(4, 4 + len(gone.ledger))}
    assert links
    assert set(links) <= rows
    targets = {str(one.target.provision): one for one in gone.findings if one.target and one.target.document == "AL"}
    ledger = {cell.value: cell.row for cell in book["Ledger"]["A"]}
    assert f"'Ledger'!A{ledger['5.3']}" in links
    assert "5.3" in targets


def test_the_word_report_repeats_its_headers_and_lies_across_the_page(written: dict[str, Path]) -> None:
    file = docx.Document(str(written[".docx"]))
    plan = next(t for t in file.tables if t.rows[0].cells[0].text == "Current reference")
    assert [cell.text for cell in plan.rows[0].cells] == ["Current reference", "Item", "Logic", "Proposed reference"]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in file.tables)
    assert [section.orientation for section in file.sections] == [0, 1]
    headings = [p.text for p in file.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[-4:] == [
        "What to carry over",
        "Findings",
        "Ledger: every lapsing provision",
        "Coverage: what this rests on",
    ]
    marked = [run.text for table in file.tables for p in table._tbl.iter() for run in _runs(p)]
    assert "GroupID" in marked


def _runs(element: Any) -> list[Any]:
    from docx.text.run import Run  # noqa: PLC0415

    name = element.tag.rpartition("}")[2]
    return [one for one in [Run(element, None)] if one.font.highlight_color] if name == "r" else []  # type: ignore[arg-type]


def test_the_page_is_small_and_whole(gone: Expiry, written: dict[str, Path]) -> None:
    text = written[".html"].read_text(encoding="utf-8")
    assert len(text.encode()) < 500_000
    assert not re.search(r"<script|<link|@import|url\((?!#)|\ssrc=|\son\w+=", text)
    assert set(re.findall(r'href="([^#][^"]*)"', text)) == set()
    anchors = set(re.findall(r'\sid="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors
    assert {one.id for one in gone.findings} <= anchors


def test_a_page_of_very_many_findings_shows_the_first_of_each_rule(
    gone: Expiry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "EVIDENCE", 20)
    text = gone.report(tmp_path / "short.html").read_text(encoding="utf-8")
    shown = [one.id for one in gone.findings if f'<li id="{one.id}">' in text]
    assert 0 < len(shown) <= 40
    assert {one.code for one in gone.findings if one.id in shown} == {one.code for one in gone.findings}
    assert "more are in the workbook, the CSV and the JSON of this report." in text


@pytest.mark.parametrize(
    ("numbers", "room", "most"), [([], 9, 1), ([3, 4], 9, 4), ([1, 9, 9], 9, 4), ([5, 5, 5], 2, 1)]
)
def test_a_room_is_shared_out(numbers: list[int], room: int, most: int) -> None:
    assert page.most_each(numbers, room) == most


def test_sarif_is_as_the_schema_has_it(built: Path, written: dict[str, Path], tmp_path: Path) -> None:
    schema = json.loads((CASES / "sarif.schema.json").read_text(encoding="utf-8"))
    check = Draft202012Validator(schema)
    run("check", built, "-o", tmp_path / "check.sarif")
    for path in (written[".sarif"], tmp_path / "check.sarif"):
        log = json.loads(path.read_text(encoding="utf-8"))
        assert [error.message for error in check.iter_errors(log)] == []
        (one,) = log["runs"]
        for result in one["results"]:
            assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            place = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert one["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
            related = result.get("relatedLocations", [])
            assert [place["id"] for place in related] == list(range(len(related)))
        assert one["results"]
    assert any(
        len(result.get("relatedLocations", ())) > 1
        for result in json.loads(written[".sarif"].read_bytes())["runs"][0]["results"]
    )
    assert run("check", built, "-o", tmp_path / "check.json").exit_code == 2


def test_an_unknown_ending_is_one_sentence_that_lists_the_endings(tmp_path: Path) -> None:
    folder = small(tmp_path / "code", one=ONE, two=TWO)
    result = run("report", "one", folder, "-o", tmp_path / "x.pdf")
    assert result.exit_code == 2
    assert all(ending in result.output for ending in ENDINGS)
    with pytest.raises(UnclearError):
        lapse.open(folder).expire("one").report(tmp_path / "x")
    result = run("report", "one", folder, "-o", tmp_path / "none" / "x.md")
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_nothing_found_is_never_said_without_what_was_not_understood(tmp_path: Path) -> None:
    folder = small(
        tmp_path / "code", one="Appendix One\n1 Words\n1.1 A card is blue.\n", two="Appendix Two\n1 See clause 9.\n"
    )
    (folder / "three.docx").write_bytes(b"PK\x03\x04 broken")
    gone = lapse.open(folder).expire("one")
    assert not gone.findings
    told = Report(gone).coverage.sentence
    assert "1 file that could not be read; 1 reference without a target" in told
    for ending in (".html", ".md"):
        text = gone.report(tmp_path / f"x{ending}").read_text(encoding="utf-8")
        assert told in text
        assert "three.docx" in text
    sheet = openpyxl.load_workbook(gone.report(tmp_path / "x.xlsx"))
    assert told in str([cell.value for row in sheet["Findings"].iter_rows() for cell in row])
    assert told in "\n".join(p.text for p in docx.Document(str(gone.report(tmp_path / "x.docx"))).paragraphs)
    assert "1 reference without a target" in run("report", "one", folder, "-o", tmp_path / "x.csv").stdout
    log = json.loads(gone.report(tmp_path / "x.sarif").read_text(encoding="utf-8"))
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_decision_comes_back_survives_and_is_shown_in_every_format(tmp_path: Path) -> None:
    folder = small(tmp_path / "code", one=ONE, two=TWO)
    book = lapse.open(folder).expire("one").report(tmp_path / "x.xlsx")
    filled = fill(book, {2: ("Carry over", "with the glossary, please", "A. Reviewer", "20 November 2025")})
    result = run("decisions", filled, folder, "--json")
    assert result.exit_code == 0, result.output
    (new,) = json.loads(result.stdout)["new"]
    assert new["decision"] == "carry over"
    assert (new["by"], new["on"]) == ("A. Reviewer", "2025-11-20")
    assert json.loads(run("decisions", filled, folder, "--json").stdout)["new"] == []
    assert len(load(folder).log) == 1
    again = lapse.open(folder).expire("one")
    for ending in ENDINGS:
        path = again.report(tmp_path / f"again{ending}")
        assert "with the glossary, please" in everything(path), ending
    (shown,) = json.loads(run("expire", "one", folder, "--json").stdout)["decisions"]
    assert shown == new
    assert json.loads(run("check", folder, "--json").stdout)["decisions"] == []


def everything(path: Path) -> str:
    """All text of a report."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    if path.suffix == ".docx":
        return "\n".join(c.text for t in docx.Document(str(path)).tables for row in t.rows for c in row.cells)
    return path.read_text(encoding="utf-8")


def fill(book: Path, rows: dict[int, tuple[str, ...]], ids: dict[int, str] | None = None) -> Path:
    """A copy of a workbook with decisions typed into rows of its findings (from 2, the first below the header)."""
    opened = openpyxl.load_workbook(book)
    sheet = opened["Findings"]
    for row, cells in rows.items():
        for column, text in enumerate(cells, start=9):
            sheet.cell(row + 1, column, text)
    for row, id_ in (ids or {}).items():
        sheet.cell(row + 1, 14, id_)
    target = book.with_name("filled.xlsx")
    opened.save(target)
    return target


def test_what_cannot_be_used_is_one_sentence_each_and_the_rest_is_kept(tmp_path: Path) -> None:
    folder = small(tmp_path / "code", one=ONE, two=TWO)
    book = lapse.open(folder).expire("one").report(tmp_path / "x.xlsx")
    rows = {2: ("maybe",), 3: ("amend", "", "", "soon")}
    result = run("decisions", fill(book, rows), folder)
    assert result.exit_code == 2
    assert "row 3: “maybe” is no decision; there are carry over, amend" in result.output
    assert "row 4: “soon” is no day" in result.output
    result = run("decisions", fill(book, {2: ("", "only a note"), 3: ("discuss",)}, {3: "LAP101-0000000000"}), folder)
    assert "a note without a decision" in result.output
    assert "no finding of this report has the id “LAP101-0000000000”" in result.output
    result = run("decisions", fill(book, {2: ("amend",), 3: ("perhaps",)}), folder)
    assert result.exit_code == 2
    assert [one.decision for one in load(folder).log] == ["amend"]
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    for name in ("other.xlsx", "none.xlsx", "filled.txt"):
        (tmp_path / "filled.txt").write_text("no workbook")
        result = run("decisions", tmp_path / name, folder)
        assert result.exit_code == 2
        assert len(result.output.strip().splitlines()) == 1


def test_decisions_are_a_log_in_which_nothing_is_lost(tmp_path: Path) -> None:
    first, second = Decision("LAP101-1", "amend", "", "A"), Decision("LAP101-1", "let lapse", "after all", "B")
    assert record(tmp_path, [first]) == (first,)
    assert record(tmp_path, [second, Decision("LAP101-2", "open")]) == (second,)
    assert record(tmp_path, [first]) == ()
    assert load(tmp_path).standing == {"LAP101-1": second}
    record(tmp_path, [Decision("LAP101-1", "open", "", "B")])
    assert load(tmp_path).standing == {}
    assert len(load(tmp_path).log) == 3
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    for text in ("{", "[]", '{"decisions": [{"id": 1}]}', '{"decisions": [{"id": "a", "decision": "burn"}]}', "\ufffe"):
        (tmp_path / FILE).write_text(text, encoding="utf-16" if text == "\ufffe" else "utf-8")
        before = (tmp_path / FILE).read_bytes()
        with pytest.raises(DecisionsError, match="cannot be read"):
            record(tmp_path, [first])
        assert (tmp_path / FILE).read_bytes() == before


@settings(max_examples=60)
@given(st.text(alphabet="=+-@;\t\r\n' ax＝", max_size=12))
def test_a_guarded_cell_begins_no_formula_and_can_be_read_back(text: str) -> None:
    assert plain(guarded(text)) == text
    for part in re.split(r"[;\t\r\n]", guarded(text)):
        assert not re.match(r"\s*[=+\-@＝]", part)


HOSTILE = f"""Appendix One
1 Words
1.1 In this Appendix, "Berth Card" means =HYPERLINK("http://example.org","x") {SCRIPT} a card.
1.2 =1+1
1.3 @SUM(A1) {{{{ 7 * 7 }}}}
"""
LEANING = f"=1+1 {SCRIPT}\n1 Rules\n1.1 =2+2; {SCRIPT} each Berth Card {SCRIPT} is blue.\n"


def test_planted_script_and_formulas_are_text(tmp_path: Path) -> None:
    folder = small(
        tmp_path / "code",
        one=HOSTILE,
        **{"=cmd <img src=x onerror=alert(1)>": LEANING},
    )
    record(folder, [Decision("LAP101-0", "amend")])
    gone = lapse.open(folder).expire("one")
    assert [one.code for one in gone.findings].count("LAP101") == 1
    record(folder, [Decision(gone.findings[0].id, "amend", f"=1+1 {SCRIPT}", "=2+2")])
    gone = lapse.open(folder).expire("one")
    text = gone.report(tmp_path / "x.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|<img", text)
    assert "{{ 7 * 7 }}" in text
    book = openpyxl.load_workbook(gone.report(tmp_path / "x.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    rows = list(csv.reader(io.StringIO(gone.report(tmp_path / "x.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if re.match(r"[=+\-@]", cell)]
    assert any(plain(cell).startswith("=cmd") for cell in rows[1])
    text = gone.report(tmp_path / "x.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)<(?:script|img)", text)


def test_what_lapse_toml_says_of_findings_holds_in_reports(tmp_path: Path) -> None:
    folder = small(tmp_path / "code", one=ONE, two=TWO)
    plain_ids = [one.id for one in lapse.open(folder).expire("one").findings]
    (folder / "lapse.toml").write_text(
        f'[ignore]\n{plain_ids[0]} = "agreed with the author"\n[levels]\nLAP105 = "info"\n'
    )
    for what in ("--json", "-o"):
        path = tmp_path / "x.json"
        result = run(*(("expire", "one", folder, what) if what == "--json" else ("report", "one", folder, what, path)))
        data = json.loads(result.stdout if what == "--json" else path.read_text(encoding="utf-8"))
        assert [one["id"] for one in data["findings"]] == plain_ids[1:]
        assert {one["level"] for one in data["findings"] if one["code"] == "LAP105"} == {"info"}
    text = lapse.open(folder).expire("one").report(tmp_path / "x.html").read_text(encoding="utf-8")
    assert "agreed with the author" in text


def test_reports_in_the_folder_are_not_read_as_documents(tmp_path: Path) -> None:
    folder = small(tmp_path / "code", one=ONE, two=TWO)
    gone = lapse.open(folder).expire("one")
    for ending in ENDINGS:
        gone.report(folder / f"report{ending}")
    assert [document.id for document in lapse.open(folder).corpus.documents] == ["one", "two"]


@pytest.mark.parametrize("redlined", [("am", "ac"), ("am",), ()])
def test_terms_have_the_status_that_the_redline_gives_them(
    built: Path, demo: Workspace, redlined: tuple[str, ...]
) -> None:
    files = [built.parent / "redline" / f"appendix-{one}.docx" for one in redlined]
    terms = Terms(demo.expire("AL", ON, accept=files))
    found = {term.name: term.status for term in terms.relied}
    cured = {"am": {"GroupID"}, "ac": {"SMETS1 CAD", "SMETS1 PPMID"}}
    expected = {term: "cured" if one in redlined else "open" for one, names in cured.items() for term in names}
    along = dict.fromkeys(("Group", "Group Device Model Combination List"), "along")
    assert found == (expected if redlined else expected | along)
    assert terms.documents == ("AC", "AM")
    assert "Migration Week" in terms.others or len(terms.others) > 20


def test_a_use_that_the_new_text_drops_is_deleted(tmp_path: Path) -> None:
    folder = small(tmp_path / "code", one=ONE, two=TWO)
    small(tmp_path / "new", two="Appendix Two\n1 Rules\n1.1 Each ticket is blue.\n")
    expiry = lapse.open(folder).expire("one", accept=[tmp_path / "new" / "two.txt"])
    assert [(term.name, term.status, dict(term.cells)) for term in Terms(expiry).relied] == [
        ("Berth Card", "deleted", {"two": ("deleted", 1)})
    ]
    assert "uses deleted" in expiry.report(tmp_path / "x.html").read_text(encoding="utf-8")


def test_sentences_name_documents_and_leave_quotes_alone(gone: Expiry) -> None:
    report = Report(gone)
    said = {report.said(one) for one in gone.findings}
    assert "“Appendix AL” refers to Appendix AL (SMETS1 TMAD), which lapses" in said
    assert (
        "“clauses 4.1, 4.3 and 6.2 of the TMAD” refers to Appendix AL (SMETS1 TMAD), 4.1, 4.3, 6.2, which lapse" in said
    )
    assert report.dispositions.startswith("Of 205 lapsing provisions 5 must be retained")


def test_the_command_writes_and_says_what_was_not_understood(built: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(built, tmp_path / "code")
    result = run("report", "AL", folder, "--on", ON, "--keep", "3.14E-3.14F", "-o", tmp_path / "x.md")
    assert result.exit_code == 0, result.output
    assert "Not understood, and so not judged" in result.stdout
    text = (tmp_path / "x.md").read_text(encoding="utf-8")
    assert "kept by decision: Appendix AL (SMETS1 TMAD), 3.14E, 3.14F" in text
    assert run("report", "AL", folder, "--on", ON, "-o", tmp_path / "x.csv", "--fail-on", "error").exit_code == 1
