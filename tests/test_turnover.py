"""The ledger of a change: what became of each provision, who relies on it, sums that add up, and the mirror."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lapse
from graph.changes import change_of
from graph.corpus import Corpus
from graph.turnover import Turnover
from graph.twins import in_document
from lapse.asking import UnclearError
from lapse.change import Change
from lapse.demo import unpack
from lapse.reports.changed import ChangeReport
from ontology.model import Document, Provision
from ontology.names import Names
from ontology.results import LedgerLine

RULES = """Appendix Two: Rules
1 Ships
1.1 Each ship shall carry a Berth Card while it lies at the quay.
1.2 The master shall pay the harbour fee within ten days of arrival.
1.3 Clause 1.2 applies to boats as well as to ships.
1.4 No lamp may burn on the quay after midnight in winter.
2 Rafts
2.1 A raft that drifts shall be towed to the eastern basin by the pilot.
"""
WORDS = 'Appendix One: Words\n1 Words\n1.1 In this Code, "Berth Card" means a card that names the berth of a ship.\n'


def folder(at: Path, **texts: str) -> Path:
    at.mkdir()
    for name, text in texts.items():
        (at / f"{name}.txt").write_text(text, encoding="utf-8")
    return at


def change(tmp_path: Path, old: dict[str, str], new: dict[str, str]) -> Change:
    return lapse.open(folder(tmp_path / "old", **old)).compare(lapse.open(folder(tmp_path / "new", **new)))


def lines(found: Turnover) -> dict[str, str]:
    """What became of each provision that is not as it was: "reworded 1.3, review"."""

    def said(line: LedgerLine) -> str:
        to = "" if line.to is None or line.to == line.place else f" {line.to}"
        return f"{line.became}{to}{', review' if line.disposition == 'review' else ''}"

    return {str(one.place): said(one) for one in found.lines if said(one) != "kept"}


def adds_up(change: Change) -> None:
    """Every provision in force before has a line or stands in a document that is the same, and so after."""
    found, unchanged = change.turnover, sum(change.turnover.unchanged.values())
    assert len({line.place for line in found.lines}) == len(found.lines)
    assert len(found.lines) + unchanged == len(change.before.provisions)
    left = sum(line.became != "dropped" for line in found.lines)
    assert left + len(found.added) + unchanged == len(change.after.provisions)
    assert sum(found.became.values()) == len(found.lines)


def mirrored(there: Turnover, back: Turnover) -> None:
    """The ledger of the way back has the same pairs the other way round; what one drops is new in the other."""
    pairs = Counter((line.place, line.to, line.became) for line in there.lines if line.to)
    assert pairs == Counter((line.to, line.place, line.became) for line in back.lines if line.to)
    assert [one.place for one in there.lines if not one.to] == [one.place for one in back.added]
    assert [one.place for one in back.lines if not one.to] == [one.place for one in there.added]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", {}),
        ("within ten days of arrival", "within five days of arrival", {"two 1.2": "reworded, review"}),
        ("after midnight in winter", "after midnight in summer", {"two 1.4": "reworded"}),
        ("1.4 No lamp may burn on the quay after midnight in winter.\n", "", {"two 1.4": "dropped"}),
        (
            "1.2 The master shall pay the harbour fee within ten days of arrival.\n",
            "",
            {"two 1.2": "dropped, review"},
        ),
        (
            "1.2 The master shall pay the harbour fee within ten days of arrival.\n1.3 Clause 1.2 applies",
            "1.3 No clause applies",
            {"two 1.2": "dropped", "two 1.3": "reworded"},
        ),
    ],
)
def test_what_became_of_a_provision(tmp_path: Path, old: str, new: str, expected: dict[str, str]) -> None:
    later = RULES.replace(old, new, 1) if old else RULES
    found = change(tmp_path, {"one": WORDS, "two": RULES}, {"one": WORDS, "two": later})
    assert lines(found.turnover) == expected
    adds_up(found)
    assert found.turnover.unchanged.keys() == ({"one"} if expected else {"one", "two"})


def test_references_that_follow_their_clause_are_no_other_words(tmp_path: Path) -> None:
    horn = "1.2 The pilot shall sound the horn twice before a ship leaves.\n"
    later = RULES.replace("1.4 No", "1.5 No").replace("1.3 Clause 1.2", "1.4 Clause 1.3")
    later = later.replace("1.2 The master", f"{horn}1.3 The master")
    found = change(tmp_path, {"two": RULES}, {"two": later})
    assert lines(found.turnover) == {
        "two 1.2": "renumbered two 1.3",
        "two 1.3": "renumbered two 1.4",
        "two 1.4": "renumbered two 1.5",
    }
    because = {str(one.place): one.because for one in found.ledger}
    assert because["two 1.3"] == (
        "now at two 1.4",
        "only references in it were renumbered: “Clause 1.2” became “Clause 1.3”",
    )
    assert [str(one.place) for one in found.added] == ["two 1.2"]


def test_a_reference_that_was_left_behind_is_told(tmp_path: Path) -> None:
    """Clause 1.3 still says "Clause 1.2", which is another one now: nothing dangles, and nothing else tells."""
    horn = "1.2 The pilot shall sound the horn twice before a ship leaves.\n"
    later = RULES.replace("1.4 No", "1.5 No").replace("1.3 Clause", "1.4 Clause")
    later = later.replace("1.2 The master", f"{horn}1.3 The master")
    found = change(tmp_path, {"two": RULES}, {"two": later})
    assert lines(found.turnover)["two 1.2"] == "renumbered two 1.3, review"
    (line,) = (one for one in found.ledger if str(one.place) == "two 1.2")
    assert line.because == ("now at two 1.3", "still cited at its old place by two 1.4")


def test_what_goes_to_another_document_is_moved(tmp_path: Path) -> None:
    more = RULES + '3 Words\n3.1 In this Code, "Berth Card" means a paper card that names the berth of a ship.\n'
    found = change(tmp_path, {"one": WORDS, "two": RULES}, {"two": more})
    assert lines(found.turnover)["one 1.1"] == "moved two 3.1, review"
    (line,) = (one for one in found.ledger if one.place.provision == "1.1" and one.place.document == "one")
    assert line.kind == "definition"
    assert line.because == ("moved to two 3.1", "its words changed: “paper” was added", "used in two 1.1")
    adds_up(found)


def test_who_relied_on_what_was_dropped(tmp_path: Path) -> None:
    found = change(tmp_path, {"one": WORDS, "two": RULES}, {"two": RULES})
    (line,) = (one for one in found.ledger if one.place.provision == "1.1")
    assert (line.became, line.disposition, line.because) == ("dropped", "review", ("still used in two 1.1",))
    less = RULES.replace("carry a Berth Card", "carry a lamp")
    (tmp_path / "again").mkdir()
    found = change(tmp_path / "again", {"one": WORDS, "two": RULES}, {"two": less})
    (line,) = (one for one in found.ledger if str(one.place) == "one 1.1")
    assert (line.became, line.disposition, line.because) == ("dropped", "lapse", ("no longer used in two 1.1",))


def test_there_and_back_mirror_each_other(tmp_path: Path) -> None:
    more = RULES.replace("1.2 The master", "1.3 The master").replace("1.3 Clause 1.2", "1.2 Clause 1.3")
    more += '3 Words\n3.1 In this Code, "Berth Card" means a paper card that names the berth of a ship.\n'
    old, new = (
        folder(tmp_path / "old", one=WORDS, two=RULES),
        folder(tmp_path / "new", two=more, three="Appendix Three\n1 A\n1.1 New rules are here.\n"),
    )
    there, back = lapse.open(old).compare(lapse.open(new)), lapse.open(new).compare(lapse.open(old))
    mirrored(there.turnover, back.turnover)
    adds_up(there)
    adds_up(back)


WORD = st.sampled_from(
    ("ship", "boat", "lamp", "quay", "fee", "pilot", "raft", "basin", "horn", "flag", "master", "card")
)
TEXT = st.lists(WORD, max_size=9).map(" ".join)


@st.composite
def texts(draw: st.DrawFn, id_: str) -> Document:
    """A document of clauses with paragraphs, whose texts are taken out of few words, so that many are alike."""
    made: list[Provision] = []
    for n in range(1, draw(st.integers(1, 5))):
        made.append(Provision(str(n), str(n), "", draw(TEXT), None, len(made)))
        for m in range(draw(st.integers(0, 3))):
            numbered = draw(st.booleans())
            path = f"{n}({'abc'[m]})" if numbered else f"{n}¶{m + 1}"
            made.append(Provision(f"({'abc'[m]})" if numbered else "", path, "", draw(TEXT), str(n), len(made)))
    return Document(id_, id_, tuple(made))


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(texts("a"), texts("a"), texts("b"), texts("b"), st.booleans())
def test_any_two_texts_mirror_each_other(a: Document, c: Document, b: Document, d: Document, gone: bool) -> None:
    assert {(y, x) for x, y in in_document(a.provisions, c.provisions).found.items()} == set(
        in_document(c.provisions, a.provisions).found.items()
    )
    old, new = Corpus("c", (a, b)), Corpus("c", (c, d))
    lost = ["b"] if gone else []
    there = Change.of(change_of(old, new, Names("c"), lost))
    back = Change.of(change_of(new, old, Names("c"), (), lost))
    mirrored(there.turnover, back.turnover)
    adds_up(there)
    adds_up(back)


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html", "md", "csv", "json", "sarif"])
def test_every_format_tells_what_became_of_a_provision(tmp_path: Path, ending: str) -> None:
    later = RULES.replace("within ten days", "within <b>five</b> days").replace("1.4 No lamp", "1.5 No lamp")
    found = change(tmp_path, {"one": WORDS, "two": RULES}, {"one": WORDS, "two": later})
    file = found.report(tmp_path / f"change.{ending}")
    text = told_by(file)
    wanted = "renumbered" if ending not in ("sarif",) else "Of 8 provisions"
    assert wanted in text
    if ending == "html":
        assert "<b>five" not in text
        assert "&lt;b&gt;five&lt;/b&gt;" in text
    if ending == "csv":
        assert [row["became"] for row in csv.DictReader(io.StringIO(text))].count("kept") == 6


def told_by(file: Path) -> str:
    """The text of a report."""
    if file.suffix not in (".xlsx", ".docx"):
        return file.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(one).decode("utf-8") for one in parts.namelist() if one.endswith(".xml"))


def test_another_ending_is_told(tmp_path: Path) -> None:
    found = change(tmp_path, {"two": RULES}, {"two": RULES})
    with pytest.raises(UnclearError, match="does not end in a format"):
        found.report(tmp_path / "change.odt")


def test_the_demo_as_it_was_redlined(tmp_path: Path) -> None:
    """Without Appendix AL and with the redlines: what Appendix One of the consultation carries over is moved."""
    old = unpack(tmp_path)
    new = shutil.copytree(old, tmp_path / "after", ignore=shutil.ignore_patterns("appendix-al.docx", ".lapse"))
    for file in (old.parent / "redline").glob("*.docx"):
        shutil.copy(file, new / file.name)
    found = lapse.open(old).compare(lapse.open(new))
    adds_up(found)
    moved = [one for one in found.ledger if one.became == "moved"]
    assert {one.to.document for one in moved if one.to} == {"AM", "AC"}
    numbers = {one.place.provision for one in moved}
    assert {"3.14E", "3.14F", "7.9A", "7.9B", "7.9C", "7.9D"} <= numbers
    assert all(one.disposition == "retain" for one in moved)
    terms = {term for one in moved for term in found.corpus.defined.get(one.place, ())}
    assert terms == {
        *("GroupID", "Group", "Group Device Model Combination List", "SMETS1 CAD", "SMETS1 PPMID"),
        *("RP Decommissioning Date", "Requesting Party", "Commissioning Party"),
    }
    assert len(moved) == len(numbers) == 14
    assert {f.code for f in found.findings if f.cause == "caused"}.isdisjoint({"LAP101", "LAP112"})
    shifts = [f for f in found.findings if f.code == "LAP102"]
    assert all(f.message.endswith("(in the same words)") for f in shifts)


def test_paper_leaves_out_what_is_as_it_was(tmp_path: Path) -> None:
    later = RULES.replace("within ten days", "within five days")
    report = ChangeReport(change(tmp_path, {"one": WORDS, "two": RULES}, {"one": WORDS, "two": later}))
    _, ledger, _ = report.on_paper
    assert [row[1] for row in ledger.rows] == ["reworded\nreview"]
    assert "7 provisions that are as they were are left out here" in ledger.notes[-1]
    assert all(len(row) == len(part.heads) == len(part.widths) for part in report.on_paper for row in part.rows)
    assert all(len(row) == len(part.heads) == len(part.widths) for part in report.sections for row in part.rows)
