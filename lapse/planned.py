"""The plan in rows, as a consultation lays it out: current reference, item, logic, proposed reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.labels import parts
from ontology.places import Place
from ontology.results import Action

from .wording import Called, Names, clauses, document, numbered, place

_POINTS = re.compile(r"^(?P<what>)(?P<place>.+)(?P<rest> takes its meaning from it)$")
_VARIES = re.compile(r"^(?P<what>varies )(?P<place>.+)(?P<rest>, which reverts)$")
_WHERE = re.compile(
    r"^((?:still |no longer )?(?:used in|cited by)|carried to|moved to|now at|still cited at its old place by"
    r"|no longer reached by) "
)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row: where the text stands now, what is carried, why, and where it goes; `actions` are the steps in it."""

    current: str
    items: tuple[str, ...]
    logic: tuple[str, ...]
    proposed: str
    actions: tuple[Action, ...]


def plan_rows(
    actions: Iterable[Action], names: Names | None = None, called: Called | None = None
) -> tuple[PlanRow, ...]:
    """The steps in rows; neighbouring steps with one source, target and ground share a row."""
    return tuple(_row(group, names or {}, called) for group in _grouped(tuple(actions)))


def _row(group: Sequence[Action], names: Names, called: Called | None) -> PlanRow:
    first = group[0]
    definitions = first.what == "definition"
    paths = clauses(numbered(a.source.provision) if definitions else a.source.provision for a in group)
    clause = f"Provision {paths}" if len(group) == 1 else f"Provisions {paths}"
    new = "defined terms" if definitions else "new clauses" if len(group) > 1 else "a new clause"
    if numbers := clauses(a.number for a in group if a.number):
        new = f"new {numbers}"
    return PlanRow(
        current=f"{document(first.source.document, names)}, {paths}",
        items=tuple(f"Definition of {a.label}" for a in group) if definitions else (clause,),
        logic=_logic(group, names, called),
        proposed=place(first.target, names, new=new),
        actions=tuple(group),
    )


def reasons(because: Iterable[str], names: Names, called: Called | None = None) -> tuple[str, ...]:
    """Reasons with the documents' names for their ids; those that say the same of several places as one.

    What has no number is named as it is `called`.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for reason in because:
        verb = _WHERE.match(reason)
        rest = reason[verb.end() :] if verb else ""
        ids = [one for one in names if rest == one or rest.startswith(f"{one} ")]
        if told := _POINTS.match(reason) or _VARIES.match(reason):
            found[f"{told['what']}{_named(told['place'], names)}{told['rest']}", ""] = []
            continue
        if verb is None or not ids:
            found[reason, ""] = []
            continue
        id_ = max(ids, key=len)
        paths = found.setdefault((verb[1], id_), [])
        paths += [path.strip() for path in rest[len(id_) :].split(",") if path.strip()]
    return tuple(
        f"{verb} {document(id_, names)}{', ' if paths else ''}{clauses(paths, None, id_, called)}" if id_ else verb
        for (verb, id_), paths in found.items()
    )


def _named(written: str, names: Names) -> str:
    """A place as written, "AM 2.1¶3", with its document's name: the clause, as the item beside it names the term."""
    ids = [one for one in names if written == one or written.startswith(f"{one} ")]
    if not ids:
        return written
    id_ = max(ids, key=len)
    return place(Place(id_, numbered(written[len(id_) :].strip())), names)


def _grouped(actions: Sequence[Action]) -> list[list[Action]]:
    """Neighbouring actions of one kind with the same source, target and ground; clauses of one clause together."""
    groups: list[list[Action]] = []
    for one in actions:
        if groups and _key(groups[-1][-1]) == _key(one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _key(action: Action) -> tuple[str, Place, Place, str]:
    number = "".join(parts(action.source.provision)[:1]) if action.what == "provision" else ""
    return action.what, Place(action.source.document, number), action.target, action.ground


def _logic(group: Sequence[Action], names: Names, called: Called | None) -> tuple[str, ...]:
    """The reasons of a group, each once; with the item in front where the items have reasons of their own."""
    if len({a.because for a in group}) == 1:
        return reasons(group[0].because, names, called)
    return tuple(f"{action.label}: {'; '.join(reasons(action.because, names, called))}" for action in group)
