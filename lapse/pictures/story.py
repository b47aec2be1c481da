"""The columns that most pictures have: documents, their provisions, what these rely on, and where that stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lapse.naming import Naming
from lapse.wording import by_document, count
from ontology.places import Place

from .choosing import Choice
from .columns import wide, wrapped
from .reliance import WHOLE, Subject, quotes
from .sketch import (
    APART,
    MOST_QUOTES,
    SIGNS,
    STATUSES,
    TOGETHER,
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


def users(sketch: Sketch, choice: Choice, naming: Naming, head: str = "Document") -> None:
    """The columns of the documents that rely on things and, where there is room, of their provisions."""
    first = sketch.column(head, DOCUMENT, choice.folded)
    found = by_document(p for s in choice.every for p in s.places)
    near = by_document(p for s in choice.drawn for p in s.places).keys()
    joint = [id_ for id_ in found if id_ in near and id_ in choice.together]
    paths = [naming.clause(Place(id_, path)) for id_, own in found.items() for path in own]
    second = None if choice.folded else sketch.column("Provision", wide(paths, 84, 150))
    level = _levels(choice.drawn)
    order = sorted(found.items(), key=lambda u: (-len(u[1]), u[0]))
    order.sort(key=lambda u: level.get(u[0], 0))
    for rank, (id_, own) in enumerate(order):
        box = _user((id_, own), naming, first, 0 if choice.folded else rank)
        sketch.add(box if id_ in near and id_ not in choice.together else replace(box, aside=True))
        if second is not None and any(own):
            _provisions(sketch, (id_, own), choice.drawn, naming, second, rank)
    if joint:
        _joint(sketch, {id_: found[id_] for id_ in joint}, naming, first, len(order))
    for subject in choice.every:
        for one in subject.users:
            at = one.user
            plain = choice.folded or not at.provision
            number = max(1, len(one.quotes))
            sketch.line(f"d:{at.document}" if plain else f"p:{at}", subject.id, subject.status, number)
    for subject in choice.drawn:
        for one in subject.users:
            if one.user.document in choice.together:
                sketch.line(TOGETHER, subject.id, subject.status, max(1, len(one.quotes)))


def _joint(sketch: Sketch, found: dict[str, list[str]], naming: Naming, column: int, rank: int) -> None:
    """The box in which documents stand together."""
    number = sum(1 for own in found.values() for path in own if path)
    relies = f"\n{count(number, 'provision relies', 'provisions rely')}" if number else ""
    label = f"{len(found)} more documents{relies}"
    hover = "\n".join(some((naming.document(id_) for id_ in found), 12))
    sketch.add(Box(TOGETHER, "document", label, hover, rank=rank, column=column))


def _levels(shown: Sequence[Subject]) -> dict[str, float]:
    """How far down what each document relies on stands on average, so that lines cross little."""
    rows: dict[str, list[int]] = {}
    for number, subject in enumerate(shown):
        for where in subject.places:
            rows.setdefault(where.document, []).append(number)
    return {id_: sum(found) / len(found) for id_, found in rows.items()}


def _user(user: tuple[str, list[str]], naming: Naming, column: int, rank: int) -> Box:
    id_, own = user
    name = naming.document(id_)
    provisions = [path for path in own if path]
    relies = f"\n{count(len(provisions), 'provision relies', 'provisions rely')}" if provisions else ""
    hover = f"{name}: {naming.clauses(id_, provisions)}" if provisions else name
    return Box(f"d:{id_}", "document", wrapped(name, DOCUMENT) + relies, hover, None, id_, rank, column)


def _provisions(  # noqa: PLR0913, PLR0917 - what a column is made of
    sketch: Sketch, user: tuple[str, list[str]], shown: Sequence[Subject], naming: Naming, column: int, rank: int
) -> None:
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
            hover = "\n".join([f"{id_} {naming.clause(here)}", *some(f"“{quote}”" for quote in quoted.get(path, ()))])
            label = wrapped(naming.clause(here), sketch.columns[column].width)
            sketch.add(Box(f"p:{here}", "provision", label, hover, None, id_, rank, column))
            sketch.line(f"d:{id_}", f"p:{here}")


def things(sketch: Sketch, choice: Choice, naming: Naming, head: str) -> None:
    """The column of what is relied on; beside folded provisions it keeps its order and the whole height."""
    column = sketch.column(head, SUBJECT, choice.folded)
    for row, subject in enumerate(choice.every):
        number = f"\u00a0({len(subject.places):,})" if subject.places else ""
        label = wrapped(f"{SIGNS[subject.status]}\u00a0{called(subject)}{number}", SUBJECT) + f"\n{says(subject)}"
        lines = [f"{called(subject)}: {says(subject)}", *_stands(subject, naming)]
        lines += some(f"{naming.place(u.user)}: “{q}”" for u in subject.users for q in u.quotes)
        rank = row if choice.folded else subject.rank
        box = Box(subject.id, "subject", label, "\n".join(lines), subject.status, rank=rank, column=column)
        sketch.add(box if row < len(choice.drawn) else replace(box, aside=True))


def _stands(subject: Subject, naming: Naming) -> list[str]:
    if subject.target is None:
        return ["Defined nowhere"] if subject.kind == "term" else []
    if subject.kind in ("term", "meaning", "import"):
        return [f"Defined at {naming.defined_at(subject.target)}"]
    return [f"In {naming.document(subject.target.document)}"]


def sources(
    sketch: Sketch, choice: Choice, head: str, source: Callable[[Subject, list[Subject]], Source | None]
) -> None:
    """The column of where things stand; `source` is asked with a thing and all of those of the picture."""
    column = sketch.column(head, SOURCE)
    found = {subject.id: source(subject, list(choice.every)) for subject in choice.every}
    near = Counter(one.key for subject in choice.drawn if (one := found[subject.id]))
    for subject in choice.every:
        one = found[subject.id]
        if one is None:
            continue
        label = "\n".join(wrapped(line, SOURCE) for line in one.lines)
        hover = one.hover or one.lines[0]
        box = Box(f"x:{one.key}", one.look, label, hover, one.status, column=column)
        sketch.add(replace(box, aside=one.key not in near, least=near[one.key] * APART))
        sketch.line(subject.id, f"x:{one.key}", subject.status)


def entries(every: Sequence[Subject], naming: Naming, most: int = MOST_QUOTES) -> tuple[Entry, ...]:
    """Everything relied on as a list: where it stands, who relies on it, and the sentences."""
    return tuple(_entry(subject, naming, most) for subject in every)


def _entry(subject: Subject, naming: Naming, most: int) -> Entry:
    owners = by_document(subject.places)
    lines = [
        f"{naming.document(id_)}: {naming.clauses(id_, filter(None, paths))}" if any(paths) else naming.document(id_)
        for id_, paths in owners.items()
    ]
    found: list[Quote] = []
    for one in subject.users:
        if len(found) < most:
            found += quotes([one], naming.place(one.user))
    number = sum(max(1, len(one.quotes)) for one in subject.users)
    return Entry(
        id=subject.id,
        name=called(subject),
        status=subject.status,
        words=says(subject),
        group=GROUPS[subject.kind],
        where=(*_stands(subject, naming), *lines),
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


def filters(every: Sequence[Subject], naming: Naming) -> tuple[tuple[str, str], ...]:
    """The documents that rely on things, for the filter: id and name."""
    return tuple((id_, naming.document(id_)) for id_ in sorted(by_document(p for s in every for p in s.places)))
