"""Strings of which a text must have one for a pattern to find anything: to look for them first saves most searches."""

from __future__ import annotations

Needles = tuple[str, ...]


def has_any(text: str, needles: Needles) -> bool:
    """Whether one of `needles` stands in `text`. A plain loop takes half the time of `any` with a generator."""
    for needle in needles:  # noqa: SIM110 - as above
        if needle in text:
            return True
    return False
