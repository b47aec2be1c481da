"""A folder that comes from somebody else: links that lead out of it, and settings that name what lies outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lapse.cli.app import app

TEXT = 'Appendix One\n1 Words\n1.1 In this Appendix, "Berth Card" means a card.\n'
ONE = '[[document]]\nid = "one"\nfile = "one.txt"\n'
pytestmark = pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder outside with what a careless program would take away or write over."""
    folder = tmp_path / "victim"
    (folder / "g7").mkdir(parents=True)
    (folder / "g7" / "holiday.jpg").write_bytes(b"picture")
    (folder / "accounts.json").write_text("{}")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("place", [".lapse", ".lapse/documents", ".lapse/graph", ".lapse/cards.msgpack"])
def test_a_link_out_of_the_folder_is_never_written_through(code: Path, victim: Path, place: str) -> None:
    (code / place).parent.mkdir(exist_ok=True)
    (code / place).symlink_to(victim if "." not in place[1:] else victim / "accounts.json")
    before = everything(victim)
    for command in ("build", "check", "init"):
        result = CliRunner().invoke(app, [command, str(code)])
        assert result.exit_code == 2, result.output
        assert result.stderr.strip().splitlines()[-1].endswith(f"is a link that leads out of {code}; take it away")
    assert everything(victim) == before


def test_settings_that_are_a_link_out_are_not_written(code: Path, victim: Path) -> None:
    (code / "lapse.toml").symlink_to(victim / "new.toml")
    assert CliRunner().invoke(app, ["init", str(code)]).exit_code == 2
    assert not (victim / "new.toml").exists()


def test_documents_outside_are_not_read(code: Path, victim: Path) -> None:
    (victim / "secret.txt").write_text("Appendix Secret\n1 Hush\n1.1 Hush.\n")
    (code / "two.txt").symlink_to(victim / "secret.txt")
    (code / "more").symlink_to(victim)
    listed = CliRunner().invoke(app, ["list", "documents", str(code), "--json"])
    assert "secret" not in listed.stdout.lower()
    assert "two.txt is a link out of" in listed.stderr
    assert "more is a link out of" in listed.stderr
    (code / "lapse.toml").write_text(f'{ONE}[[document]]\nid = "S"\nfile = "../victim/secret.txt"\n')
    told = CliRunner().invoke(app, ["list", "documents", str(code), "--json"])
    assert "lies outside" in told.stderr
    assert "Hush" not in told.stdout
