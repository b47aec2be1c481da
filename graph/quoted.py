"""References in words that a provision quotes or puts into another document: they are that document's own."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.labels import normal, parts
from ontology.model import Provision, Target

from .locate import Gazetteer, Located


def in_quotation(gazetteer: Gazetteer, here: Provision, target: Target) -> Located:
    """What a bare label, or "this" with a word, means in quoted text: a provision of that text, or nothing.

    The numbers of quoted provisions stand at the start of their text.
    """
    around = [p for p in gazetteer.ancestors(here.path) if p.quoted]
    if target.label == "":
        held = next((p for p in around if p.number.casefold().split(" ")[0] == target.unit), None)
        if held is not None:
            return Located((held.path,))
        return Located((), f"{here.path} quotes another document, to which “this {target.unit}” belongs")
    first = parts(target.label)[0]
    for peer in _beside(gazetteer, around):
        if normal(peer.text[: len(first) + 2]).startswith(first):
            return Located((peer.path,))
    return Located((), f"{here.path} quotes another document, to which {target.label} belongs")


def _beside(gazetteer: Gazetteer, around: list[Provision]) -> Iterator[Provision]:
    """The quoted provisions beside those around a place: the ones before it, the nearest first, then the others."""
    for provision in around:
        peers = [p for p in gazetteer.children.get(provision.parent, ()) if p.quoted and p is not provision]
        yield from reversed([p for p in peers if p.order < provision.order])
        yield from (p for p in peers if p.order > provision.order)
