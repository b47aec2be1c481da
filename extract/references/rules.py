"""The rules that find references, in the order in which they are tried; an earlier one keeps what it took."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from string import ascii_uppercase, digits

from extract.needles import Needles, blanked, each

from . import citations, documents, relative, required, standards, units
from .documents import Mention
from .ordinals import ORDINALS
from .piece import Piece, Scene
from .whole import Whole

Spots = Callable[[Whole], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its short name: `find` yields pieces; its docstring is the rule's definition.

    A text in which it finds anything has one of each of the sets of `needles`, with its case folded where the rule
    `folds` it, and one of the `spots` that a quick look at the text finds, where there is such a look. White space
    counts as blanks there. To look for a few strings in all texts at once takes a small part of the time of a pattern.
    """

    name: str
    find: Callable[[Scene], Iterator[Piece]]
    needles: tuple[Needles, ...] = ()
    folds: bool = False
    spots: Spots | None = None


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


def _known(whole: Whole) -> Iterator[int]:
    """Where names of documents stand."""
    names = whole.names
    for written in chain.from_iterable((*names.by_first.values(), *names.stems.values())):
        name = blanked(written)
        at = whole.text.find(name)
        while at >= 0:
            yield at
            at = whole.text.find(name, at + 1)


_YEAR = ("16", "17", "18", "19", "20")
_TITLES = (
    "Act", "Regulation", "Code", "Order", "Rules", "Charter", "Convention", "Directive", "Measure", "Treaty",
    "Protocol", "Ordinance", "Tariff", "Proclamation", "Bill", "ACT", "REGULATIONS", "CODE", "ORDER", "RULES",
    *each(("By", "Bye"), ("", "-"), "lL", ("aw",)),
)  # fmt: skip
"""One of these ends or begins every title of an instrument."""
_QUOTED = each(("(the ", "(a ", "(an "), "\"“‘'")
_NOUNS = tuple(re.sub(r"s\?$|\[cs\]se$|e\?$", "", noun) for noun in documents.NOUNS.split("|"))
"""The words that end a document's name, without what not all of their forms have."""

RULES: tuple[Rule, ...] = (
    Rule("code-citation", citations.code_citations, (each(digits, (" U", " C")),)),
    Rule("standard", standards.standards, ((*standards.BODIES, *each(digits, (" ", ", "), ("Part", "Vol"))),)),
    Rule("chapter-annex", units.of_book, ((" Annex ",),)),
    Rule("unit-label", units.unit_labels, spots=lambda whole: (end for end, _ in whole.gaps)),
    Rule("ordinal-schedule", units.by_ordinal, (("schedule", "annex", "appendix"), tuple(ORDINALS)), folds=True),
    Rule(
        "required-document",
        required.required,
        (required.NEEDLES, required.DUTIES, (*_QUOTED, *_NOUNS, "known as", "called", "entitled", "named")),
    ),
    Rule("named-document", _named, spots=_known),
    Rule(
        "act-of-year",
        _mentions(documents.by_year),
        ((*each(("he ",), _YEAR), *each(("Act", "Acts", "Regulations", "Order", "Rules"), (" of ",), _YEAR)),),
    ),
    Rule("statute", _mentions(documents.statutes), (_TITLES,)),
    Rule(
        "numbered-instrument",
        _mentions(documents.numbered),
        (
            (
                *each(digits, "/"),
                *each("cCh", (". ",), digits + ascii_uppercase),
                "SOR/",
                "P.C. ",
                "Public Law ",
                "Pub. L",
                "Pub.L",
            ),
        ),
    ),
    Rule("the-act", _mentions(documents.bare), (each(("he ",), ("Act", "Regulations", "Code", "Charter", "Rules")),)),
    Rule(
        "former-act",
        _mentions(documents.former),
        (each(("he ",), ("former", "repealed", "revoked", "old", "previous"), " "),),
    ),
    Rule(
        "principal-act",
        _mentions(documents.principal),
        (each(("he ",), ("principal", "basic", "parent", "main", "enabling", "amending", "original"), " "),),
    ),
    Rule("that-act", _mentions(documents.back), (each(("hat ", "hose ", "he said ", "uch "), ascii_uppercase),)),
    Rule("own-words", relative.own, (("this ", "these ", "annexed ", "proposed "),), folds=True),
    Rule(
        "neighbour",
        relative.neighbours,
        (("preceding", "previous", "foregoing", "above", "following", "next", "succeeding", "below"),),
        folds=True,
    ),
    Rule(
        "sole-schedule",
        relative.sole,
        (each(("he ",), ("Schedule", "Annex", "Appendix", "schedule", "annex")),),
    ),
    Rule("bare-number", units.bare, spots=units.bares),
    Rule("letter-prefixed", units.prefixed, spots=units.lettered),
)
