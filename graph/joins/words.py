"""What rules ask of the words around a reference, as their query files say it, so that it is said in one place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from graph.rules import load
from ontology.places import Span

_FILTER = re.compile(
    r"^\s*FILTER \(!REGEX\((?P<part>\?text|SUBSTR\(\?text, 1, \?start\)|SUBSTR\(\?text, \?end \+ 1\)), "
    r'"(?P<pattern>(?:[^"\\]|\\.)*)"(?P<fold>, "i")?\)\)',
    re.MULTILINE,
)
"""A filter of a query that looks for a pattern in the text of a provision, before a reference or behind it."""
_PARTS: dict[str, Callable[[str, Span], str]] = {
    "?text": lambda text, _: text,
    "SUBSTR(?text, 1, ?start)": lambda text, span: text[: span.start],
    "SUBSTR(?text, ?end + 1)": lambda text, span: text[span.end :],
}


def left_out(file: str, text: str, span: Span) -> bool:
    """Whether the filters of a rule's query leave out a reference at a span of the text of its provision."""
    return any(pattern.search(part(text, span)) for part, pattern in filters(file))


@cache
def filters(file: str) -> tuple[tuple[Callable[[str, Span], str], re.Pattern[str]], ...]:
    """The filters of a rule's query on words alone: which part of the text, and what must not stand in it."""
    found = _FILTER.finditer(load(file).sparql)
    return tuple((_PARTS[one["part"]], pattern(_unescaped(one["pattern"]), not one["fold"])) for one in found)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@cache
def pattern(text: str, case: bool = False) -> re.Pattern[str]:
    """A pattern as SPARQL means it, where $ is the very end; letters of either case are the same but for `case`."""
    return re.compile(re.sub(r"\$$", r"\\Z", text), 0 if case else re.IGNORECASE)
