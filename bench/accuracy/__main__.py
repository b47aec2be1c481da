"""Accuracy on the gold sets: python -m bench.accuracy [MEASURE...] [--half dev|test|all] [--step N] [--show N].

Each measure says in its module what counts and what is ignored, and why. Printed are precision and recall, what was
ignored, the worst documents, a sample of misses and false hits with their sentences, and, line by line, what differs
from the last run of the same measures. `--relative` prints the samples of relative references that a person has judged,
`--draw SEED` a new one.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from . import bindings, clml, definitions, documents, drops, fields, history, references, relative, repealed, uses
from .library import Library
from .options import GOLD, Options
from .score import Score

MEASURES: dict[str, Callable[[Options], list[Score]]] = {
    "definitions": definitions.score_definitions,
    "references": references.score_references,
    "uses": uses.score_uses,
    "bindings": bindings.score_bindings,
    "fields": fields.score_fields,
    "clml": clml.score_clml,
    "relative": relative.score_relative,
    "drops": drops.score_drops,
}
WHOLE: dict[str, Callable[[Library, Options], list[Score]]] = {
    "documents": documents.score_links,
    "repealed": repealed.score_repealed,
}
"""Measures that need all acts and regulations read."""


def run(names: list[str], options: Options) -> Iterator[Score]:
    """The scores of the measures with these names, in the order of the tables."""
    for name, measure in MEASURES.items():
        if name in names:
            yield from measure(options)
    if any(name in names for name in WHOLE):
        library = Library.of(options.gold)
        for name, whole in WHOLE.items():
            if name in names:
                yield from whole(library, options)


def report(score: Score, show: int) -> None:
    """Print a measure with what was ignored, its worst documents, and a sample of its cases."""
    print(score.line())
    if score.ignored:
        print("    ignored:", "; ".join(f"{reason}: {count}" for reason, count in score.ignored.most_common()))
    if worst := score.worst():
        print("    worst:", worst)
    for sort, lines in (("missed", score.misses), ("false", score.false)):
        for line in random.Random(7).sample(lines, min(show, len(lines))):
            print(f"    {sort}: {line[:400]}")


def main() -> int:
    """Run, print, compare with the last run, keep this one; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=", ".join((*MEASURES, *WHOLE)))
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--half", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--step", type=int, default=1, help="read one document in so many")
    parser.add_argument("--show", type=int, default=5, help="misses and false hits to show of each measure")
    parser.add_argument("--relative", action="store_true", help="print the sample of relative references")
    parser.add_argument("--draw", type=int, metavar="SEED", help="draw a new sample of relative references to judge")
    chosen = parser.parse_args()
    options = Options(chosen.gold, chosen.half, chosen.step)
    if not options.gold.is_dir():
        print(f"{options.gold} is not there; name the folder of the gold sets with --gold", file=sys.stderr)
        return 3
    if chosen.draw is not None:
        print("\n".join(relative.drawn(options, chosen.draw)))
        return 0
    if chosen.relative:
        print("\n".join(relative.printed(options)))
        return 0
    unknown = [name for name in chosen.measures if name not in MEASURES and name not in WHOLE]
    if unknown:
        parser.error(f"there is no measure {unknown[0]}; there are {', '.join((*MEASURES, *WHOLE))}")
    names = chosen.measures or [*MEASURES, *WHOLE]
    scores = []
    for score in run(names, options):
        report(score, chosen.show)
        scores.append(score)
    return _compared(f"{' '.join(sorted(names))} {options.half} {options.step}", scores)


def _compared(key: str, scores: list[Score]) -> int:
    before = history.kept(key)
    history.keep(key, scores)
    if before is None:
        print("\nno run of these measures was kept before")
        return 0
    found = history.difference(before, scores)
    print(f"\nsince the last run: {len(found.gains)} gained, {len(found.losses)} lost")
    for sign, lines in (("+", found.gains), ("-", found.losses)):
        for line in lines:
            print(f"  {sign} {line[:300]}")
    return 1 if found.losses else 0


if __name__ == "__main__":
    raise SystemExit(main())
