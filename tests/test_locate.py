"""Labels: which provision is meant, seen from where the reference stands."""

from __future__ import annotations

import pytest

from graph.locate import Gazetteer
from ontology.model import Document, Provision, Target


def tree(*paths: str, texts: dict[str, str] | None = None) -> Gazetteer:
    """A document with provisions at `paths`; the parent of each is the longest path before it that it begins with."""
    made: list[Provision] = []
    for order, path in enumerate(paths):
        above = [p.path for p in made if path.startswith((p.path + ".", p.path + "(", p.path + " ", p.path + "¶"))]
        parent = max(above, key=len, default=None)
        number = (
            path.removeprefix(parent or "").strip() if "(" in path[-5:] else path.removeprefix((parent or "") + " ")
        )
        number = "" if "¶" in number else number
        made.append(Provision(number, path, "", (texts or {}).get(path, ""), parent, order))
    return Gazetteer(Document("d", "", tuple(made)))


SEC = tree(
    *("3", "3.14", "3.14A", "3.14B", "3.14C", "3.14D", "3.14E", "3.14F", "3.15"),
    *("4", "4.1", "4.1(a)", "4.1(a)(i)", "4.1(a)(ii)", "4.1(b)", "4.1(c)", "4.2"),
    *("Schedule 2", "Schedule 2 1", "Schedule 2 1(a)", "Schedule 2 3", "Schedule 2 4"),
    texts={"4.2": "either (a) this or (b) that"},
)


@pytest.mark.parametrize(
    ("target", "origin", "paths"),
    [
        (Target("4.1(a)(i)"), None, ["4.1(a)(i)"]),
        (Target("4.1 (a) (i)"), None, ["4.1(a)(i)"]),
        (Target("(b)", "paragraph"), "4.1(a)(i)", ["4.1(b)"]),
        (Target("(ii)", "paragraph"), "4.1(a)(i)", ["4.1(a)(ii)"]),
        (Target("(i)", "paragraph"), "4.1(a)", ["4.1(a)(i)"]),
        (Target("3", "paragraph"), "Schedule 2 4", ["Schedule 2 3"]),
        (Target("3", "clause"), "Schedule 2 4", ["3"]),
        (Target("1", "clause"), "Schedule 2 4", ["Schedule 2 1"]),
        (Target("Schedule 2 1(a)"), None, ["Schedule 2 1(a)"]),
        (Target("schedule 2"), None, ["Schedule 2"]),
        (Target("3.14B", "clause", "3.14E"), None, ["3.14B", "3.14C", "3.14D", "3.14E"]),
        (Target("3.14", "clause", "3.14B"), None, ["3.14", "3.14A", "3.14B"]),
        (Target("4.1(a)", "clause", "(c)"), None, ["4.1(a)", "4.1(b)", "4.1(c)"]),
        (Target("(a)", "paragraph", "(c)"), "4.1(a)(ii)", ["4.1(a)", "4.1(b)", "4.1(c)"]),
        (Target("4.2(b)"), None, ["4.2"]),
    ],
)
def test_located(target: Target, origin: str | None, paths: list[str]) -> None:
    found = SEC.locate(target, origin)
    assert list(found.paths) == paths
    assert found.reason == ""


@pytest.mark.parametrize(
    ("path", "other", "told"),
    [
        ("3.14", "3.14A", True),
        ("3.14A", "3.14C", False),
        ("4.1", "4.2", True),
        ("4.1(a)", "4.1(b)", True),
        ("4.1(c)", "4.2", False),
        ("3.15", "4.1", False),
        ("4", "Schedule 2 1", True),
        ("4.2", "4.1", False),
    ],
)
def test_what_follows(path: str, other: str, told: bool) -> None:
    assert SEC.follows(path, other) is told


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (Target("4.1(z)"), "d has 4.1, but no (z) in it"),
        (Target("9"), "d has no 9"),
        (Target("3.15", "clause", "3.16"), "d has no 3.16"),
    ],
)
def test_not_located(target: Target, reason: str) -> None:
    assert SEC.locate(target, None).reason == reason


def test_sections_with_a_letter() -> None:
    own = tree("N6", "N6.1", "N6.8")
    assert own.locate(Target("6.8"), None).paths == ("N6.8",)
    bare = tree("6", "6.8")
    assert bare.locate(Target("N6.8"), None).paths == ("6.8",)


def test_what_is_below() -> None:
    assert [p.path for p in SEC.below("4.1(a)")] == ["4.1(a)", "4.1(a)(i)", "4.1(a)(ii)"]
    assert [p.path for p in SEC.ancestors("4.1(a)(i)")] == ["4.1(a)(i)", "4.1(a)", "4.1", "4"]
    assert SEC.division("Schedule 2 1(a)") == "Schedule 2"
    assert SEC.division("4.1") == ""


def test_a_table_is_the_one_with_the_caption_and_never_a_clause() -> None:
    code = tree("1", "1.1", "Table 1", "3", "Part B", "Part B 1", "Part B 1 Table 1")
    assert code.locate(Target("1", "table"), "1.1").paths == ("Table 1",)
    assert code.locate(Target("1", "table"), "Part B 1").paths == ("Part B 1 Table 1",)
    assert code.locate(Target("3", "table"), "1.1").paths == ()


def test_what_lies_below_paragraphs_without_numbers() -> None:
    rule = tree("12", "12(a)", "12(a)¶1", "12(a)¶1(5)", "12(b)", "12(b)¶1", "12(b)¶1(1)")
    assert rule.locate(Target("(a)(5)"), "12(b)¶1(1)").paths == ("12(a)¶1(5)",)
    listed = tree("1", "1¶1", "1¶1.a", "1¶1.b", "1¶2", "1¶2.a", "1¶2.b", "1¶2¶1")
    assert listed.locate(Target("(b)"), "1¶2¶1").paths == ("1¶2.b",)


def test_parts_of_a_schedule_and_numbers_as_words() -> None:
    found = tree(*("Schedule 4", "Schedule 4 1", "Schedule 4 1.1", "Schedule 4 Part B", "Schedule 4 Part B 1"))
    assert found.locate(Target("Schedule 4 Part A 1.1"), None).paths == ()
    assert found.locate(Target("1.1"), None, "Schedule 4").paths == ("Schedule 4 1.1",)
    assert found.locate(Target("B1"), None, "Schedule 4").paths == ("Schedule 4 Part B 1",)
    assert found.locate(Target("Schedule Four"), None).paths == ("Schedule 4",)
