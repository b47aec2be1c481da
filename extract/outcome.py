"""What reading a file comes to: a document, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.model import Document


class ReadError(Exception):
    """There is no document to be read: one sentence that says what, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document after the first pass, the name of the profile that it was read with, and the signs of each profile."""

    document: Document
    profile: str
    signs: dict[str, int]
