"""Uses of terms that a text of a code does not define any more, which only another text of it tells."""

from __future__ import annotations

from dataclasses import replace

from extract.use import find_uses
from extract.uses.terms import Terms
from graph.corpus import Corpus
from ontology.model import Definition, TermUse


def with_uses_of(corpus: Corpus, other: Corpus) -> Corpus:
    """A text of a code with the uses in it of terms that only the `other` text defines.

    Where documents do not share their terms, such a term is looked for in the documents that used it in the other text.
    """
    lost = _defined_in(other, {name for name in other.by_term if name not in corpus.by_term})
    if not lost:
        return corpus
    own = [defined.definition for defined in corpus.definitions.values()]
    terms = Terms.build([*own, *lost], [one.title for one in corpus.documents])
    names = {one.casefold() for definition in lost for one in (definition.term, *definition.variants)}
    heads = {definition.term for definition in lost}
    uses = dict(corpus.uses)
    for document in corpus.documents:
        text = "\n".join(provision.text for provision in document.provisions).casefold()
        before = {use.term for use in other.uses.get(document.id, ())}
        if any(name in text for name in names) and (corpus.one_code or before & heads):
            near = None if corpus.one_code else {*before, *(one.term for one in document.definitions)}
            uses[document.id] = _merged(uses.get(document.id, ()), find_uses(document, terms, near), heads)
    return replace(corpus, uses=uses)


def _defined_in(corpus: Corpus, names: set[str]) -> list[Definition]:
    """The definitions of some terms, those that are to be inserted elsewhere left aside."""
    found = {one.key: one.definition for name in names for one in corpus.by_term[name]}
    return [one for one in found.values() if not one.quoted and one.term in names]


def _merged(own: tuple[TermUse, ...], found: tuple[TermUse, ...], heads: set[str]) -> tuple[TermUse, ...]:
    """The uses of a document with those found of lost terms, which are no uses of the shorter terms within them."""
    lost = [use for use in found if use.term in heads]
    kept = (one for one in own if not any(use.provision == one.provision and use.span.holds(one.span) for use in lost))
    both = [*kept, *lost]
    order = {use: number for number, use in enumerate(found)}
    return tuple(sorted(both, key=lambda use: order.get(use, len(order))))
