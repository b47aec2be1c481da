"""Which files of a folder are documents of a code, and the id of each."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lapse.settings import FILE, DocumentSettings, Settings

HIDDEN = (".", "~$", "__")
"""Beginnings of names that are never documents: hidden files, lock files of office programs, caches."""
LEFT_OUT = (".sarif", ".toml", ".lock", ".py", ".rq", ".ttl", ".nq", ".json", ".css", ".js", ".zip", ".xz", ".gz")
OUR_OWN = b'name="generator" content="Lapse"'
"""Stands in every page that Lapse writes, so that its own pictures are not read as documents."""
OUR_LINES = (b"<!-- generator: Lapse -->", b'\xef\xbb\xbf"id","code","name","level","cause","status",')
"""The beginnings of the Markdown and CSV files that Lapse writes."""
OUR_NAME = b"<dc:creator>Lapse</dc:creator>"
"""Stands in every Word and Excel file that Lapse writes."""
OUR_ENDINGS = (".docx", ".xlsx", ".html", ".htm", ".md", ".csv")
"""The endings of what Lapse writes."""
COPIES = ".lapse-copies"
"""A file that marks a folder with copies that Lapse made of documents."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that is a document of the code, with what `lapse.toml` says of it."""

    id: str
    path: Path
    settings: DocumentSettings


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of a folder in a stable order, and a sentence for each file that was passed over with a reason."""

    entries: tuple[Entry, ...]
    notices: tuple[str, ...] = field(default=())


def listing(folder: Path, settings: Settings, on: date | None = None) -> Listing:
    """The documents of `folder`: those that `lapse.toml` lists, else every file that is not plainly something else.

    Of a document with several versions it is the one in force `on` a day, or the latest.
    """
    below = _below(folder)
    files = _files(folder, below)
    outside = tuple(f"{path} is a link out of {folder} and is not read" for path in _links_out(folder, below))
    if not settings.documents:
        named = ((one, path, path.rpartition("/")[2]) for path, one in _ids(files).items())
        return Listing(
            tuple(Entry(one, folder / path, DocumentSettings(one, name)) for one, path, name in named), outside
        )
    entries, notices = [], list(outside)
    root = folder.resolve()
    for one in settings.on(on):
        path = (folder / one.file).resolve()
        if not path.is_relative_to(root):
            notices.append(f"{one.file} of document {one.id} lies outside {folder} and is not read")
        elif not path.is_file():
            notices.append(f"{one.file} of document {one.id} is not there; correct its file in {FILE}")
        else:
            entries.append(Entry(one.id, path, one))
    listed = {(folder / one.file).resolve() for one in settings.documents}
    notices += [
        f"{path} is not listed in {FILE} and is not read" for path in files if (folder / path).resolve() not in listed
    ]
    return Listing(tuple(entries), tuple(notices))


OWN = (".lapse", ".lapse/documents", ".lapse/graph", ".lapse/cards.msgpack", FILE, "lapse-decisions.json")
"""What Lapse writes into a folder, and takes away again."""


def leading_out(folder: Path) -> str:
    """The first of what Lapse writes that is a link out of the folder; "" for none.

    A folder may come from somebody else: nothing is written or taken away where such a link leads.
    """
    root = folder.resolve()
    return next((one for one in OWN if not (folder / one).resolve().is_relative_to(root)), "")


class _Below(NamedTuple):
    """What lies below a folder: its path from there (with "/"), whether it is a link, and whether it is a file."""

    path: str
    link: bool
    file: bool

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def _below(folder: Path) -> list[_Below]:
    """All that lies below a folder, sorted by name; hidden things are left aside.

    Links to folders are not followed. Paths are texts, because there may be thousands.
    """
    found: list[_Below] = []
    waiting = [""]
    while waiting:
        here = waiting.pop()
        with suppress(OSError), os.scandir(folder / here) as several:
            things = list(several)
            copies = any(one.name == COPIES for one in things)
            for one in things:
                within = _leads_to(one.is_dir)
                if not one.name.startswith(HIDDEN) and (within or not copies):
                    path, link = here + one.name, one.is_symlink()
                    found.append(_Below(path, link, not within and _leads_to(one.is_file)))
                    if within and not link:
                        waiting.append(f"{path}/")
    return sorted(found, key=lambda one: one.path.split("/"))


def _leads_to(sort: Callable[[], bool]) -> bool:
    """Whether something is a folder or a file, or a link to one; what cannot be looked at is neither."""
    try:
        return sort()
    except OSError:
        return False


def _files(folder: Path, below: list[_Below]) -> list[str]:
    """The files among what lies below a folder that may be documents; links that lead out of it are left aside."""
    root = folder.resolve()
    return [
        one.path
        for one in below
        if one.file
        and not one.path.lower().endswith(LEFT_OUT)
        and one.name != FILE
        and (not one.link or (folder / one.path).resolve().is_relative_to(root))
        and not _is_ours(folder, one.path)
    ]


def _links_out(folder: Path, below: list[_Below]) -> list[str]:
    """The links among what lies below a folder that lead out of it; what Lapse writes is left aside."""
    root = folder.resolve()
    links = (one.path for one in below if one.link and one.name not in OWN)
    return [path for path in links if not (folder / path).resolve().is_relative_to(root)]


def _is_ours(folder: Path, file: str) -> bool:
    """Whether a file was written by Lapse itself: a picture or a report."""
    if not file.lower().endswith(OUR_ENDINGS):
        return False
    path = folder / file
    ending = path.suffix.lower()
    try:
        if ending in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
                return OUR_NAME in part.read(4096)
        with path.open("rb") as opened:
            head = opened.read(4096)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
        return False
    return head.startswith(OUR_LINES) if ending in (".md", ".csv") else OUR_OWN in head


def _ids(files: list[str]) -> dict[str, str]:
    """A document's id is its file's stem; with its folder or its ending where two files share the stem."""
    stems = {path: _without_ending(path.rpartition("/")[2]) for path in files}
    shared = Counter(stems.values())
    longer = {path: _without_ending(path) for path, stem in stems.items() if shared[stem] > 1}
    relative = Counter(longer.values())
    return {
        path: stem if path not in longer else longer[path] if relative[longer[path]] == 1 else path
        for path, stem in stems.items()
    }


def _without_ending(path: str) -> str:
    """A path without the ending of its file's name, as `Path.with_suffix` has it: ".a" and "a." have none."""
    head, dot, ending = path.rpartition(".")
    return head if dot and ending and "/" not in ending and head and not head.endswith("/") else path
