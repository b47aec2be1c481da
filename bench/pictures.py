"""How long a picture's page takes until it can be used, in headless Chromium.

For each code the whole change, its matrix, a term, clauses, a document, two documents and all documents are drawn. A
page counts as interactive when its script has run to the end and the next frame is painted, counted from the start of
the navigation; each page is loaded five times in a fresh context without a network. A matrix has no script: its load
event counts. As the wall's clock also counts what else the machine does, the processor time of the page's process until
then stands beside it. Bytes are those of the file.

    python bench/pictures.py                                   the demo, and the contracts of the gold set
    python bench/pictures.py FOLDER DOCUMENT OTHER TERM CLAUSE  a folder of yours
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

import lapse
from lapse.pictures.drawing import Drawing
from lapse.pictures.sketch import Picture

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "contracts" / "2020-docx"
LOADS = 5
SETTLED = """() => new Promise((done) => requestAnimationFrame(() => {
  const drawn = performance.getEntriesByName("drawn")[0];
  const load = performance.getEntriesByType("navigation")[0].loadEventEnd;
  done(Math.max(drawn ? drawn.startTime : 0, load));
}))"""


class Asked(NamedTuple):
    """A code and what is drawn of it."""

    folder: Path
    document: str
    other: str
    term: str
    clause: str


def codes(desk: Path) -> Iterator[Asked]:
    if len(sys.argv) == 6:
        yield Asked(Path(sys.argv[1]), *sys.argv[2:])
        return
    yield Asked(lapse.demo_corpus(desk / "demo"), "AL", "AM", "GroupID", "AL 7.9A-7.9D")
    if GOLD.is_dir():
        core, words = "Core Terms v3.0.2 (DA)", "Joint Schedule 1 - Definitions (DA)"
        yield Asked(Path(shutil.copytree(GOLD, desk / "contracts")), words, core, "Supplier", f"{core} 10.4")


def drawings(asked: Asked) -> Iterator[tuple[str, Drawing]]:
    code = lapse.open(asked.folder)
    gone = code.expire(asked.document)
    yield "the change", gone.draw()
    yield "its matrix", gone.matrix()
    yield "a term", code.draw(asked.term)
    yield "clauses", code.draw(asked.clause)
    yield "a document", code.draw(asked.document)
    yield "two documents", code.draw(asked.document, asked.other)
    yield "all documents", code.draw("documents")


def interactive(browser: Browser, file: Path) -> list[tuple[float, float]]:
    """Seconds until the page can be used, by the clock and of the processor, for each load."""
    found = []
    for _ in range(LOADS):
        page = browser.new_context(offline=True, viewport={"width": 1400, "height": 900}).new_page()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(file.as_uri())
        clock = float(page.evaluate(SETTLED)) / 1000
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        found.append((clock, float(metrics["ProcessTime"])))
        page.context.close()
    return found


def main() -> None:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        sys.exit("this bench needs Chromium")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=arguments)
        print("| code | picture | boxes | lines | drawn in | kB | interactive after, median | slowest | processor |")
        print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
        for asked in codes(Path(name)):
            started = time.process_time()
            for what, drawing in drawings(asked):
                file = Path(drawing.save(Path(name) / "page.html"))
                seconds = time.process_time() - started
                made = drawing.content
                size = (len(made.boxes), len(made.lines)) if isinstance(made, Picture) else (len(made.rows), "")
                took = interactive(browser, file)
                row = (asked.folder.name, what, *size, f"{seconds:.1f} s", f"{file.stat().st_size // 1000:,}")
                clocks, processors = zip(*took, strict=True)
                times = tuple(
                    f"{s:.2f} s" for s in (statistics.median(clocks), max(clocks), statistics.median(processors))
                )
                print(f"| {' | '.join(str(cell) for cell in (*row, *times))} |", flush=True)
                started = time.process_time()


if __name__ == "__main__":
    main()
