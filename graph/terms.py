"""Values and RDF terms: what a query is given, and what it gives back, whichever engine answers it."""

from __future__ import annotations

import re

import pyoxigraph as ox

from ontology.vocabulary import XSD_BOOLEAN, XSD_INTEGER, Iri

from .answers import Rows, Value

_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
_LIST = re.compile("\x1f(.{2})", re.DOTALL)


def term(value: Value) -> ox.NamedNode | ox.Literal:
    """A value as a term; ValueError for none."""
    if isinstance(value, Iri):
        return ox.NamedNode(value)
    if value is None:
        raise ValueError("a variable cannot be given no value")
    return ox.Literal(value)


def value(of: object) -> Value:
    """A term as a value. Numbers and truths that are none stay text; the members of a list are sorted.

    GROUP_CONCAT gives its members in an order that differs from engine to engine. Where U+001F stands in front of a
    separator of two characters ("\\u001F, "), the members are put in order.
    """
    if isinstance(of, ox.NamedNode):
        return Iri(of.value)
    if isinstance(of, ox.Literal):
        if of.datatype.value == XSD_INTEGER and _INTEGER.fullmatch(of.value):
            return int(of.value)
        if of.datatype.value == XSD_BOOLEAN:
            return of.value in ("true", "1")
        return _in_order(of.value) if "\x1f" in of.value else of.value
    return None if of is None else str(of)


def _in_order(text: str) -> str:
    found = _LIST.search(text)
    return found[1].join(sorted(text.split(found[0]))) if found else text


def rows(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Rows:
    """What an engine answers, as rows."""
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), ((bool(found),),))
    if isinstance(found, ox.QueryTriples):
        triples = tuple((value(t.subject), value(t.predicate), value(t.object)) for t in found)
        return Rows(("subject", "predicate", "object"), triples)
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(tuple(value(one) for one in solution) for solution in found))
