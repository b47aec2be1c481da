"""The text of a piece as stretches: bold terms, notes, fields and tracked changes within it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .text import Edit

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_NOTE = re.compile(r"\[\^(\w+)\]")
_BEHIND = r"(?:,[^,]{1,90},)?\s*(?:means|has the meaning|shall be interpreted)|:"
_TERM = re.compile(
    rf"(?<=[“\"])[A-Z][\w -]{{1,60}}(?=[”\"](?:\s+and\s+[“\"][^”\"]{{1,60}}[”\"])?(?:{_BEHIND}))"
    r"|(?:(?<=\(the [“\"])|(?<=\(an [“\"])|(?<=\(a [“\"]))[A-Z][\w -]{1,60}(?=[”\"]\))"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters with one appearance. `field` is the code of the field that shows them, `note` that of a footnote."""

    text: str
    bold: bool = False
    change: Literal["", "inserted", "deleted"] = ""
    field: str = ""
    note: str = ""


Splitter = Callable[[str], Iterable[Stretch]]


def stretches(text: str, edits: Iterable[Edit] = (), fields: Iterable[tuple[str, str]] = ()) -> list[Stretch]:
    """A text cut into stretches; `fields` gives the words that a field shows, with its code, in the text's order."""
    found = list(_edited(text, sorted(edits, key=lambda one: one.start)))
    found = _split(found, lambda part: _matches(part, _NOTE, lambda m: Stretch("", note=m[1])))
    left = list(fields)
    found = _split(found, lambda part: _fielded(part, left))
    found = _split(found, lambda part: _matches(part, _STRONG, lambda m: Stretch(m[1], bold=True)))
    return _split(found, lambda part: _matches(part, _TERM, lambda m: Stretch(m[0], bold=True)))


def _edited(text: str, edits: list[Edit]) -> Iterator[Stretch]:
    at = 0
    for edit in edits:
        yield Stretch(text[at : edit.start])
        yield Stretch(text[edit.start : edit.end], change="deleted")
        yield Stretch(edit.new, change="inserted")
        at = edit.end
    yield Stretch(text[at:])


def _split(found: list[Stretch], cut: Splitter) -> list[Stretch]:
    """Cuts every plain stretch further; what it was before, its parts are too."""
    out: list[Stretch] = []
    for one in found:
        if one.field or one.note or one.bold:
            out.append(one)
        else:
            out += [replace(part, change=one.change) for part in cut(one.text) if part.text or part.note]
    return out


def _matches(text: str, pattern: re.Pattern[str], make: Callable[[re.Match[str]], Stretch]) -> Iterator[Stretch]:
    at = 0
    for match in pattern.finditer(text):
        yield Stretch(text[at : match.start()])
        yield make(match)
        at = match.end()
    yield Stretch(text[at:])


def _fielded(text: str, left: list[tuple[str, str]]) -> Iterator[Stretch]:
    """Takes from `left` the fields whose words stand here; an earlier field stands before a later one."""
    at = 0
    while left:
        shown, code = left[0]
        match = re.search(rf"(?<![\w.)(]){re.escape(shown)}(?![\w(]|\.\d)", text[at:])
        if match is None:
            break
        left.pop(0)
        yield Stretch(text[at : at + match.start()])
        yield Stretch(shown, field=code)
        at += match.end()
    yield Stretch(text[at:])
