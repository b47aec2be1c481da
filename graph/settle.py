"""What remains of the links of a corpus in a state: links of text in force, to what is in force."""

from __future__ import annotations

from dataclasses import replace

from ontology.places import Place
from ontology.results import Binding, Resolution, Status

from .corpus import Defined
from .link import ImportLink, Links
from .state import State


def settle(links: Links, state: State) -> Links:
    """The links that stand in `state`: links of text in force, to what is in force; a link lost has its reason."""
    return Links(
        tuple(_settle_binding(b, state) for b in links.bindings if state.holds_span(b.place, b.span)),
        tuple(_settle_resolution(r, state) for r in links.resolutions if state.holds_span(r.place, r.span)),
        tuple(_settle_import(i, state) for i in links.imports if state.holds_definition(_defined(state, i.definition))),
        tuple(
            replace(b, documents=tuple(d for d in b.documents if d in state.documents))
            for b in links.blankets
            if state.holds(b.place)
        ),
    )


def _defined(state: State, key: str) -> Defined:
    return state.corpus.definitions[key]


def _settle_binding(binding: Binding, state: State) -> Binding:
    left = tuple(c for c in binding.candidates if state.holds_definition(_defined(state, c.definition)))
    if left == binding.candidates:
        return binding
    reason = left[0].reason if left else f"every definition of “{binding.term}” that reaches {binding.place} has lapsed"
    return replace(binding, candidates=left, reason=reason)


def _settle_resolution(resolution: Resolution, state: State) -> Resolution:
    left = tuple(place for place in resolution.targets if state.holds(place))
    if left == resolution.targets:
        return resolution
    if resolution.status == "ambiguous" and left:
        return _of_several(resolution, left)
    if not left and resolution.status == "resolved" and (others := _held(resolution.otherwise, state)):
        found = ", ".join(str(place) for place in others)
        reason = f"{found} of the same title is in force, {resolution.document} is not"
        return replace(resolution, targets=others, document=others[0].document, reason=reason)
    lost = tuple(place for place in resolution.targets if place not in left)
    missing = resolution.missing + tuple(place.provision or place.document for place in lost)
    status: Status = "partly-resolved" if left else "unresolved"
    if resolution.status == "historical":
        status = "historical"
    reason = f"{', '.join(str(place) for place in lost)} {'has' if len(lost) == 1 else 'have'} lapsed"
    return replace(resolution, targets=left, missing=missing, status=status, reason=reason)


def _held(places: tuple[Place, ...], state: State) -> tuple[Place, ...]:
    return tuple(place for place in places if state.holds(place))


def _of_several(resolution: Resolution, left: tuple[Place, ...]) -> Resolution:
    """A reference that could mean several documents, as those of them that are in force leave it."""
    if len(left) > 1:
        return replace(resolution, targets=left)
    reason = f"of those that it could mean {left[0]} alone is in force"
    return replace(resolution, status="resolved", targets=left, document=left[0].document, reason=reason)


def _settle_import(imported: ImportLink, state: State) -> ImportLink:
    """Where a definition was taken from, the place that held it is no source by itself once that has lapsed."""
    keys = tuple(key for key in imported.definitions if state.holds_definition(_defined(state, key)))
    lost = imported.definitions and not keys
    return ImportLink(
        imported.definition, keys, () if lost else tuple(place for place in imported.places if state.holds(place))
    )
