"""What a document calls itself: its title, and further names ("Appendix AL", "TMAD")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.model import Provision
from ontology.source import Block, Source
from ontology.titles import ENACTED

from . import handbook, headings
from .numbering import read_labels
from .profile import Profile

LOOK = 60
FURTHER = 3
"""The most lines beside the title that are taken for further names: "Harbour Code" over "Pilotage Scheme"."""
_UNIT = re.compile(
    r"(?:(?P<code>[A-Z][\w&’'.-]*(?:\s+(?!section|appendix|schedule|annex)[\w&’'-]+){0,5}?)"
    r"(?<! of)(?<! to)(?<! under)(?<! with)\s+)??"
    r"(?P<unit>section|appendix|schedule|annex|annexure|attachment|exhibit|part|chapter|ordinance|statute|volume|book"
    r"|module|bye-?law|by-?law|protocol|standard|procedure|policy|code)\s+"
    r"(?P<label>(?!No\b)(?-i:[A-Z]{1,3}\d{0,2}|[IVXLC]{1,7})|(?<=part )\d{4}|\d{1,3}[A-Z]?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:\s*[:–—|]\s*|\s*-\s+|\s+-|\.\s+|\s*$|\s+)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = re.compile(
    r"\s*[(\[](?:the\s+|each an?\s+|an?\s+)?[\"“‘']?"
    r"(?P<name>[A-Z][\w&/.-]{1,20}|R(?:egulation|EGULATION) [A-Z]{1,2})[\"”’']?[)\]]\s*$"
)
_KEY = re.compile(r"(?P<key>[A-Z][\w ]{1,24}):\s+(?P<value>\S.*)")
_CITED = re.compile(
    r"(?:may|shall|is to) be (?:cited|known|referred to)(?: together)? (?:for all purposes )?as (?:the )?[\"“‘]?"
    r"(?P<name>[A-Z][^.;\"”]{3,120}?)[\"”’]?(?:[.;]|,? (?:and|or) (?=[a-z])|$)"
)
_KINDS = re.compile(
    r"\b(?:Act|Regulations?|Order|Rules|Code|Agreement|Contract|Terms|Conditions|Policy|Licence|Measure|Scheme"
    r"|Procedures?|Document|Requirements|Methodology|Bye?-?laws|Directions)\b(?:,?\s+\d{4})?(?:\s+\([^()]{1,60}\))?$"
    r"|^Conditions of (?:Use|Carriage|Sale|Entitlement)$"
    r"|^(?:Order|Regulations|Rules|Proclamation|Agreement|Convention|Code|An? Act)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?:table of )?contents|definitions?(?: and interpretations?)?|interpretation|introduction|preamble|background"
    r"|recitals|short title|general|scope|purpose|overview|executive summary|draft|confidential|and|buyer|supplier"
    r"|(?:uk |draft )*statutory (?:instruments?|rules)|(?:public|local|private) (?:general )?acts"
    r"|(?:19|20)\d\d (?:chapter|c\.|no\.?) \d.*"
    r"|(?:made|laid|coming into (?:force|operation)|sifted)\b.*"
    r"|version .*|.*\bversion \d.*|v\d.*|amendments?|notes?|status|[A-Z]{1,3}-[\d.]+|[A-Z]{1,4}/[\d/-]+"
    r"|\d.*\b(?:19|20)\d\d|(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\b.*|\W*\d[\d./ -]*",
    re.IGNORECASE,
)
_BY_NUMBER = re.compile(
    r"(?:(?:Commission|Council)\s)?(?P<name>(?:(?P<kind>Delegated|Implementing)\s)?(?P<act>(?:Regulation|Directive|Decision)\s"
    r"(?:\((?:EU|EC|EEC|Euratom)(?:,\s?Euratom)?\)\s(?:No\s)?\d{1,4}/\d{1,4}|(?:No\s)?\d{2,4}/\d{1,4}/(?:EU|EC|EEC|Euratom))))(?![/\d])",
    re.IGNORECASE,
)
"""An act of the European Union, which is cited by its number: "COMMISSION DELEGATED REGULATION (EU) 2022/77"."""
_SHORT_TITLE = re.compile(
    r"\([‘“\"'](?:the\s)?(?P<name>[A-Z][\w’-]+(?:\s[\w’-]+){0,4}\s(?:Regulation|Directive|Decision|Act))[’”\"']\)$"
)
"""The name that such an act gives itself at the end of its title: (‘the Second-Life Regulation’)."""
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "under", "with"}


@dataclass(frozen=True, slots=True)
class Naming:
    """A document's title ("" where it gives none) and the further names under which it is cited."""

    title: str = ""
    aliases: tuple[str, ...] = ()


