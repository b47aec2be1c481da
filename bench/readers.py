"""Pages a second of our PDF and Word readers beside pdfplumber and python-docx, on the same files in one run.

    python bench/readers.py [FOLDER] [--runs N] [--most PAGES] [--theirs PYTHON]

The files are the contracts that there are both as Word and as PDF; the PDF says how many pages both have. Every run is
a process of its own that reads one file unmeasured first, then each file once; runs of ours and of theirs take turns.
The time of a file is the median of its runs, in seconds of the processor, so that what else the machine does counts for
little. Printed are the pages a second over all files, the ratio, and the median over the files of theirs over ours.
pdfplumber gives the text of each page; python-docx gives the text of each paragraph and of each cell, without numbers,
which it does not compute. Both are installed in an environment that is thrown away (`--theirs` names the interpreter of
one that is there). Letters in pictures are not read (there is no tesseract on the path of the runs). FOLDER holds
`2020-docx` and `2020-pdf`; by default it is sought beside the project.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pypdfium2
from pdf import beside, twins
from venvs import answer, python_with

ROOT = Path(__file__).resolve().parents[1]
TIMED = """
import json, sys, time
paths, found = json.load(sys.stdin), {}
for path in paths[:1] + paths:
    began = time.process_time()
    characters = read(path)
    found[path] = [time.process_time() - began, characters]
print(json.dumps(found))
"""
OUR_PDF = """
from pathlib import Path
from extract.readers.pdf.reader import read_pdf
def read(path):
    return sum(len(block.text) for block in read_pdf(Path(path).read_bytes(), path).blocks)
"""
OUR_DOCX = OUR_PDF.replace("pdf", "docx")
THEIR_PDF = """
import pdfplumber
def read(path):
    count = 0
    with pdfplumber.open(path) as document:
        for page in document.pages:
            count += len(page.extract_text() or "")
            page.close()
    return count
"""
THEIR_DOCX = """
from docx import Document
from docx.table import Table
def inside(place):
    for item in place.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    yield from inside(cell)
        else:
            yield item.text
def read(path):
    return sum(map(len, inside(Document(path))))
"""
Seconds = dict[Path, list[float]]


@dataclass(frozen=True)
class Contest:
    """Two readers of one kind of file."""

    kind: str
    other: str
    ours: str
    theirs: str


CONTESTS = (
    Contest("PDF", "pdfplumber", OUR_PDF, THEIR_PDF),
    Contest("DOCX", "python-docx", OUR_DOCX, THEIR_DOCX),
)


@contextmanager
def without_tesseract() -> Iterator[None]:
    """A path on which there is no tesseract, so that no letters in pictures are read."""
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join(
        one
        for one in path.split(os.pathsep)
        if not any((Path(one) / name).exists() for name in ("tesseract", "tesseract.exe"))
    )
    try:
        yield
    finally:
        os.environ["PATH"] = path


def pages_of(path: Path) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def timed(contest: Contest, paths: list[Path], theirs: Path, runs: int) -> tuple[Seconds, Seconds]:
    """The processor's seconds of every run for each file, ours and theirs in turns."""
    ours: Seconds = {path: [] for path in paths}
    others: Seconds = {path: [] for path in paths}
    for _ in range(runs):
        for python, script, seconds in ((Path(sys.executable), contest.ours, ours), (theirs, contest.theirs, others)):
            for path, (took, _) in answer(python, script + TIMED, [str(path) for path in paths]).items():
                seconds[Path(path)].append(took)
    return ours, others


def show(contest: Contest, pages: dict[Path, int], ours: Seconds, others: Seconds) -> None:
    """Prints the line of a kind of file."""
    mine = {path: median(seconds) for path, seconds in ours.items()}
    their = {path: median(seconds) for path, seconds in others.items()}
    total = sum(pages.values())
    fast, slow = total / sum(mine.values()), total / sum(their.values())
    ratio = median(their[path] / mine[path] for path in mine)
    speeds = f"{fast:9.0f} {contest.other:12}{slow:7.0f}{fast / slow:7.2f}{ratio:16.2f}"
    print(f"{contest.kind:5}{len(mine):6}{total:7}{speeds}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=beside())
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--most", type=int, default=60, help="leave out files of more pages")
    parser.add_argument("--theirs", type=Path, help="an interpreter that has pdfplumber and python-docx")
    chosen = parser.parse_args()
    pairs = [(pdf, word, pages_of(pdf)) for pdf, word in twins(chosen.folder)]
    pairs = [one for one in pairs if one[2] <= chosen.most]
    if not pairs:
        print(f"no contracts at {chosen.folder}")
        return 2
    print(
        f"{'kind':5}{'files':>6}{'pages':>7}{'ours/s':>9} {'other':12}{'its/s':>7}{'ratio':>7}{'median of files':>16}"
    )
    with python_with("pdfplumber", "python-docx", python=chosen.theirs) as theirs, without_tesseract():
        for at, contest in enumerate(CONTESTS):
            pages = {pair[at]: pair[2] for pair in pairs}
            show(contest, pages, *timed(contest, list(pages), theirs, chosen.runs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
