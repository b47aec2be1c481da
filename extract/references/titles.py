"""Titles of acts, regulations and other instruments: "Water Act 1989", "Food and Drug Regulations"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOUN = (
    r"(?:Acts?|Regulations?|Codes?|Orders?|Rules|Charter|Conventions?|By-?[Ll]aws?|Directives?|Measure|Treaty|Protocol|"
    r"Ordinance|Tariff|Bill\sof\sRights|Proclamation)"
)
_UPPER_NOUN = r"(?:ACT|REGULATIONS|CODE|ORDER|RULES)"
_CAP = r"(?:[A-ZÀ-Þ][\w’'&./-]{0,40}|\([A-Z][^()]{1,90}\)|&)"
_LINK = r"(?:of|and|for|on|to|in|respecting|relating|with|from|at|by|de|du|des|la|le|et|re)"
_GAP = rf"(?:,?\s(?:{_LINK}\s){{0,2}}(?:(?<=of\s|or\s|to\s|in\s|on\s)the\s)?)"
RUN = re.compile(rf"(?<![\w’'(])(?:[A-ZÀ-Þ][\w’'&/-]{{0,40}})(?:{_GAP}{_CAP}){{1,24}}")
"""A run of capitalised words with the small words between them."""

_TOKEN = re.compile(_CAP)
_IS_NOUN = re.compile(rf"{_NOUN}$|{_UPPER_NOUN}$")
_WEAK = frozenset({"Order", "Orders", "Measure", "Regulation", "Codes", "Acts", "Directive", "Directives", "ORDER"})
"""Nouns that name an instrument only with a year behind them or two words in front."""
YEAR = re.compile(r"(?:\s\(No\.?\s?\d{1,3}\))?(?:,?\s(?:1[2-9]|20)\d\d(?!\d))?(?:\s\(No\.?\s?\d{1,3}\))?")
_LEADS = frozenset(
    "Under The Subject Despite Notwithstanding In For If Where When Section Sections Subsection Subsections Paragraph "
    "Paragraphs Part Parts Schedule Clause A An And Or Whereas Every Any No Each All Pursuant To Of On By From With As "
    "That This These Those Such Its Their His Her An At Until After Before Since Nothing Neither Both Either Amend "
    "Except Unless Upon Whether While Sections Regulations Rule Rules Order Act Acts Code Repeal Amendments Amendment "
    "Consequential Related Transitional Coordinating Has Is Other Certain Article Articles Annex Appendix Provisions "
    "Definition Note See Also Coming Application Minister Definitions Canadian-federal".split()
)
_A_LABEL = re.compile(r"[IVXLC]{1,6}|[A-Z]{1,2}|\([A-Za-z0-9]{1,4}\)")
_FORWARD = re.compile(
    r"(?:Regulations|Order|Rules|Act|By-law|Proclamation)\s(?:(?:[A-Z][a-z]+ing|[Rr]especting|[Rr]elating\sto|[Pp]rescribing)\b)"
    r"|(?:Convention|Protocol|Treaty|Charter|Agreement)\s(?:on|for|relating|respecting|concerning|between|of|Relating|"
    r"Between|Concerning|Respecting|for\sthe|on\sthe)\s"
)
_NOT_AN_INSTRUMENT = re.compile(
    r"(?:Act|Acts)\sof\s(?:Parliament|Congress|God)|Orders?\sin\sCouncil|Order\sForm|Codes?\sof\s"
)


def titles(text: str) -> Iterator[tuple[int, int]]:
    """The spans of titles in `text`, in order, that do not overlap."""
    for run in RUN.finditer(text):
        yield from _in_run(text, run.start(), run.end())


def _in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The titles in one run of capitalised words: each ends in the noun of an instrument, or begins with one."""
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    first = 0
    index = 0
    while index < len(tokens):
        word = tokens[index][2]
        if (
            index == first
            and _FORWARD.match(text, tokens[index][0])
            and not _NOT_AN_INSTRUMENT.match(text, tokens[index][0])
        ):
            stop = YEAR.match(text, end)
            yield tokens[index][0], stop.end() if stop else end
            return
        if _IS_NOUN.match(word) and not _goes_on(text, tokens, index):
            begin = _begin(text, tokens, first, index)
            stop = YEAR.match(text, tokens[index][1])
            close = stop.end() if stop else tokens[index][1]
            strong = word not in _WEAK or index - begin > 1 or close > tokens[index][1]
            if begin < index and strong and not _NOT_AN_INSTRUMENT.match(text, tokens[index][0]):
                if _FORWARD.match(text, tokens[index][0]):
                    close = end
                yield tokens[begin][0], close
                if close == end:
                    return
            first = index + 1
        index += 1


def _goes_on(text: str, tokens: list[tuple[int, int, str]], index: int) -> bool:
    """Whether the title goes on behind this noun, as in "Code of Ethics Act" or "Rules Committee Act"."""
    for later in range(index + 1, min(index + 6, len(tokens))):
        between = text[tokens[later - 1][1] : tokens[later][0]]
        if between != " ":
            return False
        if _IS_NOUN.match(tokens[later][2]):
            return True
    return False


def _begin(text: str, tokens: list[tuple[int, int, str]], first: int, noun: int) -> int:
    """The index of the token that the title begins with."""
    begin = first
    while begin < noun and tokens[begin][2] in _LEADS:
        begin += 1
    for at in range(noun - 1, begin, -1):
        between = text[tokens[at - 1][1] : tokens[at][0]]
        if "," in between and " and " not in text[tokens[at][0] : tokens[noun][0]]:
            return at
        if between in (" of the ", " to the ", " of ") and _A_LABEL.fullmatch(tokens[at - 1][2]):
            return at
        if between.strip() in ("to", "in the", "to the", "by", "from"):
            return at
    return begin
