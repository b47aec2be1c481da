"""Numbers of handbooks with the type of the provision at their end: 4.1.1R is cited as SYSC 4.1.1 and as 4.1.1R."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.model import Provision

FEWEST = 3
"""Numbers with a type that make it a habit of a document."""
_TYPE = re.compile(r"(?<=\d)(?P<letters>[A-Z]{0,2}?)(?:UK|EU|[RGEDC])(?=[\s(]|$)")
_NUMBER = re.compile(r"[A-Z]{3,6} \d[\w.]*(?:UK|EU|[RGEDC])")


def untyped(label: str) -> str:
    """A label without the type of a provision: 5.3.1AR(4) is 5.3.1A(4); as it is where it has none."""
    return _TYPE.sub(lambda match: match["letters"], label, count=1)


@dataclass(frozen=True, slots=True)
class Typed:
    """The paths of a handbook by what they are without types; none of a document that has no such numbers."""

    paths: dict[str, str]

    @classmethod
    def of(cls, provisions: Sequence[Provision]) -> Typed:
        """Those of a document's provisions, where types are a habit of it."""
        if sum(_NUMBER.fullmatch(one.number) is not None for one in provisions) < FEWEST:
            return cls({})
        found: dict[str, str] = {}
        for one in provisions:
            found.setdefault(untyped(one.path), one.path)
        return cls(found)

    def find(self, label: str, around: Iterable[str]) -> str | None:
        """The path that a label means, but for types: in one of the divisions (paths) around, else anywhere."""
        if not self.paths:
            return None
        bare = untyped(label)
        return next(
            (self.paths[name] for one in around if (name := f"{one} {bare}") in self.paths), self.paths.get(bare)
        )
