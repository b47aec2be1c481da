"""The same findings, in the same order, from every engine: which rules differ on which code, and what each engine took.

Engines: embedded Oxigraph, rdflib on oxrdflib, `oxigraph serve`, Virtuoso, and joins over the links without a graph
(`graph/joins`), by which a lapse is answered. For each code the document on which the rest leans most lapses, the
facts and the links of both states go into each engine, and the findings of all rules that compare two states are held
against each other. The servers are started on this machine and stopped; one that is missing is left out.

    python bench/engines.py [--codes demo contracts canada] [--documents 200] [--lapsing ID]
        [--engines NAME ...] [--folder DIR]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
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
NAMES = ("embedded Oxigraph", "oxrdflib", "oxigraph serve", "Virtuoso")
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


def engines(lapse: Comparison, work: Path, names: Collection[str] = NAMES) -> Iterator[tuple[str, Asked]]:
    """The engines of these names that are here, one after the other, with the comparison in each.

    A server is stopped before the next is started.
    """
    if "embedded Oxigraph" in names:
        yield "embedded Oxigraph", asked_of(lapse.store)
    if "oxrdflib" in names:
        yield "oxrdflib", asked_of_rdflib(lapse.store)
    import pytest  # noqa: PLC0415 - what skips where a program is missing
    from servers import oxigraph, virtuoso  # noqa: PLC0415 - tests/servers.py

    for name, start in (("oxigraph serve", oxigraph), ("Virtuoso", lambda at: virtuoso(at, BUFFERS))):
        if name not in names:
            continue
        try:
            with start(work / name.replace(" ", "-")) as server, server.endpoint(PATIENCE) as remote:
                began, before = time.perf_counter(), processor(server.process)
                remote.load(lapse._quads())
                took = time.perf_counter() - began
                spent = processor(server.process) - before
                print(f"  {name}: loaded in {took:.0f} s, {spent:.0f} s of its processor", flush=True)
                yield name, asked_of(remote)
                print(f"  {name}: {processor(server.process) - before - spent:.0f} s of its processor to answer")
        except pytest.skip.Exception as reason:
            print(f"  {name} is left out: {reason}")


def processor(process: int) -> float:
    """The seconds of the processor that another process has had."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def agree(code: Workspace, lapsing: str, work: Path, names: Collection[str]) -> bool:
    """Whether the engines of these names find the same as the joins."""
    lapse = code.expire(f"{lapsing}#").lapse
    reader = lapse.reader
    triples = sum(one.count("\n") for one in lapse._quads())
    print(f"  {lapsing} lapses; {triples:,} triples", flush=True)
    want = found_by(asked_of_links(lapse), reader)
    counts = {rule.code: sum(one.code == rule.code for one in want) for rule in rules()}
    shown = ", ".join(f"{one} {number}" for one, number in counts.items() if number)
    print(f"  joins over links: {len(want)} findings: {shown}", flush=True)
    same = [_same(name, ask, want, reader) for name, ask in engines(lapse, work, names)]
    return all(same)


def _same(name: str, ask: Asked, want: tuple[Finding, ...], reader: Reader) -> bool:
    took: dict[str, float] = {}
    began = time.process_time()
    got = found_by(ask, reader, took)
    spent = time.process_time() - began
    slow = ", ".join(f"{one} {seconds:.1f}" for one, seconds in took.items() if seconds >= SLOW)
    word = "the same" if got == want else "DIFFERENT"
    print(f"  {name}: {word}, {len(got)} findings in {sum(took.values()):.1f} s", end=", ")
    print(f"{spent:.1f} s of our processor ({slow or 'no rule slow'})", flush=True)
    for one in (set(got) ^ set(want)) if got != want else ():
        print(f"    {'only here' if one in set(got) else 'missing'}: {one.id} {one.place} {one.message[:150]}")
    return got == want


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codes", nargs="+", default=["demo", "contracts", "canada"])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--engines", nargs="+", default=NAMES, choices=NAMES)
    parser.add_argument("--folder", type=Path, help="where the documents are kept, to be used again")
    parser.add_argument("--lapsing", help="the id of the document that lapses; by default the one most leant on")
    chosen = parser.parse_args()
    right = True
    for name in chosen.codes:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as made:
            work = Path(made)
            code = Workspace.open(folder(name, chosen.folder or work, chosen.documents))
            print(f"{name}: {len(code.corpus.documents)} documents", flush=True)
            right = agree(code, chosen.lapsing or code.reliance()[0].document, work, chosen.engines) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
