"""The comparisons that questions come to: a lapse, what cures it, two texts of a code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from ontology.names import Names
from ontology.places import Place

from .compare import Comparison
from .corpus import Corpus
from .state import State, in_force


def lapse_of(
    corpus: Corpus,
    names: Names,
    lapsing: Iterable[Place],
    on: date | None,
    kept: Iterable[Place] = (),
) -> Comparison:
    """The comparison of a code on the last day on which `lapsing` is in force with the code on the day after.

    `lapsing` are documents or provisions; they count as in force before, whatever their dates say. Provisions `kept`,
    with what stands below them, go on where they are. Other documents are in force as their own days tell.
    """
    gone = frozenset(lapsing)
    next_ = on + timedelta(days=1) if on and on < date.max else on
    others, later = _not_in_force(corpus, gone, on), _not_in_force(corpus, gone, next_)
    absent = frozenset(place.document for place in others)
    after = State("after", corpus, None, later | gone, absent=absent)
    keep = {place: place for one in kept for place in _whole(corpus, one)}
    aside = frozenset(place.document for place in later - others)
    before = State("before", corpus, None, others, absent=absent)
    return Comparison(before, after.plus(keep, {}), names, aside=aside, on=on)


def cure_of(lapse: Comparison, later: Corpus, on: date | None = None, starts: date | None = None) -> Comparison:
    """The comparison of what a lapse leaves with a later text of the code without the same: does that text cure it?

    `on` is the last day before the lapse and `starts` the first day of the later text; days between them are a gap.
    """
    left = lapse.after
    after = State("after", later, left.on, left.lapsed, left.carried, absent=left.absent)
    gap = None
    if on and starts and starts > on + timedelta(days=1):
        gap = on + timedelta(days=1), starts - timedelta(days=1)
    return Comparison(replace(left, name="before"), after, lapse.names, gap)


def change_of(
    corpus: Corpus, later: Corpus, names: Names, gone: Iterable[str] = (), new: Iterable[str] = ()
) -> Comparison:
    """The comparison of two texts of a code, everything in force in both.

    Documents (ids) that are `gone` are known in the later text and not in force there, `new` ones so in the earlier.
    """
    absent = frozenset(new)
    before = State("before", corpus, None, frozenset(map(Place, absent)), absent=absent)
    return Comparison(before, State("after", later, None, frozenset(map(Place, gone))), names)


def _not_in_force(corpus: Corpus, lapsing: frozenset[Place], on: date | None) -> frozenset[Place]:
    """The documents that are not in force on a day, leaving aside those that lapse then."""
    places = {Place(document.id): document for document in corpus.documents}
    return frozenset(p for p, document in places.items() if p not in lapsing and not in_force(document, on))


def _whole(corpus: Corpus, place: Place) -> Iterator[Place]:
    for provision in corpus.gazetteers[place.document].below(place.provision):
        yield Place(place.document, provision.path)
