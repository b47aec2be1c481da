"""What a query gives, and what is asked of a store of triples, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from ontology.vocabulary import Iri

if TYPE_CHECKING:
    from rdflib import Dataset

Format: TypeAlias = Literal["nquads", "ntriples", "turtle", "jsonld", "trig"]
Value: TypeAlias = Iri | str | int | bool | None
"""An IRI, a literal as text, a whole number, a truth; None where a variable is unbound."""


class StoreError(Exception):
    """A store cannot be opened, read or written, or a query is none: one sentence says why."""


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

    def _repr_html_(self) -> str:
        """The rows as a notebook shows them, at most 200, all text escaped."""
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        rows = (
            "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row) for row in self.rows[:200]
        )
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{len(self):,} rows</p>"

    def ordered(self) -> Rows:
        """The same rows sorted: unbound first, then numbers by size, then text by code point."""
        return Rows(self.columns, tuple(sorted(self.rows, key=_sort_key)))


class Graphs(Protocol):
    """A store of triples in named graphs: in memory, on disk, or behind a SPARQL 1.1 endpoint. All raise StoreError."""

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

    def lines(self, graphs: Iterable[str] | None = None) -> list[str]:
        """The triples as sorted N-Quads lines, of all graphs or of those named."""

    def dump(self, form: Format, graphs: Iterable[str] | None = None) -> bytes:
        """The triples in a format, always in the same order, of all graphs or of those named."""

    def dataset(self) -> Dataset:
        """The triples as an rdflib Dataset."""


def _sort_key(row: tuple[Value, ...]) -> tuple[tuple[bool, bool, int, str], ...]:
    return tuple(
        (value is not None, isinstance(value, str), value if isinstance(value, int) else 0, str(value)) for value in row
    )
