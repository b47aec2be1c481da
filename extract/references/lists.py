"""Lists and ranges of labels under one unit word: "4(1) and (2), 6(3) and 10", "(a) to (d)", "7.9A - 7.9D"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.labels import normal, roman
from ontology.record import record

from .labels import LABEL, POINT, SPELLED, complete, decimal
from .lookalikes import not_a_label

_AS = (
    r"(?:as\sthe\scase\smay\s(?:be|require)|as\s(?:appropriate|applicable|relevant)|where\s(?:applicable|relevant|appropriate)|"
    r"if\s(?:applicable|any|relevant)|to\sthe\sextent\s(?:applicable|relevant|necessary)|in\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)"
)
"""What may stand between "and" and the label that it joins: "or, as the case may be, 18", "and (in Scotland) 7"."""
JOINER = re.compile(
    rf"\s{{0,2}},?\s(?:and|or|nor)(?:,\s{_AS},\s|\s\({_AS}\)\s)|"
    r"\s{0,2}[,;]\s{0,2}(?:(?:and/or|and|or|nor|&)\s{1,2})?|\s{0,2}(?:&|/)\s{0,2}|\s{1,2}(?:and/or|and|or|nor)\s{1,2}"
)
CLOSING = re.compile(r"\s{0,2}(?:[,;]\s{0,2})?(?:&|/|\b(?:and/or|and|or|nor)\b)")
RANGE = re.compile(r"\s{0,2}[–—‑−-]\s{0,2}|,?\s{1,2}(?:up\s)?(?:to|through|until)(?:\sand\sincluding)?\s{1,2}")
INCLUSIVE = re.compile(r"\s{0,2},?\s{0,2}(?:\((?:both\s)?inclusive\)|\b(?:both\s)?inclusive\b)", re.IGNORECASE)
HEADING = re.compile(r"\s{0,2}\(([A-Za-z][^()]{2,120}(?:\([^()]{1,60}\)[^()]{0,60})?)\)")
_A_DIVISION = re.compile(r"(?:Part|Section|Chapter|Annex|Appendix)s?\s(?:\d{1,3}|[IVX]{1,5}|[A-Z])[A-Z]?")
"""In brackets behind a label it tells which part is meant, and is no heading: Schedule 5 (Part 2)."""
_NOT_A_HEADING = re.compile(
    r"(?:the|a|an|as|or|and|if|in|on|of|at|by|to|which|that|where|when|whether|see|other|except|excluding|including|"
    r"being|each|together|both|inclusive|for|with|without|unless|but|not|i\.e\.|e\.g\.|s\.|c\.|ch\.|no\.|from|under|"
    r"is|are|was|were|may|shall|must|it|its|this|these|those|any|all|also|hereinafter|referred|formerly|now|since|"
    r"subject|within|made|read|further|collectively|repealed|revoked|omitted|reserved|asp|anaw|nia)\b|.{0,60}[\"“”]",
    re.IGNORECASE,
)
FAR = 60
"""Numbers that lie farther apart are no range in "point 103-298", one name, but are in "sections 150-230"."""
_PLURAL = re.compile(r"(?:s\.?|§§)\s{0,2}$")


@record
@dataclass(frozen=True, slots=True)
class Member:
    """One label at `start` to `end`; `through` is the last label of a range, `heading` its name in brackets."""

    label: str
    start: int
    end: int
    through: str = ""
    heading: str = ""


def read(text: str, at: int) -> tuple[tuple[Member, ...], int]:
    """The labels of the list that begins at `at`, and the offset behind the last; nothing where none begins there."""
    found: list[Member] = []
    member = _member(text, at, "")
    while member is not None:
        found.append(member)
        at = member.end
        joiner = JOINER.match(text, at)
        if joiner is None:
            break
        member = _member(text, joiner.end(), found[-1].through or found[-1].label)
        if member is not None and _doubtful(text, joiner[0], found[-1], member):
            break
    return tuple(found), at


def _doubtful(text: str, joiner: str, before: Member, member: Member) -> bool:
    """Whether a further label after a comma is likelier a year, or the number of what comes next."""
    year = re.fullmatch(r"(?:1[6-9]|20)\d\d", member.label)
    return bool(year) and len(re.match(r"\w*", before.label)[0]) < 4  # type: ignore[index]


def _label(text: str, at: int, before: str) -> tuple[str, int] | None:
    """The whole label at `at`, completed from the label `before` it, and its end."""
    match = LABEL.match(text, at)
    if before and text.startswith(".", at) and (tail := POINT.match(text, at)):
        whole = decimal(before, tail[0])
        return (whole, tail.end()) if whole is not None and not not_a_label(text, at + 1, tail.end()) else None
    if match is None or not_a_label(text, at, match.end()):
        return None
    label = SPELLED.get(match[0]) or normal(match[0])
    if before and _shape(label) not in _SHAPES[_shape(before)]:
        return None
    if before and label.startswith("("):
        whole = complete(before, label)
        if whole is None:
            return None
        label = whole
    return label, match.end()


def _shape(label: str) -> str:
    """What a label begins with: "(", a digit "0", a letter before a digit "A0", or letters alone "A"."""
    if label[0] == "(" or label[0].isdigit():
        return "(" if label[0] == "(" else "0"
    return "A0" if any(c.isdigit() for c in label) else "A"


_SHAPES = {"(": ("(", "0"), "0": ("(", "0", "A0"), "A0": ("(", "0", "A0", "A"), "A": ("(", "A", "A0")}
"""Which shapes may follow a shape in one list."""


def _member(text: str, at: int, before: str) -> Member | None:
    """The label or range at `at`, with a heading in brackets behind it."""
    first = _label(text, at, before)
    if first is None:
        return None
    label, end = first
    through = ""
    dash = RANGE.match(text, end)
    if dash is not None and (last := _label(text, dash.end(), label)) is not None and follows(label, last[0]):
        if dash[0] == "-" and _hyphenated(text, at, label, last[0]):
            return Member(f"{label}-{last[0]}", at, last[1])
        through, end = last
    if through and (inclusive := INCLUSIVE.match(text, end)) is not None:
        end = inclusive.end()
    heading = HEADING.match(text, end)
    if heading is not None and not _NOT_A_HEADING.match(heading[1]):
        name = "" if _A_DIVISION.fullmatch(heading[1]) else heading[1]
        end = heading.end()
        dash = None if through else RANGE.match(text, end)
        if dash is not None and (last := _label(text, dash.end(), label)) is not None and follows(label, last[0]):
            through, end = last
        return Member(label, at, end, through, name)
    return Member(label, at, end, through)


def _hyphenated(text: str, at: int, first: str, last: str) -> bool:
    """Whether two numbers joined by a hyphen are one name, and no range: far apart, and no plural before them."""
    far = first.isdigit() and last.isdigit() and int(last) - int(first) > FAR
    return far and not _PLURAL.search(text, max(0, at - 4), at)


_FIRST_NUMBER = re.compile(r"\d+")


def follows(first: str, last: str) -> bool:
    """Whether `last` can close a range that `first` opens: labels of one shape."""
    if first == last or (first[0] == "(") != (last[0] == "(") or first[0].isdigit() != last[0].isdigit():
        return False
    if first.isdigit() and last.isdigit():
        return int(first) < int(last)
    if (a := _FIRST_NUMBER.match(first)) and (b := _FIRST_NUMBER.match(last)) and int(b[0]) < int(a[0]):
        return False
    if a and b and "." in first and "." not in last and int(b[0]) == int(a[0]):
        return False
    if first.isalpha() and last.isalpha():
        return (len(first) == len(last) and first < last) or (roman(first) is not None and roman(last) is not None)
    return True
