"""The one thing that Lapse does: the links of a state before, the links of a state after, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ontology.model import Document
from ontology.names import Names
from ontology.places import Place
from ontology.results import Finding
from ontology.vocabulary import AFTER, BEFORE, TYPE

from . import differing as differ
from . import joins
from .align import aligned
from .corpus import Corpus
from .findings import Reader, Side, findings, in_order
from .link import Links, link, relinked
from .link_triples import gap_quads, topic_quads
from .rules import Rule, asked, find, rules
from .settle import settle
from .spent import until
from .state import State
from .state_quads import facts, part_of_facts, part_of_state, state_quads
from .topics import saving, speaking, topics

if TYPE_CHECKING:
    from .store import Store

_TYPE = f"<{TYPE}>"
GOES_ON = (":", "—", "–", "-")
"""How a text ends that goes on in what stands below it."""
REVERTS = "LAP107"
ENDURING = "LAP112"
STALE = "LAP110"
SOFTENED = ("LAP107", "LAP108", "LAP112")
"""Rules about what ends with a text, of which a saving keeps what had arisen before."""


@dataclass(frozen=True)
class Known:
    """Links as they are with nothing carried over, and what there is besides what a corpus has of the text.

    `whole` tells that no text is left out; `provisions` counts those left out, `counts` their links by what became of
    them.
    """

    links: Links
    whole: bool = True
    provisions: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Two states, of one corpus or of two texts of it, and what differs between them.

    `gap` are the first and the last day on which neither the text before is in force nor the text after, if any.
    `known` are links that were worked out before, and what is known of text that was left out of the corpus.
    `on` is the last day before the change, where one is known.
    `aside` are documents (ids) that end between the states by themselves: what their end causes is not asked for.
    Everything is worked out when first asked for.
    """

    before: State
    after: State
    names: Names
    gap: tuple[date, date] | None = None
    known: Known | None = None
    aside: frozenset[str] = frozenset()
    on: date | None = None

    @property
    def corpus(self) -> Corpus:
        """The documents of the state before."""
        return self.before.corpus

    @cached_property
    def names_after(self) -> Names:
        """The names of what stands in the state after: what stood there before keeps its name."""
        if self.after.corpus is self.before.corpus:
            return self.names
        return aligned(self.names, self.before.corpus.documents, self.after.corpus.documents)

    @cached_property
    def links(self) -> Links:
        """Every candidate and target, whether in force or not, as seen before the change."""
        return relinked(self._linked, self.before) if self._linked else link(self.corpus, self.before)

    @property
    def _linked(self) -> Links | None:
        """The links worked out before, where they hold: those of whole documents do while all are in force."""
        if self.known is None or (self.known.whole and self.before.absent):
            return None
        return self.known.links

    @cached_property
    def links_before(self) -> Links:
        """What stands in the state before."""
        return settle(self.links, self.before)

    @cached_property
    def links_after(self) -> Links:
        """What stands in the state after, with text that was carried over looked at from its new home."""
        if self.after.corpus is not self.corpus:
            return settle(link(self.after.corpus, self.after), self.after)
        if self.after.homes == self.before.homes:
            return settle(self.links, self.after)
        if self._linked is None and self.before.homes:
            return settle(link(self.corpus, self.after), self.after)
        return settle(relinked(self._linked or self.links, self.after), self.after)

    @cached_property
    def store(self) -> Store:
        """The facts of all documents and the links of both states, with every candidate of a use."""
        from .store import Store  # noqa: PLC0415 - Oxigraph, where a graph is asked

        return Store.memory(self._quads())

    @cached_property
    def _asked(self) -> Store:
        """What the rules ask for of what differs between the states."""
        from .store import Store  # noqa: PLC0415 - as above

        names = asked()
        return Store.memory(
            line
            for lines in self._part()
            for line in lines.splitlines(keepends=True)
            if (words := line.split(" ", 3))[1] in names or (words[1] == _TYPE and words[2] in names)
        )

    def _part(self) -> Iterator[str]:
        """The lines of what differs between the states, and of what the rules ask for beside it."""
        before = _side(self.before, self.links_before, self.names)
        after = _side(self.after, self.links_after, self.names_after)
        differ.differing(before, after, self._spoken)
        yield from part_of_facts(before, self.corpus.documents, self.names)
        yield from part_of_facts(after, self._changed, self.names_after)
        yield from part_of_state(before, self.names, BEFORE)
        yield from part_of_state(after, self.names_after, AFTER)
        yield from self._beside()

    def mirrored(self) -> Comparison:
        """The same two states, the other way round."""
        before, after = replace(self.after, name="before"), replace(self.before, name="after")
        return Comparison(before, after, self.names, known=self.known, aside=self.aside, on=self.on)

    def _quads(self) -> Iterator[str]:
        yield from facts(self.corpus, self.corpus.documents, self.names)
        yield from facts(self.after.corpus, self._changed, self.names_after)
        yield from state_quads(self.before, self.links_before, self.names, BEFORE)
        yield from state_quads(self.after, self.links_after, self.names_after, AFTER)
        yield from self._beside()

    @cached_property
    def _changed(self) -> tuple[Document, ...]:
        """The documents of the text after that are others than before."""
        return tuple(d for d in self.after.corpus.documents if self.corpus.by_id.get(d.id) != d)

    def _beside(self) -> Iterator[str]:
        yield from topic_quads(AFTER, *self.about_what_ends, self.names_after)
        if self.gap:
            yield from gap_quads(AFTER, *self.gap)

    @property
    def _spoken(self) -> tuple[Place, ...]:
        speaking_, saving_ = self.about_what_ends
        return (*(place for place, _ in speaking_), *saving_)

    @cached_property
    def about_what_ends(self) -> tuple[tuple[tuple[Place, str], ...], tuple[Place, ...]]:
        """What text in force says of the documents that lapse: provisions with the word, and those that save rights.

        Acts that merely lie in one folder speak of the same things without being about each other.
        """
        lapsing = self.before.documents - self.after.documents - self.aside
        words = topics(self.corpus, lapsing) if self.corpus.one_code else frozenset()
        return tuple(speaking(self.corpus, words, self._stays if words else ())), self._saving

    @cached_property
    def _stays(self) -> tuple[Place, ...]:
        """The provisions that are in force in both states, in order."""
        return tuple(sorted(self.after.provisions & self.before.provisions))

    @cached_property
    def _saving(self) -> tuple[Place, ...]:
        """Those of them that save what has arisen under text that lapses, where any lapses."""
        return tuple(saving(self.corpus, self._stays)) if self.gone else ()

    @cached_property
    def gone(self) -> frozenset[Place]:
        """The provisions that lapse, but for those of documents that end by themselves."""
        gone = self.before.provisions - self.after.provisions
        return frozenset(place for place in gone if place.document not in self.aside)

    @cached_property
    def savings(self) -> tuple[Place, ...]:
        """The provisions in force after that save what had arisen under text that lapses.

        They speak of a document that lapses (or loses provisions), or of none: "the repeal of a Rule shall not …".
        """
        lapsing = {place.document for place in self.gone}
        if not lapsing:
            return ()
        named: dict[Place, set[str]] = {}
        for resolution in self.links_before.resolutions:
            others = {target.document for target in resolution.targets} - {resolution.place.document}
            named.setdefault(resolution.place, set()).update(others)
        return tuple(place for place in self._saving if not named.get(place) or named[place] & lapsing)

    @cached_property
    def reader(self) -> Reader:
        """What reads the names of both texts back; where both have a thing, the later text is quoted."""
        before = Side(self.corpus, self.names)
        if self.after.corpus is self.corpus:
            return Reader((before,))
        return Reader((Side(self.after.corpus, self.names_after), before))

    def _rows(self, rule: Rule) -> Iterable[Mapping[str, object]]:
        """What a rule finds: by joins over the links where both states are of one corpus, else asked of a graph."""
        if self.after.corpus is self.corpus and self.gap is None:
            return joins.rows(rule.code, self._sides)
        return self._asked.query(rule.sparql, ordered=True).dicts()

    @cached_property
    def _sides(self) -> joins.Sides:
        return joins.Sides(self)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What every rule found, in the order of documents and provisions."""
        return self.told(one for rule in rules() for one in findings(rule, self._rows(rule), self.reader))

    def told(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """What rules found, in order, less what is not asked for, and with what softens it."""
        asked_for = (one for one in found if not (self.is_aside(one) or self.is_spent(one) or self.is_noted(one)))
        return tuple(self._softened(self._reworded(one)) for one in in_order(asked_for, self.reader))

    def is_aside(self, finding: Finding) -> bool:
        """Whether a finding is about the end of a document that ends by itself."""
        led_to = {target.document for target in finding.targets}
        aside = finding.place.document in self.aside or (bool(led_to) and led_to <= self.aside)
        return finding.cause != "existing" and aside

    def is_noted(self, finding: Finding) -> bool:
        """Whether a finding is about a note that has nothing left to do: a note does nothing."""
        provision = self.corpus.provision(finding.place) or self.after.corpus.provision(finding.place)
        return finding.code == STALE and provision is not None and provision.kind == "note"

    def is_spent(self, finding: Finding) -> bool:
        """Whether a finding is about a duty that was to be done until a day which has passed when it lapses."""
        if finding.code != ENDURING:
            return False
        day = until(" ".join(one.text for one in finding.evidence))
        return day is not None and (day <= self.on if self.on else finding.message.endswith("(until a day)"))

    def _reworded(self, finding: Finding) -> Finding:
        """A cured finding, with a sentence of its own where no target in force cures it: what was in want is gone."""
        rule = find(finding.code)
        held = any(self.after.holds(target) for target in finding.targets)
        if finding.cause != "cured" or held or rule is None or not rule.dropped:
            return finding
        return replace(finding, message=rule.dropped.replace("{subject}", finding.subject))

    def _softened(self, finding: Finding) -> Finding:
        """A finding about what ends, with what saves it, and for a variation with what then holds instead."""
        if finding.code not in SOFTENED or finding.cause != "caused":
            return finding
        varied = finding.targets if finding.code == REVERTS else ()
        words = (self._wording(place, numbered=len(varied) > 1) for place in varied)
        reverts_to = " ".join(filter(None, words))
        return replace(finding, saved_by=self.savings, reverts_to=reverts_to)

    def _wording(self, place: Place, numbered: bool = False) -> str:
        """The words of a provision on one line, those of what stands below it too where its own are none or go on.

        Its own stand behind its path where it is to be `numbered`, as one of several.
        """
        own = self.corpus.text(place).strip()
        words = [place.provision, own] if numbered and own else [own]
        if place.provision and (not own or own.endswith(GOES_ON)):
            _, *below = self.corpus.gazetteers[place.document].below(place.provision)
            words += [f"{one.number} {one.text}" for one in below if one.text]
        return " ".join(" ".join(words).split())


def _side(state: State, links: Links, names: Names) -> differ.Side:
    return differ.Side(
        state,
        links,
        lambda one: names.use(one.place, one.span, one.term),
        lambda one: names.reference(one.place, one.span),
        names.definition,
    )
