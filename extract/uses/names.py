"""Whether a capitalised word is part of a longer name: "Act" in "Privacy Act", "Group" in "Ofgem Group Ltd"."""

from __future__ import annotations

import re

NEUTRAL = frozenset(
    str.split("""
    a all an and another any as at be because before being both but by can could do does during each either every
    few following for from further had has have having how however if in including into is it its less may more most
    must neither no nor not of off on once only or other others our over per same shall should since so some such than
    that the their them then there these they this those though through to two under unless until upon was we were
    what when where whereas whether which while who whose will with within without would yet you your
    january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday
    annex appendix article chapter clause clauses condition division paragraph paragraphs part schedule section
    sections step subsection table regarding subject provided one three first second third new also many""")
)
"""Words that may be capitalised next to a term without making a name of the two; compared in lower case."""

INSTITUTIONS = frozenset(
    str.split("""
    Act Acts Agency Association Authority Bank Bill Board Bureau Code Commission Commissioner Committee Company
    Convention Corporation Council Court Department Directive Director Executive Foundation Fund Governor Group House
    Institute Law Minister Ministry Office Order Parliament President Registrar Regulation Regulations Rules Secretary
    Society Statement Superintendent Treaty Tribunal Trust University""")
)
"""Nouns that names of bodies and of enactments end in, or begin with before "of": a capital beside them is a name."""

CORPORATE = re.compile(r" \(?(?:[A-Z][\w&]+ )?(?:Ltd|Limited|plc|PLC|LLP|LLC|Inc|Incorporated|GmbH|Corp)\b")
_ENACTED = re.compile(r" (?:Act|Acts|Bill|Directive|Order|Regulations)\b")
STATUTE = re.compile(
    r"[ADMOR](?<![\w-].)(?:cts?|easure|egulations?|rders?|ules|irective)(?: \([^()\x00]{1,60}\))?,? \(?"
    r"(?:1[2-9]|20)\d\d\b"
)
"""The end of the title of an enactment: Act 1989, Regulations (Northern Ireland) 2006."""

_OF = re.compile(r" of( the)?(?= )")
_NEXT = re.compile(r" ([A-Z\xc0-\xde\x01][\w'-]{0,60})")
_IN_WORDS = "".join(char for char in map(chr, range(256)) if re.match(r"[\w'&-]", char))
"""The characters of folded text that stand in a word of a name."""

LONGEST_WORD = 60
_LABEL = re.compile(r"\(?(?:[A-Z]{0,2}\d+(?:\.\d+)*[A-Z]?|[a-z]{1,3}|[ivxlc]{1,6}|[A-Z])[.)]?$")
_NUMBERED = re.compile(r"[A-Z]{1,2}\d+[A-Za-z]?")
_CONNECTIVES = frozenset(("and", "of", "the", "for", "in", "to", "on"))
WINDOW = 80
LONGEST_TITLE = 20


def begins_sentence(flat: str, at: int) -> bool:
    """Whether the word at `at` of folded text stands where a sentence, an item or a cell begins."""
    before = flat[max(0, at - WINDOW) : at].rstrip(' "([\x02')
    if not before or before[-1] in "\0.?!:;":
        return True
    if "\x02" in flat[max(0, at - 3) : at] and before[-1] != ",":
        return True
    last = before[max(before.rfind(" "), before.rfind("\0")) + 1 :]
    if before[-1] == "-" and last == "-":
        return True
    return before[: -len(last)].rstrip(" ")[-1:] in ("", "\0", ";", ":", ".", ",") and bool(_LABEL.fullmatch(last))


def next_name(flat: str, end: int) -> tuple[str, int] | None:
    """The capitalised word that follows `end` after one space, with its offset; None where none does."""
    found = _NEXT.match(flat, end)
    return (found[1], found.start(1)) if found and not _neutral(found[1]) else None


def previous_name(flat: str, start: int) -> tuple[str, int] | None:
    """The capitalised word that stands before `start` and one space, with its offset; None where none does."""
    word = _last_word(flat[max(0, start - WINDOW) : start - 1]) if flat[start - 1] == " " else ""
    if not word or not word[0].isupper() or _neutral(word) or word.endswith("'s"):
        return None
    return word, start - 1 - len(word)


def _last_word(before: str) -> str:
    """The word in which a text ends; "" where it ends in none."""
    return before[len(before.rstrip(_IN_WORDS)) :][-LONGEST_WORD:]


def _neutral(word: str) -> bool:
    return len(word) == 1 or word.lower() in NEUTRAL or bool(_NUMBERED.fullmatch(word))


def is_acronym(word: str) -> bool:
    """Whether a word is an abbreviation or carries a digit, as modifiers do: ESME Device, SMETS1 Device."""
    return any(c.isdigit() for c in word) or sum(c.isupper() for c in word) > 1


def foreign_before(flat: str, start: int, noun: str, inflected: bool) -> int | None:
    """Where a name begins that runs into the noun at `start`, None where none does.

    An abbreviation in front, or any name in front of a plural, only makes a name of the two for institutions.
    """
    found = previous_name(flat, start)
    if found is None:
        return None
    word, at = found
    institution = noun in INSTITUTIONS
    if not institution and (inflected or is_acronym(word) or begins_sentence(flat, at)):
        return None
    return at


def foreign_after(flat: str, end: int, noun: str) -> int | None:
    """Where the word begins that makes the noun up to `end` part of a longer name, None where none does.

    A plural that ends the capitals is the name of a kind and not of a thing: Buyer in Buyer Properties is used. So is
    the Secretary of the Board, but not the Minister of the Environment.
    """
    institution = noun in INSTITUTIONS
    found = next_name(flat, end)
    if found:
        word, at = found
        plural = word[-1] == "s" and word[-2:] != "ss" and not is_acronym(word)
        return None if plural and not institution and not next_name(flat, at + len(word)) else at
    if institution and (of := _OF.match(flat, end)):
        found = next_name(flat, of.end())
        generic = found is not None and found[0] in INSTITUTIONS and not next_name(flat, found[1] + len(found[0]))
        return None if found is None or (of[1] and generic) else found[1]
    return None


def in_company_or_statute(flat: str, end: int) -> bool:
    """Whether what ends at `end` runs on into the name of a company or of an enactment."""
    return bool(CORPORATE.match(flat, end) or _ENACTED.match(flat, end))


def statutes(flat: str) -> list[tuple[int, int]]:
    """The titles of enactments with a year in folded text: Gas Act 1986, Meters and Services Regulations 2006."""
    found = ((_title_start(flat, end.start()), end.start(), end.end()) for end in STATUTE.finditer(flat))
    return [(start, end) for start, noun, end in found if start < noun]


def _bracket(before: str) -> str:
    """The bracket in which a text ends, where it is short and has none in it; "" otherwise."""
    word = before[before.rfind("(") :] if "(" in before else ""
    inside = word[1:-1]
    return word if 0 < len(inside) <= LONGEST_WORD and ")" not in inside and "\0" not in inside else ""


def _title_start(flat: str, noun: int) -> int:
    """Where the title begins that ends in the noun at `noun`: capitalised words and the small words between them."""
    start = at = noun
    for _ in range(LONGEST_TITLE):
        if flat[at - 1] != " ":
            break
        before = flat[max(0, at - WINDOW) : at - 1]
        end = at - 1 - before.endswith(",")
        before = before.removesuffix(",")
        word = _bracket(before) if before.endswith(")") else _last_word(before)
        if not word:
            break
        at = end - len(word)
        if word[0].isupper() and not _neutral(word):
            start = at
        elif word not in _CONNECTIVES and word[0] != "(":
            break
    return start
