"""The command line as scripts rely on it: JSON shapes, exit codes, one sentence for bad input."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from lapse.cli.app import app
from lapse.demo.make.document import document
from lapse.demo.make.files import written
from lapse.demo.make.habits import HABITS
from lapse.demo.make.text import pieces

Run = Callable[..., Result]


@pytest.fixture
def demo(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "corpus")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def data(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)


def small(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


ONE = 'Appendix One\n1 Words\n1.1 In this Appendix, "Berth Card" means a card.\n1.2 See clause 1.1 and clause 9.\n'
TWO = "Appendix Two\n1 Rules\n1.1 Each Berth Card is blue.\n"


def test_read_has_the_keys_of_the_contract_and_true_offsets(tmp_path: Path) -> None:
    found = data("read", small(tmp_path, one=ONE) / "one.txt")
    assert set(found) == {"document", "health", "provisions", "definitions", "references", "problems"}
    assert {"id", "title", "version", "sha256"} <= set(found["document"])
    texts = {one["path"]: one["text"] for one in found["provisions"]}
    assert len(texts) == len(found["provisions"])
    for one in found["provisions"]:
        assert {"number", "path", "parent", "heading", "text", "page"} <= set(one)
        assert one["parent"] is None or one["parent"] in texts
    (definition,) = found["definitions"]
    assert {"term", "variants", "provision", "text", "scope", "kind", "imports", "rule"} <= set(definition)
    assert (definition["term"], definition["provision"], definition["scope"]) == ("Berth Card", "1.1", "document")
    for one in found["references"]:
        assert {"text", "provision", "start", "end", "document", "targets", "kind", "rule"} <= set(one)
        assert texts[one["provision"]][one["start"] : one["end"]] == one["text"]
    assert [one["targets"] for one in found["references"] if one["text"] == "clause 9"] == [["9"]]


def test_lists_have_the_keys_of_the_contract(tmp_path: Path) -> None:
    folder = small(tmp_path, one=ONE, two=TWO)
    (use,) = data("list", "uses", folder, "--document", "two")
    assert use | {"reason": ""} == {
        "document": "two",
        "provision": "1.1",
        "term": "Berth Card",
        "text": "Berth Card",
        "start": 5,
        "end": 15,
        "binds_to": {"document": "one", "provision": "1.1"},
        "scope": "implicit",
        "reason": "",
    }
    references = {one["text"]: one for one in data("list", "references", folder)}
    assert references["clause 1.1"]["status"] == "resolved"
    assert references["clause 1.1"]["targets"] == [{"document": "one", "provision": "1.1"}]
    assert references["clause 9"]["status"] == "unresolved"
    assert references["clause 9"]["reason"] == "one has no 9"
    (definition,) = data("list", "definitions", folder)
    assert definition["document"] == "one"
    assert definition["imports"] is None
    assert [one["id"] for one in data("list", "documents", folder)] == ["one", "two"]
    assert {one["document"] for one in data("list", "provisions", folder)} == {"one", "two"}


@pytest.mark.parametrize("name", ["AL", "al", "appendix-al", "Appendix AL", "SMETS1 TMAD", "tmad", "SEC Appendix AL"])
def test_a_document_goes_by_every_name_that_means_it_alone(demo: Path, name: str) -> None:
    found = data("expire", name, demo, "--on", "31 December 2025")
    assert found["lapsing"] == [{"document": "AL", "provision": ""}]


def test_finding_ids_and_the_graph_are_the_same_from_run_to_run(demo: Path, tmp_path: Path) -> None:
    other = shutil.copytree(demo, tmp_path / "other", ignore=shutil.ignore_patterns(".lapse"))
    ids = [[one["id"] for one in data("expire", "AL", at, "--on", "2025-12-31")["findings"]] for at in (demo, other)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])
    graphs = [run("export", at, "--format", "nquads").stdout_bytes for at in (demo, other)]
    assert graphs[0] == graphs[1]
    lines = graphs[0].decode().splitlines()
    assert lines == sorted(lines)
    assert "_:" not in "".join(line.split(" ")[0] for line in lines)


def test_the_states_of_a_lapse_can_be_asked(demo: Path) -> None:
    rows = data("query", "orphaned-term", demo, "--expire", "AL", "--on", "2025-12-31")
    assert {row["subject"] for row in rows} == {"GroupID", "SMETS1 CAD", "SMETS1 PPMID"}
    assert run("query", "orphaned-term", demo).exit_code == 2


def test_a_query_of_ones_own(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?id { ?d a lapse:Document ; dcterms:identifier ?id }", encoding="utf-8")
    assert [row["id"] for row in data("query", file, demo)] == sorted(
        one["id"] for one in data("list", "documents", demo)
    )
    file.write_text("SELECT nonsense", encoding="utf-8")
    result = run("query", file, demo)
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["turtle", "nquads", "ntriples", "jsonld", "graphml"])
def test_export_in_every_format(demo: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    assert run("export", demo, "--format", form, "-o", file).exit_code == 0
    assert file.stat().st_size > 10_000


@pytest.mark.parametrize("thing", ["GroupID", "groupid", "AL 3.14E", "AM#2", "AL"])
def test_show_a_term_a_clause_and_a_document(demo: Path, thing: str) -> None:
    assert len(run("show", thing, demo).stdout.splitlines()) > 3
    assert data("show", thing, demo)["kind"] in ("term", "provisions", "document")


def test_the_demo_tells_the_whole_story(tmp_path: Path) -> None:
    result = run("demo", tmp_path / "case")
    assert result.exit_code == 0, result.output
    for words in ("GroupID", "SMETS1 PPMID", "Dangling references", "What to carry over", "leaves nothing open"):
        assert words in result.stdout
    page = tmp_path / "case" / "orphans.html"
    assert page.is_file()
    assert not [one for one in page.parent.iterdir() if one.name not in ("corpus", "redline", "orphans.html")]


def test_draw_writes_one_page(demo: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("draw", "AL", demo, "--on", "2025-12-31", "-o", page).exit_code == 0
    assert "GroupID" in page.read_text(encoding="utf-8")


def test_what_lapse_draws_is_not_read_as_a_document(demo: Path) -> None:
    (demo / "lapse.toml").unlink()
    before = [one["id"] for one in data("list", "documents", demo)]
    assert run("draw", "appendix-al", demo, "-o", demo / "page.html").exit_code == 0
    assert [one["id"] for one in data("list", "documents", demo)] == before


def test_init_proposes_what_the_folder_shows_and_keeps_what_is_there(tmp_path: Path) -> None:
    folder = small(tmp_path, one=ONE, two=TWO)
    before = data("list", "uses", folder)
    assert run("init", folder).exit_code == 0
    assert "Appendix One" in (folder / "lapse.toml").read_text(encoding="utf-8")
    assert data("list", "uses", folder) == before
    again = run("init", folder)
    assert again.exit_code == 2
    assert "--force" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("read", "{}/none.txt"), 2, "no file"),
        (("read", "{}/empty.txt"), 3, "empty"),
        (("read", "{}/binary.dat"), 3, "binary"),
        (("build", "{}/nothing"), 2, "no documents"),
        (("build", "{}/nowhere"), 2, "no folder"),
        (("expire", "nine", "{}"), 2, "no document is called “nine”"),
        (("expire", "Appendix One", "{}/twice"), 2, "may mean"),
        (("expire", "one", "{}/good", "--on", "yesterday"), 2, "“yesterday” is no date"),
        (("expire", "one", "{}/good", "--on", "2025-02-30"), 2, "is no date"),
        (("expire", "one#7.7", "{}/good"), 2, "one has no 7.7"),
        (("expire", "one", "{}/good", "--keep", "7.7"), 2, "one has no 7.7"),
        (("plan", "one", "{}/good", "--to", "nine"), 2, "no document is called “nine”"),
        (("query", "no-such-query", "{}/good"), 2, "neither the name of a query nor a file"),
        (("explain", "LAP999"), 2, "no rule or query"),
        (("show", "Nothing Of The Kind", "{}/good"), 2, "no document is called"),
        (("list", "uses", "{}/good", "--document", "nine"), 2, "no document is called “nine”"),
        (("build", "{}/untidy"), 2, "no setting “nmae”"),
    ],
)
def test_bad_input_gets_one_sentence(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    for name in ("good", "twice", "nothing", "untidy"):
        (tmp_path / name).mkdir()
    small(tmp_path / "good", one=ONE, two=TWO)
    small(tmp_path / "twice", one=ONE, two=ONE)
    small(tmp_path / "untidy", one=ONE)
    (tmp_path / "untidy" / "lapse.toml").write_text('nmae = "x"\n', encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.dat").write_bytes(bytes(range(256)) * 8)
    result = run(*(one.format(tmp_path) for one in arguments))
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert result.stdout == ""
    assert sum(line.startswith("lapse: ") and words in line for line in result.stderr.splitlines()) == 1


def test_a_bad_file_is_told_of_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = small(tmp_path, one=ONE, two=TWO, empty="")
    (folder / "picture.dat").write_bytes(bytes(range(256)) * 8)
    result = run("build", folder, "--json")
    assert result.exit_code == 3
    found = json.loads(result.stdout)
    assert [one["id"] for one in found["documents"]] == ["one", "two"]
    assert len(found["unread"]) == 2
    assert json.loads(run("expire", "one", folder, "--json").stdout)["findings"][0]["subject"] == "Berth Card"


def test_an_unchanged_folder_is_not_written_again(demo: Path) -> None:
    assert data("build", demo)["graph"] == "up to date"
    text = written("appendix-ak") + "\n5.5 Each GroupID is even.\n"
    (demo / "appendix-ak.docx").write_bytes(document(pieces(text), HABITS["appendix-ak"]))
    assert data("build", demo)["graph"] == "written"
    assert any(one["document"] == "AK" for one in data("expire", "AL", demo)["findings"] if one["code"] == "LAP101")


def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small(tmp_path, one=ONE, two=TWO)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert run("expire", "one", folder).exit_code == 1
    result = run("build", folder)
    assert result.exit_code == 3
    assert "Permission denied" in result.stderr


def test_every_command_has_help_and_json() -> None:
    listed = run("--help").stdout
    for name in (
        "demo",
        "init",
        "read",
        "build",
        "list",
        "show",
        "expire",
        "plan",
        "draw",
        "query",
        "explain",
        "export",
    ):
        assert name in listed
        text = run(name, "--help").stdout
        assert "--json" in text
        assert len(text.splitlines()) > 5
