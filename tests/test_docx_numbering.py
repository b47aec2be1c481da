"""Automatic numbers of Word, against cases that a lawyer can read (`cases/word-numbers/`) and rules of ISO 29500."""

from __future__ import annotations

from docx_files import LEGAL, level, paragraph, read, shown


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
