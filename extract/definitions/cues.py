"""A quick look whether a text can hold a definition at all."""

from __future__ import annotations

import re

from extract.needles import Sieve, has_any

_MARKS = ("“", '"', "‘", "**", "’)", "')")
_IN_BRACKETS = re.compile(r"\((?:the |or )?[A-Z][A-Za-z0-9&/-]+(?: [A-Z][A-Za-z0-9&/-]*)?(?:,?\s+or\s|\))")
_WORDS = (
    "mean", "include", "exclude", "denote", "signif", "defin", r"refer(?:s|red)?\b", r"construed\b", r"interpreted\b",
    r"read as\b", r"used to\b", r"called\b", "describes", r"known as\b",
)  # fmt: skip


def _begun(words: str) -> tuple[str, re.Pattern[str]]:
    """The plain beginning of a pattern, and the pattern at the start of a word.

    The look back stands behind it, because a search for what begins with plain characters takes a tenth of the time.
    """
    plain = words.partition("(")[0].removesuffix(r"\b")
    return plain, re.compile(rf"{plain}(?<=\b{plain}){words.removeprefix(plain)}")


_CUES = tuple(_begun(words) for words in _WORDS)
_SIEVE = Sieve(((plain,), ()) for plain, _ in _CUES)


def has_cue(text: str) -> bool:
    """Whether a text has a verb of definition, a quotation mark or a name in brackets."""
    if has_any(text, _MARKS) or ("(" in text and _IN_BRACKETS.search(text)):
        return True
    folded = text.casefold()
    return any(_CUES[number][1].search(folded) is not None for number in _SIEVE.passing(folded))
