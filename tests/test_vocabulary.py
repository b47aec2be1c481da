"""The vocabulary, the records, the shapes and the triples say the same."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, get_args

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection

from ontology import model, places, results, source
from ontology import vocabulary as v

if TYPE_CHECKING:
    from conftest import Sample

LAPSE = Namespace(v.LAPSE)
NOT_IN_THE_GRAPH = {
    # What a reader yields, before there are provisions.
    *("Source", "Block", "Change", "Comment"),
    # What the editors of a file tagged, to be held against what is found.
    *("GivenReference", "GivenDefinition"),
    # Parts of a record, written as properties of it.
    *("Span", "Place", "Scope", "Target", "Evidence"),
    # Links, written as properties of the use or the reference that they are about.
    *("Binding", "Resolution"),
    # What is worked out from the answers of queries.
    *("Finding", "LedgerLine", "Action", "Alternative", "Plan"),
}
"""Records that have no class of their own, and why."""


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(data=v.text("lapse"), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=v.text("shapes"), format="turtle")


def records() -> set[str]:
    return {
        name
        for module in (places, source, model, results)
        for name, value in vars(module).items()
        if is_dataclass(value) and getattr(value, "__module__", "") == module.__name__
    }


def declared(vocabulary: Graph, *kinds: URIRef) -> set[str]:
    return {str(term) for kind in kinds for term in vocabulary.subjects(RDF.type, kind)}


def test_every_class_is_a_record_and_every_record_that_reaches_the_graph_a_class(vocabulary: Graph) -> None:
    classes = {name.removeprefix(v.LAPSE) for name in declared(vocabulary, OWL.Class)}
    assert classes == records() - NOT_IN_THE_GRAPH
    assert not NOT_IN_THE_GRAPH - records(), "a record that is gone"


def test_every_property_of_the_triples_is_declared_and_every_declared_one_is_written(
    vocabulary: Graph, sample: Sample
) -> None:
    quads = pyoxigraph.parse("".join(sample.quads()).encode(), pyoxigraph.RdfFormat.N_QUADS)
    written = {quad.predicate.value for quad in quads} - {v.TYPE}
    assert written == declared(vocabulary, OWL.ObjectProperty, OWL.DatatypeProperty)


def test_every_class_and_state_is_written(vocabulary: Graph, sample: Sample) -> None:
    quads = list(pyoxigraph.parse("".join(sample.quads()).encode(), pyoxigraph.RdfFormat.N_QUADS))
    types = {quad.object.value for quad in quads if quad.predicate.value == v.TYPE}
    assert types >= declared(vocabulary, OWL.Class)
    assert declared(vocabulary, OWL.NamedIndividual) == set(v.STATES)


def test_object_properties_lead_to_iris_and_datatype_properties_to_literals(vocabulary: Graph, sample: Sample) -> None:
    links = declared(vocabulary, OWL.ObjectProperty)
    for quad in pyoxigraph.parse("".join(sample.quads()).encode(), pyoxigraph.RdfFormat.N_QUADS):
        if quad.predicate.value != v.TYPE:
            assert isinstance(quad.object, pyoxigraph.NamedNode) == (quad.predicate.value in links), quad


def test_the_constants_are_the_declared_terms(vocabulary: Graph) -> None:
    ours = {value for value in vars(v).values() if isinstance(value, v.Iri) and value.startswith(v.LAPSE)}
    assert ours == {str(term) for term in vocabulary.subjects(RDF.type) if str(term).startswith(v.LAPSE)}


def test_the_vocabulary_explains_itself_without_blank_nodes(vocabulary: Graph) -> None:
    assert not any(isinstance(term, BNode) for triple in vocabulary for term in triple)
    for term in vocabulary.subjects(RDF.type):
        if str(term).startswith(v.LAPSE):
            assert (term, RDFS.label, None) in vocabulary, term


def test_every_class_has_a_shape_that_knows_only_declared_properties(vocabulary: Graph, shapes: Graph) -> None:
    targets = {str(term) for term in shapes.objects(None, SH.targetClass)}
    assert targets == declared(vocabulary, OWL.Class)
    paths = {str(term) for term in shapes.objects(None, SH.path)}
    assert paths <= declared(vocabulary, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.mark.parametrize(
    ("class_", "path", "words"),
    [
        ("Provision", LAPSE.kind, model.ProvisionKind),
        ("Definition", LAPSE.kind, model.DefinitionKind),
        ("Definition", LAPSE.scope, model.ScopeKind),
        ("Reference", LAPSE.kind, source.ReferenceKind),
        ("Reference", LAPSE.role, model.ReferenceRole),
        ("Reference", LAPSE.status, results.Status),
        ("Candidate", LAPSE.reach, results.Reach),
        ("FieldReference", LAPSE.fieldStatus, source.FieldStatus),
    ],
)
def test_the_shapes_list_the_words_of_the_records(shapes: Graph, class_: str, path: URIRef, words: object) -> None:
    (shape,) = shapes.subjects(SH.targetClass, LAPSE[class_])
    (listed,) = [
        shapes.value(one, SH["in"])
        for one in shapes.objects(shape, SH.property)
        if shapes.value(one, SH.path) == path and shapes.value(one, SH["in"])
    ]
    assert listed is not None
    assert {str(word) for word in Collection(shapes, listed)} == set(get_args(words))
