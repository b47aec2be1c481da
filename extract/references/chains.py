"""Joining pieces: "paragraph 3 of Schedule 2 to the Water Act 1989" is one phrase with one document and one target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ontology.labels import members as counted
from ontology.model import Target

from .documents import attached
from .lists import CLOSING, Member
from .piece import Piece, Scene

LONGEST_LIST = 60
"""Unit words in one list; what stands behind is read as a list of its own."""
DEEPEST = 8
"""Levels that "of" may tie together."""
_NOTES = r"[¹²³⁴-⁹]{0,3}"
_OF = re.compile(
    rf"{_NOTES}(?:,?\s{{1,2}}|,\s)(?:of|in|set\sout\sin|contained\sin|under)\s(?:the\s(?:Schedule\sto\sthe\s)?)?"
)
_TO = re.compile(rf"{_NOTES}\s{{1,2}}to\s(?:the\s)?")
_ADDED = re.compile(r"\s(?:is|are|be|was|were)\s(?:to\sbe\s)?(?:added|inserted|included)\s(?:to|in|into)\s(?:the\s)?")
_AND = re.compile(
    r"\s{0,2}(?:,\s{0,2})?(?:(?:and|or|nor|and/or|&)\s{1,2})?(?:(?:in|of|to|under|with|by|from|for|either|both)\s)?(?:the\s)?"
)
_BEHIND = re.compile(r"\s{1,2}(?:[-–—]\s)?|\.\s")
_INNER = frozenset({"paragraph", "sub-paragraph", "subparagraph"})
_BEHIND_COMMA = re.compile(r",?\s{1,2}")
_ABBREVIATED = re.compile(r"(?:ss?|arts?|regs?|paras?|cls?|Schs?|Sch|r|rr)\b\.?\s?\d|§")
_HOLDS = re.compile(r"\s(?:of|to|in|into)\s(?:the\s)?$")
_THEREOF = re.compile(r"\s(?:thereof|thereto)\b")
_CODE = re.compile(r"(?<![\w-])(?!THE|AND|FOR)[A-Z]{3,6}\s$")
_PREFIXED = re.compile(r"([A-Z]{1,2})\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """One target of a phrase: the document that it lies in ("" for this one) and its own place in the text."""

    document: str
    target: Target | None
    start: int
    end: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole reference phrase at `start` to `end`, with its entries in reading order and the rule of its first piece."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    rule: str
    relative: bool = False
    place: str = ""


@dataclass(slots=True)
class _Node:
    """A piece with what "of" ties to it: entries, whether a document or a division is named, and the index behind it."""

    start: int
    end: int
    entries: list[Entry]
    piece: Piece
    following: int
    tied: bool = False
    container: str = ""
    document: str = ""
    relative: bool = False


def phrases(scene: Scene, pieces: Sequence[Piece]) -> list[Phrase]:
    """The phrases that `pieces` (sorted, not overlapping) form in the scene's text."""
    found: list[Phrase] = []
    at = 0
    while at < len(pieces):
        nodes = [_node(scene, pieces, at)]
        while len(nodes) < LONGEST_LIST and (following := _listed(scene.text, nodes[-1], pieces)) is not None:
            nodes.append(_node(scene, pieces, following))
        closed = _closed(scene.text, nodes)
        found.extend(_finish(nodes[:closed]))
        for node in nodes[closed:]:
            found.extend(_finish([node]))
        found[-1] = _under_heading(found)
        at = nodes[-1].following
    return found


def _under_heading(found: list[Phrase]) -> Phrase:
    """The last phrase, its "L3.18" in the "SEC Section L" that the text names before it, as it is written there."""
    last = found[-1]
    if last.rule != "letter-prefixed":
        return last
    for phrase in reversed(found[-6:-1]):
        name = phrase.entries[0].document
        if name.endswith(last.entries[0].document):
            return replace(last, entries=tuple(replace(e, document=name) for e in last.entries))
    return last


def _listed(text: str, node: _Node, pieces: Sequence[Piece]) -> int | None:
    """The index of the next piece where it stands in one list with `node`: "section 5 and paragraph 6(b)"."""
    at = node.following
    if at >= len(pieces) or node.piece.sort != "labels" or pieces[at].sort != "labels":
        return None
    gap = text[node.end : pieces[at].start]
    if len(gap) > 24 or not gap.strip() or not _AND.fullmatch(gap):
        return None
    return at


def _closed(text: str, nodes: list[_Node]) -> int:
    """How many of the first `nodes` are one list: one, or as many as end in one that "and" or "or" joins."""
    for last in range(len(nodes) - 1, 0, -1):
        if CLOSING.match(text[nodes[last - 1].end : nodes[last].start]):
            return last + 1
    return 1


