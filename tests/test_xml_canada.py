"""Acts and regulations of Canada: numbers, headings and paths as the file gives them; what is quoted stays apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.document import extract, read_alone
from extract.health import health
from extract.profile import load
from extract.read import read_source
from extract.structure import build_tree
from ontology.model import Document, Provision

LIMS = 'xmlns:lims="http://justice.gc.ca/lims"'
ACT = (Path(__file__).parent / "cases" / "xml" / "canada-act.xml").read_text(encoding="utf-8")


def write(folder: Path, text: str, name: str = "F-7.3.xml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return extract(write(tmp_path, ACT), "F-7.3").document


def by_path(document: Document) -> dict[str, Provision]:
    return {one.path: one for one in document.provisions}


def test_numbers_headings_and_paths_are_those_of_the_file(document: Document) -> None:
    shown = [(one.path, one.number, one.heading, one.kind) for one in document.provisions]
    assert shown == [
        ("Part 1", "PART 1", "Boats", "clause"),
        ("Part 1¶1", "", "", "heading"),
        ("1", "1", "Definitions", "clause"),
        ("1¶1", "", "", "paragraph"),
        ("1¶2", "", "", "paragraph"),
        ("1¶2(a)", "(a)", "", "clause"),
        ("1¶2(b)", "(b)", "", "clause"),
        ("1¶2¶1", "", "", "paragraph"),
        ("2", "2 to 4", "", "clause"),
        ("Part 2", "PART 2", "Fares", "clause"),
        ("5", "5", "Fares", "clause"),
        ("5(1)", "(1)", "", "clause"),
        ("5(1)¶1", "", "", "paragraph"),
        ("5(1)¶2", "", "", "paragraph"),
        ("5(1)¶3", "", "", "paragraph"),
        ("5(1.1)", "(1.1)", "Change", "clause"),
        ("5(1.1)¶1", "", "", "paragraph"),
        ("5¶1", "*", "", "note"),
        ("Schedule 1", "SCHEDULE 1", "Tolls", "clause"),
        ("Schedule 1¶1", "", "", "paragraph"),
        ("Schedule 1¶2", "", "", "row"),
        ("Schedule 1¶3", "", "", "row"),
        ("Schedule 1 1", "1", "", "clause"),
        ("Schedule 1 1(a)", "(a)", "", "clause"),
        ("Amendments not in force", "Amendments not in force", "AMENDMENTS NOT IN FORCE", "clause"),
        ("Amendments not in force 2021, c. 3, s. 1", "2021, c. 3, s. 1", "", "clause"),
        ("Amendments not in force 2021, c. 3, s. 1 1", "1", "", "clause"),
    ]


def test_parents_are_given(document: Document) -> None:
    found = by_path(document)
    assert found["1"].parent == "Part 1"
    assert found["5"].parent == "Part 2"
    assert found["1¶2(a)"].parent == "1¶2"
    assert found["Schedule 1 1(a)"].parent == "Schedule 1 1"


def test_text_is_whole_with_single_spaces_and_its_emphasis(document: Document) -> None:
    one = by_path(document)["1¶1"]
    assert one.text == (
        "boat means a vessel that is (a) under ten metres long, as the Shipping Act measures it. (bateau)"
    )
    assert [span.of(one.text) for span in one.emphasis] == ["boat", "(a)"]
    assert by_path(document)["5(1)¶3"].text == "A is the toll; and"


def test_what_a_provision_quotes_is_marked_and_has_no_number(document: Document) -> None:
    one = by_path(document)["5(1.1)¶1"]
    assert (one.quoted, one.number, one.text) == (True, "", "9(1) harbour means a port.")
    assert [p.path for p in document.provisions if p.quoted] == [
        "5(1.1)¶1",
        "Amendments not in force 2021, c. 3, s. 1",
        "Amendments not in force 2021, c. 3, s. 1 1",
    ]


def test_what_the_editors_tagged_is_kept_with_its_place(document: Document) -> None:
    found = by_path(document)
    places = [
        (one.text, one.document, one.target, one.provision, one.span and one.span.of(found[one.provision].text))
        for one in document.given_references
    ]
    assert places == [
        ("Shipping Act", "S-9", "", "1¶1", "Shipping Act"),
        ("1", "", "1", "5(1)", "1"),
    ]
    assert [(one.term, one.provision, one.quoted) for one in document.given_definitions] == [
        ("boat", "1¶1", False),
        ("quay", "1¶2", False),
        ("harbour", "5(1.1)¶1", True),
    ]


def test_names_and_days(document: Document) -> None:
    assert document.title == "Ferry Act"
    assert document.aliases == ("F-7.3", "S.C. 2019, c. 11")
    assert (document.in_force_from, document.in_force_until) == (date(2019, 5, 6), None)


def test_a_repealed_regulation_is_known_as_such_with_its_last_day(tmp_path: Path) -> None:
    text = f"""<Regulation {LIMS} lims:inforce-start-date="2006-03-22" hasPreviousVersion="true"><Identification>
    <InstrumentNumber>SOR/99-7</InstrumentNumber>
    <EnablingAuthority><XRefExternal link="Q-1">QUAY ACT</XRefExternal></EnablingAuthority>
    <LongTitle>Quay Regulations</LongTitle></Identification>
    <Repealed lims:inforce-start-date="2015-04-01">[Repealed, SOR/2015-4, s. 9]</Repealed></Regulation>"""
    path = write(tmp_path, text, "SOR-99-7.xml")
    document = extract(path, "SOR-99-7").document
    assert ("repealed", "2015-04-01") in document.metadata
    assert (document.in_force_from, document.in_force_until) == (None, date(2015, 3, 31))
    assert document.aliases == ("SOR/99-7", "SOR-99-7")
    assert [one.text for one in document.provisions] == ["QUAY ACT", "[Repealed, SOR/2015-4, s. 9]"]
    assert ("enabling_act", "Q-1") in document.metadata


@pytest.mark.parametrize("acts", [["QUAY ACT"], ["QUAY LAMPS ACT, 1994"], ["QUAY ACT", "PORTS ACT"]])
def test_the_acts_that_a_file_tells_found_it(tmp_path: Path, acts: list[str]) -> None:
    told = "".join(f'<XRefExternal link="Q-{n}">{act}</XRefExternal>' for n, act in enumerate(acts))
    text = f"""<Regulation {LIMS}><Identification><InstrumentNumber>SOR/99-7</InstrumentNumber>
    <EnablingAuthority>{told}</EnablingAuthority>
    <LongTitle>Quay Regulations</LongTitle></Identification>
    <Body><Section><Label>1</Label><Text>A ship pays.</Text></Section></Body></Regulation>"""
    found = read_alone(write(tmp_path, text, "SOR-99-7.xml"))
    assert [(one.text, one.provision) for one in found.references if one.role == "founds"] == [
        (act, "¶1") for act in acts
    ]


def test_numbers_that_a_part_repeats_have_the_part_in_front(tmp_path: Path) -> None:
    part = "<Heading level='1'><Label>PART {0}</Label></Heading><Section><Label>1</Label><Text>x</Text></Section>"
    part += "<Section><Label>{0}0</Label><Text>y</Text></Section>"
    path = write(tmp_path, f"<Regulation><Body>{part.format(1)}{part.format(2)}</Body></Regulation>")
    provisions, problems = build_tree(read_source(path), load("canada"))
    assert [one.path for one in provisions] == ["Part 1", "1", "10", "Part 2", "Part 2 1", "Part 2 20"]
    assert problems == ()


def test_a_number_that_occurs_twice_is_a_problem(tmp_path: Path) -> None:
    section = "<Section><Label>1</Label><Text>x</Text></Section>"
    path = write(tmp_path, f"<Regulation><Body>{section}{section}</Body></Regulation>")
    provisions, problems = build_tree(read_source(path), load("canada"))
    assert [one.path for one in provisions] == ["1", "1 (2)"]
    assert [(one.code, one.provision) for one in problems] == [("LAP302", "1 (2)")]


def test_ranges_and_numbers_put_in_are_no_gaps(tmp_path: Path) -> None:
    sections = ("1", "2 to 5", "6", "6.09", "6.1", "6.11", "6.2", "7 and 8", "9", "9.9", "9.10")
    body = "".join(f"<Section><Label>{label}</Label><Text>x</Text></Section>" for label in sections)
    items = "".join(f"<Paragraph><Label>({one})</Label><Text>x</Text></Paragraph>" for one in ("a", "b.02", "b.1", "c"))
    path = write(tmp_path, f"<Regulation><Body>{body}<Section><Label>10</Label>{items}</Section></Body></Regulation>")
    found = health(extract(path, "x").document)
    assert (found.missing, found.out_of_order) == (("10(b)",), ())


def test_several_enabling_acts_do_not_run_together(tmp_path: Path) -> None:
    acts = "".join(f'<XRefExternal reference-type="act" link="{n}">{n} ACT</XRefExternal>' for n in ("BANK", "TRUST"))
    path = tmp_path / "one.xml"
    path.write_text(
        f"<Regulation><Identification><EnablingAuthority>{acts}</EnablingAuthority></Identification>"
        "<Body><Section><Label>1</Label><Text>The fee is due.</Text></Section></Body></Regulation>",
        encoding="utf-8",
    )
    assert read_source(path).blocks[0].text == "BANK ACT; TRUST ACT"
