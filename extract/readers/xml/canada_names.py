"""What an act or a regulation of Canada says of itself: names, numbers, and whether it is in force."""

from __future__ import annotations

from lxml.etree import _Element

from .run import Reader, plain

_LIMS = "{http://justice.gc.ca/lims}"
_BASELINES = frozenset(("2002-12-31", "2003-01-01", "2006-03-22"))
"""The days on which the electronic consolidation began: a text with such a day was in force before it."""

_TITLE = Reader({"FootnoteRef": "skip", "LineBreak": "space"})


def identify(root: _Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The title and the metadata: id, aliases, enabling act, days."""
    head = root.find("Identification")
    if head is None:
        return "", _force(root)
    titles = [_text(head, tag) for tag in ("ShortTitle", "LongTitle")]
    title = next((one for one in titles if one), "")
    found = _act(head) if root.tag == "Statute" else _regulation(head)
    if root.tag == "Regulation" and titles[1] and titles[1] != title:
        found.append(("alias", titles[1]))
    elif titles[1] and titles[1] != title:
        found.append(("long_title", titles[1]))
    return title, (*dict.fromkeys(found), *_force(root))


def _text(head: _Element, tag: str) -> str:
    one = head.find(tag)
    return "" if one is None else _TITLE.read(one).text


def _act(head: _Element) -> list[tuple[str, str]]:
    """ "C-46" and "R.S.C., 1985, c. C-46" for an act of the revised statutes, else "S.C. 2019, c. 10"."""
    found: list[tuple[str, str]] = []
    number = head.find("Chapter/ConsolidatedNumber")
    label = plain(number)
    if number is not None and label:
        found += [("id", label), ("alias", label)]
        if number.get("official") == "yes":
            found.append(("alias", f"R.S.C., 1985, c. {label}"))
    annual = head.find("Chapter/AnnualStatuteId")
    if annual is not None:
        year, chapter = plain(annual.find("YYYY")), plain(annual.find("AnnualStatuteNumber"))
        if year and chapter:
            revised = annual.get("revised-statute") == "yes"
            found.append(("alias", f"R.S.C., {year}, c. {chapter}" if revised else f"S.C. {year}, c. {chapter}"))
    return found


def _regulation(head: _Element) -> list[tuple[str, str]]:
    """ "SOR/2014-68", by which it is cited, and "SOR-2014-68", by which other files link to it; the enabling act."""
    found: list[tuple[str, str]] = []
    label = plain(head.find("InstrumentNumber"))
    if label:
        linked = label.replace("/", "-").replace(" ", "_")
        found += [("id", linked), ("alias", label)]
        if linked != label:
            found.append(("alias", linked))
    for one in head.iterfind("EnablingAuthority/XRefExternal"):
        if one.get("link"):
            found.append(("enabling_act", str(one.get("link"))))
    return found


def _force(root: _Element) -> tuple[tuple[str, str], ...]:
    """In force from, where the file holds the first version; repealed, where the whole document is."""
    found: list[tuple[str, str]] = []
    start = root.get(f"{_LIMS}inforce-start-date") or ""
    if start and start not in _BASELINES and root.get("hasPreviousVersion") != "true":
        found.append(("in_force_from", start))
    if root.get(f"{_LIMS}pit-date"):
        found.append(("point_in_time", str(root.get(f"{_LIMS}pit-date"))))
    gone = root.find("Repealed")
    if gone is not None:
        day = gone.get(f"{_LIMS}inforce-start-date") or ""
        found += [("repealed", "" if day in _BASELINES else day), ("repeal_note", plain(gone))]
    return tuple(found)
