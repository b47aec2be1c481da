"""The second pass: every use of every defined term of a corpus, in one document at a time."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ontology.model import Document, Provision, TermUse
from ontology.places import Span

from .uses.capitals import in_capitals
from .uses.choose import choose
from .uses.fold import fold
from .uses.scene import Scene
from .uses.silence import SILENCES
from .uses.terms import Terms

__all__ = ["Terms", "find_uses"]


def find_uses(document: Document, terms: Terms, near: Iterable[str] | None = None) -> tuple[TermUse, ...]:
    """The uses of `terms` in the text of a document's provisions, in reading order, none overlapping another.

    Where `near` is given, no other terms are looked for: those (head forms) that a document can mean at all.

    Headings are not searched. A use is a whole word or words, as the term is written or in the plural, with or without
    a possessive ending (which is not part of its span); the longest term wins. `TermUse.rule` says how the spelling
    comes from the term.
    """
    searched = [p for p in document.provisions if p.kind != "heading"]
    text = fold([_cells_apart(p) for p in searched])
    reach = None if near is None else terms.reach(near)
    matches = choose(document, searched, terms, text, reach)
    provisions = {p.path: i for i, p in enumerate(searched)}
    scene = Scene(document, searched, terms, text, matches, provisions)
    silent = np.zeros(len(matches), dtype=bool)
    for rule in SILENCES:
        silent |= rule(scene)
    matches = matches.where(~silent)
    start = text.at[matches.start]
    end = text.at[matches.end - 1] + 1
    here = np.searchsorted(text.starts, start, side="right") - 1
    offset = text.starts[here]
    heads, ways = terms.heads
    paths = np.array([provision.path for provision in searched], dtype=object)
    spans = map(Span, (start - offset).tolist(), (end - offset).tolist())
    form = matches.form
    uses = tuple(map(TermUse, heads[form].tolist(), paths[here].tolist(), spans, ways[form].tolist()))
    return _joined(uses, tuple(in_capitals(searched, terms, reach)), provisions)


def _joined(uses: tuple[TermUse, ...], others: tuple[TermUse, ...], order: dict[str, int]) -> tuple[TermUse, ...]:
    """All uses in reading order; of two over the same words the longer, else the one of the first."""
    if not others:
        return uses
    ranked = sorted(
        (*uses, *others), key=lambda u: (order[u.provision], u.span.start, -u.span.end, u.rule == "in-capitals")
    )
    kept: list[TermUse] = []
    for use in ranked:
        if not kept or kept[-1].provision != use.provision or use.span.start >= kept[-1].span.end:
            kept.append(use)
    return tuple(kept)


def _cells_apart(provision: Provision) -> str:
    """The text, with a border that no term crosses for every tab between the cells of a row."""
    return provision.text.replace("\t", "\0") if provision.kind == "row" else provision.text
