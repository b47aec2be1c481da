"""Two texts of a code: two folders, or the two views of one redline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extract.document import read_alone
from extract.health import cut_short
from extract.use import find_uses
from extract.uses.terms import Terms
from graph.changes import change_of
from graph.corpus import Corpus
from ontology.model import Document
from ontology.names import Names

from .change import Change
from .lost import with_uses_of
from .progress import Progress
from .workspace import EmptyFolderError, Workspace


@dataclass(frozen=True)
class Versions:
    """The comparison of two texts, a sentence for each file that was not read, and what is said of findings.

    `in_full` tells whether every file could be read to its end.
    """

    change: Change
    told: tuple[str, ...] = ()
    in_full: bool = True


def of_folders(before: Path, after: Path, progress: Progress) -> Versions:
    """Two folders, documents of one id being texts of one another. EmptyFolderError where one is none."""
    old, new = Workspace.open(before, progress), Workspace.open(after, progress)
    readings = old.reading, new.reading
    told = dict.fromkeys(sentence for one in readings for sentence in (*one.unread, *one.notices))
    return Versions(old.compare(new), tuple(told), all(one.in_full for one in readings))


def of_views(file: Path) -> Versions:
    """The original and the accepted view of one file with tracked changes. ReadError where it cannot be read."""
    if file.is_dir():
        raise EmptyFolderError(f"{file} is a folder; name a second one to compare it with, or one redlined file")
    if not file.is_file():
        raise EmptyFolderError(f"there is no file {file}")
    views = [read_alone(file, view) for view in ("original", "accepted")]
    first, second = map(_alone, views)
    old, new = with_uses_of(first, second), with_uses_of(second, first)
    found = Change.of(change_of(old, new, Names.of(file.stem, old.documents)))
    return Versions(found, in_full=not any(map(cut_short, views)))


def _alone(document: Document) -> Corpus:
    terms = Terms.build(document.definitions, [document.title])
    return Corpus("", (document,), {document.id: find_uses(document, terms)})
