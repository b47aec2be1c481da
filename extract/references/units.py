"""Rules for labels behind a unit word: clause 4.2, sections 4(1) and (2), Appendix AL, Part B."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ontology.labels import normal, roman

from . import lists
from .labels import COMMENT, FURTHER_COMMENT, LABEL, REGULATION, RULE, SUBPART
from .lookalikes import COMPANY, TITLE, not_a_label
from .ordinals import BY_WORD, ORDINALS
from .piece import Piece, Scene
from .whole import Whole
from .words import LETTERED, Unit, Words

_THIS = re.compile(r"\b[Tt]h(?:is|ese)\s$")
_LETTER = re.compile(r"[A-Z]{1,2}(?!\w)|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)$")
_PREFIXED = re.compile(r"(?<![\w.(/-])[A-Z]\d{1,2}(?:\.\d{1,3}){1,3}[A-Z]?\b")
_LETTERED = re.compile(
    r"(?<![\w.(/-])(?P<head>[A-Z]{2,5}\d{0,2})(?P<dots>\.(?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3}){0,5})[A-Z]?(?![\w/])"
)
"""The same where a code puts several letters in front of the numbers of a part: OC5.4.1, CC.6.3, PC.A.3.2."""
_BEHIND_LETTERS = re.compile(r"[A-Z]\d{0,2}\.(?:[A-Z]\.)?\d")
"""In all that these two find."""
_TITLED = frozenset({"regulation", "order", "rule", *LETTERED})
_WITHIN = re.compile(
    r"\s(?:of|in|to)\s(?:the|this|that)\s(?:Schedule|Annex|Appendix|schedule|annex|appendix|Part|part)\b"
)
"""Behind a roman numeral of one letter that a small unit word has: "section V of the appendix"."""
_WITHIN_ONE = re.compile(r"\s(?:of|in|to)\s(?:that\s|the\ssaid\s|this\s)?(?P<unit>\w*)")
_BY_WORD = "|".join((*BY_WORD, *(word.upper() for word in BY_WORD)))
_BY_SMALL = "|".join(ORDINALS)
_ORDINAL = re.compile(
    rf"\b(?P<number>{_BY_WORD})\s(?P<unit>Schedule|Annex|Appendix|SCHEDULE|ANNEX)\b(?!\s(?:of\s(?:Rates|Works|Charges)|[A-Z]))"
    rf"|\b(?P<small>{_BY_SMALL})\s(?P<of>Schedule|Annex|Appendix)\b"
    r"(?=[.,;)]|$|\s(?:hereto|thereto|(?:and|or)\sthe|to\s(?:this|that|the\s[A-Z])|of\sthis|above|below))"
)
_OF_BOOK = re.compile(
    r"(?<![\w-])(?P<book>[A-Z]{3,6})\s"
    r"(?P<annex>\d{1,3}[A-Z]{0,2}(?:\.\d{1,3}[A-Z]{0,2}){0,2}\sAnnex\s\d{1,3}[A-Z]{0,3})(?!\w|\.\d)"
)
_BARE = re.compile(
    r"\b(?:[Ii]n|[Uu]nder|[Tt]o|[Ww]ith|[Bb]y|[Ss]ee|[Oo]f|[Mm]eets?|[Ww]here|[Uu]nless|[Aa]nd|[Oo]r|[Ff]rom)\s"
    r"(?P<first>\d{1,2}[A-Z]?\.\d{1,3}[A-Z]?)(?![\d%]|\.\d|\s(?:per\scent|percent|million|billion|metres|km|kg)\b)"
)
_OF_A_PART = re.compile(r"\sof\s(?:the\s|that\s)(?:[A-Z][\w’-]*\s){1,6}Part\b")
_SHAPES = {"comment": COMMENT, "rule": RULE, "regulation": REGULATION, "subpart": SUBPART}
"""Labels of a shape of their own behind a unit word."""
_ROW = re.compile(r"[A-Z]{2,4}\s(?=\d{1,2}[A-Z]?\b)")
"""Letters of a row of conditions: CRC 2B."""
_WORDED = frozenset({"table", "form", "step", "row", "item", "condition"})


def unit_labels(scene: Scene) -> Iterator[Piece]:
    """unit-label: a unit word with labels behind it: "clauses 4.2 and 5", "paragraph (b)", "Appendices AC and AM"."""
    at = 0
    for unit in scene.words.units(scene.text, scene.gaps):
        if unit.start < at:
            continue
        members, end = _members(scene.text, unit)
        if len(members) > 1 and (unit.word in scene.words.documents or unit.word in scene.words.divisions):
            members, end = _of_one_shape(scene.text, unit, members)
        if not members or instrument(unit, scene.text) or not _may_have(unit, members[0].label, members[0].end, scene):
            continue
        at = end
        start = unit.start
        if scene.text[start - 3 : start - 1] in ("is", "se"):
            this = _THIS.search(scene.text, max(0, start - 6), start)
            start = this.start() if this is not None else start
        yield Piece(start, end, "labels", "unit-label", unit.word, members)


def of_book(scene: Scene) -> Iterator[Piece]:
    """chapter-annex: an annex of a handbook's chapter behind the letters of its book: "SUP 15 Annex 4R"."""
    for match in _OF_BOOK.finditer(scene.text):
        member = lists.Member(" ".join(match["annex"].split()), *match.span("annex"))
        yield Piece(*match.span(), "labels", "chapter-annex", "", (member,), match["book"])


