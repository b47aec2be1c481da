"""What the rules that keep a match from being a use look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ontology.model import Document, Provision

from .choose import Matches
from .fold import Folded, Places
from .forms import Form
from .terms import TITLE, Terms


@dataclass(slots=True)
class Scene:
    """What the rules look at: the document, its folded text and the matches in it.

    `searched` are the provisions whose texts were folded, in that order, and `provisions` the index of each path.
    """

    document: Document
    searched: list[Provision]
    terms: Terms
    text: Folded
    matches: Matches
    provisions: dict[str, int]

    def form(self, i: int) -> Form | None:
        """The form of match i; None for a title."""
        number = int(self.matches.form[i])
        return None if number == TITLE else self.terms.forms[number]

    def begins(self, at: int) -> bool:
        """Whether a match begins at a folded offset."""
        number = int(np.searchsorted(self.matches.start, at))
        return number < len(self.matches) and int(self.matches.start[number]) == at

    def within(self, start: Places | Sequence[int], end: Places | Sequence[int]) -> Iterator[tuple[int, range]]:
        """For each pair of folded offsets that has matches within: its number, and those matches."""
        first = np.searchsorted(self.matches.start, start)
        last = np.searchsorted(self.matches.end, end, side="right")
        for number in np.flatnonzero(last > first).tolist():
            yield number, range(int(first[number]), int(last[number]))
