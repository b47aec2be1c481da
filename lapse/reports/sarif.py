"""Findings as SARIF 2.1.0, for the tools that gather results: code review, editors, dashboards.

A Word file has no lines, so a finding's place is its file and the provision in it; what was not understood stands among
the notifications of the run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from graph.rules import find
from lapse import codes
from lapse.decisions import NONE, Decisions
from ontology.model import Document
from ontology.places import Place
from ontology.results import Finding

from .content import Report

Json = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
STATES = {"caused": "new", "existing": "unchanged", "cured": "absent"}
"""A finding's cause as SARIF words what has become of a result since its baseline, the state before."""
SETTLED = ("let lapse", "no issue")
"""Decisions by which a finding need not be shown any more."""


@dataclass(frozen=True)
class Run:
    """What a log says: findings in order, the documents and files that they are about, decisions, what went wrong."""

    findings: Sequence[Finding]
    documents: Sequence[Document]
    files: Mapping[str, Path] = field(default_factory=dict)
    decisions: Decisions = NONE
    unread: Sequence[str] = ()
    remarks: Sequence[str] = ()

    def log(self) -> Json:
        """The log with its one run."""
        rules = sorted({one.code for one in self.findings})
        documents = [one.id for one in self.documents]
        return {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {"name": "Lapse", "version": _version(), "rules": [_rule(code) for code in rules]}
                    },
                    "invocations": [self._invocation()],
                    "artifacts": [self._artifact(one) for one in self.documents],
                    "results": [self._result(one, rules, documents) for one in self.findings],
                    "columnKind": "unicodeCodePoints",
                }
            ],
        }

    def _invocation(self) -> Json:
        told = [*(("error", one) for one in self.unread), *(("note", one) for one in self.remarks)]
        return {
            "executionSuccessful": not self.unread,
            "toolExecutionNotifications": [{"level": level, "message": {"text": text}} for level, text in told],
        }

    def _uri(self, document: Document) -> str:
        """The file's place seen from where the program runs, as those who gather logs want it; else its name."""
        path = self.files.get(document.id, Path(document.source or document.id))
        here = Path.cwd()
        resolved = path.resolve()
        return quote(resolved.relative_to(here).as_posix() if resolved.is_relative_to(here) else path.name)

    def _artifact(self, document: Document) -> Json:
        made: Json = {"location": {"uri": self._uri(document)}, "roles": ["analysisTarget"]}
        if document.sha256:
            made["hashes"] = {"sha-256": document.sha256}
        if document.media_type:
            made["mimeType"] = document.media_type
        return made | {"description": {"text": document.title or document.id}}

    def _result(self, one: Finding, rules: list[str], documents: list[str]) -> Json:
        made: Json = {
            "ruleId": one.code,
            "ruleIndex": rules.index(one.code),
            "level": LEVELS[one.level],
            "message": {"text": f"{one.message}." + (f" To mend it: {one.fix}." if one.fix else "")},
            "locations": [self._location(one.place, documents)],
            "partialFingerprints": {"lapseFindingId/v1": one.id},
            "baselineState": STATES[one.cause],
            "properties": {
                "id": one.id,
                "cause": one.cause,
                "subject": one.subject,
                "evidence": [{"text": e.text, "start": e.start, "end": e.end, "quote": e.quote} for e in one.evidence],
            },
        }
        if led_to := [target for target in one.targets if target != one.place]:
            made["relatedLocations"] = [
                {"id": number, **self._location(target, documents)} for number, target in enumerate(led_to)
            ]
        if decided := self.decisions.standing.get(one.id):
            made["properties"]["decision"] = {
                "decision": decided.decision,
                "note": decided.note,
                "by": decided.by,
                "on": decided.on,
            }
            if decided.decision in SETTLED:
                why = ": ".join(part for part in (decided.decision, decided.note) if part)
                made["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
        return made

    def _location(self, place: Place, documents: list[str]) -> Json:
        made: Json = {"logicalLocations": [_logical(place)]}
        if place.document in documents:
            at = documents.index(place.document)
            made["physicalLocation"] = {"artifactLocation": {"uri": self._uri(self.documents[at]), "index": at}}
        return made


def _logical(place: Place) -> Json:
    kind = "provision" if place.provision else "document"
    return {"name": place.provision or place.document, "fullyQualifiedName": str(place), "kind": kind}


def _rule(code: str) -> Json:
    """A rule as its query file describes it; a problem of reading as its code does."""
    rule = find(code)
    if rule is None:
        told = codes.problem(code) or {"name": code, "title": code}
        return {"id": code, "name": told["name"], "shortDescription": {"text": told["title"]}}
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.problem},
        "help": {"text": rule.solution},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
    }


def _version() -> str:
    try:
        return version("lapse")
    except PackageNotFoundError:
        return "0"


def text(run: Run) -> bytes:
    """A log as JSON text."""
    return (json.dumps(run.log(), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def render(report: Report) -> bytes:
    """The findings of a report as a SARIF log."""
    expiry, coverage = report.expiry, report.coverage
    later = expiry.later.documents if expiry.later else ()
    known = {one.id for one in later}
    documents: Iterable[Document] = (*later, *(one for one in expiry.corpus.documents if one.id not in known))
    remarks = (report.verdict, coverage.sentence, *coverage.notices)
    return text(Run(report.findings, tuple(documents), expiry.files, expiry.decisions, coverage.unread, remarks))
