"""Tying pieces together: labels behind a document's name, and what "of", "in" and "to" put inside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.record import replace

from .asides import over_aside
from .documents import attached
from .inside import held_by, within
from .lists import follows
from .lower_case import tie_lower_case
from .nodes import Entry, Node, plain
from .ordinals import ORDINAL
from .piece import Piece, Scene
from .trailing import descend, take_behind
from .within_name import SHEETS

DEEPEST = 8
"""Levels that "of" may tie together."""
_BETWEEN = (
    " to ", " through ", " – ", " - ", " up to ", " to and including ", " up to and including ",
    " through and including ",
)  # fmt: skip
"""Between two unit words that are one range: "section 18 to section 24"."""
_CLOSED = frozenset(("", *".;:)]—”"))
"""With one of these behind it nothing is tied to a node."""
_NOTES = r"[¹²³⁴-⁹]{0,3}"
_COMMA = r"(?:,(?=\s(?:the|that|those|this|these)\s|\s[A-Z]))?"
_OF = re.compile(
    rf"{_NOTES}(?:,?\s(?:in\s)?[Cc]olumns?\s[\dIVX]{{1,4}}(?:\s(?:and|or|to)\s[\dIVX]{{1,4}})?)?(?:,\s(?:the\s)?{ORDINAL}\s(?:sub-?paragraph|sentence|indent))?(?:,?\s{{1,2}}|,\s)(?:of{_COMMA}|in|set\sout\sin|contained\sin|under)\s(?:the\s(?:Schedule\sto\sthe\s|(?:relevant|applicable)\s)?)?"
    rf"(?:{ORDINAL}\s(?:sub-?paragraph|paragraph|sentence|indent)\sof\s(?:the\s)?)?"
)
_TO = re.compile(rf"{_NOTES}\s{{1,2}}to{_COMMA}\s(?:the\s(?:(?:relevant|applicable)\s)?)?")
_ADDED = re.compile(r"\s(?:is|are|be|was|were)\s(?:to\sbe\s)?(?:added|inserted|included)\s(?:to|in|into)\s(?:the\s)?")
_INITIALS = re.compile(
    r"\s(?:of\sthe\s)?(?P<name>TFEU|TEU|(?:(?:UK|EU|GB)\s)?(?!THE|AND|FOR)[A-Z]{3,6})(?![\w-]|\s[A-Z])"
)
_GOES_ON = re.compile(r"\s?[-–]?[A-Z\d]|,?\s(?:[Cc]lause|[Ss]ection|[Pp]aragraph)s?\s[\dA-Z]")
"""Behind a name that labels of its own, or a longer name, follow."""
_OF_A_YEAR = re.compile(r"\bAct (?:1[6-9]|20)\d\d$")
_TITLE_OF_CODE = re.compile(r",\s(?:of\sthe\s)?United\sStates\sCode\b|\sof\sthe\sUnited\sStates\sCode\b")
_IN_TITLE = re.compile(r"Title (\d{1,2})\s?")
_HOLDS = re.compile(r"\s(?:of,?|to,?|in|into)\s(?:the\s(?:(?:relevant|applicable)\s)?)?$")
_THEREOF = re.compile(r"\s(?:thereof|thereto|of\swhich)\b")


def node_at(scene: Scene, pieces: Sequence[Piece], at: int, depth: int = 0, *, part: bool = False) -> Node:
    """The node of the piece at index `at`, with all that stands behind it and that "of" ties to it.

    Of one that a `part` lies in, what stands behind is left to the part: "Part B of Schedule 4, paragraph 2".
    """
    piece = pieces[at]
    node = plain(scene, piece, at + 1)
    _span(scene, pieces, node)
    if not part:
        take_behind(scene, pieces, node)
        descend(scene, pieces, node)
    if depth < DEEPEST and scene.text[node.end : node.end + 1] not in _CLOSED:
        place = node.end, node.following
        excepted = over_aside(scene, pieces, node)
        node.entries += excepted
        _tie(scene, pieces, node, depth)
        if excepted and not node.tied:
            node.entries = node.entries[: -len(excepted)]
            node.end, node.following = place
    return node


def _span(scene: Scene, pieces: Sequence[Piece], node: Node) -> None:
    """Join "section 18 to section 24" to one range."""
    if node.following >= len(pieces):
        return
    piece, last = node.piece, pieces[node.following]
    one = (
        piece.sort == last.sort == "labels" and piece.unit == last.unit and len(piece.members) == len(last.members) == 1
    )
    if not one or scene.text[piece.end : last.start] not in _BETWEEN:
        return
    if follows(piece.members[0].label, last.members[0].label) and not piece.members[0].through:
        whole = replace(piece.members[0], through=last.members[0].label, end=last.end)
        joined = replace(piece, end=last.end, members=(whole,))
        again = plain(scene, joined, node.following + 1)
        node.entries, node.end, node.following, node.piece = again.entries, again.end, again.following, joined


def _tie(scene: Scene, pieces: Sequence[Piece], node: Node, depth: int) -> None:
    """Tie what follows by "of", "in", "to the" to the node, the innermost first."""
    if node.piece.sort not in ("labels", "neighbour", "own") and not node.tied:
        return
    if (node.piece.sort == "own" and node.document) or (node.front and _through(scene, pieces, node, depth)):
        return
    text = scene.text
    divided = node.piece.unit in scene.words.divisions or bool(node.document)
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
            _put_in(scene, pieces, node, match[0], depth)
            return
        if (whole := attached(text, match.end())) and _HOLDS.search(match[0]):
            end, name = whole
            if index < len(pieces) and pieces[index].start < end and _designated(scene, pieces[index]):
                _take_designated(scene, pieces, node, match.end())
                return
            held = Entry(name, None, match.end(), end)
            node.entries = [e if e.document and _code(name) else held_by(e, held) for e in node.entries]
            node.end, node.tied, node.relative, node.document = end, True, False, ""
            while node.following < len(pieces) and pieces[node.following].start < end:
                node.following += 1
            return
    if not (tie_lower_case(text, node) or _tie_name(scene, pieces, node)):
        _tie_initials(text, pieces, node)


def _through(scene: Scene, pieces: Sequence[Piece], node: Node, depth: int) -> bool:
    """Join a range whose ends both have the document's name: "SYSC 4.2.1R to SYSC 4.2.2R"; whether it is one."""
    piece = pieces[node.following] if node.following < len(pieces) else None
    first = node.entries[-1]
    if piece is None or piece.sort != "document" or piece.name != first.document or first.target is None:
        return False
    if scene.text[node.end : piece.start] not in _BETWEEN or first.target.through:
        return False
    last = node_at(scene, pieces, node.following, depth + 1)
    target = last.entries[0].target
    if target is None or not follows(first.target.label, target.label):
        return False
    whole = replace(first, target=replace(first.target, through=target.label), end=last.entries[0].end)
    node.entries = [*node.entries[:-1], whole, *last.entries[1:]]
    node.end, node.following = last.end, last.following
    return True


