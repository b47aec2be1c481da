"""Text folded to one byte for a character, so that matching and its checks are done on arrays.

Runs of white space become one space, curly apostrophes and no-break hyphens plain ones, soft hyphens and zero-width
characters nothing. `at` leads every folded character back to its place in the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

BREAK, OTHER_LETTER, MARK, GONE, RIM, BORDER = 0, 1, 2, 3, 4, 5
"""Folded values of a border between provisions, a letter outside Latin-1, any other mark, what is dropped; what
`rimmed` puts on both sides of a word; and what stands between names and in no folded text."""

WORD, UPPER, SPACE = 1, 2, 4
_SIZE = 0x10000
_SPECIAL = {
    **dict.fromkeys("’ʼ´", ord("'")),
    **dict.fromkeys("“”„‟«»", ord('"')),
    **dict.fromkeys("‐‑", ord("-")),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", GONE),
}


@cache
def _table() -> Bytes:
    """The folded value of every character of the basic plane."""
    out = np.full(_SIZE, MARK, dtype=np.uint8)
    for code in range(_SIZE):
        char = chr(code)
        if char.isspace() or code in (0x1C, 0x1D, 0x1E, 0x1F):
            out[code] = 32
        elif char in _SPECIAL:
            out[code] = _SPECIAL[char]
        elif 32 < code < 256:
            out[code] = code
        elif char.isalnum() or unicodedata.category(char) in ("Mn", "Mc"):
            out[code] = OTHER_LETTER
    out[0] = BREAK
    out[_SIZE - 1] = OTHER_LETTER  # stands for all that lies above the basic plane
    return out


@cache
def kinds() -> Bytes:
    """WORD, UPPER and SPACE bits of every folded value."""
    out = np.zeros(256, dtype=np.uint8)
    for code in range(32, 256):
        char = chr(code)
        out[code] = WORD * (char.isalnum() or char == "_") + UPPER * char.isupper() + SPACE * (code == 32)
    out[OTHER_LETTER] = WORD
    return out


@cache
def _latin() -> bytes:
    """The folded values of the characters of Latin-1."""
    return _table()[:256].tobytes()


@cache
def _of_words() -> bytes:
    """1 for every folded value that stands in words, 0 for others."""
    return ((kinds() & WORD) > 0).tobytes()


def in_words(values: Bytes) -> npt.NDArray[np.bool_]:
    """Which folded values stand in words."""
    return np.frombuffer(mapped(values, _of_words()), dtype=np.bool_)


def among(marks: bytes) -> npt.NDArray[np.bool_]:
    """For every folded value, whether it is one of `marks`."""
    out = np.zeros(256, dtype=bool)
    out[list(marks)] = True
    return out


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text of a document's provisions with a BREAK at both ends and between them.

    `joined` is the text itself, `values` are folded characters, `flat` the same as a string, `at` their offsets in
    the joined text and `starts` the offset in the joined text of each provision.
    """

    joined: str
    values: Bytes
    flat: str
    at: Places
    starts: Places

    def places(self, texts: Sequence[int], offsets: Sequence[int]) -> Places:
        """The folded offsets of offsets into texts, each with the number of its text."""
        joined = self.starts[np.array(texts, dtype=np.int64)] + np.array(offsets, dtype=np.int64)
        return np.searchsorted(self.at, joined)

    def texts_at(self, folded: Places) -> Places:
        """The numbers of the texts in which folded offsets lie."""
        return np.searchsorted(self.starts, self.at[folded], side="right") - 1


def fold(texts: list[str]) -> Folded:
    """The texts as one folded text; whatever characters they hold."""
    joined = "\0\0" + "\0".join(texts) + "\0\0"
    values = _folded(joined)
    at = np.arange(len(values))
    if (gone := values == GONE).any():
        at = at[~gone]
        values = values[at]
    space = values == 32
    double = space[1:] & space[:-1]
    if double.any():
        keep = np.append(True, ~double)
        at, values = at[keep], values[keep]
    starts = np.fromiter(accumulate((len(t) + 1 for t in texts), initial=2), dtype=np.int64, count=len(texts) + 1)
    return Folded(joined, values, values.tobytes().decode("latin-1"), at, starts)


def _folded(text: str) -> Bytes:
    """The folded value of every character; what lies above the basic plane is as the last character of it."""
    short = text.encode("utf-16-le", "surrogatepass")
    if len(short) == 2 * len(text):
        codes = np.frombuffer(short, dtype="<u2")
    else:
        codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4"), _SIZE - 1)
    values = np.frombuffer(bytearray(mapped(codes.astype(np.uint8), _latin())), dtype=np.uint8)
    high = np.flatnonzero(codes > 0xFF)
    values[high] = _table()[codes[high]]
    return values


def mapped(values: Bytes, table: bytes) -> bytes:
    """What a table of 256 says of each value: for many values several times as fast as an array is indexed."""
    return values.tobytes().translate(table)


def rimmed(values: Bytes) -> Bytes:
    """Folded values (at least one) with a RIM before and behind every word.

    A name with rims is found as whole words alone; without them, nine of ten spellings found are parts of words.
    """
    word = in_words(values)
    step = np.ones(len(values), dtype=np.uint8)
    step[0] += word[0]
    step[1:] += word[1:] != word[:-1]
    at = np.cumsum(step, dtype=np.int64) - 1
    out = np.full(int(at[-1]) + 1 + int(word[-1]), RIM, dtype=np.uint8)
    out[at] = values
    return out


def fold_names(names: Sequence[str]) -> list[bytes]:
    """Names as they look in folded text."""
    text = fold(list(names))
    values = text.values.tobytes()
    bounds = np.searchsorted(text.at, text.starts).tolist()
    return [values[start : end - 1].strip(b" ") for start, end in pairwise(bounds)]