def _node(scene: Scene, pieces: Sequence[Piece], at: int, depth: int = 0) -> _Node:
    """The node of the piece at index `at`, with all that stands behind it and that "of" ties to it."""
    piece = pieces[at]
    node = _plain(scene, piece, at + 1)
    _behind(scene, pieces, node)
    if depth < DEEPEST:
        _tie(scene, pieces, node, depth)
    return node


def _plain(scene: Scene, piece: Piece, following: int) -> _Node:
    """The node of one piece alone."""
    node = _Node(piece.start, piece.end, [], piece, following)
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
        documents = [e.document for e in node.entries if e.target is None]
        node.document = documents[-1] if documents and not piece.name else ""
        node.tied = bool(piece.name)
        node.relative = all(e.target is not None and e.target.label.startswith("(") for e in node.entries)
    return node


def _code(scene: Scene, piece: Piece) -> str:
    """The name of the code in front of a document's designation: "SEC " of "SEC Appendix AM"."""
    if piece.unit not in scene.words.documents:
        return ""
    match = _CODE.search(scene.text[max(0, piece.start - 8) : piece.start])
    return match[0] if match else ""


def _entries(scene: Scene, piece: Piece, member: Member) -> list[Entry]:
    """The entries that one label means under its unit: a document, a division, or a provision."""
    unit, start, end = piece.unit, member.start, member.end
    letters = member.label[:1].isalpha() and not any(c.isdigit() for c in member.label)
    word = scene.text[piece.start : piece.members[0].start].strip().removeprefix("this ").removeprefix("This ")
    if unit in scene.words.documents and (unit != "section" or letters):
        labels = counted(member.label, member.through) if member.through else (member.label,)
        title = _singular(" ".join(word.split()), unit)
        return [Entry(f"{title} {label}", None, start, end, member.heading) for label in labels]
    if unit in scene.words.divisions:
        shown = unit.capitalize()
        through = f"{shown} {member.through}" if member.through else ""
        return [Entry(piece.name, Target(f"{shown} {member.label}", unit, through), start, end, member.heading)]
    document = piece.name
    if "section" in scene.words.documents and unit in ("section", "") and not document:
        letter = _PREFIXED.match(member.label)
        document = f"Section {letter[1]}" if letter else ""
    return [Entry(document, Target(member.label, unit, member.through), start, end, member.heading)]


def _singular(written: str, unit: str) -> str:
    """The unit of a document's name in the singular, as written where it is that already: "Appendices" is "Appendix"."""
    if written.lower() == unit and written != unit:
        return written
    if written.islower() and written != unit + "s":
        return unit
    return "-".join(part.capitalize() for part in unit.split("-")) if " " not in unit else unit.title()


def _behind(scene: Scene, pieces: Sequence[Piece], node: _Node) -> None:
    """Tie labels that stand right behind a document's name: "SMETS1 TMAD 3.14E and 3.14F", "S1SR Clause 13"."""
    while node.following < len(pieces) and node.document and not node.relative:
        piece = pieces[node.following]
        gap = scene.text[node.end : piece.start]
        if piece.sort != "labels" or piece.name or piece.rule == "sole-schedule":
            return
        by_title = node.piece.rule in ("numbered-instrument", "statute")
        cited = by_title and _ABBREVIATED.match(scene.text, piece.start) is not None
        if gap == ", " and piece.unit in _INNER and node.piece.unit in scene.words.documents:
            cited = True
        if gap and not (_BEHIND_COMMA if cited else _BEHIND).fullmatch(gap):
            return
        if not cited and (by_title or (gap != " " and piece.unit and not scene.cell)):
            return
        inner = _plain(scene, piece, node.following + 1)
        if inner.start < node.start or (inner.document and node.piece.rule == "unit-label"):
            return
        if inner.document or any(e.document for e in inner.entries):
            if not node.document.isupper():
                return
            node.entries = [replace(e, document=_fronted(node.document, e.document)) for e in inner.entries]
            node.document = node.entries[-1].document if inner.document else ""
        else:
            node.entries = [replace(e, document=node.document) for e in inner.entries]
        node.entries[0] = replace(node.entries[0], start=node.start)
        node.end, node.following, node.tied = inner.end, inner.following, True
        if not inner.document:
            return


def _fronted(code: str, name: str) -> str:
    return name if name.startswith(code + " ") else f"{code} {name}"


