"""What needs what: held against networkx on generated networks."""

from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.needing import Needing

EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=16)


def rank(thing: int) -> tuple[str, int]:
    return "", thing


@settings(max_examples=100, deadline=None)
@given(EDGES)
def test_order_and_closure_are_those_of_networkx(edges: list[tuple[int, int]]) -> None:
    ours: Needing[int] = Needing()
    for user, need in edges:
        ours.join(user, need)
    theirs: nx.DiGraph[int] = nx.DiGraph(edges)
    assert set(ours) == set(theirs)
    for thing in ours:
        assert ours.all_needs(thing) - {thing} == nx.descendants(theirs, thing)
        assert set(ours.needs(thing)) == set(theirs.successors(thing))
        assert set(ours.users(thing)) == set(theirs.predecessors(thing))
    rings = nx.condensation(theirs)
    lowest = {n: min(rings.nodes[n]["members"]) for n in rings}
    order = nx.lexicographical_topological_sort(rings.reverse(), key=lambda n: lowest[n])
    assert list(ours.in_order(rank)) == [one for n in order for one in sorted(rings.nodes[n]["members"])]


def test_joined_networks_hold_everything() -> None:
    one, other = Needing([1]), Needing([2])
    other.join(2, 1)
    assert list(Needing.joined([one, other])) == [1, 2]
    assert list(Needing.joined([one, other]).in_order(rank)) == [1, 2]
