"""The defects of a code as it stands, against cases that a lawyer can read and extend; the command that lists them."""

from __future__ import annotations

import json
import re
import time
import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

import lapse
from graph.cycles import cycles
from graph.defects import Defects, today_quads
from graph.rules import DEFECTS, Rule, defects, load
from graph.store import Store
from lapse import codes
from lapse.cli.app import app
from lapse.demo import unpack
from lapse.settings import SettingsError
from ontology.places import Place, Span
from ontology.results import Finding
from ontology.source import FieldReference

CASES = Path(__file__).parent / "cases" / "defects.txt"
GOLD = Path(__file__).resolve().parents[1].parent / "shared"
OF_WORD_FILES = ("LAP213", "LAP214")


@dataclass(frozen=True)
class Case:
    title: str
    documents: dict[str, str]
    expected: frozenset[str]


def read_cases() -> list[Case]:
    found = []
    for chunk in re.split(r"^== ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = chunk.partition("\n")
        text, _, answer = rest.partition("\nfinds")
        documents = {
            part.partition("\n")[0].strip(): part.partition("\n")[2]
            for part in re.split(r"^-- ", text, flags=re.MULTILINE)[1:]
        }
        found.append(Case(title, documents, frozenset(filter(None, answer.strip().split("\n")))))
    return found


def folder_of(case: Case, folder: Path) -> Path:
    for name, text in case.documents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "lapse.toml").write_text('profile = "gb-energy-code"\n', encoding="utf-8")
    return folder


def line(finding: Finding) -> str:
    clause = finding.place.provision.split("¶")[0]
    return f"{finding.code} {finding.place.document} {clause} {finding.subject}"


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_case(case: Case, tmp_path: Path) -> None:
    found = lapse.open(folder_of(case, tmp_path)).check(["LAP2"])
    assert {line(finding) for finding in found} == case.expected
    assert len(found) == len(case.expected)
    assert all(finding.cause == "existing" and finding.evidence for finding in found)


@pytest.mark.parametrize("rule", defects(), ids=lambda rule: rule.code)
def test_every_rule_has_a_firing_and_a_silent_case(rule: Rule) -> None:
    if rule.code in OF_WORD_FILES:
        pytest.skip("fields are no matter of text; they have a test of their own")
    mine = [case for case in read_cases() if case.title.startswith(rule.code)]
    assert any(any(one.startswith(rule.code) for one in case.expected) for case in mine)
    assert any("silent" in case.title and not case.expected for case in mine)


def test_the_code_is_in_the_name_of_the_file() -> None:
    for file in DEFECTS:
        rule = load(file)
        assert file == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
        assert rule.message
        assert rule.fix
        assert rule.once in ("place", "document", "code")
        head = re.search(r"SELECT DISTINCT (.+)", rule.sparql)
        assert head is not None
        assert set(head[1].split()) == {"?cause", "?item", "?where", "?subject", "?target", "?detail"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [("stale", "LAP213 one 1.1 1.7"), ("gone", "LAP214 one 1.1 1.7"), ("current", None)],
)
def test_fields(status: Any, expected: str | None, tmp_path: Path) -> None:
    text = "Appendix One\n1 Rules\n1.1 The master shall obey clause 1.7 at night.\n1.2 The harbour is lit.\n"
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    code = lapse.open(tmp_path)
    field = FieldReference(
        2, Span(29, 32), "REF _Ref1 \\r", "_Ref1", "1.7", "1.2", status, 3, "1.2", provision="1.1", leads_to="1.2"
    )
    one = replace(code.corpus.documents[0], fields=(field,))
    corpus = replace(code.corpus, documents=(one,))
    store = Store.memory(today_quads(replace(code.today, corpus=corpus), code.links, code.names))
    found = [f for f in Defects(corpus, code.names, store).findings if f.code in OF_WORD_FILES]
    assert [line(f) for f in found] == [expected] * bool(expected)
    assert all(f.evidence[0].text == "1.7" for f in found)


