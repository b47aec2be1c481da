"""What is missing, repeated or out of order in a document, and what only looks so."""

from extract.health import CODES, health
from extract.profile import load
from extract.readers import text
from extract.structure import build_tree
from ontology.model import Document, Provision


def document(content: str) -> Document:
    provisions, problems = build_tree(text.source(content, "case"), load("contract"))
    return Document("case", "Case", provisions, problems=problems)


def test_a_gap_is_named_with_its_neighbours():
    found = health(document("4 Fees\n4.1 One.\n4.2 Two.\n4.4 Four:\n(a) x;\n(c) z.\n"))
    assert found.missing == ("4.3", "4.4(b)")
    assert next(p.message for p in found.problems if p.code == "LAP301") == "There is no 4.3 between 4.2 and 4.4."


def test_clauses_put_in_and_places_left_empty_are_no_gaps():
    content = "3.14 A.\n3.14A B.\n3.14B C.\n3.15 [Not used]\n3.16 to 3.18 [Repealed]\n3.19 D.\n"
    assert health(document(content)).missing == ()


def test_letters_and_numerals_count_as_they_are_used():
    content = "1 It holds:\n(a) x;\n(b) y:\n(i) p;\n(ii) q;\n(iv) s;\n(c) z.\n"
    assert health(document(content)).missing == ("1(b)(iii)",)


def test_repeats_and_order():
    found = health(document("2.1 A.\n2.2 B.\n2.3 C.\n2.1 D.\n"))
    assert found.repeated == ("2.1 (2)",)
    found = health(document("5. A.\n\n7. C.\n\n6. B.\n\n8. D.\n"))
    assert found.out_of_order == ("6",)


def test_the_record_is_plain_data():
    found = health(document("1 A.\n2 B.\n"))
    plain = found.as_dict()
    assert plain["provisions"] == 2
    assert plain["missing"] == []
    assert all(code in CODES for code in ("LAP301", "LAP302", "LAP303", "LAP304"))


def test_letters_and_numbers_below_one_clause_are_rows_of_their_own():
    places = ("7", None), ("7.i", "7"), ("7.ii", "7"), ("7.1", "7"), ("7.2", "7")
    made = [Provision(p.rpartition(".")[2], p, "", "Due.", parent, n) for n, (p, parent) in enumerate(places)]
    found = health(Document("case", "Case", tuple(made)))
    assert (found.out_of_order, found.missing) == ((), ())


def test_sections_of_a_part_of_a_code_leave_room():
    assert health(document("§ 91.1 Scope.\nA.\n\n§ 91.3 Terms.\nB.\n\n§ 91.103 Rules.\nC.\n")).missing == ()
    assert health(document("91.1 A.\n91.3 B.\n")).missing == ("91.2",)
