"""The columns that most pictures have: documents, their provisions, what these rely on, and where that stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lapse.wording import Names, by_document, clause, clauses, count, defined_at, document, place
from ontology.places import Place

from .columns import wide, wrapped
from .reliance import WHOLE, Subject, quotes
from .sketch import (
    FEWEST_SUBJECTS,
    MOST_BOXES,
    MOST_LINES,
    MOST_PROVISIONS,
    MOST_QUOTES,
    MOST_ROWS,
    MOST_SUBJECTS,
    SIGNS,
    STATUSES,
    Box,
    Entry,
    Look,
    Quote,
    Sign,
    Sketch,
    Status,
    some,
)

DOCUMENT, SUBJECT, SOURCE = 172, 190, 176
"""Widths of boxes."""
GROUPS = {
    "term": "Terms",
    "meaning": "Terms with another meaning",
    "import": "Definitions that take their meaning from elsewhere",
    "reference": "References",
    "variation": "Variations that revert",
    "authority": "Documents that lose their authority",
}
"""Heads of the list, by the kind of what is relied on."""
_CLAUSE = re.compile(r"[A-Z]{0,2}\d|\(")
"""A number that is called a clause; other names say themselves what they are: Annex A."""
_SAYS: dict[tuple[str, Status], str] = {
    ("variation", "caused"): "varies, reverts",
    ("authority", "caused"): "requires it, lapses",
    ("meaning", "caused"): "other meaning",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where things relied on stand: a box at the right. `key` tells boxes apart; `lines` are its label."""

    key: str
    lines: tuple[str, ...]
    look: Look
    status: Status | None = None
    hover: str = ""


def says(subject: Subject) -> str:
    """What is the matter with a thing, in two or three words."""
    return _SAYS.get((subject.kind, subject.status), STATUSES[subject.status])


def called(subject: Subject) -> str:
    """A thing's name as it stands in its box: a term by itself, a clause as a clause."""
    if subject.kind in ("reference", "variation", "authority") and subject.name != WHOLE and subject.target:
        return f"clause\u00a0{subject.name}" if _CLAUSE.match(subject.name) else subject.name
    return subject.name


def fold(shown: Sequence[Subject]) -> tuple[Sequence[Subject], bool, list[str]]:
    """The things that are drawn, whether provisions are folded into their documents, and what is to be said of it."""
    places = dict.fromkeys(p for s in shown for p in s.places)
    documents = by_document(places)
    folded = len(places) > MOST_PROVISIONS or len(places) + len(documents) + 2 * len(shown) > MOST_BOXES
    notes = []
    drawn = _most(shown, folded)
    if folded and any(p.provision for p in places):
        notes.append(f"{count(len(places), 'provision')} are folded into their documents; the list has each of them.")
    if len(drawn) < len(shown):
        notes.append(f"The {len(drawn)} things most relied on are drawn, of {len(shown):,}; the list has all.")
    return drawn, folded, notes


def _most(shown: Sequence[Subject], folded: bool) -> Sequence[Subject]:
    """The things most relied on, as many as can be drawn so that single lines can be told apart; in their order."""
    most = sorted(shown, key=lambda s: (s.status in ("existing", "stands", "outside"), -len(s.places)))
    kept: set[str] = set()
    lines = 0
    for subject in most[:MOST_SUBJECTS]:
        lines += len(by_document(subject.places)) if folded else len(subject.places)
        if len(kept) < FEWEST_SUBJECTS or lines <= MOST_LINES:
            kept.add(subject.id)
    return [s for s in shown if s.id in kept]


def users(sketch: Sketch, shown: Sequence[Subject], names: Names, folded: bool, head: str = "Document") -> None:
    """The columns of the documents that rely on things and, where there is room, of their provisions."""
    first = sketch.column(head, DOCUMENT, folded)
    found = by_document(p for s in shown for p in s.places)
    paths = [clause(path) for own in found.values() for path in own]
    second = None if folded else sketch.column("Provision", wide(paths, 84, 150))
    order = sorted(found.items(), key=lambda u: (-len(u[1]), u[0]))
    drawn, rest = (order, []) if len(order) <= MOST_ROWS else (order[: MOST_ROWS - 1], order[MOST_ROWS - 1 :])
    more = {id_ for id_, _ in rest}
    level = _levels(shown)
    drawn.sort(key=lambda u: level[u[0]])
    for rank, (id_, own) in enumerate(drawn):
        _user(sketch, (id_, own), names, first, 0 if folded else rank)
        if second is not None and any(own):
            _provisions(sketch, (id_, own), shown, second, rank)
    if rest:
        number = sum(len(own) for _, own in rest)
        label = f"{len(rest)} more documents\n{count(number, 'provision relies', 'provisions rely')}"
        hover = "\n".join(some((document(id_, names) for id_ in sorted(more)), 12))
        sketch.add(Box("d:more", "document", label, hover, rank=len(drawn), column=first))
    for subject in shown:
        for one in subject.users:
            at = one.user
            plain = folded or not at.provision
            start = ("d:more" if at.document in more else f"d:{at.document}") if plain else f"p:{at}"
            sketch.line(start, subject.id, subject.status, max(1, len(one.quotes)))


def _levels(shown: Sequence[Subject]) -> dict[str, float]:
    """How far down what each document relies on stands on average, so that lines cross little."""
    rows: dict[str, list[int]] = {}
    for number, subject in enumerate(shown):
        for where in subject.places:
            rows.setdefault(where.document, []).append(number)
    return {id_: sum(found) / len(found) for id_, found in rows.items()}


