"""A code as its cards tell it, for what looks at one document with the others in view; it goes to other processes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Self

from .cards import Card
from .shelf import Shelf

if TYPE_CHECKING:
    from graph.corpus import Corpus
    from ontology.model import Document


class Sent:
    """What is sent to another process goes there as it was made, without what was worked out from it since."""

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), tuple(getattr(self, one.name) for one in fields(self))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Code(Sent):
    """All documents of a code by their cards, for what looks at one of them with the others in view."""

    name: str
    cards: tuple[Card, ...]
    one_code: bool
    shelf: Shelf

    @cached_property
    def by_id(self) -> dict[str, Card]:
        """The cards by document id."""
        return {one.id: one for one in self.cards}

    @cached_property
    def corpus(self) -> Corpus:
        """The documents without their text, each fetched from the shelf when it is asked for whole."""
        return self._corpus(tuple(one.document for one in self.cards))

    @cached_property
    def named(self) -> Corpus:
        """The same without definitions, for what is asked for by the name of a document."""
        return self._corpus(tuple(one.head for one in self.cards))

    def mentioning(self, *words: str) -> Corpus:
        """The same with the definitions of those documents alone whose definitions have one of some words."""
        if self.one_code:
            return self.corpus
        able = (any(map(one.mentions, words)) for one in self.cards)
        documents = (one.document if it_may else one.head for one, it_may in zip(self.cards, able, strict=True))
        return self._corpus(tuple(documents))

    @cached_property
    def general(self) -> frozenset[str]:
        """As `Corpus.general`."""
        return self.corpus.general if self.one_code else frozenset(one.id for one in self.cards if one.head.general)

    def _corpus(self, documents: tuple[Document, ...]) -> Corpus:
        from graph.corpus import Corpus  # noqa: PLC0415 - the rules of references, where something is asked for

        from .found import whole  # noqa: PLC0415 - as above

        return Corpus(
            self.name,
            documents,
            {},
            self.one_code,
            tuple(pair for one in self.cards for pair in one.standing),
            lambda document: whole(self.by_id[document], self.shelf),
        )
