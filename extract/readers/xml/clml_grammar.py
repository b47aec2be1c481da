"""The words of CLML: which elements are provisions, divisions, lines, and how their numbers are printed."""

from __future__ import annotations

import re

from lxml.etree import _Element

from ontology import labels

from .run import Reader, Way, name
from .sheet import label_of

WAYS: dict[str, Way] = {
    "Term": "term",
    "Emphasis": "emphasis",
    "Strong": "emphasis",
    "Citation": "link",
    "CitationSubRef": "link",
    "InternalLink": "link",
    "ExternalLink": "link",
    "CommentaryRef": "note",
    "FootnoteRef": "note",
    "MarginNoteRef": "note",
    "annotation": "skip",
    "Footnote": "skip",
    **dict.fromkeys(("Text", "Para", "P", "ListItem", "Number", "Title", "BlockText", "Image", "br"), "space"),
}
LEFT_OUT = frozenset(
    (
        "Metadata",
        "Contents",
        "Commentaries",
        "Footnotes",
        "MarginNotes",
        "Versions",
        "Resources",
        "Tasks",
        "CommentaryRef",
    )
)
LEVELS = {f"P{n}": n for n in range(1, 8)}
QUOTES = frozenset(("BlockAmendment", "BlockExtract"))
DIVISIONS = frozenset(
    (
        "Part",
        "Chapter",
        "Pblock",
        "PsubBlock",
        "Division",
        "EUPart",
        "EUTitle",
        "EUChapter",
        "EUSection",
        "EUSubsection",
        "Group",
        "Form",
        "Appendix",
        "Attachment",
    )
)
LINES = frozenset(
    (
        "Text",
        "BlockText",
        "LongTitle",
        "Title",
        "Number",
        "Subject",
        "MadeDate",
        "LaidDate",
        "ComingIntoForce",
        "DateOfEnactment",
        "Approved",
        "Signee",
        "Draft",
        "Comment",
        "Reference",
        "Subtitle",
        "Address",
        "MultilineTitle",
        "AppendText",
        "IncludedDocument",
        "Key",
        "Caption",
    )
)
NO_TEXT = frozenset(("SubjectInformation", "Correction", "ISBN", "Warning"))
GONE = re.compile(r"(?:[.…]\s*){2,}|…")
WHY = re.compile(
    r"\b(repealed|omitted|revoked|ceased to have effect|expired|spent)\b(?:[^()]{0,30}\((\d{1,2}\.\d{1,2}\.\d{4})\))?"
)


def children(element: _Element) -> list[tuple[_Element, str]]:
    """The elements in an element, each with its local name."""
    return [(child, name(child)) for child in element if name(child)]


def stroke(element: _Element) -> Way | None:
    """A stroke in front of the denominator of a fraction."""
    above = element.getparent()
    if above is not None and name(above) == "mfrac" and element.getprevious() is not None:
        return "slash"
    return None


def printed_number(element: _Element | None, level: int, reader: Reader) -> tuple[str, str]:
    """The number as the page prints it, and as it stands in a path: below the first level in brackets."""
    bare = "" if element is None else reader.read(element).text
    if element is None or not bare:
        return "", ""
    front, behind = element.get("PuncBefore"), element.get("PuncAfter")
    if level > 1 and front is None and behind is None and not bare.startswith("("):
        return f"({bare})", f"({bare})"
    printed = f"{front or ''}{bare}{behind or ''}"
    label = label_of(printed)
    if level > 1 and label and label.isalnum():
        label = f"({label})"
    return printed, label


def marker(n: int, kind: str, decoration: str) -> str:
    """The number of the n-th item of an ordered list, as its type and decoration print it."""
    if kind.startswith("alpha"):
        text = labels.to_letters(n)
    elif kind.startswith("roman"):
        text = labels.to_roman(n) if 0 < n < 400 else str(n)
    else:
        text = str(n)
    text = text.upper() if kind.endswith("upper") else text
    shapes = {
        "parens": f"({text})",
        "parenRight": f"{text})",
        "period": f"{text}.",
        "brackets": f"[{text}]",
        "colon": f"{text}:",
    }
    return shapes.get(decoration, text)
