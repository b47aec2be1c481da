"""References to the past, which do not dangle: as it read before, the repealed …, rights that arose under …"""

from __future__ import annotations

import re

from extract.needles import Needles, each, has_any

_PAST_AFTER = re.compile(
    r"[,\s]{0,2}(?:—\s|\()?(?:as\s(?:it|they|that|those|the)\b[^.;]{0,60}?\b(?:read|had\seffect|stood|was|were|existed|applied)\b"
    r"|as\s(?:in\sforce|it\swas\sin\sforce|enacted|originally\senacted|made)\s(?:on|at|immediately|before|prior)"
    r"|(?:immediately\s)?before\s(?:its|their|the)\s(?:repeal|revocation|expiry|replacement)"
    r"|before\s(?:it|they|that\s\w+)\s(?:was|were|is)\s(?:repealed|revoked|replaced|amended)"
    r"|(?:provided|required|allowed|stood|applied)\suntil\s|in\sforce\simmediately\sbefore|as\senacted\b(?!\sby\b)|\((?:now\s)?(?:repealed|revoked)\))"
)
_PAST_BEFORE = re.compile(
    r"\b(?:former|formerly|repealed|revoked|previous|old)\s(?:the\s)?$|\bthe\s(?:former|repealed|revoked|old)\s$"
    r"|\bformer\s[A-Z]\w+[”\"]?\smeans\s(?:the\s)?$|\benact(?:ed)?\b[^.;]{0,60}\bto\sreplace\s(?:the\s)?$"
)
_PAST_WORD = re.compile(r"^[Tt]he\s(?:former|repealed|revoked|old)\s")
_GOES_ON = re.compile(
    r"[,\s]{0,2}continues?\sto\s(?:apply|have\s(?:force\sand\s)?effect|be\sin\sforce)\b(?=[^.;]{0,200}\b(?:before|as\sif|granted|issued|made|arising"
    r"|notwithstanding|despite|in\srespect\sof|in\srelation\sto|with\srespect\sto)\b)"
)
"""What saves a text that ends: "regulation 6(2) continues to have effect in relation to records made before …"."""
_ENDS = re.compile(r"\s(?:ceases?\sto\s(?:have\s(?:force\sor\s)?effect|apply|be\sin\sforce)|expires?|lapses?)\b")
_UNTIL = ("before", "after", "once", "despite")
"""Behind these, and before words that it ends, the end of a text is reckoned with: "after that Order expires"."""
_ASIDE = r"(?:,\s(?:[Cc]hapter|c\.)\s[^.;]{1,60}?(?:\s(?:1[5-9]|20)\d\d)?,)?"
"""Where a statute is to be found, between its title and what is said of it: ", chapter 24 of the Statutes, 1999,"."""
_BEGAN = re.compile(
    _ASIDE + r"(?:\s|(?<=\d))(?:(?:first\s)?came\sinto\s(?:force|effect)|(?:was|were|is|are|had\sbeen)\s(?:hereby\s)?"
    r"(?:repealed|revoked|rescinded)|(?:had\s)?(?:expired|lapsed)|ceased\sto\s(?:apply|have\seffect|be\sin\sforce)|"
    r"had\snot\s(?:been\s(?:repealed|revoked)|expired))\b"
)
_SAVED = re.compile(
    r"\b(?:granted|issued|made|given|held|registered|approved|fell\sdue|fallen\sdue|accrued|accruing|arose|arisen|arising|incurred|begun|commenced|"
    r"acquired|done|taken|paid|established|authori[sz]ed|appointed|licensed|certified|valid|in\sforce|required|brought|entered\sinto)\b"
    r"[^.;]{0,60}\b(?:under|pursuant\sto|by\svirtue\sof|in\saccordance\swith|by)\s(?:the\s)?$"
)
_SAVING = re.compile(
    r"\b(?:is|are)\s(?:hereby\s)?continued\b|\b(?:while|when)\s(?:it|they|that\s\w+)\s(?:was|were)\sin\sforce\b"
    r"|\bimmediately\sbefore\b|\bbefore\s(?:(?:that|the|this)\s(?:day|date|time|repeal|expiry|revocation|lapse|end)|(?:its|their)\s"
    r"(?:expiry|repeal|revocation|lapse)|(?:it|they)\s(?:expire|lapse|cease|end)|the\scoming\sinto\sforce)"
    r"|\b(?:before|prior\sto)\s(?:[A-Z][a-z]+\s\d|\d|the\s\w+\s(?:date|day)\b)|\b(?:deemed|taken|considered)\sto\shave\sbeen\b|\bas\sif\s(?:it|they)\shad\snot\b|\bdespite\s(?:its|their|the)\s(?:repeal|expiry|lapse)"
)
_PENDING = re.compile(
    r"\b(?:in\sprogress|pending|under\sway|not\s(?:yet\s)?(?:completed|concluded|decided|disposed\sof))\b[^.;]{0,120}?"
    r"\b(?:comes?\sinto\sforce|came\sinto\sforce|(?:is|are|was|were)\srepealed|expir(?:es|y)|lapses?)\b[^.;]{0,40}?"
    r"\b(?:continues?|(?:is|are)\sto\sbe|(?:shall|will|must)\s(?:be\s)?(?:continued?|dealt\swith|concluded|completed|decided|disposed))\b"
)
"""What was begun under a text goes on under it."""
_ENDS_PAST = ("former", "formerly", "repealed", "revoked", "previous", "old", "means", "replace")
_ENDS_SAVED = ("under", "pursuant to", "virtue of", "accordance with", "by")
"""What `_PAST_BEFORE` and `_SAVED` find ends in one of these, but for an article."""
_FOLLOWS = re.compile(r"[,\s]{0,2}(?:—\s)?\({0,2}(\w+)")
_BEGINS_PAST_WORDS = """
as immediately before provided required allowed stood applied in now repealed revoked first came was were is are had
expired lapsed ceased chapter Chapter c continue continues
"""
_BEGINS_PAST = frozenset(_BEGINS_PAST_WORDS.split())
"""The first words of what `_PAST_AFTER` and `_BEGAN` find behind a reference."""
_IN_PENDING = ("progress", "pending", "way", "completed", "concluded", "decided", "disposed")
"""One of these is in whatever `_PENDING` finds."""
PAST: Needles = (
    *each(("as ",), ("it", "they", "that", "those", "the", "in force", "enacted", "originally", "made")),
    *("before", "prior to", "until", "former", "previous", "old ", "in force", "into force", "came into", "replace"),
    *("repeal", "revo", "rescinded", "expir", "lapse", "ceased to", "continued", "had not", "to have been"),
)
"""One of these, with blanks for white space, is in every text in which `historical` finds something."""
LAST = 30
"""Characters in which the last words before a reference and an article are looked for."""
REACH = 300
"""Characters to either side in which the sentence of a reference is looked at."""


