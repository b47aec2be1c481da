"""From records to N-Quads lines: a document's facts in the document's graph (links: `graph.link_triples`).

Bare functions over records that yield text, because a triple that is an object costs more than all else about it.
Facts and links share no property but rdf:type, so a query may ask the union of all graphs for facts and name the state
for links. The same records give the same lines in the same order; there are no blank nodes and no times of running.
An edge to a provision that the document does not have is not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ontology import names as naming
from ontology import vocabulary as v
from ontology.model import (
    BlanketImport,
    Definition,
    Document,
    Phrase,
    Reference,
    TermUse,
)
from ontology.names import Names, definition_key
from ontology.places import Place, Problem, Span
from ontology.source import FieldReference

from .link_triples import link_quads
from .many_triples import (
    AS_WRITTEN,
    MODAL_VERB,
    Places,
    obligation_lines,
    provision_lines,
    reference_lines,
    use_lines,
)
from .nquads import Pairs, boolean, day, integer, iri, lines, literal

__all__ = ["document_quads", "link_quads", "phrase_quads"]


def document_quads(document: Document, uses: Sequence[TermUse], names: Names) -> Iterator[str]:
    """All facts of a document and the uses of terms in it, in the document's graph; each line ends in a newline."""
    graph = names.graph(document.id)
    home = iri(graph)
    paths = {provision.path for provision in document.provisions}
    places = Places(document.id, names)
    references = tuple(_references(document))
    rules = {rule: iri(naming.rule(rule)) for rule in sorted(_rules(document, references, uses))}
    yield from lines(graph, graph, _document(document))
    yield from provision_lines(document, names, places)
    for definition in document.definitions:
        subject = names.definition(definition_key(document.id, definition))
        yield from lines(graph, subject, _definition(definition, document.id, home, names, paths))
    yield from reference_lines(references, document.id, names, places, rules)
    for blanket in document.imports:
        subject = names.blanket_import(Place(document.id, blanket.provision), blanket.span)
        yield from lines(graph, subject, _blanket_import(blanket, document, home, names))
    yield from obligation_lines(document.obligations, document.id, names, places, rules)
    for one in document.fields:
        if one.provision in paths:
            subject = names.field(Place(document.id, one.provision), one.span)
            yield from lines(graph, subject, _field(one, document.id, home, names, paths))
    for index, problem in enumerate(document.problems):
        subject = names.problem(document.id, index)
        yield from lines(graph, subject, _problem(problem, document.id, home, names, paths))
    yield from use_lines(uses, document.id, names, places, rules)
    for rule in rules:
        yield from lines(graph, naming.rule(rule), iter(((v.TYPE, iri(v.ACTIVITY)), (v.LABEL, literal(rule)))))


def phrase_quads(document: str, phrases: Iterable[Phrase], names: Names) -> Iterator[str]:
    """The phrases of a document that are used like terms, in the document's graph."""
    graph = names.graph(document)
    for phrase in phrases:
        place = Place(document, phrase.provision)
        about = (
            (v.TYPE, iri(v.PHRASE)),
            (v.FOUND_IN, iri(names.place(place))),
            (v.FOUND_IN_DOCUMENT, iri(graph)),
            *_evidence(phrase.span, phrase.words),
        )
        yield from lines(graph, names.phrase(place, phrase.span), iter(about))


def _document(document: Document) -> Pairs:
    for kind in (v.DOCUMENT, v.LEGAL_RESOURCE, v.CONCEPT_SCHEME):
        yield v.TYPE, iri(kind)
    yield v.IDENTIFIER, literal(document.id)
    yield v.TITLE, literal(document.title)
    yield v.GENERAL, boolean(document.general)
    for alias in dict.fromkeys(document.aliases):
        yield v.ALTERNATIVE, literal(alias)
    for predicate, text in (
        (v.VERSION, document.version),
        (v.SHA256, document.sha256),
        (v.SOURCE, document.source),
        (v.FORMAT, document.media_type),
    ):
        if text:
            yield predicate, literal(text)
    if document.in_force_from:
        yield v.VALID_FROM, day(document.in_force_from)
        yield v.FIRST_IN_FORCE, day(document.in_force_from)
    if document.in_force_until:
        if document.in_force_until < date.max:
            yield v.VALID_BEFORE, day(document.in_force_until + timedelta(days=1))
        yield v.NO_LONGER_IN_FORCE, day(document.in_force_until)


