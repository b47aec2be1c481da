"""Records of what a reader yields of one file, before there are provisions. Frozen, compared by value.

Offsets are characters, half open, into the text of one block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .places import Problem, Span
from .record import record

BlockKind = Literal["heading", "paragraph", "row", "note", "contents"]
"""`row` is one row of a table; `note` a foot- or endnote; `contents` a line of a table of contents."""

Division = Literal["", "part", "schedule"]
"""`part` is any division through which the numbers run; `schedule` one in which they start again."""

ReferenceKind = Literal["provision", "document", "relative"]
"""`relative` needs the place where it stands: this Clause, paragraph (b) above, the preceding paragraph."""

ChangeKind = Literal["inserted", "deleted"]

FieldStatus = Literal["current", "stale", "gone"]
"""`stale`: the result in the file is not what the field would show now; `gone`: its bookmark does not exist."""


@record
@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change in the marked-up view: these characters were inserted or deleted (a move is one of each)."""

    kind: ChangeKind
    span: Span


@dataclass(frozen=True, slots=True)
class FieldReference:
    """A reference that the author made with a field: `span` of block `block` shows `cached`, and leads to `bookmark`.

    `target` is the block that holds the bookmark and `number` its number in full context, where there are any.
    `computed` is what the field would show now, None where that is not known. `provision` and `leads_to`
    are the paths of the provisions of the two blocks, "" as long as there are none; `span` is then one of its text.
    """

    block: int
    span: Span
    code: str
    bookmark: str
    cached: str
    computed: str | None
    status: FieldStatus
    target: int | None = None
    number: str = ""
    provision: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's comment on `span` of block `block`; `date` as the file gives it."""

    block: int
    span: Span
    author: str
    date: str
    text: str


@record
@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, table row or note, in reading order, as a reader yields it.

    `number` is a label that the file gives as data (an automatic number, a list marker), "" where the number stands
    in the text. `level` is the outline depth that the file gives (1 is the top), 0 where it gives none. A row's text is
    its cells joined by tabs, and `cells` are their spans. `emphasis` are the bold or italic stretches of the text.
    `changes` are the tracked changes that it shows, in the marked-up view alone.

    The rest is for a source that is `structured`: `parent` is the index of the block around this one, None at the
    top; `label` the number as it stands in a path ("12", "(a)", "Schedule 2"); `heading` the title over the text;
    `division` tells a part, whose provisions are numbered through, from a schedule, which has numbers of its own.
    `quoted` marks text that the document quotes from another, or puts into another.
    """

    kind: BlockKind
    text: str
    number: str = ""
    level: int = 0
    page: int | None = None
    cells: tuple[Span, ...] = ()
    emphasis: tuple[Span, ...] = ()
    table: int | None = None
    anchor: str = ""
    changes: tuple[Change, ...] = ()
    parent: int | None = None
    label: str = ""
    heading: str = ""
    division: Division = ""
    quoted: bool = False


@record
@dataclass(frozen=True, slots=True)
class GivenReference:
    """A reference that the editors of a file tagged, kept apart from those that extraction finds.

    `span` of block `block` shows `text`; None where it stands in the heading. `document` is the id that the tag links
    to, "" for the file's own; `target` the label or address in it as the tag gives it, "" for the whole document.
    `provision` is the path of the block's provision, "" as long as there is none.
    """

    text: str
    block: int
    span: Span | None
    kind: ReferenceKind
    document: str = ""
    target: str = ""
    provision: str = ""


@record
@dataclass(frozen=True, slots=True)
class GivenDefinition:
    """A defined term that the editors of a file tagged where it is defined; its place as in `GivenReference`."""

    term: str
    block: int
    span: Span | None
    quoted: bool = False
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader makes of one file: blocks in reading order, what the file says of itself, and what went wrong.

    `structured` tells that every block is a provision and knows its parent and its label, so that nothing is guessed.
    Keys of `metadata` that are known everywhere: "alias" (many), "profile" (a name of one), "in_force_from" and
    "in_force_until" (the first and the last day, ISO), "repealed" (the day from which it is no longer in force, ""
    where the file gives no day).
    """

    name: str
    media_type: str
    sha256: str
    blocks: tuple[Block, ...]
    title: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    fields: tuple[FieldReference, ...] = ()
    comments: tuple[Comment, ...] = ()
    structured: bool = False
    given_references: tuple[GivenReference, ...] = ()
    given_definitions: tuple[GivenDefinition, ...] = ()
