"""References from living to repealed documents of Canada, against the list of them (references-to-repealed.json).

An item counts as found where a reference with its words, in a provision with its text, leads to the repealed document.
Where a living document has the same title, the list follows a stale link: there a reference that is not about the past
must not lead to the repealed one. Of our references to repealed documents that are not about the past, those count as
right that the list has, or that the editors tagged so; where they tagged nothing over the words, it is ignored.

What no reader of the set can know is ignored and counted: a link of the editors to a document that is not in the set,
by a title that a repealed one in it has too; and an item with a successor that is not in it. So are headings that are
no provisions: the acts above a title under which a regulation is made.
"""

from __future__ import annotations

import json
from typing import Any

from ontology.model import Document, Reference
from ontology.results import Resolution

from .documents import documents_of
from .library import Library
from .options import Options
from .score import Score, around

Record = dict[str, Any]
ALIKE = 60
"""Characters by which a provision is known as the one of an item."""


def score_repealed(library: Library, options: Options) -> list[Score]:
    """References to repealed documents: of today, of the past, and to those with a living successor of their title."""
    records = json.loads((options.gold / "canada" / "references-to-repealed.json").read_text(encoding="utf-8"))
    today, past = Score("references to repealed documents"), Score("the same, about the past")
    heirs = Score("successors of the same title not mistaken")
    by_document: dict[str, list[Record]] = {}
    for record in records:
        by_document.setdefault(record["doc"], []).append(record)
    for name, items in by_document.items():
        if name not in library.by_id or not options.takes(name):
            continue
        one = library.by_id[name]
        texts = {p.path: " ".join(p.text.split()) for p in one.provisions}
        found = library.read(one)
        for item in items:
            _item(library, item, [(r, x) for r, x in found if _same(item, texts[r.provision])], (today, past, heirs))
        _ours(library, one, items, found, today)
    return [today, past, heirs]


def _item(
    library: Library, item: Record, near: list[tuple[Reference, Resolution]], scores: tuple[Score, Score, Score]
) -> None:
    today, past, heirs = scores
    led = [r for r, x in near if item["repealed_doc"] in documents_of(library, x)]
    surface = " ".join(item["surface"].split())
    said = [(r.document, x.status, sorted(documents_of(library, x))) for r, x in near]
    shown = around(item["doc"], item["provision"], f"{item['surface']} {said} in {item['text']}", 0, 400)
    if item["same_title_successor"]:
        if library.by_id.keys().isdisjoint(item["same_title_successor"]):
            heirs.ignored["the successor is not in the set"] += 1
        else:
            heirs.add(all(r.historical for r in led if surface in (r.document, " ".join(r.text.split()))), shown)
    elif not near and (item["text"].isupper() or len(item["text"].split()) < len(surface.split()) + 4):
        today.ignored["a heading that is no provision"] += 1
    else:
        (past if item["hist"] else today).add(bool(led), shown)


def _same(item: Record, text: str) -> bool:
    """Whether a provision's text is that of an item, which has its number in front."""
    theirs = " ".join(item["text"].replace(" | ", " ").split())
    return bool(text) and (text[:ALIKE] in theirs or theirs[-ALIKE:] in text)


def _ours(
    library: Library,
    one: Document,
    items: list[Record],
    found: list[tuple[Reference, Resolution]],
    score: Score,
) -> None:
    listed = {item["repealed_doc"] for item in items}
    for reference, resolution in found:
        gone = documents_of(library, resolution) & library.gone - {one.id}
        if not gone or reference.historical:
            continue
        tags = [
            library.linked.get(t.document)
            for t in one.given_references
            if t.provision == reference.provision
            and t.span
            and t.document
            and t.span.start < reference.span.end
            and reference.span.start < t.span.end
        ]
        if not tags and not gone & listed:
            score.ignored["ours, left untagged by the editors"] += 1
            continue
        if tags and not any(tags) and not gone & listed:
            score.ignored["ours, linked to a document that is not in the set"] += 1
            continue
        score.found += 1
        if gone <= listed or gone <= set(tags):
            score.right += 1
        else:
            text = library.text(one.id, reference.provision)
            place = around(one.id, reference.provision, text, reference.span.start, reference.span.end)
            score.false.append(f"{sorted(gone)} theirs {tags} {place}")
