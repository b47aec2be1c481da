"""Programs that serve SPARQL, started on free ports of this machine and stopped when the tests are done with them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from graph.addresses import Addresses
from graph.endpoint import Endpoint
from graph.wire import PATIENCE, Credentials, Wire

WAIT = 60
"""Seconds that a server may take to start, on a machine that does other things besides."""
VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""


@dataclass(frozen=True)
class Server:
    """A server that runs: its URL, as `lapse.toml` would name it, the credentials that it asks for, its process."""

    url: str
    credentials: Credentials
    process: int

    def endpoint(self, patience: float = PATIENCE) -> Endpoint:
        return Endpoint(Addresses.of(self.url), Wire(self.credentials, patience=patience))


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[Server]:
    """`oxigraph serve` on a folder; skips where the program is missing."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("needs the program oxigraph")
    port = port or free_port()
    command = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder.parent, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D") as process:
        yield Server(f"http://127.0.0.1:{port}", Credentials(), process)


@contextmanager
def virtuoso(folder: Path, buffers: int = 10_000) -> Iterator[Server]:
    """Virtuoso with a database of its own; skips where the program is missing. `buffers` are of 8 kB each."""
    program = shutil.which("virtuoso-t")
    if not program:
        pytest.skip("needs the program virtuoso-t")
    folder.mkdir(parents=True, exist_ok=True)
    http = free_port()
    settings = folder / "virtuoso.ini"
    dirty = buffers * 3 // 4
    settings.write_text(VIRTUOSO.format(folder=folder, sql=free_port(), http=http, buffers=buffers, dirty=dirty))
    command = [program, "-f", "-c", str(settings)]
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D") as process:
        yield Server(f"http://127.0.0.1:{http}/sparql", Credentials(f"127.0.0.1:{http}", "dba", "dba"), process)


@contextmanager
def _running(command: list[str], folder: Path, question: str) -> Iterator[int]:
    """The process of a program that runs once it answers a question, and is stopped at the end."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(process, question)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], question: str) -> None:
    session = requests.Session()
    session.trust_env = False
    for _ in range(WAIT * 10):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            if session.get(question, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not answer")
