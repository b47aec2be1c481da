"""The documentation: its commands and its Python run, its keys are the real ones, its pages say what the rules say."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.rules import DEFECTS, QUESTIONS, RULES, Rule, load
from lapse.cli.app import app
from lapse.demo import unpack

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = sorted([DOCS / "tutorial.md", *(DOCS / "howto").glob("*.md")])
RUN_TOGETHER = re.compile(r"```(console|python)\n(.*?)```", re.DOTALL)


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo corpus with everything read, as `sec`, `old-sec`, `redline`."""
    folder = tmp_path_factory.mktemp("docs")
    corpus = unpack(folder / "demo")
    CliRunner().invoke(app, ["build", str(corpus)])
    corpus.rename(folder / "sec")
    shutil.copytree(folder / "demo" / "redline", folder / "redline")
    shutil.copytree(folder / "sec", folder / "old-sec")
    shutil.rmtree(folder / "demo")
    return folder


# Every block runs, in the order in which a reader meets it.


def blocks(guide: Path) -> Iterator[tuple[str, str]]:
    yield from RUN_TOGETHER.findall(guide.read_text(encoding="utf-8"))


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines that are shown of its answer."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        first, *rest = part.rstrip("\n").split("\n")
        yield first, [line.strip() for line in rest if line.strip()]


def run(command: str, shown: list[str]) -> None:
    words = shlex.split(command)
    if words[0] == "cat":
        Path(words[1]).parent.mkdir(exist_ok=True)
        Path(words[1]).write_text("\n".join(shown), encoding="utf-8")
        return
    assert words[0] == "lapse", command
    to = words.index(">") if ">" in words else len(words)
    result = CliRunner().invoke(app, words[1:to])
    assert result.exit_code in (0, 1), (command, result.output)
    if words[to:]:
        Path(words[to + 1]).write_text(result.stdout, encoding="utf-8")
    plain = " ".join(re.sub(r"[│•]", " ", result.output).split())
    at = 0
    for line in shown:
        found = plain.find(" ".join(line.split()), at)
        assert found >= 0, f"{command} does not print {line!r} (in this order)"
        at = found


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_block_runs_and_prints_what_is_shown(guide: Path, read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(read)
    assert list(blocks(guide)), "a guide without a block that runs"
    space: dict[str, object] = {}
    for language, text in blocks(guide):
        if language == "python":
            exec(text, space)
        else:
            for command, shown in commands(text):
                run(command, shown)


def test_a_line_that_is_not_printed_is_noticed(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(read)
    with pytest.raises(AssertionError, match="does not print"):
        run("lapse explain LAP101", ["this is not said"])


def test_every_command_has_help_and_is_documented() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *DOCS.rglob("*.md")))
    reference = module("pages").commands()
    for name in module("pages").names():
        help_ = CliRunner().invoke(app, [name, "--help"])
        assert help_.exit_code == 0
        assert len(help_.stdout.split("\n\n")[1].strip()) > 20, f"lapse {name} has no help"
        assert f"## lapse {name}\n" in reference
        assert re.search(rf"\blapse {name}\b", texts), f"lapse {name} is in no page"


# Rules: the page, `lapse explain` and the header of the file say the same.


def plain(text: str) -> str:
    """A page's text as a reader sees it."""
    return re.sub(r"\\([\\`*_{}\[\]<>|#$])", r"\1", text)


@pytest.mark.parametrize("rule", [load(file) for file in (*RULES, *DEFECTS, *QUESTIONS)], ids=lambda rule: rule.file)
def test_the_page_the_command_and_the_header_of_a_rule_say_the_same(rule: Rule) -> None:
    pages = module("pages")
    page = plain(pages.rule_page(rule, pages.read_cases().get(rule.code, ())))
    told = CliRunner(env={"COLUMNS": "120"}).invoke(app, ["explain", rule.code or rule.name]).stdout
    told = " ".join(told.split())
    header = dict(re.findall(r"^#\+ (\w+): (.+)$", rule.sparql, re.MULTILINE))
    for key in ("title", "problem", "solution", "parameters"):
        words = header.get(key, rule.parameters if key == "parameters" else "")
        assert f"**{key.capitalize()}:** {words}" in page
        assert f"{key.capitalize()}: {' '.join(words.split())}" in told
    assert page.startswith(f"# {rule.code} {rule.name}".replace("#  ", "# "))
    assert f"{rule.code} {rule.name}".strip() in told
    if rule.code:
        assert f"Level: {header['level']}" in page
        assert f"({header['level']})" in told
    assert rule.sparql.strip("\n") in pages.rule_page(rule, ())


