"""The picture of the orphans as columns of boxes and the lines between them: computed here, drawn elsewhere.

From left to right: the documents that stay, their provisions, the terms that these use, and the documents that define
the terms. Lengths are pixels; a box's `x` and `y` are its middle.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ontology.places import Place
from ontology.results import Cause, Finding

from .wording import CAUSES, Names, by_document, clause, clauses, count, day, defined_at, document, numbered, place

Kind = Literal["document", "provision", "term", "lapsing", "standing"]
"""`lapsing` is a document whose definitions lapse, `standing` one that defines a term afterwards."""

MOST_BOXES = 300
MOST_PROVISIONS = 60
"""With more provisions than these they are folded into their documents, so that the picture can be read."""

SIGNS: dict[str, str] = {"caused": "✖", "cured": "✔", "existing": "–"}
WIDTHS: dict[Kind, int] = {"document": 172, "provision": 84, "term": 190, "lapsing": 176, "standing": 176}
COLUMNS: tuple[Kind, ...] = ("document", "provision", "term", "lapsing")
HEADS: dict[Kind, str] = {
    "document": "Stays in force",
    "provision": "Provision",
    "term": "Term",
    "lapsing": "Definition",
}
GAP = 110
LINE, PADDING, SPACE = 15, 14, 14
CHARACTER = 7.5
"""The widest that an average character is at the size at which boxes are labelled."""


_GAPS = re.compile(r"[^\S\u00a0]+")


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its column is that of its kind; `hover` is shown under the pointer, `cause` gives its colour."""

    id: str
    kind: Kind
    label: str
    hover: str
    cause: Cause | None = None
    x: float = 0
    y: float = 0

    @property
    def height(self) -> int:
        """The height that the lines of the label need, in a box or, for a term that is cured, in an ellipse."""
        curved = 2 * PADDING if self.kind == "term" and self.cause == "cured" else PADDING
        return (self.label.count("\n") + 1) * LINE + curved


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one box to another; `number` of uses that it stands for."""

    start: str
    end: str
    cause: Cause | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Term:
    """One term with its findings, all of one cause and with one definition."""

    id: str
    name: str
    cause: Cause
    target: Place | None
    findings: tuple[Finding, ...]

    @property
    def uses(self) -> int:
        """The number of places at which the term is used."""
        return sum(max(1, len(f.evidence)) for f in self.findings)


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes and lines with their places; `notes` say what is folded or left out; `terms` are all of them, in order."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    terms: tuple[Term, ...]
    columns: tuple[tuple[str, float, int], ...]
    width: float
    height: float
    folded: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sketch:
    boxes: list[Box] = field(default_factory=list)
    lines: dict[tuple[str, str, Cause | None], int] = field(default_factory=dict)

    def line(self, start: str, end: str, cause: Cause | None = None, number: int = 1) -> None:
        self.lines[start, end, cause] = self.lines.get((start, end, cause), 0) + number


def terms(findings: Sequence[Finding]) -> tuple[Term, ...]:
    """The orphaned terms among findings: what is left open first, then by the number of provisions that use them."""
    groups: dict[tuple[str, Place | None, Cause], list[Finding]] = {}
    for one in findings:
        if one.code == "LAP101":
            groups.setdefault((one.subject, one.target, one.cause), []).append(one)
    ranked = sorted(groups.items(), key=lambda g: (list(SIGNS).index(g[0][2]), -len(g[1]), g[0][0].casefold()))
    return tuple(
        Term(f"t{n}", name, cause, target, tuple(found)) for n, ((name, target, cause), found) in enumerate(ranked)
    )


def lay_out(findings: Sequence[Finding], names: Names, lapsing: str, until: date | None) -> Layout:
    """The picture of the orphaned terms among `findings` when the document `lapsing` (an id) lapses after a day."""
    every = terms(findings)
    shown, notes = every, []
    places = list(dict.fromkeys(f.place for t in every for f in t.findings))
    folded = len(places) > MOST_PROVISIONS or len(places) + 2 * len(every) + len(by_document(places)) > MOST_BOXES
    if folded:
        notes.append(f"{count(len(places), 'provision')} are folded into their documents; the list has each of them.")
        room = MOST_BOXES - len(by_document(places)) - len({t.target.document for t in every if t.target}) - 2
        shown = every[: max(room, 0)]
        if len(shown) < len(every):
            notes.append(f"The {len(shown)} terms most relied on are drawn, of {len(every)}; the list has all.")
    sketch = _Sketch()
    _users(sketch, shown, names, folded)
    _terms(sketch, shown, names)
    _definitions(sketch, shown, names, lapsing, until)
    return _placed(sketch, every, folded, notes)


def _users(sketch: _Sketch, shown: Sequence[Term], names: Names, folded: bool) -> None:
    """The documents that use the terms, and their provisions where there is room."""
    users = by_document(f.place for t in shown for f in t.findings)
    order = {f.place: n for n, f in reversed(list(enumerate(f for t in shown for f in t.findings)))}
    for id_, paths in sorted(users.items(), key=lambda u: (-len(u[1]), u[0])):
        label = (
            _wrapped(document(id_, names), "document") + f"\n{count(len(paths), 'provision relies', 'provisions rely')}"
        )
        sketch.boxes.append(Box(f"d:{id_}", "document", label, f"{document(id_, names)}: {clauses(paths)}"))
        for path in sorted(paths, key=lambda p: order[Place(id_, p)]) if not folded else ():
            here = Place(id_, path)
            quotes = [_quoted(f) for t in shown for f in t.findings if f.place == here]
            hover = "\n".join([place(here, names), *dict.fromkeys(quotes)])
            sketch.boxes.append(Box(f"p:{here}", "provision", _wrapped(clause(path), "provision"), hover))
            sketch.line(f"d:{id_}", f"p:{here}")
    for term in shown:
        for one in term.findings:
            start = f"d:{one.place.document}" if folded else f"p:{one.place}"
            sketch.line(start, term.id, term.cause, max(1, len(one.evidence)))


def _terms(sketch: _Sketch, shown: Sequence[Term], names: Names) -> None:
    for term in shown:
        number = len({f.place for f in term.findings})
        label = _wrapped(f"{SIGNS[term.cause]}\u00a0{term.name}\u00a0({number})", "term") + f"\n{CAUSES[term.cause]}"
        defined = f"Defined at {place(term.target, names)}" if term.target else "Defined nowhere"
        hover = "\n".join([f"{term.name}: {CAUSES[term.cause]}", defined, *_some(_quoted(f) for f in term.findings)])
        sketch.boxes.append(Box(term.id, "term", label, hover, term.cause))


def _definitions(sketch: _Sketch, shown: Sequence[Term], names: Names, lapsing: str, until: date | None) -> None:
    """The documents that define the terms: those that lapse, and those that cure."""
    groups: dict[tuple[str, bool], list[Term]] = {}
    for term in shown:
        if term.target:
            groups.setdefault((term.target.document, term.cause == "cured"), []).append(term)
    for (id_, standing), found in groups.items():
        paths = dict.fromkeys(numbered(t.target.provision) for t in found if t.target)
        where = f" in {clauses(p for p in paths if p)}" if len(paths) < 4 and any(paths) else ""
        if standing:
            fate = "in force afterwards"
        elif id_ == lapsing:
            fate = f"lapses after\n{day(until)}" if until else "lapses"
        else:
            fate = "lapses with it" if any(t.cause == "caused" for t in found) else "not in force"
        lines = [document(id_, names), f"{count(len(found), 'definition')}{where}"]
        label = "\n".join([*(_wrapped(line, "lapsing") for line in lines), fate])
        hover = "\n".join([lines[0], *_some(f"{t.name}: {defined_at(t.target, names)}" for t in found if t.target)])
        box = Box(f"x:{id_}:{standing}", "standing" if standing else "lapsing", label, hover)
        sketch.boxes.append(replace(box, cause="cured" if standing else "caused"))
        for term in found:
            sketch.line(term.id, box.id, term.cause)


def _placed(sketch: _Sketch, every: tuple[Term, ...], folded: bool, notes: list[str]) -> Layout:
    """The boxes in their columns: one column evenly, the others beside the boxes that they are joined to."""
    columns = [kind for kind in COLUMNS if not (folded and kind == "provision")]
    middle: dict[Kind, float] = {}
    left = 0.0
    for kind in columns:
        middle[kind] = left + WIDTHS[kind] / 2
        left += WIDTHS[kind] + GAP
    middle["standing"] = middle["lapsing"]
    stacks = {kind: [b for b in sketch.boxes if middle[b.kind] == middle[kind]] for kind in columns}
    height = max((_tall(stack) for stack in stacks.values()), default=0)
    even: tuple[Kind, ...] = ("document", "term") if folded else ("provision",)
    placed: dict[str, Box] = {}
    for kind in (*even, *(k for k in columns if k not in even)):
        if kind in even:
            wanted = [height / 2] * len(stacks[kind])
        else:
            stacks[kind], wanted = _beside(stacks[kind], sketch, placed)
        for box, y in zip(stacks[kind], _apart(stacks[kind], wanted), strict=True):
            placed[box.id] = replace(box, x=middle[kind], y=round(y, 1))
    top = min((b.y - b.height / 2 for b in placed.values()), default=0)
    bottom = max((b.y + b.height / 2 for b in placed.values()), default=0)
    return Layout(
        boxes=tuple(replace(placed[box.id], y=round(placed[box.id].y - top, 1)) for box in sketch.boxes),
        lines=tuple(Line(start, end, cause, number) for (start, end, cause), number in sketch.lines.items()),
        terms=every,
        columns=tuple((HEADS[kind], middle[kind], WIDTHS[kind]) for kind in columns),
        width=left - GAP,
        height=bottom - top,
        folded=folded,
        notes=tuple(notes),
    )


def _beside(stack: list[Box], sketch: _Sketch, placed: dict[str, Box]) -> tuple[list[Box], list[float]]:
    """A column in the order of the middles of what its boxes are joined to, with these; terms keep to their cause."""
    near: dict[str, list[float]] = {}
    for start, end, _ in sketch.lines:
        for one, other in ((start, end), (end, start)):
            if other in placed:
                near.setdefault(one, []).append(placed[other].y)
    middles = {box.id: sum(near.get(box.id, [0.0])) / len(near.get(box.id, [0.0])) for box in stack}
    ranks: list[Cause | None] = [None, "caused", "cured", "existing"]
    ordered = sorted(stack, key=lambda box: (ranks.index(box.cause), middles[box.id]))
    return ordered, [middles[box.id] for box in ordered]


def _apart(stack: Sequence[Box], wanted: Sequence[float]) -> list[float]:
    """Middles as near as can be (least squares) to those wanted, in this order and without overlap."""
    offset, total = [], 0.0
    for box in stack:
        offset.append(total + box.height / 2)
        total += box.height + SPACE
    pools: list[list[float]] = []
    for value, shift in zip(wanted, offset, strict=True):
        pools.append([value - shift, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, number = pools.pop()
            pools[-1] = [(pools[-1][0] * pools[-1][1] + mean * number) / (pools[-1][1] + number), pools[-1][1] + number]
    starts = [mean for mean, number in pools for _ in range(int(number))]
    return [start + shift for start, shift in zip(starts, offset, strict=True)]


def _tall(stack: Sequence[Box]) -> float:
    return sum(box.height + SPACE for box in stack) - SPACE if stack else 0


def _wrapped(text: str, kind: Kind) -> str:
    """A label broken into lines that fit a box of its kind, at most four; the hover has the whole."""
    width = int((WIDTHS[kind] - PADDING) / CHARACTER)
    lines = textwrap.wrap(_GAPS.sub(" ", text), width, break_on_hyphens=False) or [""]
    return "\n".join(lines if len(lines) < 5 else [*lines[:3], lines[3][: width - 2] + " …"])


def _quoted(finding: Finding) -> str:
    quote = next((e.quote or e.text for e in finding.evidence), "")
    return f"{clause(finding.place.provision)}: “{quote}”" if quote else clause(finding.place.provision)


def _some(lines: Iterable[str], most: int = 6) -> list[str]:
    found = list(dict.fromkeys(lines))
    return found if len(found) <= most else [*found[:most], f"and {len(found) - most} more in the list"]
