"""What a title tells of its document."""

from __future__ import annotations

import re

ENACTED = re.compile(
    r"\b(?:Act|Regulations?|Order|Rules|Measure)(?:\s\([^()]{1,60}\))?,?\s(?:1[6-9]|20)\d\d$", re.IGNORECASE
)
"""The title of an enactment: lines beside it are its number, its subject and its parts, and no names of it."""
