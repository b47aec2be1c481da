"""From a file to a document in two passes: by itself, then with the names of the whole code known."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from pathlib import Path

from ontology.model import Definition, Document, Reference
from ontology.places import Problem, Span
from ontology.record import replace

from .define import find_definitions
from .fields import placed_fields
from .founding import founded
from .given import in_force, placed
from .oblige import find_obligations
from .outcome import Extracted
from .profile import NAMES, Profile, choose, load, signs
from .read import read_source
from .refer import find_references
from .references.entitled import entitled
from .structure import build_tree
from .title import name_document

SAMPLE = 400
"""Blocks that the profile is chosen by."""


def extract(path: Path, document_id: str, profile: Profile | None = None, view: str = "accepted") -> Extracted:
    """The provisions and definitions of one file; `profile` is chosen by looking where it is None.

    `view` is "original" or "accepted", for files with tracked changes. ReadError where there is no document at all.
    """
    source = read_source(path, view=view)
    said = dict(source.metadata).get("profile", "")
    counts = {said: SAMPLE} if said in NAMES else signs(block.text for block in source.blocks[:SAMPLE])
    chosen = profile or choose(counts)
    provisions, problems = build_tree(source, chosen)
    naming = name_document(source, provisions, chosen)
    definitions, imports = find_definitions(provisions, chosen)
    problems = (*source.problems, *problems)
    if not provisions:
        problems = (*problems, Problem("LAP301", f"{path.name} holds no provision that could be read"))
    first, last = in_force(source)
    contents = sum(block.kind == "contents" for block in source.blocks)
    tagged = placed(source, provisions)
    document = Document(
        id=document_id,
        obligations=find_obligations(provisions),
        title=naming.title,
        aliases=naming.aliases,
        in_force_from=first,
        in_force_until=last,
        provisions=provisions,
        definitions=definitions,
        imports=imports,
        problems=problems,
        sha256=source.sha256,
        source=source.name,
        media_type=source.media_type,
        given_references=tagged[0],
        given_definitions=tagged[1],
        metadata=(*source.metadata, *((("contents-lines", str(contents)),) if contents else ())),
        fields=placed_fields(source, provisions),
    )
    return Extracted(document, chosen.name, counts)


def refer(document: Document, profile: Profile, names: Iterable[str]) -> Document:
    """The document with its references, found with the names of the code's documents known.

    What an import takes its meaning from is then the reference that stands there; the name of a document inside a
    term that is being defined is no reference.
    """
    found = find_references(document.provisions, profile, names=tuple(names))
    texts = {p.path: p.text for p in document.provisions}
    found = tuple(replace(r, title=t) if (t := entitled(texts[r.provision], r)) else r for r in found)
    terms: dict[str, list[Span]] = {}
    for one in document.definitions:
        terms.setdefault(one.provision, []).append(one.span)
    found = tuple(r for r in found if not any(span.holds(r.span) for span in terms.get(r.provision, ())))
    found = tuple(founded(document, found))
    by_provision: dict[str, list[Reference]] = {}
    for reference in found:
        by_provision.setdefault(reference.provision, []).append(reference)
    definitions = tuple(
        replace(one, source=_standing(source, by_provision)) if source else one
        for one in document.definitions
        for source in (one.source or _given_by(one, texts, by_provision),)
    )
    imports = tuple(replace(i, source=_standing(i.source, by_provision)) for i in document.imports)
    taken = (*(d.source for d in definitions if d.source), *(i.source for i in imports))
    sources = {(source.provision, source.span) for source in taken}
    return dataclasses.replace(
        document,
        references=tuple(
            replace(r, role="imports") if r.role == "cites" and (r.provision, r.span) in sources else r for r in found
        ),
        definitions=definitions,
        imports=imports,
    )


_WAY = re.compile(r"\b(?:in|by|under|see)\s(?:the\s)?$")


def _given_by(one: Definition, texts: dict[str, str], found: dict[str, list[Reference]]) -> Reference | None:
    """The first reference behind "in", "by" or "under" in the words of an import whose source no pattern found."""
    if one.kind != "import":
        return None
    text, near = texts[one.provision], found.get(one.provision, ())
    inside = (r for r in near if one.body.holds(r.span) and r.rule != "own-words")
    return next((r for r in inside if _WAY.search(text[: r.span.start])), None)


def _standing(source: Reference, found: dict[str, list[Reference]]) -> Reference:
    """The reference that overlaps `source` most, as an import; `source` itself where none does."""
    best, most = source, 0
    for reference in found.get(source.provision, ()):
        shared = min(reference.span.end, source.span.end) - max(reference.span.start, source.span.start)
        if shared > most:
            best, most = reference, shared
    return replace(best, role="imports") if best.role == "cites" else best


def read_alone(path: Path, view: str = "accepted") -> Document:
    """One file by itself, its id the file's stem, its references found with its own names known. ReadError as above."""
    extracted = extract(path, path.stem, view=view)
    document = refer(extracted.document, load(extracted.profile), extracted.document.aliases)
    return dataclasses.replace(document, title=document.title or path.stem)
