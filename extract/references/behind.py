"""Labels without a unit word, known by the document in front of them: "SMETS1 TMAD 3.14E", a cell's "3.4 & 3.5"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ontology.labels import members as counted
from ontology.record import replace

from . import lists
from .lists import Member
from .piece import Piece, Scene

_GAP = re.compile(r"(?:\s\([^()]{2,60}\))?(?:\s{1,2}|,\s)(?:[-–—]\s)?")
_SURE = re.compile(r"\d{1,3}\.\d{1,3}|\d{1,3}[A-Z]\b|\d{1,3}\(")
_TYPED = re.compile(
    r"(?P<number>\d{1,3}[A-Z]{0,2}(?:\.\d{1,3}[A-Z]{0,3}){1,3})\s(?P<type>R|G|E|D|UK|EU)(?=\s\(\w{1,4}\)|[\s.,;:)]|$)"
)
_WHOLE = re.compile(r"\d{1,2}(?=\s[A-Z][a-z]|\s*$)")
_NO_DASH = re.compile(r"\s(?=\d{1,3}\.\d{1,3}[A-Z])")
"""Between two labels of which the dash was lost on the way to plain text: "7.9A 7.9D"."""
_LAST = re.compile(r"(?<![\w.(])(?:(?P<division>\d{1,2}[A-Z])\s)?(?=(?P<first>[A-Z]?\d{1,3}(?:\.\d{1,3}|[A-Z]\b)))")


def bare_labels(scene: Scene, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """cell-of-document: labels that end a cell of a table that a document heads.

    Labels right behind a document's name are in it (TMAD 3.14E), wherever they stand.
    """
    documents = [p for p in pieces if names_a_document(scene, p)]
    found: list[Piece] = []
    last: Piece | None = None
    if scene.cell and documents and not scene.text[: documents[0].start].strip(" \t-•."):
        last = _at_the_end(scene, documents)
        if last is not None and not _free(last, pieces):
            last = None
    for piece in documents:
        behind = _right_behind(scene, piece)
        if behind is None or not _free(behind, pieces):
            continue
        if last is not None and behind.end > last.start:
            if piece is not documents[0] and scene.text[documents[0].end : piece.start] != " ":
                continue
            last = None
        found.append(behind)
    yield from found
    if last is not None:
        yield last


def _free(piece: Piece, others: Sequence[Piece]) -> bool:
    """Whether `piece` overlaps none of `others`, which are sorted and do not overlap."""
    at = bisect_left(others, piece.start, key=lambda other: other.end)
    while at < len(others) and others[at].end == piece.start:
        at += 1
    return at == len(others) or others[at].start >= piece.end


def names_a_document(scene: Scene, piece: Piece) -> bool:
    """Whether a piece is a whole document that labels may follow: an alias, "Appendix AM", "Section L"."""
    if piece.sort == "document":
        return piece.rule == "named-document"
    if piece.sort != "labels" or piece.unit not in scene.words.documents:
        return False
    return piece.unit != "section" or (len(piece.members) == 1 and piece.members[0].label.isalpha())


def _right_behind(scene: Scene, piece: Piece) -> Piece | None:
    gap = _GAP.match(scene.text, piece.end)
    if gap is None:
        return None
    if not _SURE.match(scene.text, gap.end()) and not (scene.cell and _WHOLE.match(scene.text, gap.end())):
        return None
    if typed := _TYPED.match(scene.text, gap.end()):
        return _of_type(scene, gap.end(), typed)
    members, end = lists.read(scene.text, gap.end())
    while members and (more := _NO_DASH.match(scene.text, end)):
        further, stop = lists.read(scene.text, more.end())
        if not further:
            break
        members, end = (*members, *further), stop
    return Piece(gap.end(), end, "labels", "named-document", "", members) if members else None


def _of_type(scene: Scene, at: int, typed: re.Match[str]) -> Piece | None:
    """Labels of which the first has the type of a handbook's provision apart: "COBS 2.1.1 R (1)(b)" is 2.1.1R(1)(b)."""
    cut, stop = typed.end("number"), typed.end()
    by = stop - cut - len(typed["type"])
    members, end = lists.read(scene.text[:cut] + typed["type"] + scene.text[stop:], at)
    shown = tuple(replace(one, start=one.start + (by if one.start > cut else 0), end=one.end + by) for one in members)
    return Piece(at, end + by, "labels", "named-document", "", shown) if members else None


def _at_the_end(scene: Scene, documents: Sequence[Piece]) -> Piece | None:
    """The labels that a cell ends with, read as labels of the document that heads the cell."""
    text = scene.text.rstrip()
    head = documents[0]
    end = head.end
    if len(documents) > 1 and scene.text[head.end : documents[1].start] == " ":
        end = documents[1].end
    name = " ".join(text[head.start : end].split())
    for match in _LAST.finditer(text, max(end, len(text) - 60)):
        members, stop = lists.read(text, match.start("first"))
        if members and stop == len(text):
            prefix = f"{match['division']} " if match["division"] else ""
            shown = tuple(one for m in members for one in _inside(prefix, m))
            return Piece(match.start(), stop, "labels", "cell-of-document", "", shown, name)
    return None


def _inside(prefix: str, member: Member) -> tuple[Member, ...]:
    """A label inside a division of the document; a range there is spelled out, since its ends share the prefix."""
    if not prefix or not member.through:
        return (replace(member, label=prefix + member.label),)
    return tuple(Member(prefix + label, member.start, member.end) for label in counted(member.label, member.through))
