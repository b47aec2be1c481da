"""A plan as a file: what `lapse plan --json` printed, perhaps changed by a person, read back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.corpus import Corpus
from ontology.places import Place

from .asking import UnclearError


@dataclass(frozen=True)
class Carried:
    """Where provisions (by their place) and definitions (by their key) live from now on."""

    provisions: Mapping[Place, Place] = field(default_factory=dict)
    definitions: Mapping[str, Place] = field(default_factory=dict)


def load(path: Path, corpus: Corpus) -> Carried:
    """What the plan in a file carries over. UnclearError where the file is none, or names what is not there."""
    try:
        actions = json.loads(path.read_text(encoding="utf-8"))["actions"]
        steps = [_step(one) for one in actions]
    except OSError as problem:
        raise UnclearError(f"the plan {path} cannot be read: {problem.strerror or problem}") from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise UnclearError(f"{path} is no plan; `lapse plan … --json > FILE` makes one") from problem
    provisions: dict[Place, Place] = {}
    definitions: dict[str, Place] = {}
    for what, label, source, target in steps:
        if target.document not in corpus.by_id:
            raise UnclearError(f"{path} carries “{label}” to {target.document}, and there is no such document")
        if corpus.provision(source) is None:
            raise UnclearError(f"{path} carries “{label}” from {source}, and there is no such provision")
        if what == "definition":
            definitions.update((key, target) for key in _keys(corpus, source, label))
        else:
            provisions.update((place, Place(target.document)) for place in _whole(corpus, source))
    return Carried(provisions, definitions)


def _step(one: Any) -> tuple[str, str, Place, Place]:
    source, target = one["from"], one["to"]
    return (
        str(one["what"]),
        str(one["label"]),
        Place(str(source["document"]), str(source["provision"])),
        Place(str(target["document"]), str(target["provision"] or "")),
    )


def _keys(corpus: Corpus, source: Place, term: str) -> Iterator[str]:
    found = [d.key for d in corpus.by_term.get(term, ()) if d.place == source]
    if not found:
        raise UnclearError(f"the plan carries the definition of “{term}” from {source}, which does not define it")
    yield from found


def _whole(corpus: Corpus, place: Place) -> Iterator[Place]:
    for provision in corpus.gazetteers[place.document].below(place.provision):
        yield Place(place.document, provision.path)
