"""What a sentence does with a reference: cites it, takes a meaning from it, changes it."""

from __future__ import annotations

import re

from extract.needles import Needles, has_any
from ontology.model import ReferenceRole

from .variations import varies

_CHANGED = (
    r"(?:varied|amended|modified|disapplied|replaced|substituted|deleted|omitted|removed|suspended|supplemented|"
    r"extended|restricted|overridden)"
)
_ADVERB = r"(?:(?:hereby|temporarily|also|accordingly|further|each|both|all|then|therefore)\s){0,2}"
_BE = (
    r"(?:(?:shall|will|must)\s(?:also\s)?be|is\sto\sbe|are\sto\sbe|is|are|(?:shall|will)\sbe\sdeemed\s(?:to\sbe\s)?|"
    r"deemed\sto\sbe)"
)
_AS_IF = (
    r"(?:(?:shall|will|must|is\sto|are\sto)\s(?:also\s)?)?(?:(?:be\s)?(?:read|construed|interpreted|treated)|appl(?:y|ies)|"
    r"have\seffect|has\seffect|take\seffect)"
)
_ASIDE = r"(?:\s\([^()]{0,120}\)|,[^,.;:]{1,80},(?=\s(?:shall|is|are|will)))?"
_PASSIVE = re.compile(
    rf"{_ASIDE}\s(?:"
    rf"{_BE}\s{_ADVERB}{_CHANGED}\b(?!\sfrom\stime\sto\stime|\sin\saccordance|\spursuant|\sby\sthe\sSecretary)"
    rf"|{_BE}\s{_ADVERB}(?:added|inserted)\b"
    rf"|(?:{_BE}\s)?(?:to\sbe\s)?{_AS_IF}(?:\s[^.;:]{{0,160}}?)?\s(?:as\sif|with\sthe\sfollowing\s(?:modification|variation|amendment|change)|"
    r"subject\sto\sthe\sfollowing\s(?:modification|variation|amendment|change))"
    rf"|(?:and\s)?{_ADVERB}{_CHANGED}\sas\s(?:follows|set\sout)"
    r")",
)
_OTHERS = re.compile(
    rf"{_ASIDE}\s(?:(?:do|does|shall|will)\snot\sapply|(?:shall|will)\s(?:no\slonger|cease\sto)\sapply|ceases?\sto\sapply|"
    r"(?:is|are)\snot\sto\sapply|(?:shall\sbe|is|are)\sof\sno\seffect)\b"
)
_MATTER = (
    r"(?:(?:the\s)?(?:requirements?|provisions?|effect|operation|application|wording|text|terms?|meaning|obligations?|"
    r"definitions?(?:\sof\s[^.;:,]{1,60}?)?)\s(?:of|in|under)\s)?(?:the\s)?"
)
_ACTIVE = re.compile(
    r"(?:\b(?:varies|amends|modifies|disapplies|replaces|overrides|supplements|suspends|substitutes)"
    r"|\b(?:[Tt]his|[Cc]lauses?|[Ss]ections?|[Pp]aragraphs?|Appendix|Part|[Pp]rovisions?|[Rr]equirements?)\b[^.;:]{0,60}"
    r"\s(?:shall|hereby|will)\s(?:hereby\s)?(?:vary|amend|modify|disapply|replace|override|supplement|suspend))"
    rf"(?:\s(?:and|or)\s\w+)?\s(?:temporarily\s)?{_MATTER}$"
)
_PLACE = re.compile(
    rf"(?:\b(?:[Ii]n\splace\sof|[Ii]nstead\sof|[Ii]n\ssubstitution\sfor|[Ii]n\slieu\sof)\s{_MATTER}"
    r"|\b(?:shall\sbe|is|are|be|deemed|deemed\sto\sbe)\s(?:deemed\s(?:to\sbe\s)?)?(?:inserted|added|included|incorporated),?\s"
    r"(?:immediately\s)?(?:in|into|to|after|before|at\sthe\s(?:end|beginning)\sof|under)\s(?:the\send\sof\s)?(?:the\s)?"
    r"|\b(?:shall\sbe|is|are|be)\s(?:deemed\s(?:to\sbe\s)?)?(?:deleted|removed|omitted|struck)\s(?:out\s)?from\s(?:the\s)?"
    r"|\b(?:following|these)\s(?:modifications?|variations?|amendments?|changes?)\s(?:to|of|in)\s(?:the\s)?)$"
)
_OUTCOME = re.compile(r"\b(?:so\sthat|as\sif|such\sthat|references?\sto|\bif|where)\b[^.;:]{0,140}$")
_READ_IN = re.compile(r"\b[Rr]eferences?\s(?:(?:made|contained)\s)?(?:in|within)\s(?:the\s)?$")
_READ_AS = re.compile(
    r"(?:\s\([^()]{0,120}\))?\sto\s[^.;:]{1,140}\s(?:shall|will|is|are)\s(?:to\s)?be\s(?:read|construed|interpreted|treated)\b"
)
_OF_THE_FOLLOWING = re.compile(r"\bfollowing\s[^.;:]{0,60}?\b(?:of|in)\s(?:the\s)?$")
_IS_CHANGED = re.compile(
    r"\s(?:(?:shall|will)\s(?:apply|be\sread|have\seffect)|appl(?:y|ies)|(?:has|have)\seffect|(?:is|are|shall\sbe)\s\w+)\b[^.;:]{0,60}"
    r"\b(?:following\s(?:modifications|variations|amendments|changes)|as\sfollows)\b"
)
_MAY = re.compile(
    r"\b(?:may|can|could|power\sto)\s(?:\w+\s)?(?:direct|determine|decide|propose|require|request|agree|consent)\b[^.;:]{0,120}$"
)
_POWER = re.compile(
    r"\b(?:not|never|may|might|cannot|can|could|propos\w+|power|seeks?|wish\w*|nothing|without|if)\b[^.;:]{0,60}$"
)
_MEANING = re.compile(
    r"(?:\bthe\s(?:same\s)?(?:respective\s)?meanings?\s(?:(?:as\s)?(?:is\s|are\s)?(?:given|ascribed|assigned|attributed|set\sout|"
    r"specified|provided|defined|has|have|had|used)?\s?(?:to\s(?:it|them|that\sterm|those\sterms|that\sexpression|such\sterms?|each)\s)?)"
    r"(?:in|by|under|for\sthe\spurposes\sof|as\sin|within)\s(?:the\s)?"
    r"|\b(?:as|is|are|being)\s(?:so\s)?defined\s(?:in|by|under|for\sthe\spurposes\sof)\s(?:the\s)?"
    r"|\bmeanings?\s(?:given|ascribed|assigned|set\sout)\s[^.;:]{0,60}?\b(?:in|by|under)\s(?:the\s)?)$"
)
_LEAD = re.compile(
    rf"\b(?:following|set\sout\sbelow|listed\sbelow)\b[^.;]{{0,160}}\b{_BE}\s{_ADVERB}{_CHANGED}\b"
    rf"|\b{_BE}\s{_ADVERB}{_CHANGED}\s(?:as\s(?:follows|set\sout\sbelow)|in\sthe\sfollowing)"
    r"|\b(?:(?:shall|will)\s(?:apply|be\sread|have\seffect)|appl(?:y|ies)|(?:has|have)\seffect)\b[^.;]{0,120}\b(?:modifications|variations|amendments|changes)\b[^.;]{0,40}(?::|[–—-]\s*$)"
    rf"|\bfollowing\s(?:provisions|[Ss]ections|[Cc]lauses|paragraphs)\b[^.;]{{0,120}}\b(?:shall|do|does)\snot\sapply\b"
    rf"|\b(?:varies|amends|modifies|disapplies)\s(?:[^.;]{{0,60}}\s)?(?:the\s)?following\b",
)

