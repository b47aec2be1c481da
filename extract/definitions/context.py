"""What stands over a provision: lead-ins, headings and tables of definitions, and orders to insert."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ontology.model import Provision

from .table import is_header
from .terms import MARKED
from .tree import Tree
from .varied import inserts
from .verbs import PATTERN

_HEADING = re.compile(
    r"\b(?:definitions|interpretation|glossary|defined\s+terms|terms\s+and\s+abbreviations|abbreviations|terminology|acronyms)\b",
    re.IGNORECASE,
)
_OPENING = r"(?:\(?[0-9A-Za-z.]{1,8}[.)]?\s+){0,2}"
_LEAD = re.compile(
    r"\bfollowing\s+(?:\w+\s+){0,4}?(?:definitions?|terms?|words?|expressions?|meanings?|phrases?|abbreviations?)\b"
    r"|\bdefinitions?\b[^.]{0,120}\bappl(?:y|ies)\b"
    r"|\b(?:terms?|words?|expressions?|definitions?)\b[^.]{0,200}\b(?:meanings?|defined)\b[^.]{0,80}(?:below|opposite|following|beside|:\s*$)"
    r"|,\s+(?:in|for\s+the\s+purposes?\s+of)\s+(?:this|these)\s+\w+(?:\s+[\d(][\w.()]*)?\s*[,:—–]?$",
    re.IGNORECASE,
)

_SCOPE_ALONE = re.compile(
    rf"\s*{_OPENING}(?:(?:and|subject\s+to)\s+)?(?:in|for\s+(?:the\s+)?purposes?\s+of|as\s+used\s+in|throughout|within|wherever\s+used\s+in)\s+"
    r"(?:this|these|the|any|each|sub|sect|clause|para|part|div|rul|art|sched|reg)(?:[^.;]|\.(?=\d)){0,280}\.?\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:shall|must|may|will|is|are|was|were)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for a provision from above: is it a place of definitions; the words of scope, and where they stand."""

    defining: bool = False
    amending: bool = False
    words: str = ""
    place: str = ""


def contexts(tree: Tree) -> dict[str, Context]:
    """The context of every provision, by path: from its ancestors, and from the sibling that leads it in."""
    inside: dict[str | None, Context] = {None: Context()}
    leading: dict[str | None, tuple[Provision, Context]] = {}
    out: dict[str, Context] = {}
    tables = _tables(tree)
    for one in tree.order:
        parent = one.parent if one.parent in tree.by_path else None
        context = inside.get(parent, Context())
        led = leading.get(parent)
        if led and _ends(led[0], one):
            leading.pop(parent)
        elif led:
            context = led[1]
        if one.kind == "row":
            context = replace(context, defining=one.path in tables)
        out[one.path] = context
        below = _below(one, context)
        inside[one.path] = below
        if below != context and one.kind != "row":
            leading[parent] = (one, below)
    return out


def _below(one: Provision, context: Context) -> Context:
    """The context for what a provision leads in: its children, and siblings that it introduces."""
    text = one.text.strip() or one.heading.strip()
    if _is_heading(one):
        context = replace(context, defining=True)
    elif one.kind == "heading":
        context = Context()
    if not text or (one.kind == "heading" and not leads_in(text)):
        return context
    opens = text[-1] in ":—–-"
    if opens and inserts(text[-600:]):
        context = replace(context, amending=True)
    if len(text) < 700 and leads_in(text) and not _defines(text):
        context = replace(context, defining=True, words=text, place=one.path)
    return context


def leads_in(text: str) -> bool:
    """Whether a text leads definitions in: it says that they follow, or is nothing but words of scope."""
    if _LEAD.search(text):
        return True
    return _SCOPE_ALONE.fullmatch(text) is not None and not _SENTENCE.search(text)


def _is_heading(one: Provision) -> bool:
    words = one.text if one.kind == "heading" else one.heading
    return 0 < len(words.split()) <= 12 and _HEADING.search(words) is not None


def _defines(text: str) -> bool:
    """Whether a text defines a term itself and so leads nothing in."""
    return re.search(MARKED, text) is not None and PATTERN.search(text) is not None


def _ends(lead: Provision, one: Provision) -> bool:
    """Whether `one` ends what a sibling before it leads in: a heading, or the next number of its kind."""
    if one.kind == "heading":
        return True
    if lead.kind == "heading" or not one.number:
        return False
    return not lead.number or _shape(lead.number) == _shape(one.number)


def _shape(number: str) -> str:
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+[A-Z]*", "0", number))


def _tables(tree: Tree) -> set[str]:
    """The paths of the rows of tables of definitions."""
    found: set[str] = set()
    group: list[Provision] = []
    before: Provision | None = None
    for one in [*tree.order, None]:
        if one is not None and one.kind == "row" and (not group or group[-1].parent == one.parent):
            group.append(one)
            continue
        if group and _is_table_of_definitions(group, before, tree):
            found.update(row.path for row in group)
        group = [one] if one is not None and one.kind == "row" else []
        if one is not None and one.kind != "row":
            before = one
    return found


def _is_table_of_definitions(rows: Sequence[Provision], before: Provision | None, tree: Tree) -> bool:
    """By its header row, by the words in front of it, or because most first cells are marked as terms."""
    wide = [row for row in rows if len(row.cells) >= 2]
    if not wide:
        return False
    if is_header(wide[0].text, list(wide[0].cells)) and not _plain_header(wide[0]):
        return True
    first = [row.cells[0].of(row.text).strip() for row in wide]
    second = [row.cells[1].of(row.text).strip() for row in wide]
    verbs = sum(1 for cell in second if PATTERN.match(cell))
    if verbs * 2 > len(wide):
        return True
    marked = sum(1 for row, cell in zip(wide, first, strict=True) if re.match(MARKED, cell) or _emphasised(row))
    led = before is not None and (leads_in(before.text) or _is_heading(before))
    over = any(_is_heading(up) for up in tree.ancestors(rows[0].path))
    return ((led or over) and not _looks_like_header(wide[0])) or (
        marked * 10 >= len(wide) * 7 and len(wide[0].cells) == 2 and verbs > 0
    )


def _plain_header(row: Provision) -> bool:
    """A header such as "Description | Description" says nothing of terms."""
    words = row.cells[0].of(row.text).lower()
    return re.search(r"term|expression|word|definition|abbreviation|acronym|phrase", words) is None


def _looks_like_header(row: Provision) -> bool:
    """Whether a first row names columns of another kind of table: "Reference | Description"."""
    return (
        re.search(
            r"\b(?:reference|section|clause|no\.?|number|item|date|description|step|comment)s?\s*$",
            row.cells[0].of(row.text),
            re.I,
        )
        is not None
    )


def _emphasised(row: Provision) -> bool:
    cell = row.cells[0]
    return any(one.start <= cell.start and cell.end <= one.end + 1 for one in row.emphasis)
