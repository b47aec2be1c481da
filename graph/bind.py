"""To which definition a use of a term binds: every candidate, in the order in which a drafter would look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from ontology.model import Document, TermUse
from ontology.places import Place
from ontology.results import Binding, Candidate, Reach

from .behind import BEHIND
from .corpus import Corpus, Defined
from .resolve import Resolver

REACHES: tuple[Reach, ...] = get_args(Reach)
"""How candidates reach a use, in the order in which they bind."""
IMPLICIT = REACHES.index("implicit")
"""Candidates that are only leant on in silence count where nothing is said, and the nearest of them alone."""

_ANNEXED = re.compile(r"(?:annex|appendix|schedule|form|exhibit|attachment)\b", re.IGNORECASE)

_SEVERAL = re.compile(r"\w[\s-]\w")
_Found = tuple[Reach, int, str]
"""How a definition reaches a use, how far off it is among its like, and the reason in words."""


@dataclass(frozen=True)
class Binder:
    """Finds the candidates of a use. `carried` says where text lives that was carried over (by its old place).

    Definitions of documents that are `absent` (ids) are candidates, but keep no use from leaning on another document.
    """

    corpus: Corpus
    resolver: Resolver
    carried: Mapping[Place, Place]
    absent: frozenset[str] = frozenset()
    _imports: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)
    _cited: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _grounds: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _narrow_terms: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)
    _found: dict[tuple[str, str, str, str], tuple[Candidate, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def imports(self, document: str) -> Mapping[str, str]:
        """The documents from which one (by its id) takes all its terms, with the place that says so."""
        if self.corpus.imported is not None:
            return self.corpus.imported.get(document, {})
        if (found := self._imports.get(document)) is None:
            found = self._imports[document] = {}
            for blanket in self.corpus.by_id[document].imports:
                for target in self.resolver.documents_of(self.corpus.whole(document), blanket.source):
                    if target != document:
                        found.setdefault(target, blanket.provision)
        return found

    def cited(self, document: str) -> frozenset[str]:
        """The ids of the documents that one (by its id) mentions."""
        if self.corpus.cited is not None:
            return self.corpus.cited.get(document, frozenset())
        if (found := self._cited.get(document)) is None:
            whole = self.corpus.whole(document)
            ids = (target for r in whole.references for target in self.resolver.documents_of(whole, r))
            found = self._cited[document] = frozenset(ids)
        return found

    def grounds(self, document: str) -> frozenset[str]:
        """The ids of the act under which a document (by its id) is made."""
        if self.corpus.grounds is not None:
            return self.corpus.grounds.get(document, frozenset())
        if (found := self._grounds.get(document)) is None:
            act = self.resolver.addressee.aliases.enabling(self.corpus.whole(document))
            found = self._grounds[document] = frozenset(act.ids if act else ())
        return found

    def home(self, place: Place) -> str:
        """The id of the document that the text at `place` belongs to, after what was carried over."""
        moved = self.carried.get(place)
        return moved.document if moved else place.document

    def bind(self, document: Document, use: TermUse) -> Binding:
        """The candidates of one use, the best first, with the reason for the best or for there being none."""
        place = Place(document.id, use.provision)
        candidates = self.candidates(place, use.term, self.home(place))
        reason = candidates[0].reason if candidates else f"no definition of “{use.term}” reaches {place}"
        return Binding(place, use.term, use.span, use.span.of(self.corpus.text(place)), candidates, reason)

    def candidates(self, place: Place, term: str, home: str) -> tuple[Candidate, ...]:
        """The definitions open to a use of `term` at `place`, as text that belongs to the document `home`."""
        if (narrow := self._narrow_terms.get((term, place.document))) is None:
            narrow = any(d.definition.scope.kind == "provision" for d in self._own(term, place.document))
            self._narrow_terms[term, place.document] = narrow
        key = (place.document, place.provision if narrow else "", term, home)
        if (found := self._found.get(key)) is None:
            found = self._found[key] = self._candidates(place, term, home)
        return found

    def _candidates(self, place: Place, term: str, home: str) -> tuple[Candidate, ...]:
        found = [
            (REACHES.index(reach), distance, self.corpus.order[defined.key], defined, reason)
            for defined in self._within_reach(place, term, home)
            for reach, distance, reason in self._eligible(place, home, defined)
        ]
        found.sort(key=lambda one: one[:3])
        nearest = next((one[:2] for one in found if one[3].document.id not in self.absent), ())
        return tuple(
            Candidate(rank, defined.key, defined.place, reason, REACHES[tier])
            for rank, (tier, distance, _, defined, reason) in enumerate(found, start=1)
            if tier != IMPLICIT or (tier, distance) == nearest
        )

    def _own(self, term: str, document: str) -> Sequence[Defined]:
        return self.corpus.by_term_and_document.get((term, document), ())

    def _within_reach(self, place: Place, term: str, here: str) -> Iterable[Defined]:
        """The definitions of a term that may be eligible, each once: all of them in one code, else those of few."""
        if self.corpus.one_code or self.carried:
            return self.corpus.by_term.get(term, ())
        near = dict.fromkeys((place.document, here, *self.imports(here), *sorted(self.grounds(here))))
        found = [defined for document in near for defined in self._own(term, document)]
        return {d.key: d for d in (*found, *self.corpus.by_wide_term.get(term, ()))}.values()

    def _eligible(self, place: Place, here: str, defined: Defined) -> Iterator[_Found]:
        """How `defined` reaches a use at `place`, in the document `here`; nothing where it does not."""
        scope = defined.definition.scope
        there = self.home(defined.place)
        moved = defined.place in self.carried
        if scope.kind == "provision" and not moved:
            yield from self._narrow(place, defined)
        elif here == there:
            where = f"carried over to {self.carried[defined.place]}" if moved else f"at {defined.place.provision}"
            yield "document", 0, f"{here} defines it for itself, {where}"
        elif (by := self.imports(here).get(there)) is not None and _holds_for(by, place.provision):
            yield "imported", 0, f"{here} takes its terms from {there} ({here} {by})"
        elif scope.kind == "code" or there in self.corpus.general:
            yield "general", 0, f"{there} defines terms for the whole code"
        elif self._may_lean(here, there, defined):
            distance = 0 if there in self.cited(here) else 1
            yield "implicit", distance, f"only {there} defines it, from which {here} takes no terms in words"

    def _narrow(self, place: Place, defined: Defined) -> Iterator[_Found]:
        """A definition for some provisions of its document is open to these and to what stands below them."""
        if place.document != defined.document.id:
            return
        within = defined.definition.scope.within
        for distance, above in enumerate(self.corpus.gazetteers[place.document].ancestors(place.provision)):
            if above.path in within:
                yield "provision", distance, f"defined for {above.path} alone, at {defined.definition.provision}"
                return

    def _may_lean(self, here: str, there: str, defined: Defined) -> bool:
        """Whether a document may rely on a term of another in silence.

        Never on one that is an ordinary word, but on several in small letters where the code writes its terms so; nor
        on a short name that a form or letter in an annex gives for itself. Where the documents are no one code, only on
        the act under which it is made, whose words an instrument uses.
        """
        definition = defined.definition
        small = definition.term == definition.term.lower()
        if small and not (self.corpus.in_small and _SEVERAL.search(definition.term)):
            return False
        if definition.kind == "alias" and _ANNEXED.match(definition.provision):
            return False
        return self.corpus.one_code or there in self.grounds(here)


def _holds_for(by: str, path: str) -> bool:
    """Whether a sentence that takes all terms from elsewhere (its path) holds for a provision of its document.

    One behind the text, in what belongs to the law that changed it, does not hold for the text.
    """
    root = next((root for root in BEHIND if by.startswith(root)), "")
    return path.startswith(root)
