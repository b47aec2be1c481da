"""Titles with a full stop that run into what they head: "§ 6.2 Scope." over "(a) …", "(a) Scope. (1) This part …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ontology.source import Block

from . import headings, sequence
from .numbering import Label, read_labels, strip_bullet

Labels = tuple[Label, ...]

LONGEST = 12
"""Words of a title that ends with a full stop."""
AHEAD = 300
"""Blocks behind a label in which its next one is sought."""
_INNER = re.compile(r"(?:\.\s?[—–]?|[—–])\s*(?=\((?:1|i|a|A|I)\)\s)")


def short_title(text: str) -> bool:
    """Whether a text is a title of at most twelve words that ends with a full stop."""
    return text.endswith(".") and headings.title_like(text.rstrip(". "), words=LONGEST)


def habit(blocks: Sequence[Block], found: Sequence[Labels]) -> bool:
    """Whether a text sets titles with a full stop over its paragraphs: three labels at least, and a fifth of all."""
    labelled = heads = 0
    for k, (block, one) in enumerate(zip(blocks, found, strict=True)):
        if not one:
            continue
        labelled += 1
        over = k + 1 < len(blocks) and not found[k + 1] and blocks[k + 1].kind == block.kind == "paragraph"
        heads += over and short_title(block.text[one[-1].end :].strip())
    return heads >= 3 and heads * 5 >= labelled


def unlabelled(block: Block, found: Labels) -> bool:
    """Whether a block has no label, or but the words of a reference: "Section 108 of the Act contains…"."""
    return not found or bool(found[0].unit and block.text[found[-1].end :].lstrip()[:1].islower())


def heads(label: Label, rest: str, following: Block, found: Labels, *, habit: bool) -> bool:
    """Whether the text behind a label is the title of the block that follows, whose labels are `found`.

    A section's title may head anything that is deeper; another one a paragraph, where the text has the habit.
    """
    if not short_title(rest):
        return False
    if label.unit and (not found or (found[0].form != label.form and not found[0].unit)):
        return True
    if not habit or following.kind != "paragraph":
        return False
    plain = not following.number and unlabelled(following, found) and not following.text[:1].islower()
    return label.form == "decimal" or plain


def with_inner(blocks: Sequence[Block], found: Sequence[Labels]) -> list[Labels]:
    """The labels of all blocks, with those behind a title that runs in: "(a) Scope. (1) …" has "(a)" and "(1)".

    Only where the inner row goes on: "(2)" comes before "(b)" does.
    """
    return [_with_inner(blocks, found, k) for k in range(len(blocks))]


def _with_inner(blocks: Sequence[Block], found: Sequence[Labels], at: int) -> Labels:
    own, block = found[at], blocks[at]
    if not own or block.number or block.kind != "paragraph" or own[-1].form not in ("bracket", "decimal"):
        return own
    if strip_bullet(block.text)[1]:
        return own
    behind = own[-1].end
    end = _INNER.search(block.text, behind, behind + headings.LONGEST)
    if end is None or not headings.title_like(block.text[behind : end.start()], words=LONGEST):
        return own
    inner = read_labels(block.text[end.end() :])
    if not inner or inner[0].form != "bracket" or not _goes_on(own[-1], inner[-1], found[at + 1 : at + 1 + AHEAD]):
        return own
    return (*own, *(replace(one, start=one.start + end.end(), end=one.end + end.end()) for one in inner))


def _goes_on(outer: Label, inner: Label, behind: Sequence[Labels]) -> bool:
    """Whether the next label of the inner row comes before that of the outer one."""
    for labels in behind:
        for label in labels:
            if _follows(inner, label):
                return True
            if _follows(outer, label) or label.unit:
                return False
    return False


def _follows(before: Label, label: Label) -> bool:
    if label.form != before.form:
        return False
    return any(sequence.relation(before.core, label.core, how)[0] == "next" for how in sequence.countings(before.core))


def title(text: str, label: Label, inner: Label) -> str:
    """The title between a label and the one that it runs into, "" where there is none."""
    between = text[label.end : inner.start].rstrip(" —–").strip()
    return between if any(c.isalnum() for c in between) else ""
