"""Which provision comes behind which, so that a list of all that a document has in a row is told as a range."""

from __future__ import annotations

from graph.corpus import Corpus
from ontology.places import Place

from .wording import Follows


def sequence(*texts: Corpus | None) -> Follows:
    """What tells whether one place is the next behind another, in the first of the texts that has its document."""

    def follows(one: Place, other: Place) -> bool:
        corpus = next((text for text in texts if text and one.document in text.by_id), None)
        return corpus is not None and corpus.gazetteers[one.document].follows(one.provision, other.provision)

    return follows
