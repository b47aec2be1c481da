"""Keys under which labels and paths are looked up: one spelling for what is written in several ways."""

from __future__ import annotations

import re
from functools import lru_cache

from ontology.labels import parts

_WORDS = "one two three four five six seven eight nine ten"
_SPELLED = {word: str(value) for value, word in enumerate(_WORDS.split(), 1)}
_IN_CAPITALS = re.compile(r"\([A-Z]{1,3}\)")


@lru_cache(maxsize=1 << 14)
def levels_of(label: str) -> tuple[str, ...]:
    """The levels of a label or a path without their brackets: "4(1)(a)" is ("4", "1", "a")."""
    return tuple(part.strip("()") for part in parts(label))


@lru_cache(maxsize=1 << 15)
def key_of(path: str) -> str:
    """A path as a key: case folded in its words, kept in its labels, no spaces; Schedule Two is Schedule 2."""
    words = path.split()
    if len(words) > 1 and words[1].isalpha() and (spelled := _SPELLED.get(words[1].casefold())):
        words[1] = spelled
    return " ".join(w.casefold() if w.isalpha() and len(w) > 3 else w for w in words)


def in_small(label: str) -> str:
    """A label with its letters in brackets small, as where a sentence is in capitals: 8.2(A) is 8.2(a)."""
    return _IN_CAPITALS.sub(lambda level: level[0].lower(), label)
