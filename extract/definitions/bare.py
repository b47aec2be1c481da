"""D9: terms without quotation marks, in bold or italics, in capitals, or in lower case as statutes write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.model import Span

from .lead import is_scope, lead_end
from .rule import Hit, Setting
from .subject import can_be_term, capitalised, ends_like_noun_phrase, several, term_of, without_bearer
from .verbs import PLAIN, kind_of, meaning_start

LABEL = r"(?:(?:\(?[0-9]{1,3}[A-Z]?(?:\.[0-9]{1,3}[A-Z]?)*[.)]?|\([A-Za-z]{1,5}(?:\.[0-9]+)?\)|[a-z][.)]|[-•·*–—])\s+)"
_OPENING = re.compile(
    rf"\s*{LABEL}?(?P<article>(?:the|an?|any|each)\s+)?(?P<called>(?:defined\s+)?(?:terms?|expressions?|words?|phrases?)\s+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|the|any|each)\s+", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:the|that)\s+(?:terms?|expressions?|words?|phrases?)\s+(?=[\w(])", re.IGNORECASE)
_SECOND = re.compile(
    r"(?:,|;|\s)\s*and\s+(?P<term>[^\s,;.“”\"][^,;.“”\"]{0,60}?)\s+(?P<verb>has\s+the\s+(?:same\s+)?meaning)\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"\bas\s+(?:those|that|such|these)\b", re.IGNORECASE)
_LONGEST = 400


def find_bare(text: str, setting: Setting) -> Iterator[Hit]:
    """A term without marks at the start of a line, behind its label or words of scope, and a verb of definition.

    In bold or italics any plain verb will do. In capitals the verb must mean or import; "includes" and terms in lower
    case need a place of definitions or words of scope ("In this Part,").
    """
    if setting.kind == "row" and setting.defining:
        return
    for line in re.finditer(r"[^\n]+", text):
        begin = lead_end(text, line.start(), line.end())
        led = is_scope(text[line.start() : begin])
        opening = _OPENING.match(text, begin, line.end())
        if opening:
            begin = opening.end()
        if opening and opening["article"] and not opening["called"]:
            begin = opening.start("article")
        hit = _at(text, line.start(), begin, line.end(), led or bool(opening and opening["called"]), setting)
        if hit:
            yield hit
            yield from _second(text, hit, line.end(), led or setting.defining)


def find_called(text: str, setting: Setting) -> Iterator[Hit]:
    """A term without marks that the text calls one: the term permanent establishment includes …"""
    if setting.kind == "row" and setting.defining:
        return
    last = -1
    for match in _CALLED.finditer(text):
        if match.start() < last:
            continue
        hit = _at(text, match.start(), match.end(), min(len(text), match.end() + _LONGEST), True, setting)
        if hit:
            last = hit.frame.end
            yield hit


def _at(text: str, start: int, begin: int, end: int, led: bool, setting: Setting) -> Hit | None:
    """The definition whose subject starts at `begin`, if there is one."""
    verbs = PLAIN.finditer(text, begin, min(end, begin + _LONGEST))
    verb = next((one for one in verbs if not _is_noun(text, one, setting.defining)), None)
    if verb is None or verb.start() == begin:
        return None
    subject = Span(begin, verb.start())
    called = re.search(r"\b(?:terms?|expressions?|words?)\s+$", text[max(start, begin - 14) : begin]) is not None
    article = None if called else _ARTICLE.match(text, begin, verb.start())
    if article:
        subject = Span(article.end(), verb.start())
    term = without_bearer(text, term_of(text, subject), text[verb.end() : verb.end() + 1500])
    terms = several(text, term, verb[0])
    if (
        _CALLED.search(subject.of(text))
        or _BACK.search(subject.of(text))
        or not ends_like_noun_phrase(subject.of(text), before_means=bool(verb["means"]) and not setting.defining)
    ):
        return None
    if (verb["includes"] or verb["excludes"]) and article and not _emphasised(term, setting):
        if not led or article[0][0] not in "aA" or not verb[0].lower().startswith(("include", "does", "do not")):
            return None
    if verb[0].lower() == "mean" and len(terms) == 1 and not called:
        return None
    if (
        article
        and verb["means"]
        and re.search(r",\s*$", subject.of(text))
        and term_of(text, subject).end >= subject.end - 2
    ):
        return None
    if _needs_call(verb[0]) and not called or not all(_accepted(text, one, verb, led, setting) for one in terms):
        return None
    return Hit(
        terms=terms,
        body=Span(meaning_start(verb), len(text)),
        kind=kind_of(verb),
        frame=Span(start, meaning_start(verb)),
        scope=(Span(start, begin), Span(term.end, verb.start())),
    )


def _needs_call(verb: str) -> bool:
    return verb.lower().endswith("applies to")


def _emphasised(term: Span, setting: Setting) -> bool:
    return any(one.start <= term.start and term.end <= one.end + 1 for one in setting.emphasis)


def _is_noun(text: str, verb: re.Match[str], defining: bool) -> bool:
    """Whether "means" is a noun here: the means by which, by all means."""
    if verb["imports"]:
        return False
    words = r"by|whereby|or|and|are|is|available|necessary|used|set\s+out|referred|of|shall|must|may|with\s+an?" + (
        "" if defining else "|to"
    )
    words += r"|for\s+(?!the\s+purpose)"
    behind = text[verb.end() : verb.end() + 16]
    return re.match(rf"\s+(?:{words})\b|\s*[.;)]|\s*,?\s+(?:which|that\s+(?:is|are))\b", behind) is not None


def _accepted(text: str, term: Span, verb: re.Match[str], led: bool, setting: Setting) -> bool:
    words = term.of(text)
    among = setting.defining or led
    if not can_be_term(words, among_definitions=setting.defining):
        return False
    if _emphasised(term, setting) or among:
        return True
    if verb[0].lower() in ("describes", "refers to"):
        return False
    if verb["includes"] or verb["excludes"] or text[verb.end() : verb.end() + 6] == " that ":
        return False
    return capitalised(words) or setting.lower_case


def _second(text: str, hit: Hit, end: int, among: bool) -> Iterator[Hit]:
    """A second import in the same sentence: "… and environmental effects has the same meaning as …"."""
    for match in _SECOND.finditer(text, hit.body.start, min(end, hit.body.start + 1000)) if among else ():
        if can_be_term(match["term"], among_definitions=False):
            yield Hit(
                (Span(*match.span("term")),),
                Span(match.start("verb"), len(text)),
                "import",
                Span(match.start(), match.start("verb")),
                hit.scope,
            )
