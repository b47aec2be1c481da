"""The check of a code as it stands: its defects, the problems of reading it, and what a person has said of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extract.health import health
from graph.defects import Defects
from ontology.model import Document
from ontology.places import Place, Problem
from ontology.results import Finding, Level

from . import codes
from .asking import UnclearError
from .values import Findings

if TYPE_CHECKING:
    from .workspace import Workspace

READING: dict[str, Level] = {
    "LAP305": "error",
    "LAP306": "error",
    "LAP307": "warning",
    "LAP308": "error",
    "LAP309": "warning",
    "LAP310": "warning",
}
"""The levels of problems of reading; the others are for information."""
SAID_BY_A_RULE = ("LAP302",)
"""Problems of reading that a rule reports as a defect of the text."""
OFF = "off"
_MISSING = re.compile(r"There is no (.+) between (.+) and (.+)\.")


@dataclass(frozen=True)
class Check:
    """What a check found, what is `ignored` with a reason, how much was `known`, and ids in `idle` that nothing bears.

    `findings` are what is left to show, in the order of documents and provisions.
    """

    findings: Findings
    ignored: tuple[tuple[Finding, str], ...] = ()
    known: int = 0
    idle: tuple[str, ...] = ()


def check(
    workspace: Workspace, select: Iterable[str] = (), ignore: Iterable[str] = (), baseline: Path | None = None
) -> Check:
    """Checks a code. `select` and `ignore` are codes, names or beginnings of codes; UnclearError where one is none.

    `baseline` is the JSON of an earlier check, whose findings are known and not shown; UnclearError where it is none.
    """
    wanted = _codes(select) or set(codes.names())
    unwanted = _codes(ignore)
    known = _known(baseline) if baseline else frozenset()
    reasons = workspace.settings.ignore
    everything = _all(workspace)
    judged = _levelled(everything, workspace.settings.levels)
    found = [one for one in judged if one.code in wanted and one.code not in unwanted]
    fresh = [one for one in found if one.id not in known]
    return Check(
        Findings(one for one in fresh if one.id not in reasons),
        tuple((one, reasons[one.id]) for one in fresh if one.id in reasons),
        len(found) - len(fresh),
        tuple(sorted(set(reasons) - {one.id for one in everything})),
    )


def _all(workspace: Workspace) -> list[Finding]:
    """Every defect and every problem, in the order of documents and provisions."""
    corpus = workspace.corpus
    found = list(Defects(corpus, workspace.names, workspace.store).findings)
    for document in corpus.documents:
        found += problems(document)
    ids = {document.id: number for number, document in enumerate(corpus.documents)}

    def order(one: Finding) -> tuple[int, int, str]:
        provision = corpus.provision(one.place)
        return ids[one.place.document], provision.order if provision else -1, one.code

    return sorted(found, key=order)


def problems(document: Document) -> Iterator[Finding]:
    """The problems of reading one document; numbers missing in one gap are one finding."""
    told = dict.fromkeys((*document.problems, *health(document).problems))
    for problem in _gaps_joined(one for one in told if one.code not in SAID_BY_A_RULE):
        place = Place(document.id, problem.provision)
        digest = hashlib.blake2s(f"{problem.code}\x1f{place}\x1f{problem.message}".encode(), digest_size=5).hexdigest()
        page = f" (page {problem.page})" if problem.page is not None else ""
        yield Finding(
            id=f"{problem.code}-{digest}",
            code=problem.code,
            name=codes.names().get(problem.code, ""),
            level=READING.get(problem.code, "info"),
            cause="existing",
            place=place,
            subject=document.source or document.id,
            target=None,
            evidence=(),
            message=problem.message.rstrip(".") + page,
            fix="hold this place against the file itself",
        )


def _gaps_joined(told: Iterable[Problem]) -> Iterator[Problem]:
    """Problems with those of one gap as one: "There is no H5, H6, H7 between H4 and H8." """
    last: Problem | None = None
    for problem in told:
        here, before = _MISSING.fullmatch(problem.message), _MISSING.fullmatch(last.message) if last else None
        if last and here and before and here.group(2, 3) == before.group(2, 3):
            last = replace(last, message=f"There is no {before[1]}, {here[1]} between {here[2]} and {here[3]}.")
            continue
        if last:
            yield last
        last = problem
    if last:
        yield last


def _levelled(found: Iterable[Finding], levels: Mapping[str, str]) -> Iterator[Finding]:
    """Findings with the levels that `lapse.toml` gives their codes; those that it switches off are left out."""
    for one in found:
        level = levels.get(one.code, one.level)
        if level != OFF:
            yield one if level == one.level else replace(one, level=cast(Level, level))


def _codes(written: Iterable[str]) -> set[str]:
    """Codes as a person lists them, with commas or one by one."""
    found: set[str] = set()
    for word in (part for one in written for part in one.split(",") if part.strip()):
        if not (meant := codes.meant(word)):
            raise UnclearError(f"there is no code “{word.strip()}”; `lapse explain` lists them")
        found.update(meant)
    return found


def _known(baseline: Path) -> frozenset[str]:
    """The ids of the findings of an earlier check."""
    try:
        data = json.loads(baseline.read_text(encoding="utf-8"))
        return frozenset(str(one["id"]) for one in data["findings"])
    except OSError as problem:
        reason = problem.strerror or str(problem)
    except (ValueError, KeyError, TypeError, RecursionError):
        reason = "it does not hold what `lapse check --json` prints"
    raise UnclearError(f"the baseline {baseline} cannot be used: {reason}; `lapse check --json > FILE` makes one")
