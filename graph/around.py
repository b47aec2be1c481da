"""What only the citing place can tell: "this clause", "the preceding paragraph", "the table below"."""

from __future__ import annotations

from dataclasses import dataclass, field

from ontology.model import Provision

from .levels import Habit, habit, meant
from .locate import Gazetteer, Located
from .tree import is_called, is_division


@dataclass(frozen=True)
class Around:
    """Finds provisions around and beside a place; what a document calls its levels is worked out once."""

    known: dict[str, Habit] = field(default_factory=dict)

    def this(self, gazetteer: Gazetteer, origin: str, unit: str) -> Located:
        """The provision that "this Part", "this Clause" or "this paragraph" means at `origin`."""
        numbered = [p for p in gazetteer.ancestors(origin) if p.number]
        for provision in numbered:
            if is_called(provision, unit):
                return Located((provision.path,))
        chosen = meant(
            [p for p in numbered if not is_division(p)], unit, self._habits(gazetteer), gazetteer.scheduled(origin)
        )
        if chosen is not None:
            return Located((chosen.path,))
        return (
            Located((origin,)) if origin in gazetteer.provisions else Located((), f"{origin} has no {unit} around it")
        )

    def _habits(self, gazetteer: Gazetteer) -> Habit:
        if (found := self.known.get(gazetteer.document.id)) is None:
            found = self.known[gazetteer.document.id] = habit(gazetteer.document)
        return found

    def neighbour(self, gazetteer: Gazetteer, origin: str, unit: str, step: int) -> Located:
        """The provision of this word before or after the one in which the reference stands; a table, the next one."""
        side = "before" if step < 0 else "after"
        here = gazetteer.provisions.get(origin)
        if here is not None and unit == "table":
            if (row := _table(gazetteer, here, step)) is not None:
                return Located((row,))
            return Located((), f"no table stands {side} {origin}")
        if here is not None and unit == "form":
            beside = [p.path for p in gazetteer.document.provisions if p.order == here.order + step]
            return Located(tuple(beside), "" if beside else f"nothing stands {side} {origin}")
        around = [p for p in gazetteer.ancestors(origin) if p.number]
        own = next((p for p in around if is_called(p, unit)), None) or meant(
            [p for p in around if not is_division(p)], unit, self._habits(gazetteer), gazetteer.scheduled(origin)
        )
        if unit == "paragraph" and here is not None and not here.number:
            own = here
        peers = [p for p in gazetteer.children.get(own.parent, []) if p.number or p is own] if own else []
        if own is not None and not own.number:
            peers = gazetteer.children.get(own.parent, [])
        at = next((n for n, p in enumerate(peers) if p is own), -1) + step
        if own is not None and 0 <= at < len(peers):
            return Located((peers[at].path,))
        return Located((), f"{own.path if own else origin} has no {unit} {side} it")


def _table(gazetteer: Gazetteer, here: Provision, step: int) -> str | None:
    """The first row of the next table before or after a provision, in reading order."""
    rows = [p for p in gazetteer.document.provisions if p.kind == "row" and (p.order - here.order) * step > 0]
    if not rows:
        return None
    if step > 0:
        return rows[0].path
    first = rows[-1]
    for row in reversed(rows[:-1]):
        if row.parent != first.parent or row.order != first.order - 1:
            break
        first = row
    return first.path
