"""What scripts rely on: keys and types of every command's JSON, that nothing else is printed, the exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from lapse.cli.app import app

ON = ("--on", "2025-12-31")
NONE = type(None)
ANY = object

# A shape is a type, a tuple of what it may be, a set of the strings that it may be, a list of one shape, or keys with
# their shapes; a dictionary may have keys more.

PLACE = {"document": str, "provision": str}
PROVISION = {"number": str, "path": str, "parent": (str, NONE), "heading": str, "text": str, "page": (int, NONE)}
DEFINITION = {
    "term": str,
    "variants": [str],
    "provision": str,
    "text": str,
    "scope": {"provision", "document", "code"},
    "kind": str,
    "rule": str,
}
REFERENCE = {"text": str, "provision": str, "start": int, "end": int, "rule": str}
READ = {
    "document": {"id": str, "title": str, "version": str, "sha256": str},
    "health": dict,
    "provisions": [PROVISION],
    "definitions": [{**DEFINITION, "imports": (NONE, {"document": str, "targets": [str]})}],
    "references": [{**REFERENCE, "document": (str, NONE), "targets": [str], "kind": str}],
    "problems": [{"code": str, "message": str, "provision": str, "page": (int, NONE)}],
}
STATUS = {"resolved", "partly-resolved", "external", "ambiguous", "historical", "unresolved"}
LISTS = {
    "documents": [{"id": str, "title": str}],
    "provisions": [{"document": str, **PROVISION}],
    "definitions": [{"document": str, **DEFINITION, "imports": (PLACE, NONE)}],
    "references": [{"document": str, **REFERENCE, "status": STATUS, "targets": [PLACE], "reason": str}],
    "uses": [
        {
            "document": str,
            "provision": str,
            "term": str,
            "text": str,
            "start": int,
            "end": int,
            "binds_to": (PLACE, NONE),
            "scope": (str, NONE),
            "reason": str,
        }
    ],
}
FINDING = {
    "id": str,
    "code": str,
    "name": str,
    "level": {"error", "warning", "info"},
    "cause": {"caused", "cured", "existing"},
    "document": str,
    "provision": str,
    "subject": str,
    "target": (PLACE, NONE),
    "targets": [PLACE],
    "message": str,
    "fix": str,
    "evidence": [{"text": str, "start": int, "end": int}],
}
LEDGER = {
    "document": str,
    "provision": str,
    "is": {"definition", "duty", "right", "procedure", "statement"},
    "disposition": {"retain", "review", "lapse"},
    "because": [str],
}
CHANGED = {
    **LEDGER,
    "became": {"kept", "renumbered", "reworded", "moved", "dropped"},
    "to": (PLACE, NONE),
}
COMPARED = {"before": dict, "after": dict, "summary": dict, "findings": [FINDING], "ledger": [LEDGER]}
CHANGE = {
    **COMPARED,
    "summary": {"findings": dict, "ledger": dict, "became": dict, "added": int, "unchanged": dict},
    "ledger": [CHANGED],
    "added": [{**LEDGER, "became": {"added"}}],
}
PLAN = {
    "actions": [
        {
            "action": {"carry"},
            "what": {"definition", "provision"},
            "label": str,
            "from": PLACE,
            "to": {"document": str, "provision": (str, NONE)},
            "because": [str],
        }
    ],
    "remaining": [FINDING],
}


def misfits(value: Any, shape: Any, where: str = "") -> Iterator[str]:
    """Where a value is not of its shape."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield f"{where} is no object"
            return
        yield from (f"{where}.{key} is missing" for key in shape if key not in value)
        for key in shape.keys() & value.keys():
            yield from misfits(value[key], shape[key], f"{where}.{key}")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{where} is no array"
            return
        for one in value:
            yield from misfits(one, shape[0], f"{where}[]")
    elif isinstance(shape, tuple):
        if all(list(misfits(value, one)) for one in shape):
            yield f"{where} is {value!r}"
    elif isinstance(shape, set):
        if value not in shape:
            yield f"{where} is {value!r}"
    elif not isinstance(value, shape) or isinstance(value, bool):
        yield f"{where} is {value!r}"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def told(shape: Any, *arguments: object, code: int) -> Any:
    """What a command prints as JSON and nothing else, of this shape, ending with this code."""
    result = run(*arguments, "--json")
    assert result.exit_code == code, result.output
    found = json.loads(result.stdout)
    assert sorted(set(misfits(found, shape))) == []
    return found


def test_a_misfit_is_noticed() -> None:
    found = {"document": 1, "targets": [{"document": "AL"}], "is": "x", "page": True}
    shape = {"document": str, "targets": [PLACE], "is": {"duty"}, "page": (int, NONE), "text": str}
    assert sorted(misfits(found, shape)) == [
        *(".document is 1", ".is is 'x'", ".page is True", ".targets[].provision is missing", ".text is missing")
    ]


def test_reading_and_listing(built: Path) -> None:
    for file in ("appendix-al.docx", "appendix-aj.pdf", "appendix-am-annex-a.xlsx"):
        found = told(READ, "read", built / file, code=0)
        assert len({one["path"] for one in found["provisions"]}) == len(found["provisions"])
    for thing, shape in LISTS.items():
        every = told(shape, "list", thing, built, code=0)
        some = told(shape, "list", thing, built, "--document", "AC", code=0)
        assert 0 < len(some) < len(every)
        assert some == [one for one in every if "AC" in (one.get("document"), one.get("id"))]


