"""How many definitions are found, against the editors' tags in Canadian law, a provision a line in plain text.

    python bench/definitions.py [gold.tar.xz] [--half first|second] [--misses N]

The gold tags defined terms (`DefinedTermEn`), which are in italics; a document's terms are compared as a set, and
again with how often each is defined. Ignored, and counted: repealed definitions; terms in quotation marks and names
in brackets and in passing, which the editors tag now and then only; marginal
notes ("Definition of arrangement"), which repeat the term of the section below them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tarfile
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.define import find_definitions
from extract.profile import load
from extract.read import read_source
from extract.structure import build_tree
from ontology.model import Definition, Provision

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "canada" / "gold.tar.xz"


@dataclass
class Score:
    """Counts over documents, and the cases behind them."""

    right: int = 0
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    times_right: int = 0
    times_gold: int = 0
    times_found: int = 0
    scopes: Counter[str] = field(default_factory=Counter)


def key(term: str) -> str:
    return " ".join(term.replace("’", "'").casefold().split())


def compare(
    name: str, gold: dict[str, Any], found: tuple[Definition, ...], texts: dict[str, str], score: Score
) -> None:
    wanted: dict[str, str] = {}
    wanted_times: Counter[str] = Counter()
    repealed = set()
    for one in gold["definitions"]:
        for term in one["terms"]:
            if one["status"] == "repealed":
                score.ignored["repealed definition"] += 1
                repealed.add(key(term))
                continue
            wanted.setdefault(key(term), one["text"])
            if one["form"] == "marginal":
                score.ignored["marginal note (counted as a term, not as a time)"] += 1
            else:
                wanted_times[key(term)] += 1
    got: dict[str, Definition] = {}
    got_times: Counter[str] = Counter()
    for definition in found:
        term = key(definition.term)
        if definition.kind == "alias" and term not in wanted:
            score.ignored[f"untagged: {definition.rule}"] += 1
            continue
        if definition.rule == "quoted-term" and term not in wanted:
            score.ignored["untagged: in quotation marks, which the editors tag now and then only"] += 1
            continue
        got.setdefault(term, definition)
        got_times[term] += 1
        score.scopes[definition.scope.kind] += 1
    score.right += len(wanted.keys() & got.keys())
    score.missed += [(name, term, text) for term, text in wanted.items() if term not in got]
    score.false += [
        (name, f"{term} [{one.rule}]{' (repealed)' if term in repealed else ''}", texts[one.provision])
        for term, one in got.items()
        if term not in wanted
    ]
    score.times_right += sum((wanted_times & got_times).values())
    score.times_gold += sum(wanted_times.values())
    score.times_found += sum(got_times.values())


def read(text: bytes, name: str, folder: Path) -> tuple[Provision, ...]:
    path = folder / f"{name}.txt"
    path.write_bytes(text)
    return build_tree(read_source(path), load("canada"))[0]


def documents(archive: Path, half: str) -> list[tuple[str, bytes, dict[str, Any]]]:
    with tarfile.open(archive) as tar:
        files = {member.name.removeprefix("./"): tar.extractfile(member) for member in tar if member.isfile()}
        data = {name: handle.read() for name, handle in files.items() if handle}
    names = sorted(name.removesuffix(".gold.json") for name in data if name.endswith(".gold.json"))
    chosen = {"first": names[::2], "second": names[1::2], "all": names}[half]
    return [(name, data[f"{name}.txt"], json.loads(data[f"{name}.gold.json"])) for name in chosen]


def sample(title: str, cases: list[tuple[str, str, str]], count: int) -> None:
    print(f"\n{title} ({len(cases)}):")
    for name, term, text in sorted(random.Random(7).sample(cases, min(count, len(cases)))):
        print(f"  {name}: {term}\n      {text[:220]!r}")


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("gold", nargs="?", type=Path, default=GOLD)
    options.add_argument("--half", choices=("first", "second", "all"), default="all", help="every other document")
    options.add_argument("--misses", type=int, default=15, help="how many misses and false hits to print")
    given = options.parse_args()
    if not given.gold.is_file():
        print(f"{given.gold} is not there", file=sys.stderr)
        return 3
    score, seconds, size = Score(), 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text, gold in documents(given.gold, given.half):
            provisions = read(text, name, Path(folder))
            begin = time.perf_counter()
            found, _ = find_definitions(provisions, load("canada"))
            seconds += time.perf_counter() - begin
            size += len(text)
            compare(name, gold, found, {one.path: one.text for one in provisions}, score)
    gold_terms, found_terms = score.right + len(score.missed), score.right + len(score.false)
    print(f"terms by document: recall {score.right}/{gold_terms} = {score.right / gold_terms:.4f}, ", end="")
    print(f"precision {score.right}/{found_terms} = {score.right / found_terms:.4f}")
    print(
        f"every time defined: recall {score.times_right}/{score.times_gold} = "
        f"{score.times_right / score.times_gold:.4f}, ",
        end="",
    )
    print(f"precision {score.times_right}/{score.times_found} = {score.times_right / score.times_found:.4f}")
    print(f"{size / 1e6:.1f} MB in {seconds:.1f} s; scopes {dict(score.scopes)}")
    print("ignored:", dict(score.ignored))
    worst = Counter(name for name, _, _ in (*score.missed, *score.false))
    print("worst documents:", worst.most_common(8))
    sample("missed", score.missed, given.misses)
    sample("false", score.false, given.misses)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
