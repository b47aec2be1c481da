"""The title that a text gives with the name of a document: Appendix AC (Stock Procedures), Appendix AC - Stock …"""

from __future__ import annotations

import re

from ontology.model import Reference

_DESIGNATION = re.compile(
    r"(?:[A-Z][\w-]{0,20} ){0,2}(?:Appendix|Section|Schedule|Annex|Attachment|Exhibit)\s[A-Z]{0,3}\d{0,3}[A-Z]?",
    re.IGNORECASE,
)
_WORD = r"[A-Z][\w’'&/-]{0,40}"
_RUN = rf"{_WORD}(?:,?\s(?:(?:of|and|for|the|to|in|on|or)\s){{0,2}}{_WORD}){{0,14}}"
_BEHIND_DASH = re.compile(rf"\s{{0,2}}[-–—:]\s{{1,2}}(?P<title>{_RUN})")
_BEHIND = re.compile(rf"\s(?P<title>{_RUN})")
_LABELLED = re.compile(r"\b(?:Clause|Section|Paragraph|Part|Schedule|Appendix|Annex|Table|Step)s?\b", re.IGNORECASE)
_CAPITAL = re.compile(rf"\b{_WORD}")
FEWEST = 3
"""Words in capitals that make a title of what stands directly behind a name."""


def entitled(text: str, reference: Reference) -> str:
    """The title given with a reference to a whole document by its designation, in `text`; "" where there is none."""
    if reference.targets or not _DESIGNATION.fullmatch(reference.document):
        return ""
    if reference.heading:
        return reference.heading
    if found := _BEHIND_DASH.match(text, reference.span.end):
        return "" if _LABELLED.search(found["title"]) else found["title"]
    found = _BEHIND.match(text, reference.span.end)
    if found and len(_CAPITAL.findall(found["title"])) >= FEWEST and not _LABELLED.search(found["title"]):
        return found["title"]
    return ""
