"""The rules that compare two states, as joins over the links of a lapse: what their queries say, without a graph.

A query asks any engine the same of any two states. Where both are of one corpus, as in every lapse, its rows are here
worked out of the links as they are, in a fraction of the time that it takes to write these as quads. A test holds
the two together, on every case of the rules and on whole codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import references, stale, uses
from .enduring import enduring
from .sides import Row, Sides

__all__ = ["JOINS", "Row", "Sides", "rows"]

JOINS: dict[str, Callable[[Sides], Iterator[Row]]] = {
    "LAP101": uses.orphaned,
    "LAP102": uses.shifted,
    "LAP103": uses.broken,
    "LAP104": uses.blankets,
    "LAP105": references.dangling,
    "LAP106": references.partly,
    "LAP107": references.reverting,
    "LAP108": references.unfounded,
    "LAP109": uses.idle,
    "LAP110": stale.stale,
    "LAP112": enduring,
}
"""The rules by their codes; LAP111 is about two texts of a code, which no lapse has."""


def rows(code: str, sides: Sides) -> list[Row]:
    """The rows of the rule of a code: what the lapse causes, what it cures, what existed before."""
    join = JOINS.get(code)
    return sorted(join(sides), key=lambda row: str(row["cause"])) if join else []
