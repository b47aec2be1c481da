"""Builds that are killed (SIGKILL) at random moments: the old graph is left or the new, and the next build ends right.

Each time a code is built, changed, and built again by a process of its own, which is killed after a random part of the
time that an undisturbed build takes. Then the graph on disk must be that of before or that of after, to the letter; and
after one more build that of after. Before the first kill this process opens no store, so that it can fork.

By default the code is an invented one, which is built in a second or so: what counts is when a build is killed.

    python bench/killed.py [--moments 30] [--seed 1] [--code DIR]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from extract.document import extract
from graph.store import Store
from lapse.workspace import Workspace

assert extract  # spaCy and the readers are loaded here, once, and not in every process
MORE = 'Appendix ZZ\n1 Words\n1.1 In this Appendix, "Late Wave" means a wave.\n1.2 See clause 1.1 and clause 9.\n'
NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")


def invented(folder: Path) -> Path:
    """Appendices of a code that define, use and cite each other."""
    folder.mkdir(parents=True)
    for number, name in enumerate(NUMBERS):
        other = NUMBERS[(number + 3) % len(NUMBERS)]
        lines = [f"Appendix {name}", "1 Words", f'1.1 In this Code, "Berth {name}" means a berth of the kind {number}.']
        for clause in range(2, 40):
            lines += [
                f"{clause} Rule {clause}",
                f"{clause}.1 Each Berth {other} is let under clause {clause} of Appendix {other}.",
            ]
            lines += [f"{clause}.2 The holder of a Berth {name} shall keep a record of it for {clause} years."]
        (folder / f"appendix-{name.lower()}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def forked(work: Callable[[], object], kill_after: float | None = None) -> bool:
    """Runs `work` in a process of its own, killed after some seconds; whether it came to its end."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except BaseException as problem:  # whatever it was, this process must not go on as its parent
            print(problem, file=sys.stderr)
            os._exit(1)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == 0


def build(folder: Path) -> None:
    Workspace.open(folder).build()


def graph(folder: Path, into: Path) -> bytes:
    """The graph on disk as N-Quads, read by a process of its own."""

    def read() -> None:
        with Store.read_only(folder / ".lapse" / "graph") as store:
            into.write_bytes(store.dump("nquads"))

    into.unlink(missing_ok=True)
    forked(read)
    return into.read_bytes() if into.exists() else b""


def change(folder: Path) -> None:
    """Adds a document and takes another away."""
    last = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".toml")[-1]
    last.unlink()
    (folder / "appendix-zz.txt").write_text(MORE, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--code", type=Path, help="a folder of documents in the place of the invented one")
    chosen = parser.parse_args()
    draw = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        start, done, folder = (
            work / one / "code" for one in ("start", "done", "try")
        )  # a code is called by its folder
        shutil.copytree(chosen.code or invented(work / "made"), start)
        forked(lambda: build(start))
        before = graph(start, work / "out")
        shutil.copytree(start, done)
        change(done)
        began = time.perf_counter()
        forked(lambda: build(done))
        takes = time.perf_counter() - began
        after = graph(done, work / "out")
        assert "" not in (before, after)
        assert before != after
        print(f"an undisturbed build takes {takes:.2f} s; {len(before.splitlines())} triples before")
        right = left_old = left_new = ended = 0
        for _ in range(chosen.moments):
            shutil.copytree(start, folder)
            change(folder)
            moment = draw.uniform(0, takes)
            ended += forked(lambda: build(folder), moment)
            left = graph(folder, work / "out")
            left_old, left_new = left_old + (left == before), left_new + (left == after)
            again = forked(lambda: build(folder))
            sound = left in (before, after) and again and graph(folder, work / "out") == after
            if not sound:
                print(
                    f"killed after {moment:.3f} s: {'half a graph' if left not in (before, after) else 'wrong after'}"
                )
            right += sound
            shutil.rmtree(folder)
    print(f"{right} of {chosen.moments} right; the old graph was left {left_old} times, the new one {left_new} times")
    return 0 if right == chosen.moments else 1


if __name__ == "__main__":
    sys.exit(main())
