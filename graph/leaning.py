"""Bare labels that go on with a provision named before them: "paragraph 5(c.1) as it relates to paragraph (d)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ontology.model import Document, Reference

_HEAD = re.compile(r"[A-Z]?\d[\dA-Z.]*(?=\(|$)")


def leaning(document: Document, reference: Reference) -> Iterator[Reference]:
    """The reference with the number of each provision that its own sentence cites before it, the nearest first.

    Only where nothing around its place has what it names is one of these meant.
    """
    if reference.document or not all(target.label.startswith("(") for target in reference.targets):
        return
    tried: set[str] = set()
    for other in reversed(document.references):
        if other.provision != reference.provision or other.span.end > reference.span.start or other.document:
            continue
        for target in other.targets:
            head = _HEAD.match(target.label)
            if head is None or head[0] in tried:
                continue
            tried.add(head[0])
            through = (head[0] + t.through if t.through else "" for t in reference.targets)
            labelled = zip(reference.targets, through, strict=True)
            yield replace(
                reference, targets=tuple(replace(t, label=head[0] + t.label, through=last) for t, last in labelled)
            )
