"""Duties and rights that read as if they should outlive their document (LAP112), of documents drawn by chance.

    python bench/enduring.py FOLDER [--documents N] [--sample N] [--seed N]

FOLDER holds XML of Justice Canada, in folders below it or not. Documents of 20 to 900 kB are drawn, read for their
provisions alone, and a sample of the sentences that LAP112 would name, were their document to lapse, is printed with
its signals, to be judged by reading: would a person who winds the document up want to be asked about this one?
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from extract.oblige import find_obligations
from extract.profile import load
from extract.read import read_source
from extract.structure import build_tree
from graph.joins.enduring import HEAVY, UNTIL

SHOWN = 420
"""Characters of a sentence that are shown."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    files = sorted(one for one in given.folder.rglob("*.xml") if 20_000 < one.stat().st_size < 900_000)
    found, provisions, profile = [], 0, load("canada")
    for file in chance.sample(files, min(given.documents, len(files))):
        tree, _ = build_tree(read_source(file, view="accepted"), profile)
        texts = {one.path: one.text for one in tree}
        provisions += len(tree)
        for duty in find_obligations(tree):
            if duty.weight >= HEAVY or UNTIL in duty.signals:
                found.append((file.stem, duty, duty.span.of(texts[duty.provision])))
    sample = chance.sample(found, min(given.sample, len(found)))
    print(f"{given.documents} documents, {provisions:,} provisions, {len(found)} found, a sample of {len(sample)}")
    for number, (document, duty, words) in enumerate(sample, start=1):
        print(f"\n{number}. {document} {duty.provision} ({duty.kind}: {', '.join(duty.signals)})\n   {words[:SHOWN]}")


if __name__ == "__main__":
    main()
