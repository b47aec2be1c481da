"""The rule about duties and rights that read as if they should outlive their document: LAP112."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.places import Place

from .sides import Row, Sides

HEAVY = 2
"""The weight of its signals from which on a duty reads so."""
UNTIL = "until a day"
"""A signal that is enough by itself."""


def enduring(sides: Sides) -> Iterator[Row]:
    """LAP112: a duty or a right whose provision lapses, a row for each of its signals."""
    for cause, places in sides.moved():
        for document in sides.corpus.documents:
            for duty in document.obligations:
                place = Place(document.id, duty.provision)
                if place in places and (duty.weight >= HEAVY or UNTIL in duty.signals):
                    row = {"cause": cause, "item": (place, duty.span), "where": place, "subject": duty.kind}
                    yield from ({**row, "target": place, "detail": signal} for signal in duty.signals)