@pytest.mark.parametrize("thing", ["GroupID", "AL 3.14E", "Appendix AM"])
def test_showing(built: Path, thing: str) -> None:
    assert told({"kind": {"term", "provisions", "document"}}, "show", thing, built, code=0)


def test_a_lapse_a_plan_and_a_check(built: Path) -> None:
    found = told(COMPARED, "expire", "AL", built, *ON, code=1)
    assert all(one["evidence"] for one in found["findings"])
    assert all("{" not in one["message"] + one["fix"] for one in found["findings"])
    assert all(one["target"] == (one["targets"] or [None])[0] for one in found["findings"])
    assert all(one["because"] for one in found["ledger"])
    assert sum(found["summary"]["ledger"].values()) == len(found["ledger"])
    plan = told(PLAN, "plan", "AL", built, *ON, "--keep", "3.14E-3.14F", code=0)
    assert {one["to"]["provision"] for one in plan["actions"] if one["what"] == "provision"} == {None}
    told({"summary": dict, "findings": [FINDING]}, "check", built, "--fail-on", "warning", code=1)


def test_a_redline_and_two_folders(built: Path, tmp_path: Path) -> None:
    redline = built.parent / "redline" / "appendix-am.docx"
    found = told(COMPARED, "expire", "AL", built, *ON, "--accept", redline, code=1)
    assert {one["cause"] for one in found["findings"]} >= {"cured", "existing"}
    views = told(CHANGE, "compare", redline, "--fail-on", "never", code=0)
    assert views["added"]
    assert sum(views["summary"]["became"].values()) == len(views["ledger"]) > 0
    other = shutil.copytree(built, tmp_path / "other", ignore=shutil.ignore_patterns("appendix-al.docx"))
    report = tmp_path / "change.xlsx"
    found = told(CHANGE, "compare", built, other, "-o", report, code=1)
    assert report.exists()
    assert {one["became"] for one in found["ledger"]} == {"dropped"}
    assert {one["disposition"] for one in found["ledger"]} == {"review", "lapse"}
    assert sum(found["summary"]["ledger"].values()) == len(found["ledger"])
    assert found["summary"]["unchanged"]["provisions"] == found["after"]["provisions"]
    assert any(one["code"] == "LAP105" and one["cause"] == "caused" for one in found["findings"])
    (other / "appendix-j.docx").write_bytes(b"PK\x03\x04 broken")
    told(CHANGE, "compare", built, other, code=3)


def test_what_is_left_out_decides_the_exit_code(built: Path, tmp_path: Path) -> None:
    call = ("expire", "AL", built, *ON)
    every = told(COMPARED, *call, code=1)
    for level in ("warning", "info"):
        told(COMPARED, *call, "--fail-on", level, code=1)
    told(COMPARED, *call, "--fail-on", "never", code=0)
    some = told(COMPARED, *call, "--select", "LAP107,unfounded-document", code=0)
    assert {one["code"] for one in some["findings"]} == {"LAP107", "LAP108"} == set(some["summary"]["findings"])
    told(COMPARED, *call, "--select", "LAP107", "--fail-on", "warning", code=1)
    less = told(COMPARED, *call, "--ignore", "LAP101", "--ignore", "LAP105,LAP103", code=0)
    assert {one["code"] for one in less["findings"]} == {one["code"] for one in every["findings"]} - {
        "LAP101",
        "LAP105",
    }
    before = tmp_path / "before.json"
    before.write_text(json.dumps(every | {"findings": every["findings"][1:]}), encoding="utf-8")
    fresh = told(COMPARED, *call, "--baseline", before, "--fail-on", "info", code=1)
    assert [one["id"] for one in fresh["findings"]] == [every["findings"][0]["id"]]
    assert fresh["summary"]["known"] == len(every["findings"]) - 1
    before.write_text(json.dumps(every), encoding="utf-8")
    told(COMPARED, *call, "--baseline", before, "--fail-on", "info", code=0)


def test_what_was_cured_in_the_baseline_is_news_when_it_is_open(built: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    cured = told(
        COMPARED, "expire", "AL", built, *ON, "--accept", built.parent / "redline" / "appendix-ac.docx", code=1
    )
    before.write_text(json.dumps(cured), encoding="utf-8")
    found = told(COMPARED, "expire", "AL", built, *ON, "--baseline", before, "--select", "LAP101", code=1)
    assert {one["subject"] for one in found["findings"]} == {"SMETS1 CAD", "SMETS1 PPMID"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("expire", "ZZ", "{demo}", "--on", "2025-12-31"), 2),
        (("expire", "AL", "{demo}", "--on", "32 May"), 2),
        (("expire", "AL", "{demo}", "--select", "LAP999"), 2),
        (("expire", "AL", "{demo}", "--fail-on", "fatal"), 2),
        (("expire", "AL", "{demo}", "--baseline", "{demo}/lapse.toml"), 2),
        (("read", "{demo}/none.docx"), 2),
        (("read", "{demo}/../broken.docx"), 3),
        (("show", "Nothing Of The Kind", "{demo}"), 2),
    ],
)
def test_a_wrong_call_prints_no_json_but_one_sentence(built: Path, arguments: tuple[str, ...], code: int) -> None:
    (built.parent / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    result = run(*(one.replace("{demo}", str(built)) for one in arguments), "--json")
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.strip()


def test_a_program_of_its_own_prints_json_alone(built: Path) -> None:
    call = [sys.executable, "-c", "from lapse.cli import main; main()", "expire", "AL", str(built), *ON, "--json"]
    found = subprocess.run(call, capture_output=True, check=False, timeout=300)
    assert found.returncode == 1
    assert json.loads(found.stdout)["findings"]
