"""One term: who uses it, where it is defined, and what its meaning uses in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.corpus import Corpus, Defined
from graph.link import Links
from lapse.naming import Naming
from lapse.wording import by_document, count, day

from . import story
from .choosing import choice
from .columns import placed, wrapped
from .reliance import Subject, of_binding, subjects
from .sketch import MOST_ROWS, Box, Picture, Sign, Sketch
from .story import SOURCE, Source


def term(corpus: Corpus, links: Links, name: str, naming: Naming) -> Picture:
    """The picture of one term: the provisions that use it, its definitions, and the terms that their meanings use."""
    defined = {d.key: d for d in corpus.by_term.get(name, ())}
    heads = {d.definition.term for d in defined.values()} | {name}
    found = [
        of_binding(b, corpus) for b in links.bindings if b.term in heads or (b.best and b.best.definition in defined)
    ]
    every = subjects(found)
    used = {s.target for s in every}
    idle = [d for d in defined.values() if d.place not in used]
    every += tuple(_unused(d, n) for n, d in enumerate(idle, len(every)))
    chosen = choice(every)
    sketch = Sketch()
    story.users(sketch, chosen, naming)
    story.things(sketch, chosen, naming, "Term, by definition")
    story.sources(sketch, chosen, "Definition", lambda s, _: _definition(s, corpus, naming))
    _needs(sketch, chosen.drawn, defined.values(), corpus, naming)
    places = {p for s in every for p in s.places}
    where = f"{count(len(places), 'provision')} of {count(len(by_document(places)), 'document')}"
    verdict = f"“{name}” is defined {count(len(defined), 'time', 'times')} and used in {where}."
    lost = {p for s in every if s.status == "open" for p in s.places}
    if lost:
        verdict += f" In {count(len(lost), 'provision')} no definition reaches it."
    picture = Picture(f"“{name}”: who uses it, and what it means", verdict, notes=chosen.notes, folded=chosen.folded)
    picture = replace(picture, entries=story.entries(every, naming), filters=story.filters(every, naming))
    return placed(sketch, replace(picture, legend=legend(picture)))


def _unused(defined: Defined, number: int) -> Subject:
    return Subject(f"t{number}", defined.definition.term, "term", "stands", defined.place, (), 99)


def legend(picture: Picture) -> tuple[Sign, ...]:
    """The legend of a picture of a thing as it stands."""
    return story.legend(
        picture.statuses,
        Sign("place", "", "where it stands, and what that needs"),
        Sign("lapsing", "", "has a last day in force"),
    )


def _definition(subject: Subject, corpus: Corpus, naming: Naming) -> Source | None:
    """The place of a definition, with the last day of its document and its words under the pointer."""
    if subject.target is None:
        return None
    one = corpus.by_id[subject.target.document]
    meanings = [d.definition.text for d in corpus.by_term.get(subject.name, ()) if d.place == subject.target]
    hover = "\n".join([naming.place(subject.target), *(f"“{' '.join(text.split())}”" for text in meanings[:1])])
    lines = [naming.defined_at(subject.target)]
    if one.in_force_until:
        return Source(
            str(subject.target), (*lines, f"in force until {day(one.in_force_until)}"), "lapsing", "caused", hover
        )
    return Source(str(subject.target), tuple(lines), "place", None, hover)


def _needs(
    sketch: Sketch, shown: Sequence[Subject], defined: Iterable[Defined], corpus: Corpus, naming: Naming
) -> None:
    """The terms that the meanings use, at the right of the definitions."""
    needs = {d.place: sorted({use.term for use in corpus.uses_in_body(d)} - {d.definition.term}) for d in defined}
    drawn = {s.target for s in shown}
    needs = {where: terms for where, terms in needs.items() if where in drawn and terms}
    if not needs:
        return
    column = sketch.column("Its meaning uses", SOURCE)
    for where, terms in needs.items():
        for one in terms[:MOST_ROWS]:
            sources = [d.place for d in corpus.by_term.get(one, ())]
            at = next((p for p in sources if p.document == where.document), sources[0] if sources else None)
            label = wrapped(one, SOURCE) + (f"\n{wrapped(naming.defined_at(at), SOURCE)}" if at else "")
            sketch.add(Box(f"n:{one}", "place", label, f"{one}: {naming.place(at)}" if at else one, column=column))
            sketch.line(f"x:{where}", f"n:{one}")