_FOLLOWS = re.compile(r",|\s(?:\(|(\w+))")
_ACTING_WORDS = """
shall will must is are deemed be to read construed interpreted treated apply applies have has take and
hereby temporarily also accordingly further each both all then therefore varied amended modified disapplied
replaced substituted deleted omitted removed suspended supplemented extended restricted overridden do does
cease ceases
"""
_ACTING = frozenset(_ACTING_WORDS.split())
"""The first words of what `_PASSIVE` and `_OTHERS` find behind a reference, where no aside comes before them."""
IN_LEADS = ("follow", "below", "modifications", "variations", "amendments", "changes")
_IN_CHANGES = (
    "varies", "amend", "modif", "disappl", "replace", "override", "supplement", "suspend", "substitut", "vary",
    "place", "nstead", "lieu", "inserted", "added", "included", "incorporated", "deleted", "removed", "omitted",
    "struck", "variation", "change",
)  # fmt: skip
_IN_MEANINGS = ("meaning", "defined")
"""One of these is in whatever `_LEAD`, `_ACTIVE` or `_PLACE`, and `_MEANING` find."""

CHANGES: Needles = (
    "varied", "varies", "vary", "variation", "amend", "modif", "disappl", "replac", "substitut", "elet", "omit", "Omit",
    "omission", "remov", "suspend", "supplement", "extended", "restricted", "overrid", "add", "Add", "nsert", "includ",
    "incorporat", "change", "left out", "leave out", "struck", "disregard", "ignored", "place of", "nstead of",
    "lieu of", "derogation", "departure", "exception", "as if", "as though", "the following", "not apply",
    "longer apply", "to apply", "no effect", "no force", "have effect", "read", "constru", "interpreted", "treated",
    "understood", "taken", "eference", "mean", "defined",
)  # fmt: skip
"""One of these, with blanks for white space, is in every text in which `role` finds another one than "cites"."""


