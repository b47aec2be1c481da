"""The reading of one folder in three passes, of which each does only what it did not do before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import msgspec

from extract.profile import choose, load
from extract.references.documents import spaced
from graph.catalogue import catalogue
from graph.repealed import is_repealed
from lapse.progress import Progress
from lapse.settings import Settings
from ontology.model import Document

from .cards import Card, Drawer
from .code import Code
from .crew import Crew, Died
from .distinct import PART, distinct, told_apart
from .folder import Entry
from .passes import Common, First, Second, Third, first, second, third
from .seen import Seen
from .shelf import Shelf, edition, key

if TYPE_CHECKING:
    from extract.uses.terms import Terms

CLEAR = 5
"""Signs of its own profile by which a document must surpass those of its folder's to be read with its own."""
_DOCUMENT_NOUN = re.compile(
    r"\b(?:document|procedures?|policy|polic(?:y|ies)|act|regulations?|code|requirements|plan|agreement|specifications?|"
    r"methodology|order|rules|matrix|statement|strategy|mechanism|regime|manual|guide|guidance|standards?|approach|"
    r"scheme|schedule|protocol|provisions|terms|arrangements|body|framework"
    r"|bye?-?laws|directions|licen[cs]e|conditions(?: of (?:use|carriage|sale|supply|entitlement))?)"
    r"(?:,?\s(?:19|20)\d\d)?$|[a-z] part$",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"(?:Order|Rules|Regulations|Proclamation|Direction|Declaration)(?:\s\S+){5}")
"""A title that begins with the sort of document that it is: "Rules of Procedure for Hearings before the …"."""


_DESIGNATED = re.compile(
    r"^[A-Z].*[\w&] (?:Section|Appendix|Schedule|Annex|Part|Chapter|Attachment|Exhibit|Volume) [\w.-]{1,5}$"
)
"""The name of a file that is the name of a part: "TPD Section G", "Transition Document Part IIC"."""
_CAPITALS = re.compile(r"[A-Z][\w’'-]*(?:\s(?:(?:of|and|for|the)\s)*[A-Z][\w’'-]*){1,6}$")
"""One that is the name of the document: "Appeal Rules", "Temporary Berthing Directions"."""
C = TypeVar("C", bound=Common)
J = TypeVar("J")


