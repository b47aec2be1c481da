"""Where carried text goes in its new document: the clause of definitions, and numbers for new clauses in its style."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.model import Provision
from ontology.places import Place

from .compare import Comparison
from .corpus import Corpus
from .home_clause import NO_CLAUSE, definitions_clause

_CLAUSE = re.compile(r"[A-Z]{0,3}\d[\dA-Z.]*")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters behind a number; I and O look like figures."""


@dataclass(frozen=True)
class NewClause:
    """A clause to be made in a document: its number, a heading, and the numbers of what is carried into it by place."""

    document: str
    number: str
    heading: str
    after: str
    numbers: tuple[tuple[Place, str], ...]


def outermost(corpus: Corpus, places: Iterable[Place]) -> tuple[Place, ...]:
    """Those of some provisions that stand below no other of them, in reading order."""
    found = set(places)

    def stands_below(place: Place) -> bool:
        _, *above = corpus.gazetteers[place.document].ancestors(place.provision)
        return any(Place(place.document, one.path) in found for one in above)

    def order(place: Place) -> tuple[str, int]:
        return place.document, corpus.gazetteers[place.document].provisions[place.provision].order

    return tuple(sorted((place for place in found if not stands_below(place)), key=order))


def new_clauses(corpus: Corpus, document: str, carried: Sequence[Place]) -> tuple[NewClause, ...]:
    """Clauses for the provisions `carried` into a document: one for each clause that they come from, in that order.

    They stand behind the clause of definitions, numbered on with letters (2A, 2B), else behind the last clause.
    """
    anchor = _anchor(corpus, document)
    taken = {provision.number for provision in corpus.by_id[document].provisions}
    free = (number for letter in _LETTERS if (number := f"{anchor.number}{letter}") not in taken) if anchor else None
    joint = _joint(corpus, document, anchor)
    found = []
    for n, (source, places) in enumerate(_by_clause(corpus, carried).items(), start=1):
        number = next(free, "") if free else str(n)
        whole = source in places
        numbers: list[tuple[Place, str]] = []
        for k, place in enumerate(places, start=1):
            first = number if whole else joint.format(number, k)
            below = corpus.gazetteers[place.document].below(place.provision)
            numbers += [(Place(place.document, p.path), _number(first, place.provision, p.path)) for p in below]
        heading = corpus.provision(source)
        after = anchor.path if anchor else ""
        found.append(NewClause(document, number, heading.heading if heading else "", after, tuple(numbers)))
    return tuple(found)


def _number(first: str, top: str, path: str) -> str:
    """The number of what stands at `path` below a carried provision `top` that gets the number `first`.

    Where numbers run on through a part that is carried, or begin anew in it, they go behind the new one.
    """
    if not path.startswith(top):
        return f"{first}.{path}"
    rest = path[len(top) :]
    return f"{first}.{rest.strip()}" if rest.startswith(" ") else first + rest


def _by_clause(corpus: Corpus, carried: Sequence[Place]) -> dict[Place, list[Place]]:
    """Carried provisions by the clause that they stand in; a whole clause stands in itself."""
    found: dict[Place, list[Place]] = {}
    for place in carried:
        provision = corpus.provision(place)
        above = provision.parent if provision else None
        heading = corpus.provision(Place(place.document, above)) if above else None
        within = heading is not None and bool(heading.number) and not NO_CLAUSE.match(heading.number)
        found.setdefault(Place(place.document, above) if within and above else place, []).append(place)
    return found


def _anchor(corpus: Corpus, document: str) -> Provision | None:
    """The clause behind which new ones stand: that of the definitions, else the last one of the body."""
    gazetteer = corpus.gazetteers[document]
    if path := definitions_clause(corpus, document):
        clauses = [p for p in gazetteer.ancestors(path) if _CLAUSE.fullmatch(p.number)]
        return clauses[-1] if clauses else gazetteer.provisions[path]
    tops = [
        p
        for p in gazetteer.document.provisions
        if p.number and not p.quoted and p.path == p.number and re.fullmatch(r"[A-Z]{0,2}\d+[A-Z]?", p.number)
    ]
    return tops[-1] if tops else None


def _joint(corpus: Corpus, document: str, anchor: Provision | None) -> str:
    """How the document joins a clause's number and that of its first parts: "{}.{}" or "{}({})"."""
    children = corpus.gazetteers[document].children.get(anchor.path, []) if anchor else []
    return "{}({})" if any(child.number.startswith("(1)") for child in children) else "{}.{}"


def shared_home(comparison: Comparison, by: Sequence[str]) -> str:
    """The document in force from which most of the documents `by` take their terms, "" for none."""
    takes: dict[str, set[str]] = defaultdict(set)
    for blanket in comparison.links_before.blankets:
        takes[blanket.place.document].update(blanket.documents)
    known = {*by, *(one for user in by for one in takes.get(user, ()))} & comparison.after.documents
    standing = [document for document in comparison.corpus.by_id if document in known]
    counts = {one: sum(one == user or one in takes.get(user, ()) for user in by) for one in standing}
    best = max(standing, key=lambda one: counts[one], default="")
    return best if counts.get(best, 0) > 1 else ""


def general_home(comparison: Comparison) -> str:
    """The document in force that holds most definitions for the whole code, "" for none."""
    corpus = comparison.corpus
    counts = Counter(
        defined.document.id
        for defined in corpus.definitions.values()
        if not defined.definition.quoted
        and (defined.definition.scope.kind == "code" or defined.document.id in corpus.general)
        and defined.document.id in comparison.after.documents
    )
    return max(counts, key=lambda one: counts[one], default="")
