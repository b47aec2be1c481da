"""The rules that find references, in the order in which they are tried; an earlier one keeps what it took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.needles import Needles, has_any

from . import citations, documents, relative, required, standards, units
from .documents import Mention
from .piece import Piece, Scene


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its short name: `find` yields pieces; its docstring is the rule's definition.

    A text in which it finds anything has, with case folded, one of `needles`, and one of `also`, where there are any:
    to look for a few strings takes a small part of the time that a pattern takes.
    """

    name: str
    find: Callable[[Scene], Iterator[Piece]]
    needles: Needles = ()
    also: Needles = ()

    def may_find(self, folded: str) -> bool:
        """Whether a text, given with its case folded, has what the rule cannot do without."""
        return (not self.needles or has_any(folded, self.needles)) and (not self.also or has_any(folded, self.also))


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

_KINDS = (
    "act",
    "regulation",
    "code",
    "order",
    "rule",
    "charter",
    "convention",
    "law",
    "directive",
    "treaty",
    "measure",
)
"""In every word for a legislative document that rules here know by itself, but for the rare ones."""
_RARE = ("protocol", "ordinance", "tariff", "proclamation", "bill", "agreement")
_ATTACHED = (
    "document",
    "appendix",
    "annex",
    "schedule",
    "attachment",
    "scheme",
    "plan",
    "policy",
    "procedure",
    "chapter",
)

RULES: tuple[Rule, ...] = (
    Rule("code-citation", citations.code_citations),
    Rule("standard", standards.standards, ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")),
    Rule("unit-label", units.unit_labels),
    Rule("required-document", required.required, required.VERBS, ("shall", "must", " to ")),
    Rule("named-document", _named),
    Rule("act-of-year", _mentions(documents.by_year), (*_KINDS, *_RARE), ("the",)),
    Rule("statute", _mentions(documents.statutes), (*_KINDS, *_RARE)),
    Rule("numbered-instrument", _mentions(documents.numbered)),
    Rule("the-act", _mentions(documents.bare), _KINDS, ("the",)),
    Rule("former-act", _mentions(documents.former), ("former", "repealed", "revoked", "old", "previous")),
    Rule(
        "that-act",
        _mentions(documents.back),
        (*_KINDS, *_RARE, *_ATTACHED, "framework"),
        ("that", "those", "said", "such"),
    ),
    Rule("own-words", relative.own, ("this", "these", "annexed")),
    Rule(
        "neighbour",
        relative.neighbours,
        ("preceding", "previous", "foregoing", "above", "following", "next", "succeeding", "below"),
    ),
    Rule("sole-schedule", relative.sole, ("schedule", "annex", "appendix")),
    Rule("letter-prefixed", units.prefixed),
)
