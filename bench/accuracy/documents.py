"""References to documents against the links of the editors of Canadian law, over all of its acts and regulations.

Gold is every tag of a document with a link to one that is in the set (`XRefExternal@link`). It counts as found where a
reference over the same characters leads to the linked document, and only there. Links to documents that are not in the
set must lead nowhere. Ignored, and counted: tags in headings and marginal notes, which are not text; links to a
repealed document where a living one has the same title and the words are not about the past (the editors' links are
stale there); references of ours where the editors tagged nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ontology.model import Document, Reference
from ontology.places import Span
from ontology.results import Resolution
from ontology.source import GivenReference

from .library import Library
from .options import Options
from .score import Score, around


def score_links(library: Library, options: Options) -> list[Score]:
    """Linked documents, and links that leave the set."""
    right, away = Score("linked documents"), Score("documents that are not in the set")
    for name in filter(options.takes, library.by_id):
        counted = _Counted(library, library.by_id[name], right, away)
        for tag in counted.tags:
            if tag.span is None:
                right.ignored["in a heading"] += 1
            elif tag.document:
                counted.theirs(tag, tag.span)
        counted.ours()
    return [right, away]


@dataclass(frozen=True)
class _Counted:
    """One document with its tags and our references, counted into two scores."""

    library: Library
    document: Document
    right: Score
    away: Score

    @cached_property
    def tags(self) -> list[GivenReference]:
        """What the editors tagged of documents."""
        return [g for g in self.document.given_references if g.kind == "document" or g.document]

    @cached_property
    def found(self) -> dict[str, list[tuple[Reference, Resolution]]]:
        """Our references by provision."""
        near: dict[str, list[tuple[Reference, Resolution]]] = {}
        for reference, resolution in self.library.read(self.document):
            near.setdefault(reference.provision, []).append((reference, resolution))
        return near

    def shown(self, path: str, span: Span) -> str:
        """The words around a place."""
        text = next(p.text for p in self.document.provisions if p.path == path)
        return around(self.document.id, path, text, span.start, span.end)

    def theirs(self, tag: GivenReference, span: Span) -> None:
        """One tag against the references over it."""
        over = [(r, x) for r, x in self.found.get(tag.provision, []) if _meet(r.span, span)]
        want = self.library.linked.get(tag.document)
        ours = {name for _, x in over for name in documents_of(self.library, x)}
        if want != self.document.id:
            ours -= {self.document.id}
        said = [(r.document, x.status) for r, x in over]
        shown = f"{tag.document} ours {sorted(ours)} {said} {self.shown(tag.provision, span)}"
        if want is None:
            if tag.document in ("gazette", "const") or not tag.text[:1].isupper():
                self.away.ignored["no title"] += 1
            else:
                self.away.add(not ours, shown)
            return
        past = any(r.historical for r, _ in over)
        if want in self.library.gone and (heirs := self.library.successors(want)) and not past:
            self.right.ignored["a stale link to a repealed document of a living one's title"] += 1
            if want in ours:
                self.right.false.append(f"a successor of the same title is meant, {heirs}: {shown}")
            return
        self.right.add(want in ours, shown)

    def ours(self) -> None:
        """Our references to other documents: right where a tag over them links there."""
        for path, pairs in self.found.items():
            for reference, resolution in pairs:
                if led := documents_of(self.library, resolution) - {self.document.id}:
                    self._one(path, reference, led)

    def _one(self, path: str, reference: Reference, led: set[str]) -> None:
        over = [t for t in self.tags if t.provision == path and t.span and _meet(t.span, reference.span)]
        links = {self.library.linked.get(t.document) for t in over if t.document}
        if not links:
            self.right.ignored["left untagged by the editors"] += 1
            return
        gone = [link for link in links if link in self.library.gone]
        if not led & links and any(led & set(self.library.successors(one)) for one in gone if one):
            self.right.ignored["a living document where the link is to a repealed one of its title"] += 1
            return
        self.right.found += 1
        if led <= links:
            self.right.right += 1
        else:
            self.right.false.append(
                f"{sorted(led)} theirs {sorted(map(str, links))} {self.shown(path, reference.span)}"
            )


def documents_of(library: Library, resolution: Resolution) -> set[str]:
    """The documents in which a reference's targets lie, or in which it looks for a provision that is not there."""
    found = {place.document for place in resolution.targets}
    return found or ({resolution.document} & library.by_id.keys())


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
