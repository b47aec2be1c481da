"""How fast a folder is built, how much memory that takes, and what a change, a question and a start cost.

    python bench/speed.py FOLDER [--documents N] [--text M] [--shares 1/4 1/2 1] [--stage NAME …] [--runs N]
                                 [--write FILE.json]

FOLDER holds documents of any kind; N of them, chosen by a digest of their names, are copied to a folder that is thrown
away. Every build is the command `lapse build` in a process of its own. Stages:

tokens   R: spaCy's blank English tokenizer as it comes, one Doc for each provision, one processor, on the same text
build    from nothing: wall and processor seconds, peak memory over all processes; then with nothing changed, and with
         one document changed (the median one by size). `--shares` builds parts of the N, to show how time grows: one
         after the other, and all of them again as often as `--runs` says; medians, and how often the time of the part
         before it each takes
expire   the act that most others cite, from a cold start to printed findings
start    `lapse --help`, and `lapse show` of a term in a built folder
peer     definitions, references and uses of 50 documents, to triples in memory: ours beside a plain spaCy and rdflib
         pipeline for the same job (tokenizer, Matchers, a PhraseMatcher with the same terms, rdflib's memory store)
uses     the uses of all terms of the N documents in their text, beside R; with `--text M` in that of M of them
eyecite  its citations in the text of 50 documents, in an environment that is thrown away, beside our references

Of the last three, both sides collect cycles as seldom as the processes of a build do.

Ratios are of processor seconds, medians of runs that take turns, so that what else the machine does counts for little.
Wall seconds are the machine's, with all that it does. Memory is looked at seldom, for a look holds up what it looks at:
when a tenth more of the time has gone by, but every three seconds.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

from measuring import in_turns, machine, measured, middle
from speed_peer import Peer
from venvs import answer, python_with

from extract.document import extract, refer
from extract.outcome import Extracted
from extract.profile import load
from extract.use import Terms, find_uses
from graph.bind import Binder
from graph.corpus import Corpus
from graph.defects import quads_of
from graph.link import link_document
from graph.resolve import Resolver
from graph.store import Store
from lapse.corpus import crew
from lapse.workspace import Workspace
from ontology.model import Definition, Document
from ontology.names import Names

STAGES = ("tokens", "build", "expire", "start", "peer", "uses", "eyecite")
FEW = 50
LAPSE = [sys.executable, "-c", "from lapse.cli import main; main()"]
EYECITE = """
import json, sys, time
from eyecite import get_citations
texts = json.load(sys.stdin)
began = time.process_time()
found = sum(len(get_citations(text)) for text in texts)
print(json.dumps([time.process_time() - began, found]))
"""


def chosen(folder: Path, most: int | None) -> list[Path]:
    """The documents of a folder in an order that is no order, as many as are asked for."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".lapse" not in path.parts]
    files = [path for path in files if path.suffix not in (".toml", ".jsonl")]
    files.sort(key=lambda path: hashlib.md5(path.name.encode()).hexdigest())
    return files[:most]


def tokenized(texts: Sequence[str]) -> None:
    """R: a Doc for each provision, by spaCy's blank English tokenizer as it comes."""
    import spacy  # noqa: PLC0415 - measured by itself

    tokenizer = spacy.blank("en").tokenizer
    for text in texts:
        tokenizer(text)


def texts_of(documents: Sequence[Document]) -> list[str]:
    return [provision.text for document in documents for provision in document.provisions]


