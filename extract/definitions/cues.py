"""A quick look whether a text can hold a definition at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .look import Look

MARKS = ("“", '"', "‘", "**", "’)", "')")
_IN_BRACKETS = re.compile(r"\((?:the |or )?[A-Z][A-Za-z0-9&/-]+(?: [A-Z][A-Za-z0-9&/-]*)?(?:,?\s+or\s|\))")
_BEGIN = (
    "mean", "include", "exclude", "denote", "signif", "defin", r"refer(?:s|red)?\b", r"construed\b", r"interpreted\b",
    r"read as\b", r"used to\b", r"called\b", "describes", r"known as\b",
)  # fmt: skip


def _begun(words: str) -> tuple[str, re.Pattern[str]]:
    """The plain beginning of a pattern, and the pattern at the start of a word.

    The look back stands behind it, because a search for what begins with plain characters takes a tenth of the time.
    """
    plain = words.partition("(")[0].removesuffix(r"\b")
    return plain, re.compile(rf"{plain}(?<=\b{plain}){words.removeprefix(plain)}")


WORDS = tuple(_begun(words) for words in _BEGIN)
"""The cues in words: the plain beginning of each, with case folded, and its pattern."""


def has_cue(text: str, look: Look) -> bool:
    """Whether a text has a verb of definition, a quotation mark or a name in brackets."""
    if look.marked or (look.bracket and _IN_BRACKETS.search(text)):
        return True
    if not look.words:
        return False
    folded = text.casefold()
    return any(pattern.search(folded) is not None for pattern in look.words)
