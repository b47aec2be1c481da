"""D6: forms that follow a term: and "Commissioned" shall be interpreted accordingly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ontology.places import Span

from .rule import Found
from .terms import lists, marked

_ACCORDINGLY = re.compile(
    r"(?:\s+and\s+(?:cognate|related|similar|other)\s+[^\n“”\"]{1,60}?)?\s*,?\s*(?:\([^()\n]{1,60}\)\s*)?"
    r"(?:(?:shall\s+)?(?:has|have|bear)\s+(?:(?:a|the)\s+)?(?:(?:corresponding|correlative|cognate)\s+meanings?|meanings?\s+correlative\b)"
    r"|(?:shall|will|must|is\s+to|are\s+to|should|is|are|to\s+be|has|have)\s+"
    r"(?:(?:each|also|all|both)\s+)?(?:(?:be\s+)?(?:construed|interpreted|read|understood|defined|taken)|a|the|corresponding|meanings?|have)"
    r"[^\n.;“”\"]{0,60}?\b(?:accordingly|correspondingly|corresponding\s+meanings?|likewise|cognate\s+meanings?|in\s+the\s+same\s+way)\b)",
    re.IGNORECASE,
)


_TAKEN_IN = re.compile(
    r"\b(?:shall\s+)?includes?\s+(?:in\s+(?:its|their)\s+meanings?\s+)?the\s+(?:terms?|expressions?|words?)\s+$",
    re.IGNORECASE,
)
"""What joins a term to others that are read as it: “sale” includes the terms “lease” and “exchange”."""


def derived_forms(text: str, emphasis: Sequence[Span] = ()) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Stretches that declare derived forms, and the forms in each: "X" and "Y" are to be read accordingly.

    Terms that another one takes in are such forms too: "sale" includes the term "lease".
    """
    for listed in lists(text):
        match = _ACCORDINGLY.match(text, listed.end)
        if match or _TAKEN_IN.search(text, max(0, listed.start - 60), listed.start):
            yield Span(listed.start, match.end() if match else listed.end), marked(text, listed.start, listed.end)
    for one in emphasis:
        match = _ACCORDINGLY.match(text, one.end)
        if match:
            yield Span(one.start, match.end()), (one,)


def with_variants(text: str, found: list[Found], emphasis: Sequence[Span]) -> tuple[Found, ...]:
    """Derived forms go to the last definition in front of them, and are none of their own."""
    forms: dict[int, tuple[Span, ...]] = {}
    for place, terms in derived_forms(text, emphasis):
        before = [at for at, one in enumerate(found) if one.hit.terms[0].start < place.start]
        if before:
            forms[before[-1]] = forms.get(before[-1], ()) + terms
    taken = {form for terms in forms.values() for form in terms}
    return tuple(
        Found(one.rule, one.hit, one.hit.variants + forms.get(at, ()))
        for at, one in enumerate(found)
        if one.hit.kind != "import" or not taken.issuperset(one.hit.terms)
    )
