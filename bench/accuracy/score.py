"""One measure: what gold has, what was found, the hits on either side, what was ignored and why, misses, false hits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Score:
    """Counts of one measure, with the cases behind them as lines for a person to read.

    `hit` of `gold` items were found; `right` of `found` items of ours are in gold. What gold cannot know is `ignored`,
    with the reason.
    """

    name: str
    gold: int = 0
    found: int = 0
    hit: int = 0
    right: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def add(self, hit: bool, shown: str) -> None:
        """Count one item of gold."""
        self.gold += 1
        self.hit += hit
        if not hit:
            self.misses.append(shown)

    @property
    def recall(self) -> float | None:
        """Hits of gold items, None where gold has none."""
        return self.hit / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """Right finds of all that count, None where nothing was found."""
        return self.right / self.found if self.found else None

    def line(self) -> str:
        """The measure in one line of text."""
        precision = f"{self.precision:.4f} ({self.right}/{self.found})" if self.found else "-"
        recall = f"{self.recall:.4f} ({self.hit}/{self.gold})" if self.gold else "-"
        return f"{self.name:40} precision {precision:22} recall {recall}"


def around(document: str, place: str | int, text: str, start: int, end: int) -> str:
    """The words around a stretch of text, with where it stands."""
    return f"{document} {place} … {text[max(0, start - 100) : end + 80].strip()} …"
