"""Damaged files for every reader: read, or refused with one sentence, in seconds and in bounded memory?

    python bench/fuzz.py [KIND…] [--files N] [--seed N] [--from N] [--workers N] [--keep FOLDER]

Small whole files (`seeds.py`) are damaged (`mutations.py`), 10,000 of each kind, and each is read alone as `lapse read`
reads it, down to definitions and references. Counted are: files that were read; files that were refused with a
ReadError of one sentence; crashes (any other exception, the death of the process for want of memory or otherwise, a
document whose parts do not fit together); and hangs (more than 10 seconds of the processor, which other work on the
machine does not lengthen, or 60 by the clock). Prints a table, and each kind of crash
with the number of its first file; `--keep` writes those files to a folder. Exit code 1 where one crashed or hung.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec
from seeds import KINDS, Kind, damaged

from extract.document import read_alone
from extract.read import ReadError
from ontology.model import Document

LIMIT = 10.0
"""Seconds of the processor that a file may take."""
CLOCK = 60.0
"""Seconds by the clock after which its process is killed."""
MEMORY = 3 * 2**30
"""Bytes of address space that a process may have; the interpreter with its libraries takes some 0.9 GB of them."""
VIEWS = ("accepted", "original")
OUTCOMES = ("read", "refused", "crashed", "hung")
Report = tuple[int, str, str, float]
"""Number of the file, outcome, detail, seconds of the processor; by the clock where its process was killed."""


def judge(path: Path, view: str) -> tuple[str, str]:
    """Outcome and detail of reading one file: "read", "refused" with the sentence, or "crashed" with the last lines."""
    try:
        document = read_alone(path, view)
        fault = unsound(document)
        return ("crashed", fault) if fault else ("read", "")
    except ReadError as error:
        sentence = str(error).replace(str(path), "FILE")
        return ("refused", sentence) if one_sentence(sentence) else ("crashed", f"not one sentence: {sentence!r}")
    except MemoryError:
        return "crashed", "MemoryError"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames if "extract" in f.filename][-3:]
        return "crashed", f"{type(error).__name__}: {str(error)[:120]} at {' < '.join(reversed(places))}"


def one_sentence(text: str) -> bool:
    """Whether a message is one sentence on one line; the code of a rule may follow it."""
    text = re.sub(r" \[LAP\d{3}\]$", "", text)
    return text.endswith(".") and "\n" not in text and not re.search(r"[a-z)]\. [A-Z]", text)


def unsound(document: Document) -> str:
    """What does not fit together in a document, "" where all does."""
    texts = {one.path: one.text for one in document.provisions}
    if len(texts) != len(document.provisions):
        return "two provisions have one path"
    if any(one.parent is not None and one.parent not in texts for one in document.provisions):
        return "a provision has a parent that is not there"
    spans = [(r.provision, r.span) for r in (*document.references, *document.definitions)]
    if any(at not in texts or not 0 <= span.start <= span.end <= len(texts[at]) for at, span in spans):
        return "a span lies outside of its provision"
    try:
        msgspec.json.encode(document)
    except (UnicodeError, ValueError) as error:
        return f"cannot be written down: {error}"
    return ""


def work(pipe: Connection, kind: Kind, seed: int, numbers: range) -> None:
    """Reads the damaged files of some numbers and reports each; runs in a process of its own."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / f"file{kind.ending}"
        for at in numbers:
            path.write_bytes(damaged(kind, seed, at))
            pipe.send((at, "begun", "", 0.0))
            began = time.process_time()
            outcome, detail = judge(path, VIEWS[at % len(VIEWS)])
            took = time.process_time() - began
            if took > LIMIT:
                outcome, detail = "hung", f"more than {LIMIT:.0f} s"
            pipe.send((at, outcome, detail, took))
    pipe.close()


@dataclass(slots=True)
class Worker:
    """A process under way, the numbers that it has left, and when it began the one that it is at."""

    process: BaseProcess
    pipe: Connection
    left: range
    since: float


def start(kind: Kind, seed: int, numbers: range) -> Worker:
    """A process that reads the files of these numbers."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(theirs, kind, seed, numbers), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours, numbers, time.monotonic())


def run(kind: Kind, seed: int, numbers: range, workers: int) -> Iterator[Report]:
    """The report of every file; a process that dies or hangs is replaced, and begins behind the file that it was at."""
    crew = [start(kind, seed, numbers[n::workers]) for n in range(workers)]
    while crew:
        ready = wait([one.pipe for one in crew], timeout=0.5)
        for worker in list(crew):
            late = time.monotonic() - worker.since > CLOCK
            if worker.pipe not in ready and not late:
                continue
            try:
                report: Report | None = worker.pipe.recv() if worker.pipe in ready else None
            except EOFError:
                report = None
            if report is not None:
                worker.since = time.monotonic()
                if report[1] != "begun":
                    worker.left = worker.left[1:]
                    yield report
                continue
            crew.remove(worker)
            worker.process.kill()
            worker.process.join()
            if worker.left:
                detail = f"killed after {CLOCK:.0f} s" if late else f"the process died ({worker.process.exitcode})"
                yield worker.left[0], "hung" if late else "crashed", detail, time.monotonic() - worker.since
                if worker.left[1:]:
                    crew.append(start(kind, seed, worker.left[1:]))


@dataclass(slots=True)
class Tally:
    """What came of the files of one kind."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[int]] = field(default_factory=dict)
    sentences: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, -1)

    def add(self, report: Report) -> None:
        """Count one file."""
        at, outcome, detail, seconds = report
        self.counts[outcome] += 1
        self.slowest = max(self.slowest, (seconds, at))
        if outcome in ("crashed", "hung"):
            self.faults.setdefault(f"{outcome}: {detail}", []).append(at)
        elif outcome == "refused":
            self.sentences[re.sub(r"\d+|'[^']*'|<[^>]*>|word/\S+", "…", detail)] += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(kind.name for kind in KINDS))
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--sentences", action="store_true", help="print the sentences of refusal, with their counts")
    chosen = parser.parse_args()
    failed = False
    print(
        f"{'kind':10}{'whole':>6}"
        + "".join(f"{one:>9}" for one in OUTCOMES)
        + f"{'slowest':>9}{'its number':>12}{'time':>7}"
    )
    for kind in (one for one in KINDS if not chosen.kinds or one.name in chosen.kinds):
        began, tally = time.monotonic(), Tally()
        damaged(kind, 0, 0)
        numbers = range(chosen.first, chosen.first + chosen.files)
        for report in run(kind, chosen.seed, numbers, chosen.workers):
            tally.add(report)
        counts = "".join(f"{tally.counts[one]:9}" for one in OUTCOMES)
        took = time.monotonic() - began
        print(
            f"{kind.name:10}{len(kind.whole()):6}{counts}{tally.slowest[0]:8.1f}s{tally.slowest[1]:12}{took:6.0f}s",
            flush=True,
        )
        if chosen.sentences:
            print("".join(f"{count:8}  {sentence}\n" for sentence, count in tally.sentences.most_common()), end="")
        for fault, places in sorted(tally.faults.items(), key=lambda one: -len(one[1])):
            print(f"    {len(places)} times, first file {min(places)}: {fault}", flush=True)
            if chosen.keep:
                chosen.keep.mkdir(parents=True, exist_ok=True)
                name = f"{kind.name}-{chosen.seed}-{min(places)}{kind.ending}"
                (chosen.keep / name).write_bytes(damaged(kind, chosen.seed, min(places)))
        failed = failed or bool(tally.faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
