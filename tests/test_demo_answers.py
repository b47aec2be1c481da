"""The demo corpus against its answer sheet: what lapses leaves behind, the ledger, and what the redlines cure."""

from __future__ import annotations

import tomllib
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import whole_store
from lxml import etree

import lapse
from lapse.demo import KEPT, LAPSING, ON, unpack
from lapse.expiry import Expiry
from lapse.reports.content import Report
from lapse.workspace import Workspace
from ontology.places import Place
from ontology.results import Finding

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sheet(name: str) -> dict[str, Any]:
    return tomllib.loads((files("lapse.demo") / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return lapse.open(unpack(tmp_path_factory.mktemp("demo")))


@pytest.fixture(scope="module")
def gone(code: Workspace) -> Expiry:
    return code.expire(LAPSING, ON)


def clause(finding: Finding) -> str:
    return finding.place.provision.split("¶")[0]


def of(found: Expiry, rule: str, cause: str = "caused") -> list[Finding]:
    return [f for f in found.findings if f.code == rule and f.cause == cause]


def test_what_is_left_behind_is_what_the_sheet_says(gone: Expiry) -> None:
    answers = sheet("answers.toml")
    uses = {(f.place.document, clause(f), f.subject, e.text) for f in of(gone, "LAP101") for e in f.evidence}
    assert uses == {
        (o["document"], u["provision"], o["term"], u["text"].removesuffix("'s"))
        for o in answers["orphan"]
        for u in o["uses"]
    }
    variations = {(clause(f), f.place.document) for f in of(gone, "LAP107")}
    assert variations == {(v["provision"], LAPSING) for v in answers["variation"]}
    assert {(f.subject, clause(f)) for f in of(gone, "LAP108")} == {
        (u["title"], u["required_by"]) for u in answers["unfounded"]
    }
    dangling = {(f.place.document, clause(f)) for f in of(gone, "LAP105")}
    assert {(d["document"], d["provision"]) for d in answers["dangling"]} <= dangling
    assert not [f for f in gone.findings if f.place == answers["historical"][0]["provision"]]


def test_a_varied_section_reverts_to_the_words_of_its_clauses(gone: Expiry) -> None:
    found = {(f.target.document, f.target.provision): f.reverts_to for f in of(gone, "LAP107") if f.target}
    assert found["F", "F2.10"].startswith("The DCC shall keep the SMETS1 Pending Product Combinations")
    assert found["G", "G2"].startswith("G2.1 The DCC shall design")
    assert all(f"G{n}.1 " in found["G", "G3"] for n in (3, 4, 5))
    assert all(found.values())


def test_a_finding_leads_to_all_that_its_words_name(gone: Expiry) -> None:
    (security,) = (f for f in of(gone, "LAP107") if f.subject == "Sections G3 to G5")
    assert security.targets == tuple(Place("G", f"G{n}") for n in (3, 4, 5))
    assert Report(gone).leads_to(security) == "Section G, G3 to G5"
    assert "Section G, G3 to G5 should apply as written, or amend it; it reverts to: “G3.1 " in Report(gone).mends(
        security
    )
    (cited,) = (f for f in of(gone, "LAP105") if f.place == Place("AC", "3.5"))
    assert Report(gone).leads_to(cited).endswith(", 4.1, 4.2(a), 4.2(b)")


def test_each_row_of_what_may_go_later_is_a_stale_provision(gone: Expiry) -> None:
    stale = {(f.place.document, clause(f)) for f in of(gone, "LAP110")}
    rows = [{(row["document"], path) for path in row["provisions"]} for row in sheet("answers.toml")["idle"]]
    assert len(rows) == 7
    assert all(row & stale for row in rows)


def test_the_ledger_is_complete_and_asks_for_little(gone: Expiry) -> None:
    assert [line.place.provision for line in gone.ledger] == [p.path for p in gone.corpus.by_id[LAPSING].provisions]
    review = {line.place.provision for line in gone.ledger if line.disposition == "review"}
    assert len(review) <= 0.15 * len(gone.ledger)
    assert {"3.14E", "3.14F", "7.9A", "7.9B", "7.9C", "7.9D"} <= review


def test_the_plan_is_the_sheets_own(gone: Expiry) -> None:
    actions = {(a.what, a.label, a.target.document) for a in gone.plan(KEPT).actions}
    assert actions == {(c["what"], c["label"], c["to"]["document"]) for c in sheet("answers.toml")["carry"]}
    numbers = {a.label: a.number for a in gone.plan(KEPT).actions if a.what == "provision"}
    assert numbers == {"3.14E": "2A.1", "3.14F": "2A.2"} | {f"7.9{x}": f"2B.{n}" for n, x in enumerate("ABCD", 1)}


def changed(source: Path, target: Path, wanted: Callable[[str], bool]) -> Path:
    """A copy of a Word file without the first paragraph whose words are wanted."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                root = etree.fromstring(data)
                found = next(p for p in root.iter(f"{W}p") if wanted("".join(t.text or "" for t in p.iter(f"{W}t"))))
                found.getparent().remove(found)
                data = etree.tostring(root)
            new.writestr(item, data)
    return target


def test_the_redlines_cure_what_they_should_and_no_more(code: Workspace) -> None:
    redline = code.folder.parent / "redline"
    found = code.expire(LAPSING, ON, accept=sorted(redline.glob("*.docx")))
    for one in (found.lapse, found.comparison):
        assert one.findings == whole_store.found_in_the_whole(one)
    orphans = [f for f in found.findings if f.code == "LAP101"]
    assert {f.cause for f in orphans} == {"cured"}
    assert {f.subject for f in orphans} == {o["term"] for o in sheet("answers.toml")["orphan"]}
    answers = sheet("redline.toml")
    cured = {(f.place.document, clause(f)) for f in of(found, "LAP105", "cured")}
    assert cured == {(c["document"], c["provision"]) for c in answers["cured"]}
    left = {(f.place.document, clause(f)) for f in of(found, "LAP105", "existing")}
    assert {(c["document"], c["provision"]) for c in answers["left"]} <= left
    assert not [f for f in found.findings if f.cause == "caused" and f.level != "info"]


def test_a_definition_left_out_stays_open_and_a_clause_taken_out_is_newly_missed(
    code: Workspace, tmp_path: Path
) -> None:
    redline = code.folder.parent / "redline"
    less = changed(redline / "appendix-am.docx", tmp_path / "appendix-am.docx", lambda t: t.startswith("“GroupID”"))
    found = code.expire(LAPSING, ON, accept=[less, redline / "appendix-ac.docx"])
    assert {f.subject for f in found.findings if f.code == "LAP101" and f.cause == "existing"} == {"GroupID"}
    assert {f.subject for f in of(found, "LAP101", "cured")} == {"SMETS1 CAD", "SMETS1 PPMID"}
    new = {(f.subject, f.place.provision[:2]) for f in of(found, "LAP101", "caused")}
    assert new <= {("GroupID", "2."), ("GroupID", "2B")}  # where the new text itself uses the term
    cited = "the number of such requests is below"  # 4.2(c)(ii), the last of its list, which 4.3 cites
    less = changed(redline / "appendix-am.docx", tmp_path / "appendix-am.docx", lambda t: t.startswith(cited))
    found = code.expire(LAPSING, ON, accept=[less, redline / "appendix-ac.docx"])
    caused = [
        (f.code, f.place.document, clause(f)) for f in found.findings if f.cause == "caused" and f.level != "info"
    ]
    assert caused in ([("LAP105", "AM", "4.3")], [("LAP106", "AM", "4.3")])
