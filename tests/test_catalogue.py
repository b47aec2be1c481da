"""Names of documents: every form that means one document finds it, and no other."""

from __future__ import annotations

import pytest

from graph.catalogue import Catalogue, catalogue, normal_name
from graph.corpus import Corpus
from ontology.model import Definition, Document, Provision, Reference
from ontology.places import Span


@pytest.fixture
def names() -> Catalogue:
    return catalogue(
        (
            Document("AL", "SMETS1 Transition and Migration Approach Document (TMAD)", (), aliases=("Appendix AL",)),
            Document("appendix-ac", "Inventory Procedures", (), aliases=("Appendix AC",)),
            Document("section-a", "Definitions and Interpretation", (), aliases=("Section A",)),
            Document("water", "Water Act 1989", ()),
            Document("water-old", "Water Act 1945", ()),
        ),
        "SEC",
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Appendix AL", ("AL",)),
        ("SEC Appendix AL", ("AL",)),
        ("the TMAD", ("AL",)),
        ("SMETS1 Transition and Migration Approach Document", ("AL",)),
        ("Appendix AC (Inventory Procedures)", ("appendix-ac",)),
        ("SEC Appendix AC - Inventory, Enrolment and other Procedures", ("appendix-ac",)),
        ("appendix-ac", ("appendix-ac",)),
        ("Section A", ("section-a",)),
        ("Water Act 1989", ("water",)),
        ("Water Act", ()),
        ("Appendix A", ()),
        ("Appendix ALX", ()),
        ("", ()),
    ],
)
def test_names_in_texts(names: Catalogue, name: str, found: tuple[str, ...]) -> None:
    assert names.find(name) == found


@pytest.mark.parametrize(("name", "found"), [("al", ("AL",)), ("AC", ("appendix-ac",)), ("A", ("section-a",))])
def test_a_person_may_give_the_label_alone(names: Catalogue, name: str, found: tuple[str, ...]) -> None:
    assert names.ask(name) == found


def test_one_spelling() -> None:
    assert normal_name("the  Appendix-AL") == "appendix al"
    assert normal_name("Appendices") == "appendix"


def defined(term: str, body: str, named: str) -> Document:
    text = f"“{term}” means {body}"
    at = text.index(named)
    return Document(
        "general",
        "Definitions",
        (Provision("1", "1", "", text, None, 0),),
        definitions=(
            Definition(term, "1", Span(1, 1 + len(term)), Span(text.index(body), len(text)), body, "means", "x"),
        ),
        references=(Reference(named, Span(at, at + len(named)), "1", "document", "x", document=named),),
    )


@pytest.mark.parametrize(
    ("body", "stands"),
    [
        ("the document set out in Appendix AL", True),
        ("Appendix AL (as amended from time to time)", True),
        ("the SEC Subsidiary Document of that name set out in Appendix AL", True),
        ("a person who sends a file under Appendix AL", False),
        ("the day that the Panel names under Appendix AL", False),
    ],
)
def test_a_term_stands_for_a_document_only_where_its_meaning_is_that_document(body: str, stands: bool) -> None:
    other = Document("al", "", (), aliases=("Appendix AL",))
    corpus = Corpus("", (defined("Scheme", body, "Appendix AL"), other))
    assert dict(corpus.document_terms) == ({"Scheme": "al"} if stands else {})
    assert corpus.catalogue.find("the Scheme") == (("al",) if stands else ())
