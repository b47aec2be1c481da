"""Defects that a code has today, whatever lapses: the rules LAP2xx over the graph of the state lapse:today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ontology.model import Document, Phrase, TermUse
from ontology.names import Names
from ontology.places import Place, Span
from ontology.results import Finding
from ontology.vocabulary import TODAY

from .answers import Graphs
from .corpus import Corpus
from .cycles import cycles
from .findings import Reader, Row, Side, findings, in_order
from .link import Links
from .link_triples import link_quads
from .mentions import mentions
from .phrases import Phrases
from .rules import Rule, defects
from .state import State
from .state_quads import links_quads
from .triples import document_quads, phrase_quads

SHOWN = 3
"""Further places that a sentence names before it counts the rest."""
OPENING = 80
"""Characters of a provision that are shown where the provision as a whole is meant."""


def today_quads(today: State, links: Links, names: Names) -> Iterator[str]:
    """All that is known of a code today: facts of documents, links, and what is worked out from both together.

    Of what is in force only the documents are named, for all of their text is.
    """
    corpus = today.corpus
    phrases = Phrases(corpus)
    for document in corpus.documents:
        yield from document_quads(document, corpus.uses.get(document.id, ()), names)
        yield from phrase_quads(document.id, phrases.of(document), names)
    yield from links_quads(links, [Place(document) for document in sorted(today.documents)], names, TODAY)
    yield from link_quads(TODAY, (), (), (), names, cycles=cycles(corpus, links), mentions=mentions(corpus, links))


def quads_of(
    document: Document, uses: Sequence[TermUse], links: Links, phrases: Iterable[Phrase], names: Names
) -> Iterator[str]:
    """What `today_quads` has of one document alone, all of it in force."""
    yield from document_quads(document, uses, names)
    yield from phrase_quads(document.id, phrases, names)
    yield from links_quads(links, (Place(document.id),), names, TODAY)


@dataclass(frozen=True)
class Defects:
    """What the rules say of a code as it stands; `store` holds what `today_quads` gives."""

    corpus: Corpus
    names: Names
    store: Graphs

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What every rule found, in the order of documents and provisions."""
        reader = Reader((_Everything(self.corpus, self.names),))
        found = (finding for rule in defects() for finding in findings(rule, self._rows(rule, reader), reader))
        return tuple(in_order(found, reader))

    def _rows(self, rule: Rule, reader: Reader) -> Iterable[Row]:
        """The rows of a rule; where it speaks once of a subject, those of the first place, with the others in words."""
        rows: Sequence[Row] = self.store.query(rule.sparql, ordered=True).dicts()
        if rule.once == "place":
            return rows
        groups: dict[tuple[str, str], dict[Place, list[Row]]] = {}
        for row in rows:
            place = reader.place(str(row["where"]))
            within = place.document if rule.once == "document" else ""
            groups.setdefault((within, str(row["subject"])), {}).setdefault(place, []).append(row)
        return [row for places in groups.values() for row in _first(places, reader)]


def _first(places: dict[Place, list[Row]], reader: Reader) -> Iterator[Row]:
    first, *others = sorted(places, key=reader.order)
    for row in places[first]:
        yield {**row, "more": _more(first, others)}


def _more(first: Place, others: list[Place]) -> str:
    """Further places in words: " and at 3.1, 4.2 and 7 more places"; "" for none."""
    shown = [str(one) if one.document != first.document else one.provision for one in others[:SHOWN]]
    rest = len(others) - len(shown)
    if rest:
        shown.append(f"{rest} more {'place' if rest == 1 else 'places'}")
    if len(shown) > 1:
        shown[-2:] = [f"{shown[-2]} and {shown[-1]}"]
    return f" (and at {', '.join(shown)})" if shown else ""


class _Everything(Side):
    """Reads back, besides what a comparison speaks of, fields, phrases and provisions as a whole."""

    @cached_property
    def items(self) -> dict[str, tuple[Place, Span]]:
        found = dict(super().items)
        phrases = Phrases(self.corpus)
        for document in self.corpus.documents:
            for provision in document.provisions:
                place = Place(document.id, provision.path)
                found[self.names.place(place)] = place, Span(0, min(len(provision.text), OPENING))
            for field in document.fields:
                place = Place(document.id, field.provision)
                found[self.names.field(place, field.span)] = place, field.span
            for phrase in phrases.of(document):
                place = Place(document.id, phrase.provision)
                found[self.names.phrase(place, phrase.span)] = place, phrase.span
        return found