def test_a_long_round_of_definitions_is_one_finding(tmp_path: Path) -> None:
    names = ["Alder", "Birch", "Cedar", "Dogwood", "Elm"]
    lines = [
        f'1.{n} In this Appendix, "{one} Card" means a {names[n % 5]} Card of wood.' for n, one in enumerate(names, 1)
    ]
    (tmp_path / "one.txt").write_text("Appendix One\n1 Words\n" + "\n".join(lines) + "\n", encoding="utf-8")
    code = lapse.open(tmp_path)
    ((_, words),) = cycles(code.corpus, code.links)
    assert words == "Alder Card → Birch Card → Cedar Card → Dogwood Card → Elm Card → Alder Card"


def test_the_demo_corpus_has_the_defects_of_its_answers_and_few_others(tmp_path: Path) -> None:
    answers = tomllib.loads((files("lapse.demo") / "answers.toml").read_text(encoding="utf-8"))
    expected = {(one["kind"], one["document"], one["provision"], one["words"]) for one in answers["existing"]}
    found = lapse.open(unpack(tmp_path)).check(["LAP2"])
    told = [(f.name, f.place.document, f.place.provision.split("¶")[0], f.subject) for f in found]
    assert all(any(one[:3] == (*wanted[:3],) and one[3] in wanted[3] for one in told) for wanted in expected)
    assert len([f for f in found if f.level != "info"]) <= len(expected) + 1
    assert len(found) <= len(expected) + 7


# The command.


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def data(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)