def name_document(source: Source, within: Sequence[Provision] | Sequence[Block], profile: Profile) -> Naming:
    """The title and the aliases of a document, from its first lines; `within` are its provisions or blocks.

    A line that names the document as a part of its code ("Appendix AL – …"), if it is the only one of its unit, wins,
    then a line that says so ("Title: …"), then the line of a statute's or a contract's name, then the first heading
    before the first clause, then the title that the file gives as data, then the name in "may be cited as …". The other
    lines before the first clause are further names, but a line above one that says that it is the title names the
    whole. Running text, versions, dates and notes are passed over. A file that gives its structure as data gives its
    title and its other names as well.
    """
    if source.structured and source.title:
        return Naming(source.title, tuple(dict.fromkeys(value for key, value in source.metadata if key == "alias")))
    if book := handbook.book(source.blocks):
        return Naming(handbook.told(source.blocks, book) or source.title, (book,))
    return _by_lines(source, profile)


def _by_lines(source: Source, profile: Profile) -> Naming:
    """The title and the aliases that the first lines of a document give."""
    lines = list(_first_lines(source.blocks))
    upper = _capital_words(source.blocks)
    for i, line in enumerate(lines):
        found = _unit_name(line, profile)
        if found is None:
            continue
        alias, title = found
        if not _alone(alias, source.blocks, profile):
            continue
        if title and (inner := _unit_name(title, profile)):  # "Schedule 2 – Exhibit 3"
            alias, title = f"{alias} {inner[0]}", inner[1]
        if not title and i + 1 < len(lines) and _follows(lines[i + 1], profile):
            title = lines[i + 1]
        return _named(title, (alias, *_in_full(alias, lines[:i], upper)), upper)
    cited = _cited(source.blocks)
    candidates = [one for one in (_value(line) for line in lines) if _can_name(one)]
    chosen = candidates[0] if candidates else ""
    told = next((value for line in lines if (value := _value(line)) != line and _can_name(value)), "")
    if told:
        chosen, candidates = told, candidates[candidates.index(told) :]
    elif chosen.count(" ") < 4:
        chosen = next((one for one in candidates[:8] if _KINDS.search(_SHORT.sub("", one))), chosen)
    chosen = chosen or source.title
    if cited and (not chosen or not _KINDS.search(_SHORT.sub("", chosen)) or chosen.startswith("An Act")):
        return _named(cited, (chosen,) if chosen and not chosen.startswith("An Act") else (), upper)
    if ENACTED.search(chosen):
        candidates = []
    others = [one for one in candidates if one != chosen and len(one.split()) <= 8 and not _unit_name(one, profile)]
    further = (_named(one, (), upper) for one in others[:FURTHER])
    named = _named(chosen, tuple(name for one in further for name in (one.title, *one.aliases)), upper)
    by_number = _BY_NUMBER.match(named.title)
    short = next(filter(None, map(_SHORT_TITLE.search, lines[:8])), None) if by_number else None
    names = (short["name"] if short else "", "" if cited.lower() == named.title.lower() else cited)
    return Naming(named.title, (*named.aliases, *filter(None, names)))


def _first_lines(blocks: Iterable[Block]) -> Iterable[str]:
    """The lines before the first clause, at most `LOOK`, long ones cut away."""
    for n, block in enumerate(blocks):
        if n >= LOOK:
            return
        text = block.text.strip()
        if block.kind in ("contents", "row", "note") or len(text) > 250:
            continue
        if block.number.strip("•●▪◦‣·∙■□◆➢➤✓–—*-+"):
            return
        found = read_labels(text)
        if found and not (found[0].unit == "section" and not found[0].core.isdigit()):
            number = found[0].core.split(".")[0]
            if not (number.isdigit() and (int(number) > 999 or _NEVER.fullmatch(text))) and not _UNIT.fullmatch(text):
                return
        yield text


def _follows(line: str, profile: Profile) -> bool:
    """Whether a line can be the title behind "Appendix AL"; here "Definitions" may be one."""
    shaped = headings.title_like(line, words=24) and not _KEY.fullmatch(line) and not re.search(r"\d{4}|\bv\d", line)
    return shaped and not headings.container(line, profile) and not _unit_name(line, profile)


