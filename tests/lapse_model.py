"""A simple model of a code and of what a lapse leaves behind, with sets and loops alone: no graph, no records of ours.

A code is a list of documents, each a list of clauses numbered from 1. A clause defines at most one term, uses terms,
and refers to documents or to clauses. A place is the document's number and the clause's, clause 0 for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Place = tuple[int, int]
Found = tuple[str, Place, str]
"""The code of a rule, where, and the term or the words that it is about."""


@dataclass(frozen=True)
class Meaning:
    """What a clause defines: for the code, for its document, or for the clause alone; or by another place."""

    term: str
    scope: str
    source: Place | None = None


@dataclass(frozen=True)
class Mention:
    """A reference to clauses of a document (none: the whole of it), perhaps in words about the past.

    Its clause cites what it refers to, varies it, or requires the document to be made. It may be an exception: "save
    under Appendix 1", and then so is what its clause refers to behind it.
    """

    document: int
    clauses: tuple[int, ...]
    past: bool = False
    role: str = "cites"
    save: bool = False

    @property
    def targets(self) -> list[Place]:
        return [(self.document, clause) for clause in self.clauses] or [(self.document, 0)]


@dataclass(frozen=True)
class Clause:
    defines: Meaning | None = None
    uses: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    takes_all_from: int | None = None
    signals: int = 0
    """How many words of a duty in it say that it should go on."""
    speaks: tuple[int, ...] = ()
    """The documents of whose subject it has the word."""
    saves: bool = False
    """Whether it saves what had arisen before the end of another text."""


@dataclass(frozen=True)
class Code:
    documents: tuple[tuple[Clause, ...], ...]

    def clauses(self) -> Iterator[tuple[Place, Clause]]:
        for d, document in enumerate(self.documents):
            for c, clause in enumerate(document, start=1):
                yield (d, c), clause

    def everything(self) -> set[Place]:
        return {place for place, _ in self.clauses()} | {(d, 0) for d in range(len(self.documents))}

    def without(self, gone: set[Place]) -> set[Place]:
        """What is in force when documents and clauses have lapsed."""
        whole = {d for d, c in gone if c == 0}
        return {place for place in self.everything() if place not in gone and place[0] not in whole}

    def cited(self, document: int) -> set[int]:
        """The documents that one mentions in any way."""
        found = set()
        for (d, _), clause in self.clauses():
            if d == document:
                found |= {mention.document for mention in clause.mentions}
                if clause.defines and clause.defines.source:
                    found.add(clause.defines.source[0])
        return found

    def taken_from(self, document: int) -> set[int]:
        """The documents from which one takes all its terms."""
        sources = {clause.takes_all_from for (d, _), clause in self.clauses() if d == document}
        return {one for one in sources if one is not None and one != document}

    def candidates(self, use: Place, term: str) -> list[Place]:
        """The clauses whose definition a use may bind to, the first that is in force binds."""
        ranked: list[tuple[int, int, Place]] = []
        for place, clause in self.clauses():
            if clause.defines is None or clause.defines.term != term:
                continue
            if clause.defines.scope == "clause":
                if place == use:
                    ranked.append((0, 0, place))
            elif place[0] == use[0]:
                ranked.append((1, 0, place))
            elif place[0] in self.taken_from(use[0]):
                ranked.append((2, 0, place))
            elif clause.defines.scope == "code":
                ranked.append((3, 0, place))
            else:
                ranked.append((4, 0 if place[0] in self.cited(use[0]) else 1, place))
        ranked.sort()
        return [place for tier, far, place in ranked if tier < 4 or (tier, far) == ranked[0][:2]]

    def bound(self, use: Place, term: str, state: set[Place]) -> Place | None:
        return next((place for place in self.candidates(use, term) if place in state), None)

    def pointed_to(self, place: Place, meaning: Meaning) -> list[Place]:
        """The definitions of its term that an import at a place points to."""
        if meaning.source is None:
            return []
        d, c = meaning.source
        return [
            other
            for other, clause in self.clauses()
            if other != place and clause.defines and clause.defines.term == meaning.term
            if other == (d, c) or (c == 0 and other[0] == d)
        ]

    def sources(self, place: Place, meaning: Meaning, state: set[Place]) -> bool:
        """Whether what an import takes its meaning from is in force: the term's definition there, else the place."""
        there = self.pointed_to(place, meaning)
        return any(other in state for other in there) if there else meaning.source in state


