"""Nodes: what one piece means by itself, before anything is tied to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.labels import members as counted
from ontology.model import Target
from ontology.record import record, replace

from .documents import NOUNS
from .labels import HEAD
from .lists import Member
from .piece import Piece, Scene
from .words import BY_LETTER

_CODE = re.compile(r"(?<![\w-])(?!THE|AND|FOR)[A-Z]{3,6}\s$")
_PREFIXED = re.compile(r"([A-Z]{1,2})\d")
_INSTRUMENT = re.compile(r"(?<![\w-])(?!THE|AND|FOR|THESE|THOSE)[A-Z]{3,8}\s$")
"""An abbreviation in front of "Regulations 7 and 8", which makes these the name of an instrument."""
_FRONT = re.compile(
    rf"(?<![\w’'-])(?!(?:The|In|Under|This|That|Each|Any|A|An)\s)(?:[A-Z][\w’'-]{{0,30}}\s(?:of\s)?){{1,5}}(?<![A-Z])(?:{NOUNS})(?:['’]s)?(?:\s[vV](?:ersion\s)?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}})?\s$"
)
_VERSION = re.compile(r"\s[vV](?:ersion\s)?\d[\d.]*\s$|['’]s\s$")
"""Behind a name whose labels follow: "Interface Specification v5.1 section 3", "the Loan Agreement's clause 4"."""


@record
@dataclass(frozen=True, slots=True)
class Entry:
    """One target of a phrase: the document that it lies in ("" for this one) and its own place in the text."""

    document: str
    target: Target | None
    start: int
    end: int
    heading: str = ""


@dataclass(slots=True)
class Node:
    """A piece with what is tied to it: entries, the document that it names by itself, the index behind it.

    `open` tells that its document comes later: "section 4 of, and paragraph 3 of Schedule 2 to, the Water Act". `front`
    tells that its document stands before its labels, and so before these alone: "Appendix AM clause 4". `under` is the
    word of the provision that "of" puts it in; `inside` is the schedule that labels under the word `lower` stand
    behind: "Schedule 1, Part A".
    """

    start: int
    end: int
    entries: list[Entry]
    piece: Piece
    following: int
    tied: bool = False
    document: str = ""
    relative: bool = False
    held: str = ""
    open: bool = False
    front: bool = False
    under: str = ""
    inside: Entry | None = None
    lower: str = ""


def plain(scene: Scene, piece: Piece, following: int) -> Node:
    """The node of one piece alone."""
    node = Node(piece.start, piece.end, [], piece, following)
    unit = piece.unit
    if piece.sort == "document":
        node.document = piece.name
        node.entries = [
            Entry(piece.name, None, piece.start, piece.end, piece.members[0].heading if piece.members else "")
        ]
    elif piece.sort == "own":
        node.document = piece.name
        node.relative = True
        target = None if piece.name else Target("", unit)
        node.entries = [Entry(piece.name, target, piece.start, piece.end)]
    elif piece.sort == "neighbour":
        node.relative = True
        node.entries = [Entry("", Target(piece.members[0].label, unit), piece.start, piece.end)]
    else:
        node.entries = [e for member in piece.members for e in _entries(scene, piece, member)]
        code = _code(scene, piece) if piece.rule == "unit-label" else ""
        if code:
            node.start -= len(code)
            node.entries = [replace(e, document=code + e.document) if e.document else e for e in node.entries]
            node.entries[0] = replace(node.entries[0], start=node.start)
        if (front := _front(scene, piece)) and not any(e.document for e in node.entries):
            node.start -= len(front)
            node.tied = node.front = True
            named = front + "Regulations" if _INSTRUMENT.fullmatch(front) else _VERSION.sub("", front)
            node.entries = [replace(e, document=" ".join(named.split())) for e in node.entries]
            node.entries[0] = replace(node.entries[0], start=node.start)
            return node
        documents = [e.document for e in node.entries if e.target is None]
        node.document = documents[-1] if documents and not piece.name else ""
        node.tied = bool(piece.name)
        node.relative = all(e.target is not None and e.target.label.startswith("(") for e in node.entries)
    return node


def _front(scene: Scene, piece: Piece) -> str:
    """A document's name right before a unit word, with the space between: "Core Terms " of "Core Terms clause 34"."""
    if piece.rule != "unit-label" or piece.members[0].label[0] == "(":
        return ""
    before = scene.text[max(0, piece.start - 90) : piece.start]
    last = before.rsplit(None, 1)[-1:]
    if not last or not (last[0][0].isupper() or last[0][0] in "v0123456789"):
        return ""
    match = _FRONT.search(before) if piece.unit in scene.words.profile.provision_units else None
    if match is None and piece.unit == "regulation" and scene.text.startswith("Regulation", piece.start):
        match = _INSTRUMENT.search(before)
    return match[0] if match else ""


def _code(scene: Scene, piece: Piece) -> str:
    """The name of the code in front of a document's designation: "SEC " of "SEC Appendix AM"."""
    if piece.unit not in scene.words.documents:
        return ""
    match = _CODE.search(scene.text[max(0, piece.start - 8) : piece.start])
    return match[0] if match else ""


def _entries(scene: Scene, piece: Piece, member: Member) -> list[Entry]:
    """The entries that one label means under its unit: a document, a division, or a provision."""
    unit, start, end = piece.unit, member.start, member.end
    if unit in scene.words.documents and (unit not in BY_LETTER or _is_of_letters(member.label)):
        labels = counted(member.label, member.through) if member.through else (member.label,)
        word = scene.text[piece.start : piece.members[0].start].strip().removeprefix("this ").removeprefix("This ")
        title = _singular(" ".join(word.split()), unit)
        return [Entry(f"{title} {label}", None, start, end, member.heading) for label in labels]
    if unit in scene.words.divisions:
        shown = unit.capitalize()
        labels = counted(member.label, member.through) if member.through else (member.label,)
        return [
            Entry(piece.name, Target(f"{shown} {label}" if label != shown else shown, unit), start, end, member.heading)
            for label in labels
        ]
    document = piece.name
    if "section" in scene.words.documents and unit in ("section", "") and not document:
        letter = _PREFIXED.match(member.label)
        document = f"Section {letter[1]}" if letter else ""
    if scene.heads and not piece.name and (head := HEAD.match(member.label)):
        document = "" if head[0] in scene.heads else head[0]
    return [Entry(document, Target(member.label, unit, member.through), start, end, member.heading)]


def _is_of_letters(label: str) -> bool:
    return label[:1].isalpha() and not any(c.isdigit() for c in label)


def _singular(written: str, unit: str) -> str:
    """The unit of a document's name in the singular, as written where it is that: "Appendices" is "Appendix"."""
    if written.lower() == unit and written != unit:
        return written
    if written.islower() and written != unit + "s":
        return unit
    return "-".join(part.capitalize() for part in unit.split("-")) if " " not in unit else unit.title()
