"""The one object for the application: a folder of documents, opened. The command line and notebooks call only this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from extract.outcome import ReadError
from graph.answers import Graphs, Rows, Value
from graph.compare import Known
from graph.corpus import Corpus
from graph.link import Links
from graph.rules import find
from graph.state import State
from ontology.names import Names
from ontology.places import Place

from . import asking
from .change import Change
from .checking import check
from .corpus import keeping
from .corpus.building import Building
from .corpus.crew import Crew
from .corpus.excerpt import excerpt
from .corpus.folder import leading_out
from .corpus.made import graph_folder
from .corpus.reading import Reading, read_folder
from .decisions import Decisions
from .decisions import load as load_decisions
from .expiry import Expiry, keep_of
from .plans import Carried
from .plans import load as load_plan
from .progress import Progress, quiet
from .settings import Settings
from .settings import load as load_settings
from .values import Documents, Findings, Reliances

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from .pictures.drawing import Drawing


class EmptyFolderError(Exception):
    """The folder is none, or holds no file that could be a document: one sentence says so."""


@dataclass(frozen=True)
class Workspace:
    """A folder of documents with all that was read from it. Made by `Workspace.open`."""

    folder: Path
    settings: Settings
    reading: Reading
    progress: Progress = quiet

    @classmethod
    def open(cls, folder: str | Path, progress: Progress = quiet, crew: Crew | None = None) -> Workspace:
        """Reads what changed in a folder. EmptyFolderError, SettingsError where there is nothing to start from.

        The `crew` does the work; where it is None, this process does, or several of this machine.
        """
        path = Path(folder)
        if not path.is_dir():
            raise EmptyFolderError(f"there is no folder {path}; give the folder that holds the documents")
        if link := leading_out(path):
            raise EmptyFolderError(f"{path / link} is a link that leads out of {path}; take it away")
        settings = load_settings(path)
        reading = read_folder(path, settings, progress, crew=crew)
        if not reading.cards and not reading.unread:
            raise EmptyFolderError(f"{path} holds no documents; put the code's files there, or name another folder")
        return cls(path, settings, reading, progress)

    @property
    def corpus(self) -> Corpus:
        """The documents, with the uses of terms in them."""
        return self.reading.corpus

    @cached_property
    def names(self) -> Names:
        """The IRIs of this code."""
        code = self.settings.name or self.folder.resolve().name or "code"
        return Names.of(code, (one.head for one in self.reading.cards), self.settings.base)

    @cached_property
    def decisions(self) -> Decisions:
        """What people decided about findings. DecisionsError where the file that keeps it is damaged."""
        return load_decisions(self.folder)

    @cached_property
    def today(self) -> State:
        """The state in which every document is in force."""
        return State("today", self.corpus)

    @cached_property
    def links(self) -> Links:
        """The links of today."""
        return self.reading.links

    @property
    def documents(self) -> Documents:
        """The documents, with how much was found in each: a table in a notebook, a data frame with `.df`."""
        return Documents(self.corpus.documents)

    def _repr_html_(self) -> str:
        return self.documents._repr_html_()

    def places(self, name: str, document: str | None = None) -> tuple[Place, ...]:
        """The document or the provisions that a person names; UnclearError where they are none, or not clear."""
        return asking.places(self.corpus, name, document)

    def expire(  # noqa: PLR0913, PLR0917 - what a person may say of a lapse, each by its name
        self,
        what: str | Iterable[str],
        on: str | date | None = None,
        keep: Iterable[str] = (),
        accept: Iterable[str | Path] = (),
        starts: str | date | None = None,
        plan: str | Path | None = None,
        *,
        brief: bool = False,
    ) -> Expiry:
        """What the lapse of documents or of provisions ("AL", "AL#7.9A-7.9D", "AL, AK#3") leaves behind.

        `on` is the last day in force; where it is None, the day that the first document itself gives. Provisions to
        `keep` go on, and what the `plan` in a file (of `lapse plan --json`) carries over lives on there. With files to
        `accept` (redlines of documents, or their new texts) the answer is whether these cure what the lapse leaves, and
        from the day on which their text `starts`, whether there is a gap. UnclearError where a name or a day is none,
        ReadError where a file to accept is none.

        Where only findings and ledger are wanted, `brief`, no more of a large folder of acts is loaded than these need.
        """
        light = self.reading.code.named
        lapsing = asking.several(light, (what,) if isinstance(what, str) else what)
        document = lapsing[0].document
        day = asking.day(on) if isinstance(on, str) else on or light.by_id[document].in_force_until
        first = asking.day(starts) if isinstance(starts, str) else starts
        later = self.accepting(accept) if (accept := tuple(accept)) else None
        here = self.at(day)
        next_ = self.at(day + timedelta(days=1)) if day and day < date.max else here
        simple = brief and later is None and plan is None and here is self and next_.reading.files == self.reading.files
        part = excerpt(self.reading.code, lapsing, day) if simple else None
        corpus, known = part or (here.corpus, Known(here.links))
        return Expiry(
            corpus,
            here.names,
            lapsing,
            day,
            keep_of(light, keep, document),
            _with_uses_of(later.corpus, here.corpus) if later else None,
            first,
            (self.reading, later) if later else (self.reading,),
            self.decisions,
            load_plan(Path(plan), self.corpus) if plan else Carried(),
            self.settings,
            next_.corpus if next_.reading.files != here.reading.files else None,
            known,
        )

    def at(self, day: date | None) -> Workspace:
        """The folder with the versions of its documents that are in force on a day; the latest where it is None."""
        documents = self.settings.on(day)
        if day is None or documents == self.settings.on(None):
            return self
        return replace(self, reading=read_folder(self.folder, self.settings, self.progress, on=day))

    def instead(self, files: Iterable[str | Path]) -> Workspace:
        """The same folder with other files in the place of the documents that they are texts of; see `accepting`."""
        return replace(self, reading=self.accepting(files))

    def accepting(self, files: Iterable[str | Path]) -> Reading:
        """The folder read with these files in the place of the documents that they are texts of.

        A file belongs to the document that its name means, else to the one that its own title or designation means.
        UnclearError where it belongs to none, or to several; ReadError where it cannot be read.
        """
        instead = {self._document_of(Path(file)): Path(file) for file in files}
        reading = read_folder(self.folder, self.settings, self.progress, instead)
        if fresh := [sentence for sentence in reading.unread if sentence not in self.reading.unread]:
            raise ReadError(fresh[0])
        return reading

    def _document_of(self, file: Path) -> str:
        if not file.is_file():
            raise asking.UnclearError(f"there is no file {file} to accept")
        if len(found := self.corpus.catalogue.ask(file.stem)) == 1:
            return found[0]
        from extract.document import read_alone  # noqa: PLC0415 - the readers, where a file is read

        document = read_alone(file)
        for name in (document.title, *document.aliases):
            if len(found := self.corpus.catalogue.find(name)) == 1:
                return found[0]
        raise asking.UnclearError(f"{file} is not plainly a text of one document here; give it that document's name")

    def compare(self, other: Workspace) -> Change:
        """What differs between this folder (before) and another one (after), everything in force in both."""
        from .pairing import pair  # noqa: PLC0415 - spaCy, where two folders are compared

        code = self.settings.name or self.folder.resolve().name or "code"
        made = pair(self, other)
        return Change.of(made.comparison(code, self.settings.base), (made.before, made.after), other.settings)

    @cached_property
    def store(self) -> Graphs:
        """The graph of today, to be read, brought up to date where a file changed. StoreError where it cannot be."""
        return keeping.kept(self.folder, self.settings, self._building)

    @property
    def graph_folder(self) -> Path:
        """Where the graph of today is kept, unless `lapse.toml` names an endpoint."""
        return graph_folder(self.folder)

    def build(self) -> bool:
        """Writes the graph of today to where it is kept; False where it was up to date. StoreError where that fails."""
        return keeping.keep(self.folder, self.settings, self._building)

    @property
    def _building(self) -> Building:
        return Building(self.reading, self.names, self.progress)

    def check(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Findings:
        """What is wrong with the code as it stands: its defects and the problems of reading it.

        `select` and `ignore` are codes, names or beginnings of codes ("LAP207", "two-titles", "LAP3"); UnclearError
        where one is none. Levels and ignored findings are those of `lapse.toml`.
        """
        return check(self, select, ignore).findings

    def query(self, sparql: str, values: Mapping[str, Value] | None = None) -> Rows:
        """Answers a SPARQL query over the graph of today: a query's name, or its text. StoreError where it is none."""
        rule = find(sparql) if " " not in sparql.strip() else None
        return self.store.query(rule.sparql if rule else sparql, values, ordered=True)

    @property
    def rdf(self) -> rdflib.Dataset:
        """The graph of today as an rdflib Dataset."""
        return self.store.dataset()

    def reliance(self) -> Reliances:
        """Which documents carry the code: what the lapse of each, by itself, would leave behind elsewhere."""
        from graph.reliance import columns, reliance  # noqa: PLC0415 - scipy, where somebody asks

        return Reliances(reliance(columns(self.corpus, self.links)))

    def network(self) -> nx.MultiDiGraph[str]:
        """The graph of today as a networkx graph: documents, provisions, definitions; uses, citations, imports."""
        from graph.network import network  # noqa: PLC0415 - networkx, where somebody asks for it

        return network(self.store)

    def draw(self, thing: str, other: str = "", path: str | Path | None = None) -> Drawing:
        """Draws a term, clauses, a document or, with an `other`, two documents; "documents" draws how all lean on all.

        To a file where a `path` (.html, .svg) is given. UnclearError where nothing goes by a name, for another ending,
        or where graphviz is missing for .svg; OSError where the file cannot be written.
        """
        from .sketching import drawing  # noqa: PLC0415 - pyvis, where something is drawn

        made = drawing(self, thing, other)
        return made.save(path) if path is not None else made

    def matrix(self, document: str, path: str | Path | None = None) -> Drawing:
        """The terms that a document defines, by the documents that use them; raises as `draw` does."""
        from .sketching import term_matrix  # noqa: PLC0415

        made = term_matrix(self, document)
        return made.save(path) if path is not None else made


def _with_uses_of(corpus: Corpus, other: Corpus) -> Corpus:
    from .lost import with_uses_of  # noqa: PLC0415 - spaCy, where texts are held against each other

    return with_uses_of(corpus, other)
