"""D3: where an import takes its meaning from, as written: "the meaning given in Clause 4.2 of the Licence"."""

from __future__ import annotations

import re

from ontology.model import Reference, Target
from ontology.places import Span
from ontology.record import replace

_UNITS = (
    r"(?:sub-?)?(?:sections?|clauses?|paragraphs?|regulations?|articles?|rules?|conditions?|schedules?|annex(?:es)?|appendi(?:x|ces)|parts?"
    r"|divisions?|chapters?|items?|orders?|points?)|§{1,2}"
)
_LABEL = (
    r"(?:[IVXLC]{2,7}\b|[A-Z]-\d{1,3}\b|[A-Z]{1,2}(?![a-z])(?:\d+[A-Z]?)?(?:\.\d+[A-Z]?)*|\d+-\d(?![\d-])|\d+[A-Z]{0,2}(?:\.\d+[A-Z]{0,2})*|[ivx]+\b)?"
    r"(?:\s?\([0-9A-Za-z.]{1,6}\)){0,5}"
)
_PLACE = re.compile(
    rf"(?:\b|(?=§))(?:(?:this|that)\s+)?(?P<unit>{_UNITS})(?:\s+|(?<=§))(?P<label>(?-i:{_LABEL}))"
    rf"(?:\s*(?P<join>to|–|-|and|or|,)\s*(?P<second>(?-i:{_LABEL})))?(?:\s*\((?P<heading>[A-Z][^()\n]{{2,80}})\))?",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?P<that>that|this|those|these|the\s(?:principal|basic|parent|main|enabling|amending|original))\s+(?P<own>[Rr]egulations|[Rr]ules|Act|Code|Agreement|Licence|Order|Document|Contract|Regulations?|Directive|Convention|Rules|Scheme)"
    r"|(?:the\s+)?(?P<name>(?:(?:Council|Commission)\s+)?(?:(?:Implementing|Delegated)\s+)?(?:Regulation|Directive|Decision)\s"
    r"(?:\((?:EC|EU|EEC|Euratom)[^()]{0,12}\)\s)?(?:No\.?\s)?\d+/\d+(?:/[A-Z]{2,7})?"
    r"|\d{1,2}\s(?:U\.S\.C\.|C\.?F\.?R\.?)\s(?:[Pp]art\s)?§{0,2}\s?\d[\w.-]*(?:\([\w]+\))*|(?:(?:"
    r"(?:Appendix|Section|Schedule|Annex|Part|Chapter|Ordinance|Volume)\s\d{1,3}[A-Z]?(?!\w|\.\d)"
    r"|(?:Standard|Circular|Policy|Notice|Bulletin|Resolution|Recommendation|[A-Z]{2,6})\s\d+(?:-\d+)*(?!\w|\.\d)"
    r"|[A-Z]{2,6}(?:/[A-Z]{2,6})+(?:[- ][A-Z]?\d(?:[\w.-]*\w)?)?|No\.?\s\d+(?:-\d+)*(?!\w|\.\d)"
    r"|[A-Z][\w’'&–-]*(?:\s[–—](?=\s[A-Z]))?|\d{4})"
    r"(?:\s+(?:(?:by|at)(?=(?:\s+[A-Z][\w’'&–-]*){1,6}\s+(?:Act|Regulations|Order|Rules)\b)"
    r"|of|and|for|the|to|on|in|\([A-Z][^()\n]{1,60}\)|\(\d{4}\))(?=\s+(?:[A-Z(]|\d{4}|the\s+[A-Z])))*\s?)+))"
)
_ENACTED = re.compile(r"\b(?:Act|Regulations?|Order|Rules|Code)$")
_YEAR = re.compile(r",\s(?:1[6-9]|20)\d\d\b")
_DATED = re.compile(
    r"\s+(?:of|on)\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d+)?$"
)
"""The day of a notice, which is no part of its name: Public Notice 1986-248 of September 19, 1986."""

_PLAIN = re.compile(
    r"the\s+((?:declaration|agreement|deed|indenture|contract|lease|licence|permit|by-?laws|constitution|treaty|charter)"
    r"\s+of\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)"
)
"""A document without a title of its own: the declaration of Subtrust."""