def bare(scene: Scene) -> Iterator[Piece]:
    """bare-number: in a rulebook that cites so, numbers of its clauses or of a Part behind them: "in 3.1 and 3.2"."""
    for match in _BARE.finditer(scene.text) if scene.words.profile.bare_numbers else ():
        members, end = lists.read(scene.text, match.start("first"))
        own = all(normal(one.label) in scene.labels for one in members)
        if members and (own or _OF_A_PART.match(scene.text, end)):
            yield Piece(members[0].start, end, "labels", "bare-number", "", members)


def bares(whole: Whole) -> Iterable[int]:
    """Where numbers of clauses may stand alone, in a rulebook that cites so."""
    found = _BARE.finditer(whole.text) if whole.words.profile.bare_numbers else ()
    return (one.start() for one in found)


def by_ordinal(scene: Scene) -> Iterator[Piece]:
    """ordinal-schedule: a schedule or an annex that a word numbers: "the First Schedule", "the second Annex hereto"."""
    for match in _ORDINAL.finditer(scene.text):
        unit = (match["unit"] or match["of"]).lower()
        if unit in scene.words.singular or unit in scene.words.documents:
            number = (match["number"] or match["small"]).capitalize()
            member = lists.Member(BY_WORD[number], match.start(), match.end())
            yield Piece(match.start(), match.end(), "labels", "ordinal-schedule", unit, (member,))


def _members(text: str, unit: Unit) -> tuple[tuple[lists.Member, ...], int]:
    """The labels behind a unit word; an official comment, a US rule and a regulation with initials have their own."""
    if unit.word == "condition" and (row := _ROW.match(text, unit.label)):
        return lists.read(text, row.end())
    shape = _SHAPES.get(unit.word)
    own = shape.match(text, unit.label) if shape is not None else None
    if own is None:
        return lists.read(text, unit.label)
    found = [lists.Member(own[0], own.start(), own.end())]
    base = own[0].partition("-")[0]
    while unit.word == "comment" and (further := FURTHER_COMMENT.match(text, found[-1].end)):
        last, label = found[-1], base + further["label"]
        if further["range"]:
            found[-1] = lists.Member(last.label, last.start, further.end(), label)
        else:
            found.append(lists.Member(label, further.start("label"), further.end()))
    return tuple(found), found[-1].end


def instrument(unit: Unit, text: str) -> str:
    """The name of the look-alike where a unit word and a year end a title: Gas (Metering) Regulations 1983."""
    return TITLE.name if unit.word in _TITLED and TITLE.pattern.match(text, unit.label) else ""


def labelled_units(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Every unit word of `text` that a label with a digit or a bracket follows, or what looks like one: its start
    and end, and the name of the look-alike that it is, "" where it is none."""
    for unit in words.units(text):
        label = LABEL.match(text, unit.label)
        if label is None:
            continue
        if label[0][0] == "(" or any(c.isdigit() for c in label[0]) or COMPANY.pattern.match(text, label.end()):
            yield label.start(), label.end(), instrument(unit, text) or not_a_label(text, label.start(), label.end())


def _of_one_shape(text: str, unit: Unit, members: tuple[lists.Member, ...]) -> tuple[tuple[lists.Member, ...], int]:
    """Schedules without a number that lies in the last: "Schedule 4 and 1.1 of Part A", "and 4 of that Schedule"."""
    last = members[-1]
    within = _WITHIN_ONE.match(text, last.end)
    if within and (within["unit"].lower() == unit.word or ("." in last.label and "." not in members[0].label)):
        members = members[:-1]
    return members, members[-1].end


def _may_have(unit: Unit, label: str, end: int, scene: Scene) -> bool:
    """Whether a unit as written may carry a label of letters alone: "Section A", "part B", but no "rule A"."""
    if label[:1] == "(" or label[:1].isdigit() or any(c.isdigit() for c in label) or not _LETTER.match(label):
        return True
    if len(label) > 1 and roman(label) is not None:
        return True
    if roman(label) is not None and _WITHIN.match(scene.text, end):
        return True
    division = unit.word in scene.words.documents or unit.word in scene.words.divisions
    if len(label) > 2:
        return division and unit.written[:1].isupper()
    return division or unit.word in _WORDED or unit.written[:1].isupper()


def prefixed(scene: Scene) -> Iterator[Piece]:
    """letter-prefixed: a label that carries its section's letter, without a unit word: "H14.2", "L3.18"."""
    if "section" not in scene.words.documents:
        return
    at = 0
    while (match := _first_prefixed(scene, at)) is not None:
        members, end = lists.read(scene.text, match.start())
        at = max(end, match.end())
        if members:
            yield Piece(match.start(), end, "labels", "letter-prefixed", "", members)


def lettered(whole: Whole) -> Iterable[int]:
    """Where numbers with letters in front stand, in a code whose sections have such."""
    found = _BEHIND_LETTERS.finditer(whole.text) if "section" in whole.words.documents else ()
    return (one.start() for one in found)


def _first_prefixed(scene: Scene, at: int) -> re.Match[str] | None:
    """The first label with letters in front from `at` on; of several letters only in a text whose own labels are so.

    One with a single point must begin as the document's own do, or as the name of another one.
    """
    found = [_PREFIXED.search(scene.text, at)]
    if scene.heads:
        several = _LETTERED.finditer(scene.text, at)
        known = (one for one in several if one["dots"].count(".") > 1 or _is_head(scene, one["head"]))
        found.append(next(known, None))
    return min((one for one in found if one), key=lambda one: one.start(), default=None)


def _is_head(scene: Scene, head: str) -> bool:
    """Whether the numbers of this document or of one that has this name begin so."""
    return head in scene.heads or head in scene.names.by_first
