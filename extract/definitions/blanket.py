"""D19: sentences that take all terms from elsewhere, and D18: sentences that only say how to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.model import BlanketImport, Span

from .sentences import sentence_end, sentence_start
from .source import find_source
from .terms import MARKED

_BLANKET = re.compile(
    r"\b(?:(?:terms?|words?|expressions?|definitions?|phrases?)\b[^.;\n“”\"]{0,300}?\b"
    r"(?:(?:shall|will|must|is\s+to|are\s+to)\s+)?(?:has|have|having|bears?|takes?|be\s+given|are\s+given|retain)\s+"
    r"(?:the\s+|their\s+|its\s+)?(?:(?:same|respective|defined)\s+)*meanings?\b"
    r"|(?:terms?|words?|expressions?)\b[^.;\n“”\"]{0,200}?\b(?:are|is|be)\s+(?:as\s+)?defined\s+in\b"
    r"|(?:terms?|expressions?|words?)\b[^.;\n“”\"]{0,200}?\b(?:be|are|is)\s+(?:construed|interpreted|read)\s+in\s+accordance\s+with\b"
    r"|definitions?\b[^.;\n“”\"]{0,160}?\b(?:shall\s+)?(?:also\s+)?(?:apply|applies)\s+(?:to|in|for)\b)",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"\b(?:the|that|this|an?)\s+(?:term|word|expression|phrase)\b", re.IGNORECASE)
_HERE = re.compile(
    r"\b(?:below|following\s+(?:terms|words|expressions|definitions)|as\s+follows|opposite|next\s+to|set\s+out\s+beside)\b",
    re.I,
)


def find_blanket(text: str, provision: str) -> Iterator[BlanketImport]:
    """Sentences that give all capitalised (defined, other) terms the meaning that they have in another place."""
    done = 0
    for match in _BLANKET.finditer(text):
        if match.start() < done:
            continue
        span = Span(sentence_start(text, match.start()), sentence_end(text, match.end()))
        done = span.end
        sentence = span.of(text)
        if re.search(MARKED, text[span.start : match.end()]) or _SINGLE.search(match[0]) or _HERE.search(sentence):
            continue
        source = find_source(text, Span(match.end(), span.end), provision, "blanket-import")
        if source is None and match[0].lower().startswith("definition"):
            source = find_source(text, Span(match.start(), match.end()), provision, "blanket-import")
        if source is not None:
            yield BlanketImport(provision, span, source, "blanket-import")
