"""D8: short names in brackets without quotation marks: Statement of Work (SOW)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .rule import Hit, Setting

_BRACKET = re.compile(
    r"\((?:(?<=[\w’'.,)]\()|(?<=[\w’'.,)] \())(?:the |or )?"
    r"(?P<whole>(?:(?P<first>[A-Z][A-Z0-9]{1,9}) )?(?P<short>[A-Z][A-Za-z0-9&/-]{1,14}))"
    r"(?:,?\s+or\s+(?:the\s+)?(?P<second>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*)?))?\)"
)
_DONE = re.compile(
    r",\s+(?:done|signed|made|adopted|concluded|opened\s+for\s+signature)\s+(?:at|in|on)\s[^;:()\n]{3,100}\Z"
)
"""Where and when a treaty was made, behind its title."""

_SHORT = re.compile(
    r" \((?<=[\w’'] \()(?:the )?(?P<short>[A-Z][a-z]+(?: (?:of |and )?[A-Z][a-z]+){0,2})\)(?!\s*[.;]?\s*$)"
)
_LONG = re.compile(r"[A-Z][\w’'-]*(?:\s(?:(?:of|for|the|and|on|in)\s){0,2}[A-Z][\w’'-]*)+\Z")
"""A name in capitals at the end of a stretch of text."""

_UNITS = frozenset(str.split("Part Section Schedule Chapter Annex Appendix Article Clause Title Table Form Note Act"))
"""Words that stand in brackets for what they are called, and make no name of their own."""

_WORD = re.compile(r"[A-Za-z0-9][\w’'&]*")
_SMALL = {"of", "and", "or", "the", "in", "for", "to", "a", "an", "by", "on", "at", "with", "from", "as", "per"}


def find_abbreviation(text: str, setting: Setting) -> Iterator[Hit]:
    """A token of capitals and digits in a bracket whose letters are, in order, those that open the words before it."""
    if setting.kind == "heading":
        return
    for match in _BRACKET.finditer(text):
        short = match["short"]
        core = short[:-1] if short.endswith("s") and short[:-1].isupper() else short
        if sum(c.isupper() or c.isdigit() for c in core) < 2 or sum(c.islower() for c in core) > len(core) // 2:
            continue
        opens = match.start() - (text[match.start() - 1] == " ")
        start = expansion_start(text, opens, core)
        if start is not None and match["first"]:
            front = len(text[:start].rstrip()) - len(match["first"])
            start = front if front >= 0 and text.startswith(match["first"] + " ", front) else None
        if start is not None:
            terms = tuple(Span(*match.span(name)) for name in ("whole", "second") if match[name])
            body = Span(start, len(text[:opens].rstrip()))
            yield Hit(terms, body, "alias", Span(opens, match.end()), open=False)


def find_shortened(text: str, setting: Setting) -> Iterator[Hit]:
    """Words of a name in capitals that stand behind it in brackets, without marks: Office of Fair Trade (Office)."""
    if setting.kind in ("heading", "row"):
        return
    for match in _SHORT.finditer(text):
        short = match["short"]
        low = max(0, match.start() - 120)
        name = _LONG.search(text, low, match.start())
        if name is None or short in _UNITS or len(name[0].split()) < len(short.split()) + 2:
            continue
        if re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", name[0]):
            term = Span(*match.span("short"))
            yield Hit((term,), Span(*name.span()), "alias", Span(*match.span()), open=False)


def expansion_start(text: str, end: int, short: str) -> int | None:
    """Where the words in front of offset `end` start that `short` abbreviates; None where its letters do not fit.

    Every letter opens a word, or stands further on in a word that one before it opened (PrePayment); words that no
    letter opens are small ones; the words are in capitals, or else every initial fits.
    """
    letters = [c.lower() for c in short if c.isalnum()]
    low = max(0, end - 160)
    done = _DONE.search(text, low, end)
    end = done.start() if done else end
    low = max(0, end - 160)
    cut = max(text.rfind(mark, low, end) for mark in ";:(\n")
    words = list(_WORD.finditer(text, max(low, cut + 1), end))[-2 * len(letters) - 4 :]
    for first in range(len(words) - 1, -1, -1):
        chosen = words[first:]
        if len(chosen) < 2 or chosen[0][0].lower() in _SMALL or chosen[0][0][0].lower() != letters[0]:
            continue
        long = len(letters) >= 4 and sum(w[0].lower() not in _SMALL for w in chosen) >= len(letters) - 1
        if _initials(chosen, letters) or ((long or _all_capitals(chosen)) and _fits(chosen, letters)):
            return chosen[0].start()
    return None


def _initials(words: list[re.Match[str]], letters: list[str]) -> bool:
    everything = [w[0][0].lower() for w in words]
    return letters in (everything, [w[0][0].lower() for w in words if w[0].lower() not in _SMALL])


def _all_capitals(words: list[re.Match[str]]) -> bool:
    return all(w[0][0].isupper() or w[0][0].isdigit() or w[0].lower() in _SMALL for w in words)


def _fits(words: list[re.Match[str]], letters: list[str]) -> bool:
    """Whether the letters can be dealt out to the words, in order, each big word getting one at least."""
    reached = {0}
    for word in words:
        low = word[0].lower()
        following = set(reached) if low in _SMALL else set()
        for at in reached:
            if at < len(letters) and low[0] == letters[at]:
                following.add(at + 1)
                position, count = 0, at + 1
                while count < len(letters):
                    position = low.find(letters[count], position + 1)
                    if position < 0:
                        break
                    count += 1
                    following.add(count)
        reached = following
    return len(letters) in reached
