"""The card of a document: what the rest of the work has to know of it, without its text. All cards fit in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import msgspec

from ontology.model import Definition, Document


@dataclass(frozen=True, slots=True)
class Card:
    """One document. `extracted`, `referred` and `linked` are the names of its records on the shelf.

    `head` is the document without provisions, references and definitions. Its definitions, without their meanings, are
    `packed`, because they are the larger part of all cards and few questions need those of more than some documents;
    `wide` tells that some of them hold for the whole code. `title` and `aliases` are its names as they were read,
    before those that several documents share were told apart. `counts` are its numbers of things, `left_out` and
    `cut_short` say what of its file was not read. `alone` are its terms that stand for a document (with that document's
    id) by the names of documents, `standing` by those terms as well; `said` are terms of any document that may turn out
    to be names and stand in its text, for as long as that is looked for. `near` are the documents whose terms it can
    mean, `asked` those whose provisions it was held against, each with the name of what was extracted from it. `bound`
    are the definitions (keys) to which its uses bind, `leads` pairs its definitions with those by which they say what
    they are. `leaning` names the record of what leans on other documents; `leans` counts, for each of these, the uses
    that bind to what stands there and the targets of references there. `imported` are the documents from which it takes
    all its terms, each with the place that says so, `grounds` the acts under which it is made; `statuses` counts its
    links by what became of them; `requires` are the names of documents that it requires; `saves` tells
    whether a provision saves what has arisen under a text that lapses.
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
    said: tuple[str, ...] = ()
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
    documents together, `digest` for all cards. The documents are `one_code` where they share their terms, and most were
    read with the profile of the name `profile`.
    """

    made_of: str
    names: str
    whole: str
    narrow: frozenset[str]
    files: tuple[File, ...] = field(default=())
    digest: str = ""
    one_code: bool = False
    profile: str = ""


class GoneError(Exception):
    """A record that a card names is not on the shelf any more."""


_unpacked = msgspec.msgpack.Decoder(tuple[Definition, ...]).decode


def records(cards: Iterable[Card]) -> Iterator[str]:
    """The names of all records that cards name."""
    for one in cards:
        yield from filter(
            None, (one.extracted, one.referred, one.linked, one.leaning, one.leaning and rest_of(one.leaning))
        )


def rest_of(leaning: str) -> str:
    """The name of the record that stands beside one of what leans on others."""
    return f"rest-{leaning}"
