"""The report as one HTML page: it asks for nothing, runs nothing, and reads on paper as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from lapse.wording import clause, count, defined_at
from ontology.results import Finding

from .content import DISPOSITIONS, GAPS, READ, Report, decision_words, spoken, title_of
from .neighbourhood import draw
from .quoting import quotations
from .terms import MEANINGS, SIGNS, Status

LONGEST = 220
"""Characters of a provision's text in the ledger."""
EVIDENCE = 1_500
"""Findings that are shown with their sentences; of a report with more each term and rule shows its first."""
LISTED = 300
"""Lines of what was not understood; the workbook and the JSON have all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix: how many, of which status, and how strong its colour is (1 to 4)."""

    number: int
    status: str = ""
    sign: str = ""
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix."""

    name: str
    anchor: str
    status: str
    words: str
    cells: tuple[Cell | None, ...]
    total: int


def render(report: Report) -> bytes:
    """The report as the bytes of a page."""
    others = [(code, found) for code, found in report.rules.items() if code != "LAP101"]
    page = _template().render(
        report=report,
        documents=_documents(report),
        matrix=_matrix(report),
        counts=[
            (status, SIGNS[status], report.word(status), n, MEANINGS[status])
            for status, n in report.terms.counts.items()
        ],
        drawings={term.name: draw(report, term) for term in report.terms.relied},
        anchors={term.name: f"term-{n}" for n, term in enumerate(report.terms.relied, start=1)},
        others=others,
        gaps=_gaps(report),
        most=most_each(
            [*(len(term.findings) for term in report.terms.relied), *(len(found) for _, found in others)], EVIDENCE
        ),
    )
    return page.encode("utf-8", "replace")


@cache
def _template() -> Template:
    text = (files("lapse.templates") / "report.html").read_text(encoding="utf-8")
    made = Environment(
        loader=DictLoader({"report.html": text}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        clause=clause, count=count, cut=_cut, decided=decision_words, defined_at=defined_at, dispositions=DISPOSITIONS,
        disposition_signs={"retain": "✖", "review": "?", "lapse": "·"}, gap_heads=GAPS, quotations=quotations,
        read_heads=READ, signs=SIGNS, spoken=spoken, title_of=title_of,
    )  # fmt: skip
    return made.get_template("report.html")


def most_each(numbers: Sequence[int], room: int) -> int:
    """How many findings each term and rule may show, so that all together keep to the room; at least one."""
    left = room
    for at, number in enumerate(sorted(numbers)):
        share = left // (len(numbers) - at)
        if number > share:
            return max(1, share)
        left -= number
    return max((1, *numbers))


def _documents(report: Report) -> tuple[str, ...]:
    """The ids of the documents that are a column of the matrix: those in which something was found."""
    used = {one.place.document for one in report.findings} | set(report.terms.documents)
    return tuple(id_ for id_ in report.names if id_ in used)


def _matrix(report: Report) -> tuple[Row, ...]:
    """The matrix: a row for each term, then one for each other rule."""
    ids = _documents(report)
    most = max((n for term in report.terms.relied for _, n in term.cells.values()), default=1)
    rows = []
    for n, term in enumerate(report.terms.relied, start=1):
        cells = tuple(_cell(term.cells.get(id_), most) for id_ in ids)
        rows.append(
            Row(
                term.name,
                f"term-{n}",
                term.status,
                f"{SIGNS[term.status]} {report.word(term.status)}",
                cells,
                term.total,
            )
        )
    for code, found in report.rules.items():
        if code != "LAP101":
            rows.append(_rule_row(code, found, ids))
    return tuple(rows)


def _cell(found: tuple[Status, int] | None, most: int) -> Cell | None:
    if found is None:
        return None
    status, number = found
    return Cell(number, status, SIGNS[status], 1 + min(3, 4 * (number - 1) // max(most, 1)))


def _rule_row(code: str, found: Sequence[Finding], ids: Sequence[str]) -> Row:
    counts: Mapping[str, int] = {id_: sum(one.place.document == id_ for one in found) for id_ in ids}
    cells = tuple(Cell(counts[id_], "rule") if counts[id_] else None for id_ in ids)
    return Row(spoken(found[0].name), code, "rule", code, cells, len(found))


def _cut(text: str) -> str:
    even = " ".join(text.split())
    return even if len(even) <= LONGEST else f"{even[: even.rfind(' ', 0, LONGEST)]} …"


def _gaps(report: Report) -> list[tuple[str, str, str, str]]:
    """What was not understood; where there is very much of it, the first of it."""
    found = report.gaps
    more = len(found) - LISTED
    more_words = f"{more} more, in the workbook and the JSON"
    return [*found[:LISTED], *([("and", "", "", more_words)] if more > 0 else [])]
