"""The open levels of a document while it is read, and where the next label belongs among them.

Every label is tried as the next of each open level, as the first of a new one, and as one of a row of numbers that
runs through the sections (the paragraphs of a report). The best candidate wins; a label that suits none is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ontology import labels

from . import sequence
from .credible import Choice, Family, Hints, credible
from .numbering import Label

FrameKind = Literal["root", "container", "label", "text"]

DEEPEST = 40
"""Levels that may be open at once."""
WORTH = {"next": 10.0, "inserted": 9.0, "first": 8.0, "gap": 4.0, "start": 1.0, "same": 0.5, "back": 0.0}


@dataclass(slots=True)
class Frame:
    """One open level: the provision `node` that stands open there, and how its label looked."""

    kind: FrameKind
    node: int
    parent: int
    family: Family = ("", "", "")
    prefix: tuple[str, ...] = ()
    core: str = ""
    unit: str = ""
    level: int = 0
    titled: bool = False
    bullet: bool = False
    firm: bool = False
    open: bool = False
    closed: bool = False
    depth: int = 0
    running: bool = False
    given: bool = False


@dataclass(slots=True)
class Outline:
    """The stack of open levels; `running` and `series` remember rows of numbers whose level has been closed."""

    frames: list[Frame]
    running: dict[bool, str] = field(default_factory=dict)
    series: dict[tuple[int, Family], str] = field(default_factory=dict)
    decimals_nest: bool = True
    units: set[str] = field(default_factory=set)

    def choose(self, label: Label, hints: Hints) -> Choice | None:
        """The best place for a label, None where it is no label at all."""
        prefix = self.prefix_of(label)
        choices = self._deep(label, hints, prefix) if prefix else self._flat(label, hints)
        best = max(choices, key=lambda one: one.score, default=None)
        if best is None or not credible(label, hints, best):
            return None
        nested = best.prefix and best.relation in ("first", "next") and (label.firm or hints.titled)
        if label.unit and label.unit not in self.units and self._counts() and not (hints.heading or nested):
            return None
        return best

    def prefix_of(self, label: Label) -> tuple[str, ...]:
        """The levels above the last one in a decimal label: ("4", "2") of "4.2.1"; none of a statute's section 4.1."""
        if label.form != "decimal":
            return ()
        above = labels.parts(label.core)[:-1]
        return above if self.decimals_nest or len(above) > 1 or not above or not above[0].isdigit() else ()

    def scope(self) -> int:
        """The index of the frame in which numbers count: the innermost container, or the root."""
        return next(i for i in range(len(self.frames) - 1, -1, -1) if self.frames[i].kind in ("root", "container"))

    def _deep(self, label: Label, hints: Hints, prefix: tuple[str, ...]) -> list[Choice]:
        """Places for a label of several parts ("4.2.1"): below its prefix, or beside a label of the same prefix."""
        scope = self.scope()
        last = labels.parts(label.core)[-1]
        family: Family = ("decimal", "number", "")
        found: list[Choice] = []
        for i in range(len(self.frames) - 1, scope, -1):
            frame = self.frames[i]
            if frame.kind != "label" or (frame.family[0] != "decimal" and not _by_roman(frame, prefix)):
                continue
            own = (*frame.prefix, frame.core)
            if frame.prefix and same(frame.prefix, prefix):
                how, jump = sequence.relation(frame.core, last, "number")
                score, running = WORTH[how] + 2, frame.running
                found.append(Choice(score, i - 1, how, family, prefix, running, before=frame.core, jump=jump))
            elif same(own, prefix[: len(own)]) or _by_roman(frame, prefix):
                first = sequence.is_first(last, "number") and len(own) == len(prefix)
                how = "first" if first or (len(own) == len(prefix) and hints.given) else "start"
                found.append(Choice(WORTH[how] + len(own), i, how, family, prefix))
        if not found:
            how = "first" if sequence.is_first(last, "number") else "start"
            anew = how == "first" and prefix == ("1",) and self._put_in()
            found.append(Choice(WORTH[how], len(self.frames) - 1 if anew else scope, how, family, prefix, anew))
        return found

    def _put_in(self) -> bool:
        """Whether a titled clause such as 2A has just opened: put in later, its paragraphs may start anew at 1.1."""
        top = self.frames[-1]
        late = top.core[:-1].isdigit() and top.core[-1].isalpha()
        return top.kind == "label" and top.titled and top.family[0] == "decimal" and not top.prefix and late

    def _flat(self, label: Label, hints: Hints) -> list[Choice]:
        found: list[Choice] = []
        for counting in sequence.countings(label.core):
            family = family_of(label, counting)
            found += self._continuing(label, hints, family, counting)
            found += self._opening(label, hints, family, counting)
            found += self._resuming(label, hints, family, counting)
        return found

    def _continuing(self, label: Label, hints: Hints, family: Family, counting: sequence.Counting) -> list[Choice]:
        """The label as the next of each level that is open."""
        found = []
        for i in range(len(self.frames) - 1, 0, -1):
            frame = self.frames[i]
            if frame.kind == "container":
                break
            if frame.kind != "label" or frame.family != family or frame.prefix:
                continue
            how, jump = sequence.relation(frame.core, label.core, counting)
            if how == "gap" and sequence.doubled(frame.core, label.core):
                how, jump = "next", 0
            score = WORTH[how] - min(3.0, jump / 10) - 0.05 * (len(self.frames) - i)
            score += _likeness(frame, label, hints) + _outlook(label.core, counting, hints.following)
            found.append(Choice(score, i - 1, how, family, running=frame.running, before=frame.core, jump=jump))
        return found

    def _opening(self, label: Label, hints: Hints, family: Family, counting: sequence.Counting) -> list[Choice]:
        """The label as the first of a new level below what stands open."""
        top = len(self.frames) - 1
        frame = self.frames[top]
        how: sequence.Relation = "first" if sequence.is_first(label.core, counting) else "start"
        if how == "start" and label.glued:
            how = "first"
        score = WORTH[how] + _outlook(label.core, counting, hints.following)
        if top >= DEEPEST:
            score -= 100
        elif any(_looks_same(f, label, hints) for f in self._row(frame) if f.family == family):
            score -= 8
        elif frame.kind in ("root", "container") or frame.open or frame.titled:
            score += 1.5
        elif any(f.family == family and f.kind == "label" for f in self._since_text()):
            score -= 6
        elif label.form == "decimal":
            score -= 3
        outer = label.form == "decimal" or bool(label.unit)
        if hints.titled and outer and frame.kind in ("label", "text"):
            score -= 5 if label.unit and frame.kind == "text" else 4
        if hints.level and frame.level:
            score += 0.5 if hints.level > frame.level else (-2 if hints.level < frame.level else 0)
        beside = frame.kind == "label" and frame.titled and frame.family == family and frame.unit == label.unit
        running = beside and not hints.titled and not _nested(frame, hints)
        found = [Choice(score, top, how, family, running=running), *self._listed(hints, family, how)]
        scope = self.scope()
        if scope != top and outer:
            seen = any(f.family == family and f.kind == "label" for f in self.frames[scope:])
            found.append(Choice(WORTH[how] - (4 if seen else 1), scope, how, family))
        return found

    def _listed(self, hints: Hints, family: Family, how: sequence.Relation) -> list[Choice]:
        """A list that begins behind another of its depth, as the file gives both: it stands beside that one."""
        if not hints.given or not hints.level or how != "first" or hints.titled:
            return []
        level = [(i, f) for i, f in enumerate(self.frames) if f.given and f.level == hints.level]
        if not level or any(f.family == family for _, f in level):
            return []
        return [Choice(WORTH[how] - 2, level[-1][0] - 1, how, family)]

    def _row(self, top: Frame) -> list[Frame]:
        """The labelled frames that stand open where no lead-in invites a list of its own."""
        return [] if top.open else self._since_text()

    def _since_text(self) -> list[Frame]:
        """The labelled frames above the innermost unnumbered paragraph or container."""
        found = []
        for frame in reversed(self.frames):
            if frame.kind != "label":
                break
            found.append(frame)
        return found

    def _resuming(self, label: Label, hints: Hints, family: Family, counting: sequence.Counting) -> list[Choice]:
        """The label as the next of a row whose level is closed: sections over parts; running paragraphs."""
        if label.form == "dot" and label.unit and (before := self.series.get((self._outer(self.scope()), family))):
            how, jump = sequence.relation(before, label.core, counting)
            return [Choice(WORTH[how] - min(3.0, jump / 10), self.scope(), how, family, before=before, jump=jump)]
        if label.form != "decimal" or counting != "number":
            return []
        found = []
        scope = self.scope()
        before = self.series.get((self._outer(scope), family))
        if before and self.frames[scope].kind == "container" and scope == len(self.frames) - 1:
            how, jump = sequence.relation(before, label.core, counting)
            if how in ("next", "inserted", "gap"):
                score = WORTH[how] - min(3.0, jump / 10) + 2
                found.append(Choice(score, scope, how, family, before=before, jump=jump))
        at = next((i for i in range(len(self.frames) - 1, 0, -1) if self.frames[i].titled), 0)
        for bullet, core in self.running.items():
            how, jump = sequence.relation(core, label.core, counting)
            if at and not hints.titled and how in ("next", "inserted"):
                penalty = 0.5 + (bullet != hints.bullet)
                found.append(Choice(WORTH[how] - penalty, at, how, family, running=True, before=core))
        if hints.bullet and at and not any(f.bullet for f in self.frames) and not self.running:
            found.append(Choice(5.0, at, "first", family, running=True))
        return found

    def _counts(self) -> bool:
        """Whether numbers are counted already in the schedule or root that is open."""
        node = self._outer(self.scope())
        return any(one == node for one, _ in self.series)

    def _outer(self, scope: int) -> int:
        """The node of the schedule or root in which a part lies: where the numbers of its parts count on."""
        i = scope
        while i > 0 and self.frames[i].kind == "container" and not self.frames[i].closed:
            i -= 1
        return self.frames[i].node

    def push(self, choice: Choice, label: Label, hints: Hints, node: int) -> None:
        """Open the level of a label that has been placed; everything above its place is closed."""
        parent, nested = self.frames[choice.at].node, _nested(self.frames[choice.at], hints)
        del self.frames[choice.at + 1 :]
        core = labels.parts(label.core)[-1] if choice.prefix else label.core
        frame = Frame("label", node, parent, choice.family, choice.prefix, core, label.unit, hints.level)
        frame.titled, frame.bullet, frame.firm = hints.titled, hints.bullet, label.firm
        self.frames.append(frame)
        frame.running, frame.given = choice.running, hints.given
        self.units.add(label.unit)
        if choice.running and not choice.prefix:
            self.running[hints.bullet] = label.core
        elif (choice.family[0] == "decimal" or label.unit) and self.frames[choice.at].kind in ("root", "container"):
            self.series[(self._outer(choice.at), choice.family)] = core
        elif choice.family[0] == "decimal" and self.frames[choice.at].titled and not choice.prefix and not nested:
            self.running[hints.bullet] = label.core


