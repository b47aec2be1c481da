"""References to their targets: status and reason for every one."""

from __future__ import annotations

from pathlib import Path

import pytest

import lapse
from graph.behind import of_its_law
from graph.locate import Gazetteer
from ontology.model import Document, Provision, Reference, Target
from ontology.places import Span

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


@pytest.mark.parametrize(("behind", "targets"), [("is", ["schedule-2"]), ("Plans are", [])])
def test_an_abbreviation_of_part_of_a_name_is_no_document(tmp_path: Path, behind: str, targets: list[str]) -> None:
    sentence = f"The Security of Data (“SOD”) {behind} kept. Staff learn of the SOD."
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text.replace("{}", sentence), encoding="utf-8")
    found = lapse.open(tmp_path).links.resolutions
    assert [str(place) for one in found if one.text == "SOD" for place in one.targets] == targets


ACT = """Ferries Act 2012

1 Licences
(1) A licence is granted under section 2.
(2) The Minister may
(a) refuse it under this paragraph or paragraph (b); or
(b) grant it.
2 Fees
(1) {}
SCHEDULE 1
1
(1) The fee is payable under this paragraph.
(2) Sub-paragraph (1) is subject to paragraph 2.
2
(1) It may be waived under this sub-paragraph.
"""
REGULATIONS = """The Ferries (Licensing) Regulations 2013

The Minister, in exercise of the powers conferred by section 1 of the Ferries Act 2012, makes these Regulations:

1 Start
(1) These Regulations are made under the Act.
2 Forms
(1) Paragraph (2) applies to this paragraph.
(2) A form is made under section 2 of the Act, either (a) by hand or (b) by post, as paragraph (2)(b) tells.
"""


def answers(folder: Path, document: str) -> dict[str, tuple[str, list[str]]]:
    """By the text of a reference in a document, its status and the places that it leads to."""
    code = lapse.open(folder)
    return {
        f"{one.place.provision}: {one.text}": (one.status, [str(place) for place in one.targets])
        for one in code.links.resolutions
        if one.place.document == document
    }


def test_what_this_paragraph_is_depends_on_the_document_and_the_schedule(tmp_path: Path) -> None:
    (tmp_path / "act.txt").write_text(ACT.replace("{}", "Paragraph 2(3) of Schedule 1 is left."), encoding="utf-8")
    (tmp_path / "regulations.txt").write_text(REGULATIONS, encoding="utf-8")
    act, made = answers(tmp_path, "act"), answers(tmp_path, "regulations")
    assert act["1(2)(a): this paragraph"] == ("resolved", ["act 1(2)(a)"])
    assert act["Schedule 1 1(1): this paragraph"] == ("resolved", ["act Schedule 1 1"])
    assert act["Schedule 1 2(1): this sub-paragraph"] == ("resolved", ["act Schedule 1 2(1)"])
    assert made["2(1): this paragraph"] == ("resolved", ["regulations 2(1)"])
    assert made["2(2): paragraph (2)(b)"] == ("resolved", ["regulations 2(2)"])


def test_the_act_is_the_one_under_which_regulations_are_made(tmp_path: Path) -> None:
    (tmp_path / "act.txt").write_text(ACT.replace("{}", "The fee is fixed."), encoding="utf-8")
    (tmp_path / "gas.txt").write_text('Gas Act 1986\n\n1 Terms\n(1) "the Act" means this Act.\n', encoding="utf-8")
    (tmp_path / "regulations.txt").write_text(REGULATIONS, encoding="utf-8")
    assert answers(tmp_path, "regulations")["2(2): section 2 of the Act"] == ("resolved", ["act 2"])


def test_what_is_not_in_a_schedule_is_not_looked_for_outside_it(tmp_path: Path) -> None:
    text = ACT.replace("{}", "Paragraph 1(2) of Schedule 1 is read with paragraph 2(2) of Schedule 1.")
    (tmp_path / "act.txt").write_text(text.replace("2 Fees\n", "2 Fees\n(2) It is low.\n"), encoding="utf-8")
    found = answers(tmp_path, "act")
    assert found["2(1): Paragraph 1(2) of Schedule 1"] == ("resolved", ["act Schedule 1 1(2)"])
    assert found["2(1): paragraph 2(2) of Schedule 1"] == ("unresolved", [])


