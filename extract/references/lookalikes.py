"""Look-alikes: what stands like a label and is none. Every exclusion has a name, so that nothing is dropped unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A named exclusion: `behind` matches what follows the label, `around` the label with what follows it."""

    name: str
    pattern: re.Pattern[str]
    says: str


BEHIND: tuple[LookAlike, ...] = (
    LookAlike("date", re.compile(rf"(?:st|nd|rd|th)?\s(?:{_MONTHS})\b"), "a day of a month"),
    LookAlike(
        "quantity",
        re.compile(
            r"[\s-](?:(?:consecutive|calendar|business|working|clear|additional|more|full|further)\s)?"
            r"(?:Working\sDays?|Business\sDays?|days?|weeks?|months?|years?|hours?|minutes?|seconds?|per\s?cent|"
            r"percent|times|persons?|people|units?|copies|metres?|meters?|feet|miles?|litres?|dollars?|"
            r"k[gmWV]h?|MWh?|mm|cm|°C)\b"
        ),
        "a number of days, persons, kilometres",
    ),
    LookAlike("percentage", re.compile(r"\s?(?:%|per\scent)"), "a percentage"),
    LookAlike("part-of-so-many", re.compile(r"\sof\s\d{1,4}\b(?!\()"), "part 1 of 3, page 2 of 9"),
)
"""What follows a number that is no label; tried in this order."""

_ARTICLE = re.compile(r"[AI]\s(?!(?:of|and|or|to|in|is|shall|must|above|below|applies|apply|does|do|may|has|have|are|was|"
                      r"were|on|for|under|as|by|with|from|at|which|that|contains|sets|will|describes|provides|where)\b)[a-z]")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stretch of a provision's text that looks like a reference and is none, with the name of the reason."""

    provision: str
    start: int
    end: int
    text: str
    name: str


def not_a_label(text: str, start: int, end: int) -> str:
    """The name of the look-alike that the label at `start` to `end` is, "" where it is a label."""
    if _ARTICLE.match(text, start) and end == start + 1:
        return "article"
    if text[start] in "(" or not text[start].isdigit():
        return ""
    for alike in BEHIND:
        if alike.pattern.match(text, end):
            return alike.name
    return ""


NUMBERS: tuple[LookAlike, ...] = (
    LookAlike("service-request", re.compile(r"\bSRVs?\s\d+(?:\.\d+)*"), "the number of a service request variant"),
    LookAlike("version", re.compile(r"\b(?:[Vv]ersions?|[Vv]er\.?|[Rr]elease|[Ii]ssue|[Rr]evision)[\s:]{1,2}\d+(?:\.\d+)*|\b[vV]\d+(?:\.\d+)*"), "the version of a document"),
    LookAlike("time", re.compile(r"\b\d{1,2}[:.]\d\d(?:\s?(?:am|pm|hrs|hours))\b|\b\d{1,2}:\d\d\b"), "a time of day"),
    LookAlike("modification", re.compile(r"\b(?:MP|DP|CP|SECMP|P)\d{2,5}[A-Z]?\b"), "a modification proposal"),
    LookAlike("identifier", re.compile(r"\b(?:Ref|ID|Id|Reference|No|Number)\b[:.\s]{1,3}(?:ID[:\s]{1,2})?[A-Z0-9][A-Z0-9/-]{3,}|\b[A-Z]\d[A-Z]{2}\d{3,}\b"), "an identifier of a message or a case"),
    LookAlike("page", re.compile(r"\b(?:[Pp]ages?|pp?\.)\s\d+(?:\s?(?:of|[-–])\s?\d+)?"), "a page number"),
    LookAlike("money", re.compile(r"[£$€]\s?\d[\d,.]*"), "an amount of money"),
    LookAlike("question", re.compile(r"\bQuestions?\s(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d+)\b"), "a question of a consultation"),
)  # fmt: skip
"""Numbers that carry a name of their own."""


def named_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of `text` that are numbers of other things, with the name of the look-alike."""
    for alike in NUMBERS:
        for match in alike.pattern.finditer(text):
            yield match.start(), match.end(), alike.name
