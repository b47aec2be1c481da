"""Closure on arrays says the same as networkx, node by node."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import reach

EDGES = st.integers(1, 30).flatmap(
    lambda nodes: st.tuples(
        st.just(nodes), st.lists(st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)), max_size=60)
    )
)


def closed(nodes: int, edges: list[tuple[int, int]]) -> tuple[nx.DiGraph[int], np.ndarray, np.ndarray]:
    found: nx.DiGraph[int] = nx.DiGraph()
    found.add_nodes_from(range(nodes))
    found.add_edges_from(edges)
    both = np.array(edges, np.int64).reshape(-1, 2)
    return found, both[:, 0], both[:, 1]


@settings(max_examples=150, deadline=None)
@given(EDGES, st.sampled_from([1, 8, 1 << 16]))
def test_the_sizes_of_all_closures(case: tuple[int, list[tuple[int, int]]], block: int) -> None:
    nodes, edges = case
    found, start, end = closed(nodes, edges)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reach, "BLOCK", block)
        sizes = reach.closure_sizes(nodes, start, end)
    want = [len(nx.descendants(found, one) | ({one} if _in_cycle(found, one) else set())) for one in range(nodes)]
    assert sizes.tolist() == want


def _in_cycle(found: nx.DiGraph[int], one: int) -> bool:
    return any(nx.has_path(found, after, one) for after in found.successors(one))


@settings(max_examples=100, deadline=None)
@given(EDGES, st.randoms())
def test_what_seeds_lead_to(case: tuple[int, list[tuple[int, int]]], draw: st.DrawFn) -> None:
    nodes, edges = case
    found, start, end = closed(nodes, edges)
    chosen = [one for one in range(nodes) if draw.random() < 0.2]  # type: ignore[attr-defined]
    seeds = np.zeros(nodes, np.bool_)
    seeds[chosen] = True
    want = set(chosen).union(*(nx.descendants(found, one) for one in chosen))
    assert set(np.flatnonzero(reach.reached(nodes, start, end, seeds)).tolist()) == want
    assert np.flatnonzero(seeds).tolist() == chosen
