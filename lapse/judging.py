"""What a person has said of findings: which codes count, at which level, what is known, and what may stand and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from ontology.results import Finding, Level

from . import codes
from .asking import UnclearError
from .settings import Settings
from .values import Findings

OFF = "off"


@dataclass(frozen=True)
class Judged:
    """Findings that are left to show, what is `ignored` with a reason, and how much was `known`."""

    findings: Findings
    ignored: tuple[tuple[Finding, str], ...] = ()
    known: int = 0


def judged(
    found: Iterable[Finding],
    settings: Settings,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    baseline: Path | None = None,
) -> Judged:
    """Findings less what `select`, `ignore`, `baseline` and `lapse.toml` leave out, at the levels that this gives them.

    `select` and `ignore` are codes, names or beginnings of codes; UnclearError where one is none. `baseline` is earlier
    `--json`, whose findings are known; UnclearError where it is none. What it tells as cured is not known to be open.
    """
    wanted = _codes(select) or set(codes.names())
    unwanted = _codes(ignore)
    known = _known(baseline) if baseline else frozenset[tuple[str, bool]]()
    levelled = _levelled(found, settings.levels)
    chosen = [one for one in levelled if one.code in wanted and one.code not in unwanted]
    fresh = [one for one in chosen if (one.id, one.cause == "cured") not in known]
    return Judged(
        Findings(one for one in fresh if one.id not in settings.ignore),
        tuple((one, settings.ignore[one.id]) for one in fresh if one.id in settings.ignore),
        len(chosen) - len(fresh),
    )


def _levelled(found: Iterable[Finding], levels: Mapping[str, str]) -> Iterator[Finding]:
    """Findings with the levels that `lapse.toml` gives their codes; a cured one is for information whatever it says."""
    for one in found:
        level = levels.get(one.code, one.level)
        if level == OFF:
            continue
        yield one if level == one.level or one.cause == "cured" else replace(one, level=cast(Level, level))


def _codes(written: Iterable[str]) -> set[str]:
    """Codes as a person lists them, with commas or one by one."""
    found: set[str] = set()
    for word in (part for one in written for part in one.split(",") if part.strip()):
        if not (meant := codes.meant(word)):
            raise UnclearError(f"there is no code “{word.strip()}”; `lapse explain` lists them")
        found.update(meant)
    return found


def _known(baseline: Path) -> frozenset[tuple[str, bool]]:
    """The ids of the findings of an earlier run, each with whether it was cured."""
    try:
        data = json.loads(baseline.read_text(encoding="utf-8"))
        return frozenset((str(one["id"]), one.get("cause") == "cured") for one in data["findings"])
    except OSError as problem:
        reason = problem.strerror or str(problem)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        reason = "it does not hold what `lapse check --json` prints"
    raise UnclearError(f"the baseline {baseline} cannot be used: {reason}; `lapse check --json > FILE` makes one")
