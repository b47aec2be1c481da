"""Documents that a text requires to be made: the DCC shall produce a document (the "Migration Reporting Regime")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .documents import NOUNS
from .piece import Piece, Scene

_VERB = r"(?:produce|develop|prepare|publish|establish|draw\sup|create|issue|consult\son|submit|maintain|update)"
_DUTY = re.compile(
    rf"\b(?:shall|must|is\srequired\sto|are\srequired\sto|is\sto|are\sto)\s(?:\w+\s){{0,2}}?{_VERB}(?:,?\s(?:and\s|or\s)?(?:then\s|thereafter\s)?"
    rf"{_VERB}){{0,4}}\b"
)
_TITLE = r"[A-Z][\w’'-]{0,40}(?:\s(?:and\s|of\s|for\s)?[A-Z][\w’'-]{0,40}){0,7}"
_NAMED = re.compile(
    rf"[^.;:]{{0,200}}?\b(?:a|an|the|one)\s[^.;:()]{{0,120}}\((?:the|an?)\s[\"“‘'](?P<name>{_TITLE})[\"”’']\)"
)
_PLAIN = re.compile(rf",?\s(?:the|a|an|its)\s(?P<name>{_TITLE})(?=[\s,.;:)]|$)")
_IS_DOCUMENT = re.compile(rf"(?:{NOUNS})$")
_A_DOCUMENT = re.compile(
    r"\b(?:document|plan|policy|methodology|strategy|regime|mechanism|procedures?|statement|scheme|guidance|specification|"
    r"report|register|list|matrix|timetable|programme|framework|code|manual)\b"
)


def required(scene: Scene) -> Iterator[Piece]:
    """required-document: a document by its name, where the text puts a duty on someone to produce it."""
    for duty in _DUTY.finditer(scene.text):
        match = _NAMED.match(scene.text, duty.end())
        if match is not None and not (_IS_DOCUMENT.search(match["name"]) or _A_DOCUMENT.search(match[0])):
            match = None
        if match is None:
            match = _PLAIN.match(scene.text, duty.end())
            if match is None or not _IS_DOCUMENT.search(match["name"]) or " " not in match["name"]:
                continue
        start, end = match.span("name")
        yield Piece(start, end, "document", "required-document", "", (), match["name"])
