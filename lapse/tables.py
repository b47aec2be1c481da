"""Findings and plans as tables for the terminal, and one sentence that sums them up. Readable when piped as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from ontology.places import Place
from ontology.results import Cause, Finding, Plan

from .became import Row
from .laying import Laid
from .naming import Naming
from .planned import plan_rows
from .wording import (
    CAUSES,
    Called,
    Names,
    by_document,
    clauses,
    count,
    cut,
    day,
    defined_at,
    document,
    joined,
    listed,
    place,
    proof,
)

if TYPE_CHECKING:
    from .expiry import Expiry

COLOURS: dict[str, str] = {"caused": "red", "cured": "green", "existing": "bright_black"}
"""The colour of each cause; the word for it always stands beside."""

LEVELS: dict[str, str] = {"error": "red", "warning": "yellow", "info": "bright_black"}
"""The colour of each level; the word for it always stands beside."""

REFERENCES = ("LAP105", "LAP106")
SHOWN = 120
"""Rows of a ledger that are shown."""
REVERTED = 160
"""Characters of a varied text that are shown."""


def orphans(findings: Iterable[Finding], names: Names | None = None, naming: Naming | None = None) -> Table:
    """One row for each orphaned term: the term, where it is defined, and the documents and clauses that use it."""
    names = names or {}
    groups: dict[tuple[str, Place | None, Cause], list[Finding]] = {}
    for one in _of(findings, "LAP101"):
        groups.setdefault((one.subject, one.target, one.cause), []).append(one)
    rows = sorted(groups.items(), key=lambda row: (_rank(row[0][2]), -len(row[1]), row[0][0].casefold()))
    shown = _with_status(groups)
    table = _table("Orphaned terms", "Term", "Defined at", "Used by", *(["Status"] if shown else []))
    for (term, target, cause), found in rows:
        owners = by_document(f.place for f in found)
        used = [f"{document(one, names)}: {_clauses(paths, one, naming)}" for one, paths in owners.items()]
        cells = [term, defined_at(target, names) if target else "nowhere", "\n".join(used)]
        _add(table, cells + ([CAUSES[cause]] if shown else []), cause)
    return table


def references(findings: Iterable[Finding], names: Names | None = None, naming: Naming | None = None) -> Table:
    """One row for each dangling reference: where it stands, its words, and what it refers to.

    The same words for the same targets are one row for each document that has them.
    """
    names = names or {}
    groups: dict[tuple[str, str, str, Cause], list[Finding]] = {}
    for one in _of(findings, *REFERENCES):
        key = (one.place.document, one.subject or _words(one), _targets(one, names, naming), one.cause)
        groups.setdefault(key, []).append(one)
    shown = any(cause != "caused" for _, _, _, cause in groups)
    table = _table("Dangling references", "Where", "Words", "Refers to", *(["Status"] if shown else []))
    for (id_, words, target, cause), found in sorted(groups.items(), key=lambda row: _rank(row[0][3])):
        where = [document(id_, names), _clauses((f.place.provision for f in found if f.place.provision), id_, naming)]
        cells = [", ".join(part for part in where if part), words, target]
        _add(table, cells + ([CAUSES[cause]] if shown else []), cause)
    return table


def _clauses(paths: Iterable[str], id_: str, naming: Naming | None) -> str:
    """Provisions of one document in a list, those without a number by what they define."""
    return clauses(paths, None, id_, naming.called if naming else None)


def _targets(finding: Finding, names: Names, naming: Naming | None) -> str:
    """What a reference refers to; of a list of which a part dangles, that part."""
    led_to = naming.listed(finding.targets) if naming else listed(finding.targets, names)
    return f"{led_to}; the others stay" if finding.code == "LAP106" else led_to


def variations(findings: Iterable[Finding], names: Names | None = None, naming: Naming | None = None) -> Table:
    """One row for each variation that reverts: the text that was varied, and where and in which words it was."""
    names = names or {}
    found = _of(findings, "LAP107")
    shown = _with_status((f.subject, f.target, f.cause) for f in found)
    head = ("Varied text", "Varied by", "Words", "Reverts to")
    table = _table("Variations that revert", *head, *(["Status"] if shown else []))
    for one in sorted(found, key=lambda f: _rank(f.cause)):
        varied = (naming.listed(one.targets) if naming else listed(one.targets, names)) or one.subject
        words = cut(one.reverts_to, REVERTED)
        cells = [varied, place(one.place, names), one.subject or _words(one), words]
        _add(table, cells + ([CAUSES[one.cause]] if shown else []), one.cause)
    return table


def defects(title: str, findings: Iterable[Finding], naming: Naming) -> Table:
    """One row for each defect of a document: its level, its code and name, where it is, and what is wrong."""
    table = _table(title, "Level", "Rule", "Where", "What", "Words")
    for one in findings:
        quote = (one.evidence[0].quote or one.evidence[0].text) if one.evidence else ""
        cells = (one.level, f"{one.code} {one.name}", naming.clause(one.place), naming.said(one), quote)
        table.add_row(*(Text(cell, style=LEVELS[one.level] if n == 0 else "") for n, cell in enumerate(cells)))
    return table


def plan(proposed: Plan, names: Names | None = None, called: Called | None = None) -> Table:
    """The plan as a consultation lays it out; neighbouring steps with one target and one ground share a row."""
    table = _table("What to carry over", "Current reference", "Item", "Logic", "Proposed reference")
    for row in plan_rows(proposed.actions, names, called):
        table.add_row(*(Text(cell) for cell in (row.current, _lines(row.items), _lines(row.logic), row.proposed)))
    left = [f for f in proposed.remaining if f.cause == "caused"]
    table.caption = Text("\n".join([proof(len(left)), *(f"Conflict: {one}" for one in proposed.conflicts)]))
    return table


def turnover(rows: Sequence[Row]) -> Table:
    """One row for neighbouring provisions that fared alike: where they were, what became of them, where they are."""
    table = _table("What became of the provisions", "Provision", "Became", "Now at", "Because")
    for row in rows[:SHOWN]:
        cells = (row.was, f"{row.became}, to be looked at" if row.review else row.became, row.now, row.because)
        table.add_row(*(Text(cell, style="yellow" if row.review and n == 1 else "") for n, cell in enumerate(cells)))
    if len(rows) > SHOWN:
        table.caption = Text(f"{len(rows) - SHOWN:,} more rows are in the ledger.")
    return table


def summary(
    findings: Iterable[Finding],
    lapsing: str,
    until: date | None = None,
    names: Names | None = None,
    several: bool = False,
) -> str:
    """One sentence on what the lapse of `lapsing` (a document's id, or words), in force until a day, leaves behind.

    The sentence is in the plural where the words name `several` documents or provisions.
    """
    found = list(findings)
    open_ones = [f for f in found if f.cause == "caused"]
    name = document(lapsing, names or {})
    when = f" after {day(until)}" if until else ""
    cured = len({(f.code, f.subject) for f in found if f.cause == "cured"})
    tail = f" {count(cured, 'finding is', 'findings are')} cured." if cured else ""
    if not open_ones:
        return f"{name} can lapse{when}: nothing that stays in force is left without ground.{tail}"
    leaves = "leave" if several else "leaves"
    return f"{name} {_lapses(several)}{when} and {leaves} {joined(_left(open_ones))}.{tail}"


def verdict(expiry: Expiry, found: Iterable[Finding], lapsing: str) -> str:
    """The answer in one sentence: what the lapse of `lapsing` (a name) leaves behind, or what a new text cures."""
    several = len(expiry.lapsing) > 1
    if expiry.later is None:
        return summary(found, lapsing, expiry.on, several=several)
    when = f" after {day(expiry.on)}" if expiry.on else ""
    return f"{lapsing} {_lapses(several)}{when}. {cure(found)}"


def _lapses(several: bool) -> str:
    return "lapse" if several else "lapses"


def cure(found: Iterable[Finding]) -> str:
    """What a new text does about what was open, in one sentence."""
    found = list(found)
    counts = Counter(finding.cause for finding in found)
    caused = [finding for finding in found if finding.cause == "caused"]
    new = f"It newly causes {joined(_left(caused))}." if caused else "It newly causes nothing."
    left = f"leaves {counts['existing']} open" if counts["existing"] else "leaves none open"
    cured = count(counts["cured"], "finding") if counts["cured"] else "nothing"
    return f"The new text cures {cured} and {left}. {new}"


def _left(found: Sequence[Finding]) -> list[str]:
    """What is left, a phrase for each kind of finding."""
    terms = [f for f in found if f.code == "LAP101"]
    out = []
    if terms:
        used = len({f.place for f in terms})
        documents = len({f.place.document for f in terms})
        term = count(len({f.subject for f in terms}), "term")
        out.append(f"{term} without a definition (in {count(used, 'provision')} of {count(documents, 'document')})")
    for code, one, many in (
        ("LAP102", "term or title with another meaning", "terms or titles with another meaning"),
        ("LAP103", "definition without the text it points to", "definitions without the text they point to"),
        ("LAP104", "document without its source of terms", "documents without their source of terms"),
        ("LAP105", "dangling reference", ""),
        ("LAP106", "reference that dangles in part", "references that dangle in part"),
        ("LAP107", "variation that reverts", "variations that revert"),
        ("LAP108", "document without authority", "documents without authority"),
        ("LAP109", "definition that nothing uses", "definitions that nothing uses"),
        ("LAP110", "provision with perhaps nothing left to do", "provisions with perhaps nothing left to do"),
        ("LAP111", "text that is in force nowhere for some days", "texts that are in force nowhere for some days"),
        ("LAP112", "duty or right that should perhaps go on", "duties or rights that should perhaps go on"),
    ):
        number = len({f.subject if code == "LAP102" else f.id for f in found if f.code == code})
        if number:
            out.append(count(number, one, many))
    rest = len([f for f in found if not "LAP101" <= f.code <= "LAP112"])
    return [*out, count(rest, "other finding")] if rest else out


def _of(findings: Iterable[Finding], *codes: str) -> list[Finding]:
    return [one for one in findings if one.code in codes]


def _with_status(keys: Iterable[tuple[str, Place | None, Cause]]) -> bool:
    """Whether a status has to be shown: not where all is caused by the lapse."""
    return any(cause != "caused" for _, _, cause in keys)


def _rank(cause: Cause) -> int:
    return list(COLOURS).index(cause)


def _words(finding: Finding) -> str:
    return finding.evidence[0].text if finding.evidence else ""


def _table(title: str, *columns: str) -> Table:
    """A table that folds long cells and cuts nothing off; its borders are plain where the output is."""
    table = Laid(title=title, title_justify="left", title_style="bold", caption_justify="left", box=box.ROUNDED)
    table.show_lines = True
    for column in columns:
        table.add_column(column, overflow="fold", header_style="bold", vertical="top")
    return table


def _add(table: Table, cells: Sequence[str], cause: Cause) -> None:
    """A row in which the first and, where there is one, the status cell have the colour of the cause."""
    last = len(cells) - 1
    coloured = (0, last) if cells[last] in CAUSES.values() else (0,)
    table.add_row(*(Text(cell, style=COLOURS[cause] if n in coloured else "") for n, cell in enumerate(cells)))


def _lines(texts: Sequence[str]) -> str:
    """Lines of one cell, each with a dot in front where there are several, as long ones are folded."""
    return "\n".join(texts if len(texts) == 1 else [f"• {text}" for text in texts])
