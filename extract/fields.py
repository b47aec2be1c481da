"""Which provisions the author's own references (Word fields) stand in, and which they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ontology.model import Provision
from ontology.places import Span
from ontology.source import Block, FieldReference, Source

AHEAD = 8
"""Provisions that are looked at for the next block: a block can make several, some of them without text."""
FAR = 200
LONG = 24
"""A text of so many characters is found again further ahead."""


def placed_fields(source: Source, provisions: Sequence[Provision]) -> tuple[FieldReference, ...]:
    """The fields of a source with the paths of their provisions and targets.

    One without a provision, or a mere link, is left out. A field in a heading, or in what stands before the text of its
    provision, has an empty span at the text's start.
    """
    if not source.fields:
        return ()
    homes = dict(homes_of(source.blocks, provisions))
    found: dict[tuple[str, Span], FieldReference] = {}
    for one in source.fields:
        home = homes.get(one.block)
        if home is None or one.code.lstrip().upper().startswith("HYPERLINK"):
            continue
        cut = len(source.blocks[one.block].text.rstrip()) - len(home.text)
        span = Span(_within(one.span.start - cut, home.text), _within(one.span.end - cut, home.text))
        target = None if one.target is None else homes.get(one.target)
        placed = replace(one, provision=home.path, span=span, leads_to=target.path if target else "")
        found.setdefault((home.path, span), placed)
    return tuple(found.values())


def _within(offset: int, text: str) -> int:
    return min(max(offset, 0), len(text))


def homes_of(blocks: Sequence[Block], provisions: Sequence[Provision]) -> Iterator[tuple[int, Provision]]:
    """Each block (by index) with the provision that holds its text, or whose heading it is; both are in one order."""
    at = 0
    for index, block in enumerate(blocks):
        text = block.text.rstrip()
        if not text.strip() or block.kind == "contents":
            continue
        found = next((n for n in range(at, min(at + AHEAD, len(provisions))) if _ends(text, provisions[n])), None)
        if found is None and len(text) >= LONG:
            ahead = range(at + AHEAD, min(at + FAR, len(provisions)))
            found = next((n for n in ahead if len(provisions[n].text) >= LONG and _ends(text, provisions[n])), None)
        if found is not None:
            at = found
            yield index, provisions[found]


def _ends(text: str, provision: Provision) -> bool:
    """Whether a block's text ends in a provision's text or, where that has none, in its heading."""
    own = provision.text or provision.heading
    return bool(own) and text.endswith(own)
