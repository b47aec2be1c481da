"""The findings of a comparison from a store with all its facts, where the program joins links or loads what differs."""

from __future__ import annotations

from graph.compare import Comparison
from graph.findings import findings
from graph.rules import rules
from ontology.results import Finding


def found_in_the_whole(comparison: Comparison) -> tuple[Finding, ...]:
    """What the queries of the rules find in all facts of both states, in order."""
    store, reader = comparison.store, comparison.reader
    rows = ((rule, store.query(rule.sparql, ordered=True).dicts()) for rule in rules())
    return comparison.told(one for rule, several in rows for one in findings(rule, several, reader))
