"""Long work says how far it is: on stderr alone, as a bar on a terminal, as one line a step elsewhere."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import lapse
from lapse.cli.app import app
from lapse.cli.steps import Steps
from lapse.workspace import Workspace

STEPS = ["reading files", "finding references", "finding uses and links", "writing the graph"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text('Appendix One\n1 Words\n1.1 "Ship" means a vessel.\n', encoding="utf-8")
    (tmp_path / "two.txt").write_text("Appendix Two\n1 Rules\n1.1 Each Ship obeys clause 1.1.\n", encoding="utf-8")
    return tmp_path


def written(terminal: bool, every: bool = True) -> tuple[Steps, StringIO]:
    file = StringIO()
    return Steps(Console(file=file, force_terminal=terminal, width=100, color_system=None), every), file


def test_every_step_is_told_from_none_to_all(folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    Workspace.open(folder, lambda step, done, total: told.append((step, done, total))).build()
    assert told == [(step, n, 2) for step in STEPS for n in (0, 1, 2)]


def test_only_documents_that_say_a_new_name_are_read_again(folder: Path) -> None:
    (folder / "three.txt").write_text(
        'Appendix Three\n1 Words\n1.1 "Ship Plan" means the document set out in Appendix One.\n', encoding="utf-8"
    )
    (folder / "four.txt").write_text("Appendix Four\n1 Rules\n1.1 A boat obeys the Ship Plan.\n", encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    code = Workspace.open(folder, lambda step, done, total: told.append((step, done, total)))
    assert ("finding references by more names", 2, 2) in told
    assert not any(total > 2 for step, _, total in told if step == "finding references by more names")
    (found,) = code.reading.code.corpus.whole("four").references
    assert found.document == "Ship Plan"
    assert not any(card.said for card in code.reading.code.cards)


def test_a_line_a_step_where_there_is_no_terminal(folder: Path) -> None:
    result = CliRunner().invoke(app, ["build", str(folder), "--json"])
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == STEPS
    assert "lapse: reading files: 2 in " in result.stderr
    assert len(json.loads(result.stdout)["documents"]) == 2


def test_other_commands_are_quiet_where_nothing_is_slow(folder: Path) -> None:
    assert CliRunner().invoke(app, ["list", "documents", str(folder)]).stderr == ""


def test_a_notebook_is_told_nothing(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lapse.open(folder)
    assert capfd.readouterr() == ("", "")


def test_a_terminal_shows_files_done_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100_000))
    steps, file = written(terminal=True)
    steps("reading files", 0, 4000)
    assert steps._bar is not None
    steps._bar.get_time = lambda: float(next(clock))
    for done in range(1, 1200):
        steps("reading files", done, 4000)
    steps._bar.refresh()
    shown = file.getvalue().splitlines()[-1]
    assert "reading files" in shown
    assert "1,199 of 4,000, 1 a second," in shown
    assert shown.rstrip().endswith("left")
    steps.close()


def test_a_step_that_is_broken_off_leaves_no_bar() -> None:
    steps, file = written(terminal=True)
    steps("reading files", 0, 10)
    steps.close()
    assert "\x1b[?25h" in file.getvalue(), "the cursor is not shown again"


def test_a_step_of_one_thing_is_timed_and_not_counted() -> None:
    steps, file = written(terminal=False)
    steps("writing the graph", 0, 1)
    steps("writing the graph", 1, 1)
    assert file.getvalue().startswith("lapse: writing the graph: 0.")
    assert " in " not in file.getvalue()
