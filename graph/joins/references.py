"""The rules about references: LAP105 to LAP108."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.places import Place
from ontology.results import Resolution

from .sides import Row, Side, Sides
from .words import left_out

LED = ("resolved", "partly-resolved", "ambiguous")
"""What a reference is that leads somewhere."""


def _row(cause: str, reference: Resolution, target: Place) -> Row:
    row = {"cause": cause, "item": (reference.place, reference.span), "where": reference.place, "target": target}
    return {**row, "subject": reference.text, "detail": reference.reason}


def dangling(sides: Sides) -> Iterator[Row]:
    """LAP105: a reference left without its target; but where one loses it by which a definition takes its meaning."""
    sources = set(_sources(sides))
    for reference, row in _dangling(sides):
        if row["cause"] == "existing" or reference.role != "imports" or reference.place not in sources:
            yield row


def _sources(sides: Sides) -> Iterator[Place]:
    """The provisions with a reference by which a definition or a document takes its meaning."""
    for document in sides.corpus.documents:
        taken = (one.source for several in (document.definitions, document.imports) for one in several)
        yield from (Place(document.id, source.provision) for source in taken if source)


def _dangling(sides: Sides) -> Iterator[tuple[Resolution, Row]]:
    for cause, before, after in sides.ways:
        for at, reference in after.references.items():
            if reference.status == "unresolved":
                for target in _lost(before.references.get(at), reference, before, after):
                    yield reference, _row(cause, reference, target)
    before, after = sides.before, sides.after
    for at, reference in after.references.items():
        old = before.references.get(at)
        if reference.status == "unresolved" and old is not None and old.status == "unresolved":
            for target in after.documents(reference):
                if not after.state.holds(target) and not before.state.holds(target):
                    yield reference, _row("existing", reference, target)


def _lost(old: Resolution | None, reference: Resolution, before: Side, after: Side) -> Iterator[Place]:
    """What a reference without a target in one state led to in the other."""
    if old is None:
        yield from (one for one in after.documents(reference) if not after.state.holds(one))
    elif old.status in LED:
        yield from before.targets(old)
    elif old.status == "unresolved":  # what it names there was not found, but the document was
        for one in before.documents(old):
            if before.state.holds(one) and not after.state.holds(one) and one.document != reference.place.document:
                yield one


def partly(sides: Sides) -> Iterator[Row]:
    """LAP106: a list or a range of which some members lapse."""
    for cause, before, after in sides.ways:
        for at, reference in after.references.items():
            old = before.references.get(at)
            if reference.status == "partly-resolved" and old is not None:
                left = {*reference.targets, *after.documents(reference)}
                yield from (_row(cause, reference, target) for target in before.targets(old) if target not in left)


def reverting(sides: Sides) -> Iterator[Row]:
    """LAP107: text that was varied, and reverts to its own wording."""
    for cause, before, after in sides.ways:
        for at, reference in before.references.items():
            if reference.role != "varies" or at in after.references:
                continue
            if not left_out("lap107_reverting_variation", sides.corpus.text(reference.place), reference.span):
                targets = (one for one in before.targets(reference) if after.state.holds(one))
                yield from (_row(cause, reference, target) for target in targets)


def unfounded(sides: Sides) -> Iterator[Row]:
    """LAP108: a document that only lapsing text requires."""
    required = {
        (Place(document.id, one.provision), one.span): one.document
        for document in sides.corpus.documents
        for one in document.references
        if one.role == "requires" and one.document
    }
    for cause, before, after in sides.ways:
        standing = {name for at, name in required.items() if at in after.references}
        for at, name in required.items():
            old = before.references.get(at)
            if old is not None and at not in after.references and name not in standing:
                detail = "it is required here and nowhere else"
                yield {**_row(cause, old, old.place), "subject": name, "detail": detail}
        yield from _without_act(sides, cause, before, after)


def _without_act(sides: Sides, cause: str, before: Side, after: Side) -> Iterator[Row]:
    """Documents whose every act that they name as their ground lapses."""
    grounds: dict[str, list[Resolution]] = {}
    for one in after.references.values():
        if one.role == "founds":
            grounds.setdefault(one.place.document, []).append(one)
    for document, several in grounds.items():
        if any(one.status in ("resolved", "partly-resolved", "external") for one in several):
            continue
        title = sides.corpus.by_id[document].title
        for one in several:
            old = before.references.get((one.place, one.span))
            if title and one.status == "unresolved" and old is not None and old.status == "resolved":
                targets = (target for target in before.documents(old) if target.document != document)
                row = {"subject": title, "detail": "it is made under what lapses"}
                yield from ({**_row(cause, old, target), **row} for target in targets)
