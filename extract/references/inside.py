"""An entry read inside what holds it: paragraph 3 of Schedule 2 is "Schedule 2 3", Annex A of the S1SR lies there."""

from __future__ import annotations

from ontology.labels import members as counted
from ontology.model import Target
from ontology.record import replace

from .nodes import Entry

_DIVISIONS = frozenset(("part", "chapter", "division"))
_BELOW = frozenset(("paragraph", "sub-paragraph", "subparagraph", "clause", "point", "step"))
"""What lies in a division, also where it stands behind what the division is of: Part B of Appendix E, paragraph 12."""


def held_by(entry: Entry, holder: Entry) -> Entry:
    """An entry put into the document that holds it: Annex A of the S1SR is a division of the S1SR."""
    return replace(entry, document=holder.document, target=within(entry, holder)[0])


def within(entry: Entry, holder: Entry) -> list[Target]:
    """The target of `entry` read inside `holder`; a range inside a division is spelled out."""
    target = entry.target or Target(entry.document, entry.document.split(" ")[0].lower())
    outer = holder.target.label if holder.target is not None else ""
    if holder.target is not None and holder.target.unit == "table" and not outer.startswith("Table"):
        outer = f"Table {outer}"
    if not outer or outer in ("-1", "+1"):
        return [target]
    if target.label.startswith("(") and not target.label.startswith("(-"):
        through = outer + target.through if target.through else ""
        return [Target(outer + target.label, target.unit, through)]
    if target.label.startswith(f"{outer}."):
        return [target]  # paragraph 7A.3 of condition 7A
    labels = counted(target.label, target.through) if target.through else (target.label,)
    if target.unit in _DIVISIONS and holder.target is not None and holder.target.unit in _BELOW:
        return [Target(f"{label} {outer}", holder.target.unit) for label in labels]
    return [Target(f"{outer} {label}", target.unit) for label in labels]
