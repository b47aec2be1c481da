"""The README is a promise: its commands and its Python run as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.rules import defects, rules
from lapse.cli.app import app
from lapse.demo import unpack

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line.split("#  ")[0].split(" # ")[0].strip() for line in re.findall(r"^lapse .+$", README, re.MULTILINE)]


@pytest.fixture(scope="module")
def sec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    unpack(folder).rename(folder / "sec")
    shutil.copytree(folder / "sec", folder / "old-sec")
    shutil.copy(next((folder / "sec").glob("appendix-am.*")), folder / "am-redline.docx")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_command(sec: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sec)
    arguments = shlex.split(command)[1:] + (["--force"] if command.startswith("lapse init") else [])
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code in (0, 1), result.output
    assert result.stdout.strip()


def test_python(sec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sec)
    blocks = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    assert len(blocks) == 2
    space: dict[str, object] = {}
    for block in blocks:
        exec(block, space)
    assert len(space["gone"].findings) > 3  # type: ignore[attr-defined]
    assert len(space["doc"].spans["lapse_definitions"]) == 1  # type: ignore[attr-defined]
    assert len(space["doc"].spans["lapse_references"]) == 1  # type: ignore[attr-defined]


def test_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make (\w+)`?", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE) or target == "sure"


def test_rules_in_the_readme_are_the_rules() -> None:
    listed = re.findall(r"^\| (LAP\d+) \| ([\w-]+) \|", README, re.MULTILINE)
    assert listed == [(rule.code, rule.name) for rule in (*rules(), *defects())]
