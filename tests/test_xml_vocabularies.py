"""UK legislation (CLML), Akoma Ntoso and USLM: the same questions of each, on a document of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.document import extract
from ontology.model import Document

CASES = Path(__file__).parent / "cases" / "xml"


def read(name: str) -> Document:
    return extract(CASES / f"{name}.xml", name).document


def shown(document: Document) -> list[tuple[str, str, str]]:
    """Path, number and heading of what has a number."""
    return [(one.path, one.number, one.heading) for one in document.provisions if one.kind == "clause"]


def texts(document: Document) -> dict[str, str]:
    return {one.path: one.text for one in document.provisions}


def test_clml_numbers_headings_and_paths() -> None:
    assert shown(read("clml-order")) == [
        ("Part 1", "PART 1", "Beds"),
        ("1", "1", "Words"),
        ("1(1)", "(1)", ""),
        ("1(1)¶1(a)", "(a)", ""),
        ("1(1)¶1(b)", "(b)", ""),
        ("1(2)", "(2)", ""),
        ("1A", "1A", "Dredging"),
        ("1A(a)", "(a)", ""),
        ("1A(a)(i)", "(i)", ""),
        ("2", "2", "Change"),
        ("Schedule", "THE SCHEDULE", "Fees"),
        ("Schedule 1", "1", ""),
    ]


def test_clml_says_what_is_gone_and_keeps_what_it_quotes_apart() -> None:
    document = read("clml-order")
    assert texts(document)["1(2)"] == "[Omitted, 1.2.2033]"
    assert [(one.path, one.number, one.text) for one in document.provisions if one.quoted] == [
        ("2¶1", "", "Nets"),
        ("2¶2", "", "4A(1) “net” means a mesh."),
    ]


def test_clml_flush_words_notes_rows_and_what_is_left_out() -> None:
    document = read("clml-order")
    found = texts(document)
    assert found["1(1)¶1¶1"] == "under the Sea Fisheries (Shellfish) Act 1967;"
    assert found["1A¶1"] == "save under article 1 or section 2."
    assert found["Schedule 1¶1"] == "Bed\t£2"
    notes = [one.text for one in document.provisions if one.kind == "note"]
    assert notes == ["1967 c. 83.", "(This note is not part of the Order)"]
    assert "Words" not in [one.text for one in document.provisions]


def test_clml_names_days_and_links() -> None:
    document = read("clml-order")
    assert document.title == "The Oyster Beds Order 2031"
    assert document.aliases == ("S.I. 2031/77", "SI 2031/77", "Oyster Beds Order 2031")
    assert (document.in_force_from, document.in_force_until) == (date(2031, 6, 1), date(2035, 4, 2))
    assert [(one.text, one.document, one.target) for one in document.given_references] == [
        ("Sea Fisheries (Shellfish) Act 1967", "ukpga/1967/83", ""),
        ("article 1", "", "1"),
        ("section 2", "ukpga/1967/83", "section/2"),
    ]
    assert [(one.term, one.quoted) for one in document.given_definitions] == [("bed", False), ("net", True)]


def test_akn_numbers_headings_and_paths() -> None:
    assert shown(read("akoma-ntoso-act")) == [
        ("Part I", "Part I", "Gathering"),
        ("1", "1", "Words"),
        ("2", "2", "Licences"),
        ("2(1)", "(1)", ""),
        ("2(1)(a)", "(a)", ""),
        ("2(1)(b)", "b", ""),
        ("2(1)(b)(i)", "i", ""),
        ("2(2)", "(2)", ""),
        ("2(2)(a)", "(a)", ""),
        ("2(2)(b)", "(b)", ""),
        ("3", "3", ""),
        ("4", "4", ""),
        ("Schedule", "Schedule", ""),
        ("Schedule 1", "1", ""),
    ]


def test_akn_headings_hold_nothing() -> None:
    document = read("akoma-ntoso-act")
    assert [one.text for one in document.provisions if one.kind == "heading"] == ["Ends", "Tables"]
    assert next(one.parent for one in document.provisions if one.path == "4") is None


def test_akn_texts_quotes_and_links() -> None:
    document = read("akoma-ntoso-act")
    found = texts(document)
    assert found["1"] == 'In this Act "kelp" means any brown weed.'
    assert found["1¶1"] == "Not red weed."
    assert found["3"] == "[Repealed]"
    assert (found["2(1)(b)¶1"], found["2(1)¶1"]) == ("been paid,", "and not before.")
    assert found["2(2)"] == "Section 5 of the Shore Act is replaced by:"
    assert [one.text for one in document.provisions if one.quoted] == ["5 Fines", "(1) A fine is due."]
    assert [(one.text, one.document, one.target) for one in document.given_references] == [
        ("section 4", "", "4"),
        ("Shore Act", "/akn/xx/act/1999/3", ""),
    ]
    assert [one.term for one in document.given_definitions] == ["kelp"]
    assert (document.title, document.in_force_until) == ("Kelp Act, 2021", date(2024, 6, 30))


def test_uslm_numbers_headings_and_paths() -> None:
    assert shown(read("uslm-public-law")) == [
        ("1", "SECTION 1", "SHORT TITLE."),
        ("Title I", "TITLE I", "COUNTS"),
        ("101", "SEC. 101", "COUNT."),
        ("101(a)", "(a)", "Duty"),
        ("101(a)(1)", "(1)", ""),
        ("101(a)(2)", "(2)", ""),
        ("101(b)", "(b)", ""),
        ("101(c)", "(c)", ""),
        ("101(d)", "(d)", ""),
        ("1a–1", "§ 1a–1", "Lamps"),
    ]


def test_uslm_texts_quotes_and_links() -> None:
    document = read("uslm-public-law")
    found = texts(document)
    assert found["101(a)(1)"] == "count; and"
    assert found["101(a)¶1"] == "as soon as may be."
    assert found["101(d)"] == "[Repealed]"
    assert [one.text for one in document.provisions if one.quoted] == ["“SEC. 9. FEES. A fee is due.”"]
    assert [(one.document, one.target) for one in document.given_references] == [("/us/usc/t46", "s101/a")]
    assert [one.term for one in document.given_definitions] == ["lighthouse"]
    assert document.title == "Lighthouse Count Act"
    assert document.aliases[0] == "Public Law 199–7"


@pytest.mark.parametrize("name", ["canada-act", "clml-order", "akoma-ntoso-act", "uslm-public-law"])
def test_places_of_what_was_tagged_hold_its_text(name: str) -> None:
    document = read(name)
    found = texts(document)
    for one in document.given_references:
        assert one.span is None or one.span.of(found[one.provision]) == one.text
    for term in document.given_definitions:
        assert term.span is None or term.span.of(found[term.provision]) == term.term
    parents = {one.parent for one in document.provisions if one.parent is not None}
    assert parents <= set(found)
    assert len(found) == len(document.provisions)
