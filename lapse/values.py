"""Results as a notebook shows them: tuples that print as a table and turn into a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from extract.health import health
from ontology.model import Document
from ontology.results import Action, Finding, LedgerLine

if TYPE_CHECKING:
    import pandas as pd

    from graph.reliance import Reliance

T = TypeVar("T")
SHOWN = 200
"""Rows that a notebook shows; the rest is counted."""


class MissingExtraError(ImportError):
    """A package that only some use is not installed: the sentence says how to install it."""


class Table(tuple[T, ...], Generic[T]):
    """A tuple of records with the columns that a reader wants to see of each."""

    __slots__ = ()
    columns: ClassVar[tuple[str, ...]] = ()
    hidden: ClassVar[tuple[str, ...]] = ()
    """Columns that a data frame has and a notebook does not show."""

    @staticmethod
    def row(record: Any) -> tuple[object, ...]:
        """The cells of one record."""
        raise NotImplementedError

    @property
    def df(self) -> pd.DataFrame:
        """The records as a pandas DataFrame; MissingExtraError where pandas is not installed."""
        try:
            import pandas as pd  # noqa: PLC0415 - an extra
        except ImportError as problem:
            raise MissingExtraError("a data frame needs pandas: pip install 'lapse[notebook]'") from problem
        return pd.DataFrame([self.row(record) for record in self], columns=list(self.columns))

    def _repr_html_(self) -> str:
        kept = [number for number, column in enumerate(self.columns) if column not in self.hidden]
        rows = ([cells[number] for number in kept] for cells in map(self.row, self[:SHOWN]))
        return html_table([self.columns[number] for number in kept], rows, len(self))


def html_table(columns: Sequence[str], rows: Iterable[Sequence[object]], number: int) -> str:
    """A table for a notebook, all text escaped and set to the left; `number` counts the rows that there are."""
    style = ' style="text-align:left;vertical-align:top;max-width:36em"'
    head = "".join(f"<th{style}>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td{style}>{escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    if not body:
        return "<p>none</p>"
    more = f"<p>{SHOWN} of {number:,} rows</p>" if number > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Findings(Table[Finding]):
    """Findings in the order of documents and provisions."""

    __slots__ = ()
    hidden = ("id", "level", "target", "fix")
    columns = (
        *("id", "code", "name", "level", "cause", "document", "provision", "subject", "target", "targets"),
        *("message", "fix"),
    )

    @staticmethod
    def row(record: Finding) -> tuple[object, ...]:
        """The cells of a finding."""
        return (
            record.id,
            record.code,
            record.name,
            record.level,
            record.cause,
            record.place.document,
            record.place.provision,
            record.subject,
            str(record.target or ""),
            "; ".join(map(str, record.targets)),
            record.message,
            record.fix,
        )


class Reliances(Table["Reliance"]):
    """How much a code leans on each of its documents, those first whose lapse would leave most behind."""

    __slots__ = ()
    columns = ("document", "documents", "uses", "terms", "references", "carry")

    @staticmethod
    def row(record: Reliance) -> tuple[object, ...]:
        """The cells of one document."""
        return record.document, record.documents, record.uses, record.terms, record.references, record.carry


class Ledger(Table[LedgerLine]):
    """Every lapsing provision with what becomes of it."""

    __slots__ = ()
    columns = ("document", "provision", "is", "disposition", "because")

    @staticmethod
    def row(record: LedgerLine) -> tuple[object, ...]:
        """The cells of a line."""
        place = record.place
        return place.document, place.provision, record.kind, record.disposition, "; ".join(record.because)


class ChangeLedger(Table[LedgerLine]):
    """Every provision of the documents that changed between two texts, with what became of it."""

    __slots__ = ()
    columns = ("document", "provision", "is", "became", "to", "disposition", "because")

    @staticmethod
    def row(record: LedgerLine) -> tuple[object, ...]:
        """The cells of a line."""
        document, provision, kind, disposition, because = Ledger.row(record)
        return document, provision, kind, record.became, str(record.to or ""), disposition, because


class Documents(Table[Document]):
    """The documents of a code, with how much was found in each and what is missing."""

    __slots__ = ()
    columns = (
        "id",
        "title",
        "file",
        "in force until",
        "provisions",
        "numbered",
        "missing numbers",
        "definitions",
        "references",
        "problems",
    )

    @staticmethod
    def row(record: Document) -> tuple[object, ...]:
        """The cells of a document."""
        found = health(record)
        return (
            record.id,
            record.title,
            record.source,
            record.in_force_until,
            found.provisions,
            found.numbered,
            len(found.missing),
            found.definitions,
            found.references,
            len(record.problems),
        )


class Actions(Table[Action]):
    """The steps of a plan, laid out as a consultation lays them out."""

    __slots__ = ()
    columns = ("current reference", "item", "logic", "proposed reference")

    @staticmethod
    def row(record: Action) -> tuple[object, ...]:
        """The cells of a step."""
        item = f"Definition of {record.label}" if record.what == "definition" else f"Provision {record.label}"
        new = f"new clause {record.number}" if record.number else "a new clause"
        target = str(record.target) if record.target.provision else f"{record.target.document}, {new}"
        return str(record.source), item, "; ".join(record.because), target
