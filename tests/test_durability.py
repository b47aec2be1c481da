"""Whatever happens to a build, the old graph is left or the new one, and one sentence says what was in the way."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from click.testing import Result
from typer.testing import CliRunner

from graph import generations
from graph.store import Store
from lapse.cli.app import app
from lapse.workspace import Workspace

BENCH = Path(__file__).resolve().parents[1] / "bench" / "killed.py"
ONE = 'Appendix One\n1 Words\n1.1 In this Appendix, "Berth Card" means a card.\n1.2 See clause 1.1 and clause 9.\n'
TWO = "Appendix Two\n1 Rules\n1.1 Each Berth Card is blue.\n"
NOBODY = 65534
RUN = "import sys; from lapse.cli import main; sys.argv[0] = 'lapse'; main()"
needs_posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a POSIX system")


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    return folder


def build(folder: Path) -> list[str]:
    Workspace.open(folder).build()
    return graph(folder)


def graph(folder: Path) -> list[str]:
    with Store.read_only(folder / ".lapse" / "graph") as store:
        return store.lines()


def change(folder: Path) -> None:
    (folder / "two.txt").write_text(TWO + "1.2 No Berth Card is red.\n", encoding="utf-8")


def command(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def said(result: Result) -> str:
    """The one sentence of a command that could not do all of its work."""
    assert isinstance(result.exception, SystemExit)
    (sentence,) = [line for line in result.stderr.splitlines() if "cannot" in line or "another process" in line]
    return sentence


@needs_posix
def test_builds_that_are_killed_at_random_moments(code: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH), "--moments", "5", "--seed", str(os.getpid()), "--code", str(code)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 of 5 right" in done.stdout


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Nothing can be written to a file beyond a number of bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@needs_posix
@pytest.mark.parametrize("size", [2, 3_000])
def test_no_room_for_files_is_one_sentence_and_loses_nothing(code: Path, size: int) -> None:
    old = build(code)
    change(code)
    with largest_file(size):
        result = command("build", code)
        asked = command("query", "silent-reliance", code)
    assert result.exit_code == 3
    assert "cannot" in said(result)
    assert graph(code) == old
    assert asked.exit_code == 0
    assert build(code) != old


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB, full but for what a build may need to begin."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(filler: Path) -> None:
    """Takes all the room that is left."""
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"x" * 2_000_000)


def test_a_full_disk_is_one_sentence_and_loses_nothing(code: Path, small_disk: Path) -> None:
    there = shutil.copytree(code, small_disk / "code")
    build(there)
    old = graph(there)
    change(there)
    fill(small_disk / "first")
    result = command("build", there)
    assert result.exit_code == 3
    assert "No space left" in said(result)
    assert graph(there) == old
    fill(small_disk / "second")
    initial = command("init", there)
    assert initial.exit_code == 2
    assert "No space left" in said(initial)
    assert not (there / "lapse.toml").exists()
    (small_disk / "first").unlink()
    assert command("build", there).exit_code == 0
    assert graph(there) != old


@contextmanager
def somebody_else() -> Iterator[None]:
    """This process with the rights of a user who owns nothing."""
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs the right to be somebody else")
def test_a_folder_that_may_only_be_read(code: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(code, tmp_path / "elsewhere")  # loads all modules that the commands need
    assert command("build", elsewhere).exit_code == 0
    assert command("query", "silent-reliance", elsewhere, "--json").exit_code == 0
    build(code)
    old = graph(code)
    change(code)
    for top in (code, *code.parents):
        top.chmod(top.stat().st_mode | 0o055)
    with somebody_else():
        result = command("build", code)
        asked = command("query", "silent-reliance", code, "--json")
    assert result.exit_code == 3
    assert "Permission denied" in said(result)
    assert asked.exit_code == 0
    assert '"uses": 2' in asked.stdout
    assert graph(code) == old


def test_what_is_kept_and_damaged_within_is_one_sentence(code: Path) -> None:
    build(code)
    cards = code / ".lapse" / "cards.msgpack"
    kept = msgspec.msgpack.decode(cards.read_bytes())
    for file in kept["files"]:
        file["card"]["packed"] = b"\x93 Berth Card"
    cards.write_bytes(msgspec.msgpack.encode(kept))
    result = command("show", "Berth Card", code)
    assert result.exit_code == 3
    assert result.stderr == "lapse: what was kept in .lapse is damaged; take that folder away and build again\n"
    cards.write_bytes(cards.read_bytes()[:-9])
    assert command("show", "Berth Card", code).exit_code == 0


def test_of_two_builds_at_once_one_says_so(code: Path) -> None:
    old = build(code)
    change(code)
    other = generations.begin(code / ".lapse" / "graph")
    result = command("build", code)
    assert result.exit_code == 3
    assert "another process is writing" in said(result)
    other.abandon()
    assert graph(code) == old
    assert build(code) != old


@needs_posix
def test_builds_that_race_end_with_the_right_graph(code: Path) -> None:
    build(code)
    change(code)
    line = [sys.executable, "-c", RUN, "build", str(code)]
    racing = [subprocess.Popen(line, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) for _ in range(2)]
    results = [(one.communicate()[1], one.returncode) for one in racing]
    assert {status for _, status in results} <= {0, 3}
    assert 0 in {status for _, status in results}
    assert not any("Traceback" in words for words, _ in results)
    done = graph(code)
    shutil.rmtree(code / ".lapse")
    assert build(code) == done


@needs_posix
def test_readers_keep_what_they_opened_and_it_goes_when_nobody_reads(tmp_path: Path) -> None:
    lines = [[f'<a:s> <a:p> "{number}" <a:g> .\n'] for number in range(5)]
    place = tmp_path / "graph"
    with Store.revise(place, fresh=True) as store:
        store.load(lines[0])
    reader = Store.read_only(place)
    for more in lines[1:4]:
        with Store.revise(place, fresh=True) as store:
            store.load(more)
    assert reader.lines() == [lines[0][0].strip()]
    assert (place / "g1").is_dir()
    assert not (place / "g2").exists()
    dataset = Store.read_only(place).dataset()
    reader.close()
    with Store.revise(place, fresh=True) as store:
        store.load(lines[4])
    assert not (place / "g1").exists()
    with Store.revise(place, fresh=True):
        pass
    assert len(dataset) == 1
    assert (place / "g4").is_dir()
    assert sorted(path.name for path in place.iterdir() if path.suffix == ".lock") == ["g4.lock", "g5.lock", "g6.lock"]
