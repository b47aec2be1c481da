"""Parts of a code of regulations that are documents of their own: 12 CFR 1026.2(a), § 1026.2 of this chapter."""

from __future__ import annotations

import re
from dataclasses import replace

from ontology.model import Document, Reference, Target

from .corpus import Corpus

_CODE = re.compile(r"\d{1,2} C\.?F\.?R\.?")
_PART = re.compile(r"Part (\d{1,4})\b ?")
_SECTION = re.compile(r"(\d{2,4})\.\d")
"""A section behind the number of its part: 1026.2, but no 4.2."""


def in_part(corpus: Corpus, document: Document, reference: Reference) -> Reference:
    """A reference to sections of a part that is a document of this code, as one to that document; else as it is.

    The number in front of the point is the part's. A section without a code in front means another part only where the
    own document has no section that begins with its number.
    """
    coded = _CODE.fullmatch(reference.document) is not None
    if not reference.targets or (reference.document and not coded):
        return reference
    heads = {_head(target) for target in reference.targets}
    head = heads.pop() if len(heads) == 1 else ""
    found = corpus.catalogue.find(f"Part {head}") if head else ()
    if len(found) != 1 or (not coded and (found[0] == document.id or _has(document, head))):
        return reference
    rest = tuple(replace(target, label=_PART.sub("", target.label)) for target in reference.targets)
    return replace(reference, document=f"Part {head}", targets=tuple(target for target in rest if target.label))


def _head(target: Target) -> str:
    """The number of the part in which a target lies, "" where it tells none."""
    if named := _PART.match(target.label):
        return named[1]
    found = _SECTION.match(target.label) if target.unit in ("section", "§") else None
    return found[1] if found else ""


def _has(document: Document, head: str) -> bool:
    return any(provision.number.startswith(f"{head}.") for provision in document.provisions)