@dataclass
class Reader:
    """The reading of one folder by a crew."""

    settings: Settings
    shelf: Shelf
    progress: Progress
    seen: Seen
    hands: Crew
    unread: list[str] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """The documents' files."""
        return self.seen.entries

    def read(self, before: Drawer, old: Mapping[str, Card]) -> tuple[list[Card], Drawer]:
        """The cards of all documents after three passes, and what is to be kept of them.

        `old` are those of files that are as they were.
        """
        own = self._first(old)
        cards, names = self._second(own, old, before.names)
        cards, shared, narrow = self._third(cards, old, names, before)
        files = (self.seen.file(entry, cards[entry.id]) for entry in self.entries if entry.id in cards)
        found = list(cards.values())
        return found, Drawer(
            before.made_of,
            names,
            shared,
            narrow,
            tuple(files),
            key(msgspec.msgpack.encode(found)),
            self.one_code(found),
            commonest(found),
        )

    def one_code(self, cards: Iterable[Card]) -> bool:
        """Whether the documents share their terms."""
        several = tuple(cards)
        return _shares_terms(several) or _is_one_code([one.head for one in several])

    def _each(
        self, step: str, work: Callable[[C, J], Card | str], common: C, jobs: Mapping[str, J]
    ) -> Iterator[tuple[str, Card]]:
        """The cards that a pass gives, by document id; a document without one is told of."""
        ids = list(jobs)
        if not ids:
            return
        self.progress(step, 0, len(ids))
        common.prepare()
        sizes = [self.seen.sizes.get(one, 0) for one in ids]
        for done, (number, found) in enumerate(self.hands.each(work, common, list(jobs.values()), sizes), 1):
            if isinstance(found, Card):
                yield ids[number], found
            else:
                name = next(entry.path.name for entry in self.entries if entry.id == ids[number])
                self._told[ids[number]] = f"{name}: {found.reason}" if isinstance(found, Died) else found
            self.progress(step, done, len(ids))
        self.unread = [self._told[entry.id] for entry in self.entries if entry.id in self._told]

    @cached_property
    def _told(self) -> dict[str, str]:
        return {}

    def _first(self, old: Mapping[str, Card]) -> dict[str, Card]:
        """The cards of the first pass, a document whose own signs are too few read as most of the folder is."""
        jobs = {entry.id: entry for entry in self.entries if entry.id not in old}
        made = dict(self._each("reading files", first, First(self.settings.profile, self.shelf), jobs))
        cards = {entry.id: one for entry in self.entries if (one := made.get(entry.id) or old.get(entry.id))}
        if self.settings.profile:
            return cards
        counts: Counter[str] = Counter()
        for one in cards.values():
            counts.update(one.signs)
        common = choose(counts).name
        again = {
            entry.id: entry
            for entry in self.entries
            if entry.id in cards and cards[entry.id].profile != _profile_in(cards[entry.id], common)
        }
        named: dict[str, dict[str, Entry]] = {}
        for document, entry in again.items():
            named.setdefault(_profile_in(cards[document], common), {})[document] = entry
        for profile, several in named.items():
            step = "reading files as their folder is"
            made.update(self._each(step, first, First(profile, self.shelf), several))
        return {entry.id: one for entry in self.entries if (one := made.get(entry.id) or old.get(entry.id))}

    def _second(
        self, own: Mapping[str, Card], old: Mapping[str, Card], names_before: str
    ) -> tuple[dict[str, Card], str]:
        """The cards with references found, and what stands for all names.

        The terms that stand for a document are names too; which they are is known after a first round. The documents in
        which one of these stands are read again.
        """
        cards = {one.id: one for one in distinct(list(own.values()))}
        documents = [one.head for one in cards.values()]
        base = _names(documents)
        plain = catalogue(documents, self.settings.name)
        named = key("names", self.settings.name, *(part for d in documents for part in (d.id, d.title, *d.aliases, "")))
        todo = set(cards)
        if names_before.partition("+")[0] == named:
            todo = {one for one in cards if not _like(cards[one], old.get(one))}
            cards.update((one, old[one]) for one in set(cards) - todo)
        from extract.references.documents import is_name  # noqa: PLC0415 - rules of language, where something is read

        terms = frozenset(filter(is_name, _forms(cards, todo))) - set(base)
        fresh = self._refer("finding references", Second(base, plain, self.shelf, terms), cards, todo)
        cards.update((one.id, replace(one, alone=one.standing, said=())) for one in fresh)
        more = {name for one in cards.values() for name, _ in one.alone if is_name(name)} - set(base)
        names = f"{named}+{key(*sorted(more))}"
        again = set(cards) - todo if names != names_before else set[str]()
        again.update(one.id for one in fresh if not more.isdisjoint(one.said))
        common = Second(tuple(sorted({*base, *more})), plain, self.shelf)
        for one in self._refer("finding references by more names", common, cards, again):
            cards[one.id] = replace(one, alone=cards[one.id].alone)
        return cards, names

    def _refer(self, step: str, common: Second, cards: dict[str, Card], todo: Container[str]) -> list[Card]:
        """The cards that the second pass gives; a document without one is taken out of `cards`."""
        jobs = {document: one for document, one in cards.items() if document in todo}
        found = dict(self._each(step, second, common, jobs))
        for document in set(jobs) - set(found):
            del cards[document]
        return list(found.values())

    def _third(
        self, cards: dict[str, Card], old: Mapping[str, Card], names: str, before: Drawer
    ) -> tuple[dict[str, Card], str, frozenset[str]]:
        """The cards with uses and links found, what stands for all that documents share, and the narrow terms."""
        from extract.uses.terms import Terms  # noqa: PLC0415 - numpy, where something changed

        code = Code(self.settings.name, tuple(cards.values()), self.one_code(cards.values()), self.shelf)
        documents = code.corpus.documents
        terms = Terms.build((d for one in documents for d in one.definitions), [one.title for one in documents])
        shared = _shared(code, terms, names)
        common = Third(code, terms, shared)
        other = terms.narrow ^ before.narrow
        moved = {one.id for one in documents if any(d.term in other for d in one.definitions)}
        done: dict[str, Card] = {}
        for one in cards.values():
            kept = old.get(one.id)
            if kept and before.whole == shared and moved.isdisjoint(kept.near) and common.stands(kept):
                done[one.id] = kept
        todo = {document: document for document in cards if document not in done}
        done.update(self._each("finding uses and links", third, common, todo))
        return {document: done[document] for document in cards if document in done}, shared, terms.narrow


