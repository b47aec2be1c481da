"""Tables and sentences that we lay out ourselves: what rich prints, line by line, in a tenth of the time."""

from __future__ import annotations

import io
import random

import pytest
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lapse.laying import Laid, Lines, folded, shares

LETTERS = "abcdefghij日本ü–()"


def printed(thing: object, width: int, colours: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=colours, color_system="standard", _environ={})
    if not colours:
        console = Console(file=io.StringIO(), width=width)
    console.print(thing)
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))  # type: ignore[attr-defined]


def filled(table: Table, rows: list[list[str]], heads: list[str]) -> Table:
    table.caption = Text("A caption that is so long that it has to be folded somewhere, unless there is room for it.")
    for head in heads:
        table.add_column(head, overflow="fold", header_style="bold", vertical="top")
    for row in rows:
        table.add_row(*(Text(cell, style="red" if not n else "") for n, cell in enumerate(row)))
    return table


def cell(draw: random.Random) -> str:
    lines = [draw.choices((1, 2, 3, 5, 8), k=draw.randint(0, 12)) for _ in range(draw.choice((1, 1, 3)))]
    return "\n".join(" ".join("".join(draw.choices(LETTERS, k=length)) for length in line) for line in lines)


@pytest.mark.parametrize("seed", range(40))
def test_a_table_is_as_rich_prints_it(seed: int) -> None:
    draw = random.Random(seed)
    heads = ["Head " + cell(draw).split("\n")[0][:12] for _ in range(draw.randint(1, 4))]
    rows = [[cell(draw) for _ in heads] for _ in range(draw.randint(0, 5))]
    width, made = draw.choice((80, 100, 120)), []
    for sort in (Table, Laid):
        table = sort(title="Its title", title_justify="left", caption_justify="left", box=box.ROUNDED)
        table.show_lines = True
        made.append(printed(filled(table, rows, heads), width))
    assert made[0] == made[1]


def test_nothing_is_lost_where_there_is_no_room() -> None:
    long = [["Requirement", "under clause 18.17ggggggggggggggggggggggg", "日本日本日本"]]
    for width in (1, 8, 14, 20, 33, 60):
        out = printed(filled(Laid(box=box.ROUNDED), long, ["Term", "Where", "Words"]), width)
        if width >= 14:
            rows = [line.split("│") for line in out.split("\n") if line.count("│") == 4]
            assert "".join(row[1].strip() for row in rows) == "TermRequirement"
            assert "".join(row[3].strip() for row in rows) == "Words日本日本日本"


def test_colours_are_shown_on_a_terminal_alone() -> None:
    rows = [["GroupID", "used here"]]
    shown = printed(filled(Laid(box=box.ROUNDED), rows, ["Term", "Where"]), 60, colours=True)
    assert "\x1b[31mGroupID" in shown
    assert "\x1b" not in printed(filled(Laid(box=box.ROUNDED), rows, ["Term", "Where"]), 60)


def test_widths_are_cut_from_the_widest() -> None:
    assert shares([10, 40, 20], 60, [(1, 1)] * 3) == [8, 28, 18]
    assert shares([10, 40, 40], 60, [(1, 1)] * 3) == [8, 23, 23]
    assert shares([9, 9], 1, [(1, 1)] * 2) == [1, 1]


def test_sentences_are_folded_as_rich_folds_them() -> None:
    draw = random.Random(7)
    texts = [" ".join("".join(draw.choices(LETTERS, k=draw.choice((1, 3, 9)))) for _ in range(60)) for _ in range(20)]
    for width in (20, 79, 120):
        assert printed(Lines(texts), width) == "".join(printed(Text(one), width) for one in texts)


def test_signs_that_move_the_cursor_are_taken_out() -> None:
    assert folded("a\x08b\tc", 20) == ["ab      c"]
    assert folded("", 20) == []
