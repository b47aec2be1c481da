"""Records of what was read and found: frozen, compared by value, no input or output.

Every offset is a character offset, half open, into the text of one provision. Every path names one provision of one
document ("4.2(a)(i)"). What a text calls a thing ("SMETS1 TMAD", "3.14E") is kept as written: `extract` finds,
`graph` decides what is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["heading", "paragraph", "row", "note", "contents"]
"""`row` is one row of a table; `note` a foot- or endnote; `contents` a line of a table of contents."""

ProvisionKind = Literal["clause", "paragraph", "heading", "row", "note"]
"""`clause` carries a number; `paragraph` is text without one; `heading` is a title over other provisions."""

DefinitionKind = Literal["means", "includes", "excludes", "import", "alias"]
"""`import` takes its meaning from elsewhere; `alias` is a short name given in brackets: (the "Licensee"), (SOW)."""

ScopeKind = Literal["code", "document", "provision"]

Division = Literal["", "part", "schedule"]
"""`part` is any division through which the numbers run; `schedule` one in which they start again."""

ReferenceKind = Literal["provision", "document", "relative"]
"""`relative` needs the place where it stands: this Clause, paragraph (b) above, the preceding paragraph."""

ReferenceRole = Literal["cites", "imports", "varies", "requires"]
"""`imports` gives a definition its meaning, `varies` changes the target's text, `requires` founds a document on it."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end`, half open, of one provision's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A provision of a document: the document's id and the provision's path ("" for the whole document)."""

    document: str
    provision: str = ""

    def __str__(self) -> str:
        return f"{self.document} {self.provision}".rstrip()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read as it should: a LAP3xx code, one sentence, and where it is."""

    code: str
    message: str
    provision: str = ""
    page: int | None = None


ChangeKind = Literal["inserted", "deleted"]

FieldStatus = Literal["current", "stale", "gone"]
"""`stale`: the result in the file is not what the field would show now; `gone`: its bookmark does not exist."""


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


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered clause, an unnumbered paragraph, a heading, a table row or a note.

    `number` is the label that a reader sees in front of this provision alone: "3.14E", "(a)"; "" where there is none.
    `path` is unique in the document: "3.14E(a)", with its schedule in front where numbering restarts, and "¶n" behind
    its parent's path for the n-th unnumbered paragraph there. `order` counts from 0 in reading order. `quoted` marks
    text of another document, which this one quotes or amends: its numbers and terms are not this document's own.
    """

    number: str
    path: str
    heading: str
    text: str
    parent: str | None
    order: int
    kind: ProvisionKind = "clause"
    page: int | None = None
    cells: tuple[Span, ...] = ()
    emphasis: tuple[Span, ...] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a definition holds: the whole code, its document, or the provisions `within` (paths) and below them."""

    kind: ScopeKind = "document"
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One label as written, with its unit in lower case ("clause", "" where none is written).

    A range has its last label in `through`; its members are known only where the target document is.
    """

    label: str
    unit: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a provision or a document, as found: what it means is decided by `graph`.

    `document` is the name as written ("SMETS1 TMAD", "Section N"), "" where the text names none. `targets` are empty
    where a whole document is meant. `heading` is a heading given in brackets behind the label, to be held against the
    target's own. `historical` marks wording about the past, which does not dangle. `title` is the title given with the
    name of a document: in brackets, behind a dash, or directly behind it.
    """

    text: str
    span: Span
    provision: str
    kind: ReferenceKind
    rule: str
    document: str = ""
    targets: tuple[Target, ...] = ()
    role: ReferenceRole = "cites"
    heading: str = ""
    historical: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and its meaning. `span` is the term and `body` the meaning, both in the text of `provision`.

    `text` is the whole meaning, with the provisions `continued` (paths) that it runs over. `source` is the mention
    from which an import takes its meaning. `quoted` marks a definition that the text inserts into another document:
    it is that document's, for as long as this text is in force.
    """

    term: str
    provision: str
    span: Span
    body: Span
    text: str
    kind: DefinitionKind
    rule: str
    scope: Scope = Scope()
    variants: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    source: Reference | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class BlanketImport:
    """A sentence that takes all capitalised terms from elsewhere: "terms have the meaning given in Section A"."""

    provision: str
    span: Span
    source: Reference
    rule: str


@dataclass(frozen=True, slots=True)
class TermUse:
    """A defined term where it is used: `term` is the head form, the span what the text has."""

    term: str
    provision: str
    span: Span
    rule: str = "longest-match"


@dataclass(frozen=True, slots=True)
class Obligation:
    """A sentence that puts a duty on somebody or gives a right.

    `signals` are the named reasons to think that it outlives its document ("deletes", "after an event"), `bounds` the
    words by which it ends of itself ("until").
    """

    provision: str
    span: Span
    kind: Literal["duty", "right"]
    signals: tuple[str, ...]
    bounds: tuple[str, ...]
    rule: str

    @property
    def weight(self) -> int:
        """The number of signals less that of bounds."""
        return len(self.signals) - len(self.bounds)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in capitals that a provision uses like a defined term, and that nothing defines."""

    words: str
    provision: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a code and all that extraction found in it.

    `aliases` are further names ("Appendix AL", "TMAD"). `in_force_from` is the first day, `in_force_until` the last
    day on which it is in force, None where unknown. `general` marks definitions that hold for the whole code. What
    its editors tagged is `given_references` and `given_definitions`; `fields` are the references that its author made
    with fields, in provisions.
    """

    id: str
    title: str
    provisions: tuple[Provision, ...]
    version: str = ""
    aliases: tuple[str, ...] = ()
    in_force_from: date | None = None
    in_force_until: date | None = None
    general: bool = False
    definitions: tuple[Definition, ...] = ()
    imports: tuple[BlanketImport, ...] = ()
    references: tuple[Reference, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    problems: tuple[Problem, ...] = ()
    sha256: str = ""
    source: str = ""
    media_type: str = ""
    given_references: tuple[GivenReference, ...] = ()
    given_definitions: tuple[GivenDefinition, ...] = ()
    metadata: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    fields: tuple[FieldReference, ...] = ()
