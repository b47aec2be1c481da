"""Which documents carry the code: what the lapse of each, one after the other, would leave behind; worked out at once.

A use is orphaned by the lapse of a document where all definitions that it could bind to stand in that one document,
and it does not; a reference is left dangling where all of its targets do. So one pass over arrays tells of each use and
each reference by which lapse it is hit, if by any, and counting does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Defined, in_body
from .link import Links
from .reach import Numbers, closure_sizes, leaning, reached

Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reliance:
    """How much the rest of a code leans on one document.

    `documents` is the number of other documents with text that binds or refers to it. Were it to lapse, `uses` of
    `terms` elsewhere would be left without a definition and `references` elsewhere without a target; `carry` is the
    number of its definitions that would have to be carried over, those that the terms need in turn among them.
    """

    document: str
    documents: int
    uses: int
    terms: int
    references: int
    carry: int


@dataclass(frozen=True, slots=True)
class Pointers:
    """Things that stand in documents and point to others: thing i stands in `home[i]`, and points to the documents
    `target[first[i]:first[i + 1]]`. All are numbers.
    """

    home: Numbers
    first: Offsets
    target: Numbers

    def lone(self) -> Numbers:
        """For each thing the one document, not its own, that all it points to stands in; -1 where there is none."""
        found = np.full(len(self.home), -1, np.int64)
        filled = np.flatnonzero(np.diff(self.first))
        if len(filled):
            starts = self.first[filled]
            least, most = np.minimum.reduceat(self.target, starts), np.maximum.reduceat(self.target, starts)
            found[filled] = np.where((least == most) & (least != self.home[filled]), least, -1)
        return found

    def ends(self) -> tuple[Numbers, Numbers]:
        """For each pointer the document that it stands in and the one that it points to."""
        return np.repeat(self.home, np.diff(self.first)), self.target


@dataclass(frozen=True, slots=True)
class Columns:
    """A linked code as arrays: its documents and definitions by number, uses and references as pointers.

    `bound` is the definition that each use binds to, -1 for none; `stands` the document of each definition, `needs` the
    pairs of definitions (rows of two) of which the first uses the second in its meaning.
    """

    documents: tuple[str, ...]
    definitions: tuple[str, ...]
    stands: Numbers
    uses: Pointers
    bound: Numbers
    references: Pointers
    needs: Numbers


def columns(corpus: Corpus, links: Links) -> Columns:
    """The arrays of a corpus and its links."""
    documents = {document.id: number for number, document in enumerate(corpus.documents)}
    definitions = {key: number for number, key in enumerate(corpus.definitions)}
    stands = np.fromiter((documents[one.document.id] for one in corpus.definitions.values()), np.int64)
    bindings = links.bindings
    candidates = [[definitions[c.definition] for c in binding.candidates] for binding in bindings]
    first, chosen = _flat(candidates)
    uses = Pointers(_homes((b.place.document for b in bindings), documents), first, stands[chosen])
    targets = [[documents[target.document] for target in one.targets] for one in links.resolutions]
    to, documents_of = _flat(targets)
    references = Pointers(_homes((r.place.document for r in links.resolutions), documents), to, documents_of)
    bound = np.fromiter((one[0] if one else -1 for one in candidates), np.int64)
    needs = np.array(sorted(set(_needs(corpus, links, definitions))), np.int64).reshape(-1, 2)
    return Columns(tuple(documents), tuple(definitions), stands, uses, bound, references, needs)


def _flat(lists: list[list[int]]) -> tuple[Offsets, Numbers]:
    first = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([len(one) for one in lists], out=first[1:])
    return first, np.fromiter((item for one in lists for item in one), np.int64, int(first[-1]))


def _homes(ids: Iterable[str], documents: dict[str, int]) -> Numbers:
    return np.fromiter((documents[one] for one in ids), np.int64)


def _needs(corpus: Corpus, links: Links, numbers: dict[str, int]) -> Iterator[tuple[int, int]]:
    """The definitions that a definition uses in its meaning."""
    bodies: dict[tuple[str, str], list[Defined]] = {}
    for defined in corpus.definitions.values():
        for path in (defined.definition.provision, *defined.definition.continued):
            bodies.setdefault((defined.document.id, path), []).append(defined)
    for binding in links.bindings:
        if binding.best is not None:
            for defined in bodies.get((binding.place.document, binding.place.provision), ()):
                if in_body(defined.definition, binding.place.provision, binding.span):
                    yield numbers[defined.key], numbers[binding.best.definition]


def orphans(of: Columns) -> Numbers:
    """For each use the document (a number) whose lapse would leave it without a definition; -1 for none."""
    return of.uses.lone()


def closures(of: Columns) -> dict[str, int]:
    """For each definition (by key) the number of definitions that its meaning needs, in the end."""
    sizes = closure_sizes(len(of.definitions), of.needs[:, 0], of.needs[:, 1])
    return dict(zip(of.definitions, sizes.tolist(), strict=True))


def reliance(of: Columns) -> tuple[Reliance, ...]:
    """What the lapse of each document would leave behind, those first that leave most."""
    number = len(of.documents)
    hit, dangling = orphans(of), of.references.lone()
    lost = np.unique(of.bound[hit >= 0])
    seeds = np.zeros(len(of.definitions), np.bool_)
    seeds[lost] = True
    within = of.stands[of.needs[:, 0]] == of.stands[of.needs[:, 1]]
    carried = reached(len(of.definitions), of.needs[within, 0], of.needs[within, 1], seeds)
    start, end = (np.concatenate(both) for both in zip(of.uses.ends(), of.references.ends(), strict=True))
    counts = (
        leaning(number, start, end),
        np.bincount(hit[hit >= 0], minlength=number),
        np.bincount(of.stands[lost], minlength=number),
        np.bincount(dangling[dangling >= 0], minlength=number),
        np.bincount(of.stands[carried], minlength=number),
    )
    found = [Reliance(one, *map(int, row)) for one, *row in zip(of.documents, *counts, strict=True)]
    return tuple(sorted(found, key=lambda one: (-one.uses - one.references, -one.documents)))
