"""Parts of a document: some provisions, with all that stands in them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from ontology.model import Document, TermUse
from ontology.names import definition_parts

from .link import Links


@dataclass(frozen=True, slots=True)
class Slice:
    """Some provisions of a document with those above them, the uses in them, and the links of these."""

    document: Document
    uses: tuple[TermUse, ...]
    links: Links


def with_above(document: Document, paths: Iterable[str]) -> set[str]:
    """Some paths with those of all provisions above them."""
    parents = {one.path: one.parent for one in document.provisions}
    found: set[str] = set()
    for path in paths:
        above: str | None = path
        while above is not None and above not in found:
            found.add(above)
            above = parents.get(above)
    return found


def sliced(document: Document, uses: Iterable[TermUse], links: Links, paths: Iterable[str]) -> Slice:
    """The part of a document that has these provisions."""
    there = {one.path for one in document.provisions}
    kept = there.intersection(paths)
    for definition in document.definitions:
        if definition.source is not None and definition.provision in kept:
            kept.add(definition.source.provision)
    wanted = with_above(document, kept)
    part = replace(
        document,
        provisions=tuple(one for one in document.provisions if one.path in wanted),
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
