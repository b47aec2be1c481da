"""What in a document leans on others, piece by piece, so that a lapse elsewhere reads no more of it than it touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

import msgspec

from ontology.model import Definition, Document, Provision, Reference, TermUse
from ontology.names import definition_parts
from ontology.results import Binding

from .link import Links
from .slices import with_above, within
from .topics import saves

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lean:
    """What stands in a provision: its references, the uses that can mean a term of another document, the links.

    Of uses only those have links, and those that can mean nothing; a document's own terms are its own affair.
    """

    references: tuple[Reference, ...]
    uses: tuple[TermUse, ...]
    links: Links


@dataclass(frozen=True, slots=True)
class Leaning:
    """The provisions (paths) of a document by what they lead `to`: other documents, by id; and pieces to read by key.

    `requires` are those that require a document, by its name as written; `takes` take all terms from elsewhere or name
    the act under which the document is made, `saves` save what has arisen under a text that lapses, `loose` have uses
    that can mean nothing. `clause` is that of the definitions. Pieces: the `leans` of the provisions named so far,
    these `provisions` with all above them, by path, and of each definition (by key) that text here uses one use as
    `witness`. Each sort of pieces, and each piece in it, is a string of bytes in which nothing has to be looked at to
    pass it over.
    """

    to: dict[str, tuple[str, ...]]
    requires: dict[str, tuple[str, ...]]
    takes: tuple[str, ...]
    saves: tuple[str, ...]
    loose: tuple[str, ...]
    clause: str
    leans: memoryview
    provisions: memoryview
    witnesses: memoryview


@dataclass(frozen=True, slots=True)
class Rest:
    """What stands beside that and is seldom asked for: all other provisions and all definitions, by path, in pieces."""

    provisions: memoryview
    definitions: memoryview


def leaning(
    document: Document, uses: Iterable[TermUse], links: Links, others: Container[str], clause: str
) -> tuple[Leaning, Rest]:
    """What in a document leans on `others` (ids), and the rest of it; `clause` is that of its definitions."""
    to: dict[str, dict[str, None]] = defaultdict(dict)
    for path, other in _outward(document, links):
        if other != document.id and other in others:
            to[other][path] = None
    requires: dict[str, dict[str, None]] = defaultdict(dict)
    for one in document.references:
        if one.role == "requires":
            requires[one.document][one.provision] = None
    grounds = (one.provision for one in document.references if one.role == "founds")
    takes = tuple(dict.fromkeys((*(one.provision for one in document.imports), *grounds)))
    saving = tuple(one.path for one in document.provisions if saves(one.text))
    loose = tuple(dict.fromkeys(one.place.provision for one in links.bindings if not one.candidates))
    named = {*takes, *saving, *loose, *(path for paths in (*to.values(), *requires.values()) for path in paths)}
    near = with_above(document, named)
    found = Leaning(
        {other: tuple(paths) for other, paths in to.items()},
        {name: tuple(paths) for name, paths in requires.items()},
        takes,
        saving,
        loose,
        clause,
        _pieces(_leans(document, uses, links, named)),
        _pieces((one.path, one) for one in document.provisions if one.path in near),
        _pieces(_witnesses(links)),
    )
    rest = ((one.path, one) for one in document.provisions if one.path not in near)
    return found, Rest(_pieces(rest), _pieces(_by_provision(document.definitions).items()))


def weights(document: str, links: Links) -> dict[str, int]:
    """How much of a document leans on each other one: uses that bind to what stands there, targets of references."""
    found = Counter(best.place.document for one in links.bindings if (best := one.best))
    found.update(target.document for one in links.resolutions for target in one.targets)
    del found[document]
    return dict(found)


def _outward(document: Document, links: Links) -> Iterator[tuple[str, str]]:
    """The provisions (paths) that lead to a document, each with that document's id; to the own one too."""
    for binding in links.bindings:
        for candidate in binding.candidates:
            yield binding.place.provision, candidate.place.document
    for resolution in links.resolutions:
        for other in {resolution.document, *(target.document for target in resolution.targets)}:
            yield resolution.place.provision, other
    for one in links.imports:
        path = definition_parts(one.definition).provision
        for other in {place.document for place in one.places} | {definition_parts(k).document for k in one.definitions}:
            yield path, other
    for blanket in links.blankets:
        for other in blanket.documents:
            yield blanket.place.provision, other


