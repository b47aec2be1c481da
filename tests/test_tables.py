"""Tables for the terminal: what stands in them, folded and never cut off, and the sentence on top."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console
from rich.table import Table

from lapse import tables
from lapse.wording import clauses, place, titles
from ontology.model import Document
from ontology.places import Place
from ontology.results import Action, Cause, Evidence, Finding, Plan

NAMES = {"AL": "Appendix AL (TMAD)", "AM": "Appendix AM (S1SR)", "AC": "Appendix AC", "F": "Section F"}
OLD = Place("AL", "2.1¶7")


def finding(code: str, where: Place, subject: str, *targets: Place, cause: Cause = "caused") -> Finding:
    evidence = (Evidence(subject, 0, len(subject), f"Here stands {subject}."),)
    return Finding(f"{code}-{where}-{subject}", code, "", "error", cause, where, subject, targets, evidence, "", "")


def orphan(document: str, provision: str, term: str, cause: Cause = "caused") -> Finding:
    return finding("LAP101", Place(document, provision), term, OLD, cause=cause)


def printed(table: Table, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(table)
    return console.file.getvalue()  # type: ignore[attr-defined]


def cells(table: Table) -> list[list[str]]:
    columns = [[str(cell) for cell in column.cells] for column in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def test_one_row_for_each_orphaned_term_with_all_who_use_it() -> None:
    found = [orphan("AC", "3.5", "CAD"), orphan("AM", "3.3", "GroupID"), orphan("AM", "18.17c", "GroupID"),
             orphan("F", "F2.1", "GroupID"), orphan("AM", "3.3", "GroupID")]  # fmt: skip
    assert cells(tables.orphans(found, NAMES)) == [
        ["GroupID", "Appendix AL (TMAD), 2.1", "Appendix AM (S1SR): 3.3, 18.17c\nSection F: F2.1"],
        ["CAD", "Appendix AL (TMAD), 2.1", "Appendix AC: 3.5"],
    ]


def test_the_status_stands_in_words_where_not_all_is_caused() -> None:
    table = tables.orphans([orphan("AM", "3.3", "GroupID", "cured"), orphan("AC", "3.5", "CAD")], NAMES)
    assert [row[-1] for row in cells(table)] == ["left open", "cured"]


def test_nothing_is_cut_off_when_piped_into_a_narrow_place() -> None:
    paths = [f"18.17{letter}(a)(iv)" for letter in "acegik"]
    for width in (50, 80, 120):
        out = printed(tables.orphans([orphan("AM", path, "GroupID") for path in paths], NAMES), width)
        squeezed = "".join(char for char in out if char not in "│ \n")
        assert "…" not in out
        assert all(path in squeezed for path in paths)
        assert "\x1b" not in out


@pytest.mark.parametrize("term", ["[red]x[/red]", "[/]", "a[bold", ":smile:"])
def test_markup_in_a_term_is_text(term: str) -> None:
    assert term in printed(tables.orphans([orphan("AM", "3.3", term)], NAMES))


def test_references_say_where_what_and_whether_in_part() -> None:
    found = [
        finding("LAP105", Place("F", "F2.11"), "clause 5.3 of the TMAD", Place("AL", "5.3")),
        finding("LAP106", Place("AC", "3.4"), "sections 4 and 9", Place("AL", "9")),
        finding("LAP105", Place("AM"), "TMAD", Place("AL")),
        finding("LAP105", Place("AC", "6.1"), "clauses 4.2 to 4.5", *(Place("AL", f"4.{n}") for n in range(2, 6))),
        finding("LAP105", Place("AC", "6.3"), "4.2, AK 1", Place("AL", "4.2"), Place("AK", "1"), Place("AK", "2")),
        finding("LAP105", Place("AC", "6.2"), "TMAD", Place("AL")),
        finding("LAP105", Place("AC", "6.7"), "TMAD", Place("AL")),
    ]
    assert cells(tables.references(found, NAMES)) == [
        ["Section F, F2.11", "clause 5.3 of the TMAD", "Appendix AL (TMAD), 5.3"],
        ["Appendix AC, 3.4", "sections 4 and 9", "Appendix AL (TMAD), 9; the others stay"],
        ["Appendix AM (S1SR)", "TMAD", "Appendix AL (TMAD)"],
        ["Appendix AC, 6.1", "clauses 4.2 to 4.5", "Appendix AL (TMAD), 4.2 to 4.5"],
        ["Appendix AC, 6.3", "4.2, AK 1", "Appendix AL (TMAD), 4.2; AK, 1, 2"],
        ["Appendix AC, 6.2, 6.7", "TMAD", "Appendix AL (TMAD)"],
    ]


def test_variations() -> None:
    found = [finding("LAP107", Place("AL", "3.2"), "Section F", Place("F"))]
    assert cells(tables.variations(found, NAMES)) == [["Section F", "Appendix AL (TMAD), 3.2", "Section F", ""]]


def carry(label: str, *because: str, to: str = "AM", at: str = "2") -> Action:
    return Action("definition", label, OLD, Place(to, at), because)


def keep(label: str) -> Action:
    return Action("provision", label, Place("AL", label), Place("AM"), ("kept by decision",))


def test_the_plan_is_laid_out_as_a_consultation_lays_it_out() -> None:
    actions = (
        carry("Group List", "needed by the definition of Group"),
        carry("Group", "needed by the definition of GroupID"),
        carry("GroupID", "used in AM 3.3, 5.2"),
        carry("CAD", "used in AC 3.5", to="AC", at="13"),
        carry("PPMID", "used in AC 3.5, 6.3", to="AC", at="13"),
        keep("3.14E"),
        keep("3.14F"),
        *(keep(f"7.9{letter}") for letter in "ABCD"),
    )
    rows = cells(tables.plan(Plan(actions, ()), NAMES))
    assert [row[1] for row in rows] == [
        "• Definition of Group List\n• Definition of Group\n• Definition of GroupID",
        "• Definition of CAD\n• Definition of PPMID",
        "Provisions 3.14E, 3.14F",
        "Provisions 7.9A to 7.9D",
    ]
    assert rows[0][0] == "Appendix AL (TMAD), 2.1"
    assert rows[0][2].splitlines()[-1] == "• GroupID: used in Appendix AM (S1SR), 3.3, 5.2"
    assert [row[3] for row in rows] == [
        "Appendix AM (S1SR), 2",
        "Appendix AC, 13",
        *["Appendix AM (S1SR), new clauses"] * 2,
    ]


def test_terms_that_need_each_other_do_not_hang_the_plan() -> None:
    actions = (carry("A", "needed by the definition of B"), carry("B", "needed by the definition of A"))
    assert len(cells(tables.plan(Plan(actions, ()), NAMES))) == 1


def test_the_plan_says_what_it_leaves_and_its_conflicts() -> None:
    proved = tables.plan(Plan((keep("3.1"),), ()), NAMES)
    assert "the lapse leaves nothing open" in str(proved.caption)
    short = tables.plan(Plan((), (orphan("AM", "3.3", "GroupID"),), ("AM defines Group otherwise",)), NAMES)
    assert "leaves 1 finding open" in str(short.caption)
    assert "Conflict: AM defines Group otherwise" in str(short.caption)


def test_one_sentence_sums_up() -> None:
    found = [orphan("AM", "3.3", "GroupID"), orphan("AC", "3.5", "CAD"), orphan("AC", "4.2", "CAD"),
             finding("LAP105", Place("F", "F2.11"), "TMAD", Place("AL"))]  # fmt: skip
    assert tables.summary(found, "AL", date(2025, 12, 31), NAMES) == (
        "Appendix AL (TMAD) lapses after 31 December 2025 and leaves 2 terms without a definition"
        " (in 3 provisions of 2 documents) and 1 dangling reference."
    )
    assert tables.summary([], "AL") == "AL can lapse: nothing that stays in force is left without ground."
    cured = tables.summary([orphan("AM", "3.3", "GroupID", "cured")], "AL", None, NAMES)
    assert cured.endswith("1 finding is cured.")
    both = tables.summary(found[:1], "AL and AK", several=True)
    assert both == "AL and AK lapse and leave 1 term without a definition (in 1 provision of 1 document)."


def test_empty_tables_print() -> None:
    for table in (tables.orphans([]), tables.references([]), tables.variations([]), tables.plan(Plan((), ()))):
        assert printed(table)


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["3.14E", "3.14F"], "3.14E, 3.14F"),
        (["7.9A", "7.9B", "7.9C", "7.9D", "9"], "7.9A to 7.9D, 9"),
        (["4(a)", "4(b)", "4(c)"], "4(a) to 4(c)"),
        (["2.1¶3", "2.1¶3"], "2.1 ¶3"),
        (["1", "3", "5"], "1, 3, 5"),
    ],
)
def test_lists_of_clauses(paths: list[str], shown: str) -> None:
    assert clauses(paths) == shown


def test_a_place_without_a_shown_name_keeps_its_id() -> None:
    assert place(Place("ZZ", "1.1"), NAMES) == "ZZ, 1.1"


@pytest.mark.parametrize(
    ("title", "aliases", "name"),
    [
        ("Insurance Companies Act", ("I-11.8", "S.C. 1991, c. 47"), "Insurance Companies Act"),
        ("Wharf Fees Regulations", ("C.R.C., c. 1270",), "Wharf Fees Regulations"),
        ("An Order " + "about wharves " * 8, ("SOR/2001-286",), "SOR/2001-286"),
        ("Transition and Migration Approach", ("Appendix AL", "TMAD"), "Appendix AL (TMAD)"),
        ("Definitions", ("Joint Schedule 1",), "Joint Schedule 1"),
        ("Lamps", (), "one (Lamps)"),
    ],
)
def test_a_document_goes_by_the_name_that_people_call_it(title: str, aliases: tuple[str, ...], name: str) -> None:
    assert titles([Document("one", title, (), aliases=aliases)]) == {"one": name}


def test_documents_under_one_line_are_shown_by_their_titles() -> None:
    under = ("Port of the Quay",)
    several = [
        Document(one, title, (), aliases=under) for one, title in (("a", "Bylaws"), ("b", "Rules"), ("c", "Rules"))
    ]
    assert titles(several) == {"a": "Bylaws", "b": "Port of the Quay [b]", "c": "Port of the Quay [c]"}
