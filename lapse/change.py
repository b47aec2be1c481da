"""The answer to "what changed": findings and ledger of two texts of a code. Values, worked out when asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

from graph.compare import ENDURING, Comparison
from graph.fates import Fates
from graph.turnover import Turnover, turnover
from ontology.results import Finding

from . import tables
from .corpus.reading import Reading
from .settings import Settings
from .values import ChangeLedger, Findings


@dataclass(frozen=True)
class Change(Comparison):
    """Two texts of a code, everything in force in both. `readings` are those of the two folders, where it is two."""

    readings: tuple[Reading, ...] = ()
    settings: Settings = field(default_factory=Settings)

    @classmethod
    def of(cls, found: Comparison, readings: tuple[Reading, ...] = (), settings: Settings | None = None) -> Change:
        """The change that a comparison shows."""
        settings = settings or Settings()
        return cls(found.before, found.after, found.names, readings=readings, settings=settings)

    @cached_property
    def findings(self) -> Findings:
        """What the change causes, what it cures and what stays open."""
        return Findings(one for one in super().findings if not self._goes_on(one))

    def _goes_on(self, finding: Finding) -> bool:
        """Whether a finding is about the end or the beginning of a duty that only moved to another document."""
        if finding.code != ENDURING:
            return False
        moved = self._fates.now if finding.cause == "caused" else self._fates.was
        return finding.place in moved

    @cached_property
    def _fates(self) -> Fates:
        return Fates(self)

    @cached_property
    def turnover(self) -> Turnover:
        """Every provision of the documents that changed, what became of it, and what is new."""
        return turnover(self, self._fates)

    @property
    def ledger(self) -> ChangeLedger:
        """A line for every provision before of the documents that changed: what became of it, and who relies on it."""
        return ChangeLedger(self.turnover.lines)

    @property
    def added(self) -> ChangeLedger:
        """A line for every provision that was not there before."""
        return ChangeLedger(self.turnover.added)

    def report(self, path: str | Path) -> Path:
        """Writes a report, in the format that the ending of `path` names, and gives the path back.

        UnclearError for another ending; OSError where it cannot be written.
        """
        from .reports import write_change  # noqa: PLC0415 - the packages that write, where something is written

        return write_change(self, Path(path))

    def _repr_html_(self) -> str:
        return f"<p>{escape(tables.cure(self.findings))}</p>{self.findings._repr_html_()}"
