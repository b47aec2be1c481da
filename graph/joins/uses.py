"""The rules about definitions and what uses them: LAP101 to LAP104, and LAP109."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.corpus import Defined
from ontology.places import Place
from ontology.results import Binding

from .sides import At, Row, Side, Sides, Used


def orphaned(sides: Sides) -> Iterator[Row]:
    """LAP101: a use whose every definition lapses, or in text that is new there without one in force."""
    for cause, before, after in sides.ways:
        for key, use in after.uses.items():
            if use.candidates:
                continue
            old = before.uses.get(key)
            if old is None:
                elsewhere = sides.by_term.get(use.term, ())
                yield from (_use(cause, use, one.place) for one in elsewhere if not after.holds(one.key))
            elif old.best and not after.holds(old.best.definition):
                yield _use(cause, use, old.best.place)
    for key, use in sides.after.uses.items():
        old = sides.before.uses.get(key)
        if not use.candidates and old is not None and not old.candidates:
            for one in sides.by_term.get(use.term, ()):
                if not sides.after.holds(one.key) and not sides.before.holds(one.key):
                    yield _use("existing", use, one.place)


def _use(cause: str, use: Binding, target: Place) -> Row:
    row = {"cause": cause, "item": (use.place, use.span), "where": use.place, "subject": use.term}
    return {**row, "target": target, "detail": use.reason}


def shifted(sides: Sides) -> Iterator[Row]:
    """LAP102: a use that falls to another definition, or a reference that falls to another document."""
    found = []
    definitions, after = sides.corpus.definitions, sides.after
    for key, use in after.uses.items():
        old = sides.before.uses.get(key)
        if old is None or old.best is None or use.best is None or old.best.definition == use.best.definition:
            continue
        if not after.holds(old.best.definition):
            former, target = definitions[old.best.definition], definitions[use.best.definition]
            detail = "in the same words" if _words(former) == _words(target) else "in other words"
            row = {**_use("caused", use, target.place), "former": _at(former), "detail": detail}
            found.append((sides.comparison.names.use(use.place, use.span, use.term), row))
    yield from (row for _, row in sorted(found, key=lambda one: one[0]))
    for at, reference in after.references.items():
        was = sides.before.references.get(at)
        if was is None or was.status != "resolved" or reference.status != "resolved":
            continue
        for former_place in sides.before.documents(was):
            for target_place in after.documents(reference):
                if former_place != target_place and former_place.document not in after.state.documents:
                    row = {"cause": "caused", "item": at, "where": reference.place, "subject": reference.text}
                    detail = "a document of the same title"
                    yield {**row, "target": target_place, "former": former_place, "detail": detail}


def _at(defined: Defined) -> At:
    return defined.place, defined.definition.span


def _words(defined: Defined) -> str:
    return re.sub("[^a-z0-9]+", "", defined.definition.text.lower())


def broken(sides: Sides) -> Iterator[Row]:
    """LAP103: a definition that loses the text from which it takes its meaning."""
    definitions = sides.corpus.definitions
    for cause, before, after in sides.ways:
        left = {one.definition for one in after.links.imports if one.definitions or one.places}
        for one in before.links.imports:
            if one.definition in left or not after.holds(one.definition):
                continue
            own = definitions[one.definition]
            for target in [definitions[key].place for key in one.definitions] or one.places:
                row = {"cause": cause, "item": _at(own), "where": own.place, "target": target}
                yield {**row, "subject": own.definition.term, "detail": own.definition.text}


def blankets(sides: Sides) -> Iterator[Row]:
    """LAP104: a document that loses the one from which it takes its terms."""
    for cause, before, after in sides.ways:
        left = {(one.place, document) for one in after.links.blankets for document in one.documents}
        for blanket in before.links.blankets:
            for document in blanket.documents:
                if (blanket.place, document) not in left and after.state.holds(blanket.place):
                    yield from _blanket(sides, cause, blanket.place, document)


def _blanket(sides: Sides, cause: str, place: Place, document: str) -> Iterator[Row]:
    for one in sides.corpus.by_id[place.document].imports:
        if one.provision == place.provision:
            words = one.span.of(sides.corpus.text(place))
            row = {"cause": cause, "item": (place, one.span), "where": place, "subject": words}
            yield {**row, "target": Place(document), "detail": ""}


def idle(sides: Sides) -> Iterator[Row]:
    """LAP109: a definition in force of which all uses lapse."""
    after = sides.after
    pointed = {key for one in after.links.imports for key in one.definitions}
    for key in sides.before.bound - after.bound - pointed:
        own = sides.corpus.definitions[key]
        twins = (one for one in sides.defined_at[own.place] if one.key in after.bound and _is_twin(one, own))
        if after.holds(key) and not _reached(sides, key) and not any(twins):
            row = {"cause": "caused", "item": _at(own), "where": own.place}
            yield {**row, "subject": own.definition.term, "target": own.place, "detail": ""}


def _is_twin(one: Defined, other: Defined) -> bool:
    """Whether a term has the meaning of another, or may be its plural with a meaning of its own."""
    stem = other.definition.term[:-1].lower()
    return one.definition.text == other.definition.text or one.definition.term.lower().startswith(stem)


def _reached(sides: Sides, key: str) -> bool:
    """Whether uses that bound to a pointer reach what it points to without it."""
    sources = {source for one in sides.after.links.imports if one.definition == key for source in one.definitions}
    return bool(sources) and any(
        use.best is not None and use.best.definition in sources and _bound_to(sides.before, at, key)
        for at, use in sides.after.uses.items()
    )


def _bound_to(side: Side, at: Used, key: str) -> bool:
    use = side.uses.get(at)
    return use is not None and use.best is not None and use.best.definition == key
