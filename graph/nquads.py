"""The text of N-Quads: literals and IRIs as terms. A line is built in one piece, without an object per triple."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ontology.vocabulary import XSD_BOOLEAN, XSD_DATE, XSD_INTEGER

Pairs = Iterator[tuple[str, str]]
"""Properties (IRIs) and values (terms in N-Quads spelling) of one subject."""

_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]')
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def literal(text: str) -> str:
    """A plain string; half of a surrogate pair, which no RDF can hold, becomes U+FFFD."""
    plain = text.isprintable() and '"' not in text and "\\" not in text
    return f'"{text}"' if plain else f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _NAMED:
        return _NAMED[character]
    return "\ufffd" if "\ud800" <= character <= "\udfff" else f"\\u{ord(character):04X}"


def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"^^<{XSD_INTEGER}>'


def day(value: date) -> str:
    """An xsd:date."""
    return f'"{value.isoformat()}"^^<{XSD_DATE}>'


def boolean(value: bool) -> str:
    """An xsd:boolean."""
    return f'"{"true" if value else "false"}"^^<{XSD_BOOLEAN}>'


def iri(value: str) -> str:
    """An IRI in its brackets."""
    return f"<{value}>"


def lines(graph: str, subject: str, pairs: Pairs) -> Iterator[str]:
    """A line, with its end, for each property and value of a subject (an IRI) in a graph (an IRI), as one string."""
    start, end = f"<{subject}> <", f" <{graph}> .\n"
    yield "".join([f"{start}{predicate}> {term}{end}" for predicate, term in pairs])
