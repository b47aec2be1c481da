"""Parts of a document: the provisions that lead to other documents, with all that stands in them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from ontology.model import Document, TermUse
from ontology.names import definition_parts

from .link import Links
from .topics import saves


@dataclass(frozen=True, slots=True)
class Slice:
    """Some provisions of a document with those above them, the uses in them, and the links of these."""

    document: Document
    uses: tuple[TermUse, ...]
    links: Links


def outward(document: Document, links: Links, others: Container[str]) -> frozenset[str]:
    """The provisions (paths) of a document that lead to `others` (ids), vary or require one, or save rights."""
    return frozenset(_outward(document, links, others))


def _outward(document: Document, links: Links, others: Container[str]) -> Iterator[str]:
    own = document.id
    for binding in links.bindings:
        if any(one.place.document != own and one.place.document in others for one in binding.candidates):
            yield binding.place.provision
    for resolution in links.resolutions:
        named = {resolution.document, *(target.document for target in resolution.targets)}
        if any(one != own and one in others for one in named):
            yield resolution.place.provision
    for one in links.imports:
        found = {place.document for place in one.places} | {definition_parts(key).document for key in one.definitions}
        if any(other != own and other in others for other in found):
            yield definition_parts(one.definition).provision
    yield from (one.place.provision for one in links.blankets)
    yield from (one.provision for one in document.references if one.role in ("varies", "requires"))
    yield from saving_in(document)


def saving_in(document: Document) -> Iterator[str]:
    """The provisions (paths) of a document that save what has arisen under a text that lapses."""
    return (one.path for one in document.provisions if saves(one.text))


def sliced(document: Document, uses: Iterable[TermUse], links: Links, paths: Iterable[str]) -> Slice:
    """The part of a document that has these provisions."""
    parents = {one.path: one.parent for one in document.provisions}
    kept = {path for path in paths if path in parents}
    for definition in document.definitions:
        if definition.source is not None and definition.provision in kept:
            kept.add(definition.source.provision)
    with_above: set[str] = set()
    for path in kept:
        above: str | None = path
        while above is not None and above not in with_above:
            with_above.add(above)
            above = parents.get(above)
    part = replace(
        document,
        provisions=tuple(one for one in document.provisions if one.path in with_above),
        definitions=tuple(one for one in document.definitions if one.provision in kept),
        imports=tuple(one for one in document.imports if one.provision in kept),
        references=tuple(one for one in document.references if one.provision in kept),
        obligations=tuple(one for one in document.obligations if one.provision in kept),
        problems=(),
        given_references=(),
        given_definitions=(),
        metadata=(),
        fields=(),
    )
    return Slice(part, tuple(one for one in uses if one.provision in kept), within(links, document.id, kept))


def within(links: Links, document: str, paths: Container[str]) -> Links:
    """The links of provisions (paths) of one document."""
    return Links(
        tuple(one for one in links.bindings if one.place.document == document and one.place.provision in paths),
        tuple(one for one in links.resolutions if one.place.document == document and one.place.provision in paths),
        tuple(
            one
            for one in links.imports
            if (at := definition_parts(one.definition)).document == document and at.provision in paths
        ),
        tuple(one for one in links.blankets if one.place.document == document and one.place.provision in paths),
    )
