"""The rules that find references, in the order in which they are tried; an earlier one keeps what it took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.needles import Needles, Sieve

from . import citations, documents, relative, required, standards, units
from .documents import Mention
from .ordinals import ORDINALS
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

_INSTRUMENTS = (
    "act", "regulation", "code", "order", "rule", "charter", "convention", "law", "directive", "treaty", "measure",
    "protocol", "ordinance", "tariff", "proclamation", "bill", "agreement",
)  # fmt: skip
"""One of these is in every word for a document that a legislature or a minister makes and the rules here know."""
_PARTS = (
    "document", "appendix", "annex", "schedule", "attachment", "scheme", "plan", "policy", "procedure", "chapter",
    "framework",
)  # fmt: skip
"""The same for the documents that a code is made of."""

RULES: tuple[Rule, ...] = (
    Rule("code-citation", citations.code_citations),
    Rule("standard", standards.standards),
    Rule("unit-label", units.unit_labels),
    Rule("ordinal-schedule", units.by_ordinal, ("schedule", "annex", "appendix"), tuple(ORDINALS)),
    Rule("required-document", required.required, required.NEEDLES, required.DUTIES),
    Rule("named-document", _named),
    Rule("act-of-year", _mentions(documents.by_year), _INSTRUMENTS, ("the",)),
    Rule("statute", _mentions(documents.statutes), _INSTRUMENTS),
    Rule("numbered-instrument", _mentions(documents.numbered)),
    Rule("the-act", _mentions(documents.bare), _INSTRUMENTS, ("the",)),
    Rule("former-act", _mentions(documents.former), ("former", "repealed", "revoked", "old", "previous")),
    Rule(
        "that-act",
        _mentions(documents.back),
        (*_INSTRUMENTS, *_PARTS),
        ("that", "those", "said", "such"),
    ),
    Rule("own-words", relative.own, ("this", "these", "annexed", "proposed")),
    Rule(
        "neighbour",
        relative.neighbours,
        ("preceding", "previous", "foregoing", "above", "following", "next", "succeeding", "below"),
    ),
    Rule("sole-schedule", relative.sole, ("schedule", "annex", "appendix")),
    Rule("letter-prefixed", units.prefixed),
)


_SIEVE = Sieve((rule.needles, rule.also) for rule in RULES)


def may_find(folded: str) -> list[Rule]:
    """The rules that may find something in a text, given with its case folded: it has what they cannot do without."""
    return [RULES[number] for number in _SIEVE.passing(folded)]