def findings(code: Code, gone: set[Place]) -> set[Found]:
    """What the lapse of `gone` causes, by the rules LAP101 to LAP110 and LAP112; `windows` has LAP111."""
    before, after = code.everything(), code.without(gone)
    found = {*ends(code, before, after), *idle_provisions(code, before, after)}
    for place, clause in code.clauses():
        if place not in after:
            continue
        for term in clause.uses:
            one, other = code.bound(place, term, before), code.bound(place, term, after)
            if one is not None and other is None:
                found.add(("LAP101", place, term))
            elif one is not None and other != one and one not in after:
                found.add(("LAP102", place, term))
        meaning = clause.defines
        if (
            meaning
            and meaning.source
            and code.sources(place, meaning, before)
            and not code.sources(place, meaning, after)
        ):
            found.add(("LAP103", place, meaning.term))
        if clause.takes_all_from is not None and (clause.takes_all_from, 0) not in after:
            found.add(("LAP104", place, ""))
        for mention in clause.mentions:
            there = [target for target in mention.targets if target in before] or [(mention.document, 0)]
            left = [target in after for target in there]
            own = mention.document == place[0] and there == [(mention.document, 0)]
            if not mention.past and not own and not all(left):
                found.add(("LAP105" if not any(left) else "LAP106", place, words(mention)))
        if meaning:
            users = [(p, t) for p, c in code.clauses() for t in c.uses if code.bound(p, t, before) == place]
            used = any(p in after and code.bound(p, t, after) == place for p, t in all_uses(code))
            pointers = [
                p for p, c in code.clauses() if p in after and c.defines and place in code.pointed_to(p, c.defines)
            ]
            if users and not used and not pointers:
                found.add(("LAP109", place, meaning.term))
    return found


def ends(code: Code, before: set[Place], after: set[Place]) -> Iterator[Found]:
    """What ends with the clauses that lapse: variations, requirements, duties (LAP107, LAP108, LAP112)."""
    required = {m.document for place, c in code.clauses() if place in after for m in c.mentions if m.role == "requires"}
    for place, clause in code.clauses():
        if place in after:
            continue
        if clause.signals > 1:
            yield "LAP112", place, "duty"
        for mention in clause.mentions:
            there = [target for target in mention.targets if target in before] or [(mention.document, 0)]
            if mention.role == "varies" and any(target in after for target in there):
                yield "LAP107", place, words(mention)
            if mention.role == "requires" and mention.document not in required:
                yield "LAP108", place, f"Appendix {mention.document}"


def idle_provisions(code: Code, before: set[Place], after: set[Place]) -> Iterator[Found]:
    """Clauses with nothing left to do (LAP110): all that they refer to elsewhere lapses, or its subject is theirs."""
    subjects = lost_subjects(code, before, after)
    for place, clause in code.clauses():
        if place not in after or clause.saves:
            continue
        if not subjects.isdisjoint(clause.speaks) or (refers_to_the_lost(place, clause, before, after) and not (
            clause.defines and any(p in after and code.bound(p, t, after) == place for p, t in all_uses(code))
        )):  # fmt: skip
            yield "LAP110", place, ""


def refers_to_the_lost(place: Place, clause: Clause, before: set[Place], after: set[Place]) -> bool:
    """Whether a clause cites what is wholly there before and wholly gone after, and nothing else of other documents."""
    elsewhere = [m for m in clause.mentions if m.document != place[0]]
    sources = [clause.defines.source] if clause.defines and clause.defines.source else []
    sources += [(clause.takes_all_from, 0)] if clause.takes_all_from is not None else []
    stand = any(not m.past and all(target in after for target in m.targets) for m in elsewhere)
    if stand or any(source in after for source in sources if source[0] != place[0]):
        return False
    for number, mention in enumerate(clause.mentions):
        excepted = any(one.save for one in clause.mentions[: number + 1])
        there = all(target in before for target in mention.targets)
        lost = there and not any(target in after for target in mention.targets)
        if mention in elsewhere and mention.role == "cites" and not mention.past and not excepted and lost:
            return True
    return False


def lost_subjects(code: Code, before: set[Place], after: set[Place]) -> set[int]:
    """The documents that lapse whole and whose subject is ten times as thick in them as elsewhere, and mostly there."""
    gone = {d for d, c in before - after if c == 0}
    inside = [clause for (d, _), clause in code.clauses() if d in gone]
    outside = [clause for (d, _), clause in code.clauses() if d not in gone]
    found = set()
    for d in gone if outside else ():
        here, there = (sum(d in clause.speaks for clause in part) for part in (inside, outside))
        if there and here * len(outside) >= 10 * there * len(inside) and here >= 3 * there:
            found.add(d)
    return found


def windows(code: Code, later: Code, gone: set[Place]) -> set[Found]:
    """The definitions of a later text that come too late for uses that the lapse leaves without any (LAP111)."""
    left, cured = code.without(gone), later.without(gone)
    found = set()
    for place, term in all_uses(code):
        bound = later.bound(place, term, cured)
        if place in left and place in cured and code.bound(place, term, left) is None and bound is not None:
            found.add(("LAP111", bound, term))
    return found


def all_uses(code: Code) -> list[tuple[Place, str]]:
    return [(place, term) for place, clause in code.clauses() for term in clause.uses]


def words(mention: Mention) -> str:
    """A mention as the text has it."""
    name = f"Appendix {mention.document}"
    if not mention.clauses:
        return name
    return f"clauses {' and '.join(str(clause) for clause in mention.clauses)} of {name}"
