"""The tree of provisions that Word's numbers make."""

from __future__ import annotations

from docx_files import level, paragraph, read, table

from extract.profile import load
from extract.structure import build_tree
from ontology.source import Source


def tree(source: Source, profile: str = "gb-energy-code") -> list[tuple[str, str, str]]:
    """Path, heading and text of each provision."""
    return [(p.path, p.heading, p.text) for p in build_tree(source, load(profile))[0]]


def test_clauses_in_contract_numbering() -> None:
    body = (
        paragraph("Duties", num=1, level=0)
        + paragraph("Each operator shall:", num=1, level=1)
        + paragraph("keep records; and", num=1, level=3)
        + paragraph("publish them.", num=1, level=3)
        + paragraph("This does not expire.", num=1, level=1)
    )
    assert tree(read(body)) == [
        ("1", "Duties", ""),
        ("1.1", "", "Each operator shall:"),
        ("1.1(a)", "", "keep records; and"),
        ("1.1(b)", "", "publish them."),
        ("1.2", "", "This does not expire."),
    ]


def test_a_schedule_that_word_numbers_holds_the_paragraphs_that_start_again() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        + level(0, "%1.")
        + level(1, "%1.%2")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/>'
        + level(0, "Schedule %1")
        + level(1, "%2.")
        + level(2, "%2.%3")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    body = (
        paragraph("Interpretation", num=1, level=0)
        + paragraph("Words have meanings here.", num=1, level=1)
        + paragraph("Forms", num=2, level=0)
        + paragraph("Signing", num=2, level=1)
        + paragraph("Each form is signed.", num=2, level=2)
        + paragraph("Fees", num=2, level=0)
        + paragraph("Payment", num=2, level=1)
        + paragraph("A fee is paid in full.", num=2, level=2)
    )
    assert tree(read(body, numbering=numbering)) == [
        ("1", "Interpretation", ""),
        ("1.1", "", "Words have meanings here."),
        ("Schedule 1", "Forms", ""),
        ("Schedule 1 1", "Signing", ""),
        ("Schedule 1 1.1", "", "Each form is signed."),
        ("Schedule 2", "Fees", ""),
        ("Schedule 2 1", "Payment", ""),
        ("Schedule 2 1.1", "", "A fee is paid in full."),
    ]


def test_a_table_of_definitions_belongs_to_its_clause() -> None:
    meaning = paragraph("a set of:") + paragraph("sites; or", num=1, level=3) + paragraph("meters.", num=1, level=3)
    body = (
        paragraph("Definitions", num=1, level=0)
        + paragraph("In this document:", num=1, level=1)
        + table(("“Batch”", meaning), ("“Site”", "a place."))
        + paragraph("Words are read so.", num=1, level=1)
    )
    assert tree(read(body)) == [
        ("1", "Definitions", ""),
        ("1.1", "", "In this document:"),
        ("1.1¶1", "", "“Batch”\ta set of:\n(a) sites; or\n(b) meters."),
        ("1.1¶2", "", "“Site”\ta place."),
        ("1.2", "", "Words are read so."),
    ]
