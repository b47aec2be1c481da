"""Technical standards by their number: BS 5839-1:2017, ISO/IEC 27001, British Standard 1892 Part 1 & 2:1986."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.needles import has_any

from .piece import Piece, Scene

_BODY = r"(?:BS|ISO|IEC|EN|PAS|PD|DIN|ASTM|ANSI|ASME|IEEE|NFPA|CSA|CAN/CSA|CEN/TS|RFC|British\sStandards?)"
_PARTS = (
    r",?\s(?:[Pp]arts?|[Pp]ts?\.?)\s?\d{1,2}(?:(?:,|\s?(?:&|and|to|-))\s?\d{1,2}){0,4}\s?:\s?(?:19|20)\d\d"
    r"|,?\s(?:[Pp]arts?|[Pp]ts?\.?)\s?\d{1,2}(?:\s?&\s?\d{1,2}){1,4}"
)
_STANDARD = re.compile(
    rf"(?<![\w/-]){_BODY}(?:[\s/](?:EN|ISO|IEC|TS|TR|HD|CSA))*\s?(?:[A-Z]\d{{2,4}}|\d{{2,5}})(?![\w(]|\.\d)"
    rf"(?:{_PARTS}|(?:[-.:]\d{{1,4}})*)(?![\w(])"
)
"""A body's letters and a number, with its part and year; a part without a year is a division of the standard."""
_SERIES = re.compile(
    r"(?<![\w/-])(?!(?:SI|SR|SOR|Part|SEC|PART|ACT)\b)[A-Z]{2,5}\s?\d{1,4}(?:[-/]\d{1,3})?(?=,?\s(?:Parts?|Volumes?)\s(?:\d|[A-Z]\b))"
)
"""Guidance that is told by letters and a number, where a part or a volume of it follows: HSG 274 Part 2."""
BODIES = (
    "BS", "ISO", "IEC", "EN", "PAS", "PD", "DIN", "ASTM", "ANSI", "ASME", "IEEE", "NFPA", "CSA", "RFC", "British",
)  # fmt: skip
"""One of these is in every standard that `_STANDARD` finds."""
_LETTERS = (*BODIES, " Part", " Vol")


def standards(scene: Scene) -> Iterator[Piece]:
    """standard: a technical standard by its number, with its part and year: BS 5839-1:2017, ISO/IEC 27001, PAS 79."""
    text = scene.text
    if not has_any(text, _LETTERS):
        return
    for pattern in (_STANDARD, _SERIES):
        for match in pattern.finditer(text):
            yield Piece(match.start(), match.end(), "document", "standard", "", (), " ".join(match[0].split()))