def _put_in(scene: Scene, pieces: Sequence[Piece], node: Node, gap: str, depth: int) -> None:
    """Put the node into what follows it behind `gap`, where that can hold it."""
    part = node.piece.unit == "part" and _is_sheet(pieces[node.following])
    inner = node_at(scene, pieces, node.following, depth + 1, part=part)
    if _composable(scene, node, inner, gap):
        _compose(node, inner)
        node.following = inner.following
        if part:
            descend(scene, pieces, node)


def _tie_name(scene: Scene, pieces: Sequence[Piece], node: Node) -> bool:
    """Tie the name of a document right behind the labels: "clause 10.3 Core Terms"; whether there is one.

    It is known, or that of an act with its year: "section 44 Companies Act 2006".
    """
    piece = pieces[node.following] if node.following < len(pieces) else None
    known = piece is not None and (piece.rule == "named-document" or _OF_A_YEAR.search(piece.name) is not None)
    if piece is None or not known or piece.sort != "document" or node.piece.rule != "unit-label":
        return False
    if node.piece.unit not in scene.words.profile.provision_units or any(e.document for e in node.entries):
        return False
    if scene.text[node.end : piece.start].strip(" \u00a0") or _GOES_ON.match(scene.text, piece.end):
        return False
    node.entries = [replace(e, document=piece.name) for e in node.entries]
    node.end, node.tied, node.relative, node.following = piece.end, True, False, node.following + 1
    return True


def _tie_initials(text: str, pieces: Sequence[Piece], node: Node) -> None:
    """Tie a treaty's initials, or "thereof", right behind the labels: "Articles 290 and 291 TFEU".

    So is the whole of a code behind one of its titles: "section 5318(h) of title 31, United States Code".
    """
    if (code := _TITLE_OF_CODE.match(text, node.end)) and (of := _IN_TITLE.match(_label(node))):
        node.entries = [
            replace(e, document=f"{of[1]} U.S.C.", target=replace(e.target, label=e.target.label.removeprefix(of[0])))
            for e in node.entries
            if e.target is not None
        ]
        node.end, node.tied, node.relative = code.end(), True, False
        while node.following < len(pieces) and pieces[node.following].start < node.end:
            node.following += 1
        return
    name, match = "thereof", _THEREOF.match(text, node.end)
    if match is None and node.piece.unit == "article" and not text[node.piece.start : node.piece.start + 7].isupper():
        match = _INITIALS.match(text, node.end)
        name = match["name"] if match is not None else ""
    if match is not None:
        node.entries = [_named(e, name) for e in node.entries]
        node.end, node.tied, node.relative = match.end(), True, False


