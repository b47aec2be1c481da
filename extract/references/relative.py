"""References that need the place where they stand: this Clause, this Code, the preceding paragraph, the Schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.needles import has_any

from .lists import Member
from .piece import Piece, Scene
from .words import EVERYWHERE, Words, plural

_OWN = (
    "act", "regulation", "regulations", "code", "order", "rules", "agreement", "contract", "appendix", "schedule",
    "annex", "document", "deed", "licence", "attachment", "by-law", "convention", "protocol", "measure",
    "ordinance", "call-off contract", "framework contract", "joint schedule", "call-off schedule", "framework schedule",
)  # fmt: skip
_CAPITAL_ONLY = frozenset(
    str.split("book form point item row step table condition title rule order document direction")
)
_WHOLE = frozenset(
    str.split("Regulations Rules Articles Order Byelaws Bye-laws By-laws Bylaws Ordinances Conditions Directions")
)
"""What means a document behind "this" or "these" as it is written here, whatever its provisions are called."""
_MADE = frozenset(["regulation", "rule", "order", "condition", "form", "code", "plan"])
"""What a provision may be called, and what it may require to be made."""
_BEFORE = "immediately preceding|preceding|previous|foregoing|above"
_AFTER = "immediately following|following|next|succeeding"

_ANNEXED = re.compile(
    r"\b(?:the\s(?:annexed|proposed)|(?<=\bof\s)proposed)\s(?P<noun>Regulations|Rules|Order|By-law)"
    r"(?=\s(?:respecting|for|made|pursuant\sto|under|[a-z]{3,12}ing)\b)"
)
_MAKES = re.compile(r"\b[Mm]akes?\s(?:hereby\s)?$")
"""Before "the following Order", which is the one that the words open."""
_THIS = re.compile(r"[Tt][Hh](?:[Ii][Ss]|[Ee][Ss][Ee])\s")
"""It begins with a set of characters: a search for such a pattern takes a fraction of the time."""
_INTRODUCES = re.compile(
    r"\s?:|\s(?:shall|is|are|will)\s(?:be\s)?(?:deemed\s)?(?:to\sbe\s)?(?:inserted|added|substituted|replaced)"
)


@cache
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    units = sorted({u for u in words.singular.values() if u[0].isalpha()}, key=len, reverse=True)
    own = sorted({*_OWN, *words.profile.own_words, *units}, key=len, reverse=True)
    spelled = "|".join(dict.fromkeys(form for word in own for form in (plural(word), word)))
    this = re.compile(rf"\bth(?:is|ese)\s(?P<word>{spelled})\b(?![-\w])", re.IGNORECASE)
    unit = "|".join(units)
    beside = re.compile(
        rf"\b(?:the\s)(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))\s(?P<unit>{unit})\b(?!\s\(?\d)"
        rf"|\b(?:the\s)(?P<named>{unit})\s(?:immediately\s)?(?:(?P<over>above|preceding)|(?P<under>below|following))\b"
        rf"(?!\s(?:{unit})\s[\d(])",
        re.IGNORECASE,
    )
    sole = re.compile(
        r"\b[Tt]he\s(?P<unit>Schedule|Annex|Appendix|schedule|annex)\b(?!s|[-’']|\s(?:of|for)\s(?!this|that|the\sAct)|\s(?:(?:in|to|under|by|of)\s)?which\b)"
    )
    return this, beside, sole


def _is_place(words: Words, unit: str, written: str) -> bool:
    """Whether "this" with a word means the provision or the division that it stands in, not the document."""
    if written in _WHOLE:
        return False
    if written.lower() == "regulation" != written and "recital" in words.profile.provision_units:
        return False  # an act of the Union; in a statutory instrument it is the provision
    if unit in words.profile.provision_units or unit in EVERYWHERE or unit in words.divisions:
        return True
    return unit in words.singular and unit not in words.documents and unit not in _OWN


def own(scene: Scene) -> Iterator[Piece]:
    """own-words: this Clause, this Part, this Code, these Regulations: where the text stands, or its document.

    So are "the annexed Regulations respecting …" in the words that make them.
    """
    for match in _ANNEXED.finditer(scene.text) if has_any(scene.text, ("annexed", "proposed")) else ():
        yield Piece(match.start(), match.end(), "own", "own-words", "", (), f"the annexed {match['noun']}")
    this = _patterns(scene.words)[0]
    for match in filter(None, (this.match(scene.text, one.start()) for one in _THIS.finditer(scene.text))):
        written = match["word"]
        unit = scene.words.plain(written)
        if written[0].islower() and (unit in _CAPITAL_ONLY or unit not in scene.words.singular):
            continue
        if unit in _MADE and _made_before(scene.text[: match.start()], unit):
            continue
        said = match[0].title() if match[0].isupper() else match[0]
        name = "" if _is_place(scene.words, unit, written) else said[0].lower() + said[1:]
        yield Piece(match.start(), match.end(), "own", "own-words", "" if name else unit, (), name)


def _made_before(before: str, unit: str) -> bool:
    """Whether the text says before "this regulation" that one is to be made: it is what the words speak of."""
    return re.search(rf"\b(?:an?|any)\s(?:[a-z]+\s){{0,3}}{unit}\b(?!\s\(?\d)", before) is not None


def neighbours(scene: Scene) -> Iterator[Piece]:
    """neighbour: the preceding paragraph, the following clause, the table below: one step back or on."""
    for match in _patterns(scene.words)[1].finditer(scene.text):
        written = match["unit"] or match["named"]
        unit = scene.words.plain(written)
        if (
            (unit == "order" and written[0].islower())
            or _INTRODUCES.match(scene.text, match.end())
            or _MAKES.search(scene.text, max(0, match.start() - 20), match.start())
        ):
            continue
        step = "-1" if match["before"] or match["over"] else "+1"
        member = Member(step, match.start(), match.end())
        yield Piece(match.start(), match.end(), "neighbour", "neighbour", unit, (member,))


def sole(scene: Scene) -> Iterator[Piece]:
    """sole-schedule: the Schedule, the Annex: the only one that the document has."""
    for match in _patterns(scene.words)[2].finditer(scene.text):
        written = match["unit"]
        if written[0].islower() and not scene.words.profile.lower_case_terms:
            continue
        unit = written.lower()
        if unit in scene.words.documents:
            yield Piece(match.start(), match.end(), "document", "sole-schedule", unit, (), f"the {written}")
        else:
            member = Member(written.capitalize(), match.start(), match.end())
            yield Piece(match.start(), match.end(), "labels", "sole-schedule", unit, (member,))
