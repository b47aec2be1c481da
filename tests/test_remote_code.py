"""A code whose `lapse.toml` names an endpoint: the same answers, and one sentence when it is down."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from servers import Server, oxigraph
from typer.testing import CliRunner

from lapse.cli.app import app
from lapse.settings import SettingsError, dump, load
from lapse.workspace import Workspace

ONE = 'Appendix One\n1 Words\n1.1 In this Appendix, "Berth Card" means a card.\n1.2 See clause 1.1 and clause 9.\n'
TWO = "Appendix Two\n1 Rules\n1.1 Each Berth Card is blue.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with oxigraph(tmp_path_factory.mktemp("server") / "data") as running:
        yield running


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def code(folder: Path, settings: str = "") -> Path:
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / "lapse.toml").write_text(f'name = "Berths"\n{settings}', encoding="utf-8")
    return folder


def test_the_same_commands_give_the_same_answers(tmp_path: Path, server: Server) -> None:
    here = code(tmp_path / "here")
    there = code(tmp_path / "there", f'store = "{server.url}"\n')
    built = run("build", there)
    assert built.exit_code == 0, built.output
    assert f"The graph in {server.url}/query is written." in built.output
    assert json.loads(run("build", there, "--json").stdout)["graph"] == "up to date"
    assert not (there / ".lapse" / "graph").exists()
    for arguments in (
        ("query", "silent-reliance"),
        ("query", "unresolved-references"),
        ("check",),
        ("expire", "one"),
        *(("export", "--format", form) for form in ("turtle", "nquads", "ntriples", "jsonld", "graphml")),
    ):
        at = 1 if arguments[0] in ("export", "check") else 2
        extra = () if arguments[0] == "export" else ("--json",)
        one, two = (run(*arguments[:at], folder, *arguments[at:], *extra) for folder in (here, there))
        assert (one.exit_code, one.stdout_bytes) == (two.exit_code, two.stdout_bytes), arguments
        assert one.stdout_bytes
    assert {*Workspace.open(here).rdf.quads()} == {*Workspace.open(there).rdf.quads()}
    (there / "two.txt").write_text(TWO + "1.2 A Berth Card is thin.\n", encoding="utf-8")
    assert json.loads(run("query", "silent-reliance", there, "--json").stdout)[0]["uses"] == 2
    told = run("doctor", there)
    assert "answers, and it holds 3 graphs of the code “Berths”." in " ".join(told.stdout.split())
    other = code(tmp_path / "other", f'store = "{server.url}"\n')
    (other / "lapse.toml").write_text(f'name = "Quays"\nstore = "{server.url}"\n')
    refused = run("build", other)
    assert refused.exit_code == 3
    assert "holds the code “Berths”; give “Quays” a store of its own" in refused.stderr


def test_an_endpoint_that_is_down_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        folder = code(tmp_path / "code", f'store = "http://127.0.0.1:{held.getsockname()[1]}"\n')
        for command in (("build", folder), ("query", "silent-reliance", folder), ("export", folder)):
            result = run(*command)
            assert result.exit_code == 3
            assert result.stderr.strip().splitlines()[-1].endswith("5 times asked; is the endpoint running?")
        assert run("expire", "one", folder).exit_code == 1
        assert (
            "no  endpoint" in " ".join(run("doctor", folder).stdout.split(" ")) or run("doctor", folder).exit_code == 3
        )


def test_nothing_goes_over_the_network_unless_the_settings_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    folder = code(tmp_path / "code")
    for command in (("build", folder), ("query", "silent-reliance", folder), ("export", folder), ("doctor", folder)):
        assert run(*command).exit_code == 0


def test_the_store_of_the_settings(tmp_path: Path) -> None:
    three = '[store]\nquery = "https://a.example/q"\nupdate = "https://a.example/u"\ngraphs = "https://a.example/g"'
    for text in ('store = "https://store.example/sparql"', three):
        (tmp_path / "lapse.toml").write_text(text)
        settings = load(tmp_path)
        assert settings.store
        (tmp_path / "lapse.toml").write_text(dump(settings))
        assert load(tmp_path).store == settings.store
    for text, words in (
        ("store = 7", "is written as store ="),
        ('store = "https://u:hush@store.example/"', "names a user"),
        ('[store]\nquery = "https://a.example/q"', "or three: query, update and graphs"),
    ):
        (tmp_path / "lapse.toml").write_text(text)
        with pytest.raises(SettingsError, match=words) as caught:
            load(tmp_path)
        assert "hush" not in str(caught.value)