def _forms(cards: Mapping[str, Card], todo: Container[str]) -> Iterator[str]:
    """What may stand for a document: all terms of cards that are to do, and those of the others that are known to."""
    for one in cards.values():
        if one.id not in todo:
            yield from (form for form, _ in one.alone)
            continue
        for definition in one.definitions:
            yield from (definition.term, *definition.variants)


def _like(one: Card, old: Card | None) -> bool:
    """Whether a card of the last time is of the same document, by the same names."""
    head, before = one.head, old.head if old else None
    return before is not None and (one.extracted, head.title, head.aliases) == (
        old.extracted if old else "",
        before.title,
        before.aliases,
    )


def _shared(code: Code, terms: Terms, names: str) -> str:
    """What stands for all that the links of a document can depend on, besides the documents that it can mean."""
    corpus = code.corpus
    parts = [edition("graph"), names, str(code.one_code), str(terms.sentence_style), repr(sorted(corpus.general))]
    parts += [f"{form} {document}" for form, document in corpus.document_terms]
    parts += [f"{form} {one.key}" for form, several in corpus.by_wide_term.items() for one in several]
    parts += [f"{one.id} is repealed" for one in corpus.documents if is_repealed(one)]
    if code.one_code:
        parts += [f"{one.id} {one.extracted} {one.referred}" for one in code.cards]
    return key("shared", *parts)


def _shares_terms(cards: Iterable[Card]) -> bool:
    """Whether the documents of the commonest profile share their terms."""
    name = commonest(cards)
    return bool(name) and load(name).shares_terms


def _profile_in(one: Card, common: str) -> str:
    """The profile that a document is read with in a folder: that of the folder where its own signs are too few."""
    own = choose(one.signs).name
    clear = one.signs.get(own, 0) - one.signs.get(common, 0) >= CLEAR
    return own if own == common or clear else common


def commonest(cards: Iterable[Card]) -> str:
    """The profile that most documents were read with, "" where there are none."""
    profiles = Counter(one.profile for one in cards)
    return profiles.most_common(1)[0][0] if profiles else ""


def _is_one_code(documents: list[Document]) -> bool:
    """Whether half of the documents are parts of something (Appendix 2, Chapter 4) or stand under one common name."""
    parts = sum(any(PART.match(alias) for alias in document.aliases) for document in documents)
    told = told_apart(documents)
    titles = Counter(document.title for document in documents if document.title not in told)
    under = [count for _, count in titles.most_common(1) if count > 1]
    return len(documents) > 1 and max(parts, *under, 0) * 2 >= len(documents)


def _names(documents: Iterable[Document]) -> tuple[str, ...]:
    """The names by which a text may mention a document: aliases, and titles that say what sort of document it is."""
    found: set[str] = set()
    for document in documents:
        found.update(alias for alias in document.aliases if len(alias) > 1)
        said = _DOCUMENT_NOUN.search(document.title) or _FORWARD.match(document.title)
        if " " in document.title and said:
            found.add(document.title)
        if _DESIGNATED.search(document.id) or (_CAPITALS.match(document.id) and _DOCUMENT_NOUN.search(document.id)):
            found.add(document.id)
    found.update(other for name in tuple(found) if (other := spaced(name)))
    return tuple(sorted(found))
