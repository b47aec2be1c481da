"""Titles of acts, regulations and other instruments: "Water Act 1989", "Food and Drug Regulations"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_NOUNS = (
    r"Acts?|Regulations?|Codes?|Orders?|Rules|Charter|Conventions?|Bye?-?[Ll]aws?|Directives?|Measure|Treaty|Protocol|"
    r"Ordinance|Tariff|Proclamation|ACT|REGULATIONS|CODE|ORDER|RULES|Bill"
)
_NOUN = re.compile(rf"(?:{_NOUNS})$")
_HAS_NOUN = re.compile(_NOUNS)
_CAP = r"(?:[A-ZÀ-Þ](?:[\w’'&/–-]|\.(?=\w)){0,40}|\([A-Z][^()]{1,200}\)|&)"
_LINK = r"(?:of|and|for|on|to|in|respecting|relating|with|from|at|by|de|du|des|la|le|et|re|or|OF|AND|FOR|THE)"
_THE = r"(?:(?:(?<=of\s|or\s|to\s|in\s|on\s)|(?<=ing\s)|(?<=Under\s))the\s)?"
RUN = re.compile(
    rf"[A-ZÀ-Þ](?<![\w’'(][A-ZÀ-Þ])(?:[\w’'&/–-]|\.(?=\w)){{0,40}}(?:,?\s(?:{_LINK}\s){{0,2}}{_THE}{_CAP}){{1,24}}"
)
"""A run of capitalised words with the small words between them; it begins with a set of characters."""

_TOKEN = re.compile(_CAP)
_WEAK = frozenset(("Order", "Orders", "Measure", "Regulation", "Codes", "Acts", "Directive", "Directives", "ORDER"))
"""Nouns that name an instrument only with a year behind them or two words in front."""
_TAIL = re.compile(
    r"(?:\sof\s(?:Procedure|Practice|Court|Rights(?:\sand\sFreedoms)?|Qu[eé]bec|Federal\sRegulations)\b)?"
    r"(?:(?:(?<=Regulations)|(?<=Order)|(?<=Rules)|(?<=Orders)|(?<=Regulation))\s\((?!The\s)[A-Z][a-z]{2,30}(?:,?\s(?:—\s)?[A-Za-z]"
    r"[\w’-]{0,30}){0,12}\)|\s\((?!The\s)[A-Z][a-z]{2,30}(?:,?\s[A-Za-z][\w’-]{0,30}){0,8}\)(?=\s(?:19|20)\d\d))?"
    r"(?:(?<=Regulations)\s[–—]\s(?!Part|Section|Schedule|Division|Chapter)[A-Z][a-z]+(?:\s(?:of\s|and\s|for\s)?[A-Z][a-z]+){0,6})?"
    r"(?:\s\(No\.?\s?\d{1,3}\))?(?:(?:,|\sof)?\s(?:1[2-9]|20)\d\d(?!\d)|\s\((?:1[2-9]|20)\d\d\))?(?:\s\(No\.?\s?\d{1,3}\)|,\sNo\.\s\d{1,3})?"
)
"""What a title may have behind its noun: of Procedure, (Northern Ireland), (No. 2), 1989."""
_SMALL_WORDS = """
Under The Subject Despite Notwithstanding In For If Where When A An And Or Whereas Every Any No Each All Pursuant To
Of On By From With As That This These Those Such Its Their His Her At Until After Before Since Nothing Neither Both
Either Amend Except Unless Upon Whether While Has Is Other Certain See Also Contrary According OF THE UNDER AN
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_LEADS_WORDS = """
Section Sections Subsection Subsections Paragraph Paragraphs Part Parts Schedule Clause Regulations Rule Rules Order
Act Acts Code Repeal Amendments Amendment Consequential Related Transitional Coordinating Article Articles Annex
Appendix Provisions Definition Note Coming Application Minister Definitions Provision Non-application Relationship
Meaning Expressions Requirements Purposes Powers Duties Exemption Exemptions Contravention Contraventions Offence
Offences Reference References Compliance Interaction Effect Repealed Column Item Form Member Members Governor
Commitments Authority
"""
_LEADS = frozenset(_LEADS_WORDS.split())
"""Words that stand in front of a title and are no part of it."""
_A_LABEL = re.compile(r"[IVXLC]{1,6}|[A-Z]{1,2}(?:\.\d{1,4}){0,4}[A-Z]?|\([A-Za-z0-9]{1,4}\)")
_SHORT_NAME = re.compile(r"\s\([A-Z]{2,10}\)$")
_FORWARD = re.compile(
    r"(?:Regulations|Order|Rules|By-law|Proclamation)\s"
    r"(?:[A-Z][a-z]+ing\b(?!\s(?:under|into|to|on|of)\b)|[Rr]especting\b|[Rr]elating\sto\b)"
    r"|(?:Convention|Protocol|Treaty|Charter)\s(?:on|for|relating|respecting|concerning|between|of|Relating|"
    r"Between|Concerning|Respecting)\s"
)
_FEDERAL = re.compile(r"Code\sof\sFederal\sRegulations\b")
_UNION = re.compile(r"\s\((?:EU|EC|EEC|Euratom)[),]|(?<=Directive)\s\d{2,4}/\d{1,4}/E")
"""Behind an instrument that goes by its number: Commission Delegated Regulation (EU) 2017/1485."""
_NO_INSTRUMENT = re.compile(
    r"Acts?\sof\s(?:Parliament|Congress|God)|Orders?\sin\sCouncil|Order\sForm|Codes?\sof\s(?:[Cc]onduct|[Pp]ractice|[Ee]thics)|"
    r"Bill\b(?!\sof\sRights)|Codes?\s"
    r"(?!Part|Section|Chapter|Schedule|Division|Title|Article|Act|Order|Rules|Regulation)"
    r"[A-Z][a-z]+"
)
"""What looks like an instrument and is none: a code with a noun behind it is a body, a panel or a party of it."""

