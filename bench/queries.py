"""Speed of questions: the orphan query on a graph of our shape, beside rdflib's own engine; closures on arrays.

Triples are made by `shape.py`. The orphan query (`orphans_by_document.rq`, for one document) is asked on a store on
disk, opened read-only; the rule LAP101 on a store in memory with the states before and after a lapse. On rdflib the
same question is asked in several spellings, each with a time limit; the fastest counts, and runs alternate with ours.
Medians of seconds of the processor, because the machine may have other work. Closures and the lapse of every document
in turn run on arrays as large as those of a country's law: a million uses, 20,000 definitions.

    python bench/queries.py [--triples 5000000] [--beside 250000] [--limit 120] [--folder DIR]
        [--parts arrays disk rule rdflib]
"""

from __future__ import annotations

import argparse
import random
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import shape
from measuring import machine
from rdflib import Dataset

from graph.reach import closure_sizes
from graph.reliance import Columns, Pointers, reliance
from graph.rules import load
from graph.sparql import parted, substituted
from graph.store import Store
from ontology.vocabulary import AFTER, BEFORE, PREFIXES, Iri

PARTS = ("arrays", "disk", "rule", "rdflib")
ASKED = 30
"""Documents that are asked about, each once."""
SPELLINGS = {
    "nested NOT EXISTS": """
        ?definition lapse:definedInDocument {D} . ?use lapse:bindsTo ?definition .
        FILTER NOT EXISTS {{ GRAPH {D} {{ ?use lapse:usedIn ?own }} }}
        FILTER NOT EXISTS {{ ?candidate lapse:ofUse ?use ; lapse:candidateDefinition ?other .
          FILTER NOT EXISTS {{ ?other lapse:definedInDocument {D} }} }}
        ?use lapse:usedIn ?where""",
    "as ours": """
        ?definition lapse:definedInDocument {D} . ?use lapse:bindsTo ?definition ; lapse:usedIn ?where .
        FILTER NOT EXISTS {{ GRAPH {D} {{ ?use lapse:usedIn ?own }} }}
        FILTER NOT EXISTS {{ ?candidate lapse:ofUse ?use . FILTER NOT EXISTS {{
          ?candidate lapse:candidateDefinition ?other . ?other lapse:definedInDocument {D} }} }}""",
    "nested NOT EXISTS, the place first": """
        ?definition lapse:definedInDocument {D} . ?use lapse:bindsTo ?definition ; lapse:usedIn ?where .
        FILTER NOT EXISTS {{ GRAPH {D} {{ ?use lapse:usedIn ?own }} }}
        FILTER NOT EXISTS {{ ?candidate lapse:ofUse ?use ; lapse:candidateDefinition ?other .
          FILTER NOT EXISTS {{ ?other lapse:definedInDocument {D} }} }}""",
    "MINUS": """
        ?definition lapse:definedInDocument {D} . ?use lapse:bindsTo ?definition .
        GRAPH ?here {{ ?use lapse:usedIn ?where }} FILTER (?here != {D})
        MINUS {{ ?candidate lapse:ofUse ?use ; lapse:candidateDefinition ?other .
          ?other lapse:definedInDocument ?there . FILTER (?there != {D}) }}""",
    "two hops": """
        ?definition lapse:definedInDocument {D} . ?use lapse:bindsTo ?definition .
        GRAPH ?here {{ ?use lapse:usedIn ?where }} FILTER (?here != {D})
        FILTER NOT EXISTS {{ ?candidate lapse:ofUse ?use ; lapse:candidateDefinition ?other .
          ?other lapse:definedInDocument ?there . FILTER (?there != {D}) }}""",
}


class LateError(Exception):
    """A query took longer than its limit."""


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of the processor, and what came out."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def limited(work: Callable[[], object], seconds: int) -> tuple[float, object]:
    def late(*_: object) -> None:
        raise LateError

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        return timed(work)
    except LateError:
        return float("inf"), None
    finally:
        signal.alarm(0)


def shown(times: Iterable[float]) -> str:
    found = sorted(times)
    return f"median {statistics.median(found) * 1000:.1f} ms, slowest {found[-1] * 1000:.1f} ms"


def one_document(triples: int, folder: Path) -> None:
    """The orphan query on a store on disk."""
    documents = shape.documents_for(triples)
    took, _ = timed(lambda: _written(folder, documents))
    query = load("orphans_by_document").sparql
    opened, store = timed(lambda: Store.read_only(folder))
    assert isinstance(store, Store)
    draw = random.Random(2)
    asked = [draw.randrange(1, documents) for _ in range(ASKED)]
    first, _ = timed(lambda: store.query(query, {"document": Iri(shape.name(asked[0]))}))
    times, rows = [], 0
    for one in asked:
        took_one, found = timed(lambda one=one: store.query(query, {"document": Iri(shape.name(one))}))  # type: ignore[misc]
        times.append(took_one)
        rows += len(found)  # type: ignore[arg-type]
    general, found = timed(lambda: store.query(query, {"document": Iri(shape.name(0))}))
    print(f"orphan query, {len(store):,} triples on disk (written in {took:.0f} s, opened in {opened * 1000:.0f} ms):")
    print(f"  one document of {documents}: {shown(times)}, the very first {first * 1000:.1f} ms; {rows} rows")
    print(f"  the document of the general terms: {general * 1000:.0f} ms; {len(found)} rows")  # type: ignore[arg-type]


