"""A small network of what needs what, and the order in which needed things come first.

Plans are made at every lapse, and their networks have tens of items: what loads at once serves them better than
a library of graphs. Networks of the whole code are networkx's (`network.py`).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Needing(Generic[T]):
    """Things in the order in which they were met; an edge leads from one to what it needs."""

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._needs: dict[T, dict[T, None]] = {thing: {} for thing in things}
        self._users: dict[T, dict[T, None]] = {thing: {} for thing in self._needs}

    def join(self, user: T, need: T) -> None:
        """Says that one thing needs another."""
        for thing in (user, need):
            self._needs.setdefault(thing, {})
            self._users.setdefault(thing, {})
        self._needs[user][need] = None
        self._users[need][user] = None

    def __contains__(self, thing: object) -> bool:
        return thing in self._needs

    def __iter__(self) -> Iterator[T]:
        return iter(self._needs)

    def needs(self, thing: T) -> Iterable[T]:
        """What a thing needs itself."""
        return self._needs.get(thing, ())

    def users(self, thing: T) -> Iterable[T]:
        """What needs a thing itself."""
        return self._users.get(thing, ())

    def all_needs(self, thing: T) -> set[T]:
        """What a thing needs in the end; itself among it where it leads back to itself."""
        found: set[T] = set()
        waiting = [thing]
        while waiting:
            for need in self._needs.get(waiting.pop(), ()):
                if need not in found:
                    found.add(need)
                    waiting.append(need)
        return found

    @classmethod
    def joined(cls, several: Iterable[Needing[T]]) -> Needing[T]:
        """Several networks as one."""
        made: Needing[T] = cls()
        for one in several:
            for thing in one:
                made._needs.setdefault(thing, {})
                made._users.setdefault(thing, {})
                for need in one.needs(thing):
                    made.join(thing, need)
        return made

    def in_order(self, rank: Callable[[T], tuple[str, int]]) -> Iterator[T]:
        """Things so that what is needed comes first, else by rank; those that need each other together, by rank."""
        reach = {thing: self.all_needs(thing) for thing in self}
        rings: dict[T, tuple[T, ...]] = {}
        for thing in self:
            if thing not in rings:
                ring = tuple(sorted({thing, *(one for one in reach[thing] if thing in reach[one])}, key=rank))
                rings.update(dict.fromkeys(ring, ring))
        missing = {ring: {rings[n] for one in ring for n in self.needs(one)} - {ring} for ring in rings.values()}
        ready = [(rank(ring[0]), n, ring) for n, ring in enumerate(missing) if not missing[ring]]
        heapq.heapify(ready)
        count = len(missing)
        while ready:
            _, _, ring = heapq.heappop(ready)
            yield from ring
            for other in dict.fromkeys(rings[user] for one in ring for user in self.users(one)):
                if other != ring and ring in missing[other]:
                    missing[other].discard(ring)
                    if not missing[other]:
                        heapq.heappush(ready, (rank(other[0]), count, other))
                        count += 1
