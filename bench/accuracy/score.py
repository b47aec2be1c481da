"""One measure: what gold has, what was found, the hits on either side, what was ignored and why, misses, false hits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

BAR = "| "
"""Stands in a line of a case before the name of its document."""


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

    def worst(self, most: int = 5) -> str:
        """The documents with most misses and false hits, where lines begin with their name behind a bar."""
        names = Counter(line.rpartition(BAR)[2].split(" ", 1)[0] for line in (*self.misses, *self.false) if BAR in line)
        return ", ".join(f"{name} {count}" for name, count in names.most_common(most))

    def cases(self) -> list[str]:
        """Every miss and false hit as one line that stays the same from run to run."""
        return sorted(
            f"{self.name}: {sort}: {' '.join(line.split())}"
            for sort, lines in (("missed", self.misses), ("false", self.false))
            for line in lines
        )


def around(document: str, place: str | int, text: str, start: int, end: int) -> str:
    """The words around a stretch of text, with where it stands."""
    return f"{BAR}{document} {place} … {text[max(0, start - 100) : end + 80].strip()} …"