_NONE = re.compile(
    r"(?:(?:Other|Contracting|Member|Receiving|Sending)\s)*(?:States?|Part(?:y|ies))|Minister|Crown|Parliament|Canada|(?:Step|Table|Column|Figure|Item|Line|Box)\s\w+"
    r"|(?:Legislature|Legislative\sAssembly)(?:\s.*)?"
)
"""Names of those whose laws or acts give a meaning, and of no document."""

_MADE = re.compile(r"\b(?:made|established|issued|published|determined|adopted|set|approved|agreed|laid\s+down)\sby\s$")
"""What stands before somebody who gives a meaning, and before no document: rules established by the Commissioner."""

_WAY = re.compile(
    r"\b(?:in|by|under|see|to\s+(?:it|them|that\s+\w+)\s+in|(?<!that\s)of|as\s+in|as(?=\s(?:sub-?)?(?:section|paragraph|clause|regulation|article)\s[\d(])|from|within|with)\s+"
    r"(?:(?:(?:sub-?)?paragraphs?\s+\(\w+\)(?:\s*(?:,|and|or|to)\s+\(\w+\))*\s+of\s+)?the\s+(?:definitions?|expressions?|terms?)\s+[^,;]{1,80}?\s+(?:in|by|under)\s+)?",
    re.I,
)
_AND = re.compile(
    r"\s*(?:,\s*(?:and|or)\b|,|\b(?:and|or)\b)(?:\s*,[^,.;]{1,60},)?\s*(?:(?:in|by|under|of)\s+)?(?=(?:the\s+)?[A-Za-z])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<label>\d+(?:\.\d+)+)\s+of\s", re.IGNORECASE)
_OF = re.compile(r"\s*(?:,\s*respectively,?\s*)?(?:of|to|in)\s+", re.IGNORECASE)
_LISTED = re.compile(
    rf"(?:\s*(?:,|,?\s*\b(?:and|or))\s+(?:(?:{_UNITS})\s+)?(?-i:{_LABEL})(?=[\s,]))+(?=\s+of\s+(?:that|the|this)\b)",
    re.IGNORECASE,
)
"""Further provisions of one document: … and sections 43, 98 and 101 of that Act."""

_MORE = re.compile(rf"\s*(?:,|,?\s*\b(?:and|or)\b)\s*(?=[\d(])(?P<label>(?-i:{_LABEL}))(?![\w%])", re.IGNORECASE)
"""The next of several numbers under one word: paragraphs 1, 2 and 3."""

_SEE = re.compile(r"\s*\(see\s+", re.IGNORECASE)
_SEEN = re.compile(r"\s+of\s+th(?:at|e|ose)\s+\w+\)")
"""Where in a document a meaning is to be found, behind its title: (see section 270(1) of that Act)."""

_SCHEDULE = re.compile(
    r"the\s+[Ss]chedule\b(?!\s+(?:[\dIVXLA-Z(]|(?:to|of|in)\s+(?!(?:the\s+|that\s+|this\s+|these\s+|those\s+)?[A-Z])))"
)
"""The only schedule of a document, which has no number."""

_WITHIN = re.compile(r",\s+(?:sub-?)?paragraphs?\s+[\w()]+(?:\s+(?:and|or)\s+[\w()]+)?,?(?=\s+of\s)", re.IGNORECASE)
"""What part of a provision is meant, behind it: Article V, paragraph 9, of the X Convention."""

_EACH = re.compile(r"\brespectively\b", re.IGNORECASE)
_LISTED_PLACE = re.compile(
    rf"(?:(?P<unit>{_UNITS})\s+)?(?<![\w(])(?P<label>[A-Z]?\d[\w.]*(?:\([0-9A-Za-z.]{{1,6}}\))*|\([0-9A-Za-z.]{{1,6}}\))",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:this|these|the\s+present)\b", re.IGNORECASE)


