"""From records to N-Quads lines: a document's facts in the document's graph, a state's links in the state's graph.

Bare functions over records that yield text, because a triple that is an object costs more than all else about it.
Facts and links share no property but rdf:type, so a query may ask the union of all graphs for facts and name the state
for links. The same records give the same lines in the same order; there are no blank nodes and no times of running.
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
    Place,
    Problem,
    Provision,
    Reference,
    Span,
    Target,
    TermUse,
)
from ontology.names import Names, definition_key
from ontology.results import Binding, Candidate, Resolution

from .nquads import boolean, day, integer, iri, literal

Pairs = Iterator[tuple[str, str]]
"""Properties (IRIs) and values (terms in N-Quads spelling) of one subject."""


def document_quads(document: Document, uses: Sequence[TermUse], names: Names) -> Iterator[str]:
    """All facts of a document and the uses of terms in it, in the document's graph; each line ends in a newline."""
    graph = names.graph(document.id)
    home = iri(graph)
    yield from _lines(graph, graph, _document(document))
    for provision in document.provisions:
        subject = names.provision(document.id, provision.path)
        yield from _lines(graph, subject, _provision(provision, document.id, home, names))
    for definition in document.definitions:
        subject = names.definition(definition_key(document.id, definition))
        yield from _lines(graph, subject, _definition(definition, document.id, home, names))
    for reference in _references(document):
        subject = names.reference(Place(document.id, reference.provision), reference.span)
        yield from _lines(graph, subject, _reference(reference, document.id, home, names))
    for blanket in document.imports:
        subject = names.blanket_import(Place(document.id, blanket.provision), blanket.span)
        yield from _lines(graph, subject, _blanket_import(blanket, document, home, names))
    for index, problem in enumerate(document.problems):
        subject = names.problem(document.id, index)
        yield from _lines(graph, subject, _problem(problem, document.id, home, names))
    yield from _use_lines(document, uses, names)
    for rule in sorted(_rules(document, uses)):
        yield from _lines(graph, naming.rule(rule), iter(((v.TYPE, iri(v.ACTIVITY)), (v.LABEL, literal(rule)))))


def _lines(graph: str, subject: str, pairs: Pairs) -> Iterator[str]:
    for predicate, term in pairs:
        yield f"<{subject}> <{predicate}> {term} <{graph}> .\n"


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


def _provision(provision: Provision, document: str, home: str, names: Names) -> Pairs:
    yield v.TYPE, iri(v.PROVISION)
    yield v.TYPE, iri(v.LEGAL_SUBDIVISION)
    yield v.IDENTIFIER, literal(provision.path)
    yield v.IN_DOCUMENT, home
    yield v.IS_PART_OF, iri(names.provision(document, provision.parent)) if provision.parent else home
    yield v.ORDER, integer(provision.order)
    yield v.KIND, literal(provision.kind)
    yield v.TEXT, literal(provision.text)
    if provision.number:
        yield v.NUMBER, literal(provision.number)
    if provision.heading:
        yield v.TITLE, literal(provision.heading)
    if provision.page is not None:
        yield v.PAGE, integer(provision.page)


def _definition(definition: Definition, document: str, home: str, names: Names) -> Pairs:
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
    for path in dict.fromkeys(definition.scope.within):
        yield v.WITHIN, iri(names.provision(document, path))
    for path in dict.fromkeys(definition.continued):
        yield v.CONTINUED_IN, iri(names.provision(document, path))
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


def _reference(reference: Reference, document: str, home: str, names: Names) -> Pairs:
    yield v.TYPE, iri(v.REFERENCE)
    yield v.FOUND_IN, iri(names.provision(document, reference.provision))
    yield v.FOUND_IN_DOCUMENT, home
    yield v.KIND, literal(reference.kind)
    yield v.ROLE, literal(reference.role)
    yield v.HISTORICAL, boolean(reference.historical)
    if reference.document:
        yield v.DOCUMENT_AS_WRITTEN, literal(reference.document)
    for target in dict.fromkeys(reference.targets):
        yield v.TARGET_AS_WRITTEN, literal(_written(target))
    if reference.heading:
        yield v.HEADING_AS_WRITTEN, literal(reference.heading)
    yield from _evidence(reference.span, reference.text)
    yield v.GENERATED_BY, iri(naming.rule(reference.rule))


def _written(target: Target) -> str:
    """A target in words: "clause 7.9A to 7.9D"."""
    words = f"{target.unit} {target.label}".strip()
    return f"{words} to {target.through}" if target.through else words


def _blanket_import(blanket: BlanketImport, document: Document, home: str, names: Names) -> Pairs:
    yield v.TYPE, iri(v.BLANKET_IMPORT)
    yield v.FOUND_IN, iri(names.provision(document.id, blanket.provision))
    yield v.FOUND_IN_DOCUMENT, home
    source = Place(document.id, blanket.source.provision)
    yield v.TAKES_MEANING_BY, iri(names.reference(source, blanket.source.span))
    text = next((one.text for one in document.provisions if one.path == blanket.provision), "")
    yield from _evidence(blanket.span, blanket.span.of(text))
    yield v.GENERATED_BY, iri(naming.rule(blanket.rule))


def _problem(problem: Problem, document: str, home: str, names: Names) -> Pairs:
    yield v.TYPE, iri(v.PROBLEM)
    yield v.FOUND_IN_DOCUMENT, home
    if problem.provision:
        yield v.FOUND_IN, iri(names.provision(document, problem.provision))
    yield v.IDENTIFIER, literal(problem.code)
    yield v.COMMENT, literal(problem.message)
    if problem.page is not None:
        yield v.PAGE, integer(problem.page)


