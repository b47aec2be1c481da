"""The words of Justice Canada's files: which elements are provisions, lines, links, and what numbers look like."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.etree import _Element

from ontology.labels import roman

from .run import Run, Way, name, plain
from .sheet import whole

WAYS: dict[str, Way] = {
    "DefinedTermEn": "term",
    "Emphasis": "emphasis",
    "XRefExternal": "link",
    "XRefInternal": "link",
    "FootnoteRef": "skip",
    "HistoricalNote": "skip",
    "Leader": "blank",
    "FormBlank": "blank",
    "LeaderRightJustified": "space",
    "LineBreak": "space",
    "Denominator": "slash",
    "Image": "skip",
    "LongDescription": "skip",
    **dict.fromkeys(
        ("Text", "Provision", "Item", "List", "BilingualItemEn", "BilingualItemFr", "Label", "Footnote", "TitleText"),
        "space",
    ),
}
UNITS = frozenset(
    (
        "Section",
        "Subsection",
        "Paragraph",
        "Subparagraph",
        "Clause",
        "Subclause",
        "Subsubclause",
        "Provision",
        "Item",
        "Definition",
        "FormulaParagraph",
        "ContinuedSectionSubsection",
        "ContinuedParagraph",
        "ContinuedSubparagraph",
        "ContinuedClause",
        "ContinuedSubclause",
        "ContinuedDefinition",
        "ContinuedFormulaParagraph",
        "FormulaDefinition",
    )
)
QUOTES = frozenset(("AmendedText", "ReadAsText", "QuotedText", "AmendedContent"))
LEFT_OUT = frozenset(
    ("Identification", "HistoricalNote", "RecentAmendments", "PageBreak", "Image", "OriginatingRef", "LongDescription")
)
LINES = frozenset(
    (
        "Text",
        "Oath",
        "SignatureBlock",
        "Reserved",
        "Repealed",
        "Caption",
        "title",
        "ProvisionHeading",
        "AlternateText",
        "FormulaText",
        "MathML",
        "FormulaConnector",
        "BilingualItemEn",
        "LongTitle",
    )
)

_WORD = re.compile(r"\(?[A-Za-z]{4,}\b\D{0,200}")
_ARTICLE = re.compile(r"[“\"]?(?:articles?|art\.|rules?|paragraphs?)\s", re.IGNORECASE)
_TITLE = re.compile(
    r"((?:article|rule|part|chapter|division|section|annex|appendix|title)\s+(?-i:\d{1,3}[A-Z]?|[IVXLC]{1,7}|[A-Z]))"
    r"(?:\s*[.:—–-]+\s*|\s+|$)",
    re.IGNORECASE,
)


def link(element: _Element) -> tuple[str, str]:
    """What a cross-reference leads to: the document's id ("C-46"), or the section of this one."""
    if name(element) == "XRefInternal":
        return "", plain(element)
    return element.get("link") or "", ""


def named(title: Run) -> tuple[str, Run]:
    """The number of a part that stands in its title ("Article 4 Capital"), and the rest of the title."""
    found = _TITLE.match(title.text)
    if not found:
        return "", title
    return found[1], Run(title.text[found.end() :])


def indent(element: _Element) -> int:
    """The depth in a provision's format ("indent-1-1"), 0 where it has none."""
    given = (element.get("format-ref") or "").split("-")
    return whole(given[1], 0) if len(given) > 2 and given[0] == "indent" else 0


@lru_cache(maxsize=16_384)
def is_word(label: str) -> bool:
    """Whether what a file gives as a number is a word ("Note"), and so the start of the text."""
    return bool(_WORD.fullmatch(label)) and not roman(label.strip("()"))


def is_article(number: str) -> bool:
    """Whether the number of a heading is that of a provision, as in a treaty ("ARTICLE IX"), and not of a part."""
    return bool(_ARTICLE.match(number))