def _tie(scene: Scene, pieces: Sequence[Piece], node: _Node, depth: int) -> None:
    """Tie what follows by "of", "in", "to the" to the node, the innermost first."""
    if node.piece.sort not in ("labels", "neighbour", "own") and not node.tied:
        return
    if node.piece.sort == "own" and node.document:
        return
    text = scene.text
    divided = node.piece.unit in scene.words.divisions or node.piece.unit in scene.words.documents
    if not divided and (match := _ADDED.match(text, node.end)) and not any(e.document for e in node.entries):
        name = _named_at(text, pieces, node.following, match.end())
        node.entries = [replace(e, document=name) for e in node.entries]
        node.tied, node.relative = bool(name), node.relative and not name
        return
    for gap in (_OF, _TO) if divided else (_OF,):
        match = gap.match(text, node.end)
        if match is None:
            continue
        index = node.following
        if index < len(pieces) and pieces[index].start <= match.end() <= pieces[index].end and (
            pieces[index].start == match.end() or text[pieces[index].start : match.end()].lower() == "the "
        ):  # fmt: skip
            inner = _node(scene, pieces, index, depth + 1)
            if _composable(scene, node, inner, match[0]):
                _compose(node, inner)
                node.following = inner.following
            return
        if (whole := attached(text, match.end())) and _HOLDS.search(match[0]) and not node.document:
            end, name = whole
            node.entries = [replace(e, document=name) for e in node.entries]
            node.end, node.tied, node.relative = end, True, False
            while node.following < len(pieces) and pieces[node.following].start < end:
                node.following += 1
            return
    if match := _THEREOF.match(text, node.end):
        node.entries = [replace(e, document="thereof") for e in node.entries]
        node.end, node.tied, node.relative = match.end(), True, False


def _named_at(text: str, pieces: Sequence[Piece], index: int, at: int) -> str:
    """The document that is named at offset `at`, where the piece `index` may stand; "" for none."""
    if index < len(pieces) and pieces[index].start <= at < pieces[index].end:
        piece = pieces[index]
        if piece.sort != "labels":
            return piece.name
        return f"{piece.unit.capitalize()} {piece.members[0].label}"
    whole = attached(text, at)
    return whole[1] if whole else ""


def _composable(scene: Scene, node: _Node, inner: _Node, gap: str) -> bool:
    """Whether the piece behind "of" holds the node: what stands behind "in" must be larger than what stands before."""
    if any(e.document for e in node.entries) and inner.piece.sort == "labels" and not inner.document and not inner.tied:
        return False
    if " in " in gap or " under " in gap:
        if " under " in gap and inner.piece.sort != "document":
            return False
        return bool(inner.document) or inner.piece.unit in scene.words.divisions
    return True


def _compose(node: _Node, inner: _Node) -> None:
    """Put the node's targets into what the inner node names: its document, its division or its provision."""
    out: list[Entry] = []
    for entry in node.entries:
        if entry.target is None and _is_code(inner):
            out.append(entry)
            continue
        for holder in inner.entries:
            for target in _within(entry, holder):
                out.append(Entry(holder.document, target, entry.start, entry.end, entry.heading))
    node.entries = out
    node.end = inner.end
    node.tied = True
    node.document = out[-1].document if out[-1].target is None else ""
    if inner.piece.sort == "own":
        node.relative = not inner.document and all(e.target is None or e.target.label.startswith("(") for e in out)
    elif any(e.document for e in inner.entries):
        node.relative = False
    else:
        node.relative = all(e.target is not None and e.target.label.startswith("(") for e in out)


def _is_code(node: _Node) -> bool:
    """Whether a node names a whole code, whose sections and appendices are documents: "this Code", "the SEC"."""
    return node.piece.sort in ("document", "own") and (
        node.document.endswith("Code") or node.document in ("SEC", "the SEC")
    )


def _within(entry: Entry, holder: Entry) -> list[Target]:
    """The target of `entry` read inside `holder`; a range inside a division is spelled out."""
    target = entry.target or Target(entry.document, entry.document.split(" ")[0].lower())
    outer = holder.target.label if holder.target is not None else ""
    if not outer or outer in ("-1", "+1"):
        return [target]
    if target.label.startswith("(") and not target.label.startswith("(-"):
        through = outer + target.through if target.through else ""
        return [Target(outer + target.label, target.unit, through)]
    labels = counted(target.label, target.through) if target.through else (target.label,)
    return [Target(f"{outer} {label}", target.unit) for label in labels]


def _finish(nodes: list[_Node]) -> list[Phrase]:
    """The phrases of one list; a document or provision named at its end holds for those before it that name none."""
    last = nodes[-1]
    holder = last.entries[-1].document if last.tied and last.piece.sort == "labels" else ""
    for node in nodes[:-1]:
        if holder and not node.tied and not any(e.document for e in node.entries) and not node.relative:
            node.entries = [replace(e, document=holder) for e in node.entries]
            node.tied = True
    out: list[Phrase] = []
    for node in nodes:
        documents = {e.document for e in node.entries}
        if (
            out
            and len(documents) == 1
            and not node.relative
            and {e.document for e in out[-1].entries} == documents != {""}
        ):
            if all(e.target is not None for e in (*node.entries, *out[-1].entries)):
                out[-1] = replace(out[-1], end=node.end, entries=(*out[-1].entries, *node.entries))
                continue
        out.append(Phrase(node.start, node.end, tuple(node.entries), node.piece.rule, node.relative))
    return out
