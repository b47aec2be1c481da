"""What a reader is told: rows by what they define, findings that say the same on one line, sentences that are whole."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

import lapse
from graph.changes import lapse_of
from graph.corpus import Corpus
from graph.topics import saves
from lapse.reports.content import Report
from lapse.tables import summary
from lapse.verdict import print_change, print_expiry
from lapse.wording import clauses, cut
from ontology.model import Document, Provision, Reference
from ontology.names import Names
from ontology.places import Place, Span

ONE = 'Appendix One: Words\n1 Words\n1.1 In this Code, "Berth Card" means a card.\n'
TWO = """# Appendix Two: Words

2.1 In this Code, the words in the table have these meanings.

| Term | Meaning |
|---|---|
| Quay Card | a card that Appendix One describes |
| Lamp | a light |

2.2 Each ship shall carry a Berth Card.

2.3 Each boat shall carry a Berth Card.

2.4 Each raft that carries a Lamp shall carry a Quay Card.
"""
THREE = 'Appendix Three: Words\n1 Words\n1.1 In this Code, "Berth Card" means a ticket.\n'


def folder(at: Path, **texts: str) -> Path:
    at.mkdir()
    for name, text in texts.items():
        (at / f"appendix-{name.replace('_', '.')}").write_text(text, encoding="utf-8")
    return at


def printed(show: object, thing: object) -> str:
    out = io.StringIO()
    show(thing, Console(file=out, width=118, highlight=False))  # type: ignore[operator]
    return " ".join(out.getvalue().replace("│", " ").split())


def test_a_row_is_called_by_the_term_that_it_defines(tmp_path: Path) -> None:
    gone = lapse.open(folder(tmp_path / "code", one_txt=ONE, two_md=TWO)).expire("Appendix One")
    said = printed(print_expiry, gone)
    assert "Appendix Two, 2.1 “Quay Card” Appendix One" in said
    assert "¶" not in said
    report = Report(gone)
    assert {report.place(f.place) for f in report.findings if "¶" in f.place.provision} == {
        "Appendix Two, 2.1 “Quay Card”"
    }
    assert not any("¶" in report.said(f) for f in report.findings)


def test_findings_that_say_the_same_share_a_line(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", one_txt=ONE, two_md=TWO)
    new = folder(tmp_path / "new", three_txt=THREE, two_md=TWO)
    said = printed(print_change, lapse.open(old).compare(lapse.open(new)))
    assert said.count("“Berth Card” meant") == 1
    assert (
        "LAP102 Appendix Two, 2.2, 2.3: “Berth Card” meant Appendix One, 1.1 here and falls to Appendix Three" in said
    )


def test_a_verdict_names_every_kind_of_finding(tmp_path: Path) -> None:
    gone = lapse.open(folder(tmp_path / "code", one_txt=ONE, two_md=TWO)).expire("Appendix One")
    said = summary(gone.findings, "Appendix One")
    assert "1 provision with perhaps nothing left to do" in said or "other finding" not in said


def test_nothing_that_is_none_is_counted_as_not_understood(tmp_path: Path) -> None:
    gone = lapse.open(folder(tmp_path / "code", one_txt=ONE, two_md=TWO)).expire("Appendix One")
    assert not any(part.startswith(" 0 ") for part in Report(gone).coverage.sentence.split(";"))
    assert "0 files" not in Report(gone).coverage.sentence


def test_a_ledger_of_several_documents_names_them(tmp_path: Path) -> None:
    code = lapse.open(folder(tmp_path / "code", one_txt=ONE, two_md=TWO, three_txt=THREE))
    report = Report(code.expire(["Appendix One", "Appendix Three"]))
    assert {"Appendix One, 1.1", "Appendix Three, 1.1"} <= {report.clause(line) for line in report.ledger}
    assert {"1.1"} <= {Report(code.expire("Appendix One")).clause(line) for line in code.expire("Appendix One").ledger}


def test_words_are_cut_between_words() -> None:
    assert cut("the quay is lit", 10) == "the quay …"
    assert cut("the quay", 10) == "the quay"


def test_rows_are_a_range_only_where_they_follow_each_other(tmp_path: Path) -> None:
    gazetteer = lapse.open(folder(tmp_path / "code", two_md=TWO)).corpus.gazetteers["appendix-two"]
    rows = [path for path in gazetteer.provisions if "¶" in path]
    assert len(rows) >= 3

    def follows(one: Place, other: Place) -> bool:
        return gazetteer.follows(one.provision, other.provision)

    assert " to " in clauses(rows, follows, "appendix-two")
    assert " to " not in clauses([rows[0], rows[2], "2.3"], follows, "appendix-two")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The expiry of Appendix One shall not affect any right or liability that has arisen under it.", True),
        ("Rights and obligations that arose before the lapse go on.", True),
        ("The revocation of a permit does not affect any right that has arisen under it.", False),
        ("Termination does not prejudice any rights which have accrued.", True),
        ("The owner undertakes not to affect pension rights accrued by the crew on the day of transfer;", False),
        ("The owner shall indemnify the pilot against liabilities incurred by him.", False),
    ],
)
def test_what_saves(text: str, expected: bool) -> None:
    assert saves(text) == expected


def test_a_note_has_nothing_to_do(tmp_path: Path) -> None:
    texts = []
    for kind in ("clause", "note"):
        text = "See Appendix One"
        cited = Reference(text[4:], Span(4, len(text)), "1", "document", "made", "Appendix One")
        clause = Provision("1", "1", "", text, None, 0, kind=kind)  # type: ignore[arg-type]
        texts.append(Document(kind, f"Appendix {kind}", (clause,), references=(cited,)))
    one = Document("one", "Appendix One", (Provision("1", "1", "", "A ship pays.", None, 0),))
    found = lapse_of(Corpus("c", (one, *texts)), Names("c"), [Place("one")], None).findings
    assert {f.place.document for f in found if f.code == "LAP110"} == {"clause"}


@pytest.mark.parametrize(("one_code", "expected"), [(True, {"b"}), (False, set())])
def test_acts_of_a_folder_are_not_about_each_other(one_code: bool, expected: set[str]) -> None:
    """In one code a clause about weighing is stale when all about weighing lapses; another act is not."""
    order = [Provision(str(n), str(n), "", f"The weighing of lot {n} is free.", None, n) for n in range(1, 9)]
    act = [Provision(str(n), str(n), "", f"A ship of size {n} may berth.", None, n) for n in range(1, 30)]
    act.append(Provision("30", "30", "", "No weighing is done at night.", None, 30))
    texts = Document("a", "Weighing Order", tuple(order)), Document("b", "Ports Act", tuple(act))
    found = lapse_of(Corpus("c", texts, one_code=one_code), Names("c"), [Place("a")], None).findings
    assert {f.place.document for f in found if f.code == "LAP110"} == expected
