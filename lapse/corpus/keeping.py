"""Where the graph of a code is kept: in its folder, or behind the SPARQL endpoint that `lapse.toml` names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.addresses import Addresses
from graph.store import Store, StoreError
from lapse.settings import Settings

from .made import graph_folder

if TYPE_CHECKING:
    from graph.answers import Graphs
    from graph.endpoint import Endpoint

    from .building import Building


def keep(folder: Path, settings: Settings, building: Building) -> bool:
    """Writes the graph to where it is kept; False where it was up to date. StoreError where that fails."""
    if not settings.store:
        return building.write(graph_folder(folder))
    from graph.publish import publish  # noqa: PLC0415 - the network, where lapse.toml asks for it

    with endpoint(settings) as store:
        told = building.progress
        return bool(
            publish(store, building.names.code, building.separate_lines, lambda one: told(f"sending {one}", 0, 1))
        )


def kept(folder: Path, settings: Settings, building: Building) -> Graphs:
    """The graph, to be read, brought up to date first; in memory where it cannot be kept in the folder.

    StoreError where the endpoint cannot be reached.
    """
    if settings.store:
        keep(folder, settings, building)
        return endpoint(settings)
    try:
        building.write(graph_folder(folder))
        return Store.read_only(graph_folder(folder))
    except StoreError:  # a folder that may not be written, or in which another build is at work, can still be asked
        return Store.memory(building.separate_lines())


def endpoint(settings: Settings) -> Endpoint:
    """The endpoint that `lapse.toml` names; nothing is sent to it yet."""
    from graph.endpoint import Endpoint  # noqa: PLC0415 - as above

    return Endpoint(Addresses.of(settings.store))


def where(folder: Path, settings: Settings) -> str:
    """Where the graph is kept, in words."""
    if not settings.store:
        return str(graph_folder(folder))
    return Addresses.of(settings.store).query
