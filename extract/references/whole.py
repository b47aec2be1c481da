"""All texts of a document as one string, in which strings that rules cannot do without are looked for once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from extract.needles import blanked, folded

from .documents import Names
from .words import Words

_APART = "\0"
"""Stands between two texts; no cue and no pattern runs over it."""


@dataclass(frozen=True, eq=False)
class Whole:
    """The `text` of all texts, with blanks for white space, and where each of them `begins`."""

    text: str
    begins: Sequence[int]
    words: Words
    names: Names

    @classmethod
    def of(cls, texts: Iterable[str], words: Words, names: Names) -> Whole:
        """All of some texts."""
        several = list(texts)
        begins = [0, *accumulate(len(text) + 1 for text in several)]
        return cls(blanked(_APART.join(several)), begins, words, names)

    @cached_property
    def low(self) -> str:
        """The text with its case folded, of the same length."""
        return folded(self.text)

    @cached_property
    def gaps(self) -> Sequence[tuple[int, int]]:
        """Where unit words may end and their labels begin."""
        return self.words.gaps(self.text, self.low)
