"""Documents by name: statutes, instruments by number, "the 1978 Act", acronyms and names known to the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from extract.needles import has_any
from ontology.record import record
from ontology.titles import PART, stem_of

from .titles import titles

_YEARED = re.compile(
    r"\b[Tt]he\s((?:1[6-9]|20)\d\d\s(?:Act|Regulations|Order|Rules|Code|Measure|Agreement|Directive))\b"
)
_OF_YEAR = re.compile(r"\b[Tt]he\s(?P<noun>Acts?|Regulations|Order|Rules)\sof\s(?P<year>(?:1[6-9]|20)\d\d)\b")
_BARE = re.compile(
    r"\b(?:[Tt]he\s)(?:(?:Act|Acts|Regulations)\b(?!\s(?:of\sParliament|of\sCongress))"
    r"|(?:Code|Charter|Rules)\b(?!\s(?:of\s(?:Federal|[Pp]ractice|[Cc]onduct|[Ee]thics)|[A-Z][a-z])))(?![\w-])"
)
_FORMER = re.compile(
    r"\b(?:[Tt]he\s)(?:former|repealed|revoked|old|previous)\s(?:Act|Acts|Regulations?|Code|Order|Rules|Scheme|By-law|Byelaws)\b"
    r"(?!\s[A-Z0-9])(?![\w-])"
)
_PRINCIPAL = re.compile(
    r"\b[Tt]he\s(?P<which>principal|basic|parent|main|enabling|amending|original)\s"
    r"(?P<noun>Acts?|Regulations?|Code|Order|Rules|Directive|Decision|Scheme|Agreement|Ordinance)\b(?!\s[A-Z0-9])(?![\w-])"
)
_THAT = re.compile(
    r"\b(?:[Tt]hat|[Tt]hose|[Tt]he\ssaid|[Ss]uch)\s(?:Act|Acts|Regulations?|Code|Order|Rules|Charter|Convention|By-law|"
    r"Directive|Agreement|Treaty|Protocol|Measure|Document|Appendix|Annex|Schedule|Attachment|"
    r"Directions|Bylaws|Byelaws|Byelaw|Bye-law|Scheme|Plan|Policy|Procedures?|Chapter|Ordinance|Framework)\b(?!\s[A-Z0-9])"
)
_NUMBERED = re.compile(
    r"\b(?:Commission\s|Council\s)?(?:Delegated\s|Implementing\s)?(?:Regulation|Directive|Decision)\s"
    r"(?:\((?:EU|EC|EEC|Euratom)\)\s(?:No\.?\s?)?\d{1,4}/\d{2,4}|\d{2,4}/\d{1,4}/(?:EU|EC|EEC))"
    r"|\bS\.?\s?[IR]\.?\s(?:No\.?\s?)?\d{4}/\d{1,5}|\bSOR/\d{2,4}-\d{1,4}\b|\bC\.R\.C\.,\sc\.\s\d{1,4}"
    r"|\b(?:Public\sLaw|Pub\.\s?L\.)\s(?:No\.\s)?\d{2,3}[-–]\d{1,4}\b"
    r"|\bP\.C\.\s\d{4}-\d{1,5}|\bO\.\s?Reg\.\s\d{1,4}/\d{2,4}"
    r"|(?:\b(?:R\.?\s?S|S|L|R)\.(?:\s?[A-Z]\.?){0,8},?\s)?(?:\b(?:1[6-9]|20)\d\d,?\s)?\b[Cc]h?\.\s(?:[A-Z]{1,2}-)?\d{1,3}(?:\.\d{1,3})?"
    r"(?:\s\(\d(?:st|nd|rd|th)\sSupp\.\))?(?![\w(])"
)
_NEEDLES = ("/", "c. ", "ch. ", "C. ", "P.C.", "Pub", "Law")
NOUNS = (
    "Document|Documents|Code|Agreement|Contract|Plan|Policy|Procedures?|Requirements|Terms|Conditions|Licen[cs]e|"
    "Statement|Specifications?|Standards?|Methodology|Matrix|Strategy|Protocol|Convention|Treaty|Charter|Constitution|"
    "Guidance|Manual|Rulebook|Handbook|Framework|Deed|Lease|Scheme|Programme|Memorandum|Directive|Guide|Guidelines|"
    "Tariff|Resolution|Declaration|Form|Rules|Regulations?|Act|Order|Mechanism|Regime|Catalogue|Annexe?|Register|Law|"
    "Bill|Instrument|Directions|Byelaws|Bye-laws|Principles|Arrangements|Manuals|Notice|Letter|Award|Schedule|Bylaws|By-laws|Articles|Tender|Body|"
    "Provisions"
)
"""Nouns that name a document where a label points into it: clause 4 of the Enrolment Plan."""
_ATTACHED = re.compile(
    rf"(?:[A-Z][\w’'&/-]{{0,40}}\s(?:(?:of|and|for|on|to|with|in)\s(?:the\s)?){{0,1}}){{0,9}}?(?:{NOUNS}|List)\b(?!\s[A-Z][a-z])(?:\s(?:of|on|for)\s"
    r"(?:the\s)?[A-Z][\w-]{1,30}(?:\s(?:and\s)?[A-Z][\w-]{1,30}){0,4})?(?:\s(?:19|20)\d\d\b)?(?!’s|'s)"
    r"|(?:[A-Z][a-z][\w’-]{0,30}\s(?:(?:of|and|for)\s(?:the\s)?)?){1,5}Part\b(?!\s[A-Z0-9]|’s|'s)"
    r"|[A-Z][A-Z0-9]{1,9}(?:\s[A-Z][A-Z0-9]{1,9}){0,2}(?![\w’'-])"
)
_ALSO = re.compile(r"\s(?:and|or)\s(?:Articles|Rules|Regulations?|Schedule|Annexe?|Form|Conditions|Principles)$")
"""At the end of what looks like one name, and begins the next labels: "the UK GDPR and Articles" before 44."""
_A_LABEL = re.compile(r"\s(?:\d|[A-Z]{1,2}\b|\()")
_SHORT = re.compile(r"\((?:the\s)?[\"“]?([A-Z][A-Za-z0-9]{0,10}[A-Z0-9](?:\s[A-Z][A-Z0-9]{1,9})?)[\"”]?\)")
_EXPANDED = re.compile(rf"\b(?:{NOUNS})s?[\d¹²³⁴-⁹]?\s{{0,2}}$")
_BEHIND_IT = r"\s(?:[Cc]lauses?|[Ss]ections?|[Pp]aragraphs?|\d{1,2}\.\d{1,3}[A-Z]?\b)"
_LABELLED = re.compile(
    rf"([A-Z](?=[A-Z\d])(?<![\w-][A-Z])(?:[A-Z0-9]{{1,9}}\s[A-Z][A-Z0-9]{{2,9}}|[A-Z0-9]{{2,9}})){_BEHIND_IT}"
)
"""It begins with a set of characters: a search for such a pattern takes a fraction of the time."""
_APART = "\0"


@record
@dataclass(frozen=True, slots=True)
class Mention:
    """A document named at `start` to `end`: `name` as written without its article, `rule` that found it."""

    start: int
    end: int
    name: str
    rule: str


@dataclass(frozen=True)
class Names:
    """Names of documents by their first word, the longest first: the corpus's, and this document's short forms."""

    by_first: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def stems(self) -> dict[str, tuple[str, ...]]:
        """What parts of a rulebook are called in front of a number, by the first word: Governance of Governance 2.2."""
        found: dict[str, tuple[str, ...]] = {}
        for name in chain.from_iterable(self.by_first.values()):
            if (stem := stem_of(name)) is not None:
                first = stem.split(" ")[0]
                found[first] = (*found.get(first, ()), stem)
        return found

    def stem_at(self, text: str, start: int, first: str) -> str:
        """The stem of a part's name at `start`, with a number of two levels behind it; "" where none stands there."""
        for stem in self.stems.get(first, ()):
            if text.startswith(stem, start) and _NUMBERED_PART.match(text, start + len(stem)):
                return stem
        return ""

    @cached_property
    def divided(self) -> bool:
        """Whether a name ends as a division does."""
        return any(_DIVISION.search(name) for several in self.by_first.values() for name in several)

    @classmethod
    def of(cls, names: Iterable[str], sure: Iterable[str] = (), capitals: bool = False) -> Names:
        """An index of `names`; a name of one ordinary word ("General") or under three characters is left out.

        Of `sure` ones none is. With `capitals` names of several words are known in capital letters too.
        """
        found: dict[str, set[str]] = {}
        kept = {_without_article(name) for name in names if is_name(name)} | {*sure}
        for bare in kept:
            found.setdefault(re.match(r"\W*\w+", bare)[0], set()).add(bare)  # type: ignore[index]
            if capitals and " " in bare and len(bare) >= IN_CAPITALS:
                found.setdefault(re.match(r"\W*\w+", bare.upper())[0], set()).add(bare.upper())  # type: ignore[index]
        return cls({first: tuple(sorted(group, key=lambda n: (-len(n), n))) for first, group in found.items()})

    def at(self, text: str, start: int, first: str) -> str:
        """The longest name that stands whole at `start`, where the text has the word `first`; "" where none does."""
        for name in self.by_first.get(first, ()):
            end = start + len(name)
            if text.startswith(name, start) and not (text[end : end + 1].isalnum() or _NUMBER_BEHIND.match(text, end)):
                return name
        return ""


