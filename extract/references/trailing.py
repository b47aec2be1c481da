"""What stands right behind a name or a provision and is in it: labels, parts, the rest of a citation in short."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.model import Target
from ontology.record import replace

from .inside import within
from .nodes import Entry, Node, plain
from .ordinals import ORDINAL
from .piece import Piece, Scene
from .within_name import INNER, SHEETS, in_another_sheet, is_annexed, lies_in, stands_by_itself

_VERSION = r"(?:\s\(?[vV](?:ersion\s|\.\s?)?\d{1,3}(?:\.\d{1,3}){0,3}\)?)?"
_BEHIND = re.compile(rf"{_VERSION}\s{{1,2}}(?:[-–—]\s)?|\.\s")
_BEHIND_COMMA = re.compile(rf"{_VERSION},?\s{{1,2}}")
_ABBREVIATED = re.compile(r"(?:ss?|secs?|arts?|regs?|paras?|cls?|[Ss]chs?|rr?)\b\.?\s?\d|§")
_LOWER = frozenset({*INNER, "point"})
_DOWN = re.compile(rf",\s(?:(?:the\s)?{ORDINAL}\s(?:sub-?paragraph|paragraph|sentence|indent),\s)?(?:in\s)?")
"""Between a provision and its part: "Article 4(2), second subparagraph, point (b)", "Annex II, Part A, point 3"."""
_GOES_DOWN = re.compile(r",\s(?:[Pp]oint|(?:[Ss]ub-?)?[Pp]aragraph|[Cc]lause)s?\s")
_ENDS = re.compile(rf"{_GOES_DOWN.pattern}|\s?(?:[.;:)]|$)")
"""Behind a part of a section no list goes on: "as modified by Section 10, Part 2."."""


def take_behind(scene: Scene, pieces: Sequence[Piece], node: Node) -> None:
    """Tie labels that stand right behind a document's name: "SMETS1 TMAD 3.14E and 3.14F", "S1SR Clause 13"."""
    while node.following < len(pieces) and node.document and not node.relative:
        piece = pieces[node.following]
        gap = scene.text[node.end : piece.start]
        if piece.sort != "labels" or piece.name or piece.rule == "sole-schedule":
            return
        by_title = node.piece.rule in ("numbered-instrument", "standard", "statute")
        cited = by_title and (gap == " " or _ABBREVIATED.match(scene.text, piece.start) is not None)
        cited = cited or (gap == ", " and lies_in(scene, node, piece))
        if gap and not (_BEHIND_COMMA if cited else _BEHIND).fullmatch(gap):
            return
        if not cited and (by_title or (gap != " " and piece.unit and not scene.cell)):
            return
        inner, document = plain(scene, piece, node.following + 1), node.document
        others = _others(node, inner)
        annexed = gap in (", ", " ") and is_annexed(node, piece)
        if annexed:
            inner.entries = [replace(e, document="", target=Target(e.document, piece.unit)) for e in inner.entries]
            inner.document = ""
        if inner.start < node.start or (inner.document and node.piece.rule == "unit-label"):
            return
        if inner.document or any(e.document for e in inner.entries):
            if not node.document.isupper():
                return
            node.entries = [replace(e, document=_fronted(node.document, e.document)) for e in inner.entries]
            node.document = node.entries[-1].document if inner.document else ""
        else:
            node.entries = [*others, *(replace(e, document=node.document) for e in inner.entries)]
        node.entries[0] = replace(node.entries[0], start=node.start)
        node.end, node.following, node.tied, node.front = inner.end, inner.following, True, True
        if node.piece.unit.rsplit(" ", 1)[-1] in SHEETS and len(node.piece.members) == 1 and not inner.document:
            node.inside, node.lower = Entry(document, None, node.start, node.end), piece.unit
        node.piece = replace(piece, start=node.start) if annexed else node.piece
        if by_title:
            _take_further(scene, pieces, node)
        if not inner.document:
            return


def _others(node: Node, inner: Node) -> list[Entry]:
    """The documents before the last of several, which labels behind this one leave alone: "Appendices AC and AM, 5"."""
    if len(node.entries) == 1 or any(e.target is not None for e in node.entries):
        return []
    inner.entries[0] = replace(inner.entries[0], start=node.entries[-1].start)
    return node.entries[:-1]