def test_a_table_or_a_step_is_known_by_its_caption_and_never_is_a_clause(tmp_path: Path) -> None:
    text = "Rules\n1 Ask\n1.1 See Table 1, Step 2 and Table 2.\n2.1 Then:\nStep 1 Ask\nStep 2 Wait\nTable 1: Fee\n"
    (tmp_path / "rules.txt").write_text(text, encoding="utf-8")
    found = answers(tmp_path, "rules")
    assert found["1.1: Table 2"] == ("unresolved", [])
    for shown in ("1.1: Table 1", "1.1: Step 2"):
        status, places = found[shown]
        assert status == "resolved"
        assert "¶" in places[0]


def test_a_label_is_not_found_in_the_words_that_cite_it(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(
        "Rules\n1 Ask\n1.1 The buyer shall ask under paragraph (b).\n", encoding="utf-8"
    )
    assert answers(tmp_path, "rules")["1.1: paragraph (b)"] == ("unresolved", [])


def test_a_paragraph_of_a_definition(tmp_path: Path) -> None:
    text = (
        "Boats Act\n\n1 Definitions\n(1) In this Act,\n"
        "boat means\n(a) a raft, or\n(b) a canoe;\nship means\n(a) a barge.\n"
        "2 Use\n(1) Paragraph (b) of the definition boat in subsection 1(1) applies.\n"
        "(2) So do paragraphs (a) to (b) of the definition boat in subsection 1(1).\n"
    )
    (tmp_path / "boats.txt").write_text(text, encoding="utf-8")
    assert len(answers(tmp_path, "boats")["2(2): paragraphs (a) to (b)"][1]) == len("ab")
    status, places = answers(tmp_path, "boats")["2(1): Paragraph (b)"]
    assert status == "resolved"
    assert places[0].endswith("(b)")
    assert places[0].startswith("boats 1(1)")


def test_what_is_amended_is_in_the_document_that_is_amended(tmp_path: Path) -> None:
    (tmp_path / "order.txt").write_text(
        "The Ferries (Amendment) Order 2014\n\n1 Start\n(1) Article 2 comes into force in May.\n"
        "2 The Ferries Order 2001\n(1) The Ferries Order 2001 is amended as follows.\n(2) In article 1—\n"
        '(a) in paragraph (1), for "boat" substitute "ship", and\n(b) omit paragraph (2).\n'
        "(3) Omit article 2.\n(4) The words are read with article 1.\n",
        encoding="utf-8",
    )
    (tmp_path / "old.txt").write_text(
        "The Ferries Order 2001\n\n1 Boats\n(1) A boat is a boat.\n(2) A raft is a boat.\n2 End\n(1) It ends.\n",
        "utf-8",
    )
    found = answers(tmp_path, "order")
    assert found["2(2): article 1"] == ("resolved", ["old 1"])
    assert found["2(2)(a): paragraph (1)"] == ("resolved", ["old 1(1)"])
    assert found["2(2)(b): paragraph (2)"] == ("resolved", ["old 1(2)"])
    assert found["2(3): article 2"] == ("resolved", ["old 2"])
    assert found["2(4): article 1"] == ("resolved", ["order 1"])
    assert found["1(1): Article 2"] == ("resolved", ["order 2"])


LIMS = 'xmlns:lims="http://justice.gc.ca/lims"'
FEES = """<Regulation {lims}><Identification><InstrumentNumber>{number}</InstrumentNumber>
<LongTitle>Quay Fees Regulations</LongTitle></Identification>{body}</Regulation>"""
IN_FORCE = "<Body><Section><Label>1</Label><Text>A fee of ten dollars is payable on landing.</Text></Section></Body>"
REPEALED = '<Repealed lims:inforce-start-date="2015-04-01">[Repealed, SOR/2015-4, s. 9]</Repealed>'
CITING = """<Regulation {lims}><Identification><InstrumentNumber>SOR/2016-8</InstrumentNumber>
<LongTitle>Quay Licences Regulations</LongTitle></Identification><Body><Section><Label>1</Label>
<Text>A licence is subject to the <XRefExternal>Quay Fees Regulations</XRefExternal>.</Text></Section></Body>
</Regulation>"""


@pytest.mark.parametrize(
    ("older", "status", "targets", "said"),
    [
        (REPEALED, "resolved", ["SOR-2015-4"], "SOR-99-7 of the same title is repealed"),
        (IN_FORCE, "ambiguous", ["SOR-2015-4", "SOR-99-7"], "may be SOR-2015-4 or SOR-99-7"),
    ],
)
def test_a_title_that_two_documents_bear(
    tmp_path: Path, older: str, status: str, targets: list[str], said: str
) -> None:
    for number, body in (("SOR/99-7", older), ("SOR/2015-4", IN_FORCE)):
        path = tmp_path / f"{number.replace('/', '-')}.xml"
        path.write_text(FEES.format(lims=LIMS, number=number, body=body), encoding="utf-8")
    (tmp_path / "SOR-2016-8.xml").write_text(CITING.format(lims=LIMS), encoding="utf-8")
    found = [
        one
        for one in lapse.open(tmp_path).links.resolutions
        if one.place.document == "SOR-2016-8" and one.text == "Quay Fees Regulations"
    ]
    assert [(one.status, [str(place) for place in one.targets]) for one in found] == [(status, targets)]
    assert said in found[0].reason


MADE = """<Regulation {lims}><Identification><InstrumentNumber>SOR/2016-8</InstrumentNumber>
<LongTitle>Quay Licences {noun}</LongTitle></Identification><Order>
<Provision><Text>QUAY AND HARBOUR ADMINISTRATION ACT</Text></Provision>
<Provision><Text>The Minister hereby makes the annexed Regulations respecting licences for quays.</Text></Provision>
</Order></Regulation>"""


@pytest.mark.parametrize(("noun", "status"), [("Regulations", "resolved"), ("Approval Order", "external")])
def test_what_is_annexed_is_the_document_of_that_sort(tmp_path: Path, noun: str, status: str) -> None:
    (tmp_path / "SOR-2016-8.xml").write_text(MADE.format(lims=LIMS, noun=noun), encoding="utf-8")
    found = [one for one in lapse.open(tmp_path).links.resolutions if one.text == "the annexed Regulations"]
    assert [one.status for one in found] == [status]


ANNEXED = """<Regulation {lims}><Identification><InstrumentNumber>SOR/2016-9</InstrumentNumber>
<ShortTitle>Quay Terms Regulations</ShortTitle>
<LongTitle>Regulations Respecting Licences for Quays</LongTitle></Identification>{body}</Regulation>"""


def test_what_is_annexed_is_the_document_with_the_long_title_that_follows(tmp_path: Path) -> None:
    (tmp_path / "SOR-2016-8.xml").write_text(MADE.format(lims=LIMS, noun="Approval Order"), encoding="utf-8")
    (tmp_path / "SOR-2016-9.xml").write_text(ANNEXED.format(lims=LIMS, body=IN_FORCE), encoding="utf-8")
    found = [one for one in lapse.open(tmp_path).links.resolutions if one.text == "the annexed Regulations"]
    assert [[str(place) for place in one.targets] for one in found] == [["SOR-2016-9"]]


@pytest.mark.parametrize(
    ("older", "cited", "status"),
    [
        (REPEALED, "Quay Fees Regulations, 2015", "external"),
        (IN_FORCE, "Quay Fees Regulations, 2015", "external"),
        (IN_FORCE, "Quay Fees Regulations, 1999", "resolved"),
    ],
)
def test_a_year_tells_a_document_from_one_of_the_same_title(
    tmp_path: Path, older: str, cited: str, status: str
) -> None:
    fees = FEES.format(lims=LIMS, number="SOR/1999-7", body=older)
    (tmp_path / "SOR-1999-7.xml").write_text(fees, encoding="utf-8")
    citing = CITING.format(lims=LIMS).replace("Quay Fees Regulations", cited)
    (tmp_path / "SOR-2016-8.xml").write_text(citing, encoding="utf-8")
    found = [one for one in lapse.open(tmp_path).links.resolutions if one.place.document == "SOR-2016-8"]
    assert [(one.text, one.status) for one in found] == [(cited, status)]


def test_parts_of_a_code_of_regulations_are_documents(tmp_path: Path) -> None:
    (tmp_path / "p1030.txt").write_text(
        "PART 1030—ORCHARD LENDING (REGULATION OL)\n\nSubpart A—General\n\n§ 1030.1 Purpose.\n"
        "(a) See 12 CFR 1026.2(b) and "
        "§ 1026.2(a) of this chapter.\n(b) See Regulation Z, 17 CFR 240.3 and 12 CFR part 1026.\n\n"
        "Subpart B—Notices\n\n§ 1030.2 Terms.\nUnless the context indicates otherwise:\n"
        "(a) The rule in this section and § 1030.1(b) applies.\n(b) See § 1030.2(a).\n",
        encoding="utf-8",
    )
    (tmp_path / "p1026.txt").write_text(
        "PART 1026—TRUTH IN TRADING (REGULATION Z)\n\n§ 1026.1 Scope.\n(a) This part applies.\n\n"
        "§ 1026.2 Terms.\n(a) One.\n(b) Two. See § 1030.1(a) of this chapter.\n",
        encoding="utf-8",
    )
    found = answers(tmp_path, "p1030")
    assert found["1030.1(a): 12 CFR 1026.2(b)"] == ("resolved", ["p1026 1026.2(b)"])
    assert found["1030.1(a): § 1026.2(a) of this chapter"] == ("resolved", ["p1026 1026.2(a)"])
    assert found["1030.1(b): Regulation Z"] == ("resolved", ["p1026"])
    assert found["1030.1(b): 17 CFR 240.3"] == ("external", [])
    assert answers(tmp_path, "p1026")["1026.2(b): § 1030.1(a) of this chapter"] == ("resolved", ["p1030 1030.1(a)"])


CODE = {
    "appendix-am": (
        "Appendix AM: Supply\n1 General\n1.1 See SEC Appendix AL clause 3.1 and paragraph 2 of Part 1 of Schedule 1.\n"
        "1.2 See BSC Section X.\n"
        "Schedule 1\nPart 1\n1 First things.\n2 Second things.\nPart 2\n3 Third things.\n"
    ),
    "appendix-al": "Appendix AL: Lapsing\n3 Steps\n3.1 The operator shall move. See SEC Appendix AM.\n",
    "section-x": "Section X: Passing\n1 General\n1.1 Nothing.\n",
}


def test_the_code_s_own_initials_and_parts_through_which_numbers_run(tmp_path: Path) -> None:
    for name, text in CODE.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = {one.text: one for one in lapse.open(tmp_path).links.resolutions}
    assert [str(place) for place in found["SEC Appendix AL clause 3.1"].targets] == ["appendix-al 3.1"]
    assert [str(place) for place in found["paragraph 2 of Part 1 of Schedule 1"].targets] == [
        "appendix-am Schedule 1 2"
    ]
    assert not found["BSC Section X"].targets


GRID = {
    "section-6": "GRID CODE\nSECTION 6\nGENERAL\n6.1 Scope\n6.1.1 {}\n6.1.2 A user pays.\n",
    "section-10": (
        "GRID CODE\nSECTION 10\nTRANSITION\nPART 1 – GENERAL\n10.1 Users\n10.1.1 Users move.\n"
        "PART 2 – CHARGES\n10.5 Charges\n10.5.1 Users pay.\n"
    ),
    "section-11": 'GRID CODE\nSECTION 11\nDEFINITIONS\n11.1 Terms\n11.1.1 "Code" means this Grid Code.\n',
    "schedule-2": (
        "GRID CODE\nSCHEDULE 2 – EXHIBIT 3\nFORM OF JOINT AGREEMENT\n"
        "3 Payment\n3.1 The user pays.\n3.2 The user pays more.\n"
    ),
}


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("See Section 10.", ["section-10"]),
        ("See Section 10, Part 2.", ["section-10 Part 2"]),
        ("See Section 10, Part 2, Paragraph 10.5.1.", ["section-10 10.5.1"]),
        ("See Section 10 of the Code.", ["section-10"]),
        ("See Paragraph 10.1.1 of the Code.", ["section-10 10.1.1"]),
        ("See Clause 3.2 of the relevant Joint Agreement.", ["schedule-2 3.2"]),
        ("See Schedule 2 Exhibit 3.", ["schedule-2"]),
        ("See Schedule 2, Exhibit 3.", ["schedule-2"]),
        ("See Section 10 Part 2 Paragraph 10.5.1.", ["section-10 10.5.1"]),
        ("See the Grid Code.", []),
        ("See Section 12.", []),
        ("See Section 10 of the Water Act 1989.", []),
        ("See this Section 6.", ["section-6 6"]),
    ],
)
def test_sections_of_a_code_that_go_by_a_number(tmp_path: Path, sentence: str, targets: list[str]) -> None:
    for name, text in GRID.items():
        (tmp_path / f"{name}.txt").write_text(text.replace("{}", sentence), encoding="utf-8")
    found = [one for one in lapse.open(tmp_path).links.resolutions if one.place.provision == "6.1.1"]
    assert [str(place) for one in found for place in one.targets] == targets
    assert [one.status for one in found] == (["resolved"] if targets or "Grid" in sentence else [found[0].status])


