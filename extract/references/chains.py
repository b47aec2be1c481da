"""Joining pieces: "paragraph 3 of Schedule 2 to the Water Act 1989" is one phrase with one document and one target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ontology.labels import normal, parts
from ontology.model import Target
from ontology.record import replace

from .inside import within
from .lists import CLOSING
from .nodes import Entry, Node
from .phrase import Named, Phrase, of_it
from .piece import Piece, Scene
from .ties import node_at
from .within_name import stands_by_itself

BOTH = 2
"""Labels of a pair of clauses."""
THREE = 3
"""Phrases: a name, another name in brackets, and labels."""
LONGEST_LIST = 60
"""Unit words in one list; what stands behind is read as a list of its own."""
_LEVEL = re.compile(r"\((\w)[\w.]*\)")
_WHOLE = frozenset(("section", "regulation", "article", "rule"))
HOLDER = 80
"""Characters behind a label in which "of section 54" may say where it lies."""
_DIVIDED = re.compile(r"(?:Schedule|Annex|Appendix|Part|Chapter|Division|Title)\b")
_LEFT_OPEN = re.compile(r"^\s(?:of|to|in|under|by)")
_OF_THAT = re.compile(
    r"\s(?:of|in)\s(?:that|the\ssaid)\s(?P<unit>condition|section|subsection|paragraph|sub-paragraph|regulation|article|rule|clause)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\s(?:of|to|in|under|by),?\s(?:and|or)\s|\s(?:of|to|in|under|by),\s(?!the\s)")
_AND = re.compile(
    r"(?:\s(?:of|to|in|under|by)(?=,|\s(?:and|or)\s))?\s{0,2}(?:,\s{0,2})?(?:(?:and|or|nor|and/or|&)\s{1,2})?(?:(?:in|of|to|under|with|by|from|for|either|both)\s)?(?:the\s)?"
)


_PREPOSED = re.compile(r",?\s(?:and|or)\s(?:in|under|by|to|with)\s(?:the\s)?")
"""Where the preposition comes again, another phrase may begin: "under regulation 3(1), or under paragraph 6 of …"."""
_VARIES = re.compile(
    r"\s(?:(?:shall|is\sto|are\sto|do|does|will)\s)?(?:have|has|appl(?:y|ies)|be)\b[^.;]{0,90}?\bas\s(?:if|though)\s(?:(?:in|for|after)\s)?"
    r"(?:the\swords?\s[^.;]{1,60}?\sin\s)?(?:the\s)?"
)
"""Between what is varied and a part of it: "shall have effect as if"."""
_INNER = re.compile(r"sub-?(?:section|paragraph)|paragraph|item|point")
_EXCEPT = re.compile(r",\s(?:other\sthan|except(?:\sfor)?|excluding|but\snot)\s(?:the\s)?")
"""Before an exception that ends in a comma: "Part II, other than section 15, of the Act"."""
_ALIAS = re.compile(r"\),?\s")


def phrases(scene: Scene, pieces: Sequence[Piece], over: Sequence[Named] = ()) -> list[Phrase]:
    """The phrases that `pieces` (sorted, not overlapping) form in the scene's text.

    `over` is what the text names that leads to this one: "that section" may be one of it.
    """
    found: list[Phrase] = []
    at = 0
    while at < len(pieces):
        nodes = _list_at(scene, pieces, at, over, found[-8:])
        closed, fresh = _closed(scene.text, nodes), len(found)
        found += _finish(scene, nodes[:closed])
        found += map(_phrase, nodes[closed:])
        found[-1] = _behind_alias(scene.text, _under_heading(found), found)
        for n in range(fresh, len(found)):
            if any(e.document == "thereof" for e in found[n].entries):
                found[n] = of_it(found[n], [*over, *((scene.text, one.entries) for one in found[max(0, n - 8) : n])])
        at = nodes[-1].following
    return [*(one for one, following in pairwise(found) if not _begins(one, following)), *found[-1:]]


def _list_at(
    scene: Scene, pieces: Sequence[Piece], at: int, over: Sequence[Named], found: Sequence[Phrase]
) -> list[Node]:
    """The nodes of the list that begins with the piece at index `at`; `found` are the last phrases before it."""
    text = scene.text
    nodes: list[Node] = []
    following: int | None = at
    while following is not None and len(nodes) < LONGEST_LIST:
        if nodes:
            nodes[-1].open = _OPEN.match(text, nodes[-1].end) is not None
        node = node_at(scene, pieces, following)
        if (that := _OF_THAT.match(text, node.end)) is not None:
            before: list[Phrase | Node] = [*found, *nodes]
            _put_in_that(node, that, [*over, *((text, one.entries) for one in before)])
        if not nodes:
            _put_in_varied(text, node, found)
        nodes.append(node)
        following = _listed(text, node, pieces)
    return nodes


def _begins(one: Phrase, following: Phrase) -> bool:
    """Whether a phrase is the name of a document with which the next one begins: that of "Core Terms clause 3"."""
    return following.start <= one.start and one.end <= following.end


def _put_in_that(node: Node, match: re.Match[str], before: Sequence[Named]) -> None:
    """Put a node into what "of that section" behind it means: the section that the entries before it named last.

    A numbered paragraph of "that condition" is none of this document where nothing before it says which one.
    """
    unit = match["unit"].lower()
    bare = all(e.target is not None and e.target.label.startswith("(") for e in node.entries)
    if not bare and (unit != "condition" or any(e.document or e.target is None for e in node.entries)):
        return
    for said, entries in reversed(before):
        named = [(e, t) for e in entries if e.target is not None and (t := _named_by(said, e, e.target, unit))]
        if named:
            holder, target = named[-1]
            node.entries = [
                replace(e, document=holder.document, target=t)
                for e in node.entries
                for t in within(e, replace(holder, target=_cut_back(target, e)))
            ]
            node.end, node.tied, node.relative = match.end(), True, target.label.startswith("(")
            return
    if not bare:
        node.entries = [replace(e, document="that condition") for e in node.entries]
        node.end, node.tied, node.relative = match.end(), True, False


def _put_in_varied(text: str, node: Node, found: Sequence[Phrase]) -> None:
    """Put a node into what is varied: "Condition D5 shall have effect as if paragraph 2 were omitted" is about D5."""
    varied = found[-1].entries[0] if found and len(found[-1].entries) == 1 else None
    if varied is None or varied.target is None or not varied.target.label or varied.target.label[0] in "+-(":
        return
    if node.tied or any(e.document or e.target is None or not _INNER.match(e.target.unit) for e in node.entries):
        return
    if "." in text[node.start : node.end] or not _VARIES.fullmatch(text, found[-1].end, node.start):
        return
    node.entries = [replace(e, document=varied.document, target=t) for e in node.entries for t in within(e, varied)]
    node.tied, node.relative = True, False


def _cut_back(holder: Target, entry: Entry) -> Target:
    """The target that holds an entry in brackets, without the level that this takes: (2) of "section 5(1)" is 5(2)."""
    inner = entry.target.label if entry.target is not None else ""
    levels = list(_LEVEL.finditer(holder.label))
    for level in levels:
        if level[1].isdigit() == inner[1:2].isdigit() and (inner[1:2].isdigit() or holder.unit in _WHOLE):
            return replace(holder, label=holder.label[: level.start()])
    return holder


def _named_by(text: str, entry: Entry, target: Target, unit: str) -> Target | None:
    """The provision of a unit that an entry names: itself, or what it lies in: "subsection (1) of section 54"."""
    if target.unit == unit and target.label:
        return replace(target, through="")
    head = parts(target.label)[:1]
    if not head or head[0].startswith("(") or _DIVIDED.match(target.label):
        return None
    said = re.search(
        rf"\b{unit}s?\s{re.escape(head[0])}(?![\w.])", text[entry.start : entry.end + HOLDER], re.IGNORECASE
    )
    return Target(head[0], unit) if said else None


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


def _listed(text: str, node: Node, pieces: Sequence[Piece]) -> int | None:
    """The index of the next piece where it stands in one list with `node`: "section 5 and paragraph 6(b)"."""
    at = node.following
    if at >= len(pieces) or node.piece.sort != "labels" or pieces[at].sort != "labels":
        return None
    gap = text[node.end : pieces[at].start]
    if len(gap) > 24 or not gap.strip() or not (_AND.fullmatch(gap) or _EXCEPT.fullmatch(gap)):
        return None
    return at


def _behind_alias(text: str, last: Phrase, found: list[Phrase]) -> Phrase:
    """The last phrase, its labels in the document that two names mean: "the TMAD (Appendix AL), clause 3"."""
    if len(found) < THREE or last.relative or any(e.document or e.target is None for e in last.entries):
        return last
    name, alias = found[-3], found[-2]
    whole = all(len(one.entries) == 1 and one.entries[0].target is None for one in (name, alias))
    if not whole or text[name.end : alias.start] != " (" or not _ALIAS.fullmatch(text[alias.end : last.start]):
        return last
    if stands_by_itself(text, last.end):
        return last
    return replace(last, entries=tuple(replace(e, document=name.entries[0].document) for e in last.entries))


def _closed(text: str, nodes: list[Node]) -> int:
    """How many of the first `nodes` are one list: one, or as many as end in one that "and" or "or" joins."""
    for last in range(len(nodes) - 1, 0, -1):
        gap = text[nodes[last - 1].end : nodes[last].start]
        end = nodes[last].entries[-1].end
        if _EXCEPT.fullmatch(gap) and nodes[last].tied and text[end : end + 1] == ",":
            return last + 1
        if CLOSING.match(_LEFT_OPEN.sub("", gap) if nodes[last - 1].open else gap):
            return last + 1
    return 1


def _stands_alone(scene: Scene, nodes: list[Node], node: Node, bare: int) -> bool:
    """Whether a member of a list says where it is itself: "this clause 4 and …", "clause 2, and clause 1 of …".

    So does the first clause of a pair that the own document has, where only the other is said to lie in an appendix.
    `bare` is how many members before the last name no document.
    """
    if scene.text[node.start : node.start + 4].lower() == "this":
        return True
    other = nodes[-1]
    if node.piece.unit != other.piece.unit and _PREPOSED.fullmatch(scene.text[node.end : other.start]):
        return all(e.target is not None and normal(e.target.label) in scene.labels for e in node.entries)
    pair = bare == 1 and node.piece.unit == other.piece.unit and not node.open
    return pair and ("," in scene.text[node.end : other.start] or _is_own_beside(scene, node, other))


def _share_sheet(nodes: list[Node]) -> None:
    """Put a member of a list into the schedule that the one before it stands behind: "Schedule 1 Part A and Part B"."""
    for before, node in pairwise(nodes):
        holder = before.inside
        bare = not node.tied and node.inside is None and not any(e.document for e in node.entries)
        if holder is None or not bare or node.piece.unit != before.lower:
            continue
        node.entries = [replace(e, document=holder.document, target=t) for e in node.entries for t in within(e, holder)]
        node.inside, node.lower, node.relative = holder, before.lower, before.relative
        node.tied = node.front = True


def _beside_statute(scene: Scene, nodes: list[Node], node: Node, last: Node, bare: int) -> bool:
    """Whether "subsection (1) of section 4" lies where the "section 5 of the Police Act 1996" beside it does."""
    if node is last or any(e.document for e in node.entries) or node.under != last.piece.unit:
        return False
    apart = bare == 1 and "," in scene.text[node.end : nodes[-1].start]
    named = last.tied and bool(last.entries[-1].document) and not last.front and not apart
    return named and not _stands_alone(scene, nodes, node, bare)


def _is_own_beside(scene: Scene, node: Node, other: Node) -> bool:
    """Whether "clause 2.1" is one here, beside a "clause 1.1 of Appendix One": each has its word, in the singular."""
    if not _DIVIDED.match(other.entries[-1].document) or len(node.entries) + len(other.entries) > BOTH:
        return False
    label = node.entries[0].target.label if node.entries[0].target is not None else ""
    return normal(label) in scene.labels


def _finish(scene: Scene, nodes: list[Node]) -> list[Phrase]:
    """The phrases of one list; a document or provision named at its end holds for those before it that name none."""
    if len(nodes) == 1:
        return [_phrase(nodes[0])]
    last = nodes[-1]
    left_open = any(node.open for node in nodes)
    bare = sum(not any(e.document for e in node.entries) for node in nodes[:-1])
    _share_sheet(nodes)
    for node in reversed(nodes):
        if node.held == "labels" and not node.relative and _beside_statute(scene, nodes, node, last, bare):
            node.entries = [replace(e, document=last.entries[-1].document) for e in node.entries]
            continue
        if node.tied and node.piece.sort == "labels" and not (left_open and not any(e.document for e in node.entries)):
            last = node
            continue
        shares = last.tied and last.piece.sort == "labels" and not last.piece.name and not last.front
        holder = last.entries[-1].document if shares and not _stands_alone(scene, nodes, node, bare) else ""
        if holder == "thereof" and bare:
            continue
        if node is last or (last.held == "labels" and node.piece.unit != last.piece.unit and not left_open):
            continue
        if holder and not any(e.document for e in node.entries) and not node.relative:
            node.entries = [replace(e, document=holder) for e in node.entries]
    out: list[Phrase] = []
    for node in nodes:
        documents = {e.document for e in node.entries}
        if (
            out
            and len(documents) == 1
            and not node.relative
            and {e.document for e in out[-1].entries} == documents != {""}
        ) and all(e.target is not None for e in (*node.entries, *out[-1].entries)):
            out[-1] = replace(out[-1], end=node.end, entries=(*out[-1].entries, *node.entries))
            continue
        out.append(_phrase(node))
    return out


def _phrase(node: Node) -> Phrase:
    """The phrase that a node is by itself."""
    return Phrase(node.start, node.end, tuple(node.entries), node.piece.rule, node.relative)
