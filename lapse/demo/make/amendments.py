"""The proposed amendments: what the redlines change, and the text as it would then read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .text import Edit, Piece, pieces

FILE = "amendments.toml"


@dataclass(frozen=True, slots=True)
class Amended:
    """A written text with the lines that are put in (`inserted`, counted from 0), and the words that are changed."""

    text: str
    inserted: frozenset[int]
    changes: tuple[tuple[str, str], ...]

    def accepted(self) -> str:
        """The text as it reads when every change is accepted."""
        text = self.text
        for old, new in self.changes:
            text = text.replace(old, new)
        return text

    def pieces(self) -> list[Piece]:
        """The pieces of the text with their tracked changes."""
        found = pieces(self.text, self.inserted)
        for old, new in self.changes:
            piece = next(one for one in found if old in one.text)
            same = _shared(old, new)
            start = piece.text.index(old)
            piece.edits.append(Edit(start + same[0], start + len(old) - same[1], new[same[0] : len(new) - same[1]]))
        return found


def amended(text: str, changes: Mapping[str, Any]) -> Amended:
    """A written text with the changes of one entry of the file. ValueError where a change has not one place."""
    lines = text.splitlines()
    inserted: list[int] = []
    for one in changes.get("insert", []):
        at = [n for n, line in enumerate(lines) if line.startswith(one["behind"])]
        if len(at) != 1:
            raise ValueError(f"{changes['name']}: {len(at)} lines begin with {one['behind']!r}")
        new = [part for line in one["lines"].split("\n") if line for part in (line, "")]
        new = [part for part in new if part] if new[0].startswith("|") else ["", *new[:-1]]
        lines[at[0] + 1 : at[0] + 1] = new
        inserted = [n + len(new) if n > at[0] else n for n in inserted] + [at[0] + 1 + n for n in range(len(new))]
    for one in changes.get("change", []):
        if text.count(one["old"]) != 1:
            raise ValueError(f"{changes['name']}: {one['old']!r} stands {text.count(one['old'])} times")
    words = tuple((one["old"], one["new"]) for one in changes.get("change", []))
    return Amended("\n".join(lines) + "\n", frozenset(inserted), words)


def _shared(old: str, new: str) -> tuple[int, int]:
    """How many whole words two texts share at their start and at their end, in characters."""
    if not new:
        return 0, 0
    a, b = old.split(" "), new.split(" ")
    front = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest = min(len(a), len(b)) - front
    back = next((n for n in range(rest) if a[-1 - n] != b[-1 - n]), rest)
    return sum(len(one) + 1 for one in a[:front]), sum(len(one) + 1 for one in a[len(a) - back :])


@cache
def proposed(folder: Path) -> tuple[dict[str, Any], ...]:
    """The entries of the file of amendments in a folder of texts, one for each document."""
    return tuple(tomllib.loads((folder / FILE).read_text(encoding="utf-8"))["document"])