def test_documents_of_a_row_are_written_with_and_without_a_blank(tmp_path: Path) -> None:
    (tmp_path / "STP25 Stores v1.txt").write_text("Store Procedure\nSTP25\nRegistration\n1 Scope\n1.1 It is so.\n")
    (tmp_path / "Section K.txt").write_text(
        "SECTION K: STORES\n1 Rules\n1.1 See STP 25 and STP25. Send forms STP25/01 and STP 25/02. See STP 26.\n"
    )
    found = [one for one in lapse.open(tmp_path).links.resolutions if one.place.document == "Section K"]
    assert [(one.text, [str(place) for place in one.targets]) for one in found] == [
        ("STP 25", ["STP25 Stores v1"]),
        ("STP25", ["STP25 Stores v1"]),
    ]


def test_a_step_is_found_from_any_clause_by_its_whole_number(tmp_path: Path) -> None:
    rows = "<tr><td>3.1.1</td><td>Send it</td></tr><tr><td>3.1.2</td><td>Keep it</td></tr>"
    page = (
        f"<h1>1 Scope</h1><p>1.1 It is sent.</p><h1>3 Timetable</h1><h2>3.1 Sending</h2><table>{rows}</table>"
        "<h1>4 Checks</h1><p>4.1 The check in step 3.1.2 is made, and that in step 3.1.9 is not.</p>"
    )
    (tmp_path / "procedure.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    found = [one for one in lapse.open(tmp_path).links.resolutions if one.place.provision == "4.1"]
    assert [[place.provision for place in one.targets] for one in found] == [["3.1.2"], []]


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("Clause 1.1 and clause 1.1 of Appendix One apply.", ["1.1", "Appendix One 1.1"]),
        ("Clause 2.1 and clause 2.1 of Appendix 1 apply.", ["Appendix One 2.1"]),
        ("The Buyer shall see Schedule 2, Parts A and B.", ["Schedule 2", "Schedule 2 Part A", "Schedule 2 Part B"]),
        ("The Buyer shall see paragraph 1.1 of Part A of Schedule 2.", ["Schedule 2 1.1"]),
        ("The Buyer shall see paragraph B1.1 of Schedule 2.", ["Schedule 2 Part B 1.1"]),
        ("The Buyer shall see Part B of Schedule 2, paragraph 1.1.", ["Schedule 2 Part B 1.1"]),
        ("The Buyer shall see the Second Schedule and the third Schedule.", ["Schedule 2", "Schedule 3"]),
        ("THE BUYER SHALL SEE CLAUSE 1.1(A) AND PARAGRAPH 1 OF SCHEDULE 3.", ["1.1(a)", "Schedule 3 1"]),
        ("The Buyer shall see paragraph (a) of clause 1.1 and paragraph (b) thereof.", ["1.1(a)", "1.1(b)"]),
        ("Table 4 and 1.1 are void.", []),
    ],
)
def test_schedules_of_one_file_and_their_parts(tmp_path: Path, sentence: str, targets: list[str]) -> None:
    body = (
        "Services Agreement\n\n1 Terms\n\n1.1 The Supplier shall:\n\n(a) serve; and\n\n(b) report.\n\n1.2 {}\n\n"
        "SCHEDULE 2\n\nRates\n\nPart A - Rates\n\n1 Rates\n\n1.1 The rate is due.\n\n"
        "Part B - Days\n\n1 Days\n\n1.1 A day is an hour.\n\nTHIRD SCHEDULE\n\nDates\n\n1 A date is set.\n\n"
        "APPENDIX ONE\n\nForms\n\n1 Forms\n\n1.1 A form is used.\n\n2 Use\n\n2.1 A use is made.\n"
    )
    (tmp_path / "agreement.txt").write_text(body.replace("{}", sentence), encoding="utf-8")
    (tmp_path / "lapse.toml").write_text('profile = "contract"\n', encoding="utf-8")
    links = [one for one in lapse.open(tmp_path).links.resolutions if one.place.provision == "1.2"]
    assert [place.provision for one in links for place in one.targets] == targets


