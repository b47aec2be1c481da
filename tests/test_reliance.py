"""What each document carries, worked out at once, is what the rules find when it lapses, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.reliance import closures, columns, orphans, reliance
from graph.rules import load
from lapse.demo import unpack
from lapse.workspace import Workspace
from ontology.places import Place


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(unpack(tmp_path_factory.mktemp("demo")))


def orphaned(code: Workspace, document: str) -> set[str]:
    """The uses that LAP101 finds when a document lapses."""
    rule = load("lap101_orphaned_term")
    lapse = code.expire(document).lapse
    rows = lapse.store.query(rule.sparql).dicts()
    return {str(row["item"]) for row in rows if row["cause"] == "caused"}


def test_orphans_are_those_of_the_rule_and_of_the_query(code: Workspace) -> None:
    found = columns(code.corpus, code.links)
    hit = orphans(found)
    rows = code.query("orphans-by-document").dicts()
    for document in ("AL", "A", "AM"):
        number = found.documents.index(document)
        names = {
            str(code.names.use(one.place, one.span, one.term))
            for one, by in zip(code.links.bindings, hit.tolist(), strict=True)
            if by == number
        }
        assert names == orphaned(code, document)
        graph = code.names.graph(document)
        assert names == {str(row["use"]) for row in rows if row["document"] == graph}
        one = code.query("orphans-by-document", {"document": graph}).dicts()
        assert [row["use"] for row in one] == [row["use"] for row in rows if row["document"] == graph]
    assert orphaned(code, "AL")


def test_the_ranking_counts_what_it_says(code: Workspace) -> None:
    ranking = code.reliance()
    assert ranking[0].document == "A"
    by_id = {one.document: one for one in ranking}
    assert set(by_id) == {document.id for document in code.corpus.documents}
    al = by_id["AL"]
    assert al.uses == len(orphaned(code, "AL"))
    assert 0 < al.terms <= al.carry <= len(code.corpus.by_id["AL"].definitions)
    gone = Place("AL")
    dangling = [
        one
        for one in code.links.resolutions
        if one.targets and one.place.document != "AL" and all(target.document == "AL" for target in one.targets)
    ]
    assert al.references == len(dangling), gone
    leaning = {one.place.document for one in code.links.resolutions for to in one.targets if to.document == "AL"}
    leaning |= {one.place.document for one in code.links.bindings for at in one.candidates if at.place.document == "AL"}
    assert al.documents == len(leaning - {"AL"})
    assert ">AL</td>" in ranking._repr_html_()


def test_closures_lead_from_definition_to_definition(code: Workspace) -> None:
    found = columns(code.corpus, code.links)
    sizes = closures(found)
    term = {key: defined.definition.term for key, defined in code.corpus.definitions.items()}
    need = {term[key]: size for key, size in sizes.items() if key.startswith("AL")}
    assert need["GroupID"] >= 2, "GroupID needs Group, and Group the Group Device Model Combination List"


def test_a_code_without_links_has_nothing_to_rank(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Appendix One\n1 Nothing\n1.1 Nothing is said here.\n", encoding="utf-8")
    code = Workspace.open(tmp_path)
    (only,) = reliance(columns(code.corpus, code.links))
    assert (only.document, only.uses, only.carry, only.documents) == ("one", 0, 0, 0)
    assert closures(columns(code.corpus, code.links)) == {}
