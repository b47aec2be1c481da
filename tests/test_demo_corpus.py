"""The written texts of the demonstration corpus and its answer sheet agree, read with plain expressions alone."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).resolve().parents[1] / "lapse" / "demo"
CORPUS = DEMO / "corpus"
TEXT = DEMO / "text"
HEADING = re.compile(r"#+ ")
CLAUSE = re.compile(r"## ([A-Z]?\d+) ")
SCHEDULE = re.compile(r"## (Schedule \d+)")
NUMBERED = re.compile(r"([A-Z]?\d+\.\d+[A-Za-z]?) ")
LETTERED = re.compile(r"(\((?:[a-z]|[ivx]+)\)) ")
ROW = re.compile(r"\| (.+?) \| (.+) \|")
HEADERS = {"---", "Term", "Expression"}


@cache
def configuration() -> dict[str, Any]:
    return tomllib.loads((CORPUS / "lapse.toml").read_text(encoding="utf-8"))


@cache
def answers() -> dict[str, Any]:
    return tomllib.loads((DEMO / "answers.toml").read_text(encoding="utf-8"))


@cache
def texts() -> dict[str, str]:
    """The written texts by the id of their document; the spreadsheet has none."""
    files = {one["id"]: TEXT / Path(one["file"]).with_suffix(".md").name for one in configuration()["document"]}
    return {id_: path.read_text(encoding="utf-8") for id_, path in files.items() if path.is_file()}


@cache
def paragraphs(document: str) -> dict[str, str]:
    """The lines of each numbered paragraph: its lettered parts, the rows and the text below belong to it.

    A paragraph of a schedule has the schedule in front of its number.
    """
    found: dict[str, list[str]] = {}
    schedule = here = ""
    for line in texts()[document].splitlines():
        number = NUMBERED.match(line)
        if HEADING.match(line):
            opened = SCHEDULE.match(line)
            schedule = f"{opened[1]} " if opened else schedule
            here = ""
        elif number:
            here = schedule + number[1]
            assert here not in found, f"{document} {here} stands twice"
        if here and line.strip():
            found.setdefault(here, []).append(line)
    return {number: "\n".join(lines) for number, lines in found.items()}


def numbered(document: str) -> int:
    lines = texts()[document].splitlines()
    return sum(1 for line in lines if NUMBERED.match(line) or LETTERED.match(line))


def rows(document: str, paragraph: str) -> dict[str, str]:
    found = (ROW.match(line) for line in paragraphs(document)[paragraph].splitlines())
    return {m[1]: m[2] for m in found if m and m[1] not in HEADERS}


def survivors() -> list[str]:
    return [one for one in texts() if one != answers()["lapses"]]


def test_the_configuration_names_every_document_and_no_other() -> None:
    files = {one["file"] for one in configuration()["document"]}
    assert files == {path.name for path in CORPUS.iterdir() if path.name != "lapse.toml"}
    assert len(files) == answers()["counts"]["documents"]
    assert len(texts()) == len(files) - 1 == len(list(TEXT.glob("*.md")))
    assert [one["id"] for one in configuration()["document"] if one["general"]] == ["A"]


def test_only_the_tmad_expires() -> None:
    expiring = {one["id"]: one["in_force_until"] for one in configuration()["document"] if "in_force_until" in one}
    assert expiring == {answers()["lapses"]: answers()["on"]}


@pytest.mark.parametrize("path", sorted(TEXT.glob("*.md")), ids=lambda path: path.stem)
def test_each_document_says_on_its_first_lines_that_it_is_a_reconstruction(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()[:3]
    assert "A reconstruction made for demonstration" in head[2]


def test_the_counts_hold() -> None:
    counts = answers()["counts"]
    assert numbered("AL") == counts["al_numbered_paragraphs"] >= 90
    assert len(CLAUSE.findall(texts()["AL"])) == counts["al_clauses"]
    assert len(rows("AL", "2.1")) == counts["al_definitions_in_table"] >= 60
    assert sum(numbered(one) for one in survivors()) == counts["survivor_numbered_paragraphs"] >= 250
    assert len(rows("A", "A1.1")) == counts["section_a_definitions_in_table"] >= 80


@pytest.mark.parametrize("document", sorted(texts()))
def test_no_number_stands_twice_in_a_document(document: str) -> None:
    assert paragraphs(document)


def test_orphans_stand_where_the_sheet_says_and_nowhere_else() -> None:
    for orphan in answers()["orphan"]:
        term = re.compile(rf"\b{orphan['term']}(?:'s|s)?(?!\w)")
        said = [(orphan["document"], use["provision"], use["text"]) for use in orphan["uses"]]
        seen = [
            (document, number, m[0])
            for document in survivors()
            for number, text in paragraphs(document).items()
            for m in term.finditer(text)
        ]
        assert sorted(seen) == sorted(said)


def test_terms_that_lapse_quietly_are_used_in_no_survivor() -> None:
    quiet = set(answers()["lapse_quietly"]["terms"]) - {"Window"}
    longer = r"Migration Testing Approach Document|Transition and Migration Approach Document"
    term = re.compile("|".join(rf"\b{re.escape(one)}(?!\w)" for one in sorted(quiet, key=len, reverse=True)))
    for document in survivors():
        for number, text in paragraphs(document).items():
            assert not term.search(re.sub(longer, "", text)), f"{document} {number}"


def test_the_terms_of_the_tmad_are_all_accounted_for() -> None:
    names = {re.sub(r" \((?:IOC|MOC|FOC)\)", "", name) for name in rows("AL", "2.1")}
    carried = {one["label"] for one in answers()["carry"] if one["what"] == "definition"}
    twice = {one["term"] for one in answers()["twice"]}
    quiet = set(answers()["lapse_quietly"]["terms"]) - {"Migrating Supplier"}
    assert names == carried | twice | quiet
    assert len(carried) == 8


def test_terms_defined_twice_have_the_words_that_the_sheet_says() -> None:
    for one in answers()["twice"]:
        assert (rows("A", "A1.1")[one["term"]] == rows("AL", "2.1")[one["term"]]) is one["same_words"]


@pytest.mark.parametrize("kind", ["dangling", "partly_dangling", "historical", "existing"])
def test_the_words_stand_in_their_provisions(kind: str) -> None:
    for one in answers()[kind]:
        assert one["words"] in paragraphs(one["document"])[one["provision"]], one


def test_every_mention_of_the_tmad_in_a_survivor_is_on_the_sheet() -> None:
    mention = re.compile(r"TMAD|Appendi(?:x|ces) AL\b|SMETS1 Transition and Migration Approach Document")
    listed = sorted(
        (one["document"], one["provision"])
        for kind in ("dangling", "partly_dangling", "historical")
        for one in answers()[kind]
    )
    seen = sorted(
        (document, number)
        for document in survivors()
        for number, text in paragraphs(document).items()
        for _ in mention.finditer(text.replace("| TMAD |", "| |"))
    )
    assert seen == listed


def test_the_targets_of_dangling_references_exist_in_the_tmad() -> None:
    for one in answers()["dangling"]:
        for target in one["targets"]:
            number, bracket, letter = target.partition("(")
            assert bracket + letter in paragraphs("AL")[number]


def test_variations_stand_in_the_tmad_and_their_targets_in_the_survivors() -> None:
    for one in answers()["variation"]:
        assert re.search(r"shall (?:apply|be read)\b.{0,80}\bas if", paragraphs("AL")[one["provision"]])
        clauses = set(CLAUSE.findall(texts()[one["document"]]))
        assert set(one["varied"]) <= clauses | set(paragraphs(one["document"]))
    assert {one["document"] for one in answers()["variation"]} == {"A", "F", "G", "H", "L", "M", "AG"}


def test_documents_and_clauses_without_authority_stand_in_the_tmad() -> None:
    for one in answers()["unfounded"]:
        assert f"a document to be known as the {one['title']}" in paragraphs("AL")[one["required_by"]]
    for one in answers()["not_enduring"]:
        assert one["words"] in paragraphs("AL")[one["provision"]]
    for one in answers()["idle"]:
        assert set(one["provisions"]) <= set(paragraphs(one["document"]))


def test_the_prose_sheet_names_what_the_other_one_lists() -> None:
    prose = (DEMO / "ANSWERS.md").read_text(encoding="utf-8")
    for one in answers()["orphan"]:
        assert one["term"] in prose
    for one in answers()["dangling"] + answers()["partly_dangling"]:
        assert one["provision"] in prose
        assert one["words"] in prose
    for one in answers()["carry"]:
        assert one["label"] in prose or one["label"] in ("7.9B", "7.9C")
