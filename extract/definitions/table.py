"""D11: rows of a table of definitions: the term in the first cell, the meaning in the second."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.places import Span

from .rule import Hit, Setting
from .subject import several
from .terms import LIST, is_term, marked, trim
from .verbs import PATTERN, kind_of, meaning_start

_HEADER = re.compile(
    r"(?:defined\s+)?(?:terms?|expressions?|words?|definitions?|meanings?|interpretations?|abbreviations?|acronyms?|phrases?|descriptions?|explanations?"
    r"|column\s+\w{1,4}|what\s+(?:it|this|they|is)\s+mean(?:s|t)?)"
    r"(?:\s*(?:/|or|and)\s*(?:terms?|expressions?|definitions?|meanings?|phrases?|acronyms?|abbreviations?))?",
    re.IGNORECASE,
)


_NUMBER = re.compile(r"(?=\D*\d)(?:\(?[\w.]{1,6}\)?|[\d().,\s]+)")
"""A cell that numbers its row: 4, 2A, 11 (17)."""

_LABEL = re.compile(r"(?:\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?)*[.)]|\d{1,3}(?:\.\d{1,3})+|\([A-Za-z\d]{1,4}\))\s+(?=\S)")
"""A number that is typed in front of a term in its cell: 1.1 Affiliate, (a) Board."""

_MEASURE = re.compile(
    r"\bin\s+(?:(?:kilo|centi|milli)?(?:met|lit)(?:re|er)s?|(?:kilo)?grams?|tonnes?|feet|inches|hours|days|dollars|per\s?cent)$",
    re.I,
)
"""The end of a title of a column of measures: length of ship in metres."""

_MARKED = re.compile(rf"\[?(?:the\s+)?{LIST}", re.IGNORECASE)
_ONE_WORD = re.compile(r"[A-Z][\w&/-]{1,15}")
_SHORT = re.compile(
    r"\s*(?P<term>[^()\n]{3,120}?)\s+\((?:or|also|in\sshort|abbreviated\s(?:as|to))\s+(?:the\s+)?[“\"‘']?(?P<short>[A-Z][^()“”\"\n]{0,60}?)[”\"’']?\)\s*"
)
"""A term with another name for it in brackets: Registered Meter Point (or RMP)."""
_OR_LINE = re.compile(r"\s*\n\s*(?:and/or|or|and)\s*\n\s*", re.IGNORECASE)


def find_row(text: str, setting: Setting) -> Iterator[Hit]:
    """In a table of definitions: a term, or several in quotation marks, in one cell; its meaning in the next."""
    if setting.kind != "row" or not setting.defining:
        return
    cells = [trim_blank(text, cell) for cell in setting.cells]
    cells = [cell for cell in cells if cell.end > cell.start]
    if len(cells) < 2 or is_header(text, cells) or is_header(text, cells[1:]):
        return
    first, second = cells[0], cells[1]
    if _NUMBER.fullmatch(first.of(text)):
        if len(cells) == 2:
            return
        first, second = cells[1], cells[2]
    terms = _terms(text, first)
    if not terms or len(terms[0].of(text).split()) > 20 or _MEASURE.search(terms[-1].of(text)):
        return
    terms, second = _further(text, setting, terms, second)
    verb = PATTERN.match(text, second.start, second.end) or _aside_verb(text, second)
    start = meaning_start(verb) if verb else second.start
    yield Hit(
        terms,
        Span(start, cells[-1].end),
        kind_of(verb) if verb else "means",
        Span(first.start, start),
        scope=(Span(second.start, start),),
    )


def _further(text: str, setting: Setting, terms: tuple[Span, ...], second: Span) -> tuple[tuple[Span, ...], Span]:
    """The terms with the short form that has a column of its own, and the cell of its meaning: Quantity, QMij, …"""
    short, meaning = setting.columns
    if not 0 < short < meaning < len(setting.cells):
        return terms, second
    named, meant = trim_blank(text, setting.cells[short]), trim_blank(text, setting.cells[meaning])
    if meant.end == meant.start:
        return terms, second
    return (*terms, named) if _ONE_WORD.fullmatch(named.of(text)) else terms, meant


def _terms(text: str, cell: Span) -> tuple[Span, ...]:
    """The terms of a first cell: those in quotation marks, else its words; a term may run over its lines."""
    label = _LABEL.match(text, cell.start, cell.end)
    cell = Span(label.end(), cell.end) if label else cell
    flat = text[: cell.start] + cell.of(text).replace("\n", " ") + text[cell.end :]
    if _MARKED.match(flat, cell.start, cell.end):
        found = tuple(term for term in marked(flat, cell.start, cell.end) if is_term(term.of(flat)))
        if found:
            return found
    cuts = [match.span() for match in _OR_LINE.finditer(text, cell.start, cell.end)]
    starts, ends = [cell.start, *(end for _, end in cuts)], [*(start for start, _ in cuts), cell.end]
    if short := _SHORT.fullmatch(flat, cell.start, cell.end):
        return tuple(trim(flat, Span(*short.span(part))) for part in ("term", "short"))
    each = (trim(flat, _before_aside(flat, Span(a, b))) for a, b in zip(starts, ends, strict=True))
    return tuple(term for one in each if one.end > one.start for term in several(flat, one, "means"))


def is_header(text: str, cells: list[Span]) -> bool:
    """Whether the first two cells are headings of columns: Term, Meaning."""
    return len(cells) >= 2 and all(_HEADER.fullmatch(trim(text, cell).of(text)) for cell in cells[:2])


def trim_blank(text: str, cell: Span) -> Span:
    """A cell without blanks at its ends."""
    inside = cell.of(text)
    start = cell.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, cell.start + len(inside.rstrip())))


def _before_aside(text: str, cell: Span) -> Span:
    """A cell without words on what the term relates to, and without the sign of a note."""
    aside = re.search(
        r",?\s+\(?(?:in\s+relation\s+to|in\s+respect\s+of|with\s+respect\s+to|see)\b|\s*\*+\s*$", cell.of(text)
    )
    return Span(cell.start, cell.start + aside.start()) if aside else cell


def _aside_verb(text: str, cell: Span) -> re.Match[str] | None:
    """A verb behind an aside: "in relation to a site, means …"."""
    aside = re.compile(
        r"\s*,?\s*(?:in|for|with|when|where|as|of)\b(?:[^\n.;]{1,300}?,?\s+(?=means\b|has\s+the\s+meaning\b)|[^\n.;,]{1,200}?,?\s+(?=includes?\b))"
    )
    match = aside.match(text, cell.start, cell.end)
    return PATTERN.match(text, match.end(), cell.end) if match else None
