"""Sentences of findings as a reader wants them: documents under their names, what is quoted untouched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ontology.places import Place

_QUOTED = re.compile(r"(“[^”]*”)")
_BEFORE = re.compile(r"\b(?:to|from|in|of|at|and|by)\s$")
_BETWEEN = re.compile(r",\s|\sand\s")
WORDS = 4
"""The most words that a provision's path has ("Schedule 2 Part 1 4(1)")."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    place: Place


def named(
    sentence: str, ids: Iterable[str], there: Callable[[Place], bool], listed: Callable[[Iterable[Place]], str]
) -> str:
    """A sentence with the names of documents for those of these `ids`; places of one document in a row as a list.

    `there` tells whether a place exists, `listed` words a list of them.
    """
    longest = sorted(set(ids) - {""}, key=len, reverse=True)
    if not longest:
        return sentence
    known = re.compile(rf"(?<![\w(.#-])(?:{'|'.join(map(re.escape, longest))})(?![\w(¶-]|\.\w)")
    parts = _QUOTED.split(sentence)
    return "".join(part if n % 2 else _put(part, known, there, listed) for n, part in enumerate(parts)).replace(
        "  ", " "
    )


def _put(
    text: str, known: re.Pattern[str], there: Callable[[Place], bool], listed: Callable[[Iterable[Place]], str]
) -> str:
    out, at = [], 0
    groups: list[list[_Found]] = []
    for one in _found(text, known, there):
        last = groups[-1][-1] if groups else None
        if last and last.place.document == one.place.document and _BETWEEN.fullmatch(text[last.end : one.start]):
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        out += [text[at : group[0].start], listed(one.place for one in group)]
        at = group[-1].end
    return "".join([*out, text[at:]]).replace("¶", " ¶")


def _found(text: str, known: re.Pattern[str], there: Callable[[Place], bool]) -> Iterable[_Found]:
    """The places that a text names by the ids of their documents."""
    for match in known.finditer(text):
        path = _path(text[match.end() :], match[0], there)
        plain = len(match[0]) > 1 or _BEFORE.search(text[: match.start()]) is not None
        if path or plain:
            end = match.end() + (len(path) + 1 if path else 0)
            yield _Found(match.start(), end, Place(match[0], path))


def _path(rest: str, id_: str, there: Callable[[Place], bool]) -> str:
    """The path of a provision at the start of `rest`, "" for none: the longest that exists."""
    words = re.match(rf"(?: \S+){{1,{WORDS}}}", rest)
    found = words[0][1:] if words else ""
    while found:
        for one in (found, found.rstrip(",.;:")):
            if one and there(Place(id_, one)):
                return one
        found = found.rpartition(" ")[0]
    return ""
