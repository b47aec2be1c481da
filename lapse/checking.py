"""The check of a code as it stands: its defects, the problems of reading it, and what a person has said of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.health import health
from graph.defects import Defects
from ontology.model import Document
from ontology.places import Place, Problem
from ontology.results import Finding, Level

from . import codes
from .judging import judged
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
ELSEWHERE = "LAP1"
"""The beginning of the ids of what a lapse or a change leaves, which no check finds."""
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
    everything = _all(workspace)
    told = judged(everything, workspace.settings, select, ignore, baseline)
    there = {one.id for one in everything}
    idle = (one for one in workspace.settings.ignore if not one.startswith(ELSEWHERE) and one not in there)
    return Check(told.findings, told.ignored, told.known, tuple(sorted(idle)))


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
            targets=(),
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
