"""The tree of a source whose file gives the structure as data: every block is a provision, nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ontology import labels
from ontology.model import Provision
from ontology.places import Problem
from ontology.source import Block, GivenDefinition, GivenReference, Source


def given_tree(source: Source) -> tuple[tuple[Provision, ...], tuple[Problem, ...]]:
    """The provisions of a structured source, one for each block, and LAP302 for every number that it has twice.

    The n-th provision is the n-th block with the same text, so that spans of blocks are spans of provisions.
    """
    paths = _Paths(source.blocks)
    made = tuple(
        Provision(
            number=block.number,
            path=paths.take(at, block),
            heading=block.heading if block.kind != "heading" else "",
            text=block.text,
            parent=None if block.parent is None else paths.made[block.parent],
            order=at,
            kind="clause" if block.label else "paragraph" if block.kind == "contents" else block.kind,
            page=block.page,
            cells=block.cells,
            emphasis=block.emphasis,
            quoted=block.quoted,
        )
        for at, block in enumerate(source.blocks)
    )
    return made, tuple(paths.problems)


def placed(
    source: Source, provisions: Sequence[Provision]
) -> tuple[tuple[GivenReference, ...], tuple[GivenDefinition, ...]]:
    """What the editors tagged, with the paths of the provisions that `given_tree` made of the source.

    A target that is the anchor of a block becomes the path of its provision. Where the blocks are not the provisions
    (`Source.structured` is not set), nothing was tagged.
    """
    if not source.structured:
        return (), ()
    anchors = {block.anchor: provisions[at].path for at, block in enumerate(source.blocks) if block.anchor}
    return (
        tuple(
            GivenReference(
                one.text,
                one.block,
                one.span,
                one.kind,
                one.document,
                one.target if one.document else anchors.get(one.target, one.target),
                provisions[one.block].path,
            )
            for one in source.given_references
        ),
        tuple(
            GivenDefinition(one.term, one.block, one.span, one.quoted, provisions[one.block].path)
            for one in source.given_definitions
        ),
    )


def in_force(source: Source) -> tuple[date | None, date | None]:
    """The first and the last day in force as the file's metadata give them, None where they do not.

    "repealed" is the day from which a document is no longer in force, so the last day is the one before.
    """
    days = {
        key: _day(value) for key, value in source.metadata if key in ("in_force_from", "in_force_until", "repealed")
    }
    gone = days.get("repealed")
    last = days.get("in_force_until") or (gone - timedelta(days=1) if gone and gone > date.min else None)
    return days.get("in_force_from"), last


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(slots=True)
class _Paths:
    """Paths as they are given out; `fronts` is the schedule that stands in front of the numbers below each block."""

    blocks: Sequence[Block]
    made: list[str] = field(default_factory=list)
    fronts: list[str] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    unnumbered: Counter[int | None] = field(default_factory=Counter)
    restarted: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, at: int, block: Block) -> str:
        """The path of the next block."""
        parent = block.parent
        front = "" if parent is None else self.fronts[parent]
        if block.label:
            path = self._labelled(block, parent, front)
        else:
            self.unnumbered[parent] += 1
            path = f"{'' if parent is None else self.made[parent]}¶{self.unnumbered[parent]}"
        one = self._unique(path)
        if one != path and block.label:
            message = f"The number {block.number} occurs twice; its second place is called {one}."
            self.problems.append(Problem("LAP302", message, one, block.page))
        self.made.append(one)
        self.fronts.append(f"{one} " if block.division == "schedule" else front)
        return one

    def _labelled(self, block: Block, parent: int | None, front: str) -> str:
        """A label behind its parent's path; directly below a part or a schedule, behind that of the schedule alone.

        A label that repeats its parent's stands in its place: "32.1" below "32".
        """
        around = None if parent is None else self.blocks[parent]
        if parent is None or around is None or around.division or block.division:
            path = front + block.label
            inside = parent is not None and f"{self.made[parent]} " != front
            if parent is not None and inside and (parent in self.restarted or path in self.taken):
                if not block.division:
                    self.restarted.add(parent)
                return f"{self.made[parent]} {block.label}"
            return path
        above = self.made[parent]
        if around.label and block.label.startswith(f"{around.label}.") and above.endswith(around.label):
            return above + block.label[len(around.label) :]
        return labels.join(above, block.label)

    def _unique(self, path: str) -> str:
        if path not in self.taken:
            self.taken[path] = 1
            return path
        one, n = path, self.taken[path]
        while one in self.taken:
            n += 1
            one = f"{path} ({n})"
        self.taken[path] = max(n, 1)
        self.taken.setdefault(one, 1)
        return one
