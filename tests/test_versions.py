"""Two texts of a code: what a redline cures, leaves open and newly creates; renumbered clauses; the mirror."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import lapse
from graph.align import Alignment
from lapse.demo import KEPT, LAPSING, ON, unpack
from lapse.demo.make.files import written
from ontology.model import Document, Provision
from ontology.results import Finding

ONE = 'Appendix One\n1 Words\n1.1 In this Appendix, "Berth Card" means a card. "Lamp Card" means another.\n'
TWO = (
    "Appendix Two\n1 Rules\n1.1 Each ship shall carry a Berth Card.\n1.2 Each ship is lit.\n"
    "1.3 Clause 1.2 is subject to Appendix One.\n"
)


def lines(findings: tuple[Finding, ...]) -> set[str]:
    return {
        f"{f.code} {f.cause} {f.place.document} {f.place.provision.split('¶')[0]} {f.subject}"
        for f in findings
        if f.code != "LAP110"
    }


def code(folder: Path, **texts: str) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (TWO, {"LAP101 existing two 1.1 Berth Card", "LAP105 existing two 1.3 Appendix One"}),
        (
            TWO.replace("1 Rules", '0 Words\n0.1 In this Appendix, "Berth Card" means a card.\n1 Rules'),
            {"LAP101 cured two 1.1 Berth Card", "LAP105 existing two 1.3 Appendix One"},
        ),
        (
            TWO.replace("a Berth Card", "a lamp").replace(" is subject to Appendix One", " applies"),
            {"LAP101 cured two 1.1 Berth Card", "LAP105 cured two 1.3 Appendix One"},
        ),
        (
            TWO.replace("Each ship shall carry a Berth Card", "Each ship shall, at all times, carry the Berth Card")
            + "1.4 Each boat shall carry a Lamp Card.\n",
            {
                "LAP101 existing two 1.1 Berth Card",
                "LAP105 existing two 1.3 Appendix One",
                "LAP101 caused two 1.4 Lamp Card",
            },
        ),
        (
            TWO.replace("1.2 Each ship is lit.\n", ""),
            {
                "LAP101 existing two 1.1 Berth Card",
                "LAP105 existing two 1.3 Appendix One",
                "LAP105 caused two 1.3 Clause 1.2",
            },
        ),
    ],
)
def test_what_a_new_text_cures(tmp_path: Path, later: str, expected: set[str]) -> None:
    folder = code(tmp_path / "code", one=ONE, two=TWO)
    new = tmp_path / "two.txt"
    new.write_text(later, encoding="utf-8")
    workspace = lapse.open(folder)
    assert lines(workspace.expire("one", accept=[new]).findings) == expected
    bare = workspace.expire("one")
    assert lines(bare.findings) == {"LAP101 caused two 1.1 Berth Card", "LAP105 caused two 1.3 Appendix One"}


def test_two_folders_and_their_mirror(tmp_path: Path) -> None:
    old = lapse.open(code(tmp_path / "old", one=ONE, two=TWO))
    new = lapse.open(code(tmp_path / "new", one=ONE.replace("Berth", "Ship"), two=TWO))
    there, back = old.compare(new), new.compare(old)
    assert lines(there.findings) == {"LAP101 caused two 1.1 Berth Card"} or not there.findings
    opposite = {"caused": "cured", "cured": "caused", "existing": "existing"}
    assert {(f.code, f.place, f.subject, opposite[f.cause]) for f in there.findings} == {
        (f.code, f.place, f.subject, f.cause) for f in back.findings
    }


def document(**texts: str) -> Document:
    return Document("d", "", tuple(Provision(k, k, "", v, None, n) for n, (k, v) in enumerate(texts.items())))


WORDS = 'Section A: Definitions\nA1 In this Code, "Berth Card" means a card.\nA2 In this Code, "Buoy" means a float.\n'


def test_a_definition_taken_out_leaves_uses_elsewhere_without_one(tmp_path: Path) -> None:
    rules = "Appendix Two\n1 Rules\n1.1 Each ship shall carry a Berth Card and a Buoy.\n"
    less = WORDS.splitlines(keepends=True)[0] + 'A2 In this Code, "Buoy" means a float.\n'
    old, new = code(tmp_path / "old", a=WORDS, two=rules), code(tmp_path / "new", a=less, two=rules)
    assert lines(lapse.open(old).compare(lapse.open(new)).findings) == {"LAP101 caused two 1.1 Berth Card"}
    assert lines(lapse.open(new).compare(lapse.open(old)).findings) == {"LAP101 cured two 1.1 Berth Card"}
    found = lapse.open(code(tmp_path / "all", a=WORDS, one=ONE, two=rules)).expire("one", accept=[new / "a.txt"])
    assert "LAP101 caused two 1.1 Berth Card" in lines(found.findings)


CARD = "Appendix One\n1 Words\n1.1 In this Appendix, “Berth Card” means a card.\n2 Rules\n2.1 It is so.\n"
POINTING = (
    "Appendix Two\n1 Words\n1.1 In this Appendix, “Buoy” means a float.\n2 Rules\n2.1 Each ship has a Berth Card.\n"
    "2.2 In clause 2.1, “Berth Card” has the meaning given in Appendix One.\n"
)
MEANING = POINTING.replace("a float.", "a float.\n1.2 In this Appendix, “Berth Card” means a card that names a berth.")


def test_a_definition_that_gives_its_meaning_itself_now_has_lost_none(tmp_path: Path) -> None:
    old = lapse.open(code(tmp_path / "old", one=CARD, two=POINTING))
    said = lapse.open(code(tmp_path / "said", one=CARD, two=MEANING[: MEANING.index("2.2")]))
    gone = lapse.open(code(tmp_path / "gone", two=POINTING))
    assert not [f for f in old.compare(said).findings if f.code == "LAP103"]
    assert [f.subject for f in old.compare(gone).findings if f.code == "LAP103"] == ["Berth Card"]


def test_a_document_that_only_one_folder_has_is_missed_in_the_other_by_all_its_names(tmp_path: Path) -> None:
    rules = "Appendix Two\n1 Rules\n1.1 Each ship shall carry a Berth Card, as the {} says.\n"
    plan = 'Appendix One: Berthing Plan\n1 Words\n1.1 "Berth Card" means a card.\n'
    old = code(tmp_path / "old", one=plan, two=rules.format("Berthing Plan"))
    new = code(tmp_path / "new", two=rules.format("Berthing Plan"))
    want = {"LAP101 {} two 1.1 Berth Card", "LAP105 {} two 1.1 Berthing Plan"}
    there, back = lapse.open(old).compare(lapse.open(new)), lapse.open(new).compare(lapse.open(old))
    assert lines(there.findings) == {one.format("caused") for one in want}
    assert lines(back.findings) == {one.format("cured") for one in want}
    assert there.after.documents == back.before.documents == {"two"}


def test_files_that_were_named_anew_are_texts_of_the_same_documents(tmp_path: Path) -> None:
    old = code(tmp_path / "old", **{"one-v1": ONE, "two-v1": TWO})
    new = code(tmp_path / "new", **{"one-v2": ONE, "two-v2": TWO.replace("1.2 Each", "1.4 Each")})
    assert lines(lapse.open(old).compare(lapse.open(old)).findings) == set()
    assert lines(lapse.open(old).compare(lapse.open(new)).findings) == {"LAP105 caused two-v1 1.3 Clause 1.2"}


def test_provisions_are_known_again_by_number_or_by_text() -> None:
    earlier = document(a="the master shall pay the fee", b="ships carry lamps", c="gone")
    later = document(a="the master shall now pay the fee", b="each boat is blue", x="ships carry lamps", y="new")
    found = Alignment(earlier, later)
    assert found.paths == {"a": "a", "x": "b"}
    assert found.offset("a", later.provisions[0].text.index("pay")) == earlier.provisions[0].text.index("pay")
    assert found.offset("a", later.provisions[0].text.index("now")) is None
    assert found.offset("y", 0) is None


def test_the_plan_written_into_the_documents_cures_the_demo(tmp_path: Path) -> None:
    """The plan's definitions and clauses, put where it says: every orphan is cured, and none is created."""
    folder = unpack(tmp_path)
    workspace = lapse.open(folder)
    plan = workspace.expire(LAPSING, ON).plan(KEPT)
    copies = tmp_path / "later"
    copies.mkdir()
    for target in {action.target.document for action in plan.actions}:
        text = written(f"appendix-{target.lower()}")
        more = [
            f"\n“{action.label}” {workspace.corpus.text(action.source).split(chr(9))[-1]}\n"
            for action in plan.actions
            if action.what == "definition" and action.target.document == target
        ]
        text += "\n## 99 Further definitions\n\n99.1 In this Appendix:\n" + "".join(more)
        (copies / f"appendix-{target.lower()}.md").write_text(text, encoding="utf-8")
    files = sorted(copies.iterdir())
    found = workspace.expire(LAPSING, ON, accept=files).findings
    orphans = [f for f in found if f.code == "LAP101"]
    assert {f.cause for f in orphans} == {"cured"}
    assert {f.subject for f in orphans} == {"GroupID", "SMETS1 CAD", "SMETS1 PPMID"}
    shutil.rmtree(copies)


