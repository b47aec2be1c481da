"""What a consolidation prints behind an act: text of the laws that changed it, whose bare sections are their own."""

from __future__ import annotations

import re
from dataclasses import replace

from ontology.model import Reference, Target

from .locate import Gazetteer

BEHIND = ("Related provisions", "Amendments not in force")
"""What paths begin with in what is printed behind an act and is no part of it."""
_LAW = re.compile(r"Related provisions (?P<law>\d{4}, c\. \d+)")
_SECTION = re.compile(r"(?P<number>\d+(?:\.\d+)?[A-Z]?)(?:\(|$)")


def of_its_law(gazetteer: Gazetteer, reference: Reference) -> Reference:
    """A bare section in a related provision as one of the law that this is of: as it is printed here, else elsewhere.

    "Section 33" in a provision of 2017, c. 9 is section 33 of that law, and not of the act that it stands behind.
    """
    found = _LAW.match(reference.provision)
    if found is None or reference.document or reference.kind != "provision":
        return reference
    numbers = [_SECTION.match(target.label) for target in reference.targets]
    if not all(numbers) or any(target.unit in ("part", "schedule", "division") for target in reference.targets):
        return reference
    printed = tuple(
        Target(f"{found[0]}, s. {number['number']} {target.label}", target.unit)
        for number, target in zip(numbers, reference.targets, strict=True)
        if number and not target.through
    )
    if len(printed) == len(numbers) and all(one.label in gazetteer.provisions for one in printed):
        return replace(reference, targets=printed)
    return replace(reference, document=found["law"])
