"""Where sentences start and end in a provision's text, as far as definitions need it."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][”\"’)]?(?=\s+[“\"‘(]?[A-Z0-9])|[\n\t]")
_ABBREVIATED = re.compile(
    r"(?:\b(?:No|Nos|s|ss|c|cl|r|rr|reg|para|paras|art|Art|ch|pt|Pt|vol|v|Mr|Mrs|Ms|Dr|St|Ltd|Inc|Co|Corp|cf|viz|etc|e\.g|i\.e|U\.S|approx"
    r"|[A-Z])|\b[A-Z]\.[A-Z])$"
)
_REACH = 2_000


def sentence_start(text: str, at: int) -> int:
    """The start of the sentence that holds offset `at`; looks back at most 2,000 characters."""
    start = max(0, at - _REACH)
    first = start
    for match in _END.finditer(text, first, min(len(text), at + 4)):
        if match.end() <= at and not _ABBREVIATED.search(text, max(0, match.start() - 12), match.start()):
            start = match.end()
    while start < at and text[start].isspace():
        start += 1
    return start


def sentence_end(text: str, at: int) -> int:
    """The end of the sentence that holds offset `at`, its full stop included."""
    for match in _END.finditer(text, at):
        if not _ABBREVIATED.search(text, max(0, match.start() - 12), match.start()):
            return match.end() if text[match.start()] not in "\n\t" else match.start()
    return len(text)
