"""The documents of a code with the uses of terms in them, and fast ways to a provision or a definition by its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ontology.model import Definition, Document, Provision, TermUse
from ontology.names import definition_key
from ontology.places import Place, Span

from .catalogue import Catalogue, catalogue, normal_name
from .gazetteers import Gazetteers
from .standing import standing

OPENING = 12
"""Characters with which a provision may open before the term that it defines: a mark, a number, an article."""
FEWEST = 5
"""Terms of a glossary that show how a code writes them."""
_GENERAL_TITLE = re.compile(r"\b(definitions?|interpretations?|glossary)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Defined:
    """A definition where it stands: its key, its document, its own record."""

    key: str
    document: Document
    definition: Definition

    @property
    def place(self) -> Place:
        """The provision that holds the definition."""
        return Place(self.document.id, self.definition.provision)


@dataclass(frozen=True)
class Corpus:
    """The documents of one code, in order, and the uses of defined terms in each (by document id).

    `one_code` tells that the documents share their terms, so that a document may lean on a term that only another
    one defines; acts that merely lie in one folder do not. Where `documents` are given without their provisions and
    references, `fetch` gets one whole, by its id, and `standing` are the terms that stand for a document. Where only
    parts of documents are given, `imported`, `cited` and `grounds` say from which documents (by id) each takes all its
    terms, with the place that says so, which it mentions and under which it is made, and `clause` finds that of a
    document's definitions (a path).
    """

    name: str
    documents: tuple[Document, ...]
    uses: Mapping[str, tuple[TermUse, ...]] = field(default_factory=dict)
    one_code: bool = True
    standing: tuple[tuple[str, str], ...] | None = None
    fetch: Callable[[str], Document] | None = None
    imported: Mapping[str, Mapping[str, str]] | None = None
    cited: Mapping[str, frozenset[str]] | None = None
    grounds: Mapping[str, frozenset[str]] | None = None
    clause: Callable[[str], str] | None = None

    def whole(self, document: str) -> Document:
        """The document of this id with all that was found in it; KeyError where there is none."""
        return self.gazetteers[document].document

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """The documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def gazetteers(self) -> Gazetteers:
        """The provisions of each document by label, by document id."""
        return Gazetteers(self.documents, self.fetch)

    @cached_property
    def definitions(self) -> dict[str, Defined]:
        """Every definition by its key, in the order of documents and text."""
        return {
            (key := definition_key(document.id, definition)): Defined(key, document, definition)
            for document in self.documents
            for definition in document.definitions
        }

    @cached_property
    def defined(self) -> dict[Place, tuple[str, ...]]:
        """The terms that each provision defines which begins with one: those that it only names by the way are none."""
        found: dict[Place, dict[str, None]] = {}
        for one in self.definitions.values():
            definition = one.definition
            first = definition.span.start <= OPENING or one.place in found
            if first and definition.kind != "alias" and not definition.quoted:
                found.setdefault(one.place, {})[definition.term] = None
        return {place: tuple(terms) for place, terms in found.items()}

    @cached_property
    def order(self) -> dict[str, int]:
        """The number of each definition, by its key, in the order of documents and text."""
        return {key: number for number, key in enumerate(self.definitions)}

    @cached_property
    def by_term(self) -> dict[str, list[Defined]]:
        """Definitions by term and by each form that the text declares; quoted ones are another document's."""
        found: dict[str, list[Defined]] = {}
        for defined in self.definitions.values():
            if not defined.definition.quoted:
                for form in dict.fromkeys((defined.definition.term, *defined.definition.variants)):
                    found.setdefault(form, []).append(defined)
        return found

    @cached_property
    def by_term_and_document(self) -> dict[tuple[str, str], list[Defined]]:
        """The same by form and the id of the document that defines it."""
        found: dict[tuple[str, str], list[Defined]] = {}
        for form, several in self.by_term.items():
            for defined in several:
                found.setdefault((form, defined.document.id), []).append(defined)
        return found

    @cached_property
    def by_wide_term(self) -> dict[str, list[Defined]]:
        """The same by form, as far as they hold for the whole code."""
        found: dict[str, list[Defined]] = {}
        for form, several in self.by_term.items():
            wide = [d for d in several if d.definition.scope.kind == "code" or d.document.id in self.general]
            if wide:
                found[form] = wide
        return found

    @cached_property
    def plain(self) -> Catalogue:
        """The names of the documents without the terms that stand for one of them."""
        return catalogue(self.documents, self.name)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The names of the documents, with the terms that stand for one of them throughout a code.

        A term that documents of one code use for different ones, and any term where the documents are no code, is known
        in its own document alone.
        """
        meant: dict[str, set[str]] = {}
        for term, target in self.document_terms if self.one_code else ():
            meant.setdefault(normal_name(term), set()).add(target)
        agreed = {term: target for term, target in self.document_terms if len(meant.get(normal_name(term), ())) == 1}
        return catalogue(self.documents, self.name, agreed)

    @cached_property
    def document_terms(self) -> tuple[tuple[str, str], ...]:
        """The terms that stand for a document, as written, each with the document's id."""
        if self.standing is not None:
            return self.standing
        return tuple(one for document in self.documents for one in standing_terms(document, self.plain))

    @cached_property
    def own_names(self) -> dict[str, str]:
        """The terms by which a document names itself, with its id: elsewhere they mention the document."""
        return {
            term: target
            for term, target in self.document_terms
            if all(defined.document.id == target for defined in self.by_term.get(term, ()))
        }

    @cached_property
    def general(self) -> frozenset[str]:
        """Ids of the documents whose definitions hold for the whole code: so marked, or so titled where none is."""
        marked = {document.id for document in self.documents if document.general}
        if marked or not self.one_code:
            return frozenset(marked)
        return frozenset(d.id for d in self.documents if d.definitions and _GENERAL_TITLE.search(d.title))

    @cached_property
    def in_small(self) -> bool:
        """Whether a code writes its terms in small letters: half of those that it defines for all of its documents."""
        terms = [d.term for one in self.general if self.one_code for d in self.by_id[one].definitions]
        return len(terms) >= FEWEST and 2 * sum(term == term.lower() for term in terms) >= len(terms)

    def provision(self, place: Place) -> Provision | None:
        """The provision at `place`, None where there is none."""
        gazetteer = self.gazetteers.get(place.document)
        return gazetteer.provisions.get(place.provision) if gazetteer else None

    def text(self, place: Place) -> str:
        """The text of the provision at `place`, "" where there is none."""
        provision = self.provision(place)
        return provision.text if provision else ""

    def uses_in_body(self, defined: Defined) -> Iterator[TermUse]:
        """The uses of terms within the meaning of a definition, wherever it runs on to."""
        definition = defined.definition
        for use in self.uses.get(defined.document.id, ()):
            if in_body(definition, use.provision, use.span):
                yield use


def standing_terms(document: Document, plain: Catalogue) -> Iterator[tuple[str, str]]:
    """A document's terms that stand for a document, with its id: "TMAD" means the document set out in Appendix AL.

    `plain` has the names of the documents without such terms.
    """
    for form, one in standing(document, plain):
        if len(one.ids) == 1:
            yield form, one.ids[0]


def in_body(definition: Definition, provision: str, span: Span) -> bool:
    """Whether a stretch of a provision of the same document belongs to the meaning that `definition` gives."""
    if provision == definition.provision:
        return definition.body.holds(span)
    return provision in definition.continued