def _leans(
    document: Document, uses: Iterable[TermUse], links: Links, named: Container[str]
) -> Iterator[tuple[str, Lean]]:
    """What stands in the provisions named, in reading order."""
    part = within(links, document.id, named)
    references = _by_provision(one for one in document.references if one.provision in named)
    bindings = _by(
        (b for b in part.bindings if not b.candidates or any(c.place.document != document.id for c in b.candidates)),
        lambda one: one.place.provision,
    )
    resolutions = _by(part.resolutions, lambda one: one.place.provision)
    imports = _by(part.imports, lambda one: definition_parts(one.definition).provision)
    blankets = _by(part.blankets, lambda one: one.place.provision)
    linked = {(b.place.provision, b.span, b.term) for several in bindings.values() for b in several}
    used = _by_provision(one for one in uses if (one.provision, one.span, one.term) in linked)
    held = {*references, *bindings, *resolutions, *imports, *blankets}
    for path in (one.path for one in document.provisions if one.path in held):
        found = Links(bindings.get(path, ()), resolutions.get(path, ()), imports.get(path, ()), blankets.get(path, ()))
        yield path, Lean(references.get(path, ()), used.get(path, ()), found)


def _witnesses(links: Links) -> Iterator[tuple[str, Binding]]:
    """Of each definition to which a use binds the first use, with that definition alone."""
    seen: set[str] = set()
    for one in links.bindings:
        if (best := one.best) and best.definition not in seen:
            seen.add(best.definition)
            yield best.definition, Binding(one.place, one.term, one.span, one.text, one.candidates[:1], one.reason)


def _by_provision(several: Iterable[T]) -> dict[str, tuple[T, ...]]:
    return _by(several, lambda one: one.provision)  # type: ignore[attr-defined]


def _by(several: Iterable[T], path: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for one in several:
        found[path(one)].append(one)
    return {key: tuple(held) for key, held in found.items()}


def _pieces(named: Iterable[tuple[str, object]]) -> memoryview:
    return memoryview(_encode({name: _encode(one) for name, one in named}))


_encode = msgspec.msgpack.Encoder().encode
_parts = msgspec.msgpack.Decoder(dict[str, memoryview]).decode
_provision = msgspec.msgpack.Decoder(Provision).decode
_definitions = msgspec.msgpack.Decoder(tuple[Definition, ...]).decode
_lean = msgspec.msgpack.Decoder(Lean).decode
_binding = msgspec.msgpack.Decoder(Binding).decode


@dataclass(frozen=True)
class Pieces:
    """The pieces of a document, each read when it is asked for; `fetch` gets the rest of it."""

    of: Leaning
    fetch: Callable[[], Rest]

    @cached_property
    def _rest(self) -> Rest:
        return self.fetch()

    @cached_property
    def _leans(self) -> dict[str, memoryview]:
        return _parts(self.of.leans)

    @cached_property
    def _provisions(self) -> dict[str, memoryview]:
        return _parts(self.of.provisions)

    @cached_property
    def _others(self) -> dict[str, memoryview]:
        return _parts(self._rest.provisions)

    @cached_property
    def _definitions(self) -> dict[str, memoryview]:
        return _parts(self._rest.definitions)

    @cached_property
    def _witnesses(self) -> dict[str, memoryview]:
        return _parts(self.of.witnesses)

    def provisions(self, paths: Iterable[str]) -> tuple[Provision, ...]:
        """The provisions at some paths and all above them, in reading order."""
        found: dict[str, Provision] = {}
        for path in paths:
            above: str | None = path
            while above is not None and above not in found:
                piece = self._provisions.get(above) or self._others.get(above)
                if piece is None:
                    break
                found[above] = _provision(piece)
                above = found[above].parent
        return tuple(sorted(found.values(), key=lambda one: one.order))

    def all_provisions(self) -> Iterator[Provision]:
        """Every provision."""
        return map(_provision, chain(self._provisions.values(), self._others.values()))

    def definition(self, bare: Definition) -> Definition | None:
        """A definition with its meaning, None where it is not here."""
        piece = self._definitions.get(bare.provision)
        several = _definitions(piece) if piece is not None else ()
        return next((one for one in several if (one.span, one.term) == (bare.span, bare.term)), None)

    def leans(self, paths: Iterable[str]) -> Iterator[tuple[str, Lean]]:
        """What stands in the provisions at some paths, as far as that leads anywhere, in reading order."""
        wanted = frozenset(paths)
        found = self._leans if len(wanted) > 1 else wanted & self._leans.keys()
        return ((path, _lean(self._leans[path])) for path in found if path in wanted)

    def witness(self, definition: str) -> Binding | None:
        """A use of a definition (by its key), None where there is none here."""
        piece = self._witnesses.get(definition)
        return _binding(piece) if piece is not None else None
