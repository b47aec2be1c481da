"""What goes out again of what the rules found: what stands in the items of a definition, or speaks of all terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.model import BlanketImport, Provision

from .blanket import find_blanket
from .rule import Found
from .tree import Tree

_OF_TERMS = re.compile(r"\b(?:terms?|words?|expressions?|definitions?|phrases?)\b", re.IGNORECASE)


def drop_items(found: dict[str, tuple[Found, ...]], tree: Tree) -> None:
    """Takes out what looks like a definition in the items of one whose verbs stand in its items."""
    for path in [path for path, hits in found.items() if any(one.rule == "verb-below" for one in hits)]:
        for child in tree.descendants(path):
            if child.path in found:
                found[child.path] = tuple(one for one in found[child.path] if one.rule != "unquoted-term")


def of_all_terms(one: Provision, found: dict[str, tuple[Found, ...]]) -> Iterator[BlanketImport]:
    """The sentences that take all terms from elsewhere; what looks like a definition of "terms" in them goes out."""
    for blanket in find_blanket(one.text, one.path):
        inside = [hit for hit in found.get(one.path, ()) if blanket.span.holds(hit.hit.terms[0])]
        bare = [hit for hit in inside if hit.rule in ("unquoted-term", "called-a-term", "emphasised-term")]
        if any(not _OF_TERMS.search(term.of(one.text)) for hit in bare for term in hit.hit.terms):
            continue
        found[one.path] = tuple(hit for hit in found.get(one.path, ()) if hit not in bare)
        yield blanket
