"""Where the graph of a code is kept: in its folder, or behind the SPARQL endpoint that `lapse.toml` names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from graph.addresses import Addresses
from graph.store import Store, StoreError

from . import whole
from .progress import Progress
from .settings import Settings
from .shelf import digest

if TYPE_CHECKING:
    from graph.answers import Graphs
    from graph.endpoint import Endpoint

Lines = Callable[[], Iterable[str]]
"""Gives the N-Quads lines of the graph of today, as often as it is called."""


def graph_folder(folder: Path) -> Path:
    """Where the graph is kept in a code's folder."""
    return folder / ".lapse" / "graph"


def keep(folder: Path, settings: Settings, code: str, lines: Lines, progress: Progress) -> bool:
    """Writes the graph to where it is kept; False where it was up to date. StoreError where that fails."""
    if not settings.store:
        return _keep_here(folder, lines, progress)
    from graph.publish import publish  # noqa: PLC0415 - the network, where lapse.toml asks for it

    with endpoint(settings) as store:
        return bool(publish(store, code, lines, lambda graph: progress(f"sending {graph}", 0, 1)))


def _keep_here(folder: Path, lines: Lines, progress: Progress) -> bool:
    place, stamp = graph_folder(folder), folder / ".lapse" / "graph.stamp"
    made_of = digest(lines())
    if place.is_dir() and stamp.is_file() and stamp.read_bytes() == made_of:
        return False
    progress("writing the graph", 0, 1)
    with suppress(OSError):
        stamp.unlink(missing_ok=True)
    with Store.revise(place, fresh=True) as store:
        store.load(lines())
    with suppress(OSError):  # the next build then writes the same graph once more
        whole.write(stamp, made_of)
    progress("writing the graph", 1, 1)
    return True


def kept(folder: Path, settings: Settings, code: str, lines: Lines, progress: Progress) -> Graphs:
    """The graph, to be read, brought up to date first; in memory where it cannot be kept in the folder.

    StoreError where the endpoint cannot be reached.
    """
    if settings.store:
        keep(folder, settings, code, lines, progress)
        return endpoint(settings)
    try:
        _keep_here(folder, lines, progress)
        return Store.read_only(graph_folder(folder))
    except StoreError:  # a folder that may not be written, or in which another build is at work, can still be asked
        return Store.memory(lines())


def endpoint(settings: Settings) -> Endpoint:
    """The endpoint that `lapse.toml` names; nothing is sent to it yet."""
    from graph.endpoint import Endpoint  # noqa: PLC0415 - as above

    return Endpoint(Addresses.of(settings.store))


def where(folder: Path, settings: Settings) -> str:
    """Where the graph is kept, in words."""
    if not settings.store:
        return str(graph_folder(folder))
    return Addresses.of(settings.store).query