def find_source(text: str, span: Span, provision: str, rule: str) -> Reference | None:
    """The first mention of a provision or document within `span` that a meaning is taken from, None without one."""
    end = min(span.end, span.start + 400)
    at = span.start
    while at < end:
        way = _WAY.search(text, at, end)
        if way is None:
            return None
        found = _alone(text, way.end(), end, provision, rule) or _mention(text, way.end(), end, provision, rule)
        if found and (_ENACTED.search(found.text) or not _MADE.search(text, max(0, way.start() - 20), way.end())):
            return found
        name = _NAME.match(text, way.end(), end)
        at = name.end() if name and _NONE.fullmatch(_document(name)[0]) else way.start() + 1
    return None


def find_each(text: str, span: Span, provision: str, rule: str, count: int) -> tuple[Reference | None, ...]:
    """The source of each of `count` terms with one meaning: "in sections 4, 5 and 6 of the X Act respectively"."""
    source = find_source(text, span, provision, rule)
    if source is None or count < 2 or _EACH.search(text, span.start, span.end) is None:
        return (source,) * count
    places = source.text[: source.text.rfind(source.document)] if source.document else source.text
    unit, targets = "", []
    for match in _LISTED_PLACE.finditer(places):
        unit = (match["unit"] or unit).lower().removesuffix("s")
        targets.append(Target(re.sub(r"\s", "", match["label"]), unit))
    if len(targets) != count:
        return (source,) * count
    return tuple(replace(source, targets=(one,)) for one in targets)


def find_sources(text: str, span: Span, provision: str, rule: str) -> tuple[Reference, ...]:
    """The first mention within `span` and those listed with it: "in Section A, Part 2 and, for a year, in Part 4"."""
    found: list[Reference] = []
    at = span.start
    while at < span.end:
        way = _AND.match(text, at, span.end) if found else _WAY.search(text, at, span.end)
        if way is None:
            break
        one = None
        if not _OWN.match(text, way.end()):
            one = _alone(text, way.end(), span.end, provision, rule)
            one = one or _mention(text, way.end(), span.end, provision, rule)
        if one is not None:
            found.append(one)
        elif found:
            break
        at = one.span.end if one is not None else way.start() + 1
    return tuple(found)


def _alone(text: str, start: int, end: int, provision: str, rule: str) -> Reference | None:
    """The only schedule of this document or of the one that is named with it, where the meaning is given by it."""
    match = _SCHEDULE.match(text, start, end)
    if match is None:
        return None
    way = _OF.match(text, match.end(), end)
    name = _NAME.match(text, way.end(), end) if way else None
    document, stop = _document(name) if name else ("", match.end())
    target = (Target("Schedule", "schedule"),)
    return Reference(
        text[start:stop], Span(start, stop), provision, "provision", rule, document, target, role="imports"
    )


def _mention(text: str, start: int, end: int, provision: str, rule: str) -> Reference | None:
    place = _PLACE.match(text, start, end)
    if place and not (place["label"] or "").strip():
        place = None
    if place is None and (number := _NUMBER.match(text, start, end)):
        return _numbered(text, number, end, provision, rule)
    if place is None:
        name = _NAME.match(text, start, end)
        if name is None:
            return None
        written, stop = _document(name)
        if text.startswith("!", stop) or _NONE.fullmatch(written):
            return None
        return _seen(text, Span(start, stop), written, provision, rule) or Reference(
            text[start:stop].strip(), Span(start, stop), provision, "document", rule, written, role="imports"
        )
    unit, label = place["unit"].lower(), re.sub(r"\s", "", place["label"])
    heading, stop = place["heading"] or "", place.end()
    if place["join"] and not place["second"] and not heading:
        stop = place.end("label")
    targets = _targets(place, unit, label)
    while place["join"] in (",", "and", "or") and (more := _MORE.match(text, stop, end)):
        targets, stop = (*targets, Target(re.sub(r"\s", "", more["label"]), targets[-1].unit)), more.end()
    targets, stop = _outer(text, targets, stop, end)
    document = ""
    within = _WITHIN.match(text, stop, end)
    stop = within.end() if within else stop
    listed = _LISTED.match(text, stop, end)
    way = _OF.match(text, listed.end() if listed else stop, end)
    name = _NAME.match(text, way.end(), end) if way else None
    if name:
        document, stop = _document(name)
    elif way and (plain := _PLAIN.match(text, way.end(), end)):
        document, stop = plain[1], plain.end()
    if not document and text[place.start() :][:5].lower() == "that ":
        document = _named_before(text[: place.start()], place)
    if not document and re.fullmatch(r"[A-Z]{1,2}", label) and unit in ("section", "appendix", "schedule", "annex"):
        document = text[place.start("unit") : place.end("label")]
        return Reference(
            text[start:stop], Span(start, stop), provision, "document", rule, document, role="imports", heading=heading
        )
    return Reference(
        text[start:stop],
        Span(start, stop),
        provision,
        "provision",
        rule,
        document,
        targets,
        role="imports",
        heading=heading,
    )


