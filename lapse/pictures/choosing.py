"""What of all that is relied on a picture draws, so that single lines can be told apart, and what it keeps aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lapse.wording import by_document, count

from .reliance import Subject
from .sketch import FEW_ROWS, FEWEST_SUBJECTS, MOST_ASIDE, MOST_LINES, MOST_PROVISIONS, MOST_ROWS, MOST_SUBJECTS


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the things relied on are `drawn`, and which only when a reader asks for a document (`aside`).

    In a `folded` picture provisions are folded into their documents; `together` are documents (ids) in one box.
    """

    drawn: Sequence[Subject]
    aside: Sequence[Subject] = ()
    folded: bool = False
    together: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[Subject, ...]:
        """All of them, those that are drawn first."""
        return (*self.drawn, *self.aside)


def choice(every: Sequence[Subject]) -> Choice:
    """What is drawn of everything relied on, so that single lines can be told apart; `notes` say what is not."""
    places = dict.fromkeys(p for s in every for p in s.places)
    documents = by_document(places)
    lines = sum(len(s.places) for s in every)
    if len(places) <= MOST_PROVISIONS and len(every) <= MOST_SUBJECTS and lines <= MOST_LINES:
        return Choice(every)
    together = _together(every, documents)
    drawn = _most(every, together)
    notes = _notes(drawn, every)
    if any(p.provision for p in places):
        notes = (
            f"{count(len(places), 'provision')} are folded into their documents; the list has each of them.",
            *notes,
        )
    chosen = {s.id for s in drawn}
    return Choice(drawn, [s for s in every if s.id not in chosen][:MOST_ASIDE], True, together, notes)


def _notes(drawn: Sequence[Subject], every: Sequence[Subject]) -> tuple[str, ...]:
    if len(drawn) == len(every):
        return ()
    return (f"The {len(drawn)} things most relied on are drawn, of {len(every):,}; the list has all.",)


def _together(every: Sequence[Subject], documents: dict[str, list[str]]) -> frozenset[str]:
    """The documents that stand in one box: those with the fewest provisions, where lines or rows would be too many."""
    lines = sum(len(by_document(s.places)) for s in _ranked(every)[:MOST_SUBJECTS])
    most = FEW_ROWS if lines > MOST_LINES else MOST_ROWS
    order = sorted(documents, key=lambda id_: (-len(documents[id_]), id_))
    return frozenset(order[most - 1 :] if len(order) > most else ())


def _ranked(every: Sequence[Subject]) -> list[Subject]:
    """The things that are left without ground first, and of these the ones most relied on."""
    return sorted(every, key=lambda s: (s.status in ("existing", "stands", "outside"), -len(s.places)))


def _most(every: Sequence[Subject], together: frozenset[str]) -> Sequence[Subject]:
    """The things most relied on, as many as can be drawn so that single lines can be told apart; in their order."""
    kept: set[str] = set()
    lines = 0
    for subject in _ranked(every)[:MOST_SUBJECTS]:
        lines += len({"" if id_ in together else id_ for id_ in by_document(subject.places)})
        if len(kept) < FEWEST_SUBJECTS or lines <= MOST_LINES:
            kept.add(subject.id)
    return [s for s in every if s.id in kept]
