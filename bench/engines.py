"""The same findings, in the same order, from every engine: which rules differ on which code, and what each engine took.

Engines: embedded Oxigraph, rdflib on oxrdflib, `oxigraph serve`, Virtuoso, and joins over the links without a graph
(`graph/joins`), by which a lapse is answered. For each code the document on which the rest leans most lapses, the
facts and the links of both states go into each engine, and the findings of all rules that compare two states are held
against each other. The servers are started on this machine and stopped; one that is missing is left out.

    python bench/engines.py [--codes demo contracts canada] [--documents 200] [--lapsing ID] [--folder DIR]
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from graph import joins
from graph.answers import Graphs
from graph.compare import Comparison
from graph.findings import Reader, Row, findings, in_order
from graph.rules import Rule, rules
from graph.store import Store
from lapse.demo import unpack
from lapse.workspace import Workspace
from ontology.results import Finding
from ontology.vocabulary import PREFIXES, Iri

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "gold"
sys.path.insert(0, str(ROOT / "tests"))
Asked = Callable[[Rule], list[Row]]
BUFFERS = 160_000
"""Of 8 kB each, for Virtuoso."""
PATIENCE = 3600.0
"""Seconds that a server may take to answer."""
SLOW = 1.0
"""Seconds from which on a rule is named."""
_CITED = re.compile(rb'<XRefExternal[^>]*link="([^"]+)"')


def folder(code: str, work: Path, documents: int) -> Path:
    """The documents of a code in a folder that may be written."""
    if code == "demo":
        return unpack(work / "demo")
    there = work / code
    if there.exists():
        return there
    if code == "contracts":
        return shutil.copytree(SHARED / "contracts" / "2020-docx", there)
    there.mkdir()
    with tarfile.open(SHARED / "canada" / "xml.tar.xz") as archive:
        texts = {Path(one.name).stem: archive.extractfile(one) for one in archive if one.name.endswith(".xml")}
        data = {name: file.read() for name, file in texts.items() if file is not None}
    for name in _company(data, documents):
        (there / f"{name}.xml").write_bytes(data[name])
    return there


def _company(data: Mapping[str, bytes], number: int) -> list[str]:
    """The document that most others cite, as their editors tagged it, and the first of these others."""
    citing: dict[str, set[str]] = {}
    for name, text in data.items():
        for cited in set(_CITED.findall(text)):
            citing.setdefault(cited.decode(), set()).add(name)
    most = max((one for one in citing if one in data), key=lambda one: (len(citing[one]), one))
    return [most, *sorted(citing[most] - {most})[: number - 1]]


def asked_of(store: Graphs) -> Asked:
    return lambda rule: store.query(rule.sparql, ordered=True).dicts()  # type: ignore[return-value]


def asked_of_rdflib(store: Store) -> Asked:
    """The rows by way of rdflib's terms, on oxrdflib."""
    dataset = store.dataset()

    def ask(rule: Rule) -> list[Row]:
        found = dataset.query(rule.sparql, initNs=PREFIXES)
        columns = [str(one) for one in found.vars or ()]
        rows = [tuple(_plain(one) for one in row) for row in found]  # type: ignore[union-attr]
        rows.sort(key=lambda row: [(one is not None, str(one)) for one in row])
        return [dict(zip(columns, row, strict=True)) for row in rows]

    return ask


def _plain(term: object) -> object:
    from rdflib import URIRef  # noqa: PLC0415 - here alone

    return None if term is None else Iri(term) if isinstance(term, URIRef) else str(term)


def asked_of_links(lapse: Comparison) -> Asked:
    """The rows by joins over the links of both states."""
    sides = joins.Sides(lapse)
    return lambda rule: joins.rows(rule.code, sides)  # type: ignore[return-value]


def found_by(ask: Asked, reader: Reader, took: dict[str, float] | None = None) -> tuple[Finding, ...]:
    """The findings of the rules that compare two states; `took` is told the seconds of each rule by the clock."""
    found: list[Finding] = []
    for rule in rules():
        began = time.perf_counter()
        found += findings(rule, ask(rule), reader)
        if took is not None:
            took[rule.code] = time.perf_counter() - began
    return tuple(in_order(found, reader))


def engines(lapse: Comparison, work: Path) -> Iterator[tuple[str, Asked]]:
    """Every engine that is here, one after the other, with the comparison in it; a server stops before the next."""
    yield "embedded Oxigraph", asked_of(lapse.store)
    yield "oxrdflib", asked_of_rdflib(lapse.store)
    import pytest  # noqa: PLC0415 - what skips where a program is missing
    from servers import oxigraph, virtuoso  # noqa: PLC0415 - tests/servers.py

    for name, start in (("oxigraph serve", oxigraph), ("Virtuoso", lambda at: virtuoso(at, BUFFERS))):
        try:
            with start(work / name.replace(" ", "-")) as server, server.endpoint(PATIENCE) as remote:
                began = time.perf_counter()
                remote.load(lapse._quads())
                print(f"  {name}: loaded in {time.perf_counter() - began:.0f} s", flush=True)
                yield name, asked_of(remote)
        except pytest.skip.Exception as reason:
            print(f"  {name} is left out: {reason}")


def agree(code: Workspace, lapsing: str, work: Path) -> bool:
    """Whether all engines find the same."""
    lapse = code.expire(f"{lapsing}#").lapse
    reader = lapse.reader
    print(f"  {lapsing} lapses; {len(lapse.store):,} triples", flush=True)
    want = found_by(asked_of_links(lapse), reader)
    counts = {rule.code: sum(one.code == rule.code for one in want) for rule in rules()}
    shown = ", ".join(f"{one} {number}" for one, number in counts.items() if number)
    print(f"  joins over links: {len(want)} findings: {shown}", flush=True)
    same = [_same(name, ask, want, reader) for name, ask in engines(lapse, work)]
    return all(same)


def _same(name: str, ask: Asked, want: tuple[Finding, ...], reader: Reader) -> bool:
    took: dict[str, float] = {}
    got = found_by(ask, reader, took)
    slow = ", ".join(f"{one} {seconds:.1f}" for one, seconds in took.items() if seconds >= SLOW)
    word = "the same" if got == want else "DIFFERENT"
    print(f"  {name}: {word}, {len(got)} findings in {sum(took.values()):.1f} s ({slow or 'no rule slow'})", flush=True)
    for one in (set(got) ^ set(want)) if got != want else ():
        print(f"    {'only here' if one in set(got) else 'missing'}: {one.id} {one.place} {one.message[:150]}")
    return got == want


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codes", nargs="+", default=["demo", "contracts", "canada"])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="where the documents are kept, to be used again")
    parser.add_argument("--lapsing", help="the id of the document that lapses; by default the one most leant on")
    chosen = parser.parse_args()
    right = True
    for name in chosen.codes:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as made:
            work = Path(made)
            code = Workspace.open(folder(name, chosen.folder or work, chosen.documents))
            print(f"{name}: {len(code.corpus.documents)} documents", flush=True)
            right = agree(code, chosen.lapsing or code.reliance()[0].document, work) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
