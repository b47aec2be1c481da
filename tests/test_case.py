"""What a lapse can be: several things at once, a plan carried out, other files, savings; findings as judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import lapse
from lapse.asking import UnclearError
from lapse.cli.app import app

ONE = """Appendix One
1 Words
1.1 In this Appendix, "Berth Card" means a card that names a Berth, and "Berth" means a place for one ship.
2 Rules
2.1 The master shall retain a record of each Berth Card for six years.
2.2 Clause 2.1 of Appendix Three applies as if it said "two flags".
"""
TWO = """Appendix Two
1 Rules
1.1 Each ship shall carry a Berth Card.
1.2 Each ship shall pay as clause 2.1 of Appendix One or clause 1.1 of Appendix Three says.
1.3 The expiry of Appendix One shall not affect any right that had arisen under it.
"""
THREE = """Appendix Three
1 Rules
1.1 In this Appendix, "Lamp" means a light on a Berth.
2 Lights
2.1 Each ship shall carry a flag.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "code"
    made.mkdir()
    for name, text in (("one", ONE), ("two", TWO), ("three", THREE)):
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def data(*arguments: object) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code in {0, 1}, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def lines(found: dict[str, Any]) -> set[tuple[str, str, str, str]]:
    return {(f["code"], f["document"], f["provision"], f["subject"]) for f in found["findings"] if f["level"] != "info"}


def test_several_lapse_at_once_however_they_are_named(folder: Path) -> None:
    both = data("expire", "one", folder, "--also", "three")
    assert lines(both) == {
        ("LAP101", "two", "1.1", "Berth Card"),
        ("LAP105", "two", "1.2", "clause 2.1 of Appendix One"),
        ("LAP105", "two", "1.2", "clause 1.1 of Appendix Three"),
        ("LAP105", "two", "1.3", "Appendix One"),
    }
    assert [one["document"] for one in both["lapsing"]] == ["one", "three"]
    assert both["findings"] == data("expire", "one, three", folder)["findings"]
    parts = data("expire", "one#1.1, 2.1, three#1", folder)
    assert [(one["document"], one["provision"]) for one in parts["lapsing"]] == [
        ("one", "1.1"),
        ("one", "2.1"),
        ("three", "1"),
    ]
    assert ("LAP105", "two", "1.2", "clause 1.1 of Appendix Three") in lines(parts)


