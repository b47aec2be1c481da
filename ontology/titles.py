"""What a title tells of its document."""

from __future__ import annotations

import re

ENACTED = re.compile(
    r"\b(?:Act|Regulations?|Order|Rules|Measure)(?:\s\([^()]{1,60}\))?,?\s(?:1[6-9]|20)\d\d$", re.IGNORECASE
)
"""The title of an enactment: lines beside it are its number, its subject and its parts, and no names of it."""


PART = " Part"


def stem_of(name: str) -> str | None:
    """What a part of a rulebook is called in front of a number: Governance, of Governance Part; None otherwise."""
    return name.removesuffix(PART) if name.endswith(PART) and name[0].isupper() and not name[1:2].isupper() else None
