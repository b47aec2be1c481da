"""Where the words of a term stand that nothing uses: in small letters, or inside the name of something else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from ontology.model import Document
from ontology.names import definition_key
from ontology.places import Place

from .corpus import Corpus
from .cycles import KINDS
from .link import Links

_DASH = re.compile(r" ?[-–—‑] ?")


def mentions(corpus: Corpus, links: Links) -> Iterator[tuple[str, Place]]:
    """The first provision, besides its own, that has the words of a definition (a key) that no use binds to.

    Letters may be small or capital, and the words may stand inside longer ones. Only the documents of one code can
    speak of each other's terms so.
    """
    bound = {binding.best.definition for binding in links.bindings if binding.best}
    left = {one.id: idle(one, bound) for one in corpus.documents}
    if corpus.one_code:
        yield from mentioned(corpus, corpus.documents, [key for keys in left.values() for key in keys])
    else:
        for document in corpus.documents:
            yield from mentioned(corpus, (document,), left[document.id])


def idle(document: Document, bound: Container[str]) -> tuple[str, ...]:
    """The definitions (keys) of a document that say what a thing is and are not among those `bound`."""
    keyed = ((definition_key(document.id, one), one) for one in document.definitions)
    return tuple(key for key, one in keyed if key not in bound and one.kind in KINDS and not one.quoted)


def mentioned(corpus: Corpus, documents: Iterable[Document], keys: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """The first provision of these documents, besides its own, that has the words of each of these definitions."""
    wanted: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        if word := _folded(corpus.definitions[key].definition.term):
            wanted.setdefault(word, []).append(key)
    words = list(wanted)
    if not words:
        return
    automaton = AhoCorasick(words)
    left = {key for several in wanted.values() for key in several}
    for document in documents:
        for provision in document.provisions:
            place = Place(document.id, provision.path)
            found = automaton.find_matches_as_indexes(_folded(provision.text), overlapping=True)
            for word in sorted({words[index] for index, _, _ in found}):
                for key in wanted[word]:
                    if key in left and corpus.definitions[key].place != place:
                        left.discard(key)
                        yield key, place


def _folded(text: str) -> str:
    return _DASH.sub("-", " ".join(text.casefold().split()))