ONE = """Appendix One
1 Words
1.1 In this Appendix, "Ship" means a vessel.
1.2 In this Appendix, "Ship" means a boat.
2 Rules
2.1 Each Ship shall obey clause 1.1 and clause 9.9.
2.4 Each Ship shall show a lamp.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    return tmp_path


def test_check_lists_defects_and_problems_of_reading(folder: Path) -> None:
    found = data("check", folder)
    assert found["summary"]["findings"] == {"LAP203": 1, "LAP207": 1, "LAP301": 1}
    gap = next(one for one in found["findings"] if one["code"] == "LAP301")
    assert gap["name"] == "number-missing"
    assert gap["message"] == "There is no 2.2, 2.3 between 2.1 and 2.4"
    text = run("check", folder)
    assert "3 findings: 0 error, 2 warning, 1 info." in text.stdout
    assert text.exit_code == 0


def test_select_ignore_and_fail_on(folder: Path) -> None:
    assert [one["code"] for one in data("check", folder, "--select", "LAP3")["findings"]] == ["LAP301"]
    assert [one["code"] for one in data("check", folder, "--ignore", "duplicate-definition,LAP301")["findings"]] == [
        "LAP207"
    ]
    assert run("check", folder, "--fail-on", "warning").exit_code == 1
    assert run("check", folder, "--fail-on", "error").exit_code == 0
    wrong = run("check", folder, "--select", "LAP999")
    assert wrong.exit_code == 2
    assert "there is no code “LAP999”" in wrong.output


def test_a_baseline_leaves_what_is_new(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    baseline = tmp_path_factory.mktemp("baseline") / "known.json"
    baseline.write_text(run("check", folder, "--json").stdout, encoding="utf-8")
    assert data("check", folder, "--baseline", baseline)["findings"] == []
    (folder / "one.txt").write_text(ONE + "2.5 See clause 8.8.\n", encoding="utf-8")
    later = data("check", folder, "--baseline", baseline)
    assert [one["subject"] for one in later["findings"]] == ["clause 8.8"]
    assert later["summary"]["known"] == 3
    baseline.write_text("[]", encoding="utf-8")
    assert run("check", folder, "--baseline", baseline).exit_code == 2
    assert run("check", folder, "--baseline", folder / "none.json").exit_code == 2


def test_levels_and_ignored_findings_of_the_settings(folder: Path) -> None:
    lost = next(one for one in data("check", folder)["findings"] if one["code"] == "LAP207")
    (folder / "lapse.toml").write_text(
        f'[levels]\nduplicate-definition = "error"\nLAP301 = "off"\n\n'
        f'[ignore]\n{lost["id"]} = "clause 9.9 comes with the next change"\nLAP207-0000000000 = "gone"\n',
        encoding="utf-8",
    )
    found = data("check", folder)
    assert [(one["code"], one["level"]) for one in found["findings"]] == [("LAP203", "error")]
    assert [(one["id"], one["reason"]) for one in found["ignored"]] == [
        (lost["id"], "clause 9.9 comes with the next change")
    ]
    assert found["idle"] == ["LAP207-0000000000"]
    text = run("check", folder)
    assert text.exit_code == 1
    assert "because clause 9.9 comes with the next change" in text.stdout
    assert run("init", folder, "--force").exit_code == 0
    assert data("check", folder)["ignored"] == found["ignored"]


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ('[levels]\nLAP999 = "info"', "“LAP999”, which is no code"),
        ('[levels]\nLAP2 = "info"', "“LAP2”, which is no code"),
        ('[levels]\nLAP207 = "loud"', "the level 'loud'"),
        ('levels = "info"', "[levels]"),
        ('[ignore]\nnothing = "why"', "“nothing”, which is no id"),
        ('[ignore]\nLAP207-1 = ""', "no reason for LAP207-1"),
        ("ignore = 3", "[ignore]"),
    ],
)
def test_settings_that_are_wrong_get_one_sentence(folder: Path, toml: str, sentence: str) -> None:
    (folder / "lapse.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        lapse.open(folder)
    assert sentence in str(raised.value)


def test_every_code_has_one_name_and_no_name_two_codes() -> None:
    names = codes.names()
    assert len(set(names.values())) == len(names)
    assert codes.meant("lap207") == codes.meant("unresolved-reference") == ("LAP207",)
    assert set(codes.meant("LAP2")) == {rule.code for rule in defects()}
    assert codes.meant("LAP") == codes.meant("") == codes.meant("nothing") == ()


def test_explain_tells_of_defects_and_of_problems_of_reading() -> None:
    assert "A reference leads nowhere" in run("explain", "LAP207").stdout
    assert "a label between two that are there is not" in run("explain", "LAP301").stdout
    assert data("explain", "redline-fused")["code"] == "LAP306"
    assert run("explain", "LAP399").exit_code == 2


@pytest.mark.parametrize(
    "text", ["A Berth " * 14_000, "each " + "B" * 100_000, "Appendix AC " + "Stock, " * 15_000, "(" * 100_000]
)
def test_long_lines_take_no_long_time(text: str, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"{ONE}2.5 {text}\n", encoding="utf-8")
    code = lapse.open(tmp_path)
    began = time.process_time()
    code.check()
    assert time.process_time() - began < 5


# Real documents that nobody here wrote.


def test_the_consultation(tmp_path: Path) -> None:
    file = GOLD / "data" / "consultation.txt"
    if not file.is_file():
        pytest.skip("the consultation is not beside the repository")
    (tmp_path / "consultation.txt").write_bytes(file.read_bytes())
    found = lapse.open(tmp_path).check()
    assert {("LAP210", "4.2.1"), ("LAP211", "Appendix AC"), ("LAP212", "TMAD")} <= {(f.code, f.subject) for f in found}
    assert len(found) < 8


def test_the_fields_of_a_contract(tmp_path: Path) -> None:
    folder = GOLD / "gold" / "contracts" / "2020-docx"
    if not folder.is_dir():
        pytest.skip("the contracts are not beside the repository")
    for name in ("Joint Schedule 1 - Definitions (DA).docx", "Joint Schedule 3 - Insurance Requirements (DA).docx"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    defects = [f for f in lapse.open(tmp_path).check() if f.place.document.startswith("Joint Schedule 1")]
    assert [f.subject for f in defects if f.code == "LAP217"] == ["Schedule J3"]
    found = [f for f in defects if f.code == "LAP214"]
    assert [f.subject for f in found] == ["5.6", "3.1", "5.1", "4.2", "7.2.1", "7.2.3"]
    assert all(f.place != Place(f.place.document) for f in found)


def test_explain_tells_of_rules_of_language_with_their_cases() -> None:
    told = run("explain", "called-a-term").stdout
    assert "A term without marks that the text calls one" in told
    assert "Fires: D9 a term that the text calls one" in told
    assert "Silent: D9 silent: ordinary sentences" in told
    rule = data("explain", "Longer-Name")
    assert rule["kind"] == "no use"
    assert len(rule["fires"]) > 2
    assert rule["silent"]
    assert {"blanket-import", "unit-label", "page", "plural"} <= {one["name"] for one in data("explain")}


def test_names_of_rules_are_used_once() -> None:
    names = [one["name"] for one in data("explain")]
    assert len(set(names)) == len(names)
