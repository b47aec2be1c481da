"""Automatic numbers of Word, against cases that a lawyer can read (`cases/word-numbers/`) and rules of ISO 29500."""

from __future__ import annotations

import re

import pytest
from docx_files import LEGAL, level, paragraph, read, shown
from word_cases import CASES, Case

from extract.readers.docx.numerals import numeral
from extract.readers.docx.reader import read_docx


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


def numbers_seen(case: Case, view: str) -> list[tuple[str, str]]:
    """Number and text of each paragraph that is read; the paragraphs of a row are taken apart."""
    seen = []
    for block in read_docx(case.docx(), case.name, view).blocks:
        if block.kind != "row":
            seen.append((block.number, block.text))
            continue
        for line in re.split(r"[\t\n]", block.text):
            found = re.match(r"(\([a-z]+\)) (.*)", line)
            seen.append((found[1], found[2]) if found else ("", line))
    return seen


@pytest.mark.parametrize("view", ["accepted", "original"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Case, view: str) -> None:
    assert numbers_seen(case, view) == case.wanted(view)


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
