"""Records of what was read and found: frozen, compared by value, no input or output.

Every offset is a character offset, half open, into the text of one provision. Every path names one provision of one
document ("4.2(a)(i)"). What a text calls a thing ("SMETS1 TMAD", "3.14E") is kept as written: `extract` finds,
`graph` decides what is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .places import Problem, Span
from .record import record
from .source import FieldReference, GivenDefinition, GivenReference, ReferenceKind

ProvisionKind = Literal["clause", "paragraph", "heading", "row", "note"]
"""`clause` carries a number; `paragraph` is text without one; `heading` is a title over other provisions."""

DefinitionKind = Literal["means", "includes", "excludes", "import", "alias"]
"""`import` takes its meaning from elsewhere; `alias` is a short name given in brackets: (the "Licensee"), (SOW)."""

ScopeKind = Literal["code", "document", "provision"]

ReferenceRole = Literal["cites", "imports", "varies", "requires", "founds"]
"""`imports` gives a definition its meaning, `varies` changes the target's text, `requires` asks for a document,
`founds` names the act under which the document is made."""


@record
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


@record
@dataclass(frozen=True, slots=True)
class Scope:
    """Where a definition holds: the whole code, its document, or the provisions `within` (paths) and below them."""

    kind: ScopeKind = "document"
    within: tuple[str, ...] = ()


@record
@dataclass(frozen=True, slots=True)
class Target:
    """One label as written, with its unit in lower case ("clause", "" where none is written).

    A range has its last label in `through`; its members are known only where the target document is.
    """

    label: str
    unit: str = ""
    through: str = ""


@record
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


@record
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


@record
@dataclass(frozen=True, slots=True)
class BlanketImport:
    """A sentence that takes all capitalised terms from elsewhere: "terms have the meaning given in Section A"."""

    provision: str
    span: Span
    source: Reference
    rule: str


@record
@dataclass(frozen=True, slots=True)
class TermUse:
    """A defined term where it is used: `term` is the head form, the span what the text has."""

    term: str
    provision: str
    span: Span
    rule: str = "longest-match"


@record
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


@record
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
