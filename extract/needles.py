"""Strings of which a text must have one for a pattern to find anything: to look for them first saves most searches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, product

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import BytesAhoCorasick, Implementation

Needles = tuple[str, ...]
SPACES: Needles = tuple(char for char in map(chr, range(0x3001)) if char.isspace())
"""All that a pattern takes for white space."""

Places = npt.NDArray[np.int64]
Masks = npt.NDArray[np.uint64] | npt.NDArray[np.object_]
MOST = 20_000
"""So many combinations of needles are remembered."""
WIDE = 64
"""Bits of a word: so many sets of needles are joined without Python."""
_ODD = re.compile("[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]")
"""White space other than blanks, and halves of characters, which no automaton takes."""


def each(*parts: Iterable[str]) -> Needles:
    """Every string made of one of each of the parts."""
    return tuple(map("".join, product(*parts)))


def has_any(text: str, needles: Needles) -> bool:
    """Whether one of `needles` stands in `text`. A plain loop takes half the time of `any` with a generator."""
    for needle in needles:  # noqa: SIM110 - as above
        if needle in text:
            return True
    return False


def blanked(text: str) -> str:
    """The text with blanks for all white space, of the same length."""
    return _ODD.sub(" ", text)


def folded(text: str) -> str:
    """The text with its case folded, of the same length: what folds to several characters is left as it is."""
    whole = text.casefold()
    return whole if len(whole) == len(text) else "".join(c if len(c.casefold()) > 1 else c.casefold() for c in text)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A pattern that finds nothing in a text without one of `needles`, and one of `also` where there are any."""

    pattern: re.Pattern[str]
    needles: Needles
    also: Needles = ()

    def search(self, text: str) -> re.Match[str] | None:
        """As `Pattern.search`."""
        if not has_any(text, self.needles) or (self.also and not has_any(text, self.also)):
            return None
        return self.pattern.search(text)


class Sieve:
    """Which of several things a text may hold, by one pass over it that looks for the needles of all of them."""

    def __init__(self, things: Iterable[Sequence[Needles]]) -> None:
        """With sets of needles for each thing: one of each must stand in a text, where there are any."""
        masks: dict[bytes, int] = {}
        self._asked: list[int] = []
        bit = 1
        for several in things:
            asked = 0
            for needles in filter(None, several):
                for needle in map(_bytes, needles):
                    masks[needle] = masks.get(needle, 0) | bit
                asked, bit = asked | bit, bit << 1
            self._asked.append(asked)
        self._masks = list(masks.values())
        self._bits = np.array(self._masks, dtype=np.uint64 if bit.bit_length() <= WIDE else object)
        self._automaton = BytesAhoCorasick(list(masks), implementation=Implementation.DFA)
        self._known: dict[int, tuple[int, ...]] = {}

    def passing(self, text: str) -> tuple[int, ...]:
        """The numbers of the things, in order, that the text may hold."""
        found, masks = 0, self._masks
        for needle, _, _ in self._automaton.find_matches_as_indexes(_bytes(text), overlapping=True):
            found |= masks[needle]
        return self.numbers(found)

    def each(self, texts: Sequence[str], *, folds: bool = False) -> list[int]:
        """A mask for each of many texts, by one pass over all of them: `numbers` tells what it says.

        With `folds` they are looked at with case folded. A needle with a line feed may be found between two texts.
        """
        joined = "\n".join(texts)
        if folds:
            length, joined = len(joined), joined.casefold()
            if len(joined) != length:
                texts = list(map(str.casefold, texts))
        ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1) - 1
        made: list[int] = self.within(joined, ends).tolist()
        return made

    def within(self, joined: str, ends: Places) -> Masks:
        """The same for texts that are joined by a character each, and end where `ends` says."""
        masks = np.zeros(len(ends), dtype=self._bits.dtype)
        data = _bytes(joined)
        found = self._automaton.find_matches_as_indexes(data, overlapping=True)
        if found:
            table = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found)).reshape(-1, 3)
            at = np.searchsorted(_in_bytes(ends, data, len(joined)), table[:, 1], side="right")
            first = np.flatnonzero(np.append(True, at[1:] != at[:-1]))
            masks[at[first]] = np.bitwise_or.reduceat(self._bits[table[:, 0]], first)
        return masks

    def numbers(self, found: int) -> tuple[int, ...]:
        """The numbers of the things, in order, of which the needles with these bits were found."""
        known = self._known.get(found)
        if known is None:
            if len(self._known) > MOST:
                self._known.clear()
            known = tuple(number for number, asked in enumerate(self._asked) if found & asked == asked)
            self._known[found] = known
        return known


def _in_bytes(offsets: Places, data: bytes, length: int) -> Places:
    """Offsets into a text of this length as offsets into its bytes."""
    if len(data) == length:
        return offsets
    begins = np.flatnonzero((np.frombuffer(data, dtype=np.uint8) & 0xC0) != 0x80)
    return np.append(begins, len(data))[offsets]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
