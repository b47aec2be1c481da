"""Answers as plain data, in the shapes that scripts rely on. Keys may be added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from ontology.names import definition_key, definition_parts
from ontology.places import Place

from .decisions import NONE, Decisions
from .facts import Json, definition, place, provision

if TYPE_CHECKING:
    from graph.compare import Comparison
    from graph.link import Links
    from graph.state import State
    from ontology.model import Document
    from ontology.results import Binding, Finding, LedgerLine, Resolution

    from .change import Change
    from .checking import Check
    from .expiry import Expiry, Proposal
    from .judging import Judged
    from .workspace import Workspace


def documents(workspace: Workspace) -> Iterator[Json]:
    """The documents of a folder."""
    general = workspace.reading.code.general
    for card in workspace.reading.cards:
        one = card.head
        yield {
            "id": one.id,
            "title": one.title,
            "aliases": list(one.aliases),
            "version": one.version,
            "file": one.source,
            "in_force_from": one.in_force_from.isoformat() if one.in_force_from else None,
            "in_force_until": one.in_force_until.isoformat() if one.in_force_until else None,
            "general": one.id in general,
            **card.counts,
            "left_out": list(card.left_out),
        }


def provisions(chosen: Sequence[Document]) -> Iterator[Json]:
    """The provisions of the documents chosen."""
    for document in chosen:
        for one in document.provisions:
            yield {"document": document.id, **provision(one)}


def definitions(workspace: Workspace, chosen: Sequence[Document]) -> Iterator[Json]:
    """The definitions of the documents chosen, imports followed to their places."""
    for document in chosen:
        sources: dict[str, Place] = {}
        for found in workspace.reading.linked(document.id).links.imports:
            parts = map(definition_parts, found.definitions)
            places = [Place(one.document, one.provision) for one in parts] or list(found.places)
            if places:
                sources[found.definition] = places[0]
        for one in document.definitions:
            source = sources.get(definition_key(document.id, one))
            yield {"document": document.id, **definition(one), "imports": place(source)}


def references(workspace: Workspace, chosen: Sequence[Document]) -> Iterator[Json]:
    """The references of the documents chosen, each with its status and the reason."""
    for document in chosen:
        for one in workspace.reading.linked(document.id).links.resolutions:
            yield reference(replace(one, targets=one.targets or addressed(workspace, one)))


def reference(one: Resolution) -> Json:
    """A reference with its status and the reason."""
    return {
        "document": one.place.document,
        "provision": one.place.provision,
        "text": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "status": one.status,
        "targets": [place(target) for target in one.targets],
        "reason": one.reason,
        "rule": one.rule,
        "role": one.role,
        "missing": list(one.missing),
    }


def addressed(workspace: Workspace, one: Resolution) -> tuple[Place, ...]:
    """The other document, as a whole, in which a reference looks for a provision that it has not."""
    known = one.document in workspace.reading.code.by_id and one.document != one.place.document
    return (Place(one.document),) if known else ()


def uses(workspace: Workspace, chosen: Sequence[Document]) -> Iterator[Json]:
    """The uses of terms in the documents chosen, each with what it binds to and why."""
    for document in chosen:
        yield from map(use, workspace.reading.linked(document.id).links.bindings)


def use(one: Binding) -> Json:
    """A use of a term with what it binds to and why."""
    return {
        "document": one.place.document,
        "provision": one.place.provision,
        "term": one.term,
        "text": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "binds_to": place(one.best.place) if one.best else None,
        "scope": one.best.reach if one.best else None,
        "reason": one.reason,
    }


def state(one: State, comparison: Comparison | None = None) -> Json:
    """A state: its documents in force, what lapsed, and how much text stands."""
    return {
        "name": one.name,
        "on": one.on.isoformat() if one.on else None,
        "documents": sorted(one.documents),
        "lapsed": [place(where) for where in sorted(one.lapsed)],
        "kept": [place(where) for where in sorted(one.carried)],
        "carried": [{"from": place(old), "to": place(new)} for old, new in sorted(one.homes.items()) if old != new],
        "provisions": len(one.provisions) + (comparison.known.provisions if comparison and comparison.known else 0),
    }


def links(one: Links, comparison: Comparison) -> Json:
    """How many links stand in a state, by what became of them."""
    from graph.link import counted  # noqa: PLC0415 - the rules of links, where two states are compared

    found: Json = counted(one)
    for what, count in (comparison.known.counts if comparison.known else {}).items():
        if count:
            found[what] = found.get(what, 0) + count
    return found


def finding(one: Finding) -> Json:
    """A finding."""
    return {
        "id": one.id,
        "code": one.code,
        "name": one.name,
        "level": one.level,
        "cause": one.cause,
        "document": one.place.document,
        "provision": one.place.provision,
        "subject": one.subject,
        "target": place(one.target),
        "targets": [place(target) for target in one.targets],
        "evidence": [{"text": e.text, "start": e.start, "end": e.end, "quote": e.quote} for e in one.evidence],
        "message": one.message,
        "fix": one.fix,
        "reverts_to": one.reverts_to or None,
        "saved_by": [place(where) for where in one.saved_by],
    }


def decisions(found: Iterable[Finding], made: Decisions) -> list[Json]:
    """What people decided about these findings."""
    return [asdict(made.standing[one.id]) for one in found if one.id in made.standing]


def check(one: Check, made: Decisions = NONE) -> Json:
    """What is wrong with a code as it stands, and what was decided of it."""
    levels: Json = {"error": 0, "warning": 0, "info": 0}
    counts: Json = {}
    for f in one.findings:
        levels[f.level] += 1
        counts[f.code] = counts.get(f.code, 0) + 1
    return {
        "summary": {"findings": counts, "levels": levels, "ignored": len(one.ignored), "known": one.known},
        "findings": [finding(f) for f in one.findings],
        "ignored": [{**finding(f), "reason": reason} for f, reason in one.ignored],
        "idle": list(one.idle),
        "decisions": decisions(one.findings, made),
    }


def ledger_line(one: LedgerLine) -> Json:
    """A line of the ledger; of a change with what became of the provision and where it is now."""
    more = {"became": one.became, "to": place(one.to)} if one.became else {}
    return {
        "document": one.place.document,
        "provision": one.place.provision,
        "is": one.kind,
        "disposition": one.disposition,
        "because": list(one.because),
        **more,
    }


def dispositions(lines: Iterable[LedgerLine]) -> Json:
    """How many lines of a ledger have each disposition."""
    found: Json = {"retain": 0, "review": 0, "lapse": 0}
    for line in lines:
        found[line.disposition] += 1
    return found


def comparison(one: Comparison, told: Judged | None = None) -> Json:
    """Two states and what differs between them; `told` are the findings as a person has judged them."""
    shown = told.findings if told else one.findings
    found = [finding(f) for f in shown]
    ignored = told.ignored if told else ()
    codes: Json = {}
    for f in found:
        codes.setdefault(f["code"], {"caused": 0, "cured": 0, "existing": 0})[f["cause"]] += 1
    return {
        "before": {**state(one.before, one), "links": links(one.links_before, one)},
        "after": {**state(one.after, one), "links": links(one.links_after, one)},
        "summary": {"findings": codes, "ignored": len(ignored), "known": told.known if told else 0},
        "findings": found,
        "ignored": [{**finding(f), "reason": reason} for f, reason in ignored],
        "savings": [{**(place(where) or {}), "text": one.corpus.text(where)} for where in one.savings],
        "ledger": [],
    }


def change(one: Change, told: Judged | None = None) -> Json:
    """What changed between two texts of a code, with what became of every provision of the documents that changed."""
    found, ledger = comparison(one, told), one.turnover
    same = {"documents": len(ledger.unchanged), "provisions": sum(ledger.unchanged.values())}
    counts = {"ledger": dispositions(ledger.lines), "became": ledger.became, "added": len(ledger.added)}
    return {
        **found,
        "summary": {**found["summary"], **counts, "unchanged": same},
        "ledger": [ledger_line(line) for line in ledger.lines],
        "added": [ledger_line(line) for line in ledger.added],
    }


def expiry(one: Expiry, told: Judged | None = None) -> Json:
    """What a lapse leaves behind; `told` are the findings as a person has judged them."""
    found = comparison(one.comparison, told)
    for key, on in zip(("before", "after"), one.days, strict=True):
        found[key]["on"] = on.isoformat() if on else None
    return {
        "lapsing": [place(where) for where in one.lapsing],
        "on": one.on.isoformat() if one.on else None,
        **found,
        "summary": {**found["summary"], "ledger": dispositions(one.ledger)},
        "ledger": [ledger_line(line) for line in one.ledger],
        "decisions": decisions(one.findings, one.decisions),
    }


def plan(one: Proposal) -> Json:
    """The plan, what it leaves open, and what has to be amended by hand."""
    applied = one.planner.applied
    return {
        "before": state(applied.before, applied),
        "after": state(applied.after, applied),
        "actions": [
            {
                "action": "carry",
                "what": action.what,
                "label": action.label,
                "from": place(action.source),
                "to": {"document": action.target.document, "provision": action.target.provision or None},
                "because": list(action.because),
                "ground": action.ground,
                "number": action.number or None,
                "brings": list(action.brings),
                "alternatives": [
                    {"action": other.what, "place": place(other.place), "because": other.because}
                    for other in action.alternatives
                ],
            }
            for action in one.actions
        ],
        "remaining": [finding(f) for f in one.remaining],
        "amend": [finding(f) for f in one.amendments],
        "conflicts": list(one.conflicts),
        "repoint": [
            {
                **(place(found.place) or {}),
                "text": found.text,
                "start": found.span.start,
                "end": found.span.end,
                "to": [place(target) for target in found.targets],
                "becomes": found.becomes or None,
                "because": found.because or None,
            }
            for found in one.repointed
        ],
        "restate": [
            {"term": f.subject, "at": place(f.place), "source": place(f.target), "text": text}
            for f, text in one.restated
        ],
    }
