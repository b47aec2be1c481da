"""From a reading to the graph on disk: all of it, or of documents that changed the difference to what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile

from graph.cycles import rounds
from graph.link_triples import link_quads
from graph.mentions import idle, mentioned
from graph.store import Store, StoreError
from lapse.progress import Progress
from ontology.names import Names
from ontology.vocabulary import TODAY

from .cards import GoneError
from .code import Code
from .crew import Alone, Crew
from .made import Made, made, note, stamp
from .passes import Last, last
from .reading import Reading

AGAIN = 0.3
"""The share of documents from which on a graph is written anew and not changed."""
HELD = 200
"""Documents whose lines are held at most until those before them are made."""


@dataclass(frozen=True)
class Building:
    """The making of the graph of a reading."""

    reading: Reading
    names: Names
    progress: Progress

    def write(self, folder: Path) -> None:
        """Makes the graph in a folder. StoreError where it cannot be written."""
        before = made(folder)
        steps = self._steps(before) if before is not None else None
        if steps is None:
            documents = {self.names.graph(one.id): one.id for one in self.reading.cards}
            with Store.revise(folder, fresh=True) as store:
                order = [documents[graph] for graph in store.in_order(documents)]
                store.load(self.lines(order=order), TODAY)
        else:
            with Store.revise(folder) as store:
                if made(folder) != before:
                    raise StoreError(f"another process has just written the graph in {folder}; build again")
                store.change(*steps)
        note(folder, self.now)

    @cached_property
    def now(self) -> Made:
        """What the graph is to be made of."""
        left = {one: keys for one, keys in self._idle.items() if keys}
        return Made(stamp(self.names, self.reading.digest), self.reading.cards, left, tuple(self._shared()))

    def lines(self, crew: Crew | None = None, order: Sequence[str] = ()) -> Iterator[bytes]:
        """The whole graph as N-Quads, in pieces of whole lines, a document's links last in each; in any order.

        Or in the `order` of documents (ids), as far as not too much has to be held for it.
        """
        yield self._head
        ids = order or self._ids
        sizes = [self.reading.sizes.get(one, 0) for one in ids]
        if order:
            sizes = [sum(sizes) // len(sizes)] * len(sizes)  # what is as large as all others is not moved
        made = self._made(crew or self.reading.crew, ids, sizes)
        yield from _following(made) if order else (found for _, found in made)

    def separate_lines(self) -> Iterator[str]:
        """The same, a line at a time, always in the same order."""
        for piece in self.lines(Alone()):
            yield from piece.decode().splitlines(keepends=True)

    @contextmanager
    def written(self, folder: Path) -> Iterator[Callable[[], Iterator[str]]]:
        """The same, to be asked for again and again: made once, by all processes, into a file of no name in a folder.

        Where the folder cannot take the file the lines are made whenever they are asked for.
        """
        with ExitStack() as open_files:
            places: dict[int, tuple[int, int]] = {}
            try:
                file = open_files.enter_context(TemporaryFile(dir=folder))
                sizes = [self.reading.sizes.get(one, 0) for one in self._ids]
                places[-1] = file.tell(), file.write(self._head)
                for number, found in self._made(self.reading.crew, self._ids, sizes):
                    places[number] = file.tell(), file.write(found)
                file.flush()
            except OSError:
                places.clear()

            def read() -> Iterator[str]:
                for number in sorted(places):
                    start, length = places[number]
                    file.seek(start)
                    yield from file.read(length).decode().splitlines(keepends=True)

            yield read if places else self.separate_lines

    @cached_property
    def _ids(self) -> list[str]:
        return [one.id for one in self.reading.cards]

    @property
    def _head(self) -> bytes:
        """The lines of no single document."""
        return "".join(self.now.shared).encode()

    def _made(self, crew: Crew, ids: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The lines of documents, each with the number of its document among `ids`, as they are ready."""
        jobs = [(one, self.now.idle.get(one, ())) for one in ids]
        step = "writing the graph"
        self.progress(step, 0, len(jobs))
        common = Last(self.reading.code, self.names)
        for done, (number, found) in enumerate(crew.each(last, common, jobs, sizes), 1):
            if not isinstance(found, bytes):
                raise GoneError(f"the graph of {ids[number]} cannot be written: {found.reason}")
            yield number, found
            self.progress(step, done, len(jobs))

    @cached_property
    def _idle(self) -> dict[str, tuple[str, ...]]:
        """The idle definitions of each document that are looked for in itself alone."""
        if self.reading.code.one_code:
            return {}
        bound = {definition for one in self.reading.cards for definition in one.bound}
        return {one.id: idle(one.document, bound) for one in self.reading.cards}

    def _shared(self) -> Iterator[str]:
        code = self.reading.code
        corpus = code.corpus
        edges = dict.fromkeys(edge for one in code.cards for edge in one.leads)
        yield from sorted(link_quads(TODAY, (), (), (), self.names, cycles=rounds(corpus, edges)))
        if code.one_code:
            bound = {definition for one in code.cards for definition in one.bound}
            keys = [one for document in corpus.documents for one in idle(document, bound)]
            documents = (corpus.whole(document.id) for document in corpus.documents)
            said = mentioned(corpus, documents, keys)
            yield from link_quads(TODAY, (), (), (), self.names, mentions=said)

    def _steps(self, before: Made) -> tuple[list[str], list[str]] | None:
        """The lines to take out of a graph and to put in; None where it is better written anew."""
        now = self.now
        if replace(before.stamp, generation="", cards="") != replace(now.stamp, cards=""):
            return None
        old, new = ({one.id: (one, made.idle.get(one.id, ())) for one in made.cards} for made in (before, now))
        changed = [one for one in (*old, *(one for one in new if one not in old)) if old.get(one) != new.get(one)]
        if len(changed) > AGAIN * len(new) or self.reading.code.one_code:
            return None
        gone, came = set(before.shared), set(now.shared)
        try:
            code = Code(now.stamp.code, before.cards, False, self.reading.code.shelf)
            versions = {one.id: one.head.version for one in before.cards}
            for common, cards, lines in (
                (Last(code, replace(self.names, versions=versions)), old, gone),
                (Last(self.reading.code, self.names), new, came),
            ):
                for one in changed:
                    if one in cards:
                        lines.update(last(common, (one, cards[one][1])).decode().splitlines(keepends=True))
        except GoneError:
            return None
        return sorted(gone - came), sorted(came - gone)


def _following(numbered: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """What comes with its number, in the order of numbers, as far as no more than `HELD` have to wait for that."""
    held: dict[int, bytes] = {}
    following = 0
    for number, one in numbered:
        held[number] = one
        if len(held) > HELD:
            following = min(held)
        while following in held:
            yield held.pop(following)
            following += 1
    yield from (held[number] for number in sorted(held))
