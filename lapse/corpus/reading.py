"""From a folder to a corpus: every document read, its references and uses found with the whole code's names known.

What is known of each document without its text, its card, is kept in memory and in `.lapse/cards.msgpack`; the records
are on a shelf, `.lapse/documents`. So a folder in which nothing changed is opened without reading a document, and
where a document changed only what that touches is worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from extract.profile import NAMES, fingerprint, load
from lapse.progress import Progress
from lapse.settings import Settings, SettingsError

from . import whole as files
from .cards import Card, Drawer, records
from .code import Code
from .crew import Crew
from .crew import crew as crew_for
from .folder import Entry, listing
from .made import graph_folder, made
from .seen import Seen
from .shelf import Shelf, edition, key

if TYPE_CHECKING:
    from graph.corpus import Corpus
    from graph.link import Links
    from ontology.model import Document

    from .found import Linked

CARDS = "cards.msgpack"


@dataclass(frozen=True)
class Reading:
    """A code as it was read, a sentence for each file that could not be, and one for each left out on purpose.

    `files` are the documents' files by id, `sizes` their bytes; most were read with the profile of the name `profile`.
    `digest` stands for all cards.
    """

    code: Code
    unread: tuple[str, ...]
    notices: tuple[str, ...]
    files: Mapping[str, Path]
    profile: str
    crew: Crew
    sizes: Mapping[str, int]
    digest: str

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is known of each document without its text."""
        return self.code.cards

    @property
    def in_full(self) -> bool:
        """Whether every file could be read, and each to its end."""
        return not self.unread and not any(card.cut_short for card in self.cards)

    @cached_property
    def corpus(self) -> Corpus:
        """All documents whole, with the uses of terms in them."""
        documents = tuple(map(self.whole, self.code.by_id))
        return replace(
            self.code.named,
            documents=documents,
            uses={one.id: self.linked(one.id).uses for one in self.cards},
            fetch=None,
        )

    @cached_property
    def links(self) -> Links:
        """Every candidate of every use and every target of every reference."""
        from graph.link import merged  # noqa: PLC0415 - as in `whole`

        return merged(self.linked(one.id).links for one in self.cards)

    def whole(self, document: str) -> Document:
        """The document of this id with all that was found in it; KeyError where there is none."""
        from .found import whole  # noqa: PLC0415 - the records of links, where a document is asked for

        if document not in self._documents:
            self._documents[document] = whole(self.code.by_id[document], self.code.shelf)
        return self._documents[document]

    def linked(self, document: str) -> Linked:
        """The uses in the document of this id, and its links; KeyError where there is none."""
        from .found import linked  # noqa: PLC0415 - as above

        if document not in self._links:
            self._links[document] = linked(self.code.by_id[document], self.code.shelf)
        return self._links[document]

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {}

    @cached_property
    def _links(self) -> dict[str, Linked]:
        return {}


def read_folder(  # noqa: PLR0913, PLR0917 - what a folder is read with, each by its name
    folder: Path,
    settings: Settings,
    progress: Progress,
    instead: Mapping[str, Path] | None = None,
    crew: Crew | None = None,
    on: date | None = None,
    beside: Iterable[Entry] = (),
    called: Mapping[str, str] | None = None,
) -> Reading:
    """Reads all documents of a folder; what did not change since the last time is taken from the shelf.

    The `crew` does the work; where it is None, this process does, or several of this machine.

    Of a document with several versions the one in force `on` a day is read, or the latest.

    `instead` names other files to be read in the place of documents (by id), `beside` are files of another folder to be
    read with them, `called` gives documents (by id) another id. A file that cannot be read is told of and
    left out. SettingsError where the profile named is none.
    """
    settings = replace(settings, profile=_profile(folder, settings.profile))
    found = listing(folder, settings, on)
    entries = list(found.entries)
    if instead:
        entries = [replace(entry, path=instead.get(entry.id, entry.path)) for entry in entries]
    if called:
        entries = [replace(entry, id=called.get(entry.id, entry.id)) for entry in entries]
    entries += beside
    place = folder / ".lapse" / "documents"
    shelf, seen = crew.shelf(place) if crew else Shelf(place), Seen(entries)
    hands = crew or crew_for(sum(seen.sizes.values()) if shelf.writable else 0)
    before = _drawer(folder / ".lapse" / CARDS, settings, shelf)
    old, unread = seen.unchanged(before), list[str]()
    cards, drawer = list(old.values()), before
    if not len(cards) == len(entries) == len(before.files) or not drawer.digest:
        from .reader import Reader  # noqa: PLC0415 - the rules of links, where something changed

        reader = Reader(settings, shelf, progress, seen, hands)
        (cards, drawer), unread = reader.read(before, old), reader.unread
    if not (instead or called or beside) and on is None and drawer != before:
        graph = made(graph_folder(folder))  # the next build takes out of it what only its records say
        shelf.sweep(records((*cards, *(graph.cards if graph else ()))))
        with suppress(OSError):
            files.write(folder / ".lapse" / CARDS, msgspec.msgpack.encode(drawer), sync=False)
    code = Code(settings.name, tuple(cards), drawer.one_code, shelf)
    paths = {entry.id: entry.path for entry in entries}
    return Reading(code, tuple(unread), found.notices, paths, drawer.profile, hands, seen.sizes, drawer.digest)


def _profile(folder: Path, said: str) -> str:
    """A profile's name, or the path of its file, which lies in the folder; SettingsError where it is none."""
    if not said or said in NAMES:
        return said
    path = (folder / said).resolve()
    if not said.endswith(".toml"):
        raise SettingsError(
            f"there is no profile “{said}”; there are {', '.join(NAMES)}, and a file of your own, as in ours.toml"
        )
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise SettingsError(f"the profile {said} is no file in {folder}; put it there, or name another in lapse.toml")
    try:
        load(str(path))
    except (OSError, ValueError) as problem:
        raise SettingsError(f"the profile {said} cannot be used: {problem}") from problem
    return str(path)


def _drawer(path: Path, settings: Settings, shelf: Shelf) -> Drawer:
    """The cards of the last time; none where they were made of other settings, or by other code."""
    made_of = key(msgspec.json.encode(settings), fingerprint(settings.profile), edition("graph"))
    with suppress(OSError, msgspec.DecodeError):
        drawer = msgspec.msgpack.decode(path.read_bytes(), type=Drawer)
        if drawer.made_of == made_of:
            kept = shelf.names()
            if kept.issuperset(records(one.card for one in drawer.files)):
                return drawer
            held = tuple(one for one in drawer.files if kept.issuperset(records((one.card,))))
            return replace(drawer, files=held, digest="")
    return Drawer(made_of, "", "", frozenset())
