"""D19: sentences that take all terms from elsewhere, and D18: sentences that only say how to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.model import BlanketImport, Reference
from ontology.places import Span

from .sentences import sentence_end, sentence_start
from .source import find_sources
from .terms import MARKED

_WITHIN = r"(?:[^.;\n“”\"]|\.(?=\d))"
_BLANKET = re.compile(
    rf"\b(?:(?:terms?(?!\s+and\s+conditions)|words?|expressions?|definitions?|phrases?)\b{_WITHIN}{{0,300}}?\b"
    r"(?:(?:shall|will|must|is\s+to|are\s+to)\s+)?(?:has|have|having|bears?|takes?|be\s+given|are\s+given|retain)(?:,\s[^,.;]{1,60},)?\s+"
    r"(?:here\s+|(?:in\s+)?th(?:is|ese)\s+\w+(?:\s+[A-Z0-9]{1,4})?\s+)?"
    r"(?:the\s+|their\s+|its\s+|that\s+|those\s+)?(?:(?:same|respective|defined)\s+)*meanings?\b"
    rf"|(?:terms?|words?|expressions?)\b{_WITHIN}{{0,200}}?\b(?:are|is|be)\s+(?:as\s+)?defined\b(?=\s+in\b)"
    rf"|(?:terms?|words?|expressions?)\b{_WITHIN}{{0,200}}?\b(?:are|shall\s+be)\s+those\b(?=\s+(?:of|in)\b)"
    rf"|(?:terms?|words?|expressions?)\b{_WITHIN}{{0,200}}?\bdefined\s+in\b{_WITHIN}{{0,120}}?\b(?:apply|applies)\b"
    rf"|(?:terms?|words?|expressions?)\b{_WITHIN}{{0,200}}?\bdefined\s+in\b{_WITHIN}{{0,120}}?\b(?:are|is)\s+used\b{_WITHIN}{{0,60}}?\bas\s+(?:so\s+)?defined\b"
    rf"|(?:terms?|expressions?|words?)\b{_WITHIN}{{0,200}}?\b(?:be|are|is)\s+(?:construed|interpreted|read)\s+in\s+accordance\b(?=\s+with\b)"
    rf"|definitions\b{_WITHIN}{{0,160}}?\b(?:shall\s+)?(?:also\s+)?(?:apply|applies)(?:\s+(?:to|in|for|here|throughout)\b|\s*(?=[.;])))",
    re.IGNORECASE,
)
_DEFINED_IN = re.compile(
    r"\b(?:defined|meanings?|given|assigned|ascribed|contained|explained|set\s+out|listed|used|definitions?(?:\s+\w+){0,2})\s+"
    r"(?=(?:in|by|under)\s)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|unless|save|except|where|otherwise|if|nor)\b[^,;]{0,40}$", re.IGNORECASE)
_BUT = re.compile(r"\b(?:not|unless|except|but)\b", re.IGNORECASE)
_AS_THOSE = re.compile(r"\bas\s(?:those|these|that|this|such|both|the)\s$", re.IGNORECASE)
"""Before terms that are a few words alone: a bankrupt as those terms are defined in the X Act."""
_ADDED = re.compile(r"[,;]\s(?:and|but)\s(?:other\s)?$")
"""Before such a sentence behind a definition: “the Act” means the X Act, and expressions used in it have …."""
_BACK = re.compile(r"(?:that|those)\s", re.IGNORECASE)
_OF_A_CLAUSE = re.compile(
    r"\b(?:used|contained|appearing)\s+in\s+(?:sub-?)?(?:clause|section|paragraph|condition|article|rule)s?\s+[A-Z]?\d[\w.()]*"
    r"(?:\s+(?:above|below))?\s+(?:(?:(?:shall|will)\s+)?(?:have|has|bears?)|and\s+(?:also\s+)?in)\b",
    re.IGNORECASE,
)
"""Terms of one clause alone: "expressions used in clause C2.6 have the meanings"."""

_USED_HERE = re.compile(
    r"\bused\s+in\s+(?:sub-?)?(?:clause|section|paragraph|article|rule|regulation)s\s+[\w().]+(?:,?\s(?:to|and|or)\s[\w().]+){0,4}\s+"
    r"(?:(?:shall|will)\s+)?(?:have|bear)\b",
    re.IGNORECASE,
)
"""Where the terms stand, and not what they are taken from: "expressions used in sections 16 to 32 have the meaning"."""

_SINGLE = re.compile(r"\b(?:the|that|this|an?)\s+(?:term|word|expression|phrase)\b", re.IGNORECASE)
_HERE = re.compile(
    r"\b(?:below|following\s+(?:terms|words|expressions|definitions)|as\s+follows|opposite|next\s+to|set\s+out\s+beside)\b",
    re.I,
)


NOUNS = ("term", "word", "expression", "definition", "phrase")
ALSO = ("meaning", "defined", "those", "appl", "accordance")
"""One of each of these, with case folded, is in every such sentence."""


def find_blanket(text: str, provision: str) -> Iterator[BlanketImport]:
    """Sentences that give all capitalised (defined, other) terms the meaning that they have in another place."""
    done = 0
    for match in _BLANKET.finditer(text):
        if match.start() < done or _AS_THOSE.search(text, max(0, match.start() - 12), match.start()):
            continue
        span = Span(sentence_start(text, match.start()), sentence_end(text, match.end()))
        done = span.end
        sentence = span.of(text)
        if _ADDED.search(text, max(0, match.start() - 8), match.start()) and not re.search(MARKED, match[0]):
            span = Span(match.start(), span.end)
        if re.search(MARKED, text[span.start : match.end()]) or _SINGLE.search(match[0]) or _HERE.search(sentence):
            continue
        if _OF_A_CLAUSE.search(sentence):
            continue
        for source in _sources(text, span, match, provision):
            yield BlanketImport(provision, span, source, "blanket-import")


def _sources(text: str, span: Span, match: re.Match[str], provision: str) -> list[Reference]:
    """What the sentence takes its terms from: what it names behind its verb, and where it says they are defined."""
    rule = "blanket-import"
    found = list(find_sources(text, Span(match.end(), span.end), provision, rule))
    for defined in _DEFINED_IN.finditer(text, span.start, match.end()):
        if not _NOT.search(text[span.start : defined.start()]):
            stop = _BUT.search(text, defined.end(), match.end())
            found += find_sources(text, Span(defined.end(), stop.start() if stop else match.end()), provision, rule)
    used = _USED_HERE.search(text, span.start, span.end)
    if used:
        found = [one for one in found if not (used.start() < one.span.start < used.end())]
    if any(not _BACK.match(one.text) for one in found):
        found = [one for one in found if not _BACK.match(one.text)]
    named: dict[str, Reference] = {}
    for one in found:
        named.setdefault(one.text.casefold(), one)
    return sorted(named.values(), key=lambda one: one.span)