_NUMBERED_PART = re.compile(r"\s\d{1,2}[A-Z]?\.\d")
_DIVISION = re.compile(r"\S \S+ (?:Section|Appendix|Schedule|Annex|Part|Chapter|Attachment|Exhibit|Volume) \S{1,5}$")
_COUNTED = re.compile(r"([A-Z]{3,6})(\d{1,4})")
"""One of a row of documents, which texts write with a blank as well: BSCP25, BSCP 25."""
_EXHIBITED = re.compile(r"((?:Schedule|Annex|Appendix) \w{1,3}) ((?:Exhibit|Annex|Appendix|Attachment) \w{1,3})")
_NUMBER_BEHIND = re.compile(r"\.(?:[A-Z]\.)?\d|/\d")
"""What makes a name the beginning of a label, or of a form's: OC5 in OC5.4.1, BSCP25 in BSCP25/01."""


def spaced(name: str) -> str:
    """How else a name may be written: "BSCP 25" for "BSCP25", "Schedule 2, Exhibit 3"; "" where it is no such one."""
    if found := _COUNTED.fullmatch(name):
        return f"{found[1]} {found[2]}"
    return f"{found[1]}, {found[2]}" if (found := _EXHIBITED.fullmatch(name)) else ""


def _without_article(name: str) -> str:
    return " ".join(name.split()).removeprefix("the ").removeprefix("The ")