def historical(text: str, start: int, end: int) -> bool:
    """Whether the words around the reference at `start` to `end` speak of the past."""
    before = text[max(0, start - REACH) : start]
    follows = _FOLLOWS.match(text, end)
    if (
        follows
        and follows[1] in _BEGINS_PAST
        and (_PAST_AFTER.match(text, end) or _BEGAN.match(text, end) or _GOES_ON.match(text, end))
    ):
        return True
    near, last = before[-120:], before_the(before)
    if last.endswith(_ENDS_PAST) and _PAST_BEFORE.search(near):
        return True
    if text.startswith(("the", "The"), start) and _PAST_WORD.match(text[start:end]):
        return True
    if has_any(before, _IN_PENDING) and _PENDING.search(before[_begins(before) :]):
        return True
    if has_any(last[-8:], _UNTIL) and _ENDS.match(text, end):
        return True
    saved = last.endswith(_ENDS_SAVED) and _SAVED.search(near)
    return bool(saved) and _SAVING.search(_sentence(text, start, end)) is not None


def before_the(before: str) -> str:
    """The last words of the text before a reference, but for "the"; the first of them may be cut."""
    return " ".join(before[-LAST:].split()).removesuffix(" the")


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a reference, as far as it is within reach."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    first = _begins(before)
    ends = [at for mark in (". ", "; ") if (at := after.find(mark)) >= 0]
    return before[first:] + " " + after[: min(ends, default=len(after))]


def _begins(before: str) -> int:
    """Where the last sentence of the text before a reference begins."""
    return max(before.rfind(". "), before.rfind("; ")) + 1
