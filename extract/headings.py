"""What looks like a title: headings in front of text, and the names of parts and schedules ("Part B", "SCHEDULE 2")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.labels import CONDITIONS

from .profile import Profile

LONGEST = 140
LONGEST_LINE = 300
"""Characters of a line that may head a part or a schedule, title and all."""
_VERBS = re.compile(
    r"\b(?:shall|must|may|will|is|are|was|were|has|have|had|means|mean|includes|applies|apply|does|do|can|cannot|should|be)\b"
)
_ASKS = re.compile(r"(?:What|How|Who|When|Why|Where|If|Whether)\b")
_ENDS = re.compile(r"[.;:,?!]$|(?:;\s*(?:and|or)|[—–-])$")
_KEY_VALUE = re.compile(r"[A-Z][\w ]{1,30}:\s*\S")
_CAPTION = re.compile(
    r"(?P<unit>Table|TABLE)\s+(?P<label>[A-Z]{0,2}\d{1,3}(?:\.\d{1,3}){0,3}[A-Za-z]?|[A-Z]|[IVX]{1,6})"
    r"(?P<gap>\s*[–—:.]\s*|\s+-\s*|\s*-\s+|\s+|(?=\()|$)(?P<title>.*)",
    re.DOTALL,
)
_OPEN = re.compile(r"(?:[:—–]|[:—–]-|:\s*-|\s-)$")

CONTAINERS = ("part", "subpart", "chapter", "subchapter", "division", "subdivision", "title", "book")
DOCUMENTS = ("schedule", "annex", "annexure", "appendix", "attachment", "exhibit", "supplement")
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
_NO_LABELS = {"OF", "AND", "TO", "THE", "FOR", "IN", "BY", "OR"}
_CONTAINER = re.compile(
    rf"(?P<the>the\s+)?(?P<unit>[A-Za-z][A-Za-z-]{{3,15}}(?:\s+schedule)?)"
    rf"(?:\s+(?P<label>(?-i:[A-Z]{{1,2}}-\d{{1,3}}[A-Z]?\b|[A-Z]{{1,3}}\d{{0,2}}|[IVXLC]{{1,8}}|[a-z]\b)|\d{{1,4}}[A-Za-z]{{0,2}}(?:\.\d{{1,3}})?(?:\([a-z]\))?|{_WORDS}))?"
    r"(?:(?<=[A-Z\d])\s+to\s+(?:part|subpart|chapter|§)\s*[\dA-Z][\w.]{0,8}(?=\s*[–—:-]|$))?"
    r"(?P<gap>\s*[–—:]\s*|\.\s+|\s*-\s+|\s+-|\t\s*|\s+|(?=\()|$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


_OF_CONDITION = re.compile(
    rf"to\s+(?:(?:the|this|{'|'.join(CONDITIONS)})\s+){{0,2}}condition\s+(?:[A-Z]{{2,4}}\s)?(?P<label>[A-Z]{{0,2}}\d{{1,3}}[A-Z]?)"
    r"(?:\s*[–—:.]\s*|\s+-\s+|\s*$)",
    re.IGNORECASE,
)
"""Behind an annex's word in its heading, what it is an annex to: "Annex 1 to Condition C1: Form of notice"."""
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_NTH = rf"{'|'.join(_ORDINALS)}|[1-9]\d?(?:st|nd|rd|th)"
_BY_ORDINAL = re.compile(
    rf"(?:the\s+)?(?:(?P<number>{_NTH})\s+(?P<unit>schedule|annex|appendix)|"
    rf"(?P<unit_first>schedule|annex|appendix)\s+the\s+(?P<behind>{_NTH}))"
    r"(?:\s+(?:(?:above|hereinbefore|herein)[\s-]+)?referred\s+to(?:\s+above)?)?"
    r"(?P<gap>\s*[–—:]\s*|\.\s*|\s*-\s+|\t\s*|\s+|(?=\()|$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Container:
    """The heading of a part or schedule: its `name` in a path ("Schedule 2"), as written, its unit and its title.

    `within` names the part that the heading itself puts it in: "Part B" of "PART B - ANNEX 1"; `condition` is the label
    of the condition that it is annexed to.
    """

    name: str
    written: str
    unit: str
    title: str
    own_document: bool
    within: str = ""
    condition: str = ""


def title_like(text: str, *, words: int = 16, longest: int = LONGEST) -> bool:
    """Whether a text has the shape of a title: short, a capital first, no verb of a sentence, no final stop."""
    text = text.strip()
    if not text or len(text) > longest or text.count(" ") >= words or "\n" in text:
        return False
    if all_capitals(text):
        return not text.endswith((";", ":", ",")) and not (text.endswith(".") and _VERBS.search(text.lower()))
    if _ENDS.search(text) and not (text.endswith("?") and _ASKS.match(text)):
        return False
    if not (text[0].isupper() or text[0] in "\"“‘'("):
        return False
    return bool(_ASKS.match(text)) or not _VERBS.search(text)


def all_capitals(text: str) -> bool:
    """Whether a text of at least two letters has no lower-case one."""
    return text == text.upper() and sum(c.isalpha() for c in text) > 1


def stands_alone(text: str) -> bool:
    """Whether an unnumbered line can be a heading: like a title, at most twelve words, no "Key: value", not a quote."""
    if not title_like(text, words=12) or _KEY_VALUE.match(text):
        return False
    return (text[0].isalpha() and not text.rstrip().endswith((")", "]"))) or all_capitals(text)


def leads_in(text: str) -> bool:
    """Whether a text ends so that a list follows: with a colon or a dash."""
    return bool(_OPEN.search(text.rstrip()[-3:]))


def unfinished(text: str) -> bool:
    """Whether a text ends inside its sentence, so that items below it go on with it."""
    text = text.rstrip()
    return bool(text) and (leads_in(text) or text[-1] not in '.;!?)]"”')


def container(text: str, profile: Profile, *, heading: bool = False) -> Container | None:
    """The part or schedule that a line is the heading of, None where it is text: "Part B of this Schedule applies…".

    `heading` tells that the file itself marks the line as a heading.
    """
    text = text.strip()
    if len(text) > LONGEST_LINE:
        return None
    return _by_ordinal(text, heading=heading) or _by_label(text, profile, heading=heading)


def _by_label(text: str, profile: Profile, *, heading: bool) -> Container | None:
    """The part or schedule that a line heads by a word and a label: "PART B - ANNEX 1: Forms"."""
    found = _CONTAINER.match(text)
    if not found:
        return None
    unit, label, rest = found["unit"].lower(), found["label"] or "", found["rest"].strip()
    own = unit in DOCUMENTS or unit.split(" ")[-1] in DOCUMENTS or (unit in profile.document_units and _letter(label))
    if not own and unit not in CONTAINERS and unit not in profile.container_units:
        return None
    if own and (annexed := _to_condition(text, found)):
        return annexed
    bare = own and unit in ("schedule", "annex", "appendix") and (not rest or _titled(found["unit"], rest))
    if label.upper() in _NO_LABELS or not (label or bare) or not found["unit"][0].isupper():
        return None
    marked = heading or found["unit"].isupper()
    small = label.islower() and label not in _WORDS.split("|")
    if not _separate(found["gap"], rest, heading=marked) or (small and not marked):
        return None
    name = f"{' '.join(w.capitalize() for w in unit.split())} {_name(label)}".strip()
    written = text[: found.end("label") if label else found.end("unit")]
    made = Container(name, written, unit, rest, own)
    inner = container(rest, profile, heading=heading) if label and rest else None
    return _inside(made, inner, text) if inner and inner.own_document and not own else made


def _titled(unit: str, rest: str) -> bool:
    """Whether the only schedule of a document has its title on its own line: "SCHEDULE Fees", "ANNEX Format"."""
    return unit.isupper() and rest.split(" ", maxsplit=1)[0].upper() not in _NO_LABELS and title_like(rest)


def _to_condition(text: str, found: re.Match[str]) -> Container | None:
    """The annex to a condition that a line heads: "Annex 1 to Condition C1: Form", "Annex to Condition C4"."""
    unit, label, rest = found["unit"].lower(), found["label"] or "", found["rest"].strip()
    to = _OF_CONDITION.match(rest)
    named = label or unit in ("schedule", "annex", "appendix")
    if to is None or not named or found["unit"][0].islower() or label.upper() in _NO_LABELS:
        return None
    name = f"{unit.capitalize()} {_name(label)}".strip()
    return Container(name, text[: found.start("rest")].strip(), unit, rest[to.end() :], True, "", to["label"])


def _by_ordinal(text: str, *, heading: bool) -> Container | None:
    """The schedule that a line heads by an ordinal number, as its cardinal one: "FIRST SCHEDULE" is "Schedule 1"."""
    found = _BY_ORDINAL.match(text) if text[:1].isupper() or text[:1].isdigit() else None
    if not found:
        return None
    said, unit, rest = found["number"] or found["behind"], found["unit"] or found["unit_first"], found["rest"].strip()
    if not unit[0].isupper() or not _separate(found["gap"], rest, heading=heading or unit.isupper()):
        return None
    number = _ORDINALS.index(said.lower()) + 1 if said.lower() in _ORDINALS else int(said[:-2])
    name = f"{unit.capitalize()} {number}"
    return Container(name, name, unit.lower(), rest, True)


def _inside(outer: Container, inner: Container, text: str) -> Container:
    """The annex that a heading names behind its part: "PART B - ANNEX 1: Forms"."""
    written = text[: text.rindex(inner.written) + len(inner.written)]
    return Container(f"{outer.name} {inner.name}", written, inner.unit, inner.title, True, outer.name)


def caption(text: str) -> tuple[str, str] | None:
    """The name and the title of a table that a line stands over ("Table 3", "Rates"), None where it is text."""
    found = _CAPTION.fullmatch(text.strip()) if len(text) <= 300 else None
    if not found or not (_separate(found["gap"], found["title"].strip(), heading=False)):
        return None
    return f"Table {found['label']}", found["title"].strip()


def _letter(label: str) -> bool:
    return label.isalpha() and label.isupper() and len(label) <= 2


def _name(label: str) -> str:
    if label.lower() in _WORDS.split("|"):
        return label.capitalize()
    return label.upper() if label.islower() and label.isalnum() else label


def _separate(gap: str, rest: str, *, heading: bool) -> bool:
    """Whether what follows the label is a title and not the rest of a sentence."""
    if not rest:
        return True
    if any(c in gap for c in "–—:\t-"):
        return heading or (len(rest) <= LONGEST and not (rest.endswith(".") and _VERBS.search(rest)))
    if rest[0] == "(" and rest.endswith(")"):
        return True
    return title_like(rest, words=60, longest=300) if heading else title_like(rest)
