"""References in text that amends another document: "omit paragraph (b)" means that document's, not its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ontology.model import Document, Provision, Reference, Target

from .locate import Gazetteer

_LEAD = re.compile(
    r"(?:^|[;,:.—–]\s?|\b(?:and|or)\s|\)\s)\s*(?:[Ii]n|[Oo]mit|[Aa]fter|[Bb]efore|[Ff]or(?!\sthe\spurposes?\b)|[Ff]rom|[Aa]t\sthe\s(?:end|beginning)\sof)\s"
    r"(?:(?!shall|must|may|is|are)[\w-]+,?\s){0,9}$|[“\"‘]$"
)
"""What stands before the words that are amended, or before a quotation of them."""
_SUBJECT = re.compile(r"\s{0,2}(?:\([^()]{0,200}\)\s)?(?:is|are)\s(?:to\sbe\s)?(?:amended|omitted|revoked|repealed)\b")
INSTRUCTS = re.compile(
    r"\b(?:[Oo]mit|substitutes?d?|insert(?:ed)?|[Rr]epeal(?:ed)?|[Rr]evoked?|[Dd]elete[ds]?|[Ll]eave\sout|left\sout)\b"
    r"|(?:is|are)\samended\b|\badd(?:ed)?\b(?=\s?[“\"—:])"
)
_OWN = re.compile(
    r"(?:this|these|the(?!\s(?:(?:1[6-9]|20)\d\d\s)?(?:Act|Regulations?|Order|Rules|Directive|Measure|Code)$))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:[Aa]mendments?\s(?:of|to)\s|^\s*)(?:the\s|The\s)?(?P<name>(?:[A-Z(][\w’'(),/-]*\s|of\s|and\s|the\s|in\s|for\s|on\s){0,16}"
    r"(?:Act|Order|Rules|Regulations?|Directive|Decision|Code|Measure)\b[^:;.]{0,40}\d{2,4}(?:/\d{1,4})?(?:/E[CU])?)"
)


UNNAMED = "the text amended"
"""What is amended where no document is named over or before it."""


@dataclass(frozen=True)
class Amending:
    """Finds which document a provision amends, from the words over and before it. One document is looked at a time."""

    _by_provision: dict[str, dict[str, list[Reference]]] = field(default_factory=dict)

    def addressed(self, gazetteer: Gazetteer, document: Document, reference: Reference) -> Reference:
        """The reference as one to the document that is amended where it stands; itself where nothing is, or unknown."""
        provision = gazetteer.provisions.get(reference.provision)
        if provision is None or (reference.document and reference.kind != "relative"):
            return reference
        inside = provision.quoted and not reference.document
        if not inside and not (_is_object(provision.text, reference) and self._instructs(gazetteer, provision)):
            return reference
        if inside and reference.kind == "relative":
            return reference
        holder = next(self._named(gazetteer, document, provision, reference), None)
        if holder is None:
            quotes = any(child.quoted for child in gazetteer.children.get(provision.path, ()))
            quotes = quotes or (bool(reference.document) and _in_quotation_marks(provision.text, reference))
            return replace(reference, document=UNNAMED) if quotes and not inside else reference
        name, base = holder
        targets = (_below(base, target) for target in reference.targets)
        return replace(reference, document=name, targets=tuple(target for target in targets if target.label))

    @staticmethod
    def _instructs(gazetteer: Gazetteer, provision: Provision) -> bool:
        """Whether a provision, or what stands below or directly over it, tells to change words."""
        below = (child.text for child in gazetteer.children.get(provision.path, ()))
        over = gazetteer.provisions.get(provision.parent or "")
        return any(INSTRUCTS.search(text) for text in (provision.text, *below, over.text if over else ""))

    def _named(
        self, gazetteer: Gazetteer, document: Document, provision: Provision, reference: Reference
    ) -> Iterator[tuple[str, str]]:
        """The documents named over and before a provision, the nearest first, with the label that stands with each."""
        cited = self._cited(document)
        base = ""
        for above in gazetteer.ancestors(provision.path):
            here = [
                r for r in cited.get(above.path, ()) if above is not provision or r.span.end <= reference.span.start
            ]
            for one in reversed(here):
                if one.document and not _OWN.match(one.document):
                    yield one.document, base or _label(one)
            if above is not provision and not base and len(here) == 1 and not here[0].document:
                base = _label(here[0])
            peers = gazetteer.children.get(above.parent, ())
            for peer in (p for p in peers if p.order < above.order and re.search(r"\bamended\b", p.text)):
                for one in cited.get(peer.path, ()):
                    if one.document and not _OWN.match(one.document):
                        yield one.document, base
            if named := _NAMED.search(above.heading or (above.text if above.kind == "heading" else "")):
                yield named["name"], base

    def _cited(self, document: Document) -> dict[str, list[Reference]]:
        if document.id not in self._by_provision:
            self._by_provision.clear()
            found = self._by_provision.setdefault(document.id, {})
            for one in document.references:
                found.setdefault(one.provision, []).append(one)
        return self._by_provision[document.id]


def _is_object(text: str, reference: Reference) -> bool:
    """Whether a reference stands where a text says what is changed, or within words that it quotes."""
    before = text[max(0, reference.span.start - 120) : reference.span.start]
    told = _LEAD.search(before) or _SUBJECT.match(text, reference.span.end)
    return bool(told) or _in_quotation_marks(text, reference)


def _in_quotation_marks(text: str, reference: Reference) -> bool:
    before = text[: reference.span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _below(base: str, target: Target) -> Target:
    """A target in brackets behind the label of what holds it."""
    if not target.label.startswith("("):
        return target
    return replace(target, label=base + target.label, through=base + target.through if target.through else "")


def _label(reference: Reference) -> str:
    """The label of a reference to one provision by its number, "" for any other."""
    one = reference.targets[0] if len(reference.targets) == 1 else None
    return one.label if one is not None and not one.through and not one.label.startswith("(") else ""
