"""Documents that a text requires to be made: the DCC shall produce a document (the "Migration Reporting Regime")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.needles import has_any

from .documents import NOUNS
from .piece import Piece, Scene

VERBS = (
    "produce", "develop", "prepare", "publish", "establish", "draw", "create", "issue", "consult", "submit", "maintain",
    "update",
)  # fmt: skip
"""What a duty to make a document asks of someone, each by its first word."""
NEEDLES = (*VERBS, "provide", "make", "adopt")
DUTIES = ("shall", "must", "is to ", "are to ", "request", "require", "direct", "ask")
_VERB = rf"(?:{'|'.join(VERBS)})(?:(?<=draw)\sup|(?<=consult)\son|(?<!draw)(?<!consult))"
_DUTY = re.compile(
    rf"\b(?:shall|must|is\srequired\sto|are\srequired\sto|is\sto|are\sto)\s(?:\w+\s){{0,2}}?{_VERB}(?:,?\s(?:and\s|or\s)?(?:then\s|thereafter\s)?"
    rf"{_VERB}){{0,4}}\b"
)
_ASKED = re.compile(
    r"\b(?:request|require|direct|ask)(?:s|ed|ing)?\s(?:that\s)?(?:the|an?|each|any|every)\s[^.;:,()]{1,60}?\s(?:to\s)?"
    rf"(?:provides?\b(?=\sa)|{_VERB})\b"
)
"""The same where someone may ask for it: "request that the Supplier provide a Rectification Plan"."""
_TITLE = r"[A-Z][\w’'-]{0,40}(?:\s(?:and\s|of\s|for\s)?[A-Z][\w’'-]{0,40}){0,7}"
_NAMED = re.compile(
    rf"[^.;:]{{0,200}}?\b(?:a|an|the|one)\s[^.;:()]{{0,120}}\((?:the|an?)\s[\"“‘'](?P<name>{_TITLE})[\"”’']\)"
)
_KNOWN_AS = re.compile(
    rf"[^.;:()]{{0,160}}?\b(?:a|an|the|one)\s[^.;:()]{{0,120}}?\b(?:to\sbe\s)?(?:known\sas|called|entitled|named)\s(?:the\s|an?\s)?"
    rf"[\"“‘']?(?P<name>{_TITLE})[\"”’']?"
)
_PLAIN = re.compile(rf",?\s(?:the|a|an|its)\s(?P<name>{_TITLE})(?=[\s,.;:)]|$)")
_RELATIVE = re.compile(
    rf"\b(?:the|an?|its)\s(?P<name>{_TITLE}),?\s(?:which|that)\s(?:the|each|an?)\s[^.;:,()]{{1,60}}?\s(?:shall|must|is\sto)\s"
    rf"(?:\w+\s){{0,2}}?(?:{_VERB}|make|adopt)\b"
)
"""A document with the duty to make it behind its name: the Report Specification, which the Board shall make."""
_IS_DOCUMENT = re.compile(rf"(?:{NOUNS})$")
_A_DOCUMENT = re.compile(
    r"\b(?:document|plan|policy|methodology|strategy|regime|mechanism|procedures?|statement|scheme|guidance|specification|"
    r"report|register|list|matrix|timetable|programme|framework|code|manual)\b"
)


def required(scene: Scene) -> Iterator[Piece]:
    """required-document: a document by its name, that the text puts a duty on someone to produce, or asks for."""
    text = scene.text
    ends = {duty.end() for duty in _DUTY.finditer(text)}
    if has_any(text, ("request", "require", "direct", "ask")):
        ends.update(asked.end() for asked in _ASKED.finditer(text))
    found = (_named(text, end) for end in sorted(ends))
    relative = _RELATIVE.finditer(text) if has_any(text, ("which", "that")) else ()
    behind = (one for one in relative if _IS_DOCUMENT.search(one["name"]) and " " in one["name"])
    names = {one.span("name"): one["name"] for one in (*found, *behind) if one}
    yield from (Piece(*span, "document", "required-document", "", (), name) for span, name in names.items())


def _named(text: str, at: int) -> re.Match[str] | None:
    """The name of what is to be produced: in brackets, behind "known as", or as it stands; None where it is none."""
    for pattern in (_NAMED, _KNOWN_AS):
        found = pattern.match(text, at)
        if found is not None and (_IS_DOCUMENT.search(found["name"]) or _A_DOCUMENT.search(found[0])):
            return found
    found = _PLAIN.match(text, at)
    if found is not None and _IS_DOCUMENT.search(found["name"]) and " " in found["name"]:
        return found
    return None