def test_bare_sections_of_the_law_that_a_related_provision_is_of() -> None:
    def provision(number: str, path: str, order: int) -> Provision:
        return Provision(number, path, "", "Text.", None, order)

    law = "Related provisions 2019, c. 28"
    paths = ("16", "33", f"{law}, s. 16 16(1)", f"{law}, s. 18 18")
    gazetteer = Gazetteer(Document("act", "Act", tuple(provision("1", path, n) for n, path in enumerate(paths))))

    def bare(label: str, at: str = paths[3], document: str = "") -> Reference:
        span = Span(0, 7)
        return Reference("section", span, at, "provision", "unit-label", document, (Target(label, "section"),))

    printed = of_its_law(gazetteer, bare("16(1)"))
    assert (printed.document, printed.targets) == ("", (Target(paths[2], "section"),))
    assert of_its_law(gazetteer, bare("33")).document == "2019, c. 28"
    assert of_its_law(gazetteer, bare("(2)")) == bare("(2)")
    assert of_its_law(gazetteer, bare("33", document="Ports Act")) == bare("33", document="Ports Act")
    assert of_its_law(gazetteer, bare("33", at="16")) == bare("33", at="16")


PORT = {
    "Part A": (
        "NETWORK CODE\nPART A: WORDS\n1 Words\n1.1 See Condition D2.1.1, Condition B2.1.1 and Annex 1 to Part D.\n"
    ),
    "Part B": (
        "NETWORK CODE\nPART B: MONITORING\nCondition B1 Systems\n1.1 First\n1.1.1 A system is kept.\n"
        "Condition B2 Causes\n2.1 Second\n2.1.1 A cause is found under Rule 1, as those Rules tell.\n"
    ),
    "Part D": (
        "NETWORK CODE\nPART D: TIMETABLE\nD1 Words\nD1.1 A word is a word.\nD2 Bids\nD2.1 First\n"
        "D2.1.1 This Condition D2.1 is about bids. See the Network Code.\nANNEX 1\n1 Bids are made.\n"
    ),
    "Appeal Rules": "NETWORK CODE\nAPPEAL RULES\n1 Appeals\n1.1 An appeal is made.\n",
}


