"""A definition that is carried to where its term is defined already: what a drafter has to decide there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontology.places import Place

from .corpus import Corpus


def clashes(corpus: Corpus, key: str, home: str, pointers: Iterable[Place]) -> Iterator[str]:
    """A sentence for each definition of the same term in the document `home` that the one of this key is carried to.

    `pointers` are the places there that take their meaning from it: the carried text takes their place.
    """
    carried, pointing = corpus.definitions[key].definition, set(pointers)
    for other in corpus.by_term.get(carried.term, ()):
        if other.document.id != home or other.key == key:
            continue
        at = other.definition.provision
        if other.place in pointing:
            yield f"{home} defines “{carried.term}” at {at} by pointing to the text that is carried: take that out"
            continue
        words = "the same words" if other.definition.text.split() == carried.text.split() else "other words"
        yield f"{home} already defines “{carried.term}” at {at}, in {words}"
