"""Files are written whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lapse.corpus import whole


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    whole.write(path, "first")
    path.chmod(0o640)
    whole.write(path, "“second” \ud800")
    assert path.read_text(encoding="utf-8") == "“second” ?"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")

    def fail() -> None:
        with whole.replacing(path) as beside:
            beside.write_text("half")
            raise ValueError("the caller's own")

    with pytest.raises(ValueError, match="own"):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileNotFoundError):
        whole.write(tmp_path / "none" / "out.txt", b"")


def test_a_link_still_leads_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    whole.write(tmp_path / "link.txt", b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_what_is_no_file_is_written_to_as_it_is() -> None:
    whole.write(Path(os.devnull), b"nothing")
    assert not Path(os.devnull).is_file()


def test_long_names_and_the_same_ending(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 240 + ".xlsx")
    with whole.replacing(path) as beside:
        assert beside.suffix == ".xlsx"
        beside.write_bytes(b"1")
    assert path.read_bytes() == b"1"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with pytest.raises(OSError, match="too large"):
            whole.write(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


KILLED = """
import os, signal, sys
from pathlib import Path
from lapse.corpus import whole
with whole.replacing(Path(sys.argv[1])) as beside:
    beside.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_whoever_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir() if not one.name.startswith(".")] == ["out.txt"]
