"""D17: the meaning of a term in full, over items and the closing line after them."""

from __future__ import annotations

import re
from collections.abc import Collection

from ontology.model import Provision

from .tree import Tree

_TAIL = re.compile(r"(?:[\s;,]|(?:\b(?:and|or)\s*$))+$")
_CLOSING = re.compile(
    r"(?:in\s+(?:each|any|either)|but|and|or|provided|where|which|that|whether|as|unless|except|excluding|including|save|if|with)\b",
    re.I,
)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of a body without blanks in front and without ";", "and" and blanks behind."""
    while start < end and (text[start].isspace() or text[start] in ",:—–"):
        start += 1
    tail = _TAIL.search(text, start, end)
    if tail and tail.end() == end:
        end = max(start, tail.start())
    return start, end


def runs_on(text: str) -> bool:
    """Whether a body has not come to its end: it stops at a colon, a dash, a comma or a word."""
    last = text.rstrip().rstrip("”\"’'")
    return not last or last[-1] not in ".;!?" or last.endswith("...")


def continued(one: Provision, tree: Tree, starts: Collection[str]) -> tuple[str, ...]:
    """The paths that a body at the end of `one` runs over: its descendants, else the items after it; closing lines.

    `starts` are the paths of provisions that define a term themselves: the body ends before them.
    """
    below = list(tree.descendants(one.path))
    found: list[str] = []
    for child in below:
        if child.path in starts or child.kind == "heading":
            return tuple(found)
        found.append(child.path)
    open_line = runs_on(one.text)
    if not below and not open_line:
        return ()
    for sibling in tree.siblings_after(one.path):
        if (
            sibling.path in starts
            or sibling.kind in ("heading", "note")
            or not _goes_on(sibling, one, bool(found), open_line)
        ):
            break
        found.append(sibling.path)
        for child in tree.descendants(sibling.path):
            if child.path in starts:
                return tuple(found)
            found.append(child.path)
    return tuple(found)


def _goes_on(sibling: Provision, one: Provision, begun: bool, open_line: bool) -> bool:
    """Whether a sibling is an item of the body, or a closing line behind its items."""
    text = sibling.text.strip()
    if one.kind == "row" or sibling.kind == "row":
        return False
    if sibling.number:
        return open_line and sibling.number.startswith("(") and not one.number.startswith("(")
    return begun and bool(text) and (text[0].islower() or _CLOSING.match(text) is not None)
