"""Labels in front of text: "3.14E", "12(1)", "(iv)", "b)", "Section 4", "§ 1013.2"; only their shape is judged here.

Whether a label of the right shape is one is decided by sequence (`sequence.py`); what it heads by `headings.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ontology import labels

Form = Literal["decimal", "bracket", "close", "dot"]
"""`decimal` is 3, 3.14E, N6.8; `bracket` is (a); `close` is a); `dot` is a letter or roman numeral with a full stop."""

BULLETS = "•●▪◦‣·∙■□◆➢➤✓–—*-+o§\uf0b7\uf0a7\uf02d"
_PLAIN_BULLET = re.compile(r"[•●▪◦‣·∙■□◆➢➤✓\uf0b7\uf0a7]\s*|[–—*+-]\s+")

_COMPONENT = r"\d{1,5}[A-Za-z]{0,3}"
_PREFIX = r"(?:[A-Z]{2,5}\d{0,2}\.(?:[A-Z]\.)?|[A-Z]{3,5}(?=\d{1,2}\.\d)|[A-Z]{1,2}\.?)"
"""What a code may put in front of all numbers of a part: N of N6.8, OC of OC5.4, CC of CC.6.3, CC.A of CC.A.3."""
_DECIMAL = rf"{_PREFIX}?{_COMPONENT}(?:\.{_COMPONENT}){{0,7}}"
_INNER = r"\d{1,3}[A-Za-z]{0,2}(?:\.\d{1,2})?|[A-Za-z]{1,5}(?:\.\d{1,2})?"
_AT_DECIMAL = re.compile(rf"(?P<core>{_DECIMAL})(?P<tail>\.\)|\.?\s?[—–-](?=\s?\(\d)|[.):](?!\d)|(?=\()|(?=\s|$))")
_AT_BRACKET = re.compile(rf"\(\s?(?P<core>{_INNER})\s?\)(?P<tail>[.:]?)")
_AT_CLOSE = re.compile(r"(?P<core>\d{1,3}[A-Za-z]?|[A-Za-z]{1,5})(?P<tail>\))(?=\s|$)")
_AT_DOT = re.compile(r"(?P<core>[A-Za-z]{1,5})(?P<tail>\.)(?=\s|$)")
_UNIT = re.compile(
    rf"(?:(?:(?:{'|'.join(labels.CONDITIONS)})\s{{1,3}}){{1,2}}(?=conditions?\s))?(?P<unit>sections?|sec\.|articles?|art\.|clauses?|regulations?|reg\.|rules?|paragraphs?|conditions?|steps?|items?|§§?)"
    r"(?:(?<=§)\s{0,3}|\s{1,3})(?=\w)(?:(?<=[Cc]ondition\s|CONDITION\s)(?-i:[A-Z]{2,4})\s(?=\d))?",
    re.IGNORECASE,
)
_AFTER_UNIT = re.compile(r"(?!(?:OF|TO|IN|ON|BY|OR|AS|AT|IS|AN)\b)([A-Z]{1,2}|[IVXLC]{1,7})(?:[.:](?=\s|$)|(?=\s|$))")
_DASH = re.compile(r"\s{1,2}[–—-]{1,2}(?=\s{1,2}[^\W\d_])")
"""The dash between a label with its unit and a title: "Condition 2 - Clearance"."""
_ORDINAL = re.compile(r"\d{1,5}(?:\.\d{1,5}){0,7}(?:st|nd|rd|th|ST|ND|RD|TH)$")
_MIXED = re.compile(r"\d(?:[a-z]+[A-Z]|[A-Z]+[a-z])")
_NAME = re.compile(r"[A-Z]{1,2}\d+[A-Za-z]{2,}$")
_ROMAN_WITH_LETTER = re.compile(r"([ivxl]+)[a-e]$")
_FIRSTS = ("1", "a", "i", "A", "I", "0.1", "1.1")
_SENTENCE = re.compile(r"[“\"‘](?=\w)|[A-Z](?=[a-z]{2}|[a-z]?\s)")
"""How a sentence starts right behind a label in brackets, where the space is lost: "(1)The ship", "(a)“ship” means"."""
_OF_A_YEAR = re.compile(r"(?:1[6-9]|20)\d\d\s(?:No\.?|[Cc]hapter|c\.|asp)\s\d")
"""The number of an instrument or an act among those of its year: "2021 No. 410"."""
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """One label in front of a text: `number` as a reader sees it, `core` what is counted ("(a)" has "a").

    `start` and `end` are its characters in the text, `end` behind its punctuation. `firm` tells that punctuation or a
    tab sets it off; `unit` is the word before it in lower case ("section"); `glued` that no space parts it from the
    label before it.
    """

    number: str
    core: str
    form: Form
    start: int
    end: int
    firm: bool
    unit: str = ""
    glued: bool = False

    @property
    def path(self) -> str:
        """The label as it stands in a path: "Section 4." has "4", "a)" has "(a)"."""
        if self.form in ("bracket", "close"):
            return f"({self.core})"
        return self.core.rstrip(".")


def is_bullet(number: str) -> bool:
    """Whether a number that a file gives as data is a bullet."""
    return len(number) == 1 and number in BULLETS


def strip_bullet(text: str) -> tuple[str, int]:
    """The bullet at the start of a text, "" where there is none, and the offset of what follows it."""
    found = _PLAIN_BULLET.match(text)
    return (found[0].strip(), found.end()) if found else ("", 0)


def read_labels(text: str, first: Label | None = None) -> tuple[Label, ...]:
    """The labels at the start of a text, outermost first: "12 (1) The…" has "12" and "(1)"; () where there is none.

    `first` is the outermost one where it is known. A second label counts where nothing parts it from the first, or
    where it is the first of its kind: (1), (a), (i).
    """
    first = first or _first(text)
    if first is None:
        return ()
    found = [first]
    while len(found) < 6:
        here = found[-1].end
        at = _SPACE.match(text, here)
        start = at.end() if at else here
        nested = _bracket(text, start)
        if nested is None:
            break
        glued = start == here and not found[-1].firm
        if not glued and (nested.core not in _FIRSTS or not _set_off(text, nested.end)):
            break
        found.append(_glue(nested) if glued else nested)
    alone = found[0].form == "bracket" and len(found) == 1
    if (found[-1].glued or alone) and not _set_off(text, found[-1].end):
        return ()
    return tuple(found)


def _glue(label: Label) -> Label:
    return Label(label.number, label.core, label.form, label.start, label.end, label.firm, label.unit, glued=True)


def _parted(text: str, at: int) -> bool:
    """Whether white space or the end follows."""
    return at >= len(text) or text[at].isspace()


def _set_off(text: str, at: int) -> bool:
    """Whether white space follows, the end, or the start of a sentence."""
    return _parted(text, at) or _SENTENCE.match(text, at) is not None


def _first(text: str) -> Label | None:
    if _OF_A_YEAR.match(text):
        return None
    unit = _UNIT.match(text)
    if unit:
        return _numbered(text, unit.end(), unit["unit"].lower().rstrip("s") if len(unit["unit"]) > 2 else "§")
    if text.startswith("("):
        return _bracket(text, 0)
    return _numbered(text, 0, "") or _lettered(text)


def _numbered(text: str, at: int, unit: str) -> Label | None:
    """A decimal label at an offset, behind its unit where it has one."""
    found = _AT_DECIMAL.match(text, at)
    if not found:
        return _after_unit(text, at, unit) if unit else None
    core = found["core"]
    if _ORDINAL.match(core) or _MIXED.search(core) or _NAME.match(core):
        return None
    tail = found["tail"]
    end = found.end()
    if tail and not _parted(text, end) and text[end] not in '(["“‘':
        return None
    if tail == ")" and "." not in core:
        return Label(f"{core})", core, "close", 0, end, firm=True, unit=unit)
    if unit and (dash := _DASH.match(text, end)):
        return Label(text[: found.end("core")], core, "decimal", 0, dash.end(), firm=True, unit=unit)
    firm = bool(tail) or text[end : end + 1] == "\t" or end == len(text)
    return Label(text[: found.end("core")], core, "decimal", 0, end, firm, unit)


def _after_unit(text: str, at: int, unit: str) -> Label | None:
    """A letter or roman numeral behind a unit: "Article IV", "Section B."."""
    found = _AFTER_UNIT.match(text, at)
    if not found:
        return None
    return Label(text[: found.end(1)], found[1], "dot", 0, found.end(), found.end() > found.end(1), unit)


def _bracket(text: str, at: int) -> Label | None:
    found = _AT_BRACKET.match(text, at)
    if not found or not _countable(found["core"]):
        return None
    return Label(text[at : found.end()].rstrip(".:"), found["core"], "bracket", at, found.end(), firm=True)


def _lettered(text: str) -> Label | None:
    found = _AT_CLOSE.match(text) or _AT_DOT.match(text)
    if not found or not _countable(found["core"]):
        return None
    form: Form = "close" if found["tail"] == ")" else "dot"
    number = found[0] if form == "close" else found["core"]
    return Label(number, found["core"], form, 0, found.end(), firm=True)


def _countable(core: str) -> bool:
    """Whether a label can be counted: digits, one letter, a doubled one, two letters (ab), a roman numeral."""
    stem = core.split(".", maxsplit=1)[0]
    if stem[0].isdigit() or len(stem) <= 2:
        return stem.isdigit() or stem[0].isdigit() or stem in (stem.lower(), stem.upper())
    inserted = _ROMAN_WITH_LETTER.match(stem)
    if inserted and labels.roman(inserted[1]):
        return True
    return labels.letters(stem) is not None or labels.roman(stem) is not None