def descend(scene: Scene, pieces: Sequence[Piece], node: Node) -> None:
    """Tie the parts of a provision that stand behind it, each inside the one before: "Annex II, Part A, point 3"."""
    while node.following < len(pieces) and len(node.entries) == 1 and node.piece.sort == "labels":
        piece, holder = pieces[node.following], node.entries[0]
        if piece.sort != "labels" or piece.name or in_another_sheet(scene.text, piece.end):
            return
        gap = scene.text[node.end : piece.start]
        if gap == ", " and _is_of_article(node, piece):
            inner = plain(scene, piece, node.following + 1)
            node.entries = [replace(inner.entries[0], start=node.start), *inner.entries[1:]]
            node.end, node.following, node.piece = inner.end, inner.following, replace(piece, start=node.start)
            return
        beside = gap == " " and _is_beside(scene.text, node, piece)
        lower = _is_lower(scene.text, node, piece) and _DOWN.fullmatch(gap)
        if not (beside or lower) or (holder.target and holder.target.through):
            return
        inner = plain(scene, piece, node.following + 1)
        if any(e.document or e.target is None for e in inner.entries):
            return
        node.entries = [
            replace(e, document=holder.document, target=t) for e in inner.entries for t in within(e, holder)
        ]
        node.entries[0] = replace(node.entries[0], start=node.start)
        if node.piece.unit in SHEETS or node.inside is not None:
            node.inside, node.lower = holder, piece.unit
        node.end, node.following, node.piece = inner.end, inner.following, replace(piece, start=node.start)
        node.relative = not holder.document and all(e.target.label.startswith("(") for e in node.entries if e.target)


def _is_beside(text: str, node: Node, piece: Piece) -> bool:
    """Whether a piece right behind another is in it: "Schedule 4 Part 2", "Section 14 Part 2 Paragraph 14.15"."""
    if node.piece.unit in SHEETS:
        return piece.unit in ("part", "chapter", *INNER)
    if text[piece.start : piece.start + 1] != "P":
        return False
    return (node.piece.unit == "section" and piece.unit == "part") or (
        node.piece.unit == "part" and piece.unit in INNER
    )


def _is_of_article(node: Node, piece: Piece) -> bool:
    """Whether a section's number tells by itself in which article it lies: "Article IV, Section 4.3(b)"."""
    label = piece.members[0].label
    return node.piece.unit == "article" and piece.unit == "section" and label[:1].isdigit() and "." in label


def _is_lower(text: str, node: Node, piece: Piece) -> bool:
    """Whether a piece behind a comma can be a part of the provision before it, and no further member of a list."""
    unit, bracketed = node.piece.unit, piece.members[0].label.startswith("(")
    if piece.unit == "point":
        return unit in ("article", "recital", "part", "chapter", "section", *_LOWER, *SHEETS) and unit != "point"
    if piece.unit in INNER:
        return unit in SHEETS or unit == "part" or (unit == "article" and piece.unit == "paragraph" and not bracketed)
    if piece.unit in ("item", "row"):
        return unit in SHEETS or unit == "table"
    if piece.unit == "subpart":
        return unit == "part"
    return (
        piece.unit in ("part", "chapter")
        and (unit in SHEETS or unit == "section")
        and (_ENDS if unit == "section" and text[piece.start] == "P" else _GOES_DOWN).match(text, piece.end) is not None
    )


def _take_further(scene: Scene, pieces: Sequence[Piece], node: Node) -> None:
    """Tie the rest of a citation: "…, ss. 4, 5, Sch. 8 para. 2" are all in the act that it begins with.

    So is what is spelled out: "the Police Act 1996, section 4 and Schedule 2, paragraph 3".
    """
    while node.following < len(pieces):
        piece, last = pieces[node.following], node.entries[-1]
        gap = scene.text[node.end : piece.start]
        if piece.sort != "labels" or piece.name:
            return
        short = gap in (", ", " ") and _ABBREVIATED.match(scene.text, piece.start) is not None
        lower = piece.unit in INNER and gap in (", ", " ") and last.target is not None and last.target.unit in SHEETS
        listed = gap in (" and ", " or ") and piece.unit in SHEETS and not stands_by_itself(scene.text, piece.end)
        if not (short or lower or listed):
            return
        inner = plain(scene, piece, node.following + 1)
        lower = lower or (short and gap == " ")
        holder = Entry("", last.target if lower else None, last.start, last.end)
        inner.entries = [Entry("", t, e.start, e.end) for e in inner.entries for t in within(e, holder)]
        if lower:
            node.entries.pop()
        node.entries += [replace(e, document=node.document) for e in inner.entries]
        node.end, node.following = inner.end, inner.following


def _fronted(code: str, name: str) -> str:
    return name if name.startswith(code + " ") else f"{code} {name}"
