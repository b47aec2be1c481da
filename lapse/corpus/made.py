"""What the graph in a folder was made of, kept beside it, so that the next build knows what it has to change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from graph import generations

from . import whole
from .cards import Card


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells two graphs apart: generation, the code that made it, the names in it; `cards` stands for the cards."""

    generation: str
    edition: str
    code: str
    base: str
    cards: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a generation of the graph was made of; `idle` are the idle definitions of each document, by its id.

    `shared` are the lines of what is worked out from all documents together.
    """

    stamp: Stamp
    cards: tuple[Card, ...]
    idle: dict[str, tuple[str, ...]]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stamped:
    """The stamp alone: the rest is passed over, which takes a tenth of the time."""

    stamp: Stamp


T = TypeVar("T", Made, _Stamped)


def graph_folder(folder: Path) -> Path:
    """Where the graph is kept in a code's folder."""
    return folder / ".lapse" / "graph"


def made(folder: Path) -> Made | None:
    """What the graph in this folder was made of; None where there is none, or this is not known."""
    return _read(folder, Made)


def stamp(folder: Path) -> Stamp | None:
    """The stamp of the graph in this folder; None as above."""
    found = _read(folder, _Stamped)
    return found.stamp if found else None


def note(folder: Path, of: Made) -> None:
    """Keeps what the graph in this folder was made of; where that fails, the next build writes the whole anew."""
    current = generations.current(folder)
    kept = replace(of, stamp=replace(of.stamp, generation=current.name if current else ""))
    with suppress(OSError):
        whole.write(_beside(folder), msgspec.json.encode(kept))


def _read(folder: Path, sort: type[T]) -> T | None:
    """What is noted of the generation that is there."""
    with suppress(OSError, msgspec.DecodeError):
        found = msgspec.json.decode(_beside(folder).read_bytes(), type=sort)
        current = generations.current(folder)
        if current is not None and current.name == found.stamp.generation:
            return found
    return None


def _beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")
