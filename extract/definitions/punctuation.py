"""D10: a term and its meaning with a colon or a dash between them: "Term": a unit …, Term – a unit …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .bare import LABEL
from .borrowed import is_borrowed
from .rule import Hit, Setting
from .subject import capitalised
from .terms import LIST, MARKED, is_term, marked, trim
from .verbs import PATTERN

_MARKED = re.compile(rf"\s*{LABEL}?(?P<terms>{LIST})\s*(?:\([^()\n]{{1,60}}\)\s*)?(?::|[–—]|-(?=\s))\s*(?=\S)")
_JUXTAPOSED = re.compile(
    rf"\s*{LABEL}?(?P<terms>{MARKED})\s+(?=(?-i:[a-z])\w*\s)(?![^.;]*\b(?:shall|must|may|has|have|is|are|was|were)\b)"
)
"""A marked term of a place of definitions and its meaning with nothing between them: "VAT" value added tax."""

_LINE = re.compile(r"[^\n]+")
_GONE = re.compile(r"[^\[\]]*\[(?:Repealed|Revoked)\b[^\[\]]*\]\W*|\s*", re.IGNORECASE)
"""What is no meaning: nothing, or the rest of a name that was repealed: A — B Agreement [Repealed, …]."""

_ARTICLE = re.compile(r"(?:An?|The|This|These) [a-z]")
_BARE = re.compile(rf"\s*{LABEL}?(?P<term>[^:\n“”\".;–—]{{2,100}}?)\s*(?::|\s[–—-])\s+(?=\S)")


def find_colon(text: str, setting: Setting) -> Iterator[Hit]:
    """A marked term at the start of a line, or any term of a place of definitions, then a colon or a dash."""
    if setting.kind == "row" and setting.defining:
        return
    for line in _LINE.finditer(text):
        match = _MARKED.match(text, line.start(), line.end())
        if match is None and setting.defining:
            match = _JUXTAPOSED.match(text, line.start(), line.end())
        if match:
            terms = tuple(t for t in marked(text, *match.span("terms")) if is_term(t.of(text)))
        elif setting.kind != "heading" and (setting.defining or setting.emphasis):
            match = _BARE.match(text, line.start(), line.end())
            if match and not setting.defining and not _is_set_off(text, match, setting):
                continue
            terms = (trim(text, Span(*match.span("term"))),) if match and _is_bare(text, match, setting) else ()
        else:
            continue
        if match and terms and not _GONE.fullmatch(text, match.end(), line.end()):
            yield Hit(terms, Span(match.end(), len(text)), "means", Span(line.start(), match.end()))


def _is_set_off(text: str, match: re.Match[str], setting: Setting) -> bool:
    """Whether bold alone shows a term outside a place of definitions: in capitals, and its meaning in small letters.

    Words behind an article are what a paragraph is about: "A note on the text: written by hand".
    """
    upper = match["term"][:1].isupper() and _ARTICLE.match(match["term"]) is None
    return _emphasised(match, setting) and upper and text[match.end()].islower()


def _emphasised(match: re.Match[str], setting: Setting) -> bool:
    return any(one.start <= match.start("term") and match.end("term") <= one.end + 1 for one in setting.emphasis)


def _is_bare(text: str, match: re.Match[str], setting: Setting) -> bool:
    term = match["term"].strip()
    if PATTERN.search(term) or len(term.split()) > 10 or re.match(r"(?:in|for|where|unless|as)\b", term, re.IGNORECASE):
        return False
    if re.fullmatch(
        r"(?:first|second|third|last)ly|notes?(?:\s+\d+)?|examples?(?:\s+\d+)?|warning|(?-i:[A-Z]{7,})", term, re.I
    ):
        return False
    if setting.defining and is_borrowed(text[match.end() : match.end() + 40]):
        return True
    if setting.lower_case and not (":" in match[0] and not text[match.end()].isupper()):
        return _emphasised(match, setting)
    return _emphasised(match, setting) or capitalised(term)
