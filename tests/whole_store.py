"""The findings of a comparison from a store with all of its facts, where the program loads those that differ."""

from __future__ import annotations

from graph.compare import Comparison
from graph.findings import findings
from graph.rules import rules


def found_in_the_whole(comparison: Comparison) -> set[tuple[str, str]]:
    """The ids and causes of what the rules find in all facts of both states, but for what ends by itself."""
    store, reader = comparison.store, comparison.reader
    found = (f for rule in rules() for f in findings(rule, store.query(rule.sparql).dicts(), reader))
    return {(f.id, f.cause) for f in found if not comparison.is_aside(f) and not comparison.is_spent(f)}


def found(comparison: Comparison) -> set[tuple[str, str]]:
    """The ids and causes of the findings that the program gives."""
    return {(f.id, f.cause) for f in comparison.findings}
