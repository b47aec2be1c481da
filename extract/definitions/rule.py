"""What a rule of definitions is, what it may look at, and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ontology.model import DefinitionKind, ProvisionKind
from ontology.places import Span


@dataclass(frozen=True, slots=True)
class Setting:
    """What the place of a text tells about it.

    `defining`: it stands under a lead-in or a heading of definitions, or in a row of a table of definitions.
    `lower_case`: the profile defines terms in lower case. `amending`: it is to be inserted into another document.
    `emphasis` and `cells` are the provision's, offsets into its text; `below` are the texts that stand under it.
    `lent` tells that a sentence over it gives the meaning of the terms that are its items.
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


@dataclass(frozen=True, slots=True)
class Found:
    """A hit and the name of the rule that made it."""

    rule: str
    hit: Hit
    variants: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern. Its function yields hits in the order of the text, and its docstring is the definition."""

    name: str
    find: Callable[[str, Setting], Iterator[Hit]]

    @property
    def definition(self) -> str:
        """What the rule finds, in words."""
        return self.find.__doc__ or ""
