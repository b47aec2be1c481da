"""What "that Act" and "thereof" stand for: the document of that kind named last before them in the same provision."""

from __future__ import annotations

import re

from .documents import by_year, numbered, statutes
from .labels import WORD

REACH = 2000
"""Characters before the word in which its antecedent is looked for."""
_DESIGNATED = frozenset(("Appendix", "Annex", "Schedule", "Attachment"))
_BACK = ("that ", "those ", "the said ", "such ")


def points_back(document: str) -> bool:
    """Whether a document's name as written points back to one named before."""
    return document == "thereof" or document.startswith(_BACK)


def antecedent(before: str, document: str) -> str:
    """The name that `document` stands for, from the text before it; as written where there is none.

    "that Act" takes the last act, "thereof" the last document of any kind; a plural takes a singular and the reverse.
    """
    noun = document.rsplit(" ", 1)[-1].rstrip("s")
    near = before[-REACH:]
    if noun in _DESIGNATED:
        named = re.findall(rf"\b{noun}\s(?:[A-Z]{{1,2}}|\d{{1,3}}[A-Z]?|[IVX]{{1,5}}|{WORD})\b", near)
        return named[-1] if named else document
    mentions = sorted((m for find in (statutes, by_year, numbered) for m in find(near)), key=lambda m: m.start)
    for mention in reversed(mentions):
        if document == "thereof" or re.search(rf"\b{re.escape(noun)}s?\b", mention.name):
            return mention.name
    return document