def _named(entry: Entry, name: str) -> Entry:
    """An entry in the document of a `name`: a whole annex as a part of it, a section with its letter as it is."""
    if entry.document and (name != "thereof" or entry.target is not None):
        return entry
    return held_by(entry, Entry(name, None, entry.start, entry.end))


def _label(node: Node) -> str:
    target = node.entries[0].target
    return target.label if target is not None else ""


def _is_sheet(piece: Piece) -> bool:
    """Whether a piece is one schedule, annex or appendix."""
    return piece.sort == "labels" and piece.unit.rsplit(" ", 1)[-1] in SHEETS and len(piece.members) == 1


def _designated(scene: Scene, piece: Piece) -> bool:
    """Whether a piece is a document's designation, before which words of its name may stand: "Award Schedule 4"."""
    return piece.sort == "labels" and (piece.unit in scene.words.documents or piece.unit in scene.words.divisions)


def _take_designated(scene: Scene, pieces: Sequence[Piece], node: Node, at: int) -> None:
    """Tie a designation with words in front of it, from `at`: "paragraph 5.6 of Award Schedule 4a"."""
    piece = pieces[node.following]
    inner = plain(scene, piece, node.following + 1)
    front = scene.text[at : piece.start]
    first = inner.entries[0]
    shown = first.document or (first.target.label if first.target is not None else "")
    inner.entries = [replace(first, document=front + shown, target=None)]
    _compose(node, inner)
    node.following = inner.following


def _named_at(text: str, pieces: Sequence[Piece], index: int, at: int) -> str:
    """The document that is named at offset `at`, where the piece `index` may stand; "" for none."""
    if index < len(pieces) and pieces[index].start <= at < pieces[index].end:
        piece = pieces[index]
        if piece.sort != "labels":
            return piece.name
        return f"{piece.unit.capitalize()} {piece.members[0].label}"
    whole = attached(text, at)
    return whole[1] if whole else ""


def _composable(scene: Scene, node: Node, inner: Node, gap: str) -> bool:
    """Whether the piece behind "of" holds the node: what stands behind "in" must be larger than what stands before."""
    annexed = node.piece.unit in SHEETS and inner.piece.unit in ("part", "condition")
    named = any(e.document for e in node.entries) and not annexed
    if named and inner.piece.sort == "labels" and not inner.document and not inner.tied:
        return False
    if "sentence" in gap and node.piece.unit == inner.piece.unit and not node.relative:
        return False
    if " in " in gap or " under " in gap:
        if " under " in gap and inner.piece.sort != "document":
            return False
        return bool(inner.document) or inner.piece.unit in scene.words.divisions
    return True


def _compose(node: Node, inner: Node) -> None:
    """Put the node's targets into what the inner node names: its document, its division or its provision."""
    out: list[Entry] = []
    for entry in node.entries:
        if entry.document and _is_code(inner):
            out.append(entry)
            continue
        for holder in inner.entries:
            for target in within(entry, holder):
                out.append(Entry(holder.document, target, entry.start, entry.end, entry.heading))
    node.entries = out
    node.end = inner.end
    node.tied = True
    node.held = inner.held or inner.piece.sort
    node.under = inner.under or (inner.piece.unit if inner.piece.sort == "labels" else "")
    node.document = out[-1].document if out[-1].target is None else ""
    if inner.piece.sort == "own":
        node.relative = not inner.document and all(e.target is None or e.target.label.startswith("(") for e in out)
    elif any(e.document for e in inner.entries):
        node.relative = False
    else:
        node.relative = all(e.target is not None and e.target.label.startswith("(") for e in out)


def _is_code(node: Node) -> bool:
    """Whether a node names a whole code, whose sections and appendices are documents of their own."""
    return node.piece.sort in ("document", "own") and _code(node.document)


def _code(name: str) -> bool:
    """Whether a name is a whole code's: "this Code", "the SEC"."""
    return name.endswith("Code") or name.removeprefix("the ") == "SEC"
