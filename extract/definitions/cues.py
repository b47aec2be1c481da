"""A quick look whether a text can hold a definition at all."""

from __future__ import annotations

import re

_CUE = re.compile(
    r"\bmean|\binclude|\bexclude|\bdenote|\bsignif|\bdefin"
    r"|\brefer(?:s|red)?\b|\bconstrued|\binterpreted|\bread as\b|\bused to\b"
    r"|\bcalled\b|\bdescribes|\bknown as\b|[“\"‘]|\*\*|\([A-Z][A-Za-z0-9&/ -]+\)|[’']\)",
    re.IGNORECASE,
)


def has_cue(text: str) -> bool:
    """Whether a text has a verb of definition, a quotation mark or a name in brackets."""
    return _CUE.search(text) is not None
