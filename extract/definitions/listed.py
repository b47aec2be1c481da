"""Terms alone in the items of a sentence that gives their meaning: the following terms have the meanings given in …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from ontology.model import Provision
from ontology.places import Span

from .rule import Hit, Setting
from .subject import can_be_term
from .terms import LIST, is_term, marked, trim
from .tree import Tree

_GIVES = re.compile(
    r"\bfollowing\s+(?:\w+\s+){0,3}?(?:terms?|words?|expressions?|phrases?)\b[^.]{0,120}?\b(?:have|has|bear|bears)\b[^.]{0,40}?\bmeanings?\b"
    r"[^:—]*?\b(?:in|by|under|to)\s(?!this\b|these\b)[^:—]{2,300}[:—–]\s*$",
    re.IGNORECASE,
)
IN_LISTS = ("following",)
"""With case folded, this is in every such sentence."""

_ITEM = re.compile(rf"\s*(?P<terms>{LIST}|[^\W\d_][\w’' -]{{1,60}})\s*(?:[;,.]|[;,]\s*(?:and|or))?\s*")
_MOST = 60
"""So many items of one sentence are looked at."""


def listed_terms(tree: Tree, sentences: Iterable[Provision]) -> dict[str, str]:
    """The paths of items that are terms alone, with that of the sentence over them that says where they are defined.

    `sentences` are the provisions that may be such sentences.
    """
    found: dict[str, str] = {}
    for one in sentences:
        if "ollowing" not in one.text or _GIVES.search(one.text) is None:
            continue
        items = tree.children.get(one.path) or list(takewhile(_is_item, tree.siblings_after(one.path)[:_MOST]))
        if items and all(terms_of(item.text) for item in items):
            found.update({item.path: one.path for item in items})
    return found


def _is_item(one: Provision) -> bool:
    return one.kind != "heading" and not one.number[:1].isalnum()


def terms_of(text: str) -> tuple[Span, ...]:
    """The terms that a text is, and nothing else; () where it is more."""
    match = _ITEM.fullmatch(text)
    if match is None:
        return ()
    whole = Span(*match.span("terms"))
    within = marked(text, whole.start, whole.end) or (trim(text, whole),)
    quoted = within[0].start > whole.start
    good = all(
        is_term(one.of(text)) and (quoted or can_be_term(one.of(text), among_definitions=False)) for one in within
    )
    return within if good else ()


def find_listed(text: str, setting: Setting) -> Iterator[Hit]:
    """A term that is all its item, below a sentence that says where the terms that follow are defined."""
    terms = terms_of(text) if setting.lent else ()
    if terms:
        yield Hit(terms, Span(terms[-1].end, terms[-1].end), "import", Span(0, terms[-1].end), open=False)
