"""One document among those that lean on it and those that it leans on; and two documents beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.corpus import Corpus
from graph.link import Links
from lapse.naming import Naming
from lapse.wording import count, day
from ontology.places import Place

from . import story
from .choosing import choice
from .columns import placed, wrapped
from .reliance import Reliance, Subject, of_binding, of_resolution, subjects
from .sketch import MOST_QUOTES, MOST_ROWS, Box, Entry, Picture, Quote, Sign, Sketch, some
from .story import Source

Pair = tuple[str, str]
"""The id of a document that leans on another, and the other's."""


@dataclass(frozen=True, slots=True)
class _In:
    """Every place of one document: a container of places."""

    document: str

    def __contains__(self, where: object) -> bool:
        return isinstance(where, Place) and where.document == self.document


def leanings(corpus: Corpus, links: Links, about: str | None = None) -> Mapping[Pair, list[Reliance]]:
    """What documents rely on in others, by pair of documents; of one document (`about`) alone, or of all."""
    found: dict[Pair, list[Reliance]] = {}
    for one in _across(corpus, links, about):
        if one.target is not None:
            found.setdefault((one.user.document, one.target.document), []).append(one)
    return found


def _across(corpus: Corpus, links: Links, about: str | None) -> Iterator[Reliance]:
    """The reliances of one document on another."""
    for binding in links.bindings:
        here, there = binding.place.document, binding.best.place.document if binding.best else ""
        if there and here != there and about in (None, here, there):
            yield of_binding(binding, corpus)
    for resolution in links.resolutions:
        here = resolution.place.document
        others = {t.document for t in resolution.targets} - {here}
        if others and (about in (None, here) or about in others):
            yield from (r for r in of_resolution(resolution, corpus) if r.target and r.target.document in others)


def neighbours(corpus: Corpus, links: Links, id_: str, naming: Naming) -> Picture:
    """The picture of one document: the documents that lean on it at the left, those that it leans on at the right."""
    found = leanings(corpus, links, id_)
    name = naming.document(id_)
    left = {pair[0]: r for pair, r in found.items() if pair[1] == id_}
    right = {pair[1]: r for pair, r in found.items() if pair[0] == id_}
    sketch = Sketch()
    notes = _side(sketch, left, naming, False, f"c:{id_}")
    middle = sketch.column("Document", story.SUBJECT)
    one = corpus.by_id[id_]
    until = f"\nin force until\n{day(one.in_force_until)}" if one.in_force_until else ""
    label = wrapped(name, story.SUBJECT) + f"\n{count(len(one.definitions), 'definition')}{until}"
    look = "lapsing" if one.in_force_until else "standing"
    sketch.add(Box(f"c:{id_}", look, label, f"{name}: {one.title}", column=middle))  # type: ignore[arg-type]
    notes += _side(sketch, right, naming, True, f"c:{id_}")
    verdict = f"{count(len(left), 'document leans', 'documents lean')} on {name}; it leans on {len(right)}."
    entries = [
        *(_entry(f"l:{other}", r, naming, f"Leans on {id_}") for other, r in _most(left)),
        *(_entry(f"r:{other}", r, naming, f"{id_} leans on") for other, r in _most(right)),
    ]
    legend = (
        Sign("stays", "", "document, with what it relies on; a wider line stands for more places"),
        Sign("lapsing" if one.in_force_until else "standing", "", "the document"),
    )
    picture = Picture(f"{name}: who leans on it, and on what it leans", verdict, entries=tuple(entries), legend=legend)
    return placed(sketch, replace(picture, folded=True, notes=tuple(notes)))


def _most(found: Mapping[str, list[Reliance]]) -> list[tuple[str, list[Reliance]]]:
    return sorted(found.items(), key=lambda pair: (-weight(pair[1]), pair[0]))


def _side(sketch: Sketch, found: Mapping[str, list[Reliance]], naming: Naming, leans: bool, middle: str) -> list[str]:
    """A column of documents that the one in the `middle` (a box) is joined to: those that it `leans` on, or others."""
    if not found:
        return []
    prefix, head = ("r", "It leans on") if leans else ("l", "Leans on it")
    column = sketch.column(head, story.DOCUMENT, True)
    ordered = _most(found)
    for rank, (other, reliances) in enumerate(ordered[:MOST_ROWS]):
        label = wrapped(naming.document(other), story.DOCUMENT) + f"\n{_sum(reliances)}"
        hover = "\n".join([naming.document(other), *some(_upon(reliances, naming), 10)])
        sketch.add(Box(f"{prefix}:{other}", "document", label, hover, None, other, rank, column))
        ends = (middle, f"{prefix}:{other}") if leans else (f"{prefix}:{other}", middle)
        sketch.line(*ends, "stands", weight(reliances))
    rest = len(ordered) - MOST_ROWS
    return [f"{count(rest, 'document')} more under “{head}” in the list alone."] if rest > 0 else []


