"""Triples in the shape of our graph, as many as asked for: documents of provisions, definitions, uses and references.

Each document uses its own terms, some of the general ones and a few that only a neighbour defines, as codes do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from ontology import vocabulary as v

BASE = "https://lapse.example/id/made/"
PROVISIONS, DEFINITIONS, USES, REFERENCES = 60, 8, 200, 50
"""What a document has of each."""
PER_DOCUMENT, PER_STATE = 2_353, 716
"""Triples of a document with its links in one state, and with those in one more, measured."""
WORDS = "The holder shall keep a record of each berth, and give it to the harbour master when it is asked for."


def documents_for(triples: int, states: int = 1) -> int:
    """The number of documents that make about so many triples, with the links of one state or of two."""
    return max(2, triples // (PER_DOCUMENT + PER_STATE * (states - 1)))


def name(document: int) -> str:
    return f"{BASE}D{document}/current"


def quads(documents: int, states: tuple[str, ...] = (v.TODAY,), lapsing: int = -1, seed: int = 1) -> Iterator[str]:
    """N-Quads lines; in a state `lapse:after` the document `lapsing` is gone, with all that stands in it."""
    draw = random.Random(seed)
    for document in range(documents):
        yield _facts(document)
        for use in range(USES):
            reach = draw.random()
            target = document if reach < 0.7 else 0 if reach < 0.96 else draw.randrange(documents)
            term = draw.randrange(DEFINITIONS)
            yield _use(document, use, term, target)
            for state in states:
                yield from _binding(state, document, use, term, target, lapsing)
        for reference in range(REFERENCES):
            target = document if draw.random() < 0.8 else draw.randrange(documents)
            yield _reference(document, reference)
            for state in states:
                yield from _resolution(state, document, reference, target, draw.randrange(PROVISIONS), lapsing)
        for state in states:
            if state != v.AFTER or document != lapsing:
                held = [name(document), *(f"{name(document)}#cl_{n}" for n in range(PROVISIONS))]
                held += [f"{name(document)}#def_{n}" for n in range(DEFINITIONS)]
                yield "".join(f"<{one}> <{v.IN_FORCE_IN}> <{state}> <{state}> .\n" for one in held)


def _lines(graph: str, subject: str, *pairs: tuple[str, str]) -> str:
    return "".join(f"<{subject}> <{predicate}> {term} <{graph}> .\n" for predicate, term in pairs)


def _integer(number: int) -> str:
    return f'"{number}"^^<{v.XSD_INTEGER}>'


def _facts(document: int) -> str:
    graph = name(document)
    home = f"<{graph}>"
    out = [
        _lines(
            graph,
            graph,
            (v.TYPE, f"<{v.DOCUMENT}>"),
            (v.IDENTIFIER, f'"D{document}"'),
            (v.TITLE, f'"Document {document}"'),
            (v.GENERAL, f'"{"true" if not document else "false"}"^^<{v.XSD_BOOLEAN}>'),
        )
    ]
    for number in range(PROVISIONS):
        out.append(
            _lines(
                graph,
                f"{graph}#cl_{number}",
                (v.TYPE, f"<{v.PROVISION}>"),
                (v.IDENTIFIER, f'"{number}"'),
                (v.IS_PART_OF, home),
                (v.ORDER, _integer(number)),
                (v.NUMBER, f'"{number}"'),
                (v.TEXT, f'"{number} of {document}: {WORDS}"'),
            )
        )
    for number in range(DEFINITIONS):
        term = f'"Term {number} of {document}"'
        out.append(
            _lines(
                graph,
                f"{graph}#def_{number}",
                (v.TYPE, f"<{v.DEFINITION}>"),
                (v.TYPE, f"<{v.CONCEPT}>"),
                (v.PREF_LABEL, term),
                (v.MEANING, f'"meaning {number} of {document}: {WORDS}"'),
                (v.NOTATION, f'"D{document}#{number}"'),
                (v.IN_SCHEME, home),
                (v.DEFINED_IN_DOCUMENT, home),
                (v.DEFINED_IN, f"<{graph}#cl_{number}>"),
                (v.KIND, '"means"'),
                (v.SCOPE, '"document"'),
                (v.QUOTED, f'"false"^^<{v.XSD_BOOLEAN}>'),
                (v.START, _integer(1)),
                (v.END, _integer(9)),
                (v.EXACT, term),
                (v.GENERATED_BY, "<https://lapse.example/rule/quoted-means>"),
            )
        )
    return "".join(out)


def _use(document: int, use: int, term: int, target: int) -> str:
    graph = name(document)
    word = f'"Term {term} of {target}"'
    return _lines(
        graph,
        f"{graph}#use_{use}",
        (v.TYPE, f"<{v.TERM_USE}>"),
        (v.TERM, word),
        (v.USED_IN, f"<{graph}#cl_{use % PROVISIONS}>"),
        (v.START, _integer(use)),
    )


def _binding(state: str, document: int, use: int, term: int, target: int, lapsing: int) -> Iterator[str]:
    if state == v.AFTER and document == lapsing:
        return
    subject = f"{name(document)}#use_{use}"
    if state == v.AFTER and target == lapsing:
        yield _lines(state, subject, (v.REASON, '"every definition has lapsed"'), (v.UNBOUND_IN, f"<{state}>"))
        return
    definition = f"<{name(target)}#def_{term}>"
    yield _lines(state, subject, (v.BINDS_TO, definition))
    if use % 5:
        return
    yield _lines(
        state,
        f"{subject}-{state[-5:]}-1",
        (v.TYPE, f"<{v.CANDIDATE}>"),
        (v.OF_USE, f"<{subject}>"),
        (v.CANDIDATE_DEFINITION, f"<{name(0)}#def_{term}>"),
        (v.RANK, _integer(2)),
        (v.REACH, '"general"'),
    )


def _reference(document: int, reference: int) -> str:
    graph = name(document)
    return _lines(
        graph,
        f"{graph}#ref_{reference}",
        (v.TYPE, f"<{v.REFERENCE}>"),
        (v.FOUND_IN, f"<{graph}#cl_{reference}>"),
        (v.TARGET_AS_WRITTEN, f'"clause {reference}"'),
        (v.START, _integer(reference)),
        (v.END, _integer(reference + 8)),
        (v.EXACT, f'"clause {reference}"'),
        (v.GENERATED_BY, "<https://lapse.example/rule/numbered>"),
    )


def _resolution(state: str, document: int, reference: int, target: int, clause: int, lapsing: int) -> Iterator[str]:
    if state == v.AFTER and document == lapsing:
        return
    subject = f"{name(document)}#ref_{reference}"
    if state == v.AFTER and target == lapsing:
        yield _lines(state, subject, (v.STATUS, '"unresolved"'), (v.REASON, '"it has lapsed"'))
        return
    yield _lines(
        state,
        subject,
        (v.STATUS, '"resolved"'),
        (v.REASON, '"it stands there"'),
        (v.RESOLVES_TO_DOCUMENT, f"<{name(target)}>"),
        (v.RESOLVES_TO, f"<{name(target)}#cl_{clause}>"),
    )
    yield _lines(state, f"{name(document)}#cl_{reference}", (v.CITES, f"<{name(target)}#cl_{clause}>"))
