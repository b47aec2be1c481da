"""What in other documents leads to one, read piece by piece from what the build kept of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from graph.outward import Lean, Leaning, Pieces, Rest
from ontology.results import Binding, Resolution

from .cards import GoneError, rest_of
from .code import Code
from .reading import Reading

T = TypeVar("T", Leaning, Rest)


def pieces(code: Code, document: str) -> Pieces:
    """What was kept of a document, to be read piece by piece. GoneError where it is missing."""
    name = code.by_id[document].leaning
    return Pieces(_record(code, document, name, Leaning), lambda: _record(code, document, rest_of(name), Rest))


def _record(code: Code, document: str, name: str, sort: type[T]) -> T:
    kept = code.shelf.get(name, sort)
    if kept is None:
        raise GoneError(f"what leans on others in {document} is gone")
    return kept


def referring(reading: Reading, document: str) -> Iterator[Resolution]:
    """The references of all documents that may lead to one (by its id), in their order; those of its own among them."""
    for card in reading.cards:
        if card.id == document or (document in card.leans and not card.leaning):
            yield from reading.linked(card.id).links.resolutions
        elif document in card.leans:
            kept = pieces(reading.code, card.id)
            leans: Iterator[tuple[str, Lean]] = kept.leans(kept.of.to.get(document, ()))
            for _, lean in leans:
                yield from lean.links.resolutions


def using(reading: Reading, document: str, definers: Iterable[str]) -> Iterator[Binding]:
    """The uses in a document (by its id) that can mean a term of some others, and those that can mean nothing."""
    kept = pieces(reading.code, document)
    led = (path for one in definers for path in kept.of.to.get(one, ()))
    for _, lean in kept.leans((*led, *kept.of.loose)):
        yield from lean.links.bindings
