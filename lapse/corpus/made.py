"""What the graph in a folder was made of, kept beside it, so that the next build knows what it has to change.

The first line of the file is the stamp, which is all that a build in which nothing changed looks at.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from graph import generations
from ontology.names import Names

from . import whole
from .cards import Card
from .shelf import edition, key


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


def graph_folder(folder: Path) -> Path:
    """Where the graph is kept in a code's folder."""
    return folder / ".lapse" / "graph"


def made(folder: Path) -> Made | None:
    """What the graph in this folder was made of; None where there is none, or this is not known."""
    with suppress(OSError, msgspec.DecodeError):
        _, _, rest = _beside(folder).read_bytes().partition(b"\n")
        found = msgspec.msgpack.decode(rest, type=Made)
        return found if _is_current(found.stamp, folder) else None
    return None


def stamp(names: Names, digest: str) -> Stamp:
    """What tells the graph that is to be made now from others; `digest` stands for the cards."""
    return Stamp("", key(edition("graph")), names.code, names.base, digest)


def is_of(folder: Path, names: Names, digest: str) -> bool:
    """Whether the graph in this folder is the one that is to be made now."""
    with suppress(OSError, msgspec.DecodeError), _beside(folder).open("rb") as file:
        found = msgspec.json.decode(file.readline(), type=Stamp)
        return _is_current(found, folder) and replace(found, generation="") == stamp(names, digest)
    return False


def note(folder: Path, of: Made) -> None:
    """Keeps what the graph in this folder was made of; where that fails, the next build writes the whole anew."""
    current = generations.current(folder)
    kept = replace(of, stamp=replace(of.stamp, generation=current.name if current else ""))
    with suppress(OSError):
        whole.write(_beside(folder), msgspec.json.encode(kept.stamp) + b"\n" + msgspec.msgpack.encode(kept))


def _is_current(found: Stamp, folder: Path) -> bool:
    current = generations.current(folder)
    return current is not None and current.name == found.generation


def _beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.made")
