"""D9: terms without quotation marks, in bold or italics, in capitals, or in lower case as statutes write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .bearer import without_bearer
from .candidate import CALLED, Candidate, is_noun, is_refused, may_say_is
from .lead import is_scope, lead_end
from .rule import Hit, Setting
from .subject import can_be_term, several, term_of
from .verbs import kind_of, meaning_start, plain_verbs

LABEL = (
    r"(?:(?:[0-9]{1,3}[A-Z]?(?:\.[0-9]{1,3}[A-Z]?)+|\(?[0-9]{1,3}[A-Z]?(?:\.[0-9]{1,3}[A-Z]?)*[.)]"
    r"|\([A-Za-z]{1,5}(?:\.[0-9]+)?\)|[a-z][.)]|[-•·*–—])\s+)"
)
_OPENING = re.compile(
    rf"\s*{LABEL}?(?:(?P<article>(?:the|an?|any|each)\s+)(?P<called>(?:defined\s+|words?\s+and\s+)?(?:terms?|expressions?|words?|phrases?)\s+"
    r"(?!(?:used|defined|not|that|which|and|or|in|of|importing)\b))?)?",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\n\t]+")
_ARTICLE = re.compile(r"(?:an?|the|any|each)\s+", re.IGNORECASE)
_SECOND = re.compile(
    r"(?:,|;|\s)\s*and\s+(?P<term>[^\s,;.“”\"][^,;.“”\"]{0,60}?)\s+(?P<verb>has\s+the\s+(?:same\s+)?meaning)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r";\s+(?:and\s+)?(?P<term>[^\s,;.“”\"][^,;.“”\"]{0,60}?)\s+(?P<verb>means)\b(?!\s+of\b)")
_AND = re.compile(
    r",?\s+and\s+(?P<term>(?!(?:otherwise|also|generally|only|further)\b)[^\s,;.“”\"]+(?:\s[^\s,;.“”\"]+){0,4}?)"
    r"\s+(?P<verb>means|includes)\b(?!\s+of\b)"
)
_NAME_BEFORE = re.compile(r"(?<![\w.])[A-Z][\w-]*\Z")
_CORRESPONDING = re.compile(
    r"\band\s+(?P<term>[\w-]+(?:\s[\w-]+){0,3}?)\s+(?:has|have)\s+(?:a\s+)?(?:corresponding|cognate)\s+meanings?\b"
)
_STATE = re.compile(r"in\s[a-z]+,\s+(?:in|for|with)\s")
"""A term of a list that opens as words of scope do: in transit, in respect of goods, means."""

_CALLING = re.compile(r"\b(?:terms?|expressions?|words?)\s+$", re.IGNORECASE)
_IN_A_TEXT = re.compile(r"\s+in\s+(?:the|that|this|(?-i:[A-Z]))")
"""Where what is called a term stands: the term self-mobility in TSD 114 means."""

_TOLD_OF = re.compile(r"\s{0,2}(?:defined|used|employed|given|mentioned|referred|set\s(?:out|forth)|that|which|in)\b")
"""Behind "the words", where these are spoken of and no term follows: the words defined in the Act have …"""
_SPOKEN_OF = re.compile(r"\b(?:meanings?|definitions?)\s+of\s+$", re.IGNORECASE)
_LONGEST = 400
_LONGEST_LIST = 1500


def find_bare(text: str, setting: Setting) -> Iterator[Hit]:
    """A term without marks at the start of a line, behind its label or words of scope, and a verb of definition.

    In bold or italics any plain verb will do. In capitals the verb must mean or import; "includes" and terms in lower
    case need a place of definitions or words of scope ("In this Part,").
    """
    if setting.kind == "row" and setting.defining:
        return
    for line in (_CELL if setting.kind == "row" else _LINE).finditer(text):
        begin = lead_end(text, line.start(), line.end())
        led = is_scope(text[line.start() : begin])
        opening = _OPENING.match(text, begin, line.end())
        if opening:
            begin = opening.end()
        if opening and opening["article"] and not opening["called"]:
            begin = opening.start("article")
        hit = _at(text, line.start(), Span(begin, line.end()), led or bool(opening and opening["called"]), setting)
        if hit is None and setting.defining and not led and _STATE.match(text, line.start()):
            hit = _at(text, line.start(), Span(line.start(), line.end()), False, setting)
        if hit:
            yield hit
            yield from _second(text, hit, line.end(), led or setting.defining)


def find_called(text: str, setting: Setting) -> Iterator[Hit]:
    """A term without marks that the text calls one: the term permanent establishment includes …"""
    if setting.kind == "row" and setting.defining:
        return
    last = -1
    for match in CALLED.finditer(text):
        if (
            match.start() < last
            or _TOLD_OF.match(text, match.end())
            or _SPOKEN_OF.search(text, max(0, match.start() - 20), match.start())
        ):
            continue
        hit = _at(text, match.start(), Span(match.end(), len(text)), True, setting)
        if hit:
            last = hit.frame.end
            yield hit


def _joined(text: str, hit: Hit, end: int) -> Iterator[Hit]:
    """A further term that "and" joins, with the same verb: brother includes … and sister includes …"""
    for match in _AND.finditer(text, hit.body.start, min(end, hit.body.start + 600)):
        in_a_name = match["term"][:1].isupper() and _NAME_BEFORE.search(text, hit.body.start, match.start())
        if match["verb"] == hit.kind and not in_a_name and can_be_term(match["term"], among_definitions=False):
            start = match.end() if hit.kind == "means" else match.start("verb")
            yield Hit(
                (Span(*match.span("term")),), Span(start, len(text)), hit.kind, Span(match.start(), start), hit.scope
            )


def _corresponding(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Forms without marks that follow a term: deliver means …, and delivery has a corresponding meaning."""
    found = _CORRESPONDING.finditer(text, start, min(end, start + 600))
    return tuple(Span(*one.span("term")) for one in found if can_be_term(one["term"], among_definitions=False))


