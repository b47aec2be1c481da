"""What a lapsing document is about, by its words; and provisions that save what has arisen under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set

from ontology.model import Provision
from ontology.places import Place

from .corpus import Corpus

OFTENER = 10.0
"""A word of the title is a topic if its share of the lapsing provisions is so many times that of the others."""
OWN = 3.0
"""And if it stands in so many times as many of the lapsing provisions as of all others: else it is everybody's word."""
_KINDS = frozenset(
    ("annex", "appendice", "article", "attachment", "chapter", "clause", "division", "document", "exhibit", "paragraph",
     "schedule", "section", "volume")
)  # fmt: skip
"""Words of titles that say what sort of text something is, and not what it is about."""
_ADDRESS = re.compile(r"\S+://\S+")
_WORD = re.compile(r"[a-z]{5,}")
_ARISEN = r"\b(?:rights?|obligations?|liabilit\w+)\b[^.;]{0,80}\b(?:accrued|arisen|arose|incurred)\b"
_SAVING = re.compile(
    r"\b(?:expiry|lapse|repeal|revocation|termination|ceas\w+|expir\w+)\b[^.;]{0,120}"
    r"\b(?:shall|does|do|will) not affect\b"
    r"|\b(?:notwithstanding|despite|after|upon)\b[^.;]{0,80}\b(?:expiry|lapse|repeal|revocation|termination)\b[^.;]{0,160}"
    r"\b(?:continue|remain|surviv|endure)"
    r"|\b(?:rights?|obligations?|liabilit\w+)\b[^.;]{0,120}\b(?:expiry|lapse|repeal|revocation|termination|ceas\w+)\b"
    r"[^.;]{0,120}\b(?:remain|continue|surviv|unaffected|not (?:be )?affected)"
    rf"|\b(?:shall|does|do|will|may|must) not (?:\w+ )?(?:affect|prejudice)\b[^.;]{{0,120}}{_ARISEN}"
    rf"|{_ARISEN}[^.;]{{0,120}}\b(?:before|prior to|up to|remain|continue|surviv\w+|unaffected|not (?:be )?affected)\b"
    r"|\bwithout prejudice to\b[^.;]{0,80}\b(?:accrued|arisen|arose)\b",
    re.IGNORECASE,
)

_OF_A_THING = re.compile(
    r"\b(?:expiry|lapse|repeal|revocation|termination|cancellation) of (?:an?|any|the|such|that|its|their) "
    r"(?:\w+ ){0,2}(?:authori[sz]ation|permit|licen[cs]e|certificate|appointment|approval|designation|consent"
    r"|registration|lease)\b",
    re.IGNORECASE,
)
"""What is said of the end of a permit, or of another thing that is no text."""
_IN_SAVING = (
    "expir", "lapse", "repeal", "revocation", "termination", "ceas", "accrued", "arisen", "arose", "incurred",
)  # fmt: skip
"""One of these, with case folded, is in every text that saves; to look for them takes a tenth of the time."""


def topics(corpus: Corpus, lapsing: Iterable[str]) -> frozenset[str]:
    """The words of the titles of the lapsing documents (ids) that belong to these and to few others.

    They are in lower case and without a plural's s.
    """
    gone = set(lapsing)
    wanted = stems(" ".join(corpus.by_id[one].title for one in gone)) - _KINDS
    if not wanted:
        return frozenset()
    here, there = Counter[str](), Counter[str]()
    sizes = [0, 0]
    for document in corpus.documents:
        found = here if document.id in gone else there
        found.update(word for provision in document.provisions for word in _words(provision) & wanted)
        sizes[document.id not in gone] += len(document.provisions)
    if not all(sizes):
        return frozenset()
    return frozenset(
        word
        for word in wanted
        if here[word] / sizes[0] >= OFTENER * there[word] / sizes[1] > 0 and here[word] >= OWN * there[word]
    )


def speaking(corpus: Corpus, words: frozenset[str], places: Iterable[Place]) -> Iterator[tuple[Place, str]]:
    """The provisions among `places` that speak of one of `words`, each with the word."""
    for place in places:
        provision = corpus.provision(place)
        if words and provision is not None:
            yield from ((place, word) for word in sorted(_words(provision) & words))


def speaks(provision: Provision, words: Set[str]) -> bool:
    """Whether a provision speaks of one of `words`."""
    return not _words(provision).isdisjoint(words)


def saving(corpus: Corpus, places: Iterable[Place]) -> Iterator[Place]:
    """The provisions among `places` that save what has arisen under a text that lapses."""
    return (place for place in places if saves(corpus.text(place)))


def saves(text: str) -> bool:
    """Whether a text saves what has arisen under another that lapses."""
    folded = text.casefold()
    for word in _IN_SAVING:
        if word in folded:
            return _SAVING.search(text) is not None and _OF_A_THING.search(text) is None
    return False


def _words(provision: Provision) -> set[str]:
    return stems(f"{provision.heading} {provision.text}")


def stems(text: str) -> set[str]:
    """The longer words of a text, in lower case and without a plural's s."""
    found = _WORD.findall(_ADDRESS.sub(" ", text.lower()) if "://" in text else text.lower())
    return {word[:-1] if word.endswith("s") and not word.endswith("ss") else word for word in found}
