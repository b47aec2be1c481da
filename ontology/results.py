"""Records of what was worked out: links, findings, the ledger and the plan. Frozen, compared by value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .places import Place, Span
from .record import record

Status = Literal["resolved", "partly-resolved", "external", "ambiguous", "historical", "unresolved"]
Cause = Literal["caused", "cured", "existing"]
Level = Literal["error", "warning", "info"]
Disposition = Literal["retain", "review", "lapse"]
Fate = Literal["kept", "renumbered", "reworded", "moved", "dropped", "added"]
"""What became of a provision between two texts; a provision in other words may have another number as well."""
Ground = Literal["used", "kept"]
Reach = Literal["provision", "document", "imported", "general", "implicit"]
"""How a definition reaches a use: defined for its place, by its document, imported, for the code, only elsewhere."""


@record
@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A definition that a use could bind to. The lowest rank binds; `reason` says in words why it is eligible."""

    rank: int
    definition: str
    place: Place
    reason: str
    reach: Reach = "document"


@record
@dataclass(frozen=True, slots=True)
class Binding:
    """What a use of a term binds to in a state: every candidate, the best first; none is an undefined term."""

    place: Place
    term: str
    span: Span
    text: str
    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def best(self) -> Candidate | None:
        """The definition that the use binds to, None where no definition is in force."""
        return self.candidates[0] if self.candidates else None


@record
@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reference means in a state: its status, its targets, the labels `missing` there, and the reason.

    `otherwise` are the targets in another document of the same title, which count where that one is in force alone.
    """

    place: Place
    text: str
    span: Span
    role: str
    rule: str
    status: Status
    targets: tuple[Place, ...]
    reason: str
    missing: tuple[str, ...] = ()
    document: str = ""
    otherwise: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a provision's text (`start`, `end`) that shows a finding; `quote` is the sentence around it."""

    text: str
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found. `id` stays the same from run to run; `fix` says what would mend it.

    `targets` are the places that it leads to, in the order of documents and provisions.
    `saved_by` are provisions in force that save what had arisen before, where the finding is about what then ends;
    `reverts_to` is the wording that a variation gives way to, with the numbers where it varied several provisions.
    """

    id: str
    code: str
    name: str
    level: Level
    cause: Cause
    place: Place
    subject: str
    targets: tuple[Place, ...]
    evidence: tuple[Evidence, ...]
    message: str
    fix: str
    saved_by: tuple[Place, ...] = ()
    reverts_to: str = ""

    @property
    def target(self) -> Place | None:
        """The first of the places that it leads to, None where it leads to none."""
        return self.targets[0] if self.targets else None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One lapsing provision: what it is, what becomes of it, and the reasons.

    Between two texts of a code `became` is what became of it and `to` where it is now, if anywhere.
    """

    place: Place
    kind: str
    disposition: Disposition
    because: tuple[str, ...]
    became: Fate | None = None
    to: Place | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Something else than carrying text over: `place` is what to point at, or where to write the meaning out."""

    what: Literal["re-point", "restate"]
    place: Place
    because: str


@dataclass(frozen=True, slots=True)
class Action:
    """One step of a plan: carry a definition or a provision from one place to another, and why.

    `target` has an empty provision where the text goes in as a new clause. `ground` is what the step rests on in the
    end: "used" by text that stays in force, or by a term that such text uses, else "kept" by decision. `number` is the
    number that a new clause gets there, `brings` what else is carried over because of it.
    """

    what: Literal["definition", "provision"]
    label: str
    source: Place
    target: Place
    because: tuple[str, ...]
    ground: Ground = "used"
    number: str = ""
    brings: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in order, and what would still be caused by the lapse with all of them taken."""

    actions: tuple[Action, ...]
    remaining: tuple[Finding, ...]
    conflicts: tuple[str, ...] = ()