def _unit_name(line: str, profile: Profile) -> tuple[str, str] | None:
    """The alias and the title in a line such as "SEC Appendix AL: Title", None where it is something else."""
    found = _UNIT.fullmatch(line)
    if not found or line[:1].islower() or (found["code"] or "").rpartition(" ")[2] in _SMALL:
        return None  # "Variation of Part D" speaks of another one
    title = found["title"].strip().strip("–—:- ")
    if title.startswith("(") and title.endswith(")") and title.count("(") == 1:
        title = title[1:-1]
    gap = line[found.end("label") : found.start("title")]
    if title and (title[0].islower() or not (headings.title_like(title, words=24) or any(c in gap for c in ":–—|"))):
        return None
    if title and (title.endswith(".") or headings.leads_in(title)):
        return None
    unit, label = found["unit"].capitalize(), found["label"]
    kind = f"{found['code'] or ''} {unit}".strip()
    if found["code"] and kind.lower() in profile.document_units:
        unit = " ".join("-".join(p.capitalize() for p in word.split("-")) for word in kind.split())
    return f"{unit} {label.capitalize() if label.lower() in _WORDS else label}", title


def _in_full(alias: str, above: Sequence[str], upper: set[str]) -> tuple[str, ...]:
    """An alias behind the name of what it is a part of, as the line over it says: Code Document Part II."""
    over = re.split(r"\s+[–—-]\s+", above[-1])[-1].strip() if above else ""
    if not _KINDS.search(over) or not _can_name(over) or len(over.split()) > 6:
        return ()
    return (f"{_named(over, (), upper).title} {alias}",)


def _alone(alias: str, blocks: Sequence[Block], profile: Profile) -> bool:
    """Whether no other line of the document carries the alias's unit: where several do, they are its own divisions."""
    unit = alias.rsplit(" ", 1)[0]
    lines = (one.text.strip() for one in blocks if one.kind in ("heading", "paragraph") and len(one.text) < 160)
    named = [found[0] for line in lines if (found := _unit_name(line, profile))]
    return all(name == alias for name in named if name.startswith(unit + " "))


def _value(line: str) -> str:
    """What a line "Title: …" or "Subsidiary Document: …" says; the line itself otherwise."""
    found = _KEY.fullmatch(line)
    key = found["key"].lower() if found else ""
    says = key in ("title", "document title", "name") or key.endswith("document")
    return found["value"] if found and says else line


def _can_name(line: str) -> bool:
    """Whether a line can be a title: it has its shape, and is no version, date, note or common heading."""
    if not headings.title_like(line, words=20) or _NEVER.fullmatch(line.rstrip(".")):
        return False
    key = _KEY.fullmatch(line)
    return not key or len(key["key"].split()) > 2


def _cited(blocks: Sequence[Block]) -> str:
    """The name in "this Act may be cited as the …" near the start."""
    for block in blocks[:LOOK]:
        if block.kind == "contents" or len(block.text) > 400:
            continue
        found = _CITED.search(block.text)
        if found and re.match(r"[\d\s().A-Z]{0,12}(?:These|This)\b", block.text):
            return found["name"].strip()
    return ""


def _named(title: str, aliases: tuple[str, ...], upper: set[str]) -> Naming:
    """A naming without the short name in brackets at the title's end, which becomes an alias."""
    short = _SHORT.search(title)
    if short and short.start() > 0:
        name = short["name"].replace("REGULATION", "Regulation")
        aliases, title = (*aliases, name), title[: short.start()]
    title = re.sub(r"\s+", " ", title).strip(" .:–—-")
    if headings.all_capitals(title):
        title = _lowered(title, upper)
    number = _BY_NUMBER.match(title)
    if number:
        aliases = (number["name"], *([number["act"]] if number["kind"] else []), *aliases)
    return Naming(title, tuple(dict.fromkeys(a for a in aliases if a and a != title)))


def _capital_words(blocks: Sequence[Block]) -> set[str]:
    """The words that running text writes in capitals: DCC, SMETS1."""
    texts = [b.text[:5000] for b in blocks[:400] if not headings.all_capitals(b.text)]
    words = {w for text in texts for w in re.findall(r"\b[^\W_]{2,10}\b", text)}
    return {w for w in words if w.isupper() and w.lower() not in words and w.capitalize() not in words}


def _lowered(title: str, upper: set[str]) -> str:
    """A title in capitals as it would be written in a sentence's title: "DCC SERVICES" is "DCC Services"."""
    words = []
    for n, word in enumerate(title.split(" ")):
        bare = re.sub(r"\W", "", word)
        if bare in upper or word in ("(EU)", "(EC)", "(EEC)") or any(c.isdigit() for c in bare):
            words.append(word)
        elif n and word.lower() in _SMALL:
            words.append(word.lower())
        else:
            words.append("-".join(part[:1] + part[1:].lower() for part in word.split("-")))
    return " ".join(words)