def _written(folder: Path, documents: int) -> None:
    with Store.revise(folder, fresh=True) as store:
        store.load(shape.quads(documents))


def the_rule(triples: int) -> None:
    """LAP101 on two states in memory."""
    documents = shape.documents_for(triples, states=2)
    lapsing = documents // 2
    store = Store.memory(shape.quads(documents, (BEFORE, AFTER), lapsing))
    rule = load("lap101_orphaned_term")
    times, rows = [], 0
    for _ in range(7):
        took, found = timed(lambda: store.query(rule.sparql, ordered=True))
        times.append(took)
        rows = len(found)  # type: ignore[arg-type]
    print(f"LAP101, {len(store):,} triples in memory, two states: {shown(times)}; {rows} rows")


def beside_rdflib(triples: int, limit: int) -> None:
    """The same question on rdflib's own engine, in the spelling that it answers fastest."""
    documents = shape.documents_for(triples)
    lines = list(shape.quads(documents))
    ours = Store.memory(lines)
    theirs = Dataset(default_union=True)
    theirs.parse(data="".join(lines), format="ox-nquads")
    query = load("orphans_by_document").sparql
    asked = [1 + number * (documents - 1) // 9 for number in range(8)]
    print(f"beside rdflib, {len(ours):,} triples in memory:")
    for title, text in SPELLINGS.items():

        def ask(one: int, text: str = text) -> int:
            body = text.format(D=f"<{shape.name(one)}>")
            return len(list(theirs.query(f"SELECT ?use ?where {{ {body} }}", initNs=PREFIXES)))

        ratios, times = [], []
        for one in asked:
            term = {"document": f"<{shape.name(one)}>"}
            mine, want = timed(lambda term=term: ours.query(parted(substituted(query, term)).text()))  # type: ignore[misc]
            took, got = limited(lambda one=one: ask(one), limit)  # type: ignore[misc]
            ratios.append(took / mine)
            times.append(took)
            if took == float("inf"):
                break
            assert got == len(want), title  # type: ignore[arg-type]
        word = f"more than {limit} s" if times[-1] == float("inf") else f"{statistics.median(times):.3f} s"
        print(f"  {title}: {word}; ours is {statistics.median(ratios):,.0f} times as fast")


def on_arrays(uses: int = 1_000_000, definitions: int = 20_000, documents: int = 4_370) -> None:
    """The lapse of every document in turn, and the closure of every term."""
    draw = np.random.default_rng(3)
    stands = np.sort(draw.integers(0, documents, definitions))
    home = np.sort(draw.integers(0, documents, uses))
    number = draw.integers(0, 4, uses)
    first = np.concatenate([[0], np.cumsum(number)])
    own = np.searchsorted(stands, home).clip(0, definitions - 1)
    chosen = np.where(draw.random(first[-1]) < 0.7, np.repeat(own, number), draw.integers(0, definitions, first[-1]))
    bound = np.where(number > 0, chosen[np.minimum(first[:-1], len(chosen) - 1)], -1)
    to = np.arange(700_001)
    refers = Pointers(draw.integers(0, documents, 700_000), to, draw.integers(0, documents, 700_000))
    body = draw.integers(0, definitions, 120_000)
    near = np.clip(body + draw.integers(-20, 20, 120_000), 0, definitions - 1)
    needs = np.unique(np.stack([body, near], axis=1), axis=0)
    ids, keys = tuple(map(str, range(documents))), tuple(map(str, range(definitions)))
    columns = Columns(ids, keys, stands, Pointers(home, first, stands[chosen]), bound, refers, needs)
    took = [timed(lambda: reliance(columns))[0] for _ in range(5)]
    what = f"every document in turn ({documents:,}; {uses:,} uses, 700,000 references)"
    print(f"{what}: median {statistics.median(took):.2f} s")
    took, sizes = [], np.zeros(0)
    for _ in range(5):
        one, sizes = timed(lambda: closure_sizes(definitions, needs[:, 0], needs[:, 1]))  # type: ignore[assignment]
        took.append(one)
    what = f"closure of every term ({definitions:,} definitions, {len(needs):,} needs)"
    print(f"{what}: median {statistics.median(took):.2f} s; the largest has {sizes.max():,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=5_000_000)
    parser.add_argument("--beside", type=int, default=250_000, help="triples to ask rdflib's own engine on")
    parser.add_argument("--parts", nargs="+", default=PARTS, choices=PARTS)
    parser.add_argument("--limit", type=int, default=120, help="seconds that a query of rdflib's may take")
    parser.add_argument("--folder", type=Path, help="where the store is made, a temporary folder by default")
    chosen = parser.parse_args()
    print(machine())
    if "arrays" in chosen.parts:
        on_arrays()
    if "disk" in chosen.parts:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
            one_document(chosen.triples, Path(folder) / "graph")
    if "rule" in chosen.parts:
        the_rule(chosen.triples)
    if "rdflib" in chosen.parts:
        beside_rdflib(chosen.beside, chosen.limit)


if __name__ == "__main__":
    main()
