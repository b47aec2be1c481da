"""A sample of definitions to judge by reading: does each hold where it says, is its meaning taken from the right place?

    python bench/judged.py [ARCHIVE|FOLDER] [--seed 20] [--count 200] [--imports] [--unseen]
    python bench/judged.py --score

Prints `count` definitions of documents that are held out (see `definitions.py`), half of them with a scope of less than
the document, a quarter imports, with their text and what stands over it; with `--imports` imports alone, two of a
document at most; with `--unseen` none that was judged before. `--score` counts the judgements of those who read them,
in `judged.tsv`: seed, document, provision, term, and for scope and source right, wrong or - (no source).
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from definitions import GOLD, is_held_out, unpacked

from extract.define import find_definitions
from extract.profile import load
from extract.read import read_source
from extract.structure import build_tree
from ontology.model import Definition, Provision

JUDGED = Path(__file__).with_name("judged.tsv")
_LARGE = 1_500_000
"""Files of more bytes are passed over where imports are drawn alone."""


def shown(one: Definition, by_path: dict[str, Provision]) -> str:
    """A definition with its scope and source, and the text that tells them."""
    scope = one.scope.kind if one.scope.kind != "provision" else ", ".join(one.scope.within)
    source = ""
    if one.source:
        labels = [f"{t.unit} {t.label}" + (f" to {t.through}" if t.through else "") for t in one.source.targets]
        source = f" <- {', '.join(labels)} | {one.source.document}"
    above = by_path[one.provision]
    over = []
    while above.parent in by_path and len(over) < 2:
        above = by_path[above.parent]
        over.append(f"{above.path}: {above.heading} {above.text}"[:140])
    text = by_path[one.provision].text
    start = max(0, one.span.start - 160)
    said = text[start : max(one.body.end, one.span.end + 60)][:330]
    return f"{one.term!r} [{one.kind}] {scope}{source}\n    {said}\n    over: {' < '.join(over)}"


Case = tuple[str, Definition, dict[str, Provision]]


def judgements() -> list[dict[str, str]]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def before() -> frozenset[tuple[str, str, str]]:
    """Document, provision and term of what was judged before."""
    return frozenset((row["document"], row["provision"], row["term"]) for row in judgements())


def cases(folder: Path, seed: int, count: int, left_out: frozenset[tuple[str, str, str]]) -> list[Case]:
    chance = random.Random(seed)
    paths = [one for one in sorted(folder.rglob("*.xml")) if is_held_out(one.stem)]
    narrow: list[Case] = []
    imports, wide = list(narrow), list(narrow)
    for path in chance.sample(paths, min(3 * count, len(paths))):
        provisions, _ = build_tree(read_source(path), load("canada"))
        by_path = {one.path: one for one in provisions}
        found = [d for d in find_definitions(provisions, load("canada"))[0] if not d.quoted]
        found = [d for d in found if (path.stem, d.provision, d.term) not in left_out]
        for one in chance.sample(found, min(4, len(found))):
            kind = imports if one.kind == "import" else narrow if one.scope.kind == "provision" else wide
            kind.append((path.stem, one, by_path))
    quarter = count // 4
    return narrow[: 2 * quarter] + imports[:quarter] + wide[: count - 3 * quarter]


def imports_alone(folder: Path, seed: int, count: int, left_out: frozenset[tuple[str, str, str]]) -> list[Case]:
    """Imports of documents held out, two of a document at most."""
    chance = random.Random(seed)
    paths = [one for one in sorted(folder.rglob("*.xml")) if is_held_out(one.stem)]
    chance.shuffle(paths)
    out: list[Case] = []
    for path in paths:
        if len(out) >= count:
            break
        if path.stat().st_size > _LARGE:
            continue
        provisions, _ = build_tree(read_source(path), load("canada"))
        by_path = {one.path: one for one in provisions}
        found = [d for d in find_definitions(provisions, load("canada"))[0] if d.kind == "import" and not d.quoted]
        found = [d for d in found if (path.stem, d.provision, d.term) not in left_out]
        out += [(path.stem, one, by_path) for one in chance.sample(found, min(2, len(found)))]
    return out[:count]


def score() -> None:
    rows = judgements()
    for seed in dict.fromkeys(row["seed"] for row in rows):
        for what in ("scope", "source"):
            counts = Counter(row[what] for row in rows if row["seed"] == seed)
            judged = counts["right"] + counts["wrong"]
            print(f"seed {seed}, {what}: {counts['right']} of {judged} right = {counts['right'] / max(judged, 1):.3f}")


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("given", nargs="?", type=Path, default=GOLD)
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--imports", action="store_true")
    options.add_argument("--unseen", action="store_true", help="nothing that was judged before")
    options.add_argument("--score", action="store_true")
    chosen = options.parse_args()
    if chosen.score:
        score()
        return 0
    if not chosen.given.exists():
        print(f"{chosen.given} is not there", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as scratch:
        unpacked(chosen.given, Path(scratch))
        folder = chosen.given if chosen.given.is_dir() else Path(scratch)
        drawn = (imports_alone if chosen.imports else cases)(
            folder, chosen.seed, chosen.count, before() if chosen.unseen else frozenset()
        )
        for number, (name, one, by_path) in enumerate(drawn, 1):
            print(f"{number}. {name} {one.provision} {shown(one, by_path)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
