"""The passes over one document, each a function of what all documents have in common and of the document's card.

First: by itself. Second: its references, with the names of all documents known. Third: the uses of terms in it, and
the links. Last: its part of the graph. They run in any process that has the same shelf.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from ahocorasick_rs import AhoCorasick

from extract.outcome import Extracted, ReadError
from extract.profile import fingerprint
from extract.profile import load as load_profile
from graph.bind import Binder
from graph.catalogue import Catalogue
from graph.corpus import standing_terms
from graph.cycles import leads
from graph.defects import quads_of
from graph.home_clause import definitions_clause
from graph.link import counted, link_document
from graph.link_triples import link_quads
from graph.mentions import mentioned
from graph.outward import leaning, weights
from graph.phrases import Phrases
from graph.resolve import Resolver
from lapse.settings import DocumentSettings
from ontology.model import Document
from ontology.names import Names
from ontology.titles import stem_of
from ontology.vocabulary import TODAY

from .cards import Card, rest_of
from .code import Code, Sent
from .folder import Entry
from .found import Linked, Referred, card, linked, referring, whole
from .seen import extracted_name
from .shelf import PACKED, Shelf, key

if TYPE_CHECKING:
    from extract.uses.terms import Terms


class Common(Protocol):
    """What the documents of a pass have in common."""

    def prepare(self) -> None:
        """Works out, and imports, what every document needs, so that processes that are forked need not."""


@dataclass(frozen=True)
class First(Sent):
    """What the first pass needs: the name of the profile, "" where it is chosen by looking, and the shelf."""

    profile: str
    shelf: Shelf

    def prepare(self) -> None:
        """As `Common.prepare`."""
        import extract.document  # noqa: F401, PLC0415 - the readers, where files have to be read


def first(common: First, entry: Entry) -> Card | str:
    """A document by itself, from the shelf where it was read before; the reason where it cannot be read."""
    try:
        name = extracted_name(entry, common.profile, entry.path.read_bytes())
        extracted = common.shelf.get(name, Extracted)
        if extracted is None:
            from extract.document import extract  # noqa: PLC0415 - the readers, where a file has to be read

            extracted = extract(entry.path, entry.id, load_profile(common.profile) if common.profile else None)
            common.shelf.put(name, extracted)
    except ReadError as problem:
        return str(problem)
    except OSError as problem:
        return f"{entry.path.name} cannot be opened: {problem.strerror or problem}"
    return card(extracted, corrected(extracted.document, entry.settings), name)


def corrected(document: Document, said: DocumentSettings) -> Document:
    """A document with what a person says of it in the place of what was read."""
    return replace(
        document,
        title=said.title or document.title or said.id,
        aliases=tuple(dict.fromkeys((*said.aliases, *document.aliases))),
        version=said.version or document.version,
        in_force_from=said.in_force_from or document.in_force_from,
        in_force_until=said.in_force_until or document.in_force_until,
        general=document.general if said.general is None else said.general,
    )


@dataclass(frozen=True)
class Second(Sent):
    """What the second pass needs: the names of all documents, and the catalogue without terms that stand for one.

    `terms` are no names yet: it is told which of them stand in a document, for it has to be read again if one becomes
    a name.
    """

    names: tuple[str, ...]
    plain: Catalogue
    shelf: Shelf
    terms: frozenset[str] = frozenset()

    def prepare(self) -> None:
        """As `Common.prepare`."""
        import extract.document  # noqa: F401, PLC0415 - as above

        _ = self._sought

    def within(self, document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names that stand in a document's text, and the terms that do.

        Its own title is left out unless another document bears it too.
        """
        words = " ".join(provision.text for provision in document.provisions).casefold().split()
        single, several = self._sought
        found = {*single.within(" ".join(set(words))), *several.within(" ".join(words))}
        names = sorted(found - self.terms)
        own = tuple(n for n in names if n != document.title or len(self.plain.find(n)) > 1)
        return own, tuple(sorted(found & self.terms))

    @cached_property
    def _sought(self) -> tuple[_Sought, _Sought]:
        """Names of one word, which are looked for in each word of a text once, and the others."""
        folded: dict[str, list[str]] = {}
        for name in (*self.names, *self.terms):
            for said in filter(None, (name, stem_of(name))):
                folded.setdefault(" ".join(said.casefold().split()), []).append(name)
        folded.pop("", None)
        single = {one: names for one, names in folded.items() if " " not in one}
        return _Sought(single), _Sought({one: names for one, names in folded.items() if one not in single})


class _Sought:
    """Names, by how they are written with case folded, that are looked for together."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        self._names = list(names.values())
        self._automaton = AhoCorasick(list(names)) if names else None

    def within(self, text: str) -> Iterator[str]:
        """The names that stand in a folded text."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else ()
        for number in set(map(itemgetter(0), found)):
            yield from self._names[number]


def second(common: Second, one: Card) -> Card:
    """The references of a document, and its terms that stand for one. GoneError as `found.whole`."""
    document = whole(replace(one, referred=""), common.shelf)
    here, terms = common.within(document)
    name = key("refer", one.extracted, one.profile, fingerprint(one.profile), *here)
    found = common.shelf.get(name, Referred)
    if found is None:
        from extract.document import refer  # noqa: PLC0415 - as above

        made = refer(document, load_profile(one.profile), here)
        found = Referred(made.definitions, made.imports, made.references)
        common.shelf.put(name, found)
    referred = replace(document, definitions=found.definitions, imports=found.imports, references=found.references)
    return replace(referring(one, found, name, standing_terms(referred, common.plain)), said=terms)


