"""Findings when one document of a code lapses after the other, and a random sample of them for a person to judge.

    python bench/lapses.py FOLDER [--lapsing WORDS]... [--sample N] [--seed N] [--judged FILE] [--code CODE]

Each document whose id begins with WORDS, of which there may be several, lapses by itself. The sample is drawn from all
findings that a lapse causes; each is printed with its sentence and its target's beginning, so that it can be judged by
reading. FILE, as lapses.tsv, has a line for each finding judged: its id, what lapses, right or wrong, and a word why,
with tabs between (no text of the documents); it is counted against the sample. FOLDER is read as `lapse` reads it; it
is best a copy, since `.lapse` is written there.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import lapse
from lapse.expiry import Expiry
from ontology.results import Finding

Caused = tuple[str, Expiry, Finding]
SHOWN = 420
"""Characters of a text that are shown."""


def caused(folder: Path, words: tuple[str, ...]) -> list[Caused]:
    """What the lapse of each document causes, in the order of documents and findings."""
    code = lapse.open(folder)
    found: list[Caused] = []
    for document in code.corpus.documents:
        if document.id.startswith(words):
            expiry = code.expire(f"{document.id}#")
            findings = [one for one in expiry.findings if one.cause == "caused"]
            counts = Counter(one.code for one in findings)
            print(f"{document.id}: {', '.join(f'{code} {n}' for code, n in sorted(counts.items())) or 'nothing'}")
            found += [(document.id, expiry, one) for one in findings]
    return found


def name(one: Caused) -> str:
    """What a judgement is given under: the finding, and what lapses."""
    return f"{one[2].id} {one[0]}"


def show(number: int, one: Caused) -> None:
    """One finding with what a person needs to judge it."""
    _, expiry, finding = one
    print(f"\n{number}. {name(one)}\n   {finding.place}: {finding.message}")
    for evidence in finding.evidence[:3]:
        print(f"   “{evidence.text}” in: {evidence.quote[:SHOWN]}")
    print(f"   text: {expiry.corpus.text(finding.place)[:SHOWN]}")
    for target in finding.targets[:3]:
        if target != finding.place:
            print(f"   target {target}: {expiry.corpus.text(target)[:SHOWN]}")


def judged(file: Path) -> dict[str, str]:
    """Judgements by what they were given under."""
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {f"{id_} {lapsing}": judgement for id_, lapsing, judgement, _ in lines}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lapsing", action="append")
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--code", default="LAP")
    given = parser.parse_args()
    found = [one for one in caused(given.folder, tuple(given.lapsing or [""])) if one[2].code.startswith(given.code)]
    sample = random.Random(given.seed).sample(found, min(given.sample, len(found)))
    print(f"{len(found)} findings, a sample of {len(sample)} with the seed {given.seed}")
    if given.judged is None:
        for number, one in enumerate(sample, start=1):
            show(number, one)
        return
    known = judged(given.judged)
    counts = Counter(known.get(name(one), "not judged") for one in sample)
    print(", ".join(f"{number} {judgement}" for judgement, number in sorted(counts.items())))


if __name__ == "__main__":
    main()
