"""What goes out again of what the rules found: what stands in the items of a definition, or speaks of all terms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from ontology.model import BlanketImport, Definition, Provision
from ontology.record import replace

from .blanket import find_blanket
from .rule import Found
from .tree import Tree

_OF_TERMS = re.compile(r"\b(?:terms?|words?|expressions?|definitions?|phrases?)\b", re.IGNORECASE)


_CALLED = re.compile(r"\b(?:term|expression|word)s?\s$", re.IGNORECASE)

_BEHIND = 30
"""The provisions behind a sentence among which the terms that it announces are looked for."""

_MARKED_TERMS = 3
"""So many terms set off make it a habit of the document."""


def drop_items(found: dict[str, tuple[Found, ...]], tree: Tree) -> None:
    """Takes out what looks like a definition in the items of one whose verbs stand in its items, or whose items are
    all its meaning: "country of origin means / (a) for an animal, the country in which … and otherwise means …".
    """
    for path in [path for path, hits in found.items() if any(_is_led_in(one) for one in hits)]:
        for child in tree.descendants(path):
            if child.path in found:
                found[child.path] = tuple(one for one in found[child.path] if one.rule != "unquoted-term")


def drop_announced(found: dict[str, tuple[Found, ...]], tree: Tree) -> None:
    """Takes out terms that a sentence only announces and the items behind it define: "A" and "B" mean: "A": a boat."""
    for path, hits in found.items():
        if not any(one.hit.body.start == one.hit.body.end and one.hit.kind == "means" for one in hits):
            continue
        behind = [*islice(tree.descendants(path), _BEHIND), *tree.siblings_after(path)[:_BEHIND]]
        named = {
            term.of(at.text).casefold() for at in behind for one in found.get(at.path, ()) for term in one.hit.terms
        }
        text = tree.by_path[path].text
        found[path] = tuple(one for one in hits if not _is_announced(one, text, named))


def _is_announced(one: Found, text: str, named: Collection[str]) -> bool:
    empty = one.hit.body.start == one.hit.body.end and one.hit.kind == "means"
    return empty and all(term.of(text).casefold() in named for term in one.hit.terms)


def _is_led_in(one: Found) -> bool:
    hit = one.hit
    return one.rule == "verb-below" or (hit.kind == "means" and hit.open and hit.body.start == hit.body.end)


def drop_unmarked(found: dict[str, tuple[Found, ...]], texts: Mapping[str, str], listed: Collection[str]) -> None:
    """Takes out "includes" behind plain words of a document that sets its terms off, outside its lists (`listed`).

    "For the purposes of this section, providing information includes …" defines nothing where every term is in italics.
    """
    marked = sum(one.rule == "emphasised-term" for hits in found.values() for one in hits)
    if marked < _MARKED_TERMS:
        return
    for path, hits in found.items():
        if path not in listed:
            found[path] = tuple(one for one in hits if not _widens_plainly(one, texts[path]))


def _widens_plainly(one: Found, text: str) -> bool:
    term = one.hit.terms[0]
    if one.rule != "unquoted-term" or _CALLED.search(text, max(0, term.start - 14), term.start):
        return False
    return one.hit.kind in ("includes", "excludes") and term.of(text) == term.of(text).lower()


def as_first_written(definitions: list[Definition]) -> list[Definition]:
    """What only widens or narrows a term that was defined with a capital at the start of its line is of that term.

    "Advertisement means a message …", and later "The term advertisement includes …": one term, written in two ways.
    """
    first: dict[str, str] = {}
    out: list[Definition] = []
    for one in definitions:
        same = first.get(one.term) if one.kind in ("includes", "excludes") else None
        out.append(replace(one, term=same, variants=(*one.variants, one.term)) if same else one)
        if one.kind in ("means", "import") and one.scope.kind != "provision" and one.term[:1].isupper():
            first.setdefault(one.term[:1].lower() + one.term[1:], one.term)
    return out


def of_all_terms(one: Provision, found: dict[str, tuple[Found, ...]]) -> Iterator[BlanketImport]:
    """The sentences that take all terms from elsewhere; what looks like a definition of "terms" in them goes out."""
    for blanket in find_blanket(one.text, one.path):
        inside = [hit for hit in found.get(one.path, ()) if blanket.span.holds(hit.hit.terms[0])]
        bare = [hit for hit in inside if hit.rule in ("unquoted-term", "called-a-term", "emphasised-term")]
        if any(not _OF_TERMS.search(term.of(one.text)) for hit in bare for term in hit.hit.terms):
            continue
        found[one.path] = tuple(hit for hit in found.get(one.path, ()) if hit not in bare)
        yield blanket
