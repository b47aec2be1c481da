"""A code as its cards tell it, for what looks at one document with the others in view; it goes to other processes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

from graph.corpus import Corpus

from .cards import Card, whole
from .shelf import Shelf


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
        return Corpus(
            self.name,
            tuple(one.document for one in self.cards),
            {},
            self.one_code,
            tuple(pair for one in self.cards for pair in one.standing),
            lambda document: whole(self.by_id[document], self.shelf),
        )