IN_CAPITALS = 10
"""Characters from which on a name is known in capital letters too."""
_WORD = re.compile(r"(?<![\w])[A-Z]\w*")
_ENDS_AS_DOCUMENT = re.compile(
    rf"\b(?:{NOUNS})s?$|\bConditions of (?:Use|Carriage|Sale|Supply|Entitlement)$|[a-z]\sPart$"
)
_CHAPTER = re.compile(
    r"\s\((?:c\.?\s?\d{1,3}|asp\s\d{1,3}|S\.?I\.?\s(?:No\.?\s?)?\d{4}/\d{1,5}(?:\s\([A-Z]\.?[A-Z]?\.?\s\d{1,3}\))?)\)"
)
"""The number of an act or an instrument in brackets behind its title: (c. 42), (S.I. 2012/2031)."""
_YEAR_BEHIND = re.compile(r",?\s(?:1[6-9]|20)\d\d\b(?![-/]|\.\d)")
_INSTRUMENT = re.compile(r"\b(?:Act|Regulations?|Order|Rules|Measure|Directive)$")
"""What a year behind it makes another one: the Fishing Regulations, 2012 are not the Fishing Regulations of 1998."""
_ORDINARY = re.compile(r"[A-Z]?[a-z’'-]+")
LONG_NAME = 6
"""Words from which on a title names its document by its length alone."""


def is_name(written: str) -> bool:
    """Whether a name can be told from ordinary words: "TMAD", "Appendix AL", "Enrolment Plan"; not "DCC Services".

    Titles of sections are often terms too ("Security", "DCC Services"), so words alone must end as a document does.
    """
    name = _without_article(written)
    words = name.split()
    if len(name) < 3 or not any(c.isupper() for c in name):
        return False
    if all(word.isupper() for word in words) or len(words) >= LONG_NAME or _ENDS_AS_DOCUMENT.search(name):
        return len(words) > 1 or not _ORDINARY.fullmatch(name)
    return any(len(word) < 4 and word.isupper() for word in words[1:]) or name[-1].isdigit() or (
        len(words) == 1 and not _ORDINARY.fullmatch(name)
    )  # fmt: skip


