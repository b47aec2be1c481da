"""Phrases that are used like defined terms and that nothing defines: "each Berth Card", where no "Berth Card" is.

Only where a document has terms defined for it, and takes none from a document that is not here. A phrase is a run of
words in capitals behind an article that a name of one thing does not have (a, an, each, any, every, no, another).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ontology.model import Document, Phrase, Provision, TermUse
from ontology.places import Span

from .bind import Binder
from .catalogue import normal_name
from .corpus import Corpus
from .resolve import Resolver

FEWEST = 5
"""Definitions that must reach a document before its capitals are taken for terms."""
_WORD = r"[A-Z][a-z][\w’'-]{0,30}|[A-Z]{2,10}\d{0,3}"
_PHRASE = re.compile(
    r"\b(?:[Aa]n?|[Ee]ach|[Aa]ny|[Ee]very|[Nn]o|[Aa]nother)\s"
    rf"(?P<phrase>(?>(?:{_WORD})(?:\s(?:{_WORD})){{1,5}}))"
    r"(?![\w’'-]|\s?[(&/]|\s[A-Z0-9]|,?\s\w{1,20}\s[A-Z]|,?\s(?:as\sdefined|within\sthe\smeaning)\b)"
)
_NAMES = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|British|English|Scottish|Welsh|Irish|European|UK|EU|Act|Regulations?|Order|Court|"
    r"Tribunal|Minister|Secretary|State|Government|Crown|Majesty|Parliament|House|County|City|Schedule|Annex|Appendix|"
    r"Clause|Section|Paragraph|Part|Table|Figure|Step|Form|Code|Standard|Directive|ISO|Treasury|University|Council)\b"
)


@dataclass(frozen=True)
class Phrases:
    """The phrases of a corpus that look like terms without a definition."""

    corpus: Corpus

    @cached_property
    def known(self) -> frozenset[str]:
        """Everything that has a meaning or is a name: terms and names of documents, as normal names."""
        found = {form for d in self.corpus.definitions.values() for form in (d.definition.term, *d.definition.variants)}
        for document in self.corpus.documents:
            found.update((document.title, *document.aliases))
        return frozenset(_singular(form) for form in found)

    @cached_property
    def _headings(self) -> str:
        """All headings in a row: a phrase that stands in one of them is the name of what stands under it."""
        whole = (self.corpus.whole(document.id) for document in self.corpus.documents)
        headings = {p.heading for document in whole for p in document.provisions if p.heading}
        return f" {' | '.join(sorted(_singular(heading) for heading in headings))} "

    @cached_property
    def _binder(self) -> Binder:
        return Binder(self.corpus, Resolver(self.corpus), {})

    def of(self, document: Document, uses: Iterable[TermUse] | None = None) -> Iterator[Phrase]:
        """The phrases in one document, in order; `uses` are the uses of terms in it, where the corpus has not these."""
        if not self._speaks_in_terms(document):
            return
        taken: dict[str, list[Span]] = {}
        for use in self.corpus.uses.get(document.id, ()) if uses is None else uses:
            taken.setdefault(use.provision, []).append(use.span)
        for reference in document.references:
            taken.setdefault(reference.provision, []).append(reference.span)
        for definition in document.definitions:
            taken.setdefault(definition.provision, []).append(definition.span)
        for provision in document.provisions:
            if provision.kind in ("clause", "paragraph"):
                yield from self._in(provision, taken.get(provision.path, []))

    def _in(self, provision: Provision, taken: list[Span]) -> Iterator[Phrase]:
        for match in _PHRASE.finditer(provision.text):
            span = Span(*match.span("phrase"))
            words = match["phrase"]
            if any(one.start < span.end and span.start < one.end for one in taken) or _NAMES.search(words):
                continue
            name = _singular(words)
            if name not in self.known and f" {name} " not in self._headings:
                yield Phrase(words, provision.path, span)

    def _speaks_in_terms(self, document: Document) -> bool:
        """Whether enough definitions reach a document, and none of its sources of terms is missing."""
        if not self.corpus.one_code:
            return False
        if any(not self._binder.resolver.documents_of(document, one.source) for one in document.imports):
            return False
        sources = {document.id, *self.corpus.general, *self._binder.imports(document.id)}
        reaching = (
            d for d in self.corpus.definitions.values() if d.document.id in sources and d.definition.kind != "alias"
        )
        return sum(1 for _ in reaching) >= FEWEST


def _singular(name: str) -> str:
    return " ".join(word.removesuffix("s") for word in normal_name(name).split())
