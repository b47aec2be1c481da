"""Labels that go on with a provision named before them: "paragraph 5(c.1) as it relates to paragraph (d)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ontology.model import Document, Reference, Target

_HEAD = re.compile(r"[A-Z]?\d[\dA-Z.]*(?=\(|$)")
_LEVEL = re.compile(r"\(\w[\w.]*\)")
_SHEET = re.compile(r"(?:Schedule|Annex|Appendix)\b(?: [0-9A-Z]+)?$")
_PART = re.compile(r"(?:Part|Chapter) [0-9A-Z]+$")


def leaning(document: Document, reference: Reference, parent: str | None) -> Iterator[Reference]:
    """The reference read inside each provision that its own sentence cites before it, the nearest first.

    Only where nothing around its place has what it names is one of these meant. Parts lean on a schedule, which may be
    named in the text over it too, that of `parent`: "in Schedule 1, Part 2 makes …". A schedule that is a document is
    given as that of the reference.
    """
    parts = all(_PART.match(target.label) for target in reference.targets)
    if reference.document or not (parts or all(target.label.startswith("(") for target in reference.targets)):
        return
    places = (reference.provision, parent) if parts else (reference.provision,)
    tried: set[str] = set()
    for other in reversed(document.references):
        if other.provision not in places:
            continue
        if other.provision == reference.provision and other.span.end > reference.span.start:
            continue
        if other.document:
            if parts and not other.targets and _SHEET.match(other.document) and other.document not in tried:
                tried.add(other.document)
                yield replace(reference, document=other.document)
            continue
        for target in other.targets:
            front = _front(target, reference.targets[0], parts)
            if front and front not in tried:
                tried.add(front)
                yield replace(reference, targets=tuple(_behind(front, one) for one in reference.targets))


def _front(holder: Target, inner: Target, parts: bool) -> str:
    """What of a provision named before may stand in front of a label; "" for none."""
    if parts:
        return f"{holder.label} " if _SHEET.match(holder.label) else ""
    if head := _HEAD.match(holder.label):
        return head[0]
    level = _LEVEL.fullmatch(holder.label)
    return holder.label if level is not None and holder.label[1].isdigit() != inner.label[1:2].isdigit() else ""


def _behind(front: str, target: Target) -> Target:
    return replace(target, label=front + target.label, through=front + target.through if target.through else "")
