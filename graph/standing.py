"""Terms that stand for a document: “the Act” means the Ferries Act 2012; the Enrolment Plan (the “EP”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology.model import Definition, Document, Reference, Scope

from .catalogue import Catalogue, normal_name

_STANDS_FOR = re.compile(
    r"(?:(?:the|that|this|a|an|of|as|in|at|to|and|is|set|out|sec|code|subsidiary|document|documents|name|entitled|called|"
    r"known|contained|attached|found|annexed|appended|provided|given|form|forming|part|version|latest|current|being|"
    r"titled|appearing|which|means|from|time|amended|appendix|section|schedule|annex|policy|procedures?|rules|by)\b|[\W\d])*",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"this\s+(?:appendix|section|schedule|annex|part|chapter|document|scheme|policy|code|protocol|ordinance)(?:\s+[A-Z0-9]{1,4})?",
    re.IGNORECASE,
)
"""What a document calls itself before it gives itself a name: this Appendix (the "Scheme")."""
_THE_CODE = re.compile(r"this\s+(?:[A-Z][\w&’'-]*\s+){1,6}(?:Code|Agreement|Contract|Framework|Licence)[.;]?")
"""What stands for the code as a whole, of which the document is a part: "this Grid Code"."""
_NOUNS = frozenset(("act", "regulation", "order", "rule", "directive", "decision", "agreement", "code", "convention"))
_OF_THAT_NAME = re.compile(r"\b(?:of|by|under|with|bearing)\s(?:that|the\ssame)\s(?:title|name)\b")
"""A document that goes by the term itself: "the document of that title"."""
_FRENCH = re.compile(r"\s*\([^()]{2,80}\)[.;]?\s*$")
"""The term of the other language behind a Canadian definition."""
_GOES_ON = re.compile(r"[\"”’']?\)\s[A-Z][a-z]+")
"""What shows that an abbreviation is of the first words of a longer name: Disaster Recovery (“DR”) Plans."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a term stands for: the documents of that `name` (ids), none for one that is not here; and its scope."""

    ids: tuple[str, ...]
    name: str
    scope: Scope


def stands_for(
    document: str, definition: Definition, references: Sequence[Reference], names: Catalogue
) -> Standing | None:
    """The one document that a definition's meaning names and does nothing but name, None otherwise.

    `document` is the id of the definition's own, `references` are those in its provision.
    """
    if definition.quoted or definition.kind not in ("means", "alias") or _THE_CODE.fullmatch(definition.text.strip()):
        return None
    if definition.kind == "alias" and (one := _by_bracket(document, definition, references, names)):
        return one
    text = _FRENCH.sub("", definition.text)
    plainly = definition.term if _OF_THAT_NAME.search(text) else text
    whole = names.find(plainly) if len(plainly) < 200 else ()
    if len(whole) == 1:
        return Standing(whole, plainly, definition.scope)
    inside = [r for r in references if definition.body.holds(r.span) and r.kind == "document" and not r.targets]
    found = {r.document: names.find(r.document) for r in inside}
    known = {ids[0] for ids in found.values() if len(ids) == 1}
    if len(known) > 1 or (not known and len({normal_name(name) for name in found}) != 1):
        return None
    rest = definition.text
    for reference in inside:
        rest = rest.replace(reference.text, " ")
    if known:
        for name in (k for k, ids in names.names.items() if ids == tuple(known)):
            rest = re.sub(rf"\b{re.escape(name)}\b", " ", normal_name(rest))
    if not _STANDS_FOR.fullmatch(rest) and not _STANDS_FOR.fullmatch(_FRENCH.sub("", rest)):
        return None
    name = next((n for n, ids in found.items() if ids == tuple(known)), "") or next(iter(found))
    return Standing(tuple(known), name, definition.scope)


def _by_bracket(
    document: str, definition: Definition, references: Sequence[Reference], names: Catalogue
) -> Standing | None:
    """The document itself, or one in front of a bracket that has its noun: Regulation 7/21 (“the X Regulation”)."""
    if _ITSELF.fullmatch(definition.text.strip()):
        return Standing((document,), definition.text.strip(), definition.scope)
    noun = definition.term.rsplit(" ", 1)[-1].casefold().removesuffix("s")
    for one in references:
        ends = one.span.end == definition.body.end and one.targets
        if ends and noun in _NOUNS and re.search(rf"\b{noun}s?\b", one.document, re.IGNORECASE):
            return Standing(names.find(one.document), one.document, definition.scope)
    return None


def standing(document: Document, names: Catalogue) -> Iterator[tuple[str, Standing]]:
    """A document's terms that stand for a document, in every form as written, with what they stand for.

    One that abbreviates the first words of a longer name anywhere in it is left out: alone, it is no document's name.
    """
    parts = set(_parts_of_names(document))
    references: dict[str, list[Reference]] = {}
    for reference in document.references:
        references.setdefault(reference.provision, []).append(reference)
    for definition in document.definitions:
        if definition.term in parts:
            continue
        said = references.get(definition.provision, [])
        one = stands_for(document.id, definition, said, names)
        if one is None and _OF_THAT_NAME.search(definition.text):  # the second of "Berthing Directions" or "BD"
            beside = (
                d for d in document.definitions if d.provision == definition.provision and d.body == definition.body
            )
            one = next(filter(None, (stands_for(document.id, d, said, names) for d in beside)), None)
        if one is not None:
            for form in dict.fromkeys((definition.term, *definition.variants)):
                yield form, one


def _parts_of_names(document: Document) -> Iterator[str]:
    """The terms of aliases behind which the name goes on."""
    texts = {p.path: p.text for p in document.provisions}
    for definition in document.definitions:
        if definition.kind == "alias" and _GOES_ON.match(texts.get(definition.provision, ""), definition.span.end):
            yield definition.term
