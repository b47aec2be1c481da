"""A text as the rules read it, of the same length: without a draft's brackets around labels, small words small."""

from __future__ import annotations

import re

from ontology.record import replace

from .phrase import Phrase

_BRACKETED = re.compile(r"(?<=[a-z] )\[(\d{1,3}(?:\.\d{1,3}){0,4}[A-Z]?(?:\([a-z0-9]{1,4}\)){0,3})\](?!\()")
_WORDS = "AND OR NOR OF TO IN UNDER ABOVE BELOW THROUGH INCLUSIVE THEREOF THERETO THE THIS THAT THESE THOSE SHALL WITH"
SMALL = frozenset((*_WORDS.split(), "FOR", "BY", "AS"))
"""Words that are no names, in capitals."""
_SMALL = re.compile(
    rf"\bTH(?:IS|ESE)\b|(?:(?<=[\d)]\s)|(?<=[\d)],\s)|(?<=\s[A-Z]\s))(?:{'|'.join(_WORDS.split())})\b(?:\sTH(?:E|AT)\b)?"
)
"""Those beside a label; between other words they may be part of a name in capitals."""
LONG = 12
"""Characters from which on a text without a small letter is written in capitals throughout."""


def plainly(text: str) -> str:
    """The text as the rules read it: "CLAUSES 3.1 AND 3.2" as "CLAUSES 3.1 and 3.2"."""
    if len(text) > LONG and text.isupper():
        text = _SMALL.sub(lambda word: word[0].lower(), text)
    return _BRACKETED.sub(r" \1 ", text) if "[" in text else text


def closed(phrase: Phrase, text: str) -> Phrase:
    """A phrase that was found in `plainly(text)`, up to the bracket that closes its last label."""
    if text[phrase.end : phrase.end + 1] != "]" or "[" not in text[phrase.start : phrase.end]:
        return phrase
    last = replace(phrase.entries[-1], end=phrase.end + 1)
    return replace(phrase, end=phrase.end + 1, entries=(*phrase.entries[:-1], last))
