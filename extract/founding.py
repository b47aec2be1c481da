"""The act under which a document is made: "in exercise of the powers conferred by section 4 of the Harbours Act"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ontology.model import Document, Reference

PREAMBLE = 12
"""Provisions of a document in which it may say under which act it is made."""
_POWERS = re.compile(
    r"\b(?:powers?\s(?:conferred|given|vested)|in\s(?:the\s)?exercise\sof|pursuant\sto|under\sthe\sauthority|made\sunder|"
    r"by\svirtue\sof|hereby\smakes?|makes\sthe)\b"
)
_ACT = re.compile(r"\bAct\b|\bACT$")
_IS_ACT = re.compile(r"\bAct(?:,?\s(?:1[6-9]|20)\d\d)?$")


def founded(document: Document, references: Iterable[Reference]) -> Iterator[Reference]:
    """The references of a document, those to the acts under which it is made with the role of these.

    An act is made under none. Where the file itself tells under which act it is made, its name stands alone.
    """
    told = {value for key, value in document.metadata if key == "enabling_act"}
    texts = {p.path: p.text for p in document.provisions[:PREAMBLE]}
    under = bool(told) or not _IS_ACT.search(document.title)
    for one in references:
        founds = under and one.role == "cites" and one.provision in texts and _founds(texts[one.provision], one, told)
        yield replace(one, role="founds") if founds else one


def _founds(text: str, one: Reference, told: set[str]) -> bool:
    """Whether a reference in a preamble names the act; where the file tells it, that name alone."""
    if not _ACT.search(one.document) or one.document.casefold() in ("the act", "this act"):
        return False
    if told:
        return text.strip().rstrip(".") == one.text
    return _POWERS.search(text[: one.span.start]) is not None