@dataclass(frozen=True)
class Third(Sent):
    """What the third pass needs: the code, the terms of all documents, and what stands for all that they share."""

    code: Code
    terms: Terms
    shared: str

    @cached_property
    def resolver(self) -> Resolver:
        """What resolves references between the documents."""
        return Resolver(self.code.corpus)

    def reachable(self, own: str, imported: Iterable[str], grounds: Iterable[str]) -> frozenset[str]:
        """The terms that a document can mean: its own, those of documents that it imports, and capitalised ones.

        These are of the act under which it is made. Head forms, and the other names of terms.
        """
        corpus = self.code.corpus
        forms = {one.term for one in corpus.by_id[own].definitions} | set(corpus.by_wide_term)
        for document in (own, *imported, *grounds):
            for one in corpus.by_id[document].definitions:
                if not one.quoted and (document == own or document in imported or one.term != one.term.lower()):
                    forms.update((one.term, *one.variants))
        return frozenset(forms)

    def key_of(self, one: Card, near: Iterable[str], asked: Iterable[tuple[str, str]]) -> str:
        """The name of what links a document: it changes with anything that its links could depend on."""
        terms = (f"{document} {self._terms_of(document)}" for document in near)
        parts = (f"{document} {extracted}" for document, extracted in asked)
        return key("link", one.id, one.extracted, one.referred, self.shared, *terms, "", *parts)

    def stands(self, old: Card) -> bool:
        """Whether the links of a card of the last time are still those of its document."""
        now = self.code.by_id
        if old.id not in now or any(one not in now for one in (*old.near, *(document for document, _ in old.asked))):
            return False
        asked = ((document, now[document].extracted) for document, _ in old.asked)
        return self.key_of(now[old.id], old.near, asked) == old.linked

    def prepare(self) -> None:
        """As `Common.prepare`."""
        import extract.use  # noqa: F401, PLC0415 - as above

        corpus = self.code.corpus
        _ = (corpus.by_term_and_document, corpus.by_wide_term, corpus.order, corpus.own_names, corpus.catalogue)
        self.terms.prepare()

    def _terms_of(self, document: str) -> str:
        if document not in self._terms:
            self._terms[document] = key(self.code.by_id[document].packed)
        return self._terms[document]

    @cached_property
    def _terms(self) -> dict[str, str]:
        return {}


def third(common: Third, document_id: str) -> Card:
    """The uses of terms in a document, and its links. GoneError as `found.whole`."""
    from extract.use import find_uses  # noqa: PLC0415 - the rules of uses, where they are looked for

    code, corpus = common.code, common.code.corpus
    one = code.by_id[document_id]
    corpus.gazetteers.asked.clear()
    document = corpus.whole(document_id)
    binder = Binder(corpus, common.resolver, {})
    imported, cited = binder.imports(document_id), binder.cited(document_id)
    near = (document_id, *sorted({*imported, *cited} - {document_id}))
    reach = None if code.one_code else common.reachable(document_id, imported, binder.grounds(document_id))
    uses = find_uses(document, common.terms, reach)
    links = link_document(binder, document, uses)
    others = sorted(corpus.gazetteers.asked - {document_id})
    asked = () if code.one_code else tuple((other, code.by_id[other].extracted) for other in others)
    name = common.key_of(one, near, asked)
    code.shelf.put(name, Linked(uses, links))
    bound = dict.fromkeys(best.definition for binding in links.bindings if (best := binding.best))
    led = leads(corpus, document, links.bindings, links.imports)
    part, saves = "", False
    if not code.one_code:
        part = f"{key('leaning', name)}{PACKED}"
        found, rest = leaning(document, uses, links, corpus.by_id, definitions_clause(corpus, document_id))
        code.shelf.put(part, found)
        code.shelf.put(rest_of(part), rest)
        saves = bool(found.saves)
    return replace(
        one,
        linked=name,
        near=near,
        asked=asked,
        bound=tuple(bound),
        leads=tuple(dict.fromkeys(led)),
        counts={**one.counts, "uses": len(uses)},
        leaning=part,
        leans=weights(document_id, links),
        imported=tuple(imported.items()),
        grounds=tuple(sorted(binder.grounds(document_id))),
        statuses=counted(links),
        requires=tuple(dict.fromkeys(r.document for r in document.references if r.role == "requires")),
        saves=saves,
    )


@dataclass(frozen=True)
class Last(Sent):
    """What the last pass needs: the code, and the names of things in the graph."""

    code: Code
    names: Names

    @cached_property
    def phrases(self) -> Phrases:
        """What finds phrases that are used like terms."""
        return Phrases(self.code.corpus)


def last(common: Last, job: tuple[str, tuple[str, ...]]) -> bytes:
    """A document's part of the graph as N-Quads; the job is its id, and which of its definitions are idle."""
    document_id, idle = job
    corpus = common.code.corpus
    document = corpus.whole(document_id)
    found = linked(common.code.by_id[document_id], common.code.shelf)
    phrases = common.phrases.of(document, found.uses) if corpus.one_code else ()
    lines = [*quads_of(document, found.uses, found.links, phrases, common.names)]
    if idle:
        said = mentioned(corpus, (document,), idle)
        lines += link_quads(TODAY, (), (), (), common.names, mentions=said)
    return b"".join(map(str.encode, lines))
