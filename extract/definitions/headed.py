"""Terms that the heading over a provision announces: "Definition of sitting day", "Meaning of “subsidiary”"."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.needles import has_any
from ontology.model import Provision
from ontology.places import Span

from .tree import Tree

_ANNOUNCES = re.compile(
    r"(?:definitions?|meanings?|interpretation)\s+of\s+(?:the\s+(?:terms?|expressions?|words?)\s+)?(?P<terms>[^—–:;]{2,120})"
    r"|(?P<defined>[^—–:;]{2,120}?)\s+defined",
    re.IGNORECASE,
)
_OF_TERMS = re.compile(r"(?:other\s+|certain\s+)?(?:words?|expressions?|terms?|phrases?)\b", re.IGNORECASE)
_SPLIT = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+")


def announced(one: Provision, tree: Tree) -> tuple[Span, ...]:
    """Where the text first has the terms that its heading, or the one over it, announces and does not set off."""
    heading = one.heading
    if not heading and one.parent in tree.by_path and not tree.by_path[one.parent].text:
        heading = tree.by_path[one.parent].heading
    match = _ANNOUNCES.fullmatch(heading.strip()) if heading and _may_announce(heading) else None
    if match is None:
        return ()
    written = match["terms"] or match["defined"]
    if _OF_TERMS.match(written):
        return ()
    found = (_place(one, name) for name in dict.fromkeys((written, *_SPLIT.split(written))))
    spans = [span for span in found if span is not None]
    outer = [a for a in spans if not any(b != a and b.start <= a.start and a.end <= b.end for b in spans)]
    return tuple(sorted(set(outer)))


@lru_cache(maxsize=4_096)
def _may_announce(heading: str) -> bool:
    """Whether a heading has a word that is in every one that announces terms."""
    return has_any(heading.casefold(), ("defin", "meaning", "interpretation"))


def _place(one: Provision, name: str) -> Span | None:
    name = name.strip(" “”\"'.")
    match = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", one.text, re.IGNORECASE) if len(name) > 1 else None
    if match is None or any(e.start < match.end() and match.start() < e.end for e in one.emphasis):
        return None
    return Span(*match.span())
