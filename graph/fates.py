"""What became of each provision between two texts of a code: where it is now, in which words, or that it is gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from ontology.model import Definition, Document, Provision
from ontology.places import Place
from ontology.results import Fate, Resolution

from .align import AlignedNames
from .compare import Comparison
from .twins import Twins, in_document, share, words

OTHER = 0.2
"""Share of words from which a provision of the same number is the same one in other words, and not another one."""
MOST = 0.8
"""Share of the text of a provision that its definitions are at least, where it says nothing else."""
SHOWN = 3
"""Changes of words that are quoted of one provision."""
AROUND = 12
"""Words of a change that are quoted."""
_MARKS = re.compile(r"[“”‘’\"]|(?<!\w)'|'(?!\w)")


@dataclass(frozen=True)
class Fates:
    """The provisions of the documents that are not the same before and after, and what became of each."""

    comparison: Comparison

    @cached_property
    def before(self) -> Mapping[Place, Provision]:
        """The provisions in force before of documents that changed or went, in order."""
        return self._of(self.comparison.corpus.documents, self.comparison.before.provisions)

    @cached_property
    def after(self) -> Mapping[Place, Provision]:
        """The provisions in force after of documents that changed or came, in order."""
        return self._of(self.comparison.after.corpus.documents, self.comparison.after.provisions)

    def _of(self, documents: Iterable[Document], held: frozenset[Place]) -> dict[Place, Provision]:
        return {
            place: one
            for document in documents
            if document.id not in self.unchanged
            for one in document.provisions
            if (place := Place(document.id, one.path)) in held
        }

    @cached_property
    def unchanged(self) -> frozenset[str]:
        """The documents (ids) in force in both states whose provisions are the same in number and words."""
        before, after = self.comparison.before, self.comparison.after
        return frozenset(
            id_
            for id_ in before.documents & after.documents
            if _read(before.corpus.by_id[id_]) == _read(after.corpus.by_id[id_])
        )

    @cached_property
    def now(self) -> Mapping[Place, Place]:
        """Where each earlier provision is now, if anywhere."""
        return {earlier: later for later, earlier in self._twins.found.items()}

    @cached_property
    def was(self) -> Mapping[Place, Place]:
        """Where each later provision was before, if anywhere."""
        return self._twins.found

    def earlier(self, later: Place) -> Place | None:
        """Where a place of the text after was before, None where it was not there."""
        return self.was.get(later) if later in self.after else later

    @cached_property
    def _twins(self) -> Twins[Place]:
        """First what is the same within a document, then what went from one document to another."""
        found = Twins(
            self.before, self.after, lambda place, one: Place(place.document, one.parent) if one.parent else None
        )
        for id_, paths in self._within:
            for later, earlier in paths.items():
                pair = Place(id_, later), Place(id_, earlier)
                if pair[0] in self.after and pair[1] in self.before and self._one(*pair):
                    found.join(*pair)
        found.same(words)
        self._by_term(found)
        found.similar()
        found.below()
        return found

    @property
    def _within(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """For each document that changed and is in force in both states, its later paths with the earlier ones."""
        names = self.comparison.names_after
        known = names.alignments if isinstance(names, AlignedNames) else {}
        ids = dict.fromkeys(place.document for place in self.after)
        for id_ in ids:
            if id_ in self.comparison.before.documents:
                old, new = (one.by_id[id_] for one in (self.comparison.corpus, self.comparison.after.corpus))
                yield id_, known[id_].paths if id_ in known else in_document(old.provisions, new.provisions).found

    def _one(self, later: Place, earlier: Place) -> bool:
        """Whether what has one number is one provision, in other words perhaps, and not another in its place."""
        one, other = self.before[earlier], self.after[later]
        return share(one, other) >= OTHER or (bool(one.heading) and one.heading == other.heading)

    def _by_term(self, found: Twins[Place]) -> None:
        """Joins what alone defines a term that one text has here and the other there."""
        here, there = (
            _defining(corpus.documents, free)
            for corpus, free in (
                (self.comparison.after.corpus, dict(found.new())),
                (self.comparison.corpus, dict(found.left())),
            )
        )
        for term, places in here.items():
            if len(places) == 1 == len(there.get(term, ())):
                found.join(places[0], there[term][0])

    def fate(self, place: Place) -> Fate:
        """What became of an earlier provision, its words before its number, for a reader looks at these first."""
        later = self.now.get(place)
        if later is None:
            return "dropped"
        if later.document != place.document:
            return "moved"
        if not self.says_the_same(place):
            return "reworded"
        return "kept" if _numbered(later) == _numbered(place) else "renumbered"

    def says_the_same(self, place: Place) -> bool:
        """Whether an earlier provision has the same words now, references apart that lead where they led."""
        return self.has_the_words(place) or self._masked(place, False) == self._masked(self.now[place], True)

    def has_the_words(self, place: Place) -> bool:
        """Whether an earlier provision has the same words now, whatever the marks; a definition the same meaning."""
        later = self.now[place]
        if plain(words(self.before[place])) == plain(words(self.after[later])):
            return True
        old, new = self._meanings[0].get(place), self._meanings[1].get(later)
        return old is not None and old == new

    @cached_property
    def _meanings(self) -> tuple[Mapping[Place, list[tuple[str, str]]], Mapping[Place, list[tuple[str, str]]]]:
        """The terms with their meanings that provisions define which say nothing else, before and after."""
        before, after = self.comparison.corpus.documents, self.comparison.after.corpus.documents
        return _meanings(before, self.before), _meanings(after, self.after)

    def renumbered(self, place: Place) -> tuple[tuple[str, str], ...]:
        """The words of the references in an earlier provision that have other ones now and lead where they led."""
        old, new = self._references[0].get(place, []), self._references[1].get(self.now[place], [])
        pairs = zip(sorted(old, key=_start), sorted(new, key=_start), strict=False)
        return tuple(dict.fromkeys((one.text, other.text) for one, other in pairs if one.text != other.text))

    def _masked(self, place: Place, is_later: bool) -> str:
        """The words of a provision with what each reference leads to in the place of its own words."""
        provision = self.after[place] if is_later else self.before[place]
        text, at, out = provision.text, 0, [provision.heading]
        for one in sorted(self._references[is_later].get(place, ()), key=lambda one: one.span):
            if one.targets and one.status == "resolved" and one.span.start >= at:
                led = sorted(str(self.earlier(target) if is_later else target) for target in one.targets)
                out += [text[at : one.span.start], f"⟦{'; '.join(led)}⟧"]
                at = one.span.end
        return plain("".join([*out, text[at:]]))

    @cached_property
    def _references(self) -> tuple[Mapping[Place, list[Resolution]], Mapping[Place, list[Resolution]]]:
        """The references of each provision, before and after."""
        found: tuple[dict[Place, list[Resolution]], dict[Place, list[Resolution]]] = ({}, {})
        sides = (self.comparison.links_before, self.before), (self.comparison.links_after, self.after)
        for mine, (links, provisions) in zip(found, sides, strict=True):
            for one in links.resolutions:
                if one.place in provisions:
                    mine.setdefault(one.place, []).append(one)
        return found

    def changes(self, place: Place) -> tuple[tuple[str, str], ...]:
        """The stretches of words that an earlier provision had, each with what stands there now; either may be none."""
        one, other = words(self.before[place]).split(), words(self.after[self.now[place]]).split()
        if one == other:
            return ()
        made = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        return tuple((" ".join(one[a:b]), " ".join(other[c:d])) for tag, a, b, c, d in made if tag != "equal")


def changed_words(changes: Iterable[tuple[str, str]]) -> str:
    """Changes of words in a sentence: “a card” became “the card”; “at night” was added."""
    told = [_change(_cut(old), _cut(new)) for old, new in changes]
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    return ", ".join([*told[:SHOWN], *more])


def _change(old: str, new: str) -> str:
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{new}” was added" if new else f"“{old}” was taken out"


def _cut(text: str) -> str:
    every = text.split(" ")
    half = AROUND // 2
    return text if len(every) <= AROUND else " ".join([*every[:half], "…", *every[-half:]])


def _start(one: Resolution) -> int:
    return one.span.start


def plain(text: str) -> str:
    """A text on one line, without quotation marks, and without the mark at its end."""
    return " ".join(_MARKS.sub("", text).split()).rstrip(".;, ")


def _numbered(place: Place) -> str:
    """The number of a provision, for one without a number that of what it stands in."""
    return place.provision.partition("¶")[0]


def _read(document: Document) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.path, one.heading, one.text) for one in document.provisions)


def _defining(documents: Iterable[Document], free: Mapping[Place, Provision]) -> dict[str, list[Place]]:
    """Where each term is defined in some provisions, those left aside that quote another document."""
    found: dict[str, list[Place]] = {}
    for document in documents:
        for one in document.definitions:
            if not one.quoted and (place := Place(document.id, one.provision)) in free:
                found.setdefault(one.term, []).append(place)
    return found


def _meanings(documents: Iterable[Document], of: Mapping[Place, Provision]) -> dict[Place, list[tuple[str, str]]]:
    """The terms with their meanings, without marks, of those of some provisions that say nothing else."""
    found: dict[Place, list[Definition]] = {}
    for document in documents:
        for one in document.definitions:
            if (place := Place(document.id, one.provision)) in of:
                found.setdefault(place, []).append(one)
    return {
        place: sorted((one.term, plain(one.text)) for one in mine)
        for place, mine in found.items()
        if sum(one.body.end - one.body.start + len(one.term) for one in mine) >= MOST * len(of[place].text)
    }


def counted(fates: Iterable[Fate]) -> dict[Fate, int]:
    """How many provisions had each fate."""
    counts = Counter(fates)
    return {one: counts[one] for one in ("kept", "renumbered", "reworded", "moved", "dropped")}
