"""Phrases: a whole reference as it stands in a text; what "thereof" behind one leans on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.model import Target
from ontology.record import record, replace

from .labels import complete
from .nodes import Entry


@record
@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole reference phrase at `start` to `end`: its entries in reading order and the rule of its first piece."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    rule: str
    relative: bool = False


Named = tuple[str, Sequence[Entry]]
"""A text with the entries of one of its phrases."""


def of_it(phrase: Phrase, before: Sequence[Named]) -> Phrase:
    """The phrase with what "thereof" behind it means: the document, or for "paragraph (b)" the provision, named last.

    As it is where nothing before it can hold it.
    """
    bare = all(e.target is not None and e.target.label.startswith("(") for e in phrase.entries)
    for _, entries in reversed(before):
        holder = entries[-1] if entries else None
        if holder is None or holder.document == "thereof" or not (holder.document or (bare and _holds(holder))):
            continue
        found = tuple(
            replace(e, document=holder.document, target=_within(e.target, holder.target) if bare else e.target)
            for e in phrase.entries
        )
        relative = not holder.document and all(e.target is not None and e.target.label.startswith("(") for e in found)
        return replace(phrase, entries=found, relative=relative)
    return phrase


def _holds(holder: Entry) -> bool:
    """Whether an entry is a provision with a label of its own."""
    return holder.target is not None and bool(holder.target.label) and holder.target.label[0] not in "+-"


def _within(target: Target | None, holder: Target | None) -> Target | None:
    """A label in brackets inside the provision that holds it: (b) of 3.1(a) and its like is 3.1(b), of 3.1 the same."""
    if target is None or holder is None:
        return target
    outer = holder.through or holder.label
    lower = target.unit.startswith("sub") and not holder.unit.startswith("sub")
    above = None if lower else complete(outer, target.label)
    front = above.removesuffix(target.label) if above is not None else outer
    return replace(target, label=front + target.label, through=front + target.through if target.through else "")
