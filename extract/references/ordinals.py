"""Ordinal numbers as words: the first subparagraph, the Second Schedule."""

from __future__ import annotations

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS = {word: value for value, word in enumerate(_WORDS.split(), 1)}
ORDINAL = rf"(?:{'|'.join(ORDINALS)}|last)"
"""A pattern of one in small letters."""
BY_WORD = {word.capitalize(): str(value) for word, value in ORDINALS.items()}
"""The numbers of what is numbered by words in capitals: the Second Schedule."""
