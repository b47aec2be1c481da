"""The provisions of a document as a tree, and what stands over a provision."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ontology.labels import normal
from ontology.model import Provision, Scope


def titles(one: Provision) -> tuple[str, ...]:
    """The words by which a provision may be called: its number, its heading, its text where it is a heading."""
    return one.number, one.heading, one.text if one.kind == "heading" else ""


class Tree:
    """Provisions by path, with their children and ancestors; made once for a document."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.order = tuple(provisions)
        self.by_path = {one.path: one for one in provisions}
        self.children: dict[str | None, list[Provision]] = defaultdict(list)
        self._position: dict[str, int] = {}
        for one in provisions:
            family = self.children[one.parent if one.parent in self.by_path else None]
            self._position[one.path] = len(family)
            family.append(one)
        self.treaties: dict[str, bool] = {}
        self.scopes: dict[tuple[str, str], Scope | None] = {}
        self.columns: dict[str | None, dict[str, tuple[int, int]]] = {}
        self._called: dict[str, tuple[tuple[str, str], ...]] = {}
        self._tails: dict[str, list[str]] | None = None

    def ancestors(self, path: str) -> Iterator[Provision]:
        """What stands over a provision, the nearest first."""
        seen = {path}
        parent = self.by_path[path].parent if path in self.by_path else None
        while parent is not None and parent in self.by_path and parent not in seen:
            seen.add(parent)
            yield self.by_path[parent]
            parent = self.by_path[parent].parent

    def descendants(self, path: str) -> Iterator[Provision]:
        """What stands under a provision, in reading order."""
        stack = list(reversed(self.children.get(path, ())))
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(self.children.get(one.path, ())))

    def siblings_after(self, path: str) -> Sequence[Provision]:
        """The provisions that follow under the same parent."""
        one = self.by_path[path]
        family = self.children[one.parent if one.parent in self.by_path else None]
        return family[self._position[path] + 1 :]

    def called(self, unit: str) -> Sequence[tuple[str, str]]:
        """Path and words of whatever is called by a unit ("Part 2", "the Schedule of fees"), in reading order."""
        if unit not in self._called:
            begins = re.compile(rf"(?:the\s+)?{re.escape(unit)}\s", re.IGNORECASE)
            may = frozenset((unit[0].lower(), unit[0].upper(), "t", "T"))
            named = ((one.path, words) for one in self.order for words in titles(one) if words and words[0] in may)
            self._called[unit] = tuple((path, words) for path, words in named if begins.match(words))
        return self._called[unit]

    def _ending(self, label: str) -> Sequence[str]:
        """The paths that end with this label behind a space, a slash or a colon."""
        if self._tails is None:
            self._tails = defaultdict(list)
            for path in self.by_path:
                for match in re.finditer(r"[ /:]", path):
                    self._tails[path[match.end() :]].append(path)
        return self._tails.get(label, ())

    def find(self, label: str, near: str, *, in_schedule: bool = False) -> str | None:
        """The path of the provision that `label` names, read from the provision `near`: its own branch first.

        A provision is named by the number that it shows: from 2.1, "3" is clause 3, and not the 2.3 of clause 2.
        With `in_schedule`, a label that can be one of the schedule's over `near` is meant there before the body.
        """
        wanted = normal(label)
        for base in [near, *(one.path for one in self.ancestors(near))]:
            joined = (
                f"{base}{wanted}" if wanted[:1] == "(" or not base[-1:].isalnum() else ""
            )  # 3, read in 2, is not 23
            for path in (joined, f"{base}.{wanted}", f"{base} {wanted}" if in_schedule else ""):
                if path in self.by_path and (path == base + wanted or normal(self.by_path[path].number) == wanted):
                    return path
        if wanted in self.by_path:
            return wanted
        ends = self._ending(wanted)
        return ends[0] if len(ends) == 1 else None