def _evidence(span: Span, exact: str) -> Pairs:
    """Where the words stand in the text of their provision, and the words."""
    yield v.START, integer(span.start)
    yield v.END, integer(span.end)
    yield v.EXACT, literal(exact)


def _use_lines(document: Document, uses: Sequence[TermUse], names: Names) -> Iterator[str]:
    """The uses, by far the most of a graph, each as one string of lines."""
    graph = names.graph(document.id)
    texts = {provision.path: provision.text for provision in document.provisions}
    for use in uses:
        subject = names.use(Place(document.id, use.provision), use.span, use.term)
        end = f" <{graph}> .\n"
        yield (
            f"<{subject}> <{v.TYPE}> <{v.TERM_USE}>{end}"
            f"<{subject}> <{v.TERM}> {literal(use.term)}{end}"
            f"<{subject}> <{v.USED_IN}> <{names.provision(document.id, use.provision)}>{end}"
            f"<{subject}> <{v.USED_IN_DOCUMENT}> <{graph}>{end}"
            f"<{subject}> <{v.START}> {integer(use.span.start)}{end}"
            f"<{subject}> <{v.END}> {integer(use.span.end)}{end}"
            f"<{subject}> <{v.EXACT}> {literal(use.span.of(texts.get(use.provision, '')))}{end}"
            f"<{subject}> <{v.GENERATED_BY}> <{naming.rule(use.rule)}>{end}"
        )


def _rules(document: Document, uses: Sequence[TermUse]) -> set[str]:
    found = {definition.rule for definition in document.definitions} | {blanket.rule for blanket in document.imports}
    return found | {use.rule for use in uses} | {reference.rule for reference in _references(document)}


def link_quads(  # noqa: PLR0913, PLR0917 - the parts of a state's links, each by its name
    state: str,
    bindings: Iterable[Binding],
    resolutions: Iterable[Resolution],
    in_force: Iterable[Place | str],
    names: Names,
    imports: Iterable[tuple[str, Place | str | None]] = (),
    blanket_imports: Iterable[tuple[Place, Place]] = (),
) -> Iterator[str]:
    """The links of a state in the graph that the state's IRI names; each string is one line or several.

    `in_force` names documents and provisions by their places and definitions by their keys. `imports` pairs the key of
    a definition with what it takes its meaning from: a definition (its key), a provision or a document (a place), None
    where nothing was found. `blanket_imports` pairs the provision that makes one with the document that it names.
    """
    for thing in in_force:
        yield f"<{_thing(thing, names)}> <{v.IN_FORCE_IN}> <{state}> <{state}> .\n"
    for binding in bindings:
        yield from _binding_lines(state, binding, names)
    for resolution in resolutions:
        subject = names.reference(resolution.place, resolution.span)
        yield from _lines(state, subject, _resolution(resolution, names))
        for target in _targets(resolution):
            yield f"<{names.place(resolution.place)}> <{v.CITES}> <{names.place(target)}> <{state}> .\n"
    for key, found in imports:
        if found is not None:
            yield f"<{names.definition(key)}> <{v.IMPORTS_FROM}> <{_thing(found, names)}> <{state}> .\n"
    for place, source in blanket_imports:
        yield f"<{names.place(place)}> <{v.IMPORTS_ALL_FROM}> <{names.place(source)}> <{state}> .\n"


def _thing(thing: Place | str, names: Names) -> str:
    """The IRI of a document or provision (a place) or of a definition (its key)."""
    return names.definition(thing) if isinstance(thing, str) else names.place(thing)


def _binding_lines(state: str, binding: Binding, names: Names) -> Iterator[str]:
    """A use with its reason, its best definition and every candidate."""
    use = names.use(binding.place, binding.span, binding.term)
    end = f" <{state}> .\n"
    yield f"<{use}> <{v.REASON}> {literal(binding.reason)}{end}"
    if binding.best:
        yield f"<{use}> <{v.BINDS_TO}> <{names.definition(binding.best.definition)}>{end}"
    for rank, candidate in enumerate(binding.candidates):
        yield _candidate_lines(names.candidate(state, use, rank), use, candidate, end, names)


def _candidate_lines(subject: str, use: str, candidate: Candidate, end: str, names: Names) -> str:
    return (
        f"<{subject}> <{v.TYPE}> <{v.CANDIDATE}>{end}"
        f"<{subject}> <{v.OF_USE}> <{use}>{end}"
        f"<{subject}> <{v.CANDIDATE_DEFINITION}> <{names.definition(candidate.definition)}>{end}"
        f"<{subject}> <{v.RANK}> {integer(candidate.rank)}{end}"
        f"<{subject}> <{v.REASON}> {literal(candidate.reason)}{end}"
    )


def _targets(resolution: Resolution) -> Iterable[Place]:
    return dict.fromkeys(resolution.targets)


def _resolution(resolution: Resolution, names: Names) -> Pairs:
    yield v.STATUS, literal(resolution.status)
    yield v.REASON, literal(resolution.reason)
    documents = dict.fromkeys(target.document for target in resolution.targets)
    if names.knows(resolution.document):
        documents[resolution.document] = None
    for document in documents:
        yield v.RESOLVES_TO_DOCUMENT, iri(names.document(document))
    for target in _targets(resolution):
        if target.provision:
            yield v.RESOLVES_TO, iri(names.place(target))
    for label in dict.fromkeys(resolution.missing):
        yield v.MISSING, literal(label)