def _seen(text: str, name: Span, document: str, provision: str, rule: str) -> Reference | None:
    """The provision that a bracket behind the name of a document points to: "the X Act (see section 2 of that Act)"."""
    see = _SEE.match(text, name.end)
    place = _PLACE.match(text, see.end()) if see else None
    shut = _SEEN.match(text, place.end()) if place and (place["label"] or "").strip() else None
    if place is None or shut is None:
        return None
    targets = _targets(place, place["unit"].lower(), re.sub(r"\s", "", place["label"]))
    span = Span(name.start, shut.end())
    return Reference(span.of(text), span, provision, "provision", rule, document, targets, role="imports")


def _named_before(before: str, place: re.Match[str]) -> str:
    """The document of a provision that was named before: section 2 of the X Act … in that section 2."""
    again = rf"\b{re.escape(place['unit'])}\s+{re.escape(place['label'].strip())}\s+(?:of|to)\s+"
    found = [match.end() for match in re.finditer(again, before, re.IGNORECASE)]
    name = _NAME.match(before, found[-1]) if found else None
    return _document(name)[0] if name else ""


def _numbered(text: str, number: re.Match[str], end: int, provision: str, rule: str) -> Reference | None:
    """A number without a unit in front of its document: 11.3.1 of the Land Claim Agreement."""
    targets, stop = _outer(text, (Target(number["label"]),), number.end("label"), end)
    way = _OF.match(text, stop, end)
    name = _NAME.match(text, way.end(), end) if way else None
    if name is None:
        return None
    document, stop = _document(name)
    span = Span(number.start(), stop)
    return Reference(span.of(text), span, provision, "provision", rule, document, targets, role="imports")


def _outer(text: str, inner: tuple[Target, ...], stop: int, end: int) -> tuple[tuple[Target, ...], int]:
    """Targets within the provision that is named behind them, "sub-paragraph (j) of Article 1", and where that ends."""
    way = _OF.match(text, stop, end)
    place = _PLACE.match(text, way.end(), end) if way else None
    label = re.sub(r"\s", "", place["label"] or "") if place else ""
    if place is None or not label or place["join"] or not all(one.label.startswith("(") for one in inner):
        return inner, stop
    (outer,), stop = _outer(text, _targets(place, place["unit"].lower(), label), place.end(), end)
    return tuple(Target(outer.label + one.label, outer.unit, one.through) for one in inner), stop


def _targets(place: re.Match[str], unit: str, label: str) -> tuple[Target, ...]:
    unit = (
        "appendix"
        if unit.startswith("appendi")
        else "§"
        if unit.startswith("§")
        else unit.removesuffix("es")
        if unit == "annexes"
        else unit.removesuffix("s")
    )
    second = re.sub(r"\s", "", place["second"] or "")
    if not second:
        return (Target(label, unit),)
    if place["join"] in ("to", "–", "-"):
        return (Target(label, unit, second),)
    return (Target(label, unit), Target(second, unit))


def _document(name: re.Match[str]) -> tuple[str, int]:
    if name["own"]:
        return name[0], name.end()
    written = _DATED.sub("", name["name"].rstrip())
    stop = name.start("name") + len(written)
    year = _YEAR.match(name.string, stop) if _ENACTED.search(written) else None
    return (written + year[0], year.end()) if year else (written, stop)