def test_a_plan_is_carried_out_from_its_file(folder: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(run("plan", "one", folder, "--json").stdout, encoding="utf-8")
    found = data("expire", "one", folder, "--plan", plan)
    assert not [one for one in found["findings"] if one["code"] == "LAP101"]
    assert found["after"]["carried"]
    for text, words in (("{}", "is no plan"), ('{"actions": [{"what": "definition"}]}', "is no plan")):
        plan.write_text(text, encoding="utf-8")
        result = run("expire", "one", folder, "--plan", plan)
        assert result.exit_code == 2
        assert words in result.stderr


def test_other_files_stand_in_place_of_documents(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "two.txt"
    other.write_text(TWO.replace("carry a Berth Card", "carry a flag"), encoding="utf-8")
    assert ("LAP101", "two", "1.1", "Berth Card") not in lines(data("expire", "one", folder, "--instead", other))
    assert not [a for a in data("plan", "one", folder, "--instead", other)["actions"] if a["label"] == "Berth Card"]


def test_a_saving_is_shown_beside_what_it_softens(folder: Path) -> None:
    found = data("expire", "one", folder)
    assert [one["provision"] for one in found["savings"]] == ["1.3"]
    softened = {f["code"]: f["saved_by"] for f in found["findings"]}
    assert softened["LAP112"] == softened["LAP107"] == [{"document": "two", "provision": "1.3"}]
    assert softened["LAP101"] == []
    assert "Saved as far as it arose before, by Appendix Two, 1.3" in run("expire", "one", folder).stdout
    assert data("expire", "three", folder)["savings"] == []


def test_every_figure_is_shown_with_its_states(folder: Path) -> None:
    shown = run("expire", "one", folder, "--on", "2030-06-30", "--keep", "2.1").stdout
    assert "Before: 30 June 2030, 3 documents" in shown
    assert "After: 1 July 2030, 2 documents" in shown
    assert "without Appendix One; Appendix One, 2.1 kept" in shown
    plan = data("plan", "one", folder, "--keep", "2.1")
    assert plan["after"]["lapsed"] == [{"document": "one", "provision": ""}]


def test_findings_of_a_lapse_are_chosen_levelled_ignored_and_known(folder: Path, tmp_path: Path) -> None:
    every = data("expire", "one", folder)
    assert {f["code"] for f in data("expire", "one", folder, "--select", "LAP105")["findings"]} == {"LAP105"}
    assert "LAP105" not in {
        f["code"] for f in data("expire", "one", folder, "--ignore", "dangling-reference")["findings"]
    }
    assert run("expire", "one", folder, "--select", "LAP112").exit_code == 0
    assert run("expire", "one", folder, "--select", "LAP112", "--fail-on", "info").exit_code == 1
    assert run("expire", "one", folder, "--select", "LAP999").exit_code == 2
    known = tmp_path / "known.json"
    known.write_text(json.dumps(every), encoding="utf-8")
    assert data("expire", "one", folder, "--baseline", known)["findings"] == []
    orphan = next(f for f in every["findings"] if f["code"] == "LAP101")
    (folder / "lapse.toml").write_text(
        f'[levels]\nLAP105 = "info"\n[ignore]\n"{orphan["id"]}" = "the card is no longer made"\n', encoding="utf-8"
    )
    told = data("expire", "one", folder)
    assert [(one["id"], one["reason"]) for one in told["ignored"]] == [(orphan["id"], "the card is no longer made")]
    assert {f["level"] for f in told["findings"] if f["code"] == "LAP105"} == {"info"}
    assert "because the card is no longer made" in run("expire", "one", folder).stdout
    assert data("check", folder)["idle"] == []


def test_findings_of_a_change_are_chosen_too(folder: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    later.mkdir()
    for name, text in (("one", ONE.replace("2.1 The", "2.3 The")), ("two", TWO.replace("clause 2.1", "clause 9"))):
        (later / f"{name}.txt").write_text(text, encoding="utf-8")
    found = data("compare", folder, later)
    assert found["summary"]["ignored"] == 0
    chosen = data("compare", folder, later, "--select", "LAP105")
    assert {f["code"] for f in chosen["findings"]} <= {"LAP105"}


def test_what_is_named_wrongly_among_several_is_said(folder: Path) -> None:
    code = lapse.open(folder)
    for name in ("one, nine", "one#1.1, 9.9", ","):
        with pytest.raises(UnclearError):
            code.expire(name)


def test_a_document_with_several_versions_is_the_one_of_the_day(folder: Path) -> None:
    later = TWO.replace("carry a Berth Card", "carry a flag")
    (folder / "two-b.txt").write_text(later, encoding="utf-8")
    (folder / "lapse.toml").write_text(
        '[[document]]\nid = "one"\nfile = "one.txt"\n'
        '[[document]]\nid = "two"\nfile = "two.txt"\n'
        '[[document]]\nid = "two"\nfile = "two-b.txt"\nin_force_from = 2030-07-01\n'
        '[[document]]\nid = "three"\nfile = "three.txt"\n',
        encoding="utf-8",
    )
    orphan = ("LAP101", "two", "1.1", "Berth Card")
    assert [one["id"] for one in json.loads(run("list", "documents", folder, "--json").stdout)] == [
        "one",
        "two",
        "three",
    ]
    assert orphan in lines(data("expire", "one", folder, "--on", "2030-06-29"))
    assert orphan not in lines(data("expire", "one", folder, "--on", "2030-06-30"))  # the new text begins the day after
    assert orphan not in lines(data("expire", "one", folder, "--on", "2031-01-01"))
    assert not [a for a in data("plan", "one", folder, "--on", "2030-06-30")["actions"] if a["label"] == "Berth Card"]
    text = (folder / "lapse.toml").read_text(encoding="utf-8").replace("in_force_from = 2030-07-01\n", "")
    (folder / "lapse.toml").write_text(text, encoding="utf-8")
    assert "each version its first day" in run("expire", "one", folder).stderr
