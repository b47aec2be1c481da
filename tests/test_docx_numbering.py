"""Automatic numbers of Word, against cases that a lawyer can read (`cases/word-numbers/`) and rules of ISO 29500."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx_files import LEGAL, level, paragraph, read, run, shown, table

from extract.readers.docx.numerals import numeral


def test_the_usual_numbering_of_a_contract() -> None:
    body = (
        paragraph("Definitions", num=1, level=0)
        + paragraph("In this contract:", num=1, level=1)
        + paragraph("first;", num=1, level=3)
        + paragraph("with a part;", num=1, level=4)
        + paragraph("second.", num=1, level=3)
        + paragraph("A heading follows.", num=1, level=1)
        + paragraph("Term", num=1, level=0)
        + paragraph("It runs for a year.", num=1, level=1)
    )
    assert shown(read(body)) == [
        "1. Definitions",
        "1.1 In this contract:",
        "(a) first;",
        "(i) with a part;",
        "(b) second.",
        "1.2 A heading follows.",
        "2. Term",
        "2.1 It runs for a year.",
    ]


def test_lists_that_share_an_abstract_list_count_on() -> None:
    numbering = LEGAL + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    body = paragraph("One", num=1, level=0) + paragraph("Two", num=2, level=0) + paragraph("Three", num=1, level=0)
    assert [b.number for b in read(body, numbering=numbering).blocks] == ["1.", "2.", "3."]


def test_an_override_starts_anew_once() -> None:
    numbering = LEGAL + (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(paragraph("x", num=n, level=0) for n in (1, 1, 2, 2, 1))
    assert [b.number for b in read(body, numbering=numbering).blocks] == ["1.", "2.", "1.", "2.", "3."]


def test_a_level_with_letters_in_its_text() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
        + level(0, "3.14%1", "upperLetter", start=5)
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = paragraph("The first duty.", num=1, level=0) + paragraph("The second.", num=1, level=0)
    assert [b.number for b in read(body, numbering=numbering).blocks] == ["3.14E", "3.14F"]


@dataclass(frozen=True)
class Case:
    """One file of `cases/word-numbers`: the two parts, and for each paragraph its numbers, its place and its text."""

    name: str
    numbering: str
    styles: str
    lines: tuple[tuple[str, str, str, str], ...]


def load(path: Path) -> Case:
    _, numbering, styles, paragraphs = re.split(r"^--- \w+\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = []
    for line in paragraphs.splitlines():
        if line.strip():
            numbers, where, text = (part.strip() for part in line.split("|"))
            accepted, _, original = numbers.partition(" / ")
            lines.append((accepted, original or accepted, where, text))
    return Case(path.stem, numbering, styles, tuple(lines))


def markup(where: str, text: str) -> str:
    """The paragraph of a line of a case."""
    listed = re.search(r"list (\d+) level (\d+)", where)
    style = re.search(r"style (\w+)", where)
    kind, words = (text[0], text[1:]) if text[:1] in ("+", "-", "~") else ("", text)
    runs, mark = run(words) if words else "", ""
    if kind == "~":
        runs, mark = run(words, "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>"
    elif kind:
        tag = "ins" if kind == "+" else "del"
        runs = runs.replace("w:t", "w:delText") if kind == "-" else runs
        runs, mark = f'<w:{tag} w:id="1">{runs}</w:{tag}>', f'<w:rPr><w:{tag} w:id="2"/></w:rPr>'
    return paragraph(
        runs,
        num=int(listed[1]) if listed else None,
        level=int(listed[2]) if listed else None,
        style=style[1] if style else "",
        more=mark,
    )


def body_of(case: Case) -> str:
    """The body of a case; neighbouring lines "in a cell" are one cell, the first of them a cell of its own."""
    out, cells = [], []
    for _, _, where, text in (*case.lines, ("", "", "", "")):
        if where.startswith("in a cell"):
            cells.append(markup(where, text))
            continue
        if cells:
            out.append(table((cells[0], "".join(cells[1:]))))
            cells = []
        out.append(markup(where, text))
    return "".join(out[:-1])


def numbers_seen(case: Case, view: str) -> list[tuple[str, str]]:
    """Number and text of each paragraph that is read; the paragraphs of a row are taken apart."""
    seen = []
    for block in read(body_of(case), view, numbering=case.numbering, styles=case.styles).blocks:
        if block.kind != "row":
            seen.append((block.number, block.text))
            continue
        for line in re.split(r"[\t\n]", block.text):
            found = re.match(r"(\([a-z]+\)) (.*)", line)
            seen.append((found[1], found[2]) if found else ("", line))
    return seen


CASES = [load(path) for path in sorted((Path(__file__).parent / "cases" / "word-numbers").glob("[a-z]*.txt"))]


@pytest.mark.parametrize("view", ["accepted", "original"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Case, view: str) -> None:
    want = []
    for accepted, original, _, text in case.lines:
        number = accepted if view == "accepted" else original
        if number != "-" and not text.startswith("~"):
            want.append((number, text.lstrip("+-")))
    assert numbers_seen(case, view) == want


@pytest.mark.parametrize(
    ("form", "counts", "written"),
    [
        ("decimal", (1, 12), "1 12"),
        ("decimalZero", (1, 12), "01 12"),
        ("lowerLetter", (1, 26, 27, 28, 53), "a z aa bb aaa"),
        ("upperLetter", (1, 27), "A AA"),
        ("lowerRoman", (1, 4, 9, 14, 40, 99), "i iv ix xiv xl xcix"),
        ("upperRoman", (400, 1999), "CD MCMXCIX"),
        ("ordinal", (1, 2, 3, 4, 11, 12, 13, 21, 102, 111), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th"),
        ("cardinalText", (1, 21, 110), "One Twenty-one One hundred ten"),
        ("ordinalText", (1, 2, 12, 20, 21, 30), "First Second Twelfth Twentieth Twenty-first Thirtieth"),
        ("chicago", (1, 2, 5), "* † **"),
        ("none", (3,), ""),
        ("numberInDash", (3,), "- 3 -"),
        ("something new", (3,), "3"),
    ],
)
def test_number_formats(form: str, counts: tuple[int, ...], written: str) -> None:
    assert " ".join(numeral(count, form) for count in counts) == written


def test_a_custom_format() -> None:
    assert [numeral(n, "custom", "001, 002, 003, ...") for n in (7, 1234)] == ["007", "1234"]
