"""The report as JSON: what `lapse expire --json` prints, with the plan and the coverage."""

from __future__ import annotations

import json

from lapse import answer

from .content import Report


def render(report: Report) -> bytes:
    """The report as JSON text."""
    coverage = report.coverage
    data = {
        **answer.expiry(report.expiry, report.told),
        "plan": answer.plan(report.proposal),
        "coverage": {
            "summary": coverage.sentence,
            "documents": [
                {"id": one.id, "title": one.title, "file": one.source, "health": found.as_dict()}
                for one, found in coverage.documents
            ],
            "unread": list(coverage.unread),
            "notices": list(coverage.notices),
            "references": [answer.reference(one) for one in coverage.references],
            "uses": [answer.use(one) for one in coverage.uses],
            "problems": [answer.finding(one) for one in coverage.problems],
        },
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
