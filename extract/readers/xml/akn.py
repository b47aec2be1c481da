"""Akoma Ntoso, versions 2 and 3 (LegalDocML): acts, bills and other documents in the root akomaNtoso."""

from __future__ import annotations

import re

from lxml.etree import _Element

from .levels import Grammar, read_levels
from .run import Way, name, plain
from .sheet import Sheet

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def link(element: _Element) -> tuple[str, str]:
    """The document and the place in it that a reference leads to: ("", "sec_4") for "#sec_4"."""
    address = element.get("href") or ""
    if "~" in address and "#" not in address:
        document, _, place = address.partition("~")
        return document.rstrip("/"), place
    document, _, place = address.partition("#")
    return document.rstrip("/"), place


def _gone(element: _Element) -> str:
    """AKN says of a provision whose text is no longer there that its status is "removed"."""
    return "[Repealed]" if element.get("status") in ("removed", "repealed") else ""


_WAYS: dict[str, Way] = {
    "def": "term",
    "b": "emphasis",
    "i": "emphasis",
    "ref": "link",
    "rref": "link",
    "authorialNote": "note",
    "quotedStructure": "note",
    "embeddedStructure": "note",
    "noteRef": "skip",
    "marker": "skip",
    "eol": "space",
    "br": "space",
    **dict.fromkeys(("p", "num", "heading", "item", "li", "block", "content", "intro", "listIntroduction"), "space"),
}

GRAMMAR = Grammar(
    levels=frozenset(
        """article section subsection paragraph subparagraph clause subclause point indent alinea rule subrule proviso
        sublist transitional level item li recital citation hcontainer""".split()  # noqa: SIM905 - a list of names
    ),
    parts=frozenset(
        "part subpart chapter subchapter title subtitle book tome division subdivision".split()  # noqa: SIM905
    ),
    schedules=frozenset(("attachment", "annex", "schedule")),
    quotes=frozenset(("quotedStructure", "embeddedStructure")),
    notes=frozenset(("authorialNote",)),
    headings=frozenset(("crossHeading", "crossheading")),
    left_out=frozenset(("meta", "toc", "coverPage", "staticContent", "noteRef", "img", "docDate")),
    lines=frozenset(("p", "block", "longTitle", "formula", "listIntroduction", "listWrapUp", "docketNumber", "tblock")),
    ways=_WAYS,
    tell=link,
    gone=_gone,
    anchor="eId",
)


def read_akn(root: _Element) -> Sheet:
    """The blocks of an Akoma Ntoso file; a schedule is an attachment, or a container of that name."""
    for one in root.iter("{*}hcontainer"):
        if (one.get("name") or "").lower() in ("schedule", "annex", "appendix"):
            one.tag = "schedule"
        elif (one.get("name") or "").lower() in GRAMMAR.parts:
            one.tag = str(one.get("name")).lower()
    for one in root.iter("{*}component", "{*}attachment"):
        one.tag = "attachment"
    for one in root.iter():
        if one.get("eId") is None and one.get("id"):
            one.set("eId", str(one.get("id")))
    return read_levels(root, GRAMMAR)


def identify(root: _Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The title and the metadata: id (the work's address), aliases, days, whether it is repealed."""
    work = next(root.iter("{*}FRBRWork"), None)
    found: list[tuple[str, str]] = []
    if work is not None:
        address = next((one.get("value") for one in work if name(one) in ("FRBRuri", "FRBRthis")), "") or ""
        if address:
            found.append(("id", address.removesuffix("/main").removesuffix("/!main")))
        found += [("alias", str(one.get("value"))) for one in work if name(one) == "FRBRalias" and one.get("value")]
    preface = [plain(one) for tag in ("shortTitle", "docTitle") for one in _first(root, tag)]
    aliases = [value for key, value in found if key == "alias"]
    title = next((one for one in (*preface, *aliases) if one), "")
    found += [("alias", plain(one)) for one in _first(root, "docNumber") if plain(one)]
    found = [pair for pair in found if pair != ("alias", title)]
    return title, (*dict.fromkeys(found), *_days(root))


def _first(root: _Element, tag: str) -> list[_Element]:
    found = next(root.iter(f"{{*}}{tag}"), None)
    return [] if found is None else [found]


def _days(root: _Element) -> list[tuple[str, str]]:
    """The day of a repeal in the life cycle of the document itself; the version that the file holds."""
    found: list[tuple[str, str]] = []
    meta = next(root.iter("{*}meta"), None)
    if meta is None:
        return found
    for event in meta.iter("{*}eventRef", "{*}event"):
        day = _DAY.match(event.get("date") or "")
        if event.get("type") == "repeal":
            found.append(("repealed", day[0] if day else ""))
    version = next((one.get("date") or "" for one in meta.iterfind(".//{*}FRBRExpression/{*}FRBRdate")), "")
    if _DAY.match(version):
        found.append(("point_in_time", version))
    return found