def test_rules_with_cases_show_them() -> None:
    pages = module("pages")
    cases = pages.read_cases()
    for file in (*RULES, *DEFECTS):
        rule = load(file)
        if rule.code not in ("LAP213", "LAP214"):  # fields of Word files, which no text can show
            assert len(cases[rule.code]) >= 2
            assert "### Silent" in pages.rule_page(rule, cases[rule.code])


def test_pages_are_made_anew_and_old_ones_go(tmp_path: Path) -> None:
    pages = module("pages")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "lap999.md").write_text("# gone", encoding="utf-8")
    pages.write(tmp_path)
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert made == {name for name, _ in pages.pages()}
    assert "gb-energy-code" in (tmp_path / "profiles.md").read_text(encoding="utf-8")


def test_the_page_of_figures_has_what_the_files_say(tmp_path: Path) -> None:
    figures = module("figures")
    figures.write(tmp_path / "figures.md")
    page = (tmp_path / "figures.md").read_text(encoding="utf-8")
    files = sorted((ROOT / "bench" / "figures").glob("*.json"))
    assert files
    for path in files:
        found = json.loads(path.read_text(encoding="utf-8"))
        assert f"## {path.stem}\n" in page
        assert found["machine"] in page
        for stage in set(found) - {"machine", "documents"}:
            assert f"\n| {stage} |" in page


# The JSON reference.


def documented() -> dict[str, set[str]]:
    """The keys of each table of the page, by its heading."""
    found: dict[str, set[str]] = {}
    for part in re.split(r"^## ", (DOCS / "reference" / "json.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        found[part.partition("\n")[0]] = set(re.findall(r"^\| `([\w ]+)` \|", part, re.MULTILINE))
    return found


def answer(*arguments: str) -> Any:
    return json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)


def test_the_keys_of_the_json_reference_are_the_real_ones(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(read)
    file = answer("read", "sec/appendix-am.docx")
    gone = answer("expire", "AL", "sec", "--on", "2025-12-31")
    views = answer("compare", "redline/appendix-am.docx")
    plan = answer("plan", "AL", "sec", "--on", "2025-12-31", "--keep", "3.14E")
    definition = answer("list", "definitions", "sec", "--document", "AM")[0]
    real = {
        "File": file,
        "Provision": file["provisions"][0],
        "Definition": definition,
        "Reference in a file": file["references"][0],
        "Reference": answer("list", "references", "sec", "--document", "AM")[0],
        "Use": answer("list", "uses", "sec", "--document", "AM")[0],
        "Reliance": answer("list", "reliance", "sec", "--document", "AM")[0],
        "Comparison": views,
        "State": gone["before"],
        "Finding": gone["findings"][0],
        "Evidence": next(f["evidence"][0] for f in gone["findings"] if f["evidence"]),
        "Ledger line": gone["ledger"][0],
        "Line of a change": views["ledger"][0],
        "Plan": plan,
        "Action": plan["actions"][0],
    }
    assert {name: set(keys) for name, keys in real.items()} == documented()
    assert set(gone) ^ set(views) == {"lapsing", "on", "decisions", "added"}
    assert set(views["added"][0]) == set(views["ledger"][0])
    assert set(file["definitions"][0]) == set(definition) - {"document"}
    days = {"in_force_from", "in_force_until", "repealed"}
    assert set(file["document"]) == {"id", "title", "version", "sha256", "aliases", "media_type"} | days
