"""What "that Act" and "thereof" stand for: the document of that kind named last before them in the same provision."""

from __future__ import annotations

import re

from .documents import by_year, numbered, statutes
from .labels import WORD

REACH = 2000
"""Characters before the word in which its antecedent is looked for."""
_DESIGNATED = frozenset(("Appendix", "Annex", "Schedule", "Attachment", "Chapter", "Ordinance", "Byelaw", "Bye-law"))
_TITLED = frozenset(
    str.split(
        "Scheme Plan Policy Procedure Framework Protocol Agreement Code Licence License Contract Deed Lease Convention"
        " Treaty Directive Direction Bylaw"
    )
)
_LABEL = rf"(?:[A-Z]{{1,2}}|\d{{1,3}}[A-Z]?|[IVX]{{1,5}}|{WORD})\b"
_ANY = re.compile(rf"\b(?:{'|'.join(sorted(_DESIGNATED))})\s{_LABEL}")
_BACK = ("that ", "those ", "the said ", "such ")


def points_back(document: str) -> bool:
    """Whether a document's name as written points back to one named before."""
    return document == "thereof" or document.startswith(_BACK)


def antecedent(before: str, document: str) -> str:
    """The name that `document` stands for, from the text before it; as written where there is none.

    "that Act" takes the last act, "that Scheme" the last name that ends so, "thereof" the last document of any kind; a
    plural takes a singular and the reverse. Behind "an Act" of no name, "that Act" is any.
    """
    noun = document.rsplit(" ", 1)[-1].removesuffix("s")
    near = _behind_any(noun, before[-REACH:])
    if noun in _DESIGNATED:
        return _last(rf"\b{noun}\s{_LABEL}|{_titled(noun)}(?!\s{_LABEL})", near) or document
    mentions = sorted((m for find in (statutes, by_year, numbered) for m in find(near)), key=lambda m: m.start)
    if document == "thereof":
        last = max((m.start() for m in _ANY.finditer(near)), default=-1)
        if last > (mentions[-1].start if mentions else -1):
            return _ANY.match(near, last)[0]  # type: ignore[index]
    for mention in reversed(mentions):
        if document == "thereof" or re.search(rf"\b{re.escape(noun)}s?\b", mention.name):
            return mention.name
    if noun in _TITLED:
        return _last(_titled(noun), near) or document
    return document


def _behind_any(noun: str, near: str) -> str:
    """The text behind the last mention of a document of no name: "an Appendix", "each Act"."""
    any_ = rf"\b(?:[Aa]n?|[Aa]ny|[Ee]ach|[Ee]very|[Nn]o|[Aa]nother)\s(?:other\s)?{re.escape(noun)}\b(?!\s{_LABEL})"
    return near[max((one.end() for one in re.finditer(any_, near)), default=0) :]


def _titled(noun: str) -> str:
    """A pattern of names that end in `noun`: "Transition Schedule", "Enrolment Plan"."""
    return rf"\b(?:[A-Z][\w’'-]{{0,30}}\s){{1,6}}{noun}s?\b"


def _last(pattern: str, near: str) -> str:
    """The last name in `near` that a pattern finds, without the article in front of it; "" for none."""
    found = re.findall(pattern, near)
    return re.sub(r"^(?:The|That|This|Such)\s", "", found[-1]) if found else ""
