"""A code read by the workers of a real Dask scheduler, one of them killed half way, gives one and the same graph."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from lapse.corpus import cluster, crew
from lapse.corpus.cluster import Cluster, ClusterError
from lapse.workspace import Workspace

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytest.importorskip("pyarrow", reason="the extra `cluster` is not installed")

DOCUMENTS = 12
TEXT = """Act {n}

1 In this Act, "Item {n}" means a thing of the kind {n}, and "Fee" means the charge under section 2 of Act {before}.

2 An Item {n} is let by the week, and an Item {before} under section 1 of Act {before}. A Fee is paid for each.
"""


def started(*command: str) -> tuple[subprocess.Popen[str], str]:
    """A process of Dask, and the address that it prints when it is ready."""
    root = str(Path(__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": root, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "20s"}
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"(?:Scheduler at|Start worker at): +(tcp://\S+)", line):
            return process, found[1]
    raise AssertionError(f"{command[0]} did not start")


@pytest.fixture
def scheduler() -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a scheduler, and its two workers."""
    processes: list[subprocess.Popen[str]] = []
    try:
        head, address = started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        processes.append(head)
        for _ in range(2):
            options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
            processes.append(started("dask_worker", address, *options)[0])
        yield address, processes[1:]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()


def acts(folder: Path) -> Path:
    folder.mkdir()
    for n in range(DOCUMENTS):
        (folder / f"A-{n}.txt").write_text(TEXT.format(n=n, before=(n or DOCUMENTS) - 1), encoding="utf-8")
    return folder


def graph(code: Workspace) -> list[str]:
    code.build()
    return Store.read_only(code.graph_folder).lines()


def test_a_worker_that_is_killed_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheduler: tuple[str, list[subprocess.Popen[str]]]
) -> None:
    address, workers = scheduler
    (tmp_path / "here").mkdir()
    alone = graph(
        Workspace.open(acts(tmp_path / "alone" / "acts") if (tmp_path / "alone").mkdir() is None else tmp_path)
    )
    folder = acts(tmp_path / "here" / "acts")
    url = f"file://{acts(tmp_path / 'store')}"
    killed: list[int] = []

    def kill_one(step: str, done: int, total: int) -> None:
        if step == "finding references" and done == total // 2 and not killed:
            os.kill(workers[0].pid, signal.SIGKILL)
            killed.append(workers[0].pid)

    monkeypatch.setattr(crew, "BATCH", 1)
    code = Workspace.open(folder, kill_one, Cluster(address, folder, url))
    assert killed
    assert not code.reading.unread
    assert graph(code) == alone
    assert workers[0].wait(timeout=20) == -signal.SIGKILL
    assert not list(folder.glob(".lapse/parts/*"))
    assert graph(Workspace.open(folder)) == alone


def test_a_graph_as_columns_and_back() -> None:
    text = b'<a:s> <a:p> "x y \\" z"@en <a:g> .\n<a:s> <a:p> <a:o> <a:g> .\n'
    table = cluster.columns([(3, text), (5, b""), (4, text)])
    assert table.column_names == ["document", "subject", "predicate", "object", "graph"]
    assert dict(cluster.lines(table)) == {3: text, 4: text}


def test_what_is_missing_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(
        ClusterError, match=r"--cluster needs pyarrow; install it with `pip install 'lapse\[cluster\]'`"
    ):
        Workspace.open(acts(tmp_path / "acts"), crew=Cluster("tcp://127.0.0.1:9", tmp_path / "acts"))


def test_a_scheduler_that_is_not_there_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(ClusterError, match="does not answer"):
        Workspace.open(acts(tmp_path / "acts"), crew=Cluster("tcp://127.0.0.1:9", tmp_path / "acts"))
