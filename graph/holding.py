"""A division and the document that it is a part of, said in another order or as one name."""

from __future__ import annotations

import re
from dataclasses import replace

from ontology.model import Document, Reference, Target

from .aliases import Aliases

_HEAD = re.compile(r"(?:Schedule|Annex|Appendix|Attachment|Exhibit|Part|Chapter|Section) [0-9A-Za-z]+\b", re.IGNORECASE)
_DIVISION_OF = re.compile(
    r"(?P<document>\S.*?) (?P<division>(?P<unit>Schedule|Annex|Appendix|Attachment|Exhibit|Part) "
    r"(?:\d{1,3}[A-Z]?|[IVX]{1,5}|[A-Z]{1,2}))"
)


def regrouped(aliases: Aliases, document: Document, reference: Reference) -> Reference:
    """A reference by the name of a document that the code knows, where it names none as it stands.

    "Paragraph 4 of Part IIC of the Transition Document" names the document Transition Document Part IIC; "TDIIC
    Appendix 1" an appendix of what the document calls the TDIIC.
    """
    name, find = reference.document, aliases.corpus.catalogue.find
    if not name or not aliases.corpus.one_code or find(name):
        return reference
    meant = aliases.find(document, name, reference.provision)
    heads = {match[0] if (match := _HEAD.match(one.label)) else "" for one in reference.targets}
    if len(heads) == 1 and (head := heads.pop()):
        wholes = (f"{one} {head}" for one in (name, *([meant.name] if meant else [])))
        if not (whole := next(filter(find, wholes), "")):
            return reference
        rest = tuple(without(one, head) for one in reference.targets)
        return replace(reference, document=whole, targets=tuple(one for one in rest if one.label))
    parted = _DIVISION_OF.fullmatch(name)
    if meant or parted is None:
        return reference
    over = parted["document"]
    if not find(over) and aliases.find(document, over, reference.provision) is None:
        return reference
    division, unit = parted["division"], parted["unit"].lower()
    within = tuple(_within(one, division) for one in reference.targets)
    return replace(reference, document=over, targets=within or (Target(division, unit),))


def without(target: Target, head: str) -> Target:
    """A target without the division in front of its label."""
    label, through = (one.removeprefix(head).strip() for one in (target.label, target.through))
    return replace(target, label=label, through=through)


def _within(target: Target, division: str) -> Target:
    through = f"{division} {target.through}" if target.through else ""
    return replace(target, label=f"{division} {target.label}", through=through)
