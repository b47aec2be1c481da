"""Values and RDF terms: what a query is given, and what it gives back, whichever engine answers it."""

from __future__ import annotations

import re

import pyoxigraph as ox

from ontology.vocabulary import XSD_BOOLEAN, XSD_INTEGER, Iri

from .answers import Rows, Value

_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")


def term(value: Value) -> ox.NamedNode | ox.Literal:
    """A value as a term; ValueError for none."""
    if isinstance(value, Iri):
        return ox.NamedNode(value)
    if value is None:
        raise ValueError("a variable cannot be given no value")
    return ox.Literal(value)


def value(of: object) -> Value:
    """A term as a value; numbers and truths that are none stay text."""
    if isinstance(of, ox.NamedNode):
        return Iri(of.value)
    if isinstance(of, ox.Literal):
        if of.datatype.value == XSD_INTEGER and _INTEGER.fullmatch(of.value):
            return int(of.value)
        if of.datatype.value == XSD_BOOLEAN:
            return of.value in ("true", "1")
        return of.value
    return None if of is None else str(of)


def rows(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Rows:
    """What an engine answers, as rows."""
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), ((bool(found),),))
    if isinstance(found, ox.QueryTriples):
        triples = tuple((value(t.subject), value(t.predicate), value(t.object)) for t in found)
        return Rows(("subject", "predicate", "object"), triples)
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(tuple(value(one) for one in solution) for solution in found))
