"""The one object for the application: a folder of documents, opened. The command line and notebooks call only this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.names import Names

from .corpus import keeping
from .corpus.crew import Crew
from .corpus.folder import leading_out
from .corpus.made import graph_folder
from .corpus.reading import Reading, read_folder
from .progress import Progress, quiet
from .settings import Settings
from .settings import load as load_settings

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from graph.answers import Graphs, Rows, Value
    from graph.corpus import Corpus
    from graph.link import Links
    from graph.state import State
    from ontology.places import Place

    from .change import Change
    from .decisions import Decisions
    from .expiry import Expiry
    from .pictures.drawing import Drawing
    from .values import Documents, Findings, Reliances


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
        from .decisions import load  # noqa: PLC0415 - where somebody asks

        return load(self.folder)

    @cached_property
    def today(self) -> State:
        """The state in which every document is in force."""
        from graph.state import State  # noqa: PLC0415 - as above

        return State("today", self.corpus)

    @cached_property
    def links(self) -> Links:
        """The links of today."""
        return self.reading.links

    @property
    def documents(self) -> Documents:
        """The documents, with how much was found in each: a table in a notebook, a data frame with `.df`."""
        from .values import Documents  # noqa: PLC0415 - as above

        return Documents(self.corpus.documents)

    def _repr_html_(self) -> str:
        return self.documents._repr_html_()

    def places(self, name: str, document: str | None = None) -> tuple[Place, ...]:
        """The document or the provisions that a person names; UnclearError where they are none, or not clear."""
        from .asking import places  # noqa: PLC0415 - as above

        return places(self.corpus, name, document)

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
        from .lapsing import expiry  # noqa: PLC0415 - the rules, where a lapse is asked for

        return expiry(self, (what,) if isinstance(what, str) else tuple(what), on, keep, accept, starts, plan, brief)

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
        from .accepting import accepting  # noqa: PLC0415 - what a person may write, where a file is to be accepted

        return accepting(self, map(Path, files))

    def compare(self, other: Workspace) -> Change:
        """What differs between this folder (before) and another one (after), everything in force in both."""
        from .change import Change  # noqa: PLC0415 - the rules, where two folders are compared
        from .pairing import pair  # noqa: PLC0415 - spaCy, where two folders are compared

        code = self.settings.name or self.folder.resolve().name or "code"
        made = pair(self, other)
        return Change.of(made.comparison(code, self.settings.base), (made.before, made.after), other.settings)

    @cached_property
    def store(self) -> Graphs:
        """The graph of today, to be read, brought up to date where a file changed. StoreError where it cannot be."""
        return keeping.kept(self.folder, self.settings, self.reading, self.names, self.progress)

    @property
    def graph_folder(self) -> Path:
        """Where the graph of today is kept, unless `lapse.toml` names an endpoint."""
        return graph_folder(self.folder)

    def build(self) -> bool:
        """Writes the graph of today to where it is kept; False where it was up to date. StoreError where that fails."""
        return keeping.keep(self.folder, self.settings, self.reading, self.names, self.progress)

    def check(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Findings:
        """What is wrong with the code as it stands: its defects and the problems of reading it.

        `select` and `ignore` are codes, names or beginnings of codes ("LAP207", "two-titles", "LAP3"); UnclearError
        where one is none. Levels and ignored findings are those of `lapse.toml`.
        """
        from .checking import check  # noqa: PLC0415 - as above

        return check(self, select, ignore).findings

    def query(self, sparql: str, values: Mapping[str, Value] | None = None) -> Rows:
        """Answers a SPARQL query over the graph of today: a query's name, or its text. StoreError where it is none."""
        from graph.rules import find  # noqa: PLC0415 - as above

        rule = find(sparql) if " " not in sparql.strip() else None
        return self.store.query(rule.sparql if rule else sparql, values, ordered=True)

    @property
    def rdf(self) -> rdflib.Dataset:
        """The graph of today as an rdflib Dataset."""
        return self.store.dataset()

    def reliance(self) -> Reliances:
        """Which documents carry the code: what the lapse of each, by itself, would leave behind elsewhere."""
        from graph.reliance import columns, reliance  # noqa: PLC0415 - scipy, where somebody asks

        from .values import Reliances  # noqa: PLC0415 - as above

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
