"""What people decide about findings: a file beside `lapse.toml` that only grows, the last entry of a finding counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .corpus.whole import write

FILE = "lapse-decisions.json"
OPEN = "open"
CHOICES = ("carry over", "amend", "let lapse", "no issue", "discuss", OPEN)
"""What can be decided of a finding; "open" takes an earlier decision back."""


class DecisionsError(Exception):
    """Decisions cannot be read or kept: one sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of the finding `id`: one of `CHOICES`, a note, by whom and when (ISO day; "" where unknown)."""

    id: str
    decision: str
    note: str = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class Decisions:
    """All that was ever decided, in the order in which it was recorded."""

    log: tuple[Decision, ...] = ()

    @cached_property
    def standing(self) -> Mapping[str, Decision]:
        """The decision that stands for each finding, by its id; those that were taken back are left out."""
        last = {one.id: one for one in self.log}
        return {id_: one for id_, one in last.items() if one.decision != OPEN}

    def fresh(self, new: Iterable[Decision]) -> tuple[Decision, ...]:
        """What of `new` was not recorded before: an old workbook that comes back once more changes nothing."""
        known = set(self.log)
        seen = {one.id for one in self.log}
        return tuple(one for one in new if one not in known and (one.decision != OPEN or one.id in seen))


NONE = Decisions()
"""No decisions at all."""


def load(folder: Path) -> Decisions:
    """The decisions of a folder, none where it has no such file. DecisionsError where the file is damaged."""
    path = folder / FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Decisions(tuple(_decision(one) for one in data["decisions"]))
    except FileNotFoundError:
        return Decisions()
    except OSError as problem:
        reason = problem.strerror or str(problem)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        reason = "it is not as Lapse writes it"
    raise DecisionsError(f"{path} cannot be read: {reason}; put an earlier copy in its place, or move it away")


def _decision(data: Any) -> Decision:
    values = {key: data.get(key, "") for key in ("id", "decision", "note", "by", "on")}
    if not all(isinstance(value, str) for value in values.values()) or values["decision"] not in CHOICES:
        raise ValueError(values)
    return Decision(**values)


def record(folder: Path, new: Iterable[Decision]) -> tuple[Decision, ...]:
    """Adds decisions to a folder's file and gives back those that were new. DecisionsError where that is not possible.

    The file is written beside the old one and takes its place in one step.
    """
    kept = load(folder)
    fresh = kept.fresh(new)
    if not fresh:
        return ()
    text = json.dumps({"decisions": [asdict(one) for one in (*kept.log, *fresh)]}, ensure_ascii=False, indent=1)
    try:
        write(folder / FILE, text + "\n")
    except OSError as problem:
        raise DecisionsError(f"{folder / FILE} cannot be written: {problem.strerror or problem}") from problem
    return fresh
