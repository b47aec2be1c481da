"""All texts of a document as one string, in which strings that rules cannot do without are looked for once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from extract.needles import Places, blanked, folded

from .documents import Names
from .words import Words

_APART = "\0"
"""Stands between two texts; no cue and no pattern runs over it."""


@dataclass(frozen=True, eq=False)
class Whole:
    """The `text` of all texts, with blanks for white space, and where each of them `ends`."""

    text: str
    ends: Places
    words: Words
    names: Names

    @classmethod
    def of(cls, texts: Sequence[str], words: Words, names: Names) -> Whole:
        """All of some texts."""
        ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1) - 1
        return cls(blanked(_APART.join(texts)), ends, words, names)

    @cached_property
    def low(self) -> str:
        """The text with its case folded, of the same length."""
        return folded(self.text)

    @cached_property
    def gaps(self) -> Sequence[tuple[int, int]]:
        """Where unit words may end and their labels begin."""
        return self.words.gaps(self.text, self.low)

    def gaps_by_text(self) -> Iterator[tuple[int, int, int]]:
        """The same, each with the number of its text and offsets into that."""
        table = np.array(self.gaps, dtype=np.int64).reshape(-1, 2)
        numbers = np.searchsorted(self.ends, table[:, 0])
        table -= np.append(0, self.ends + 1)[numbers, None]
        return zip(numbers.tolist(), *table.T.tolist(), strict=True)
