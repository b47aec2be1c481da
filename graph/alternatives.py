"""What may be done instead of carrying text over: re-point to a definition that stays, or write the meaning out."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.places import Place
from ontology.results import Alternative, Finding

from .compare import Comparison
from .corpus import Defined

FEW = 2
"""A term that is used in so many places or fewer may as well be written out there."""


def alternatives(comparison: Comparison, defined: Defined, used: tuple[Place, ...]) -> Iterator[Alternative]:
    """The ways to do without carrying a definition that is used at `used`, the closest first."""
    corpus, after = comparison.corpus, comparison.after
    words = _words(defined)
    losing = {f.place for f in comparison.findings if f.code == "LAP103" and f.cause == "caused"}
    others = (one for one in corpus.definitions.values() if one.key != defined.key and one.place not in losing)
    standing = [one for one in others if after.holds_definition(one)]
    term = defined.definition.term
    for one in standing:
        if words and _words(one) == words and not one.definition.quoted:
            called = "" if one.definition.term == term else f", under the name “{one.definition.term}”"
            yield Alternative("re-point", one.place, f"{one.place} defines the same in the same words{called}")
    for one in standing:
        if one.definition.term == term and _words(one) != words and not one.definition.quoted:
            yield Alternative("re-point", one.place, f"{one.place} defines “{term}” in other words: read both")
    if 0 < len(used) <= FEW and not defined.definition.continued:
        places = " and ".join(map(str, used))
        for place in used:
            yield Alternative("restate", place, f"write out in {places} what “{term}” means, as nothing else uses it")


def restated(comparison: Comparison) -> Iterator[tuple[Finding, str]]:
    """Definitions that lose the text they point to, each with the words that may take the pointer's place."""
    definitions = comparison.corpus.definitions.values()
    for finding in comparison.findings:
        if finding.code == "LAP103" and finding.cause == "caused":
            sources = (d.definition for d in definitions if d.place == finding.target)
            named = (one for one in sources if finding.subject in (one.term, *one.variants))
            yield finding, next((one.text for one in named), "")


def _words(defined: Defined) -> tuple[str, ...]:
    return tuple(defined.definition.text.casefold().replace(";", " ").replace(".", " ").split())
