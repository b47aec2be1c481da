"""Where the graph of a code is kept: in its folder, or behind the SPARQL endpoint that `lapse.toml` names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.addresses import Addresses
from lapse.progress import Progress
from lapse.settings import Settings
from ontology.names import Names

from .made import graph_folder, is_of
from .reading import Reading

if TYPE_CHECKING:
    from graph.answers import Graphs
    from graph.endpoint import Endpoint


def keep(folder: Path, settings: Settings, reading: Reading, names: Names, progress: Progress) -> bool:
    """Writes the graph of a reading to where it is kept; False where it was up to date. StoreError where that fails."""
    if not settings.store and is_of(graph_folder(folder), names, reading.digest):
        return False
    from .building import Building  # noqa: PLC0415 - Oxigraph, where a graph is made

    building = Building(reading, names, progress)
    if not settings.store:
        building.write(graph_folder(folder))
        return True
    from graph.publish import publish  # noqa: PLC0415 - the network, where lapse.toml asks for it

    with endpoint(settings) as store, building.written(graph_folder(folder).parent) as lines:
        return bool(publish(store, names.code, lines, lambda one: progress(f"sending {one}", 0, 1)))


def kept(folder: Path, settings: Settings, reading: Reading, names: Names, progress: Progress) -> Graphs:
    """The graph, to be read, brought up to date first; in memory where it cannot be kept in the folder.

    StoreError where the endpoint cannot be reached.
    """
    from graph.store import Store, StoreError  # noqa: PLC0415 - as above

    from .building import Building  # noqa: PLC0415 - as above

    if settings.store:
        keep(folder, settings, reading, names, progress)
        return endpoint(settings)
    try:
        keep(folder, settings, reading, names, progress)
        return Store.read_only(graph_folder(folder))
    except StoreError:  # a folder that may not be written, or in which another build is at work, can still be asked
        return Store.memory(Building(reading, names, progress).separate_lines())


def endpoint(settings: Settings) -> Endpoint:
    """The endpoint that `lapse.toml` names; nothing is sent to it yet."""
    from graph.endpoint import Endpoint  # noqa: PLC0415 - as above

    return Endpoint(Addresses.of(settings.store))


def where(folder: Path, settings: Settings) -> str:
    """Where the graph is kept, in words."""
    if not settings.store:
        return str(graph_folder(folder))
    return Addresses.of(settings.store).query
