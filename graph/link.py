"""All links of a corpus, and what remains of them in a state. Pure functions: the same records give the same links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from ontology.model import Definition, Document, Reference, TermUse
from ontology.names import definition_key
from ontology.places import Place
from ontology.results import Binding, Resolution

from .bind import Binder
from .catalogue import normal_name
from .corpus import Corpus, Defined
from .resolve import Resolver
from .state import State

_THE = re.compile(r"\W*(?:means\W+)?(?:the|that)\s(?!(?:\w+\s)?\w+[’']s?\s)", re.IGNORECASE)
"""How a meaning begins that is of one thing, and not somebody's."""
_DOCUMENT = re.compile(
    r"\W*(?:means\W+)?(?:the|that)\s(?:[\w-]+\s){0,4}?(?:documents?|schedule|appendix|annex|section|part|code|form|act|"
    r"regulations?|rules|order|directions|bye?-?laws)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ImportLink:
    """A definition that takes its meaning from elsewhere: the definitions (keys) or, failing these, the places."""

    definition: str
    definitions: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BlanketLink:
    """A provision by which a document takes all its terms from other documents (ids)."""

    place: Place
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """What every use, reference and import of a corpus leads to."""

    bindings: tuple[Binding, ...]
    resolutions: tuple[Resolution, ...]
    imports: tuple[ImportLink, ...]
    blankets: tuple[BlanketLink, ...]


def link(corpus: Corpus, state: State | None = None) -> Links:
    """Every candidate of every use and every target of every reference, whether in force or not.

    The name that a document gives itself is a mention of it in the others, and no use of a term. With a `state`, text
    that was carried over in it is looked at from where it now lives.
    """
    binder = _binder(corpus, state)
    return merged(link_document(binder, document, corpus.uses.get(document.id, ())) for document in corpus.documents)


def _binder(corpus: Corpus, state: State | None) -> Binder:
    return Binder(corpus, Resolver(corpus), state.homes if state else {}, state.absent if state else frozenset())


def relinked(links: Links, state: State) -> Links:
    """The links of a corpus, given those with nothing carried over, with what `state` carried over in its new homes.

    Only uses in text that moved, and those of terms whose definitions moved, can bind otherwise.
    """
    homes = state.homes
    if not homes:
        return links
    corpus = state.corpus
    binder = _binder(corpus, state)
    moved = {
        form
        for one in corpus.definitions.values()
        if one.place in homes
        for form in (one.definition.term, *one.definition.variants)
    }
    bindings = (
        binder.bind(corpus.by_id[b.place.document], TermUse(b.term, b.place.provision, b.span))
        if b.place in homes or b.term in moved
        else b
        for b in links.bindings
    )
    return replace(links, bindings=tuple(bindings))


def link_document(binder: Binder, document: Document, uses: Iterable[TermUse]) -> Links:
    """The links of one document of the binder's corpus, with the uses of terms in it."""
    corpus, resolver = binder.corpus, binder.resolver
    own = corpus.own_names
    uses = tuple(use for use in uses if own.get(use.term, document.id) == document.id)
    bindings = tuple(binder.bind(document, use) for use in uses)
    beside: dict[str, list[Binding]] = {}
    for one in bindings:
        beside.setdefault(one.place.provision, []).append(one)
    resolutions = tuple(
        resolver.resolve(document, reference)
        for reference in document.references
        if not _is_of_a_term(binder, document, reference, beside.get(reference.provision, ()))
    )
    return Links(
        bindings,
        tuple(_with_notes(document, resolutions)),
        tuple(_imports(binder, document)),
        tuple(
            BlanketLink(Place(document.id, blanket.provision), resolver.documents_of(document, blanket.source))
            for blanket in document.imports
        ),
    )


def _with_notes(document: Document, resolutions: tuple[Resolution, ...]) -> Iterator[Resolution]:
    """References; one that is a note to a reference to the past ("The Rules [SOR/2002-230] are repealed") is so too."""
    notes = {one.path: one.parent for one in document.provisions if one.kind == "note" and one.parent}
    past: set[tuple[str, str]] = set()
    other: set[tuple[str, str]] = set()
    for one in resolutions:
        (past if one.status == "historical" else other).add((one.place.provision, one.document))
    for one in resolutions:
        above = notes.get(one.place.provision, "")
        beside = (above, one.document)
        if above and one.span.start == 0 and beside in past and beside not in other:
            yield replace(one, status="historical", reason=f"a note to {above}, which speaks of the past; {one.reason}")
        else:
            yield one


def _is_of_a_term(binder: Binder, document: Document, reference: Reference, uses: Iterable[Binding]) -> bool:
    """Whether the name of a document begins a longer term, as in "CP Coordinator": it is then no mention of it.

    Neither is a term of a meaning of its own that is also what a document is about: in a code that says what a
    "Rectification Plan" is, the words do not mean Schedule 10 (Rectification Plan).
    """
    span = reference.span
    if reference.kind != "document" or reference.targets or reference.role != "cites":
        return False
    if any(use.span.start == span.start and use.span.end > span.end for use in uses):
        return True
    best = next((use.best for use in uses if use.span == span and use.best and use.best.reach != "implicit"), None)
    if best is None:
        return False
    name = reference.document
    named = [binder.corpus.by_id[one] for one in binder.corpus.catalogue.find(name)]
    titled = [one for one in named if normal_name(name) in (normal_name(one.title), normal_name(one.id))]
    meaning = binder.corpus.definitions[best.definition].definition
    if titled and (_is_a_document(meaning, titled) or not _is_one_of_several(name, document)):
        return False
    return binder.resolver.addressee.aliases.find(document, name, reference.provision) is None


def _is_a_document(definition: Definition, titled: Iterable[Document]) -> bool:
    """Whether a meaning is that of a document of the term's own title: "the form in Schedule 2", "the document by …".

    The Supplier's plan that uses the template in Schedule 10 is none.
    """
    text = definition.text
    if definition.kind != "means" or not _THE.match(text):
        return definition.kind != "means"
    return _DOCUMENT.match(text) is not None or any(alias in text for one in titled for alias in one.aliases)


def _is_one_of_several(name: str, document: Document) -> bool:
    """Whether a document knows several things of a name: "a Rectification Plan", "the Buyer's Rectification Plan"."""
    several = re.compile(
        rf"(?:\b(?:an?|any|each|every|another|no)\s(?:[\w-]+\s)?|\w[’']s?\s){re.escape(name)}\b", re.IGNORECASE
    )
    return any(several.search(provision.text) for provision in document.provisions)


def counted(links: Links) -> dict[str, int]:
    """How many links there are, by what became of them: uses, those bound, references by their status."""
    found = {"uses": len(links.bindings), "bound": sum(b.best is not None for b in links.bindings)}
    for resolution in links.resolutions:
        found[resolution.status] = found.get(resolution.status, 0) + 1
    return found


def merged(several: Iterable[Links]) -> Links:
    """Links of several documents as one."""
    parts = tuple(several)
    return Links(
        tuple(chain.from_iterable(one.bindings for one in parts)),
        tuple(chain.from_iterable(one.resolutions for one in parts)),
        tuple(chain.from_iterable(one.imports for one in parts)),
        tuple(chain.from_iterable(one.blankets for one in parts)),
    )


def _imports(binder: Binder, document: Document) -> Iterator[ImportLink]:
    corpus = binder.corpus
    own = {definition_key(document.id, definition): definition for definition in document.definitions}
    for key, definition in own.items():
        if definition.kind == "import" and definition.source is not None:
            found = binder.resolver.resolve(document, definition.source)
            known = found.status == "unresolved" and found.document in corpus.by_id and found.document != document.id
            targets = found.targets or ((Place(found.document),) if known else ())
            others = _named_in(corpus, targets, _with_article(definition.term)) or _named_in(
                corpus, targets, _in_other_number(definition.term)
            )
            keys = (k for k, other in others.items() if k != key and _lies_in(corpus, other, targets))
            yield ImportLink(key, tuple(sorted(keys, key=corpus.order.__getitem__)), targets)


def _named_in(corpus: Corpus, targets: tuple[Place, ...], terms: tuple[str, ...]) -> dict[str, Defined]:
    """The definitions of terms in the documents of some places, by key."""
    found = (
        other
        for one in targets
        for term in terms
        for other in corpus.by_term_and_document.get((term, one.document), ())
    )
    return {other.key: other for other in found}


def _in_other_number(term: str) -> tuple[str, ...]:
    """A term in the plural where it is singular, and the reverse: "Bridge Loans" is defined as "Bridge Loan"."""
    if term.endswith("ies"):
        return (f"{term[:-3]}y", term[:-1])
    return (term[:-1],) if term.endswith("s") and not term.endswith("ss") else (f"{term}s",)


def _with_article(term: str) -> tuple[str, ...]:
    """A term as it is, and with or without its article: (“the Plan”) is what "Plan" has its meaning from."""
    return term, term.removeprefix("the ") if term.startswith("the ") else f"the {term}"


def _lies_in(corpus: Corpus, defined: Defined, targets: tuple[Place, ...]) -> bool:
    """Whether a definition stands in one of the places, or below it."""
    for target in targets:
        if target.document == defined.document.id:
            if not target.provision:
                return True
            above = corpus.gazetteers[target.document].ancestors(defined.definition.provision)
            if any(provision.path == target.provision for provision in above):
                return True
    return False
