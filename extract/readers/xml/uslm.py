"""United States Legislative Markup, versions 1 and 2: public laws, bills, titles of the United States Code."""

from __future__ import annotations

import re

from lxml.etree import _Element

from .levels import Grammar, read_levels
from .run import Way, name, plain
from .sheet import Sheet

_GONE = ("repealed", "omitted", "vacant", "transferred", "reserved", "expired")
_ADDRESS = re.compile(r"(?P<document>/us/[a-z]+/[^/]+(?:/\d+(?=/|$))?)(?P<rest>/.*)?")
_LEVELS = frozenset(
    """section subsection paragraph subparagraph clause subclause item subitem subsubitem level listItem article
    recital courtRule reorganizationPlan preliminary""".split()  # noqa: SIM905 - a list of names
)


def link(element: _Element) -> tuple[str, str]:
    """The document and the place in it that a reference leads to: ("/us/usc/t5", "s552/a")."""
    address = element.get("href") or element.get("idref") or ""
    found = _ADDRESS.match(address)
    if found:
        return found["document"], (found["rest"] or "").strip("/")
    document, _, place = address.partition("#")
    return document, place


def _gone(element: _Element) -> str:
    status = element.get("status") or ""
    return f"[{status.capitalize()}]" if status in _GONE else ""


def _attend(element: _Element) -> Way | None:
    """A quotation that holds provisions stands apart, one within a sentence is part of it; a footnote's mark is cut."""
    if element.get("class") == "footnoteRef":
        return "skip"
    if name(element) == "quotedContent" and any(name(one) in _LEVELS for one in element):
        return "note"
    return None


_WAYS: dict[str, Way] = {
    "term": "term",
    "b": "emphasis",
    "i": "emphasis",
    "ref": "link",
    "footnote": "note",
    "footnoteRef": "skip",
    "page": "skip",
    "br": "space",
    "table": "note",
    "layout": "note",
    **dict.fromkeys(
        ("p", "num", "heading", "content", "chapeau", "continuation", "docTitle", "officialTitle"), "space"
    ),
    **dict.fromkeys(_LEVELS - {"recital"}, "note"),
}

GRAMMAR = Grammar(
    levels=_LEVELS,
    parts=frozenset(
        """part subpart chapter subchapter title subtitle division subdivision compiledAct""".split()  # noqa: SIM905
    ),
    schedules=frozenset(("appendix", "schedule", "annex")),
    quotes=frozenset(("quotedContent",)),
    notes=frozenset(("note", "footnote", "statutoryNote")),
    headings=frozenset(("crossHeading", "crossheading")),
    left_out=frozenset(
        """meta preface toc page footnoteRef sidenote ref sourceCredit editorialNote changeNote citationNote editionNote
        explanationNote legislativeHistory endMarker property""".split()  # noqa: SIM905 - a list of names
    ),
    lines=frozenset(("p", "longTitle", "enactingFormula", "officialTitle", "signatures", "def", "docNumber")),
    ways=_WAYS,
    tell=link,
    gone=_gone,
    anchor="identifier",
)


def read_uslm(root: _Element) -> Sheet:
    """The blocks of a USLM file."""
    return read_levels(root, GRAMMAR, _attend)


def identify(root: _Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The title and the metadata: id, aliases ("Public Law 117–58")."""
    meta = next((one for one in root if name(one) == "meta"), None)
    found: list[tuple[str, str]] = []
    if root.get("identifier"):
        found.append(("id", str(root.get("identifier"))))
    if meta is None:
        return "", tuple(found)
    given = {name(one): plain(one) for one in reversed(meta) if plain(one)}
    short = plain(next(root.iter("{*}shortTitle"), None))
    title = short or given.get("title", "")
    found += [("alias", plain(one)) for one in meta if name(one) == "citableAs" and plain(one)]
    if short and given.get("title") and given["title"] != short:
        found.append(("alias", given["title"]))
    if given.get("type", "").lower() == "public law" and given.get("congress") and given.get("docNumber"):
        found.append(("alias", f"Public Law {given['congress']}–{given['docNumber']}"))
    return title, tuple(dict.fromkeys(found))