def _at(text: str, start: int, reach: Span, led: bool, setting: Setting) -> Hit | None:
    """The definition whose subject starts at `reach.start`, if there is one before its end."""
    begin = reach.start
    longest = _LONGEST_LIST if led and text.count(",", begin, begin + _LONGEST) > 5 else _LONGEST
    found = plain_verbs(text, begin, min(reach.end, begin + longest), by_is=not led and may_say_is(setting))
    verbs = [one for one in found if not (is_noun(text, one, defining=setting.defining) or one[0].istitle())]
    verb = _first(verbs)
    if verb is None or verb.start() == begin:
        return None
    called = _CALLING.search(text, max(start, begin - 14), begin) is not None
    article = None if called else _ARTICLE.match(text, begin, verb.start())
    if article and article[0] == "A " and begin > start and text[begin - 2 : begin] == ", ":
        article = None  # In this Schedule, A Shares and B Shares have …
    subject = Span(article.end() if article else begin, verb.start())
    term = _set_off(subject, setting)
    if term is None:
        term = without_bearer(text, term_of(text, subject), (text[verb.end() :], *setting.below))
    if called and (place := _IN_A_TEXT.search(term.of(text))):
        term = Span(term.start, term.start + place.start())
    terms = several(text, term, verb[0])
    if is_refused(Candidate(text, subject, term, terms, verb, article[0] if article else "", called, led), setting):
        return None
    return Hit(
        terms=terms,
        body=Span(meaning_start(verb), len(text)),
        kind=kind_of(verb),
        frame=Span(start, meaning_start(verb)),
        scope=(Span(start, begin), Span(term.end, verb.start())),
        variants=_corresponding(text, verb.end(), reach.end),
    )


def _set_off(subject: Span, setting: Setting) -> Span | None:
    """What italics or bold set off at the start of a subject: it is the term, no more and no less."""
    return next((one for one in setting.emphasis if one.start == subject.start and one.end <= subject.end), None)


def _first(verbs: list[re.Match[str]]) -> re.Match[str] | None:
    """The verb that defines: before "is" any other; no noun where "means" follows (monthly mean flow, final cover)."""
    strong = [one for one in verbs if one[0].lower() != "is"] or verbs
    noun = len(strong) > 1 and strong[0][0].lower() in ("cover", "mean") and strong[1][0].lower() == "means"
    return strong[1 if noun else 0] if strong else None


def _second(text: str, hit: Hit, end: int, among: bool) -> Iterator[Hit]:
    """Further definitions in the same sentence: "…; Group 2 ship means …", "… and lease has the same meaning as …"."""
    for match in _NEXT.finditer(text, hit.body.start, min(end, hit.body.start + 3000)) if among else ():
        if can_be_term(match["term"], among_definitions=False):
            verb = match.span("verb")
            yield Hit(
                (Span(*match.span("term")),), Span(verb[1], len(text)), "means", Span(match.start(), verb[1]), hit.scope
            )
    yield from _joined(text, hit, end) if among else ()
    for match in _SECOND.finditer(text, hit.body.start, min(end, hit.body.start + 1000)) if among else ():
        if can_be_term(match["term"], among_definitions=False):
            yield Hit(
                (Span(*match.span("term")),),
                Span(match.start("verb"), len(text)),
                "import",
                Span(match.start(), match.start("verb")),
                hit.scope,
            )
