"""Everything about one thing: a term, a provision, a document. Documents that cannot speak of it are not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.corpus import Corpus, in_body
from ontology.names import definition_key
from ontology.places import Place
from ontology.results import Binding

from . import answer, asking, facts
from .corpus.leads import referring, using
from .workspace import Workspace

Json = dict[str, Any]


def about(workspace: Workspace, thing: str) -> Json:
    """All that is known of a term, a provision or a document; UnclearError where nothing goes by that name."""
    code = workspace.reading.code
    if thing in code.mentioning(thing).by_term:
        return _term(workspace, thing)
    try:
        places = asking.places(code.named, thing)
    except asking.UnclearError:
        if (term := asking.term(code.corpus, thing)) is not None:
            return _term(workspace, term)
        raise
    if not places[0].provision:
        return _document(workspace, places[0].document)
    return {"kind": "provisions", "provisions": [_provision(workspace, place) for place in places]}


def _term(workspace: Workspace, term: str) -> Json:
    """A term: its definitions, what these need, and its uses by document."""
    several = workspace.reading.code.mentioning(term).by_term[term]
    keys = {defined.key for defined in several}
    heads = {defined.definition.term for defined in several}
    return {
        "kind": "term",
        "term": term,
        "definitions": [_definition(workspace, defined.document.id, defined.key) for defined in several],
        "uses": [
            {
                "document": binding.place.document,
                "provision": binding.place.provision,
                "text": binding.text,
                "binds_to": facts.place(binding.best.place) if binding.best else None,
                "reason": binding.reason,
            }
            for binding in _bindings(workspace, heads)
            if binding.term in heads or any(c.definition in keys for c in binding.candidates)
        ],
    }


def _definition(workspace: Workspace, document: str, key: str) -> Json:
    """A definition, with the terms that its meaning uses."""
    reading = workspace.reading
    found = next(one for one in reading.whole(document).definitions if definition_key(document, one) == key)
    uses = (use for use in reading.linked(document).uses if in_body(found, use.provision, use.span))
    return {"document": document, **facts.definition(found), "uses_terms": sorted({use.term for use in uses})}


def _bindings(workspace: Workspace, terms: set[str]) -> Iterator[Binding]:
    """The uses in all documents that can mean one of some terms."""
    reading = workspace.reading
    corpus = reading.code.mentioning(*terms)
    definers = set(_definers(corpus, terms))
    everywhere = corpus.one_code or not terms.isdisjoint(corpus.by_wide_term)
    for card in reading.cards:
        if everywhere or card.id in definers or not card.leaning:
            yield from reading.linked(card.id).links.bindings
        elif not definers.isdisjoint(card.near):
            yield from using(reading, card.id, definers)


def _definers(corpus: Corpus, terms: set[str]) -> Iterator[str]:
    """The documents (ids) in which one of some terms is defined, if only in quoted words."""
    for document in corpus.documents:
        if any(not terms.isdisjoint((one.term, *one.variants)) for one in document.definitions):
            yield document.id


def _provision(workspace: Workspace, place: Place) -> Json:
    """A provision: its text, the terms and references in it, and who refers to it."""
    reading = workspace.reading
    gazetteer = reading.code.named.gazetteers[place.document]
    below = [provision.path for provision in gazetteer.below(place.provision)]
    here = {Place(place.document, path) for path in below}
    links = reading.linked(place.document).links
    return {
        "document": place.document,
        "provision": place.provision,
        "under": [p.heading or p.path for p in list(gazetteer.ancestors(place.provision))[1:]],
        "provisions": [facts.provision(gazetteer.provisions[path]) for path in below],
        "defines": [
            one.term
            for one in gazetteer.document.definitions
            if Place(place.document, one.provision) in here and not one.quoted
        ],
        "terms": sorted({b.term for b in links.bindings if b.place in here}),
        "refers_to": [
            {"text": r.text, "status": r.status, "targets": [facts.place(t) for t in r.targets], "reason": r.reason}
            for r in links.resolutions
            if r.place in here
        ],
        "referred_to_by": [
            {"document": r.place.document, "provision": r.place.provision, "text": r.text}
            for r in referring(reading, place.document)
            if here & set(r.targets) and r.place not in here
        ],
    }


def _document(workspace: Workspace, document: str) -> Json:
    """A document: its facts, the documents it leans on and those that lean on it."""
    own = next(one for one in answer.documents(workspace) if one["id"] == document)
    cards = workspace.reading.cards
    return {
        "kind": "document",
        **own,
        "leans_on": dict(workspace.reading.code.by_id[document].leans),
        "relied_on_by": {card.id: card.leans[document] for card in cards if document in card.leans},
    }
