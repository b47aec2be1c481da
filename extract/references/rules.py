"""The rules that find references, in the order in which they are tried; an earlier one keeps what it took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import citations, documents, relative, required, units
from .documents import Mention
from .piece import Piece, Scene


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its short name: `find` yields pieces; its docstring is the rule's definition."""

    name: str
    find: Callable[[Scene], Iterator[Piece]]


def _mentions(find: Callable[[str], Iterator[Mention]]) -> Callable[[Scene], Iterator[Piece]]:
    def pieces(scene: Scene) -> Iterator[Piece]:
        for mention in find(scene.text):
            yield Piece(mention.start, mention.end, "document", mention.rule, "", (), mention.name)

    pieces.__doc__ = find.__doc__
    return pieces


def _named(scene: Scene) -> Iterator[Piece]:
    for mention in documents.named(scene.text, scene.names):
        yield Piece(mention.start, mention.end, "document", mention.rule, "", (), mention.name)


_named.__doc__ = documents.named.__doc__

RULES: tuple[Rule, ...] = (
    Rule("code-citation", citations.code_citations),
    Rule("unit-label", units.unit_labels),
    Rule("required-document", required.required),
    Rule("named-document", _named),
    Rule("act-of-year", _mentions(documents.by_year)),
    Rule("statute", _mentions(documents.statutes)),
    Rule("numbered-instrument", _mentions(documents.numbered)),
    Rule("the-act", _mentions(documents.bare)),
    Rule("former-act", _mentions(documents.former)),
    Rule("that-act", _mentions(documents.back)),
    Rule("own-words", relative.own),
    Rule("neighbour", relative.neighbours),
    Rule("sole-schedule", relative.sole),
    Rule("letter-prefixed", units.prefixed),
)
