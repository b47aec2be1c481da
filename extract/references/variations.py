"""The many wordings by which a sentence changes the text that it refers to, beside "is varied as follows"."""

from __future__ import annotations

import re

from extract.needles import has_any

_BE = r"(?:(?:shall|will|must)\sbe|(?:is|are)(?:\sto\sbe)?)"
_EFFECT = r"(?:(?:shall|will)\s(?:be\sread|apply|have\seffect|take\seffect)|appl(?:y|ies)|(?:has|have|takes?)\seffect)"
_CHANGE = (
    r"(?:modifications?|variations?|amendments?|changes?|substitutions?|omissions?|additions?|insertions?|deletions?)"
)
_EDITED = r"(?:omitted|deleted|inserted|replaced|substituted|added|left\sout|struck\sout|disregarded|ignored)"
_EDIT = r"(?:add|insert|substitute|read|omit|delete|leave\sout|replace)"
_QUOTED = r"(?:“[^”]{1,120}”|\"[^\"]{1,120}\"|‘[^’]{1,120}’|'[^']{1,120}')"

_BEHIND = re.compile(
    rf"\s(?:{_BE}\s(?:read|construed|interpreted|treated|understood|taken)\s"
    r"(?:[^.;:]{0,60}?\s)?(?:without|as\s(?:if|though|[a-z]+ing)|so\sas\sto|to\s(?:include|exclude|mean))\b"
    rf"|{_EFFECT}(?:,[^.;:]{{0,80}},|\s[^.;:,]{{0,80}}?)?\s(?:as\s(?:if|though)|with\s(?:the\s)?(?:following\s)?{_CHANGE})\b)"
    rf"|,?\s(?:after|before|for|in\splace\sof|instead\sof|at\sthe\send,?)\s[^.;:]{{0,120}}?\b{_EDIT}\b"
    rf"|,?\s(?:the\s)?(?:words?|figures?|references?|definitions?|sentences?)\b[^.;:]{{0,200}}?\s{_BE}\s{_EDITED}\b"
)
"""What stands behind a reference whose text is changed: "is to be read without", ", after “X” add “Y”"."""
_FOLLOWS = re.compile(r",?\s(\w+)")
_EDITING_WORDS = """
shall will must is are apply applies has have take takes after before for in instead at the word words
figure figures reference references definition definitions sentence sentences do does
"""
_EDITING = frozenset(_EDITING_WORDS.split())
"""The first words of what `_BEHIND` and `_ELSEWHERE` find."""
_READ_AS = re.compile(
    rf",?\s(?:{_QUOTED}|(?:a\s|the\s|any\s)?references?\sto\s[^.;:]{{1,100}}?)\s"
    r"(?:shall|will|is\sto|are\sto|is|are)\s(?:be\s)?(?:taken|read|construed|understood|treated|means?)\b"
)
_IN = re.compile(r"\bIn\s(?:the\s)?$")
_BEFORE = re.compile(
    rf"\b[Ff]or\s{_QUOTED}\s(?:substitute|read)\s{_QUOTED}\s(?:in|at\sthe\send\sof)\s(?:the\s)?$"
    rf"|\b(?:[Oo]mit|[Dd]elete|[Ii]nsert|[Aa]dd)\s[^.;:]{{0,120}}?\b(?:in|from|to|into|at\sthe\send\sof)\s(?:the\s)?$"
    r"|\b[Bb]y\sway\sof\s(?:derogation|departure|exception)\s(?:from|to)\s(?:the\s)?$|\b[Ii]n\sderogation\s(?:from|of)\s(?:the\s)?$"
)
"""What stands before one: "For “X” substitute “Y” in", "By way of derogation from"."""
_IN_BEFORE = ("substitute", "read", "mit", "elete", "nsert", "dd", "derogation", "departure", "exception")
"""One of these is in whatever `_BEFORE` finds."""
_ELSEWHERE = re.compile(
    r"\s(?:(?:has|have)\sno\s(?:force\sor\s)?effect|(?:shall|will|do|does)\snot\shave\seffect|(?:shall|will)\shave\sno\seffect"
    r"|(?:shall|will)\shave\seffect\ssubject\sto)\b"
)
"""What is a change only where it is said of another document: there it switches its text off."""
_PURPOSE = re.compile(r"\b[Ff]or\s(?:the\s)?purposes?\sof\s(?:the\s)?$")
_MEANING = re.compile(
    rf",\s(?:(?:the\s|an?\s)?{_QUOTED}|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){{0,5}}|(?:a\s|any\s)?references?\sto\s[^.;:,]{{1,80}})\s"
    r"(?:includes?|means?|does\snot\sinclude|(?:shall|is\sto|are\sto)\s(?:be\s)?(?:read|treated|taken|construed|mean|include))\b"
)


def first_word(after: str) -> str:
    """The first word behind a reference and a comma; "" where none stands there."""
    follows = _FOLLOWS.match(after)
    return follows[1] if follows is not None else ""


def varies(text: str, start: int, end: int, foreign: bool) -> bool:
    """Whether the sentence changes the text that the reference at `start` to `end` means.

    `foreign` tells that this is another document's: of it alone are some wordings a change, such as "has no effect".
    """
    before, after = text[max(0, start - 200) : start], text[end : end + 260]
    word = first_word(after)
    if (word in _EDITING and _BEHIND.match(after)) or (has_any(before, _IN_BEFORE) and _BEFORE.search(before)):
        return True
    if "In" in before[-7:] and _IN.search(before) and _READ_AS.match(after):
        return True
    if not foreign:
        return False
    if word in _EDITING and _ELSEWHERE.match(after):
        return True
    return after.startswith(",") and bool(_PURPOSE.search(before) and _MEANING.match(after))
