"""Two folders as two texts of one code: which document of one is which of the other, and what only one of them has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.catalogue import normal_name
from graph.changes import change_of
from graph.compare import Comparison
from ontology.model import Document
from ontology.names import Names

from .corpus.folder import Entry, listing
from .corpus.reading import Reading, read_folder
from .lost import with_uses_of

if TYPE_CHECKING:
    from .workspace import Workspace


@dataclass(frozen=True)
class Pair:
    """Two readings that know the same documents; `gone` are those (ids) that only the first folder has, `new` the rest.

    A document that only one of the folders has is known in both, so that its terms and names are, and in force in one.
    """

    before: Reading
    after: Reading
    gone: frozenset[str]
    new: frozenset[str]

    def comparison(self, code: str, base: str) -> Comparison:
        """What differs between the two."""
        before, after = with_uses_of(self.before.corpus, self.after.corpus), self.after.corpus
        after = with_uses_of(after, self.before.corpus)
        names = Names.of(code, before.documents, base)
        return change_of(before, after, names, self.gone, self.new)


def pair(old: Workspace, new: Workspace) -> Pair:
    """The readings of two folders, each with the documents that only the other has beside its own."""
    earlier, later = ([card.head for card in one.reading.cards] for one in (old, new))
    called = same_documents(earlier, later)
    old_ids, new_ids = {one.id for one in earlier}, {called.get(one.id, one.id) for one in later}
    gone, fresh = old_ids - new_ids, new_ids - old_ids
    before, after = old.reading, new.reading
    if gone or called:
        beside = _entries(old, gone, {})
        after = read_folder(new.folder, new.settings, new.progress, called=called, beside=beside)
    if fresh:
        beside = _entries(new, fresh, called)
        before = read_folder(old.folder, old.settings, old.progress, beside=beside)
    return Pair(before, after, frozenset(gone), frozenset(fresh))


def same_documents(earlier: Iterable[Document], later: Iterable[Document]) -> dict[str, str]:
    """The earlier ids of later documents under other ids (files named anew): by the one name that both bear."""
    known, here = {one.id: one for one in earlier}, {one.id: one for one in later}
    waiting = _by_name(one for one in known.values() if one.id not in here)
    found: dict[str, set[str]] = {}
    for name, ids in _by_name(one for one in here.values() if one.id not in known).items():
        if len(ids) == 1 and len(waiting.get(name, ())) == 1:
            found.setdefault(ids[0], set()).add(waiting[name][0])
    pairs = {new: next(iter(old)) for new, old in found.items() if len(old) == 1}
    taken = list(pairs.values())
    return {new: old for new, old in pairs.items() if taken.count(old) == 1}


def _by_name(documents: Iterable[Document]) -> dict[str, list[str]]:
    """The ids of documents by title and by other names, in one form of letters."""
    found: dict[str, list[str]] = {}
    for document in documents:
        for name in dict.fromkeys(normal_name(name) for name in (document.title, *document.aliases)):
            found.setdefault(name, []).append(document.id)
    return found


def _entries(workspace: Workspace, ids: Collection[str], called: Mapping[str, str]) -> list[Entry]:
    """The files of some documents of a folder; `called` are the ids that others of its documents go by."""
    every = listing(workspace.folder, workspace.settings).entries
    named = (replace(one, id=called.get(one.id, one.id)) for one in every)
    return [one for one in named if one.id in ids]