def test_parts_of_a_code_by_letter_and_by_what_their_provisions_are_called(tmp_path: Path) -> None:
    for name, text in PORT.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = {one.text: [str(place) for place in one.targets] for one in lapse.open(tmp_path).links.resolutions}
    assert found == {
        "Condition D2.1.1": ["Part D D2.1.1"],
        "Condition B2.1.1": ["Part B 2.1.1"],
        "Annex 1 to Part D": ["Part D Annex 1"],
        "Rule 1": ["Appeal Rules 1"],
        "those Rules": ["Appeal Rules"],
        "This Condition D2.1": ["Part D D2.1"],
        "Network Code": [],
    }


LICENCE = {
    "Standard Conditions": (
        "LICENCE\nSTANDARD CONDITIONS\nStandard Condition 7. Words\n7.1 See Part A of Standard Condition 12.\n"
        "Standard Condition 12. Charges\n12.1 It charges.\nPart A: Rates\n"
        "12.2 See paragraph E1.2 of Amended Standard Condition E1.\n"
    ),
    "Special Conditions": (
        "LICENCE\nSPECIAL CONDITIONS\nSpecial Condition CRC 7. Revenue\n"
        "1. See Standard Condition 7 and Special Condition CRC 7.\n"
        "Special Condition CRC 8. More\n1. See condition 12.2, and Part A of this condition.\nPart A: Again\n"
        "2. It is so.\n"
    ),
    "Amended Standard Condition E1": (
        "LICENCE\nAMENDED STANDARD CONDITION E1. HANDOVER\nE1.1 It ends.\nE1.2 See the Special Conditions.\n"
    ),
}


def test_conditions_of_a_licence_by_their_rows(tmp_path: Path) -> None:
    for name, text in LICENCE.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = {one.text: [str(place) for place in one.targets] for one in lapse.open(tmp_path).links.resolutions}
    assert found == {
        "Part A of Standard Condition 12": ["Standard Conditions 12 Part A"],
        "paragraph E1.2 of Amended Standard Condition E1": ["Amended Standard Condition E1 E1.2"],
        "Standard Condition 7": ["Standard Conditions 7"],
        "Special Condition CRC 7": ["Special Conditions 7"],
        "condition 12.2": ["Standard Conditions 12.2"],
        "Part A": ["Special Conditions 8 Part A"],
        "Special Conditions": ["Special Conditions"],
    }
