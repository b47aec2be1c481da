"""The rules, each against cases that a lawyer can read and extend: firing and silent."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import whole_store

import lapse
from graph.rules import DEFECTS, QUESTIONS, RULES, Rule, find, load, rules
from graph.store import Store
from lapse.expiry import Expiry
from ontology.results import Finding

CASES = Path(__file__).parent / "cases" / "rules.txt"


@dataclass(frozen=True)
class Case:
    title: str
    documents: dict[str, str]
    lapsing: str
    keep: tuple[str, ...]
    expected: frozenset[str]
    on: str | None = None
    accept: tuple[tuple[str, str, str], ...] = ()


def read_cases() -> list[Case]:
    found = []
    for chunk in re.split(r"^== ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = chunk.partition("\n")
        text, _, answer = rest.partition("\nlapses ")
        text, *later = re.split(r"^\+\+ ", text, flags=re.MULTILINE)
        documents = {
            part.partition("\n")[0].strip(): part.partition("\n")[2]
            for part in re.split(r"^-- ", text, flags=re.MULTILINE)[1:]
        }
        first, *lines = answer.strip().split("\n")
        first, _, on = first.partition(" on ")
        what, _, kept = first.partition(", keeping ")
        new = [(part.partition("\n")[0].split(", from "), part.partition("\n")[2]) for part in later]
        found.append(
            Case(
                title,
                documents,
                what,
                tuple(filter(None, [kept])),
                frozenset(filter(None, lines)),
                on or None,
                tuple((head[0], head[1], body) for head, body in new),
            )
        )
    return found


def expiry(case: Case, folder: Path) -> Expiry:
    for name, text in case.documents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    accept = []
    for name, _, text in case.accept:
        (folder / "later").mkdir(exist_ok=True)
        accept.append(folder / "later" / f"{name}.txt")
        accept[-1].write_text(text, encoding="utf-8")
    code = lapse.open(folder) if not accept else lapse.open(_without(folder, "later"))
    starts = case.accept[0][1] if case.accept else None
    return code.expire(case.lapsing, case.on, case.keep, accept, starts)


def _without(folder: Path, name: str) -> Path:
    """The documents of a folder by themselves, in a folder beside the one of this name."""
    return Path(shutil.copytree(folder, folder / "code", ignore=shutil.ignore_patterns(name, "code")))


def line(finding: Finding) -> str:
    clause = finding.place.provision.split("¶")[0]
    return f"{finding.code} {finding.cause} {finding.place.document} {clause} {finding.subject}"


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_case(case: Case, tmp_path: Path) -> None:
    gone = expiry(case, tmp_path)
    found = gone.findings
    assert gone.comparison.findings == whole_store.found_in_the_whole(gone.comparison)
    stale = case.title.startswith("LAP110")  # else it repeats what LAP105 says of a clause that refers to nothing else
    assert {line(finding) for finding in found if stale or finding.code != "LAP110"} == case.expected


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_firing_and_a_silent_case(rule: Rule) -> None:
    mine = [case for case in read_cases() if case.title.startswith(rule.code)]
    assert any(any(one.startswith(rule.code) for one in case.expected) for case in mine)
    assert any("silent" in case.title and not case.expected for case in mine)


def test_the_code_is_in_the_name_of_the_file() -> None:
    for file in RULES:
        rule = load(file)
        assert file == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
        assert rule.message
        assert rule.fix
        assert find(rule.code) is find(rule.name) is find(file) is rule


def test_every_query_file_is_listed_and_answers_an_empty_graph() -> None:
    folder = Path(load(RULES[0]).__class__.__module__.replace(".", "/")).parent
    files = sorted(path.stem for path in (Path(__file__).parents[1] / folder / "queries").glob("*.rq"))
    assert files == sorted((*RULES, *DEFECTS, *QUESTIONS))
    for file in files:
        assert len(Store.memory().query(load(file).sparql)) == 0


def test_rules_share_one_projection() -> None:
    for rule in rules():
        head = re.search(r"SELECT (?:DISTINCT )?(.+)", rule.sparql)
        assert head is not None
        assert set(re.findall(r"\?\w+", head[1])) >= {"?cause", "?item", "?where", "?subject", "?target", "?detail"}


def test_what_a_plan_would_undo_is_the_mirror_of_what_a_lapse_does(tmp_path: Path) -> None:
    """Before and after in each other's place turn every caused finding into a cured one."""
    case = next(case for case in read_cases() if case.title.startswith("LAP105 references"))
    comparison = expiry(case, tmp_path).comparison
    mirrored = comparison.mirrored()
    assert {(f.id, f.cause) for f in mirrored.findings} == {(f.id, "cured") for f in comparison.findings}
