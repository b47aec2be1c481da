"""Where the words of a term stand that nothing uses: in small letters, or inside the name of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from ontology.places import Place

from .corpus import Corpus
from .cycles import KINDS
from .link import Links

_DASH = re.compile(r" ?[-–—‑] ?")


def mentions(corpus: Corpus, links: Links) -> Iterator[tuple[str, Place]]:
    """The first provision, besides its own, that has the words of a definition (a key) that no use binds to.

    Letters may be small or capital, and the words may stand inside longer ones.
    """
    bound = {binding.best.definition for binding in links.bindings if binding.best}
    idle: dict[str, list[str]] = {}
    for key, defined in corpus.definitions.items():
        if key not in bound and defined.definition.kind in KINDS and not defined.definition.quoted:
            idle.setdefault(_folded(defined.definition.term), []).append(key)
    words = [word for word in idle if word]
    if not words:
        return
    automaton = AhoCorasick(words)
    left = {key for keys in idle.values() for key in keys}
    for document in corpus.documents:
        for provision in document.provisions:
            place = Place(document.id, provision.path)
            found = automaton.find_matches_as_indexes(_folded(provision.text), overlapping=True)
            for word in sorted({words[index] for index, _, _ in found}):
                for key in idle[word]:
                    if key in left and corpus.definitions[key].place != place:
                        left.discard(key)
                        yield key, place


def _folded(text: str) -> str:
    return _DASH.sub("-", " ".join(text.casefold().split()))