Token = tuple[int, int, str]


def titles(text: str) -> Iterator[tuple[int, int]]:
    """The spans of titles in `text`, in order, that do not overlap."""
    for run in RUN.finditer(text):
        if _HAS_NOUN.search(text, run.start(), run.end()):
            yield from _in_run(text, run.start(), run.end())


def _in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The titles in one run of capitalised words: each ends in the noun of an instrument, or begins with one."""
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    first = 0
    for index, (at, stop, word) in enumerate(tokens):
        if index < first or not _NOUN.match(word) or _NO_INSTRUMENT.match(text, at):
            continue
        if _UNION.match(text, stop):
            continue
        if federal := _FEDERAL.match(text, at):
            yield at, federal.end()
            first = next(
                (later for later in range(index + 1, len(tokens)) if tokens[later][0] >= federal.end()), len(tokens)
            )
            continue
        forward = _FORWARD.match(text, at) is not None
        begin = _begin(text, tokens, first, index)
        if forward:
            end = next((a[1] for a, b in pairwise(tokens[index:]) if "," in text[a[1] : b[0]]), end)
        if forward and text[:end].endswith(")") and _SHORT_NAME.search(text[at:end]):
            end -= len(_SHORT_NAME.search(text[at:end])[0])  # type: ignore[index]
        if forward and (index in (begin, first)):
            yield at, _TAIL.match(text, end).end()  # type: ignore[union-attr]
            return
        if _goes_on(text, tokens, index):
            continue
        close = end if forward else _TAIL.match(text, stop).end()  # type: ignore[union-attr]
        if begin < index and (_only_nouns(text, tokens[begin : index + 1]) or _is_a_list(tokens, index, close)):
            continue
        if begin < index and (word not in _WEAK or index - begin > 1 or close > stop):
            yield tokens[begin][0], close
        elif word not in _WEAK:
            close = stop
        else:
            continue
        first = next((later for later in range(index + 1, len(tokens)) if tokens[later][0] >= close), len(tokens))


def _only_nouns(text: str, tokens: list[Token]) -> bool:
    """Whether words only list kinds of instruments: "Rules and Regulations", "Ordinances and Ordinance" before 12."""
    nouns = all(_NOUN.match(one[2]) or _NOUN.match(one[2].removesuffix("s")) for one in tokens)
    return nouns and text[tokens[-2][1] : tokens[-1][0]] != " "


def _is_a_list(tokens: list[Token], index: int, close: int) -> bool:
    """Whether a tariff is a list of prices: the Customs Tariff, or one with its year, is a law."""
    word, stop = tokens[index][2], tokens[index][1]
    return word == "Tariff" and close <= stop and tokens[index - 1][2] != "Customs"


def _goes_on(text: str, tokens: list[Token], index: int) -> bool:
    """Whether the title goes on behind this noun, as in "Code of Ethics Act" or "Rules Committee Act"."""
    for later in range(index + 1, min(index + 6, len(tokens))):
        if text[tokens[later - 1][1] : tokens[later][0]] != " ":
            return False
        if _NOUN.match(tokens[later][2]):
            return True
    return False


def _leads(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a token only leads to a title: "Under", or "Application" where "of" follows."""
    word = tokens[at][2]
    return word in _SMALL or (word in _LEADS and text[tokens[at][1] : tokens[at + 1][0]] != " ")


def _begin(text: str, tokens: list[Token], first: int, noun: int) -> int:
    """The index of the token that the title begins with."""
    begin = first
    while begin < noun and _leads(text, tokens, begin):
        begin += 1
    for at in range(noun, begin, -1):
        between = text[tokens[at - 1][1] : tokens[at][0]]
        if "," in between and " and " not in text[tokens[at][0] : tokens[noun][0]]:
            return at
        if between in (" of the ", " to the ", " of ") and _A_LABEL.fullmatch(tokens[at - 1][2]):
            return at
        if between.strip() in ("in the", "to the", "by the") or tokens[at - 1][2] == "Under":
            return at
    return begin
