"""The part of a folder of acts that the lapse of one of them can touch, from what was kept of each document.

What lapses is whole in it, and of each other document the provisions that lead to it, with all that stands in them;
besides, what their uses and references could fall to, and for each definition that lapsing text uses one use that goes
on. The rules find in it what they find in the whole (a test holds the two together).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from graph.compare import Known
from graph.corpus import Corpus
from graph.link import Links, counted, merged
from graph.outward import Lean, Pieces
from graph.state import in_force
from ontology.model import Definition, Document, Provision, TermUse
from ontology.names import definition_key, definition_parts
from ontology.places import Place
from ontology.results import Binding

from .cards import Card
from .code import Code
from .found import Linked, linked, whole
from .leads import pieces

LARGE = 20_000
"""Provisions from which on a lapse is looked at in an excerpt."""
Paths = dict[str, set[str]]


@dataclass
class Excerpt:
    """What the lapse of documents (ids) can touch.

    `absent` are those that are in force neither before nor after: nothing in them counts, but text may lead to them.
    `wanted` are further provisions (paths, by document) that are to be there with their text, `places` those that only
    have to be there. GoneError as `found.whole`.
    """

    code: Code
    lapsing: frozenset[str]
    absent: frozenset[str]
    wanted: Paths = field(default_factory=lambda: defaultdict(set))
    places: Paths = field(default_factory=lambda: defaultdict(set))
    _pieces: dict[str, Pieces] = field(default_factory=dict)

    @cached_property
    def gone(self) -> frozenset[str]:
        """What is not in force after the lapse."""
        return self.lapsing | self.absent

    def pieces(self, document: str) -> Pieces:
        """What was kept of a document, to be read piece by piece."""
        if (found := self._pieces.get(document)) is None:
            found = self._pieces[document] = pieces(self.code, document)
        return found

    @cached_property
    def wholes(self) -> dict[str, tuple[Document, Linked]]:
        """What lapses, in full."""
        cards = (self.code.by_id[one] for one in sorted(self.lapsing))
        return {card.id: (whole(card, self.code.shelf), linked(card, self.code.shelf)) for card in cards}

    @cached_property
    def touched(self) -> dict[str, dict[str, Lean]]:
        """What stands in provisions of other documents that lead to what lapses, found the same, or save rights."""
        required = {name for one in self.lapsing for name in self.code.by_id[one].requires}
        found = {}
        for card in self.code.cards:
            near = not self.gone.isdisjoint((*card.near, *card.leans)) or not required.isdisjoint(card.requires)
            if (near or card.saves) and card.id not in self.gone:
                pieces = self.pieces(card.id)
                leads = chain.from_iterable(pieces.of.to[one] for one in pieces.of.to.keys() & self.gone)
                founds = chain.from_iterable(pieces.of.requires.get(name, ()) for name in required)
                takes = pieces.of.takes if near else ()
                paths = {*leads, *founds, *takes, *pieces.of.saves}
                self.wanted[card.id] |= paths
                found[card.id] = {path: self._lessened(lean) for path, lean in pieces.leans(paths)}
        return found

    def _lessened(self, lean: Lean) -> Lean:
        """What stands in a provision, of its uses only those that could mean a term of what lapses."""
        bindings = tuple(one for one in lean.links.bindings if self._leads_in(one))
        return replace(lean, links=replace(lean.links, bindings=bindings)) if lean.links.bindings else lean

    def _leads_in(self, binding: Binding) -> bool:
        return any(one.place.document in self.gone for one in binding.candidates)

    @cached_property
    def links(self) -> dict[str, Links]:
        """The links of what lapses and of what it touches, by document."""
        found = {one: kept.links for one, (_, kept) in self.wholes.items()}
        found.update((one, merged(lean.links for lean in leans.values())) for one, leans in self.touched.items())
        return found

    def corpus(self) -> tuple[Corpus, Known]:
        """The excerpt as a corpus, and what is known of the rest."""
        self._want()
        witnesses = tuple(self._witnesses())
        documents = tuple(self._document(card) for card in self.code.cards)
        links = merged(self.links[card.id] for card in self.code.cards if card.id in self.links)
        links = replace(links, bindings=(*links.bindings, *witnesses))
        light = self.code.named
        corpus = Corpus(
            light.name,
            documents,
            dict(self._uses()),
            light.one_code,
            light.standing,
            imported={card.id: dict(card.imported) for card in self.code.cards},
            cited={card.id: frozenset(card.near) for card in self.code.cards},
            grounds={card.id: frozenset(card.grounds) for card in self.code.cards},
            clause=lambda document: self.pieces(document).of.clause,
        )
        return corpus, self._known(documents, links)

    def _uses(self) -> Iterator[tuple[str, tuple[TermUse, ...]]]:
        for one, (_, kept) in self.wholes.items():
            yield one, kept.uses
        for one, leans in self.touched.items():
            there = {(b.place.provision, b.span, b.term) for b in self.links[one].bindings}
            uses = (use for lean in leans.values() for use in lean.uses)
            yield one, tuple(use for use in uses if (use.provision, use.span, use.term) in there)

    def _known(self, documents: tuple[Document, ...], links: Links) -> Known:
        counts, left_out = Counter[str](), 0
        for card, document in zip(self.code.cards, documents, strict=True):
            if card.id not in self.absent:
                counts.update(card.statuses)
                left_out += card.counts["provisions"] - len(document.provisions)
        counts.subtract(counted(links))
        return Known(links, False, left_out, counts)

    def _want(self) -> None:
        """Notes down what links lead to outside of what lapses, and the provisions in which they stand."""
        for document, links in self.links.items():
            inside = document in self.lapsing
            definitions = chain(
                (c.definition for b in links.bindings for c in b.candidates),
                (key for one in links.imports for key in one.definitions),
            )
            for key in set(definitions):
                at = definition_parts(key)
                self.wanted[at.document].add(at.provision)
            targets = chain(
                (place for one in links.resolutions for place in (*one.targets, *one.otherwise)),
                (place for one in links.imports for place in one.places),
            )
            varied = {place.document for one in links.resolutions if one.role == "varies" for place in one.targets}
            for other in (
                varied - self.lapsing if inside else ()
            ):  # what it reverts to is told with what stands below it
                self.wanted[other].update(provision.path for provision in self.pieces(other).all_provisions())
            for place in targets:
                if place.provision:
                    where = self.wanted if inside and place.document != document else self.places
                    where[place.document].add(place.provision)

    def _witnesses(self) -> Iterator[Binding]:
        """A use that goes on, if there is one, of each definition that lapsing text uses or that leads to it."""
        used = {key for one in self.lapsing for key in self.code.by_id[one].bound}
        used = {key for key in used if definition_parts(key).document not in self.gone}
        beside: Paths = defaultdict(set)
        for at in map(definition_parts, used):
            beside[at.document].add(at.provision)
        for document, leans in self.touched.items():
            beside[document].update(leans)
        for document, paths in beside.items():
            definitions = self.code.by_id[document].definitions
            used.update(definition_key(document, one) for one in definitions if one.provision in paths)
        for card in self.code.cards:
            here = used.intersection(card.bound) if card.id not in self.gone else set()
            used -= here
            for key in sorted(here):
                if witness := self.pieces(card.id).witness(key):
                    self.places[card.id].add(witness.place.provision)
                    yield witness

    def _document(self, card: Card) -> Document:
        """A document as the excerpt has it; provisions that only have to be there are there without their text."""
        if card.id in self.lapsing:
            return self.wholes[card.id][0]
        wanted = self.wanted.get(card.id, set[str]())
        kept = tuple(self._definitions(card, wanted))
        if not wanted and not kept and card.id not in self.places:
            return replace(card.head, imports=()) if card.head.imports else card.head
        sources = {one.source.provision for one in kept if one.source}
        provisions = self.pieces(card.id).provisions({*wanted, *sources}) if wanted else ()
        there = {one.path for one in provisions}
        bare = {*self.places.get(card.id, ()), *(one.provision for one in kept)} - there
        leans = self.touched.get(card.id, {})
        return replace(
            card.head,
            provisions=(*provisions, *(Provision("", path, "", "", None, 0) for path in sorted(bare))),
            definitions=kept,
            imports=tuple(one for one in card.head.imports if one.provision in wanted),
            references=tuple(one for lean in leans.values() for one in lean.references),
        )

    def _definitions(self, card: Card, wanted: set[str]) -> Iterator[Definition]:
        """The definitions in provisions that are wanted; without meanings those that uses here could fall to.

        So are those of what is used, in documents not in force: a use that nothing defines now is told of with them.
        """
        absent = card.id in self.absent
        light = absent or card.id in self.touched or card.id in self._givers
        terms = self._used if absent else self._terms
        for one in card.definitions if light or wanted else ():
            if one.provision in wanted:
                found = self.pieces(card.id).definition(one)
                if found is not None:
                    yield found
            elif light and not terms.isdisjoint((one.term, *one.variants)):
                yield one

    @cached_property
    def _givers(self) -> frozenset[str]:
        """The documents whose terms those that touch what lapses can mean, and those with terms for all."""
        near = {one for document in self.touched for one in self.code.by_id[document].near}
        wide = {card.id for card in self.code.cards if card.head.general or card.wide}
        return frozenset(near | wide)

    @cached_property
    def _used(self) -> frozenset[str]:
        """The terms of the uses that are looked at."""
        return frozenset(one.term for links in self.links.values() for one in links.bindings)

    @cached_property
    def _terms(self) -> frozenset[str]:
        """The terms that lapsing text defines or uses."""
        found = {use.term for _, kept in self.wholes.values() for use in kept.uses}
        for document, _ in self.wholes.values():
            found.update(form for one in document.definitions for form in (one.term, *one.variants))
        return frozenset(found)


def excerpt(code: Code, lapsing: Iterable[Place], on: date | None) -> tuple[Corpus, Known] | None:
    """The corpus that a lapse can touch, and what is known of the rest; None where the whole is no larger."""
    if code.one_code or sum(card.counts["provisions"] for card in code.cards) < LARGE:
        return None
    places = tuple(lapsing)
    asked = frozenset(place.document for place in places)
    days = (on, on + timedelta(days=1) if on and on < date.max else on)
    now, then = ({card.id for card in code.cards if not in_force(card.head, day)} for day in days)
    return Excerpt(code, asked | (now ^ then), frozenset(now & then) - asked).corpus()
