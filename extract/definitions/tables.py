"""Which tables are tables of definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.model import Provision
from ontology.places import Span

from .lead_in import heads_definitions, is_heading, leads_in
from .table import is_header
from .terms import MARKED
from .tree import Tree
from .verbs import PATTERN

_TERMS = re.compile(r"\b(?:terms?|expressions?|words?|definitions?|abbreviations?|acronyms?|phrases?)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:reference|section|clause|no\.?|number|item|date|description|step|comment|document|lot|entity|party|name)s?\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"^(?:an?|the|any|each|in|has|means)\b.*\s.*\s|\w[.;]$", re.DOTALL)
_SHORT = re.compile(r"(?:acronym|abbreviation|symbol|short\s+form|initials)s?$", re.IGNORECASE)
_MEANING = re.compile(r"(?:definition|meaning|explanation|description|interpretation)s?\b", re.IGNORECASE)
_COLUMN = re.compile(r"column\s+\w{1,4}", re.IGNORECASE)


def tables_of_definitions(tree: Tree) -> set[str]:
    """The paths of the rows of tables of definitions."""
    found: set[str] = set()
    group: list[Provision] = []
    before: list[Provision] = []
    for one in [*tree.order, None]:
        if one is not None and one.kind == "row" and (not group or group[-1].parent == one.parent):
            group.append(one)
            continue
        if group and _is_one(group, before[-2:], tree):
            found.update(row.path for row in group)
        if one is not None:
            group = [one] if one.kind == "row" else []
            before += [one] if one.kind != "row" else []
    return found


def header_cells(one: Provision) -> tuple[str, ...]:
    """The titles of columns, where a heading is the first line of a table; () otherwise."""
    if one.kind != "heading":
        return ()
    return _cells(one) if one.cells else tuple(one.text.split("\t")) if "\t" in one.text else ()


def columns(row: Provision, tree: Tree) -> tuple[int, int]:
    """The columns of the short form of each term and of its meaning, by number from 0; -1 where no title names one."""
    if row.parent not in tree.columns:
        found = tree.columns[row.parent] = {}
        titles: tuple[str, ...] = ()
        for one in tree.children.get(row.parent, ()):
            cells = tuple(cell.of(one.text).strip() for cell in one.cells)
            if one.kind == "heading" or _names_terms(cells):
                titles = cells
            elif one.kind == "row":
                found[one.path] = _numbered(titles, _SHORT), _numbered(titles, _MEANING)
    return tree.columns[row.parent].get(row.path, (-1, -1))


def _numbered(titles: Sequence[str], wanted: re.Pattern[str]) -> int:
    return next((n for n, title in enumerate(titles) if n and wanted.match(title)), -1)


def _is_one(rows: Sequence[Provision], before: Sequence[Provision], tree: Tree) -> bool:
    """By its titles of columns, by the words in front of it, or because most first cells are marked as terms."""
    wide = [row for row in rows if len(_cells(row)) >= 2]
    if not wide:
        return False
    header = header_cells(before[-1]) if before else ()
    if len(wide) > 1 and all(_COLUMN.fullmatch(cell) for cell in _cells(wide[0])):
        wide = wide[1:]  # "Column 1, Column 2": the row under it has the titles
        header = _cells(wide[0])
    if not header and (_names_terms(_cells(wide[0])) or _names_others(_cells(wide[0]))):
        header = _cells(wide[0])
    verbs = sum(1 for row in wide if PATTERN.match(_cells(row)[1]))
    if (header and _names_terms(header)) or verbs * 2 > len(wide):
        return True
    if header:
        return False
    lead = before[-1] if before else None
    led = lead is not None and (leads_in(lead.text) or heads_definitions(lead))
    if lead is not None and not led and lead.text.rstrip().endswith(":") and PATTERN.search(lead.text):
        return False
    if led or any(is_heading(up) for up in tree.ancestors(rows[0].path)):
        return True
    marked = sum(1 for row in wide if re.match(MARKED, _cells(row)[0]) or _emphasised(row))
    return marked * 10 >= len(wide) * 7 and len(_cells(wide[0])) == 2 and verbs > 0


def _cells(row: Provision) -> tuple[str, ...]:
    """The texts of the cells of a row that are not empty."""
    return tuple(cell for one in row.cells if (cell := one.of(row.text).strip()))


def _names_terms(titles: Sequence[str]) -> bool:
    """Whether titles of columns are those of a table of definitions: Term and Meaning, No., Term and Meaning."""
    for pair in (titles[:2], titles[1:3]):
        text = "\t".join(pair)
        at = len(pair[0]) + 1 if pair else 0
        if len(pair) == 2 and is_header(text, [Span(0, len(pair[0])), Span(at, len(text))]) and _TERMS.search(pair[0]):
            return True
    return False


def _names_others(titles: Sequence[str]) -> bool:
    """Whether the first row has titles of other columns; "Credit Reference" before a sentence is a term."""
    return bool(_OTHER.search(titles[0])) and not any(_SENTENCE.search(title) for title in titles[1:])


def _emphasised(row: Provision) -> bool:
    cell = row.cells[0]
    return any(one.start <= cell.start and cell.end <= one.end + 1 for one in row.emphasis)
