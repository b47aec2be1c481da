"""The answer to "what if this lapses": findings, ledger, plan. Values, worked out when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from graph.alternatives import restated
from graph.changes import cure_of, lapse_of
from graph.compare import Comparison, Known
from graph.corpus import Corpus
from graph.ledger import ledger
from graph.needs import Needs
from graph.plan import Planner
from graph.repointing import Repointed, repointed
from ontology.names import Names
from ontology.places import Place
from ontology.results import Finding, Plan

from . import asking, tables
from .corpus.reading import Reading
from .decisions import NONE, Decisions
from .naming import Naming
from .plans import Carried
from .settings import Settings
from .values import Actions, Findings, Ledger
from .wording import lapse_in_words, proof, titles

if TYPE_CHECKING:
    from .pictures.drawing import Drawing
    from .pictures.reliance import Change


@dataclass(frozen=True)
class Proposal:
    """A plan: the steps in order, what they leave open, what has to be amended by hand, clashes at the new places."""

    planner: Planner

    @property
    def plan(self) -> Plan:
        """The plan as a record."""
        return self.planner.plan()

    @cached_property
    def actions(self) -> Actions:
        """What to carry over, from where to where, and why."""
        return Actions(self.planner.actions)

    @cached_property
    def remaining(self) -> Findings:
        """What the lapse would still leave open with all steps taken: nothing, where the plan is complete."""
        return Findings(self.planner.remaining)

    @cached_property
    def amendments(self) -> Findings:
        """What no carrying over can cure: references and variations for a person to look at."""
        found = self.planner.applied.findings
        return Findings(f for f in found if f.cause == "caused" and f not in self.remaining)

    @cached_property
    def repointed(self) -> tuple[Repointed, ...]:
        """References in text that stays to what is carried over, each with the words that it is to become."""
        return repointed(self.planner)

    @cached_property
    def restated(self) -> tuple[tuple[Finding, str], ...]:
        """Definitions that lose the text they point to, each with the words that may take the pointer's place."""
        return tuple(restated(self.planner.comparison))

    @cached_property
    def conflicts(self) -> tuple[str, ...]:
        """A sentence for each term that its new document already defines otherwise."""
        return tuple(self.planner.conflicts())

    def _repr_html_(self) -> str:
        notes = (proof(len(self.remaining)), *self.conflicts)
        return self.actions._repr_html_() + "".join(f"<p>{escape(one)}</p>" for one in notes)


