"""What UK legislation says of itself, and what its links lead to: addresses of legislation.gov.uk as ids."""

from __future__ import annotations

import re
from datetime import date

from lxml.etree import _Element

from .run import name, plain

_ADDRESS = re.compile(
    r"https?://www\.legislation\.gov\.uk/(?:id/)?(?!id/)(?P<type>[a-z]{2,5})/(?P<year>[\w-]+)/(?P<number>[\w-]+)(?P<rest>/.*)?"
)
_TYPES = {
    "UnitedKingdomPublicGeneralAct": "ukpga",
    "UnitedKingdomLocalAct": "ukla",
    "UnitedKingdomStatutoryInstrument": "uksi",
    "UnitedKingdomChurchMeasure": "ukcm",
    "ScottishAct": "asp",
    "ScottishStatutoryInstrument": "ssi",
    "WelshStatutoryInstrument": "wsi",
    "WelshParliamentAct": "asc",
    "WelshNationalAssemblyAct": "anaw",
    "WelshAssemblyMeasure": "mwa",
    "NorthernIrelandAct": "nia",
    "NorthernIrelandParliamentAct": "apni",
    "NorthernIrelandOrderInCouncil": "nisi",
    "NorthernIrelandStatutoryRule": "nisr",
    "EuropeanUnionRegulation": "eur",
    "EuropeanUnionDecision": "eudn",
    "EuropeanUnionDirective": "eudr",
    "EuropeanUnionTreaty": "eut",
}
_SHAPES = {
    "ukpga": ("{year} c. {number}",),
    **dict.fromkeys(("asp", "anaw", "asc", "nia", "mwa"), ("{year} {kind} {number}",)),
    **dict.fromkeys(("uksi", "wsi", "nisi"), ("S.I. {year}/{number}", "SI {year}/{number}")),
    "ssi": ("S.S.I. {year}/{number}", "SSI {year}/{number}"),
    "nisr": ("S.R. {year}/{number}", "SR {year}/{number}"),
}
"""How acts and instruments are cited by their numbers."""
_VERSIONS = re.compile(r"/(?:enacted|made|adopted|prospective|\d{4}-\d{2}-\d{2})(?:/.*)?$")
_GONE = re.compile(
    r"\s*\((?:repealed|revoked|expired|lapsed)(?:\s+(\d{1,2})\.(\d{1,2})\.(\d{4}))?[^()]*\)\s*$", re.IGNORECASE
)


def link(element: _Element) -> tuple[str, str]:
    """The document and the place in it that a link leads to: ("ukpga/1996/16", "section/101"), ("", "section-2")."""
    if name(element) == "InternalLink":
        return "", element.get("Ref") or ""
    address = element.get("URI") or ""
    found = _ADDRESS.match(address)
    if found:
        rest = _VERSIONS.sub("", found["rest"] or "").strip("/")
        return f"{found['type']}/{found['year']}/{found['number']}", rest
    if name(element) == "CitationSubRef":
        return "", (element.get("SectionRef") or "").replace("-", "/")
    kind, year, number = (element.get(key) or "" for key in ("Class", "Year", "Number"))
    if kind in _TYPES and year and number:
        return f"{_TYPES[kind]}/{year}/{number.lstrip('0')}", ""
    return address, ""


def identify(root: _Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The title and the metadata: id, aliases ("2003 asp 2", "S.I. 2014/333"), days, whether it is repealed."""
    head = next(root.iter("{*}Metadata"), root)
    given = plain(head.find("{*}title")) or plain(next(root.iter("{*}Title"), None))
    title = _GONE.sub("", given)
    address = _ADDRESS.match(root.get("IdURI") or root.get("DocumentURI") or plain(head.find("{*}identifier")))
    kind, year, number = (_value(head, one).lstrip("0") for one in ("DocumentMainType", "Year", "Number"))
    if address:
        kind, year, number = address["type"], address["year"], address["number"]
    else:
        kind = _TYPES.get(kind, "")
    found = [("id", f"{kind}/{year}/{number}")] if kind and year and number else []
    found += [("alias", one) for one in _citations(kind, year, number)]
    if title.startswith("The "):
        found.append(("alias", title[4:]))
    found += _days(root, head, given)
    return title, tuple(found)


def _value(head: _Element, tag: str) -> str:
    one = next(head.iter(f"{{*}}{tag}"), None)
    return "" if one is None else str(one.get("Value") or "")


def _citations(kind: str, year: str, number: str) -> list[str]:
    """How an act or instrument is cited by its number."""
    if not year or not number:
        return []
    shapes = _SHAPES.get(kind, ())
    return [shape.format(year=year, number=number, kind=kind) for shape in shapes]


def _days(root: _Element, head: _Element, title: str) -> list[tuple[str, str]]:
    """The day on which an instrument came into force whole, the version that the file holds, and a repeal."""
    found: list[tuple[str, str]] = []
    starts = sorted(
        {str(one.get("Date")) for one in head.iterfind(".//{*}ComingIntoForce/{*}DateTime") if one.get("Date")}
    )
    if starts:
        found.append(("in_force_from", starts[0]))
    enacted = next((one for one in head.iter("{*}EnactmentDate", "{*}Made") if one.get("Date")), None)
    if enacted is not None:
        found.append(("enacted", str(enacted.get("Date"))))
    if root.get("RestrictStartDate"):
        found.append(("point_in_time", str(root.get("RestrictStartDate"))))
    gone = _GONE.search(title)
    if gone:
        found.append(("repealed", _iso(gone[3], gone[2], gone[1]) if gone[1] else ""))
    elif _repealed(root):
        found.append(("repealed", root.get("RestrictEndDate") or ""))
    return found


def _repealed(root: _Element) -> bool:
    """Whether the whole document is marked as repealed: its root, or its main part."""
    main = [one for one in root if name(one) in ("Primary", "Secondary", "EURetained")]
    inner = [child for one in main for child in one if name(child) in ("Body", "EUBody")]
    return any((one.get("Status") or "") in ("Repealed", "Revoked", "Expired") for one in (root, *main, *inner))


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