@pytest.mark.parametrize(
    ("starts", "days"),
    [("2026-01-12", "2026-01-01 to 2026-01-11"), ("2025-12-12", ""), ("2026-01-01", ""), (None, "")],
)
def test_days_on_which_a_term_is_defined_nowhere(tmp_path: Path, starts: str | None, days: str) -> None:
    folder = code(tmp_path / "code", one=ONE, two=TWO)
    new = tmp_path / "two.txt"
    new.write_text(TWO + "2 Words\n2.1 In this Appendix, “Berth Card” means a card.\n", encoding="utf-8")
    found = lapse.open(folder).expire("one", "2025-12-31", accept=[new], starts=starts).findings
    windows = [f for f in found if f.code == "LAP111"]
    assert [f.subject for f in windows] == (["Berth Card"] if days else [])
    assert all(days in f.message for f in windows)


def test_a_picture_leaves_out_what_was_open_before_and_has_nothing_to_do_with_the_lapse(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('Appendix A\n1 Definitions\n1.1 "Slot Table" means a list of times.\n')
    (tmp_path / "b.txt").write_text(
        "Appendix B\n1 Duties\n1.1 The Operator shall publish the Slot Table set out in clause 1.1 of Appendix A.\n"
        "1.2 The Operator shall follow clause 1.1 of Appendix C.\n"
    )
    (tmp_path / "c.txt").write_text("Appendix C\n1 Past\n1.1 The Operator shall do this.\n")
    (tmp_path / "lapse.toml").write_text(
        "".join(f'[[document]]\nid = "{one}"\nfile = "{one.lower()}.txt"\n' for one in "AB")
        + '[[document]]\nid = "C"\nfile = "c.txt"\nin_force_until = 2020-12-31\n'
    )
    gone = lapse.open(tmp_path).expire("A", on="2025-12-31")
    assert {f.target.document for f in gone.findings if f.cause == "existing" and f.target} == {"C"}
    page = gone.draw().html
    assert "Appendix A" in page
    assert "Appendix C" not in page


def test_each_document_is_in_force_on_its_own_days(tmp_path: Path) -> None:
    """What begins the day after counts then; what ends with the lapse by itself reads nothing and is not asked for."""
    three = 'Appendix Three\n1 Words\n1.1 In this Code, "Berth Card" means a ticket.\n'
    four = "Appendix Four\n1 Rules\n1.1 Each boat shall carry a Berth Card, as Appendix One says.\n"
    five = "Appendix Five\n1 Rules\n1.1 Each raft shall carry a Lamp Card, as Appendix Four says.\n"
    folder = code(tmp_path / "code", one=ONE, two=TWO, three=three, four=four, five=five)
    days = {"one": "until", "two": "", "three": "from", "four": "until", "five": "from"}
    settings = [f'[[document]]\nid = "{one}"\nfile = "{one}.txt"\n' for one in days]
    day = {"": "", "until": "in_force_until = 2025-12-31\n", "from": "in_force_from = 2026-01-01\n"}
    text = "".join(head + day[days[one]] for one, head in zip(days, settings, strict=True))
    (folder / "lapse.toml").write_text(text, encoding="utf-8")
    gone = lapse.open(folder).expire("one")
    assert {line for line in lines(gone.findings) if " caused " in line} == {
        "LAP102 caused two 1.1 Berth Card",
        "LAP105 caused two 1.3 Appendix One",
        "LAP101 caused five 1.1 Lamp Card",
    }
    assert {action.label for action in gone.plan().actions} == {"Lamp Card"}
    assert {line.place.document for line in gone.ledger} == {"one"}


def test_a_plan_carries_what_a_definition_points_to(tmp_path: Path) -> None:
    two = 'Appendix Two\n1 Words\n1.1 In this Appendix, "Berth Card" has the meaning given in Appendix One.\n'
    folder = code(tmp_path / "code", one=ONE, two=two + "2 Rules\n2.1 Each ship shall carry a Berth Card.\n")
    plan = lapse.open(folder).expire("one").plan()
    (action,) = plan.actions
    assert (action.label, action.target.document) == ("Berth Card", "two")
    assert action.because == ("two 1.1 takes its meaning from it",)
    assert not plan.remaining
    assert not plan.amendments
    assert plan.conflicts == ("two defines “Berth Card” at 1.1 by pointing to the text that is carried: take that out",)


def test_a_title_means_the_document_of_that_title_that_is_in_force(tmp_path: Path) -> None:
    """Before the lapse the title leads to the old document, after it to its successor: nothing dangles."""
    old = "Harbour Lights Code\n1 Rules\n1.1 Each ship is lit.\n"
    new = old.replace("Each ship", "No ship")
    three = "Appendix Three\n1 Rules\n1.1 Each ship shall keep the Harbour Lights Code.\n"
    folder = code(tmp_path / "code", old=old, new=new, three=three)
    (folder / "lapse.toml").write_text(
        '[[document]]\nid = "old"\nfile = "old.txt"\nin_force_until = 2025-12-31\n'
        '[[document]]\nid = "new"\nfile = "new.txt"\nin_force_from = 2026-01-01\n'
        '[[document]]\nid = "three"\nfile = "three.txt"\n',
        encoding="utf-8",
    )
    gone = lapse.open(folder).expire("old")
    assert lines(gone.findings) == {"LAP102 caused three 1.1 Harbour Lights Code"}
    led = [
        [one.targets[0].document for one in links.resolutions if one.place.document == "three"]
        for links in (gone.lapse.links_before, gone.lapse.links_after)
    ]
    assert led == [["old"], ["new"]]


@pytest.mark.parametrize(("gone", "expected"), [("old", set()), (["old", "new"], {"LAP105"})])
def test_a_title_that_two_documents_have_means_the_one_that_is_left(
    tmp_path: Path, gone: str | list[str], expected: set[str]
) -> None:
    text = "Harbour Lights Code\n1 Rules\n1.1 Each ship is lit.\n"
    three = "Appendix Three\n1 Rules\n1.1 Each ship shall keep the Harbour Lights Code. It shall be lit.\n"
    folder = code(tmp_path / "code", old=text, new=text.replace("is lit", "is"), three=three)
    lapsed = lapse.open(folder).expire(gone)
    assert {f.code for f in lapsed.findings} == expected
    (after,) = [one for one in lapsed.lapse.links_after.resolutions if one.place.document == "three" and one.document]
    assert after.status == ("unresolved" if expected else "resolved")
