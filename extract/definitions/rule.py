"""What a rule of definitions is, what it may look at, and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from extract.needles import Needles
from ontology.model import DefinitionKind, ProvisionKind
from ontology.places import Span
from ontology.record import record


@record
@dataclass(frozen=True, slots=True)
class Setting:
    """What the place of a text tells about it.

    `defining`: it stands under a lead-in or a heading of definitions, or in a row of a table of definitions.
    `lower_case`: the profile defines terms in lower case. `amending`: it is to be inserted into another document.
    `emphasis` and `cells` are the provision's, offsets into its text; `below` are the texts that stand under it.
    `lent` tells that a sentence over it gives the meaning of the terms that are its items.
    `columns` are those of short forms and of meanings, by number from 0, -1 where no title of the table names one.
    `headed` are those of `emphasis` that are not set off in the text but announced by the heading over it.
    """

    kind: ProvisionKind = "clause"
    defining: bool = False
    amending: bool = False
    lower_case: bool = False
    lent: bool = False
    emphasis: tuple[Span, ...] = ()
    cells: tuple[Span, ...] = ()
    below: tuple[str, ...] = ()
    headed: tuple[Span, ...] = ()
    columns: tuple[int, int] = (-1, -1)


@record
@dataclass(frozen=True, slots=True)
class Hit:
    """Terms with one meaning, as a rule finds them; offsets into the text.

    `body` is the meaning as far as this rule can see it; its end is cut where the next definition starts. `frame`
    is all that the definition takes up in front of the body (scope words, terms, verb). `scope` are the words that
    say where it holds. `variants` are further forms that the text declares. `open` tells that the body may be cut
    and may run on.
    """

    terms: tuple[Span, ...]
    body: Span
    kind: DefinitionKind
    frame: Span
    scope: tuple[Span, ...] = ()
    variants: tuple[Span, ...] = ()
    quoted: bool = False
    open: bool = True


@record
@dataclass(frozen=True, slots=True)
class Found:
    """A hit and the name of the rule that made it."""

    rule: str
    hit: Hit
    variants: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern. Its function yields hits in the order of the text, and its docstring is the definition.

    A text in which it finds anything has, with case folded, one of `needles`, and one of `also`, where there are any;
    in a place of definitions one of `in_lists` will do for `needles`. It finds nothing where its `part` of a setting is
    empty. `by_verb` tells that all that it finds stands in front of a verb of `verbs.PLAIN_OR_IS`, up to it.
    """

    name: str
    find: Callable[[str, Setting], Iterator[Hit]]
    needles: Needles = ()
    also: Needles = ()
    in_lists: Needles = ()
    part: Literal["", "emphasis", "below", "lent", "cells"] = ""
    by_verb: bool = False

    @property
    def definition(self) -> str:
        """What the rule finds, in words."""
        return self.find.__doc__ or ""
