"""Look-alikes: what stands like a label and is none. Every exclusion has a name, so that nothing is dropped unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase, digits

from extract.needles import Needles, each, has_any

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A named exclusion: what `pattern` matches is `says`; a text without any of the `needles` has none."""

    name: str
    pattern: re.Pattern[str]
    says: str
    needles: Needles = ()


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
    LookAlike(
        "title-of-code",
        re.compile(r"\s(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R|Stat|F\.?R(?=\.?\s\d)|Fed\.\sReg)\b"),
        "15 U.S.C., 12 CFR, 85 FR",
    ),
    LookAlike(
        "place-in-statutes",
        re.compile(r"\sof\sthe\s(?:Revised\s|Consolidated\s)?Statutes\b"),
        "chapter 24 of the Statutes of Canada, 1999",
    ),
    LookAlike(
        "part-of-so-many", re.compile(r"\sof\s(?:the\s\d{1,2}|\d{1,4})\b(?!\(|\.\d)"), "part 1 of 3, page 2 of 9"
    ),
)
"""What follows a number that is no label; tried in this order."""
COMPANY = LookAlike(
    "company", re.compile(r"\s(?:Ltd|Limited|[Pp]lc|PLC|LLP|LLC|Inc|GmbH)\b"), "the name of a company: Clause AB Ltd"
)
TITLE = LookAlike(
    "year-of-title", re.compile(r"\(?(?:1[6-9]|20)\d\d\b(?![.(]\d)"), "the year of a title: … Regulations 1983"
)
"""What stands behind a word that ends a title, and is no label of a provision of that kind."""

_GOES_ON = (
    "of|and|or|to|in|is|shall|must|above|below|applies|apply|does|do|may|has|have|are|was|were|on|for|under|as|by|with|"
    "from|at|which|that|contains|sets|will|describes|provides|where"
)
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ARTICLE = re.compile(rf"[AI]\s(?!(?:{_GOES_ON})\b)[a-z]")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stretch of a provision's text that looks like a reference and is none, with the name of the reason."""

    provision: str
    start: int
    end: int
    text: str
    name: str


_BEHIND = re.compile("|".join(f"({alike.pattern.pattern})" for alike in BEHIND))
"""All of them as one; the number of the group tells which."""
_ENDED = frozenset(("", *",;.:()"))
"""With one of these behind a number nothing of `BEHIND` stands there."""


def not_a_label(text: str, start: int, end: int) -> str:
    """The name of the look-alike that the label at `start` to `end` is, "" where it is a label."""
    if not text[start].isdigit():
        if end == start + 1 and _ARTICLE.match(text, start):
            return "article"
        return COMPANY.name if text[start] in _CAPITALS and COMPANY.pattern.match(text, end) else ""
    found = _BEHIND.match(text, end) if text[end : end + 1] not in _ENDED else None
    return BEHIND[found.lastindex - 1].name if found is not None and found.lastindex else ""


def _number(name: str, needles: str, pattern: str, says: str) -> LookAlike:
    return LookAlike(name, re.compile(pattern), says, tuple(needles.split()))


_COUNT = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
NUMBERS: tuple[LookAlike, ...] = (
    _number("service-request", "SRV", r"\bSRVs?\s\d+(?:\.\d+)*", "the number of a service request variant"),
    _number(
        "version",
        "ersion er. elease ssue evision v V",
        r"\b(?:[Vv]ersions?|[Vv]er\.?|[Rr]elease|[Ii]ssue|[Rr]evision)[\s:]{1,2}\d+(?:\.\d+)*|\b[vV]\d+(?:\.\d+)*",
        "the version of a document",
    ),
    _number(
        "time", ": am pm hrs hours", r"\b\d{1,2}[:.]\d\d\s?(?:am|pm|hrs|hours)\b|\b\d{1,2}:\d\d\b", "a time of day"
    ),
    _number(
        "modification", "P", r"\b(?:(?:MP|DP|CP|SECMP)\d{2,5}|P\d{3,5})[A-Z]?\b(?!\.\d)", "a modification proposal"
    ),
    _number(
        "identifier",
        "Ref ID Id No Number CE",
        r"(?<!\)\s)\b(?:Ref|ID|Id|Reference|No|Number)\b[:.\s]{1,3}(?:ID[:\s]{1,2})?[A-Z0-9][A-Z0-9/-]{3,}"
        r"|\b[A-Z]\d[A-Z]{2}\d{3,}\b",
        "an identifier of a message or a case",
    ),
    _number("page", "age p.", r"\b(?:[Pp]ages?|pp?\.)\s\d+(?:\s?(?:of|[-–])\s?\d+)?", "a page number"),
    _number("money", "£ $ €", r"[£$€]\s?\d[\d,.]*", "an amount of money"),
    _number(
        "gazette",
        "Gazette",
        r"\bGazette,?\s(?:\(?(?:Extraordinary\s)?)Part\s(?:I{1,3}|[1-3])\b",
        "a part of an official gazette",
    ),
    _number("question", "Question", rf"\bQuestions?\s(?:{_COUNT}|\d+)\b", "a question of a consultation"),
)
"""Numbers that carry a name of their own."""
_VERSIONS = ("ersion", "ersions", "ver", "ver.", "Ver", "Ver.", "elease", "ssue", "evision")
CUES: Needles = (
    *("SRV", "CE", "£", "$", "€", "Gazette", "Question"),
    *each(_VERSIONS, " :", ("", " ", ":"), digits),
    *each("vVP", digits),
    *each(digits, (":", " am", "am", " pm", "pm", " hrs", "hrs", " hours", "hours")),
    *each(("Ref", "ID", "Id", "Reference", "No", "Number"), ":. "),
    *each(digits, ascii_uppercase),
    *each(("age ", "ages ", "p. ", "pp. "), digits),
)
"""One of these, with blanks for white space, is in every text in which one of them is found."""
_WITHOUT_DIGITS = tuple(alike for alike in NUMBERS if alike.name in ("identifier", "gazette", "question"))
_DIGIT = re.compile(r"\d")
"""All others have a digit."""


def named_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of `text` that are numbers of other things, with the name of the look-alike."""
    for alike in NUMBERS if _DIGIT.search(text) else _WITHOUT_DIGITS:
        if has_any(text, alike.needles):
            for match in alike.pattern.finditer(text):
                yield match.start(), match.end(), alike.name
