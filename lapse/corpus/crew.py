"""Work on many documents in several processes. Small work is done in this one; the results come with their number."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from .shelf import Shelf

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

C = TypeVar("C")
J = TypeVar("J")
R = TypeVar("R")

SMALL = 3_000_000
"""Bytes of files up to which the start of processes costs more than it saves."""
BATCH = 400_000
"""Bytes of files in a batch, at least: what is sent and what comes back is then small beside the work."""
AHEAD = 3
"""Batches given out for each process at once."""
SELDOM = (50_000, 10, 5)
"""When the collector of cycles runs in a process: by default, after 700 new things, it takes a sixth of some passes."""


@dataclass(frozen=True, slots=True)
class Died:
    """What comes back for work on which a process died: it ran out of memory, or a library crashed."""

    reason: str


class Crew(Protocol):
    """Does work on many things; `own` tells that all of it is done in this process."""

    own: bool

    def shelf(self, folder: Path) -> Shelf:
        """The shelf, kept in a folder here, that the work is done on."""

    def each(
        self, work: Callable[[C, J], R], context: C, jobs: Sequence[J], sizes: Sequence[int]
    ) -> Iterator[tuple[int, R | Died]]:
        """The results of `work(context, job)` with the number of their job, as they are ready.

        `work` is a function of a module; `context` and jobs can be sent to other processes. `sizes` are the jobs' in
        bytes of their files.
        """


class Alone:
    """Does all work in this process, in order."""

    own = True

    @staticmethod
    def shelf(folder: Path) -> Shelf:
        """As `Crew.shelf`."""
        return Shelf(folder)

    @staticmethod
    def each(
        work: Callable[[C, J], R], context: C, jobs: Sequence[J], sizes: Sequence[int]
    ) -> Iterator[tuple[int, R | Died]]:
        """As `Crew.each`."""
        for number, job in enumerate(jobs):
            yield number, work(context, job)


@dataclass(frozen=True)
class Pool:
    """Does work in so many processes of this machine, the largest things first."""

    processes: int
    own = False

    @staticmethod
    def shelf(folder: Path) -> Shelf:
        """As `Crew.shelf`."""
        return Shelf(folder)

    def each(
        self, work: Callable[[C, J], R], context: C, jobs: Sequence[J], sizes: Sequence[int]
    ) -> Iterator[tuple[int, R | Died]]:
        """As `Crew.each`."""
        if len(jobs) < 2 or sum(sizes) < SMALL:
            yield from Alone.each(work, context, jobs, sizes)
            return
        left = batches(sizes)
        broken: list[int] = []
        while left:
            crashed: list[list[int]] = []
            yield from self._round(work, context, jobs, left, crashed)
            left = []
            for batch in crashed:
                if len(batch) == 1:
                    broken += batch
                else:
                    left += [[number] for number in batch]
        for number in broken:
            yield number, Died("the process that read it died")

    def _round(
        self,
        work: Callable[[C, J], R],
        context: C,
        jobs: Sequence[J],
        left: Sequence[list[int]],
        crashed: list[list[int]],
    ) -> Iterator[tuple[int, R]]:
        """The results of batches; those on which a process may have died go to `crashed`, what was not begun is redone.

        A death takes the whole pool with it, so all that was given out is done again, one batch after the other.
        """
        from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait  # noqa: PLC0415 - where there is work
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

        waiting = list(left)
        alone = all(len(batch) == 1 for batch in left)
        while waiting:
            gc.collect()
            given: dict[Future[list[R]], list[int]] = {}
            count = 1 if alone else self.processes
            with ProcessPoolExecutor(count, _context(), _begin, (_Shared(work, context),)) as pool:
                try:
                    while waiting or given:
                        while waiting and len(given) < (1 if alone else count * AHEAD):
                            batch = waiting.pop(0)
                            given[pool.submit(_batch, [jobs[number] for number in batch])] = batch
                        for future in wait(given, return_when=FIRST_COMPLETED).done:
                            results = future.result()
                            yield from zip(given.pop(future), results, strict=True)
                except BrokenProcessPool:
                    crashed += given.values()


def batches(sizes: Sequence[int]) -> list[list[int]]:
    """Numbers of jobs in batches of like size, the largest first; the same sizes give the same batches."""
    out: list[list[int]] = []
    held = BATCH
    for number in sorted(range(len(sizes)), key=lambda one: (-sizes[one], one)):
        if held >= BATCH:
            out.append([])
            held = 0
        out[-1].append(number)
        held += sizes[number] + BATCH // 100
    return out


def crew(size: int) -> Crew:
    """Who does work on files of so many bytes: this process, or as many as there are processors."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Alone() if size < SMALL or processors < 2 else Pool(processors)


def _context() -> BaseContext:
    """Processes are forked where that is safe, so that they share what this one holds."""
    import multiprocessing  # noqa: PLC0415 - as above

    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


@dataclass(frozen=True)
class _Shared(Generic[C, J, R]):
    """What every batch of a round has in common."""

    work: Callable[[C, J], R]
    context: C


_shared: _Shared[Any, Any, Any]


def _begin(shared: _Shared[Any, Any, Any]) -> None:
    """Run once in a process: what comes from the parent is kept from the collector, so that it stays shared."""
    global _shared  # noqa: PLW0603 - what a process of the pool is for
    _shared = shared
    gc.freeze()
    gc.set_threshold(*SELDOM)


def _batch(jobs: Sequence[Any]) -> list[Any]:
    return [_shared.work(_shared.context, job) for job in jobs]
