"""Fields: which characters are code and which are result, and what REF fields point at.

A field is a stretch of runs: begin, code, separate, result, end; fields nest and run over paragraphs. A reader sees
the result alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from .markup import VAL, number, toggle, w
from .numbering import Label

LONGEST_CODE = 4_000
DEEPEST = 32
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_CONTENTS = ("TOC", "TOA", "INDEX")


@dataclass(slots=True)
class OpenField:
    """A field that has begun: its code so far, and where its result starts in the line that it began in."""

    code: list[str] = field(default_factory=list)
    size: int = 0
    in_result: bool = False
    line: int = 0
    start: int = 0
    form: _Element | None = None


@dataclass(slots=True)
class FieldStack:
    """The fields that are open at one point of a story.

    `whole` tells that every field of the part ends; where one does not, no field makes contents of what follows it.
    """

    open: list[OpenField] = field(default_factory=list)
    excess: int = 0
    whole: bool = True

    @property
    def in_code(self) -> bool:
        """Whether text that comes now is part of a field's code, which a reader does not see."""
        return any(not one.in_result for one in self.open)

    @property
    def in_contents(self) -> bool:
        """Whether text that comes now is a line of a table of contents or an index."""
        return self.whole and any(one.in_result and keyword("".join(one.code)) in _CONTENTS for one in self.open)

    def begin(self, char: _Element, line: int) -> None:
        """A field begins in this line."""
        if len(self.open) >= DEEPEST:
            self.excess += 1
        else:
            self.open.append(OpenField(line=line, form=char.find(w("ffData"))))

    def write(self, text: str) -> None:
        """Adds to the code of the innermost field."""
        if self.open and not self.open[-1].in_result and self.open[-1].size < LONGEST_CODE:
            self.open[-1].code.append(text)
            self.open[-1].size += len(text)

    def separate(self, line: int, at: int) -> None:
        """The code ends, and the result starts at this character of this line."""
        if self.open and not self.excess:
            self.open[-1].in_result = True
            self.open[-1].line, self.open[-1].start = line, at

    def end_paragraph(self) -> None:
        """Gives up the fields whose code has not ended with the paragraph, so that no later text is lost in them."""
        self.open = [one for one in self.open if one.in_result]
        self.excess = 0

    def end(self) -> OpenField | None:
        """The innermost field ends; None where none is open."""
        if self.excess:
            self.excess -= 1
            return None
        return self.open.pop() if self.open else None


def keyword(code: str) -> str:
    """The first word of a field's code: "REF", "TOC"."""
    first = code.split(None, 1)
    return first[0].upper() if first else ""


def form_result(form: _Element | None) -> str:
    """What a legacy form field shows that has no result of its own: a ticked box, the entry of a list."""
    if form is None:
        return ""
    box = form.find(w("checkBox"))
    if box is not None:
        ticked = toggle(box, "checked")
        return "☒" if (toggle(box, "default") if ticked is None else ticked) else "☐"
    choice = form.find(w("ddList"))
    if choice is not None:
        entries = [entry.get(VAL, "") for entry in choice.findall(w("listEntry"))]
        at = number(choice, "result") or number(choice, "default") or 0
        return entries[at] if at < len(entries) else ""
    return ""


def all_end(root: _Element) -> bool:
    """Whether as many fields end under `root` as begin."""
    kinds = [char.get(w("fldCharType")) for char in root.iter(w("fldChar"))]
    return kinds.count("begin") == kinds.count("end")


@dataclass(frozen=True, slots=True)
class RefCode:
    """The code of a REF field: the bookmark, and the switches that say what of it is shown."""

    bookmark: str
    switches: frozenset[str]

    @property
    def numbered(self) -> bool:
        """Whether the field shows the number of the bookmarked paragraph, rather than the bookmarked text."""
        return bool(self.switches & {"n", "r", "w"})


def parse_ref(code: str) -> RefCode | None:
    """The parts of a REF field's code, also where "REF" itself is left out; None for other fields.

    A PAGEREF, a NOTEREF and a HYPERLINK to a bookmark are read too, without a number.
    """
    words = [m[1] if m[1] is not None else m[2] for m in _WORD.finditer(code)]
    if not words:
        return None
    name = words[0].upper()
    if name == "HYPERLINK":
        at = next((n for n, one in enumerate(words) if one == "\\l"), None)
        found = words[at + 1] if at is not None and at + 1 < len(words) else ""
        return RefCode(found, frozenset("h")) if found else None
    if name not in ("REF", "PAGEREF", "NOTEREF") or len(words) < 2:
        return None
    switches = frozenset(one[1:].lower() for one in words[2:] if len(one) == 2 and one[0] == "\\")
    return RefCode(words[1], switches if name == "REF" else switches - {"n", "r", "w", "p"} | {name.lower()})


def number_shown(ref: RefCode, target: Label, place: Label | None) -> str:
    """What a REF field with a number switch shows of a numbered paragraph, from a place with the label `place`."""
    plain = "t" in ref.switches
    if "w" in ref.switches:
        return target.full(plain)
    if "r" in ref.switches:
        return target.seen_from(place, plain)
    return target.own(plain)


def same_number(cached: str, computed: str) -> bool:
    """Whether two numbers are the same to a reader: white space and a full stop at the end do not count."""
    return _normal(cached) == _normal(computed)


def _normal(text: str) -> str:
    return (
        re.sub(r"\s+(above|below)$", "", re.sub(r"[\s\u200e\u200f]+", " ", text).strip()).rstrip(".").replace(" ", "")
    )
