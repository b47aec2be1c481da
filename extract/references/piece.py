"""What a rule finds: a piece of a reference, before pieces are joined by "of", "and" and "to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ontology.record import record

from .documents import Names
from .lists import Member
from .words import Words

Sort = Literal["labels", "document", "own", "neighbour"]


@record
@dataclass(frozen=True, slots=True)
class Piece:
    """One find at `start` to `end` of a text.

    `labels`: a unit word and its `members`; `document`: a document's `name`; `own`: this Clause, this Code (`name`
    where the word names a document); `neighbour`: the preceding paragraph, with its distance as its only member.
    A `labels` piece with a `name` belongs to that document by its place, not by a word.
    """

    start: int
    end: int
    sort: Sort
    rule: str
    unit: str = ""
    members: tuple[Member, ...] = ()
    name: str = ""


@record
@dataclass(frozen=True, slots=True)
class Scene:
    """What every rule sees: one text (a provision or one cell), the unit words, and the names of documents.

    `heads` are what the numbers of the document's own provisions begin with, where that is several letters: OC5 of
    OC5.4.1; `labels` are the paths of these provisions. `gaps` are where a unit word may end and its label begin, None
    where they are not known, and `numbers` tells that numbers of other things may stand in it.
    """

    text: str
    words: Words
    names: Names = Names()  # noqa: RUF009 - it is never changed
    cell: bool = False
    heads: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    gaps: Sequence[tuple[int, int]] | None = None
    numbers: bool = True