def weight(reliances: Sequence[Reliance]) -> int:
    """In how many places something is relied on; a reference to several clauses is one place."""
    return len({(r.user, r.quotes, r.words) for r in reliances if r.kind != "term"}) + sum(
        r.kind == "term" for r in reliances
    )


def _sum(reliances: Sequence[Reliance]) -> str:
    """How many uses of how many terms, and how many references."""
    uses = [r for r in reliances if r.kind == "term"]
    references = weight(reliances) - len(uses)
    parts = [f"{count(len(uses), 'use')} of {count(len({r.name for r in uses}), 'term')}"] * bool(uses)
    return "\n".join([*parts, *[count(references, "reference")] * bool(references)])


def _upon(reliances: Sequence[Reliance], naming: Naming) -> list[str]:
    """What a document relies on, a line for each thing, the most used first."""
    lines = [
        f"{story.called(s)}: {naming.clauses(s.places[0].document, (p.provision for p in s.places))}"
        for s in _ranked(reliances)
    ]
    return [line if len(line) < 90 else f"{line[:88]} …" for line in lines]


def _ranked(reliances: Sequence[Reliance]) -> list[Subject]:
    return sorted(subjects(reliances), key=lambda s: -len(s.users))


def _entry(id_: str, reliances: Sequence[Reliance], naming: Naming, group: str) -> Entry:
    """A document in the list, with what is relied on."""
    other = id_.partition(":")[2]
    quotes = [Quote(naming.place(r.user), q, w) for r in reliances for q, w in zip(r.quotes, r.words, strict=True)]
    return Entry(
        id_,
        naming.document(other),
        "stands",
        _sum(reliances).replace("\n", ", "),
        group,
        tuple(_upon(reliances, naming)[:30]),
        tuple(dict.fromkeys(quotes))[:MOST_QUOTES],
        len(reliances),
        (other,),
    )


def pair(corpus: Corpus, links: Links, one: str, other: str, naming: Naming) -> Picture:
    """The picture of two documents: what the first relies on in the other, and below it the other way round."""
    found = leanings(corpus, links, one)
    there, back = found.get((one, other), []), found.get((other, one), [])
    first = subjects(there)
    second = tuple(replace(s, rank=s.rank + 1000) for s in subjects(back, len(first)))
    every = (*first, *second)
    chosen = choice(every)
    sketch = Sketch()
    names_ = (naming.document(one), naming.document(other))
    if every:
        story.users(sketch, chosen, naming)
        story.things(sketch, chosen, naming, "Term or clause")
        story.sources(sketch, chosen, "Where it stands", lambda s, all_: _source(s, all_, naming))
    verdict = (
        f"{names_[0]} relies on {_things(first)} of {names_[1]}, and {names_[1]} on {_things(second)} of {names_[0]}."
    )
    picture = Picture(f"{names_[0]} and {names_[1]}", verdict, notes=chosen.notes, folded=chosen.folded)
    picture = replace(picture, entries=story.entries(every, naming), filters=story.filters(every, naming))
    signs = (Sign("place", "", "where it stands"),) if every else ()
    return placed(sketch, replace(picture, legend=story.legend(picture.statuses, *signs) if every else ()))


def _things(found: Sequence[Subject]) -> str:
    terms = len([s for s in found if s.kind == "term"])
    return f"{count(terms, 'term')} and {count(len(found) - terms, 'clause')}" if found else "nothing"


def _source(subject: Subject, shown: list[Subject], naming: Naming) -> Source | None:
    """The provision in which a thing stands; the document where there are too many of them."""
    if subject.target is None:
        return None
    places = {s.target for s in shown}
    if len(places) > MOST_ROWS // 2:
        number = len({s.target for s in shown if s.target and s.target.document == subject.target.document})
        lines = (naming.document(subject.target.document), count(number, "provision"))
        return Source(subject.target.document, lines, "place")
    return Source(
        str(subject.target), (naming.defined_at(subject.target),), "place", None, naming.place(subject.target)
    )
