"""Some clauses: who relies on what stands in them, and what they rely on in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.corpus import Corpus
from graph.link import Links
from lapse.naming import Naming
from lapse.wording import clause, count
from ontology.places import Place

from . import story
from .choosing import choice
from .columns import placed, wrapped
from .reliance import Reliance, Subject, of_links, subjects
from .sketch import SIGNS, Box, Picture, Sketch
from .story import SUBJECT
from .term import legend

MOST_LEANT_ON = 24
"""So many things that clauses rely on are drawn."""


def clauses(corpus: Corpus, links: Links, places: Sequence[Place], naming: Naming) -> Picture:
    """The picture of clauses (one, or several): who relies on them, and what they rely on elsewhere."""
    below = _below(corpus, places)
    reliances: list[Reliance] = []
    leans: list[Reliance] = []
    for one in of_links(links, corpus, set(below)):
        if one.target in below and one.user not in below:
            reliances.append(_upon(one, below))
        elif one.user in below and one.target not in below:
            leans.append(one)
    found = subjects(reliances)
    missing = [p for p in places if p not in {s.target for s in found}]
    every = found + tuple(
        Subject(f"t{n}", clause(p.provision), "reference", "stands", p, ()) for n, p in enumerate(missing, len(found))
    )
    chosen = choice(every)
    sketch = Sketch()
    story.users(sketch, chosen, naming)
    story.things(sketch, chosen, naming, "Clause")
    notes = (*chosen.notes, *_leanings(sketch, leans, below, {s.target: s.id for s in chosen.drawn}, naming))
    title = (
        f"{naming.document(places[0].document)}, {naming.clauses(places[0].document, (p.provision for p in places))}"
    )
    users_ = {p for s in every for p in s.places}
    verdict = (
        f"{count(len(users_), 'provision')} elsewhere {'relies' if len(users_) == 1 else 'rely'} on what stands here; "
        f"it relies on {count(len({(r.name, r.target) for r in leans}), 'thing')} elsewhere."
    )
    picture = Picture(f"{title}: who relies on it, and what it relies on", verdict, notes=notes, folded=chosen.folded)
    listed = story.entries((*every, *subjects(leans, len(every))), naming)
    picture = replace(picture, entries=listed, filters=story.filters(every, naming))
    return placed(sketch, replace(picture, legend=legend(picture)))


def _below(corpus: Corpus, places: Sequence[Place]) -> dict[Place, Place]:
    """Each provision that stands in one of the places, with that place."""
    found: dict[Place, Place] = {}
    for one in places:
        for provision in corpus.gazetteers[one.document].below(one.provision):
            found.setdefault(Place(one.document, provision.path), one)
    return found


def _upon(one: Reliance, below: Mapping[Place, Place]) -> Reliance:
    """A reliance on a part of a clause as one on the clause."""
    target = below[one.target] if one.target else None
    return replace(one, name=clause(target.provision) if target else one.name, kind="reference", target=target)


def _leanings(
    sketch: Sketch,
    leans: Sequence[Reliance],
    below: Mapping[Place, Place],
    ids: Mapping[Place | None, str],
    naming: Naming,
) -> list[str]:
    """The column of what the clauses rely on: terms with their places, clauses, documents."""
    found = subjects(leans)
    if not found:
        return []
    shown = sorted(found, key=lambda s: -len(s.users))[:MOST_LEANT_ON]
    column = sketch.column("What it relies on", SUBJECT)
    for subject in shown:
        at = (
            f"\n{wrapped(naming.defined_at(subject.target), SUBJECT)}" if subject.target else f"\n{story.says(subject)}"
        )
        name = subject.name if subject.kind == "term" else story.called(subject)
        quoted = [q for u in subject.users for q in u.quotes]
        sign = "" if subject.target else f"{SIGNS[subject.status]}\u00a0"
        box = Box(
            f"n:{subject.id}",
            "place",
            wrapped(sign + name, SUBJECT) + at,
            "\n".join([name, *quoted[:6]]),
            subject.status,
            column=column,
        )
        sketch.add(box)
        for one in subject.users:
            if start := ids.get(below[one.user]):
                sketch.line(start, box.id, subject.status)
    rest = len(found) - len(shown)
    return [f"{count(rest, 'thing')} that it relies on are in the list alone."] if rest else []
