"""The card of a document: what the rest of the work has to know of it, without its text. All cards fit in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import msgspec

from extract.health import cut_short, health
from extract.outcome import Extracted
from graph.link import Links
from ontology.model import BlanketImport, Definition, Document, Reference, TermUse
from ontology.places import Span

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


@dataclass(frozen=True, slots=True)
class Card:
    """One document. `extracted`, `referred` and `linked` are the names of its records on the shelf.

    `head` is the document without provisions, references and definitions. Its definitions, without their meanings, are
    `packed`, because they are the larger part of all cards and few questions need those of more than some documents;
    `wide` tells that some of them hold for the whole code. `title` and `aliases` are its names as they were read,
    before those that several documents share were told apart. `counts` are its numbers of things, `left_out` and
    `cut_short` say what of its file was not read. `alone` are its terms that stand for a document (with that document's
    id) by the names of documents, `standing` by those terms as well. `near` are the documents whose terms it can mean,
    `asked` those whose provisions it was held against, each with the name of what was extracted from it. `bound` are
    the definitions (keys) to which its uses bind, `leads` pairs its definitions with those by which they say what they
    are. `leaning` names the record of what leans on other documents; `leans` counts, for each of these, the uses that
    bind to what stands there and the targets of references there. `imported` are the documents from which it takes all
    its terms, each with the place that says so, `grounds` the acts under which it is made; `statuses` counts its links
    by what became of them; `requires` are the names of documents that it requires; `words` tells in how many provisions
    words of the documents' titles stand (" boat 3 ship 12"), `saves` whether one saves what has arisen under a text
    that lapses.
    """

    head: Document
    packed: bytes
    wide: bool
    extracted: str
    profile: str
    signs: dict[str, int]
    counts: dict[str, int]
    title: str
    aliases: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    cut_short: bool = False
    referred: str = ""
    alone: tuple[tuple[str, str], ...] = ()
    standing: tuple[tuple[str, str], ...] = ()
    linked: str = ""
    near: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    bound: tuple[str, ...] = ()
    leads: tuple[tuple[str, str], ...] = ()
    leaning: str = ""
    leans: dict[str, int] = field(default_factory=dict)
    imported: tuple[tuple[str, str], ...] = ()
    grounds: tuple[str, ...] = ()
    statuses: dict[str, int] = field(default_factory=dict)
    requires: tuple[str, ...] = ()
    words: str = ""
    saves: bool = False

    @property
    def id(self) -> str:
        """The document's id."""
        return self.head.id

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The document's definitions without their meanings, unpacked each time that they are asked for."""
        return _unpacked(self.packed)

    @property
    def document(self) -> Document:
        """The head with the definitions."""
        return replace(self.head, definitions=self.definitions)

    def mentions(self, word: str) -> bool:
        """Whether the definitions may have a word: those that have it are among those of which this is true."""
        return word.encode(errors="replace") in self.packed


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was when it was read: path, size in bytes, time of its last change in nanoseconds, what it gave."""

    path: str
    size: int
    changed: int
    card: Card


@dataclass(frozen=True, slots=True)
class Drawer:
    """All cards of a folder, with what they were made of: `made_of` the settings and the code, `names` all names.

    `narrow` are the terms that are defined for single provisions alone; `whole` stands for what holds for all
    documents together, `digest` for all cards.
    """

    made_of: str
    names: str
    whole: str
    narrow: frozenset[str]
    files: tuple[File, ...] = field(default=())
    digest: str = ""


class GoneError(Exception):
    """A record that a card names is not on the shelf any more."""


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


def with_links(one: Card, kept: Card) -> Card:
    """The card with what the third pass wrote on another of the same document."""
    return replace(
        one,
        linked=kept.linked,
        near=kept.near,
        asked=kept.asked,
        bound=kept.bound,
        leads=kept.leads,
        leaning=kept.leaning,
        leans=kept.leans,
        imported=kept.imported,
        statuses=kept.statuses,
        requires=kept.requires,
        words=kept.words,
        saves=kept.saves,
        counts={**one.counts, "uses": kept.counts["uses"]},
    )


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
    return msgspec.msgpack.encode([replace(one, text="", body=NOWHERE) for one in definitions])


def _wide(definitions: Iterable[Definition]) -> bool:
    return any(one.scope.kind == "code" for one in definitions)


_unpacked = msgspec.msgpack.Decoder(tuple[Definition, ...]).decode


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


def records(cards: Iterable[Card]) -> Iterator[str]:
    """The names of all records that cards name."""
    for one in cards:
        yield from filter(
            None, (one.extracted, one.referred, one.linked, one.leaning, one.leaning and rest_of(one.leaning))
        )


def rest_of(leaning: str) -> str:
    """The name of the record that stands beside one of what leans on others."""
    return f"rest-{leaning}"