def build(files: list[Path], shares: list[Fraction], folder: Path, runs: int = 1) -> dict[str, Any]:
    """Builds of parts of the files, in turns; the last, of the largest part, stays in `folder`."""
    shares = sorted(shares)
    times: dict[Fraction, list[dict[str, float]]] = {share: [] for share in shares}
    for _ in range(runs):
        for share in shares:
            put(files[: round(len(files) * share)], folder)
            times[share].append(measured([*LAPSE, "build", folder, "--json"]))
    found: dict[str, Any] = {}
    before: Fraction | None = None
    for share in shares:
        part = files[: round(len(files) * share)]
        one: dict[str, Any] = {"MB": round(sum(path.stat().st_size for path in part) / 1e6, 1), **middle(times[share])}
        if before is not None:
            for unit in ("wall", "processor"):
                pairs = zip(times[before], times[share], strict=True)
                one[f"{unit}, times"] = round(median(larger[unit] / smaller[unit] for smaller, larger in pairs), 2)
        found[f"{len(part)} documents"] = one
        before = share
    found["nothing changed"] = measured([*LAPSE, "build", folder, "--json"])
    changed = sorted(folder.glob("*.*"), key=lambda path: path.stat().st_size)[len(files) // 2]
    changed.write_bytes(changed.read_bytes().replace(b" shall ", b" must ", 1) + b"\n")
    found["one document changed"] = measured([*LAPSE, "build", folder, "--json"])
    return found


def put(files: Sequence[Path], folder: Path) -> None:
    """Copies files to a folder that has nothing else in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path in files:
        shutil.copy2(path, folder / path.name)
        os.utime(folder / path.name, (1e9, 1e9))


def expire(folder: Path) -> dict[str, Any]:
    """The act that most others cite, and what its lapse costs."""
    cards = Workspace.open(folder).reading.cards
    cited = Counter(one for card in cards for one in card.near if one != card.id)
    most, count = cited.most_common(1)[0]
    return {"act": most, "cited by": count, **measured([*LAPSE, "expire", most, folder, "--on", "2030-12-31"])}


def start(folder: Path, runs: int) -> dict[str, Any]:
    """Starts of commands."""
    cards = Workspace.open(folder).reading.cards
    term = next(one.term for card in cards for one in card.definitions)
    commands = {"--help": ["--help"], "show": ["show", term, folder]}
    return {name: middle([measured([*LAPSE, *words]) for _ in range(runs)]) for name, words in commands.items()}


def ours(documents: Sequence[tuple[Document, str]], terms: Terms) -> int:
    """Definitions, references and uses of documents that were read, to triples in memory; how many triples."""
    from extract.define import find_definitions  # noqa: PLC0415 - what is measured

    lines: list[str] = []
    names = Names.of("bench", [document for document, _ in documents])
    for document, profile in documents:
        find_definitions(document.provisions, load(profile))
        whole = refer(document, load(profile), document.aliases)
        uses = find_uses(whole, terms)
        corpus = Corpus("bench", (whole,), {whole.id: uses}, False)
        links = link_document(Binder(corpus, Resolver(corpus), {}), whole, uses)
        lines += quads_of(whole, uses, links, (), names)
    return len(Store.memory(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int)
    parser.add_argument("--text", type=int)
    parser.add_argument("--shares", nargs="*", type=Fraction, default=[Fraction(1)])
    parser.add_argument("--stage", nargs="*", choices=STAGES, default=list(STAGES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    files = chosen(asked.folder, asked.documents)
    found: dict[str, Any] = {"machine": machine(), "documents": len(files)}
    with tempfile.TemporaryDirectory(prefix="speed-") as place:
        for stage in asked.stage:
            found[stage] = run(stage, files, asked, Path(place) / "code")
            print(json.dumps({stage: found[stage]}, indent=2), flush=True)
    if asked.write:
        asked.write.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def run(stage: str, files: list[Path], asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """One stage."""
    if stage == "build":
        return build(files, asked.shares, folder, asked.runs)
    if stage in ("expire", "start"):
        if not folder.is_dir():
            build(files, [Fraction(1)], folder)
        return expire(folder) if stage == "expire" else start(folder, asked.runs)
    return extraction(stage, files, asked)


def extraction(stage: str, files: list[Path], asked: argparse.Namespace) -> dict[str, Any]:
    """One of the stages that need no folder."""
    wanted = {"tokens": len(files), "uses": asked.text or len(files)}.get(stage, FEW)
    defined: list[Definition] = []
    read: list[Extracted] = []
    for path in files if stage == "uses" else files[:wanted]:
        one = extract(path, path.stem)
        defined += one.document.definitions
        if len(read) < wanted:
            read.append(one)
    documents = [one.document for one in read]
    texts = texts_of(documents)
    size = {"MB of text": round(sum(map(len, texts)) / 1e6, 2)}
    terms = Terms.build(defined)
    terms.prepare()
    gc.freeze()  # as the processes of a build do, for either side
    gc.set_threshold(*crew.SELDOM)
    if stage == "tokens":
        return {**size, "R": in_turns(asked.runs, lambda: tokenized(texts))[0]}
    if stage == "uses":
        mine, tokens = in_turns(
            asked.runs, lambda: [find_uses(one, terms) for one in documents], lambda: tokenized(texts)
        )
        return {**size, "terms": len(terms), "ours": mine, "R": tokens, "R / ours": round(tokens / mine, 2)}
    profiles = [(one.document, one.profile) for one in read]
    if stage == "peer":
        peer = Peer(sorted({one.term for one in defined}))
        mine, theirs = in_turns(asked.runs, lambda: ours(profiles, terms), lambda: peer.triples(documents))
        return {**size, "ours": mine, "peer": theirs, "peer / ours": round(theirs / mine, 2)}
    with python_with("eyecite") as python:
        theirs, count = answer(python, EYECITE, texts)
    mine = in_turns(asked.runs, lambda: [refer(one, load(profile), ()) for one, profile in profiles])[0]
    return {**size, "ours": mine, "eyecite": round(theirs, 3), "its citations": count, "ratio": round(theirs / mine, 2)}


if __name__ == "__main__":
    main()
