"""Stretches cut out of the texts of blocks; what lies in a block moves along."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ontology.places import Span
from ontology.source import Block, Source

Cut = tuple[int, int]
"""From which to which character, half open, a text is cut."""

LONGEST_GAP = 60
"""White space that stays where there is more in one place: nothing that a reader sees depends on the rest of it, and
patterns that look over white space twice take the square of its length, or worse."""
_GAP = re.compile(rf"(?<=\s{{{LONGEST_GAP}}})\s+")
_GAP_IN_A_ROW = re.compile(rf"(?<=[^\S\t]{{{LONGEST_GAP}}})[^\S\t]+")
"""The same in a row, where tabs stand between the cells."""


def mover(cuts: Sequence[Cut]) -> Callable[[Span], Span]:
    """Where a stretch of a text lies behind cuts, which are in order and apart."""

    def moved(at: int) -> int:
        return at - sum(min(at, end) - start for start, end in cuts if start < at)

    return lambda span: Span(moved(span.start), moved(span.end))


def without(block: Block, cuts: Sequence[Cut]) -> Block:
    """A block less stretches of its text, which are in order and apart."""
    ends = [(0, 0), *cuts], [*cuts, (len(block.text), 0)]
    move = mover(cuts)
    return replace(
        block,
        text="".join(block.text[before:start] for (_, before), (start, _) in zip(*ends, strict=True)),
        cells=tuple(map(move, block.cells)),
        emphasis=tuple(map(move, block.emphasis)),
        changes=tuple(replace(one, span=move(one.span)) for one in block.changes),
    )


def without_long_gaps(source: Source) -> Source:
    """A source in which no text has more than `LONGEST_GAP` white space in one place.

    The one white space that counts as printable is the blank, so that most texts are seen to have none at once.
    """
    cuts: dict[int, list[Cut]] = {}
    for at, block in enumerate(source.blocks):
        text = block.text
        if len(text) <= LONGEST_GAP or (text.isprintable() and "  " not in text):
            continue
        pattern = _GAP_IN_A_ROW if block.kind == "row" else _GAP
        if gaps := [gap.span() for gap in pattern.finditer(text)]:
            cuts[at] = gaps
    if not cuts:
        return source

    def move(block: int, span: Span) -> Span:
        return mover(cuts.get(block, ()))(span)

    return replace(
        source,
        blocks=tuple(without(block, cuts.get(at, ())) for at, block in enumerate(source.blocks)),
        fields=tuple(replace(one, span=move(one.block, one.span)) for one in source.fields),
        comments=tuple(replace(one, span=move(one.block, one.span)) for one in source.comments),
        given_references=tuple(
            replace(one, span=one.span and move(one.block, one.span)) for one in source.given_references
        ),
        given_definitions=tuple(
            replace(one, span=one.span and move(one.block, one.span)) for one in source.given_definitions
        ),
    )
