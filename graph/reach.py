"""Closure on arrays: what everything in a network leads to, in the end, for all nodes at once.

Nodes are numbers from 0; an edge goes from `start[i]` to `end[i]` (int arrays of one length). Property paths of SPARQL
ran out of time or memory on this, and networkx takes a Python object for every step.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Numbers: TypeAlias = NDArray[np.int64]
Truths: TypeAlias = NDArray[np.bool_]
BLOCK = 1 << 16
"""Components whose bits are held at once: memory is nodes times this, over 8, in bytes."""


def closure_sizes(nodes: int, start: Numbers, end: Numbers) -> Numbers:
    """For every node the number of nodes that it leads to in one step or more (itself among them in a cycle)."""
    if not len(start):
        return np.zeros(nodes, np.int64)
    count, component = connected_components(_matrix(nodes, start, end), directed=True, connection="strong")
    sizes = np.bincount(component, minlength=count)
    below = _condensed(count, component[start], component[end])
    looped = sizes > 1
    looped[component[start[start == end]]] = True
    found = np.zeros(count, np.int64)
    for first in range(0, count, BLOCK):
        width = min(BLOCK, count - first)
        found += _counted(below, sizes[first : first + width], first)
    found += np.where(looped, sizes, 0)
    return np.asarray(found[component], np.int64)


def _condensed(count: int, start: Numbers, end: Numbers) -> list[Numbers]:
    """For each component, in an order in which what it leads to comes before it, the others that it leads to.

    scipy numbers strong components so: an edge between two goes from the higher number to the lower.
    """
    apart = start != end
    if np.any(start[apart] < end[apart]):
        raise ValueError("components are not in the order that this relies on")
    matrix = _matrix(count, start[apart], end[apart])
    return np.split(matrix.indices.astype(np.int64), matrix.indptr[1:-1])


def _counted(below: list[Numbers], sizes: Numbers, first: int) -> Numbers:
    """The number of nodes, among components from `first` on of these sizes, that each component leads to."""
    bits = np.zeros((len(below), (len(sizes) + 7) // 8), np.uint8)
    found = np.zeros(len(below), np.int64)
    weights = np.zeros(bits.shape[1] * 8, np.int64)
    weights[: len(sizes)] = sizes
    for one, others in enumerate(below):
        if len(others):
            row = np.bitwise_or.reduce(bits[others], axis=0)
            near = others[(others >= first) & (others < first + len(sizes))] - first
            np.bitwise_or.at(row, near >> 3, (128 >> (near & 7)).astype(np.uint8))
            bits[one] = row
            found[one] = weights[np.unpackbits(row).view(np.bool_)].sum()
    return found


def reached(nodes: int, start: Numbers, end: Numbers, seeds: Truths) -> Truths:
    """The nodes that the seeds lead to in any number of steps, the seeds among them."""
    found = seeds.copy()
    if len(start):
        matrix = _matrix(nodes, start, end).T.tocsr()
        fresh = found.astype(np.int32)
        while fresh.any():
            fresh = ((matrix @ fresh) > 0) & ~found
            found |= fresh
            fresh = fresh.astype(np.int32)
    return found


def leaning(nodes: int, start: Numbers, end: Numbers) -> Numbers:
    """For every node the number of other nodes with an edge to it."""
    matrix = _matrix(nodes, start, end)
    rows = np.repeat(np.arange(nodes), np.diff(matrix.indptr))
    return np.bincount(matrix.indices[rows != matrix.indices], minlength=nodes)


def _matrix(nodes: int, start: Numbers, end: Numbers) -> csr_array:
    matrix = csr_array((np.ones(len(start), np.int32), (start, end)), shape=(nodes, nodes))
    matrix.sum_duplicates()
    return matrix
