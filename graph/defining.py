"""Paragraphs of definitions: "paragraph (b) of the definition “boat” in section 2"."""

from __future__ import annotations

import re

from ontology.model import Reference, Target

from .corpus import Corpus
from .locate import Gazetteer

_OF_DEFINITION = re.compile(
    r"\s(?:of|in)\sthe\sdefinitions?\s(?:of\s)?(?:the\s(?:term|expression)\s)?[“\"‘'*]?(?P<rest>.{2,120})", re.DOTALL
)


def in_definition(corpus: Corpus, gazetteer: Gazetteer, reference: Reference, target: Target) -> str | None:
    """The path of the paragraph of a definition that a reference means by the words behind it, None for none.

    The longest of the document's terms that stands there is the one; a term of another document is not looked for.
    """
    provision = gazetteer.provisions.get(reference.provision)
    if provision is None or provision.text[reference.span.start : reference.span.end] != reference.text:
        return None
    match = _OF_DEFINITION.match(provision.text, reference.span.end)
    if match is None:
        return None
    rest = match["rest"].casefold()
    best: tuple[int, str] | None = None
    for definition in gazetteer.document.definitions:
        for form in (definition.term, *definition.variants):
            if rest.startswith(form.casefold()) and (best is None or len(form) > best[0]):
                for path in (definition.provision, *definition.continued):
                    if (found := gazetteer.locate(Target(target.label), path).paths) and found[0] in _below(
                        gazetteer, definition.provision
                    ):
                        best = (len(form), found[0])
                        break
    return best[1] if best else None


def _below(gazetteer: Gazetteer, path: str) -> set[str]:
    return {provision.path for provision in gazetteer.below(path)}
