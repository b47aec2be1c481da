"""Blocks become provisions: documents that a person can read, and what holds for any text whatever."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.contents import marked
from extract.profile import load
from extract.readers import markdown, text
from extract.structure import build_tree
from ontology.model import Provision
from ontology.source import Block, Source

CASES = Path(__file__).parent / "cases" / "structure.txt"
SHOWN = 40
LABELS = ["1", "1.1", "1.2", "2", "3.14A", "(a)", "(b)", "(i)", "(ii)", "(1)", "12(1)", "a)", "A.", "iv.", "- ", "• "]
NAMES = ["§ 4", "Part B", "SCHEDULE 2", "Annex A", "Section 4", "Article 5", "Contents", "Page 3 of 12", "12", "Title"]
SIGNS = [
    "|",
    "\t",
    "\n\n",
    "\n",
    "\n    ",
    "\f",
    "¹",
    "[^1]",
    "[^1]: ",
    "=====",
    "....... 7",
    "re-\n",
    "x\u00ad\n",
    "# ",
]
WORDS = [
    "The Board shall:",
    "and so on",
    '"Term" means',
    "; and",
    "2025 was",
    "12.5 per cent",
    "31 December 2025",
    "**bold**",
]
PIECES = st.sampled_from([*LABELS, *NAMES, *SIGNS, *WORDS])


def read_cases() -> list[tuple[str, str, list[str]]]:
    parts = re.split(r"^\.\n", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        (parts[i].strip(), parts[i + 1].rstrip("\n"), parts[i + 2].splitlines()) for i in range(0, len(parts) - 1, 3)
    ]


def source_of(content: str, *, is_markdown: bool = False) -> Source:
    source = (markdown if is_markdown else text).source(content, "case")
    return replace(source, blocks=marked(source.blocks))


def shown(provision: Provision) -> str:
    content = provision.text.replace("\t", " ⇥ ")
    if len(provision.text) > SHOWN:
        content = provision.text[:SHOWN].rsplit(" ", 1)[0].replace("\t", " ⇥ ") + "…"
    return f"{provision.path} < {provision.parent or '-'} | {provision.heading} | {content}".rstrip()


def tree(content: str, *, is_markdown: bool = False) -> tuple[Provision, ...]:
    return build_tree(source_of(content, is_markdown=is_markdown), load("gb-energy-code"))[0]


@pytest.mark.parametrize(("title", "content", "expected"), read_cases(), ids=[case[0] for case in read_cases()])
def test_case(title, content, expected):
    source = source_of(content, is_markdown=title.endswith("(Markdown)"))
    provisions, problems = build_tree(source, load("gb-energy-code"))
    found = [shown(p) for p in provisions] + [f"! {p.code} {p.provision}" for p in problems]
    assert found == expected


def check(provisions: tuple[Provision, ...]) -> None:
    paths = [p.path for p in provisions]
    assert len(set(paths)) == len(paths)
    assert [p.order for p in provisions] == list(range(len(provisions)))
    before: set[str | None] = {None}
    later = set(paths) | {None}
    for p in provisions:
        assert p.parent in (before if p.kind != "heading" else later)
        assert all(0 <= s.start <= s.end <= len(p.text) for s in (*p.cells, *p.emphasis))
        before.add(p.path)


def letters(content: str) -> Counter[str]:
    return Counter(c for c in content if c.isalpha())


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=400), st.booleans())
def test_any_text_gives_a_sound_tree(content, is_markdown):
    check(tree(content, is_markdown=is_markdown))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_plain_text_loses_only_what_is_counted_as_left_out(content):
    blocks, left = text.blocks_of(content)
    blocks = list(marked(blocks))
    provisions, _ = build_tree(Source("", "", "", tuple(blocks)), load("us"))
    kept = "".join(("" if p.kind == "row" else p.number) + p.heading + p.text for p in provisions)
    contents = "".join(b.text for b in blocks if b.kind == "contents")
    assert letters(content) == letters(kept) + letters(contents) + letters("".join(left))


def test_a_number_given_as_data_wins_over_one_typed():
    blocks = (
        Block("heading", "Scope", number="1", level=1),
        Block("paragraph", "2.4 is an old number of this clause.", number="1.1"),
        Block("paragraph", "the first;", number="(a)"),
        Block("paragraph", "a point.", number="•"),
    )
    provisions, _ = build_tree(Source("", "", "", blocks), load("contract"))
    assert [p.path for p in provisions] == ["1", "1.1", "1.1(a)", "1.1(a)¶1"]
    assert provisions[1].text.startswith("2.4 is an old number")
    assert (provisions[3].number, provisions[3].text) == ("", "a point.")


def test_every_shape_of_label_is_read():
    for label in (
        "1",
        "1.",
        "1.1",
        "1.1.1",
        "(a)",
        "(A)",
        "(i)",
        "a)",
        "A1.1",
        "A.1",
        "§ 1013.1",
        "Rule 1.",
        "Clause 1:",
    ):
        (provision,) = tree(f"{label} The keeper counts the birds.")
        assert provision.text == "The keeper counts the birds.", label
        assert provision.number == label.rstrip(".:"), label


def test_a_phrase_is_no_label():
    for phrase in (
        "1st April",
        "2025 was dry.",
        "12% of it",
        "(the Board) may",
        "S1SR contains",
        "1:30 pm",
        "e.g. birds",
    ):
        (provision,) = tree(phrase)
        assert (provision.number, provision.text) == ("", phrase)


def test_emphasis_and_cells_move_with_the_text():
    (first, second, third) = tree(
        "1.1 A **Keeper** counts.\n\n| **Bird** | a kind of hen |\n|--|--|\n| Egg | x |", is_markdown=True
    )
    assert [s.of(first.text) for s in first.emphasis] == ["Keeper"]
    assert [s.of(second.text) for s in second.cells] == ["Bird", "a kind of hen"]
    assert [s.of(second.text) for s in second.emphasis] == ["Bird"]
    assert third.kind == "row"


def test_long_lines_and_many_repeats_take_linear_time():
    check(tree("(a) x " * 20_000 + "\n" + "1.1 " * 25_000 + "\n" + "\t" * 100_000 + "x\n" + "¹" * 100_000))
    check(tree("1. Foo\n" * 5_000 + '"Foo" means:\n(a) x;\n' * 2_000))
    check(tree("".join(" " * n + "x y z.\n" for n in range(600))))
