"""From a folder to a corpus: every document read, its references and uses found with the whole code's names known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from extract.outcome import Extracted, ReadError
from extract.profile import NAMES, Profile, choose
from extract.profile import load as load_profile
from extract.uses.terms import Terms
from graph.corpus import Corpus
from ontology.model import BlanketImport, Definition, Document, Reference, TermUse

from .folder import Entry, listing
from .progress import Progress
from .settings import DocumentSettings, Settings, SettingsError
from .shelf import Shelf, key

SHARED_TERMS = ("gb-energy-code", "contract")
"""Profiles of codes whose documents share their terms; acts that lie in one folder do not."""
CLEAR = 5
"""Signs of its own profile by which a document must surpass those of its folder's to be read with its own."""
_PART = re.compile(
    r"(?:Section|Appendix|Schedule|Annex|Part|Chapter|Ordinance|Attachment|Exhibit|Volume|Book|Module)\s\S{1,5}$"
)
_DOCUMENT_NOUN = re.compile(
    r"\b(?:document|procedures?|policy|polic(?:y|ies)|act|regulations?|code|requirements|plan|agreement|specifications?|"
    r"methodology|order|rules|matrix|statement|strategy|mechanism|regime|manual|guide|guidance|standards?|approach|"
    r"scheme|protocol|provisions|terms|arrangements|body|framework)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """What the second pass found in one document."""

    definitions: tuple[Definition, ...]
    imports: tuple[BlanketImport, ...]
    references: tuple[Reference, ...]
    uses: tuple[TermUse, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A corpus, a sentence for each file that could not be read, and one for each that was left out on purpose.

    `files` are the documents' files by id, `profile` the name of the profile that most of them were read with.
    """

    corpus: Corpus
    unread: tuple[str, ...]
    notices: tuple[str, ...]
    files: Mapping[str, Path]
    profile: str


def read_folder(
    folder: Path,
    settings: Settings,
    progress: Progress,
    instead: Mapping[str, Path] | None = None,
) -> Reading:
    """Reads all documents of a folder; what did not change since the last time is taken from the shelf.

    `instead` names other files to be read in the place of documents (by id). A file that cannot be read is told of and
    left out. SettingsError where the profile named is none.
    """
    found = listing(folder, settings)
    entries = [replace(entry, path=(instead or {}).get(entry.id, entry.path)) for entry in found.entries]
    profile = _profile(settings)
    shelf = Shelf(folder / ".lapse" / "documents")
    extracted: dict[Entry, Extracted] = {}
    unread: list[str] = []
    progress("reading files", 0, len(entries))
    for done, entry in enumerate(entries, 1):
        try:
            extracted[entry] = _extract(entry, profile, shelf)
        except ReadError as problem:
            unread.append(str(problem))
        except OSError as problem:
            unread.append(f"{entry.path.name} cannot be opened: {problem.strerror or problem}")
        progress("reading files", done, len(entries))
    if profile is None:
        extracted = {entry: _in_company(entry, one, extracted.values(), shelf) for entry, one in extracted.items()}
    corpus = _link(list(extracted.values()), settings, shelf, progress)
    if not instead:
        shelf.sweep()
    files = {entry.id: entry.path for entry in entries}
    return Reading(corpus, tuple(unread), found.notices, files, _commonest(extracted.values()))


def _in_company(entry: Entry, one: Extracted, all_: Iterable[Extracted], shelf: Shelf) -> Extracted:
    """A document read again with the profile of its whole folder, where its own signs were too few to tell."""
    counts: Counter[str] = Counter()
    for other in all_:
        counts.update(other.signs)
    common = choose(counts)
    if one.profile == common.name or one.signs[one.profile] - one.signs[common.name] >= CLEAR:
        return one
    return _extract(entry, common, shelf)


def _profile(settings: Settings) -> Profile | None:
    if not settings.profile:
        return None
    if settings.profile not in NAMES:
        raise SettingsError(f"there is no profile “{settings.profile}”; there are {', '.join(NAMES)}")
    return load_profile(settings.profile)


def _extract(entry: Entry, profile: Profile | None, shelf: Shelf) -> Extracted:
    """The first pass over one file, and what `lapse.toml` says put over what was read."""
    name = key("extract", entry.path.name, entry.id, profile.name if profile else "", entry.path.read_bytes())
    extracted = shelf.get(name, Extracted)
    if extracted is None:
        from extract.document import extract  # noqa: PLC0415 - spaCy and the readers, where a file has to be read

        extracted = extract(entry.path, entry.id, profile)
        shelf.put(name, extracted)
    return replace(extracted, document=corrected(extracted.document, entry.settings))


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


def _link(extracted: list[Extracted], settings: Settings, shelf: Shelf, progress: Progress) -> Corpus:
    """The second pass: references with the names of all documents known, and the uses of all terms."""
    one_code = _commonest(extracted) in SHARED_TERMS or _is_one_code([one.document for one in extracted])
    extracted = _distinct(extracted)
    documents = [one.document for one in extracted]
    names = _names(documents)
    titles = [document.title for document in documents]
    terms = Terms.build((definition for document in documents for definition in document.definitions), titles)
    forms = {form for document in documents for d in document.definitions for form in (d.term, *d.variants)}
    stamp = key("terms", *sorted(forms), *titles)
    found: tuple[Document, ...] = ()
    uses: dict[str, tuple[TermUse, ...]] = {}
    for step in ("finding references and uses", "finding references and uses by more names"):
        done = []
        progress(step, 0, len(extracted))
        for one in extracted:
            linked = _second_pass(one, names, terms, stamp, shelf)
            done.append(
                replace(
                    one.document,
                    definitions=linked.definitions,
                    imports=linked.imports,
                    references=linked.references,
                )
            )
            uses[one.document.id] = linked.uses
            progress(step, len(done), len(extracted))
        found = tuple(done)
        more = {name for name, _ in Corpus(settings.name, found, uses, one_code).document_terms} - set(names)
        if not more:
            break
        names = tuple(sorted({*names, *more}))
    return Corpus(settings.name, found, uses, one_code)


def _is_one_code(documents: list[Document]) -> bool:
    """Whether half of the documents are parts of something (Appendix 2, Chapter 4) or stand under one common name."""
    parts = sum(any(_PART.match(alias) for alias in document.aliases) for document in documents)
    under = [count for _, count in Counter(document.title for document in documents).most_common(1) if count > 1]
    return len(documents) > 1 and max(parts, *under, 0) * 2 >= len(documents)


def _distinct(extracted: list[Extracted]) -> list[Extracted]:
    """The documents with titles of their own: a first line that several share is the name of their code."""
    borne = Counter(name for one in extracted for name in {one.document.title, *one.document.aliases})
    out = []
    for one in extracted:
        document = one.document
        own = [alias for alias in document.aliases if borne[alias] == 1]
        named = replace(document, title=own[0], aliases=tuple(own[1:])) if own else document
        out.append(replace(one, document=named) if borne[document.title] > 1 else one)
    return out


def _second_pass(one: Extracted, names: tuple[str, ...], terms: Terms, stamp: str, shelf: Shelf) -> Linked:
    text = _folded(" ".join(provision.text for provision in one.document.provisions))
    here = tuple(name for name in names if name != one.document.title and _folded(name) in text)
    name = key("link", one.document.id, one.document.sha256, one.profile, one.document.title, stamp, *here)
    linked = shelf.get(name, Linked)
    if linked is None:
        from extract.document import refer  # noqa: PLC0415 - as above
        from extract.use import find_uses  # noqa: PLC0415

        document = refer(one.document, load_profile(one.profile), here)
        linked = Linked(document.definitions, document.imports, document.references, find_uses(document, terms))
        shelf.put(name, linked)
    return linked


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _commonest(extracted: Iterable[Extracted]) -> str:
    """The profile that most documents were read with, "" where there are none."""
    profiles = Counter(one.profile for one in extracted)
    return profiles.most_common(1)[0][0] if profiles else ""


def _names(documents: Iterable[Document]) -> tuple[str, ...]:
    """The names by which a text may mention a document: aliases, and titles that say what sort of document it is."""
    found: set[str] = set()
    for document in documents:
        found.update(alias for alias in document.aliases if len(alias) > 1)
        if " " in document.title and _DOCUMENT_NOUN.search(document.title):
            found.add(document.title)
    return tuple(sorted(found))