def short_forms(texts: Iterable[str]) -> frozenset[str]:
    """Acronyms that stand for documents in `texts`: explained in brackets, or with a label right behind them."""
    whole = _APART.join(texts)
    explained = (
        match[1]
        for match in _SHORT.finditer(whole)
        if _EXPANDED.search(whole[max(0, match.start() - 40) : match.start()].rpartition(_APART)[2])
    )
    return frozenset((*explained, *(match[1] for match in _LABELLED.finditer(whole))))


def named(text: str, names: Names) -> Iterator[Mention]:
    """named-document: a name known to the corpus or an acronym that this document explains, longest first.

    The year behind the name of an instrument is part of it; labels right behind a name are in the document: TMAD 3.14E.
    """
    at = 0
    if not names.by_first:
        return
    for word in _WORD.finditer(text):
        if word.start() < at:
            continue
        name = names.at(text, word.start(), word[0])
        if not name and (stem := names.stems and names.stem_at(text, word.start(), word[0])):
            at = word.start() + len(stem)
            yield Mention(word.start(), at, stem + PART, "named-document")
            continue
        if name and not (text[word.start() - 1 : word.start()] == "(" and text[word.start() + len(name) :][:1] == ")"):
            at = word.start() + len(name)
            if (year := _YEAR_BEHIND.match(text, at)) and _INSTRUMENT.search(name):
                at, name = year.end(), name + year[0]
            yield Mention(word.start(), at, name, "named-document")


def divisions(text: str, names: Names) -> Iterator[Mention]:
    """Known names of several words that end as a division does, which is not the own one: Code Document Part II."""
    if names.divided:
        yield from (one for one in named(text, names) if _DIVISION.search(one.name))


def numbered(text: str) -> Iterator[Mention]:
    """numbered-instrument: S.I. 2005/2087, Regulation (EU) 2016/679, SOR/98-123."""
    if not has_any(text, _NEEDLES):
        return
    for match in _NUMBERED.finditer(text):
        yield Mention(match.start(), match.end(), match[0], "numbered-instrument")


def statutes(text: str) -> Iterator[Mention]:
    """statute: the title of an act or another instrument, with its year where it has one."""
    for start, end in titles(text):
        chapter = _CHAPTER.match(text, end)
        yield Mention(start, chapter.end() if chapter else end, " ".join(text[start:end].split()), "statute")


def by_year(text: str) -> Iterator[Mention]:
    """act-of-year: the 1978 Act, the Act of 1978."""
    for match in _YEARED.finditer(text):
        yield Mention(match.start(), match.end(), match[0].replace("The ", "the ", 1), "act-of-year")
    for match in _OF_YEAR.finditer(text):
        yield Mention(match.start(), match.end(), f"the {match['year']} {match['noun']}", "act-of-year")


def bare(text: str) -> Iterator[Mention]:
    """the-act: the Act, the Regulations, the Code: one document that the text takes as known."""
    for match in _BARE.finditer(text):
        yield Mention(match.start(), match.end(), "the " + match[0][4:], "the-act")


def former(text: str) -> Iterator[Mention]:
    """former-act: the former Act, the revoked Regulations: one that this document has come after."""
    for match in _FORMER.finditer(text):
        yield Mention(match.start(), match.end(), "the " + match[0][4:], "former-act")


def principal(text: str) -> Iterator[Mention]:
    """principal-act: the principal Regulations, the basic Regulation: one that the text has named before."""
    for match in _PRINCIPAL.finditer(text):
        yield Mention(match.start(), match.end(), f"the {match['which']} {match['noun']}", "principal-act")


def back(text: str) -> Iterator[Mention]:
    """that-act: that Act, those Regulations, the said Order: a document named before."""
    for match in _THAT.finditer(text):
        yield Mention(match.start(), match.end(), match[0][0].lower() + match[0][1:], "that-act")


def attached(text: str, at: int) -> tuple[int, str] | None:
    """The document that a label points into by "of the …" at `at`: its end and name, None where none stands there."""
    match = _ATTACHED.match(text, at)
    if match is None or match[0] in ("An Act", "Act"):
        return None
    end = match.end()
    if (further := _ALSO.search(match[0])) and _A_LABEL.match(text, end):
        end = match.start() + further.start()
    return end, " ".join(text[match.start() : end].split())