@dataclass(frozen=True)
class Expiry:
    """The lapse of `lapsing` (documents or provisions) at the end of the day `on`, with the provisions `kept`.

    What a plan carries over is `carried`. `following` is the code with the versions of documents that are in force from
    the day after, where these are others.
    With a `later` text of the code the findings say what of the lapse that text cures, leaves open or makes worse;
    it `starts` on a day, from which the days follow on which nothing cures the lapse yet. `readings` are those of the
    folder and of the later text; `decisions` are what people decided about findings, `settings` those of the folder.
    `known` is what there is besides the corpus, where that is an excerpt.
    """

    corpus: Corpus
    names: Names
    lapsing: tuple[Place, ...]
    on: date | None
    kept: tuple[Place, ...] = ()
    later: Corpus | None = None
    starts: date | None = None
    readings: tuple[Reading, ...] = ()
    decisions: Decisions = NONE
    carried: Carried = field(default_factory=Carried)
    settings: Settings = field(default_factory=Settings)
    following: Corpus | None = None
    known: Known | None = None

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The ids of the documents that the later text changes."""
        if self.later is None:
            return ()
        return tuple(
            one.id for one in self.later.documents if one.sha256 not in {d.sha256 for d in self.corpus.documents}
        )

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """The files of the documents that the findings quote, by id: of the later text where there is one."""
        return self.readings[-1].files if self.readings else {}

    @cached_property
    def lapse(self) -> Comparison:
        """The code on the last day, and on the day after with what is kept or carried over."""
        found = replace(lapse_of(self.corpus, self.names, self.lapsing, self.on, self.kept), known=self.known)
        if self.following is not None:
            after = lapse_of(self.following, self.names, self.lapsing, self.on, self.kept).after
            found = replace(found, after=after)
        return replace(found, after=found.after.plus(self.carried.provisions, self.carried.definitions))

    @cached_property
    def comparison(self) -> Comparison:
        """The two states that the findings tell apart: the lapse, or what it leaves before and after a later text."""
        return self.lapse if self.later is None else cure_of(self.lapse, self.later, self.on, self.starts)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The days of the two states: the last in force and the one after it.

        For a later text the one after, and the day on which that text starts, where one is told and comes later.
        """
        after = self.on + timedelta(days=1) if self.on and self.on < date.max else None
        if self.later is None:
            return self.on, after
        return after, max(after, self.starts) if after and self.starts else after

    @cached_property
    def _bare(self) -> Comparison:
        """The same with nothing kept: what is kept is then a step of the plan."""
        whole = not self.kept and self.carried == Carried() and self.following is None
        if whole:
            return self.lapse
        known = self.known if self.following is None else None
        return replace(lapse_of(self.following or self.corpus, self.names, self.lapsing, self.on), known=known)

    @cached_property
    def findings(self) -> Findings:
        """What the lapse causes, and what else the rules have to say of the two states."""
        return Findings(self.comparison.findings)

    def plan(self, keep: Iterable[str] = (), to: str | None = None) -> Proposal:
        """What has to be carried over, with the provisions kept so far and those in `keep`.

        `to` names the document that kept provisions go to; where it is None it is worked out. UnclearError where a
        name is none.
        """
        more = keep_of(self.corpus, keep, self.lapsing[0].document)
        if not more and not to:
            return self._proposal
        kept = tuple(dict.fromkeys((*self.kept, *more)))
        host = asking.document_id(self.corpus, to) if to else None
        return Proposal(Planner(self._bare, kept, host))

    @cached_property
    def _proposal(self) -> Proposal:
        """The plan with what is kept so far."""
        return Proposal(Planner(self._bare, self.kept))

    @cached_property
    def ledger(self) -> Ledger:
        """Every lapsing provision with what becomes of it."""
        return Ledger(ledger(self._bare, self.plan().planner))

    @property
    def _drawn(self) -> tuple[Finding, ...]:
        """The findings that a picture shows: of what was open before, only what leads to the lapsing documents."""
        gone = {place.document for place in self.lapsing}
        return tuple(f for f in self.findings if f.cause != "existing" or any(t.document in gone for t in f.targets))

    def dropped(self, finding: Finding) -> bool:
        """Whether a finding is cured because the new text no longer uses the term: no definition holds."""
        gone = finding.target is None or not self.comparison.after.holds(finding.target)
        return finding.code == "LAP101" and finding.cause == "cured" and gone

    @property
    def _change(self) -> Change:
        """The lapse as pictures have it."""
        from .pictures.reliance import Change  # noqa: PLC0415 - where something is drawn

        return Change(self.lapsing, self.on, frozenset(one.id for one in self.findings if self.dropped(one)))

    def draw(self, path: str | Path | None = None) -> Drawing:
        """Draws who relies on what lapses, and what cures it; to a file where a `path` (.html, .svg) is given.

        UnclearError for another ending, or where graphviz is missing for .svg; OSError where it cannot be written.
        """
        from .pictures.change import change  # noqa: PLC0415 - pyvis, where something is drawn
        from .pictures.drawing import Drawing  # noqa: PLC0415

        drawing = Drawing(change(self._drawn, self._naming, self._change))
        return drawing.save(path) if path is not None else drawing

    def matrix(self, path: str | Path | None = None) -> Drawing:
        """The terms that lose their definition, by the documents that use them: as `draw`, and .svg needs nothing."""
        from .pictures.drawing import Drawing  # noqa: PLC0415
        from .pictures.matrix import of_change  # noqa: PLC0415

        gone = Needs(self.lapse).definitions.values()
        terms = [one.definition.term for one in gone if not one.definition.quoted]
        drawing = Drawing(of_change(self._drawn, self._shown, self._change, terms))
        return drawing.save(path) if path is not None else drawing

    @property
    def _naming(self) -> Naming:
        return Naming(self._shown, (self.corpus, *((self.later,) if self.later else ())))

    @property
    def _shown(self) -> dict[str, str]:
        """The names under which documents of both texts are shown."""
        later = self.later.documents if self.later else ()
        return titles((*self.corpus.documents, *(d for d in later if d.id not in self.corpus.by_id)))

    def report(self, path: str | Path) -> Path:
        """Writes a report, in the format that the ending of `path` names, and gives the path back.

        UnclearError for another ending; OSError where it cannot be written.
        """
        from .reports import write  # noqa: PLC0415 - the packages that write, where something is written

        return write(self, Path(path))

    def comment(self, folder: str | Path) -> tuple[Path, ...]:
        """Writes copies of the surviving Word files, with a comment at each orphaned use and dangling reference.

        Gives the copies back; OSError where they cannot be written.
        """
        from .reports.comments import comment  # noqa: PLC0415 - as above

        return comment(self, Path(folder)).files

    def _repr_html_(self) -> str:
        said = tables.verdict(self, self.findings, lapse_in_words(self.lapsing, self._shown))
        return f"<p>{escape(said)}</p>{self.findings._repr_html_()}"


def keep_of(corpus: Corpus, names: Iterable[str], document: str) -> tuple[Place, ...]:
    """The provisions that `names` mean, by default in `document`. UnclearError where one means none, or a document."""
    found = tuple(place for name in names for place in asking.places(corpus, name, document))
    for place in found:
        if not place.provision:
            raise asking.UnclearError(f"{place} is a whole document; name the provisions of it that are kept")
    return found
