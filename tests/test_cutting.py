"""What is cut out of texts: long white space, with everything that lies in a block moved along."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extract.cutting import LONGEST_GAP, without, without_long_gaps
from extract.document import read_alone
from ontology.places import Span
from ontology.source import Block, Change, FieldReference, GivenDefinition, Source


def test_a_block_less_stretches_keeps_what_lies_in_it() -> None:
    block = Block("row", "one[1]\ttwo[2]!", cells=(Span(0, 6), Span(7, 14)), emphasis=(Span(7, 10),))
    found = without(block, [(3, 6), (10, 13)])
    assert found.text == "one\ttwo!"
    assert [span.of(found.text) for span in (*found.cells, *found.emphasis)] == ["one", "two!", "two"]


def test_long_white_space_is_cut_and_what_lies_behind_it_moves() -> None:
    for blank in (" ", "\t", "\u00a0", " \u2003"):
        text = f"The ship{blank * 500}pays a fee{blank * 3}."
        at = text.index("fee")
        source = Source(
            "a.docx",
            "",
            "",
            (
                Block("paragraph", "Words."),
                Block("paragraph", text, emphasis=(Span(at, at + 3),), changes=(Change("inserted", Span(at, at + 3)),)),
            ),
            fields=(FieldReference(1, Span(at, at + 3), "REF", "b", "fee", None, "gone"),),
            given_definitions=(GivenDefinition("fee", 1, Span(at, at + 3)), GivenDefinition("Words", 0, None)),
        )
        found = without_long_gaps(source)
        block = found.blocks[1]
        gap = (blank * LONGEST_GAP)[:LONGEST_GAP]
        assert block.text == f"The ship{gap}pays a fee{blank * 3}."
        spans = (block.emphasis[0], block.changes[0].span, found.fields[0].span, found.given_definitions[0].span)
        assert [span.of(block.text) for span in spans if span] == ["fee"] * 4
        assert found.given_definitions[1].span is None


def test_a_row_keeps_the_tabs_between_its_cells() -> None:
    text = "\t" * 100 + "x" + " " * 100
    block = Block("row", text, cells=(Span(100, 201),))
    assert without_long_gaps(Source("a", "", "", (block,))).blocks[0].text == "\t" * 100 + "x" + " " * LONGEST_GAP


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0"])
def test_white_space_without_end_hides_nothing(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "rules.md"
    path.write_text(
        f'1. Words\n\n1.1 "Ship"{blank * 3_000} means a boat, see section{blank * 3_000} 1.\n', encoding="utf-8"
    )
    document = read_alone(path, "accepted")
    assert [one.term for one in document.definitions] == ["Ship"]


def test_thousands_of_definitions_in_one_paragraph_cost_little(tmp_path: Path) -> None:
    path = tmp_path / "rules.txt"
    path.write_text("1.1 " + "".join(f"“Ship {n}” means boat {n}. " for n in range(3_000)), encoding="utf-8")
    start = time.process_time()
    definitions = read_alone(path, "accepted").definitions
    assert time.process_time() - start < 20
    assert [one.text for one in definitions][:2999:1499] == ["boat 0.", "boat 1499.", "boat 2998."]


def test_blank_lines_without_end_cost_little(tmp_path: Path) -> None:
    path = tmp_path / "rules.md"
    text = f"# Rules\n{' ' * 50_000}\n{chr(10) * 50_000}- **1.** Keep left.\n"
    path.write_text(text, encoding="utf-8")
    (plain := tmp_path / "rules.txt").write_text(text.replace("*", ""), encoding="utf-8")
    start = time.process_time()
    for one in (path, plain):
        assert read_alone(one, "accepted").provisions[-1].text == "Keep left."
    assert time.process_time() - start < 10
