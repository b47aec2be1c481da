"""References in words that a provision quotes or puts into another document: they are that document's own."""

from __future__ import annotations

import re

from ontology.model import Provision, Target

from .locate import Gazetteer, Located
from .quotation import Quotation
from .tree import is_called

_PENDING = re.compile(r"amendments?\snot\sin\sforce\b", re.IGNORECASE)
"""What heads the changes of this very document that wait to come into force, in a consolidation of Canada."""
_WHOLE = frozenset(("section", "article", "regulation", "rule"))
_PARAGRAPHS = re.compile(r"\b(?:[Pp]aragraph|[Pp]oint)s?\s[\d(]")
"""In the words over a quotation: what is quoted are paragraphs of a provision that does not begin there."""
_DEFINITION = re.compile(r"\bdefinitions?\s[“\"‘]?(?P<rest>.{2,120}?)[”\"’]?,?\s(?:in|of|at)\s")
_FIRST = re.compile(
    r"\b(?:[Ss]ubsections?|[Ss]ections?|[Ss]ubparagraphs?|[Pp]aragraphs?|[Cc]lauses?|[Ss]ubrules?|[Rr]ules?)\s"
    r"(?P<label>\d{1,4}(?:\.\d{1,4})*[A-Z]?(?:\([0-9A-Za-z.]{1,5}\))*)"
)
"""The first provision that the words name which change it."""
_IN_PLACE = re.compile(
    r"\b(?:appl(?:y|ies)\sin\splace\sof|(?:is|are)\s(?:to\sbe\s)?(?:adapted|read)\s(?:as\sfollows|as))\b"
    r"(?![^.:]{0,80}\sof\sthe\s[A-Z])"
)
"""What tells that words stand for others of this very document: "The following applies in place of section 19"."""


def changes_itself(gazetteer: Gazetteer, path: str) -> bool:
    """Whether a provision stands among changes of its own document that are not yet in force."""
    return any(_PENDING.match(provision.number) for provision in gazetteer.ancestors(path))


def in_quotation(gazetteer: Gazetteer, here: Provision, target: Target) -> Located:
    """What a bare label, or "this" with a word, means in quoted text: a provision of that text, or nothing.

    The numbers of quoted provisions stand at the start of their text. Text that waits to be put into this very document
    goes on with its provisions.
    """
    around = [p for p in gazetteer.ancestors(here.path) if p.quoted]
    if target.label == "":
        held = next((p for p in around if is_called(p, target.unit)), None)
        if held is not None:
            return Located((held.path,))
    for provision in around:
        lead = gazetteer.provisions.get(provision.parent or "")
        if target.label == "" and target.unit in _WHOLE and lead is not None and _PARAGRAPHS.search(lead.text):
            continue
        quotation = Quotation.of([p for p in gazetteer.children.get(provision.parent, ()) if p.quoted])
        if found := quotation.find(provision, target):
            return Located(found)
    if found := _changed(gazetteer, around, target):
        return Located(found)
    shown = f"“this {target.unit}”" if target.label == "" else target.label
    return Located((), f"{here.path} quotes another document, to which {shown} belongs")


def quoted_beside(gazetteer: Gazetteer, path: str, target: Target) -> tuple[str, ...]:
    """The quoted paragraphs beside a quoted provision that a whole label means, as a new section 62A does."""
    here = gazetteer.provisions.get(path)
    if here is None or not here.quoted or target.label[:1] in ("", "("):
        return ()
    return Quotation.of([p for p in gazetteer.children.get(here.parent, ()) if p.quoted]).find(here, target)


def _changed(gazetteer: Gazetteer, around: list[Provision], target: Target) -> tuple[str, ...]:
    """The paths that a bare label means in the provision that the words over the quoted ones `around` name."""
    for provision in (*around, *(p for one in around[-1:] if (p := gazetteer.provisions.get(one.parent or "")))):
        first = _FIRST.search(provision.text) if provision.number else None
        if first is None or not (changes_itself(gazetteer, provision.path) or _IN_PLACE.search(provision.text)):
            continue
        for base in gazetteer.locate(Target(first["label"], "section"), None).paths:
            if not gazetteer.provisions[base].quoted and not target.label:
                above = gazetteer.ancestors(base)
                return tuple(p.path for p in above if is_called(p, target.unit))[:1]
            if not gazetteer.provisions[base].quoted:
                defined = _DEFINITION.search(provision.text)
                held = _definition(gazetteer, base, defined["rest"]) if defined else ""
                return gazetteer.locate(target, held or base).paths
    return ()


def _definition(gazetteer: Gazetteer, base: str, rest: str) -> str:
    """The path of the definition below `base` of the term that the words `rest` give, "" for none."""
    said = rest.casefold()
    for definition in gazetteer.document.definitions:
        if said == definition.term.casefold() and definition.provision.startswith(base):
            return definition.provision
    return ""
