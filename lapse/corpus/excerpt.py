"""The part of a folder of acts that the lapse of one of them can touch, from what was kept of each document.

What lapses is whole in it, and of each other document the provisions that lead to it, with all that stands in them;
besides, what their uses and references could fall to, and for each definition that lapsing text uses one use that goes
on. The rules find in it what they find in the whole (a test holds the two together).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from graph.compare import Known
from graph.corpus import Corpus
from graph.link import Links, counted, merged
from graph.slices import Slice, sliced
from graph.state import in_force
from graph.topics import Census
from ontology.model import Definition, Document, Provision
from ontology.names import definition_key, definition_parts
from ontology.places import Place
from ontology.results import Binding

from .cards import Card, GoneError, linked, whole
from .passes import Code

LARGE = 20_000
"""Provisions from which on a lapse is looked at in an excerpt."""


@dataclass
class Excerpt:
    """What the lapse of a document on a day can touch. GoneError as `cards.whole`."""

    code: Code
    lapsing: frozenset[str]
    wanted: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def wholes(self) -> dict[str, Slice]:
        """What lapses, or is not in force, in full."""
        found = {}
        for one in self.lapsing:
            card = self.code.by_id[one]
            links = linked(card, self.code.shelf)
            found[one] = Slice(whole(card, self.code.shelf), links.uses, links.links)
        return found

    @cached_property
    def touching(self) -> dict[str, Slice]:
        """The parts of other documents that lead to others, of those that can mean what lapses or found the same."""
        required = {name for one in self.lapsing for name in self.code.by_id[one].requires}
        found = {}
        for card in self.code.cards:
            near = not self.lapsing.isdisjoint(card.near) or not required.isdisjoint(card.requires)
            if (near or card.saves) and card.id not in self.lapsing:
                part = self.code.shelf.get(card.sliced, Slice)
                if part is None:
                    raise GoneError(f"what {card.id} leads to is gone")
                found[card.id] = self._that_touches(part)
        return found

    def _that_touches(self, part: Slice) -> Slice:
        """A part with only those uses bound that could bind to what lapses; all its references, for their company."""
        bindings = tuple(b for b in part.links.bindings if any(c.place.document in self.lapsing for c in b.candidates))
        return replace(part, links=replace(part.links, bindings=bindings))

    def corpus(self) -> tuple[Corpus, Known]:
        """The excerpt as a corpus, and what is known of the rest."""
        parts = {**self.wholes, **self.touching}
        self._want(parts.values())
        for one, part in self.touching.items():
            if part.links.bindings:  # a plan carries definitions to where its own stand
                own = self.code.by_id[one].document.definitions
                self.wanted.setdefault(one, set()).update(definition.provision for definition in own)
        witnesses = list(self._witnesses())
        for one, paths in self.wanted.items():
            if one not in self.lapsing:
                parts[one] = self._joined(one, parts.get(one), paths)
        documents = tuple(self._document(card, parts.get(card.id)) for card in self.code.cards)
        links = merged(parts[card.id].links for card in self.code.cards if card.id in parts)
        links = replace(links, bindings=(*links.bindings, *witnesses))
        light = self.code.corpus
        corpus = Corpus(
            light.name,
            documents,
            {one: part.uses for one, part in parts.items()},
            light.one_code,
            light.standing,
            imported={card.id: dict(card.imported) for card in self.code.cards},
            cited={card.id: frozenset(card.near) for card in self.code.cards},
        )
        return corpus, self._known(documents, links)

    def _known(self, documents: tuple[Document, ...], links: Links) -> Known:
        cards = self.code.cards
        counts = Counter[str]()
        for card in cards:
            counts.update(card.statuses)
        counts.subtract(counted(links))
        sizes = {card.id: card.counts["provisions"] for card in cards}
        left_out = sum(sizes.values()) - sum(len(document.provisions) for document in documents)
        return Known(links, Census({card.id: card.words for card in cards}, sizes), left_out, counts)

    def _want(self, parts: Iterable[Slice]) -> None:
        """Notes down what the links of parts lead to outside of what lapses."""
        for part in parts:
            inside = part.document.id in self.lapsing
            definitions = chain(
                (c.definition for b in part.links.bindings for c in b.candidates),
                (key for one in part.links.imports for key in one.definitions),
            )
            for key in definitions:
                at = definition_parts(key)
                self.wanted.setdefault(at.document, set()).add(at.provision)
            targets = chain(
                (place for one in part.links.resolutions for place in one.targets),
                (place for one in part.links.imports for place in one.places),
            )
            for place in targets:
                if place.provision and place.document != part.document.id:
                    (self.wanted if inside else self.places).setdefault(place.document, set()).add(place.provision)
                elif place.provision:
                    self.places.setdefault(place.document, set()).add(place.provision)

    def _witnesses(self) -> Iterator[Binding]:
        """For each definition in force that lapsing text uses a use in text in force, if there is one."""
        used = {key for one in self.lapsing for key in self.code.by_id[one].bound}
        used = {key for key in used if definition_parts(key).document not in self.lapsing}
        beside = {(at.document, at.provision) for at in map(definition_parts, used)}
        for document, provision in beside:
            for one in self.code.by_id[document].document.definitions:
                if one.provision == provision:
                    used.add(definition_key(document, one))
        for card in self.code.cards:
            here = used.intersection(card.bound) if card.id not in self.lapsing else set()
            if not here:
                continue
            for binding in linked(card, self.code.shelf).links.bindings:
                if binding.best and binding.best.definition in here:
                    here.discard(binding.best.definition)
                    used.discard(binding.best.definition)
                    self.wanted.setdefault(card.id, set()).add(binding.place.provision)
                    yield replace(binding, candidates=binding.candidates[:1])

    def _joined(self, document: str, part: Slice | None, paths: set[str]) -> Slice:
        """A part with further provisions: their text and definitions, and no more links than it had."""
        card = self.code.by_id[document]
        full = whole(card, self.code.shelf)
        uses = linked(card, self.code.shelf).uses
        had = {one.path for one in part.document.provisions} if part else set[str]()
        more = sliced(full, uses, Links((), (), (), ()), had | paths)
        return replace(more, links=part.links) if part else more

    def _document(self, card: Card, part: Slice | None) -> Document:
        """A document as the excerpt has it; provisions that only have to be there are there without their text."""
        document = part.document if part else replace(card.document, definitions=(), imports=())
        if card.id in self.lapsing:
            return document
        there = {one.path for one in document.provisions}
        definitions = {definition_key(card.id, one): one for one in document.definitions}
        kept = [one for one in self._light(card) if definition_key(card.id, one) not in definitions]
        bare = {*self.places.get(card.id, ()), *(one.provision for one in kept)} - there
        stubs = tuple(Provision("", path, "", "", None, 0) for path in sorted(bare))
        return replace(document, provisions=(*document.provisions, *stubs), definitions=(*document.definitions, *kept))

    def _light(self, card: Card) -> Iterator[Definition]:
        """The definitions of a document that uses in the excerpt could fall to, without their meanings."""
        if card.id in self.touching or card.id in self._givers:
            yield from (one for one in card.document.definitions if {one.term, *one.variants} & self._terms)

    @cached_property
    def _givers(self) -> frozenset[str]:
        """The documents whose terms those that touch what lapses can mean, and those with terms for all."""
        near = {one for document in self.touching for one in self.code.by_id[document].near}
        wide = {one.document.id for several in self.code.corpus.by_wide_term.values() for one in several}
        return frozenset(near | wide)

    @cached_property
    def _terms(self) -> frozenset[str]:
        """The terms that lapsing text defines or uses."""
        found = {use.term for part in self.wholes.values() for use in part.uses}
        for part in self.wholes.values():
            found.update(form for one in part.document.definitions for form in (one.term, *one.variants))
        return frozenset(found)


def excerpt(code: Code, lapsing: Iterable[Place], on: date | None) -> tuple[Corpus, Known] | None:
    """The corpus that a lapse can touch, and what is known of the rest; None where the whole is no larger."""
    if code.one_code or sum(card.counts["provisions"] for card in code.cards) < LARGE:
        return None
    gone = {place.document for place in lapsing}
    days = (on, on + timedelta(days=1) if on and on < date.max else on)
    gone |= {card.id for card in code.cards for day in days if not in_force(card.document, day)}
    return Excerpt(code, frozenset(gone)).corpus()