def _definition(definition: Definition, document: str, home: str, names: Names, paths: set[str]) -> Pairs:
    yield v.TYPE, iri(v.DEFINITION)
    yield v.TYPE, iri(v.CONCEPT)
    yield v.PREF_LABEL, literal(definition.term)
    for variant in dict.fromkeys(definition.variants):
        if variant != definition.term:
            yield v.ALT_LABEL, literal(variant)
    yield v.MEANING, literal(definition.text)
    yield v.NOTATION, literal(definition_key(document, definition))
    yield v.IN_SCHEME, home
    yield v.DEFINED_IN_DOCUMENT, home
    yield v.DEFINED_IN, iri(names.provision(document, definition.provision))
    yield v.KIND, literal(definition.kind)
    yield v.SCOPE, literal(definition.scope.kind)
    for predicate, others in ((v.WITHIN, definition.scope.within), (v.CONTINUED_IN, definition.continued)):
        for path in dict.fromkeys(others):
            if path in paths:
                yield predicate, iri(names.provision(document, path))
    yield v.QUOTED, boolean(definition.quoted)
    if definition.source:
        place = Place(document, definition.source.provision)
        yield v.TAKES_MEANING_BY, iri(names.reference(place, definition.source.span))
    yield from _evidence(definition.span, definition.term)
    yield v.GENERATED_BY, iri(naming.rule(definition.rule))


def _references(document: Document) -> Iterator[Reference]:
    """The references of a document, those that only a definition or a blanket import carries among them, each once."""
    imported = [one.source for one in document.definitions if one.source]
    seen = set[tuple[str, Span]]()
    for reference in (*document.references, *imported, *(one.source for one in document.imports)):
        if (reference.provision, reference.span) not in seen:
            seen.add((reference.provision, reference.span))
            yield reference


def _blanket_import(blanket: BlanketImport, document: Document, home: str, names: Names) -> Pairs:
    yield v.TYPE, iri(v.BLANKET_IMPORT)
    yield v.FOUND_IN, iri(names.provision(document.id, blanket.provision))
    yield v.FOUND_IN_DOCUMENT, home
    source = Place(document.id, blanket.source.provision)
    yield v.TAKES_MEANING_BY, iri(names.reference(source, blanket.source.span))
    text = next((one.text for one in document.provisions if one.path == blanket.provision), "")
    yield from _evidence(blanket.span, blanket.span.of(text))
    yield v.GENERATED_BY, iri(naming.rule(blanket.rule))


def _field(field: FieldReference, document: str, home: str, names: Names, paths: set[str]) -> Pairs:
    yield v.TYPE, iri(v.FIELD_REFERENCE)
    yield v.FOUND_IN, iri(names.provision(document, field.provision))
    yield v.FOUND_IN_DOCUMENT, home
    yield v.BOOKMARK, literal(field.bookmark)
    yield v.FIELD_STATUS, literal(field.status)
    if field.computed is not None:
        yield v.SHOWS_NOW, literal(field.computed)
    if field.leads_to in paths:
        yield v.LEADS_TO, iri(names.provision(document, field.leads_to))
    yield from _evidence(field.span, field.cached)


def _problem(problem: Problem, document: str, home: str, names: Names, paths: set[str]) -> Pairs:
    yield v.TYPE, iri(v.PROBLEM)
    yield v.FOUND_IN_DOCUMENT, home
    if problem.provision in paths:
        yield v.FOUND_IN, iri(names.provision(document, problem.provision))
    yield v.IDENTIFIER, literal(problem.code)
    yield v.COMMENT, literal(problem.message)
    if problem.page is not None:
        yield v.PAGE, integer(problem.page)


def _evidence(span: Span, exact: str) -> Pairs:
    """Where the words stand in the text of their provision, and the words."""
    yield from _position(span)
    yield v.EXACT, literal(exact)


def _position(span: Span) -> Pairs:
    yield v.START, integer(span.start)
    yield v.END, integer(span.end)


def _rules(document: Document, references: Iterable[Reference], uses: Iterable[TermUse]) -> set[str]:
    """The rules that the facts of a document name."""
    found = {definition.rule for definition in document.definitions} | {blanket.rule for blanket in document.imports}
    found |= {duty.rule for duty in document.obligations} - {MODAL_VERB}
    return found | ({use.rule for use in uses} - {AS_WRITTEN}) | {reference.rule for reference in references}
