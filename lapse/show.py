"""Everything about one thing: a term, a provision, a document."""

from __future__ import annotations

from typing import Any

from ontology.places import Place

from . import answer, asking, facts
from .workspace import Workspace

Json = dict[str, Any]


def about(workspace: Workspace, thing: str) -> Json:
    """All that is known of a term, a provision or a document; UnclearError where nothing goes by that name."""
    if thing in workspace.corpus.by_term:
        return _term(workspace, thing)
    try:
        places = asking.places(workspace.corpus, thing)
    except asking.UnclearError:
        if (term := asking.term(workspace.corpus, thing)) is not None:
            return _term(workspace, term)
        raise
    if not places[0].provision:
        return _document(workspace, places[0].document)
    return {"kind": "provisions", "provisions": [_provision(workspace, place) for place in places]}


def _term(workspace: Workspace, term: str) -> Json:
    """A term: its definitions, what these need, and its uses by document."""
    corpus = workspace.corpus
    keys = {defined.key for defined in corpus.by_term[term]}
    heads = {defined.definition.term for defined in corpus.by_term[term]}
    return {
        "kind": "term",
        "term": term,
        "definitions": [
            {
                "document": defined.document.id,
                **facts.definition(defined.definition),
                "uses_terms": sorted({use.term for use in corpus.uses_in_body(defined)}),
            }
            for defined in corpus.by_term[term]
        ],
        "uses": [
            {
                "document": binding.place.document,
                "provision": binding.place.provision,
                "text": binding.text,
                "binds_to": facts.place(binding.best.place) if binding.best else None,
                "reason": binding.reason,
            }
            for binding in workspace.links.bindings
            if binding.term in heads or any(c.definition in keys for c in binding.candidates)
        ],
    }


def _provision(workspace: Workspace, place: Place) -> Json:
    """A provision: its text, the terms and references in it, and who refers to it."""
    corpus = workspace.corpus
    gazetteer = corpus.gazetteers[place.document]
    below = [provision.path for provision in gazetteer.below(place.provision)]
    here = {Place(place.document, path) for path in below}
    return {
        "document": place.document,
        "provision": place.provision,
        "under": [p.heading or p.path for p in list(gazetteer.ancestors(place.provision))[1:]],
        "provisions": [facts.provision(gazetteer.provisions[path]) for path in below],
        "defines": [
            d.definition.term for d in corpus.definitions.values() if d.place in here and not d.definition.quoted
        ],
        "terms": sorted({b.term for b in workspace.links.bindings if b.place in here}),
        "refers_to": [
            {"text": r.text, "status": r.status, "targets": [facts.place(t) for t in r.targets], "reason": r.reason}
            for r in workspace.links.resolutions
            if r.place in here
        ],
        "referred_to_by": [
            {"document": r.place.document, "provision": r.place.provision, "text": r.text}
            for r in workspace.links.resolutions
            if here & set(r.targets) and r.place not in here
        ],
    }


def _document(workspace: Workspace, document: str) -> Json:
    """A document: its facts, the documents it leans on and those that lean on it."""
    own = next(one for one in answer.documents(workspace) if one["id"] == document)
    leans_on: dict[str, int] = {}
    relied_on_by: dict[str, int] = {}
    pairs = [(b.place.document, b.best.place.document) for b in workspace.links.bindings if b.best]
    pairs += [(r.place.document, t.document) for r in workspace.links.resolutions for t in r.targets]
    for here, there in pairs:
        if here == document != there:
            leans_on[there] = leans_on.get(there, 0) + 1
        elif there == document != here:
            relied_on_by[here] = relied_on_by.get(here, 0) + 1
    return {"kind": "document", **own, "leans_on": leans_on, "relied_on_by": relied_on_by}
