"""What `read` and `build` tell of a file: its health, what was left out, and whether it could be read in full."""

from __future__ import annotations

import json
import os
from pathlib import Path

import xlsxwriter
from click.testing import Result
from docx_files import docx, paragraph
from pdf_files import Sheet, pdf
from typer.testing import CliRunner

from lapse.cli.app import app

REDLINE = (
    '<w:p><w:r><w:t>The operator </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>always </w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="a"><w:r><w:delText>never </w:delText></w:r></w:del>'
    "<w:r><w:t>keeps the register.</w:t></w:r></w:p>"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_tracked_changes_are_counted_and_the_view_says_what_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "rules.docx").write_bytes(docx(REDLINE + paragraph("It is blue.")))
    for view, text in (("accepted", "always"), ("original", "never")):
        found = json.loads(run("read", tmp_path / "rules.docx", "--view", view, "--json").stdout)
        assert text in found["provisions"][0]["text"]
        assert found["health"]["tracked_changes"] == 2
        assert any(f"the {view} text" in one for one in found["health"]["left_out"])
    assert "2 tracked changes in the file" in run("read", tmp_path / "rules.docx").stdout


def test_build_shows_the_health_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "rules.docx").write_bytes(docx(REDLINE))
    (tmp_path / "more.txt").write_text("1. One.\n2. Two.\n4. Four.\n2. Two again.\n")
    lines = [line.split() for line in run("build", tmp_path).stdout.splitlines()]
    told = {line[0]: line[1:] for line in lines if line and line[0] in ("more", "rules")}
    assert told["more"][:3] == ["4", "4", "1"]
    assert told["rules"][:7] == ["1", "0", "0", "0", "0", "0", "2"]
    rows = {one["id"]: one for one in json.loads(run("build", tmp_path, "--json").stdout)["documents"]}
    assert rows["rules"]["tracked_changes"] == 2
    assert rows["more"]["missing"] == rows["more"]["repeated"] == 1


def test_what_was_cut_ends_with_3(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "matrix.xlsx")
    for name in ("shown", "hidden"):
        book.add_worksheet(name).write_row(0, 0, ["Row", "Duty"])
        book.get_worksheet_by_name(name).write_row(1, 0, ["R1", "The operator keeps it."])
    book.get_worksheet_by_name("hidden").hide()
    book.close()
    assert run("read", tmp_path / "matrix.xlsx").exit_code == 3
    assert run("build", tmp_path).exit_code == 3


def test_a_page_that_declares_entities_is_told_of(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><body><p>1. A fee &a; is due.</p></body></html>"
    )
    (tmp_path / "page.html").write_text(page)
    result = run("read", tmp_path / "page.html", "--json")
    found = json.loads(result.stdout)
    assert [one["text"] for one in found["provisions"]] == ["A fee &a; is due."]
    assert result.exit_code == 3


def test_a_name_that_is_no_text_gives_json(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\xff.txt")
    try:
        path.write_text("1. A fee is due.\n")
    except OSError:
        return
    assert json.loads(run("read", path, "--json").stdout)["provisions"][0]["text"] == "A fee is due."


def test_short_pages_that_look_alike_are_no_running_lines(tmp_path: Path) -> None:
    sheets = []
    for k in range(1, 9):
        sheet = Sheet()
        sheet.paragraph(f"Rule {k} of the station says what is kept.", f"{k}.", body=100)
        sheets.append(sheet)
    (tmp_path / "rules.pdf").write_bytes(pdf(*sheets))
    found = json.loads(run("read", tmp_path / "rules.pdf", "--json").stdout)
    assert [one["number"] for one in found["provisions"]] == [str(k) for k in range(1, 9)]
