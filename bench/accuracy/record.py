"""What was wrong when it was last looked at, case by case: whatever else is wrong is a loss.

    python -m bench.accuracy.record        writes `record.txt` anew, and prints what was gained and lost

`record.txt` has a line for each miss and false hit of a small fixed set: the measure, the sort, the document and a hash
of the case. No text of the documents is in it. `tests/test_accuracy.py` fails where a case is wrong that is not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from . import bindings, clml, definitions, references, uses
from .options import Options
from .score import BAR, Score

RECORD = Path(__file__).with_name("record.txt")

SMALL: dict[str, tuple[Callable[[Options], list[Score]], int]] = {
    "references": (references.score_references, 12),
    "british-law": (clml.score_clml, 3),
    "uses": (uses.score_uses, 1),
    "bindings": (bindings.score_bindings, 1),
    "definitions": (definitions.score_first, 1),
}
"""The measures of the small set, with the step at which each reads its documents."""


def wrong(score: Score) -> dict[str, str]:
    """The misses and false hits of a measure: the line of the record for each, and the case in words."""
    return {_line(score.name, case): case for case in score.cases()}


def kept() -> frozenset[str]:
    """The lines of the record."""
    return frozenset(RECORD.read_text(encoding="utf-8").splitlines()) if RECORD.exists() else frozenset()


def losses(score: Score) -> list[str]:
    """What is wrong and was not, in words."""
    known = kept()
    return [case for line, case in wrong(score).items() if line not in known]


def _line(name: str, case: str) -> str:
    sort = "missed" if case.startswith(f"{name}: missed:") else "false"
    document = case.rpartition(BAR)[2].split(" ", 1)[0] if BAR in case else "-"
    return f"{name}\t{sort}\t{document}\t{hashlib.sha256(case.encode()).hexdigest()[:10]}"


def _all() -> Iterator[str]:
    for measure, step in SMALL.values():
        for score in measure(Options(step=step)):
            yield from wrong(score)


def main() -> int:
    """Write the record; 1 where something is wrong that was not before."""
    before, now = kept(), frozenset(_all())
    RECORD.write_text("".join(f"{line}\n" for line in sorted(now)), encoding="utf-8")
    print(f"{len(now)} cases are wrong: {len(before - now)} gained, {len(now - before)} lost")
    return 1 if now - before else 0


if __name__ == "__main__":
    raise SystemExit(main())