def role(text: str, start: int, end: int, foreign: bool) -> ReferenceRole:
    """What the sentence does with the reference at `start` to `end`; `foreign` tells that it names another document."""
    before, after = text[max(0, start - 160) : start], text[end : end + 260]
    if "eference" in before and _READ_IN.search(before) and _READ_AS.match(after):
        return "varies"
    if _may_act(after) and (_PASSIVE.match(after) or (foreign and _OTHERS.match(after))):
        return (
            "cites" if _OUTCOME.search(before) or _OF_THE_FOLLOWING.search(before) or _MAY.search(before) else "varies"
        )
    if listed_below(text, start):
        return "varies"
    if varies(text, start, end, foreign) and not _OUTCOME.search(before) and not _MAY.search(before):
        return "varies"
    if has_any(before, _IN_CHANGES) and (_ACTIVE.search(before) or _PLACE.search(before)) and not _POWER.search(before):
        return "varies"
    return "imports" if has_any(before, _IN_MEANINGS) and _MEANING.search(before) else "cites"


def _may_act(after: str) -> bool:
    """Whether what stands behind a reference may say that it is changed: by its first word, or behind an aside."""
    follows = _FOLLOWS.match(after)
    return follows is not None and (follows[1] is None or follows[1] in _ACTING)


def leads(text: str) -> bool:
    """Whether a provision opens a list of changes: "The following Sections are varied as set out below:"."""
    return has_any(text, IN_LEADS) and _LEAD.search(text) is not None


def subject_of_list(text: str, start: int, end: int) -> bool:
    """Whether the reference at `start` to `end` names a list's document.

    "The following clauses of Section F are varied", "Section F shall apply with the following modifications".
    """
    if _OF_THE_FOLLOWING.search(text[max(0, start - 90) : start]):
        return True
    return _IS_CHANGED.match(text, end) is not None


def listed_below(text: str, start: int) -> bool:
    """Whether the reference at `start` stands in a list that its sentence opens: "… shall not apply: Section H4"."""
    at = text.rfind(":", max(0, start - 600), start)
    if at < 0 or re.search(r"[.;]\s", text[at:start]):
        return False
    lead = _LEAD.search(text, max(0, at - 300), at + 1)
    return lead is not None and re.fullmatch(r"[:\s(a-z)]*|.*(?:[,;]|and|or)\s(?:the\s)?", text[at:start]) is not None