def _user(sketch: Sketch, user: tuple[str, list[str]], names: Names, column: int, rank: int) -> None:
    id_, own = user
    name = document(id_, names)
    provisions = [path for path in own if path]
    relies = f"\n{count(len(provisions), 'provision relies', 'provisions rely')}" if provisions else ""
    hover = f"{name}: {clauses(provisions)}" if provisions else name
    sketch.add(Box(f"d:{id_}", "document", wrapped(name, DOCUMENT) + relies, hover, None, id_, rank, column))


def _provisions(sketch: Sketch, user: tuple[str, list[str]], shown: Sequence[Subject], column: int, rank: int) -> None:
    """The provisions of one document, in the order of the text, each with its sentences under the pointer."""
    id_, own = user
    quoted: dict[str, list[str]] = {}
    for subject in shown:
        for one in subject.users:
            if one.user.document == id_:
                quoted.setdefault(one.user.provision, []).extend(one.quotes)
    for path in own:
        if path:
            here = Place(id_, path)
            hover = "\n".join([f"{id_} {clause(path)}", *some(f"“{quote}”" for quote in quoted.get(path, ()))])
            label = wrapped(clause(path), sketch.columns[column].width)
            sketch.add(Box(f"p:{here}", "provision", label, hover, None, id_, rank, column))
            sketch.line(f"d:{id_}", f"p:{here}")


def things(sketch: Sketch, shown: Sequence[Subject], names: Names, folded: bool, head: str) -> None:
    """The column of what is relied on; beside folded provisions it keeps its order and the whole height."""
    column = sketch.column(head, SUBJECT, folded)
    for row, subject in enumerate(shown):
        number = f"\u00a0({len(subject.places):,})" if subject.places else ""
        label = wrapped(f"{SIGNS[subject.status]}\u00a0{called(subject)}{number}", SUBJECT) + f"\n{says(subject)}"
        lines = [f"{called(subject)}: {says(subject)}", *_stands(subject, names)]
        lines += some(f"{place(u.user, names)}: “{q}”" for u in subject.users for q in u.quotes)
        rank = row if folded else subject.rank
        sketch.add(Box(subject.id, "subject", label, "\n".join(lines), subject.status, rank=rank, column=column))


def _stands(subject: Subject, names: Names) -> list[str]:
    if subject.target is None:
        return ["Defined nowhere"] if subject.kind == "term" else []
    if subject.kind in ("term", "meaning", "import"):
        return [f"Defined at {defined_at(subject.target, names)}"]
    return [f"In {document(subject.target.document, names)}"]


def sources(
    sketch: Sketch, shown: Sequence[Subject], head: str, source: Callable[[Subject, list[Subject]], Source | None]
) -> None:
    """The column of where things stand; `source` is asked with a thing and all of those drawn."""
    column = sketch.column(head, SOURCE)
    every = list(shown)
    for subject in shown:
        found = source(subject, every)
        if found is None:
            continue
        label = "\n".join(wrapped(line, SOURCE) for line in found.lines)
        hover = found.hover or found.lines[0]
        rank = 1 if found.look == "standing" else 0
        sketch.add(Box(f"x:{found.key}", found.look, label, hover, found.status, rank=rank, column=column))
        sketch.line(subject.id, f"x:{found.key}", subject.status)


def entries(every: Sequence[Subject], names: Names, most: int = MOST_QUOTES) -> tuple[Entry, ...]:
    """Everything relied on as a list: where it stands, who relies on it, and the sentences."""
    return tuple(_entry(subject, names, most) for subject in every)


def _entry(subject: Subject, names: Names, most: int) -> Entry:
    owners = by_document(subject.places)
    lines = [
        f"{document(id_, names)}: {clauses(p for p in paths if p)}" if any(paths) else document(id_, names)
        for id_, paths in owners.items()
    ]
    found: list[Quote] = []
    for one in subject.users:
        if len(found) < most:
            found += quotes([one], place(one.user, names))
    number = sum(max(1, len(one.quotes)) for one in subject.users)
    return Entry(
        id=subject.id,
        name=called(subject),
        status=subject.status,
        words=says(subject),
        group=GROUPS[subject.kind],
        where=(*_stands(subject, names), *lines),
        quotes=tuple(found[:most]),
        number=number,
        by=tuple(owners),
    )


def legend(statuses: Iterable[Status], *more: Sign) -> tuple[Sign, ...]:
    """The legend: text that stays, each status that there is, and more."""
    words: dict[Status, str] = {
        "caused": "what is left without ground (in how many provisions)",
        "cured": "what has its ground again",
        "dropped": "what the new text no longer uses",
        "existing": "what has none before and after",
        "stands": "what is relied on, in force (in how many provisions)",
        "open": "what leads nowhere",
        "outside": "what is outside this code",
    }
    signs = [Sign(status, SIGNS[status], words[status]) for status in statuses]
    return (Sign("stays", "", "document or provision that relies on something"), *signs, *more)


def filters(every: Sequence[Subject], names: Names) -> tuple[tuple[str, str], ...]:
    """The documents that rely on things, for the filter: id and name."""
    return tuple((id_, document(id_, names)) for id_ in sorted(by_document(p for s in every for p in s.places)))
