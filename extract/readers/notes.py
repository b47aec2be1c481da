"""Foot- and endnotes, and the marks that point to them: "[^1]: …", "¹ …", "1 https://…"; "Annex A¹" is Annex A."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.cutting import without
from ontology.source import Block

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = re.compile(rf"(?P<mark>[{RAISED}]{{1,3}})\s*\S|\[\^(?P<name>[\w-]{{1,40}})\]:|\d{{1,3}}\s+https?://")
_MARK = re.compile(rf"(?<=[^\s{RAISED}])[{RAISED}]{{1,3}}|\[\^[\w-]{{1,40}}\](?!:)")

_UNIT = re.compile(r"\d\s?(?:[kcm]?m|ft|in|yd|mi|s)$")


def is_note(text: str) -> bool:
    """Whether a paragraph is a note: a raised number, a Markdown footnote, or a number in front of an address."""
    return bool(_NOTE.match(text))


def without_marks(blocks: Iterable[Block]) -> tuple[list[Block], list[str]]:
    """The blocks without the marks of their notes, and the marks; a raised number without a note (m²) stays."""
    blocks = list(blocks)
    known = {m["mark"] for b in blocks if b.kind == "note" and (m := _NOTE.match(b.text)) and m["mark"]}
    left: list[str] = []
    return [b if b.kind == "note" else _without(b, known, left) for b in blocks], left


def _points(text: str, mark: re.Match[str], known: set[str]) -> bool:
    """Whether a raised number points to a note, and is not the power of a unit: 3 m²."""
    return mark[0] in known and not _UNIT.search(text[max(0, mark.start() - 12) : mark.start()])


def _without(block: Block, known: set[str], left: list[str]) -> Block:
    cuts = [m.span() for m in _MARK.finditer(block.text) if m[0].startswith("[") or _points(block.text, m, known)]
    if not cuts:
        return block
    left += [block.text[a:b] for a, b in cuts]
    return without(block, cuts)