def _by_roman(frame: Frame, prefix: tuple[str, ...]) -> bool:
    """Whether a frame is the article that a roman numeral counts and its sections a digit: 4.01 lies in Article IV."""
    return bool(frame.unit) and frame.family[0] == "dot" and str(labels.roman(frame.core)) == prefix[0]


def family_of(label: Label, counting: sequence.Counting) -> Family:
    """What labels of one row have in common: form, way of counting, case."""
    case = "" if counting == "number" else ("upper" if label.core[0].isupper() else "lower")
    return (label.form, counting, case)


def same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two prefixes are the same, with or without the letter of their section: ("N6",) and ("6",)."""
    if a == b:
        return True
    if len(a) != len(b) or not a or a[1:] != b[1:]:
        return False
    return re.sub(r"^[A-Z]{1,2}(?=\d)", "", a[0]) == re.sub(r"^[A-Z]{1,2}(?=\d)", "", b[0])


def _looks_same(frame: Frame, label: Label, hints: Hints) -> bool:
    return (frame.titled, frame.bullet, frame.unit) == (hints.titled, hints.bullet, label.unit)


def _nested(frame: Frame, hints: Hints) -> bool:
    """Whether the file itself puts an item below the one that stands open: a list within an item of a list."""
    return hints.given and frame.given and 0 < frame.level < hints.level


def _likeness(frame: Frame, label: Label, hints: Hints) -> float:
    """How much a label looks like the one that it would follow."""
    score = 0.0
    if hints.level and frame.level:
        apart = -4.0 if hints.given and frame.given else -1.5
        score += 1.5 if hints.level == frame.level else apart
    if label.form == "decimal" and frame.titled != hints.titled:
        score -= 3
    if frame.bullet != hints.bullet:
        score -= 5
    if frame.unit != label.unit:
        score -= 3
    return score + (0.3 if frame.firm == label.firm else 0)


def _outlook(core: str, counting: sequence.Counting, following: str) -> float:
    """What the next label of the same shape betrays: behind (i) comes (ii) or (j)."""
    if not following or counting == "number":
        return 0.0
    if sequence.is_first(core, counting) and len(core) == 1 and core.lower() == "a":
        return 0.0
    how, _ = sequence.relation(core, following, counting)
    return 3.0 if how == "next" else 0.0
