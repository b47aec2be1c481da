"""What a query gives, and what is asked of a store of triples, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from ontology.vocabulary import Iri

Value: TypeAlias = Iri | str | int | bool | None
"""An IRI, a literal as text, a whole number, a truth; None where a variable is unbound."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a query gives: the names of the columns and one tuple of values for each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def ordered(self) -> Rows:
        """The same rows sorted: unbound first, then numbers by size, then text by code point."""
        return Rows(self.columns, tuple(sorted(self.rows, key=_sort_key)))


class Graphs(Protocol):
    """What the rest of the program asks of a store; a remote SPARQL 1.1 endpoint can offer the same."""

    def load(self, quads: Iterable[str]) -> None:
        """Adds N-Quads lines."""

    def replace_graph(self, graph: str, quads: Iterable[str]) -> None:
        """Puts N-Quads lines in the place of all that a graph held."""

    def drop_graph(self, graph: str) -> None:
        """Removes a graph."""

    def graphs(self) -> tuple[Iri, ...]:
        """The names of the graphs, sorted."""

    def query(self, sparql: str, substitutions: Mapping[str, Value] | None = None, *, ordered: bool = False) -> Rows:
        """Answers a SPARQL 1.1 query."""


def _sort_key(row: tuple[Value, ...]) -> tuple[tuple[bool, bool, int, str], ...]:
    return tuple(
        (value is not None, isinstance(value, str), value if isinstance(value, int) else 0, str(value)) for value in row
    )
