"""Sections of a code that are documents of their own and go by a number: Section 14, Section 10, Part 2."""

from __future__ import annotations

import re
from dataclasses import replace

from ontology.labels import normal
from ontology.model import Document, Reference, Target

from .corpus import Corpus

_SECTION = re.compile(r"(?:[Tt]his\s)?Section\s(?P<number>\d{1,2}[A-Z]?)(?=$|,?\s)")
_DIVIDED = re.compile(r"(?P<number>\d{1,2}[A-Z]?) (?=(?:Part|Chapter|Schedule|Annex|Appendix|Exhibit)\b)")


def in_section(corpus: Corpus, document: Document, reference: Reference) -> Reference:
    """A reference to such a section, or to a part of it, as one to its document; else as it is.

    The own document must have no section of this number.
    """
    if not corpus.one_code or reference.document or len(reference.targets) != 1:
        return reference
    target, said = reference.targets[0], _SECTION.match(reference.text)
    divided = _DIVIDED.match(target.label)
    if said is None or target.through or (divided["number"] if divided else normal(target.label)) != said["number"]:
        return reference
    name = f"Section {said['number']}"
    found = corpus.catalogue.find(name)
    own = corpus.gazetteers[document.id].locate(Target(said["number"], "section"), reference.provision)
    if len(found) != 1 or (own.paths and found[0] != document.id):
        return reference
    if not divided:
        return reference if own.paths else replace(reference, document=name, targets=())
    return replace(reference, document=name, targets=(replace(target, label=target.label[divided.end() :]),))
