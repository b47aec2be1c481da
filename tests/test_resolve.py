"""References to their targets: status and reason for every one."""

from __future__ import annotations

from pathlib import Path

import pytest

import lapse

TEXTS = {
    "core-terms": "Core Terms\n1 Payment\n1.1 The buyer shall pay.\n2 Liability for loss\n2.1 The seller is liable.\n",
    "schedule-1": (
        "Schedule 1: Prices\n1 General\n1.1 {}\n1.2 The price is fixed:\n(a) in pounds; and\n(b) for a year.\n"
        "2 Changes\n2.1 The price may change.\n"
    ),
    "schedule-2": "Schedule 2: Security of Data\n1 General\n1.1 Data are kept safe.\n",
}


@pytest.mark.parametrize(
    ("sentence", "status", "targets"),
    [
        ("See clause 1.2(a) and paragraph (b) of clause 1.2.", "resolved", ["schedule-1 1.2(a)", "schedule-1 1.2(b)"]),
        ("See clause 2 (Liability for Loss).", "resolved", ["core-terms 2"]),
        ("See clause 2 (Changes).", "resolved", ["schedule-1 2"]),
        ("See Schedule 2.", "resolved", ["schedule-2"]),
        ("See Annex 9 (Security of Data).", "resolved", ["schedule-2"]),
        ("See clause 1.1 of Schedule 2.", "resolved", ["schedule-2 1.1"]),
        ("See this Schedule.", "resolved", ["schedule-1"]),
        ("See clauses 1.1 and 7.7 of Schedule 2.", "partly-resolved", ["schedule-2 1.1"]),
        ("See Schedule 9.", "unresolved", []),
        ("See clause 9.9.", "unresolved", []),
        ("See section 5 of the Water Act 1989.", "external", []),
        ("See BS 5306.", "external", []),
    ],
)
def test_resolution(tmp_path: Path, sentence: str, status: str, targets: list[str]) -> None:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text.replace("{}", sentence), encoding="utf-8")
    code = lapse.open(tmp_path)
    found = [
        one for one in code.links.resolutions if one.place.document == "schedule-1" and one.place.provision == "1.1"
    ]
    assert [str(place) for one in found for place in one.targets] == targets
    assert {one.status for one in found} <= {status}
    assert all(one.reason for one in found)
    assert found or status == "external"
