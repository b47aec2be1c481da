"""What is shown of a thing, without reading documents that cannot speak of it, is what all documents say of it."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from test_excerpt import ACTS, act

from graph.link import Links
from lapse import answer
from lapse.demo import unpack
from lapse.show import about
from lapse.workspace import Workspace
from ontology.places import Place


@pytest.fixture(scope="module", params=["acts", "demo"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("shown")
    if request.param == "demo":
        return unpack(place)
    chance = random.Random(11)
    for number in range(ACTS):
        (place / f"H-{number}.txt").write_text(act(number, chance), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def whole(folder: Path) -> Workspace:
    """The folder, of which everything is read."""
    code = Workspace.open(folder)
    assert code.corpus.documents
    return code


@pytest.fixture
def code(whole: Workspace) -> Workspace:
    """The same, of which nothing is read yet."""
    return Workspace.open(whole.folder)


def uses(links: Links, term: str, code: Workspace) -> Counter[str]:
    heads = {one.definition.term for one in code.corpus.by_term[term]}
    keys = {one.key for one in code.corpus.by_term[term]}
    return Counter(
        f"{one.place} {one.text} {one.best.place if one.best else None}"
        for one in links.bindings
        if one.term in heads or any(c.definition in keys for c in one.candidates)
    )


def test_a_term(code: Workspace, whole: Workspace) -> None:
    for term, several in whole.corpus.by_term.items():
        found = about(code, term)
        assert found["kind"] == "term"
        assert [one["text"] for one in found["definitions"]] == [one.definition.text for one in several]
        needs = [sorted({use.term for use in whole.corpus.uses_in_body(one)}) for one in several]
        assert [one["uses_terms"] for one in found["definitions"]] == needs
        places = ((use, use["binds_to"]) for use in found["uses"])
        assert Counter(
            f"{Place(use['document'], use['provision'])} {use['text']} {Place(**bound) if bound else None}"
            for use, bound in places
        ) == uses(whole.links, term, whole)
        if term > "T":
            break


def test_a_provision(code: Workspace, whole: Workspace) -> None:
    led_to = {target for one in whole.links.resolutions for target in one.targets if target.provision}
    for place in [one for one in sorted(led_to) if one.provision.replace(".", "").isalnum()][:60]:
        (found,) = about(code, f"{place.document}#{place.provision}")["provisions"]
        below = [one.path for one in whole.corpus.gazetteers[place.document].below(place.provision)]
        here = {Place(place.document, path) for path in below}
        assert [one["path"] for one in found["provisions"]] == below
        assert found["terms"] == sorted({one.term for one in whole.links.bindings if one.place in here})
        assert found["refers_to"] == [
            {key: answer.reference(one)[key] for key in ("text", "status", "targets", "reason")}
            for one in whole.links.resolutions
            if one.place in here
        ]
        from_ = [one for one in whole.links.resolutions if here & set(one.targets) and one.place not in here]
        assert [(one["document"], one["provision"], one["text"]) for one in found["referred_to_by"]] == [
            (one.place.document, one.place.provision, one.text) for one in from_
        ]


def test_a_document(code: Workspace, whole: Workspace) -> None:
    pairs = [(one.place.document, one.best.place.document) for one in whole.links.bindings if one.best]
    pairs += [(one.place.document, target.document) for one in whole.links.resolutions for target in one.targets]
    weights = Counter(pair for pair in pairs if pair[0] != pair[1])
    assert weights
    for card in code.reading.cards:
        found = about(code, f"{card.id}#")
        assert found["leans_on"] == {other: n for (one, other), n in weights.items() if one == card.id}
        assert found["relied_on_by"] == {one: n for (one, other), n in weights.items() if other == card.id}


def test_what_is_listed_of_one_document_is_its_part_of_the_whole(code: Workspace, whole: Workspace) -> None:
    every = list(whole.corpus.documents)
    for one in every:
        for listed in (answer.definitions, answer.references, answer.uses):
            chosen = [code.reading.whole(one.id)]
            assert list(listed(code, chosen)) == [row for row in listed(whole, every) if row["document"] == one.id]
        assert "corpus" not in vars(code.reading)
