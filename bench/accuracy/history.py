"""What a run found, kept as lines, and what differs from the run before: gains and losses one by one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .score import Score

LAST = Path(__file__).resolve().parents[2] / ".bench" / "accuracy.json"
"""Where the last run is kept: beside the code, and not in version control."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The misses and false hits that are gone since the last run, and those that are new."""

    gains: tuple[str, ...]
    losses: tuple[str, ...]


def kept(key: str, path: Path = LAST) -> list[str] | None:
    """The cases of the last run of this key (a set of measures, a half, a step); None where there is none."""
    if not path.is_file():
        return None
    found: list[str] | None = json.loads(path.read_text(encoding="utf-8")).get(key)
    return found


def keep(key: str, scores: Iterable[Score], path: Path = LAST) -> None:
    """Keep the cases of a run in the place of the last one of its key."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    known[key] = [case for score in scores for case in score.cases()]
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")


def difference(before: Iterable[str], scores: Iterable[Score]) -> Difference:
    """What differs between the cases of an earlier run and those of `scores`."""
    old, new = Counter(before), Counter(case for score in scores for case in score.cases())
    return Difference(tuple((old - new).elements()), tuple((new - old).elements()))
