"""What the blocks of a document show before any of them is placed: labels, habits of numbering, its own title."""

from __future__ import annotations

import re
from dataclasses import replace

from ontology.places import Span
from ontology.source import Block

from . import handbook, headings
from .numbering import Label, is_bullet, read_labels, strip_bullet
from .profile import Profile


def bullet_offset(block: Block) -> int:
    """How many characters the bullet takes that stands in a block's own text."""
    return 0 if block.number else strip_bullet(block.text)[1]


def labels(block: Block, book: str = "") -> tuple[Label, ...]:
    """The labels of a block: those that the file gives as data, or those at the start of its text.

    `book` are the letters in front of the numbers of a handbook.
    """
    if block.kind in ("row", "note"):
        return ()
    if block.number and not is_bullet(block.number):
        return read_labels(block.number) or read_labels(block.number + ".")
    if book and (first := handbook.label(block.text, book)):
        return read_labels(block.text, first)
    return read_labels(block.text[bullet_offset(block) :])


def named(block: Block, profile: Profile) -> Block:
    """The block with a number such as "Schedule 2" put in front of its text: that is a part's name and no label."""
    if not block.number or is_bullet(block.number) or block.kind in ("row", "note"):
        return block
    text = f"{block.number.rstrip('.:')}\t{block.text}"
    if headings.container(text, profile, heading=True) is None:
        return block
    by = len(text) - len(block.text)
    emphasis = tuple(Span(span.start + by, span.end + by) for span in block.emphasis)
    return replace(block, kind="heading", text=text, number="", emphasis=emphasis)


def following(found: list[tuple[Label, ...]]) -> list[dict[str, str]]:
    """For each block the next label of each form behind it, as counted."""
    after: dict[str, str] = {}
    out: list[dict[str, str]] = []
    for one in reversed(found):
        out.append(dict(after))
        for label in reversed(one):
            after[label.form] = label.core
    return out[::-1]


def decimals_nest(blocks: list[Block], found: list[tuple[Label, ...]]) -> bool:
    """Whether 3.1 is a part of 3, and not a section that a statute puts in behind it.

    It is a part where 3 is but a heading or a lead-in, and a section of its own where 3 is a sentence, or has (1).
    """
    parts = sections = 0
    before: tuple[str, bool] | None = None
    for block, one in zip(blocks, found, strict=True):
        if not one or one[0].form != "decimal":
            continue
        core = one[0].core
        if before and core == f"{before[0]}.1":
            parts, sections = (parts + 1, sections) if before[1] else (parts, sections + 1)
        rest = block.text if block.number else block.text[one[-1].end :]
        leads = len(one) == 1 and (not rest.strip() or headings.title_like(rest, words=24) or headings.leads_in(rest))
        before = (core, leads or block.kind == "heading") if core.isdigit() else None
    return parts >= sections


def own_title(blocks: list[Block], profile: Profile) -> int:
    """The index of the line that names the document itself as a schedule ("Appendix AL – …"), -1 for none."""
    first: tuple[int, headings.Container] | None = None
    for i, block in enumerate(blocks):
        found = headings.container(block.text, profile, heading=block.kind == "heading") if not block.number else None
        if found is None or not found.own_document:
            if first is None and (labels(block) or (found is not None)):
                return -1
            continue
        if first is None:
            first = (i, found)
        elif found.unit == first[1].unit and found.name != first[1].name:
            return -1
    return first[0] if first else -1


def runs_through(blocks: list[Block], found: list[tuple[Label, ...]]) -> bool:
    """Whether clauses are counted on through headed sections, which so are parts: clause 12 is the first of Section 2A.

    Their numbers must rise from the first section to the last, but for few (those of a list), and begin in one of them
    with neither 1 nor its own.
    """
    sections: list[str] = []
    last = count = drops = 0
    runs = fresh = False
    for block, one in zip(blocks, found, strict=True):
        if not one or one[0].form != "decimal":
            continue
        core = one[0].core
        if one[0].unit == "section":
            if not _heads(block, one):
                return False
            sections.append(core)
            fresh = True
        elif sections and (top := _TOP.fullmatch(core)) and not one[0].unit:
            number, count = int(top[1]), count + 1
            if number < last:
                drops += 1
                continue
            runs |= fresh and number > 1 and top[1] != re.sub(r"\D", "", sections[-1])
            last, fresh = number, False
    return runs and len(set(sections)) > 1 and FEW_DROPS * drops <= count


def _heads(block: Block, one: tuple[Label, ...]) -> bool:
    rest = block.text if block.number else block.text[one[-1].end :]
    return len(one) == 1 and (block.kind == "heading" or headings.title_like(rest.strip(" \t–—-:"), words=24))


FEW_DROPS = 4
"""One number in so many may be lower than those before it."""
_TOP = re.compile(r"(\d{1,3})[A-Z]{0,2}")
