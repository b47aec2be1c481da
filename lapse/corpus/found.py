"""What the passes find of a document, as it is kept on the shelf, and the card of the document after each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from extract.health import cut_short, health
from extract.outcome import Extracted
from graph.link import Links
from ontology import record
from ontology.model import BlanketImport, Definition, Document, Reference, TermUse
from ontology.places import Span

from .cards import Card, GoneError
from .shelf import Shelf

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Referred:
    """What a document refers to, once the names of all documents are known."""

    definitions: tuple[Definition, ...]
    imports: tuple[BlanketImport, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The uses of terms in a document, and what these and its references lead to."""

    uses: tuple[TermUse, ...]
    links: Links


def card(extracted: Extracted, document: Document, name: str) -> Card:
    """The card of a document after the first pass; `document` is the one extracted with what a person says of it."""
    found = health(document)
    counts = {
        "provisions": len(document.provisions),
        "numbered": found.numbered,
        "missing": len(found.missing),
        "repeated": len(found.repeated),
        "out_of_order": len(found.out_of_order),
        "pages": found.pages,
        "pages_without_text": found.pages_without_text,
        "tracked_changes": found.tracked_changes,
        "definitions": len(document.definitions),
        "references": 0,
        "uses": 0,
        "problems": len({*document.problems, *found.problems}),
    }
    return Card(
        head=_head(document),
        packed=_packed(document.definitions),
        wide=_wide(document.definitions),
        extracted=name,
        profile=extracted.profile,
        signs=extracted.signs,
        counts=counts,
        title=document.title,
        aliases=document.aliases,
        left_out=found.left_out,
        cut_short=cut_short(document),
    )


def referring(one: Card, found: Referred, name: str, standing: Iterable[tuple[str, str]]) -> Card:
    """The card after the second pass."""
    head = replace(one.head, imports=found.imports)
    counts = {**one.counts, "references": len(found.references)}
    packed, wide = _packed(found.definitions), _wide(found.definitions)
    return replace(one, head=head, packed=packed, wide=wide, referred=name, standing=tuple(standing), counts=counts)


def _head(document: Document) -> Document:
    return replace(
        document,
        provisions=(),
        definitions=(),
        references=(),
        obligations=(),
        problems=(),
        given_references=(),
        given_definitions=(),
        metadata=tuple(pair for pair in document.metadata if pair[0] == "repealed"),
        fields=(),
    )


def _packed(definitions: Iterable[Definition]) -> bytes:
    return msgspec.msgpack.encode([record.replace(one, text="", body=NOWHERE) for one in definitions])


def _wide(definitions: Iterable[Definition]) -> bool:
    return any(one.scope.kind == "code" for one in definitions)


def whole(one: Card, shelf: Shelf) -> Document:
    """The document of a card as far as its passes went, from the shelf. GoneError where a record is missing."""
    extracted = shelf.get(one.extracted, Extracted)
    if extracted is None:
        raise GoneError(f"what was read of {one.id} is gone")
    head = one.head
    document = replace(
        extracted.document,
        title=head.title,
        aliases=head.aliases,
        version=head.version,
        in_force_from=head.in_force_from,
        in_force_until=head.in_force_until,
        general=head.general,
    )
    if not one.referred:
        return document
    found = shelf.get(one.referred, Referred)
    if found is None:
        raise GoneError(f"what was read of {one.id} is gone")
    return replace(document, definitions=found.definitions, imports=found.imports, references=found.references)


def linked(one: Card, shelf: Shelf) -> Linked:
    """The uses and links of a document. GoneError where they are missing."""
    found = shelf.get(one.linked, Linked)
    if found is None:
        raise GoneError(f"the links of {one.id} are gone")
    return found
