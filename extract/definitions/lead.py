"""The words of scope in front of a definition: "In this Part,", "For the purposes of this Clause 6:"."""

from __future__ import annotations

import re

_OPENER = (
    r"(?:(?:and|or)\s+)?(?:in|for\s+(?:the\s+)?purposes?\s+of|as\s+used\s+in|when\s+used\s+in|where\s+used\s+in|used\s+in|within|throughout"
    r"|under|unless|except|save|subject\s+to|where|if|notwithstanding|with\s+(?:respect|reference)\s+to|with\s+regard\s+to"
    r"|for\s+greater\s+certainty|for\s+the\s+avoidance\s+of\s+doubt|despite|to\s+the\s+extent|without\s+limit(?:ing|ation)"
    r"|however|accordingly|wherever|elsewhere|on\s+and\s+after|until|after|from|on|during)\b"
)
_NEXT_PLACE = (
    r"(?:(?:and|or)\s+)?(?:(?:in\s+)?(?:this|these|the)\s+)?(?:sub-?)?(?:sections?|clauses?|paragraphs?|parts?|schedules?|rules?|regulations?"
    r"|articles?|divisions?|chapters?|appendi(?:x|ces)|annex(?:es)?|items?)\b|(?:and\s+|or\s+|to\s+)?(?:\(|[A-Z]?\d)"
)
_LABEL = (
    r"\s*(?:notes?(?:\s+\d{1,3})?\s*[:.]\s*)?"
    r"(?:(?:[0-9]{1,3}[A-Z]?(?:\.[0-9]{1,3}[A-Z]?)*[.)]?|\([A-Za-z0-9.]{1,6}\))\s+){0,3}"
)
_FIRST = re.compile(rf"{_LABEL}(?=(?:{_OPENER}))", re.IGNORECASE)
_PART = re.compile(
    rf"(?:{_OPENER}|{_NEXT_PLACE})[^,:\n“”\"]{{0,250}}?(?:(?:,|:|—)\s*|(?=\bthe\s+(?:terms?|expressions?|words?|phrases?)\s))",
    re.IGNORECASE,
)

_CITED = re.compile(r"(?:[A-Z](?:\.[A-Z])+\.?(?:\s\d{4})?,\s+)(?:c(?:h|hap)?\.\s[\w.-]+,\s+)?")
"""Where an act stands in the statutes, behind its title: R.S.Q., c. R-9,"""

_SCOPE = re.compile(
    r"\b(?:in|within|throughout|purposes?\s+of|used\s+in|under)\s+(?:this|these|the|any|each|that|[\w-]+s?\s+(?-i:[\d(A-Z])|interpreting)",
    re.I,
)
_OWN = r"(?:part|section|schedule|act|rule|order|code|appendix|annex|chapter|article|clause|paragraph|regulation)s?"
_PLACE = re.compile(
    r"(?:for\s+the\s+purposes?\s+of|in|throughout|as\s+used\s+in)\s+(?:(?:this|these)\s+"
    rf"(?!(?-i:[A-Z])[\w-]*(?<!\b(?i:part))(?:\s(?-i:[A-Z])[\w-]*)+,)(?:[a-z-]+|[A-Z][\w-]+)(?:\s+(?:[0-9(][\w.()]*|(?-i:[B-Z]|[A-Z]{{2}})(?=\s)))?"
    rf"|(?:sub)?{_OWN}\s+(?:\([\w.]+\)|\d)[\w.()]*(?:(?:,|\s+(?:and|or|to))\s+[\d(][\w.()]*)*)\s+(?!(?:of|and|or|to|as|above|below)\b|\d[\w.()]*,)",
    re.IGNORECASE,
)

_VERB = re.compile(r"\s(?:means?|includes?|(?:has|have)\s+the\s+(?:same\s+)?meanings?)\s", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?!(?:and|or|unless|except|where|to)\b)(?:(?!\s(?:unless|except|where|if|in(?!\srespect\sof)|shall|must|may)\s)[\w\s,’'-]){2,160}?"
    r"\s(?:means?|includes?|(?:has|have)\s+the\s+(?:same\s+)?meanings?)\b",
    re.IGNORECASE,
)


_CONDITION = re.compile(r"\s*(?:if|where|unless|subject|despite|notwithstanding)\b[^,]*,\s*$", re.IGNORECASE)


def is_scope(words: str) -> bool:
    """Whether words in front of a definition say where it holds, and not only when: "If …," is no scope."""
    return bool(words) and _SCOPE.search(words) is not None and not _CONDITION.match(words)


def lead_end(text: str, start: int, end: int) -> int:
    """Where the words of scope that open at `start` end; `start` where there are none.

    They are parts set off by commas or a colon, each opening with a preposition of scope or going on with a place.
    """
    first = _FIRST.match(text, start, end)
    if first is None:
        return start
    at = first.end()
    for _ in range(6):
        place = _PLACE.match(text, at, end)
        if place and _SUBJECT.match(text, place.end(), min(end, place.end() + 200)):
            return place.end()
        part = _PART.match(text, at, end)
        if part is None or _VERB.search(part[0]):
            break
        cited = _CITED.match(text, part.end(), end)
        at = cited.end() if cited else part.end()
    return at if at > first.end() else start
