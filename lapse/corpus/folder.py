"""Which files of a folder are documents of a code, and the id of each."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

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
    outside = tuple(
        f"{p.relative_to(folder)} is a link out of {folder} and is not read" for p in _links_out(folder, below)
    )
    if not settings.documents:
        ids = _ids(files, folder)
        return Listing(tuple(Entry(ids[path], path, DocumentSettings(ids[path], path.name)) for path in files), outside)
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
        f"{p.relative_to(folder)} is not listed in {FILE} and is not read" for p in files if p.resolve() not in listed
    ]
    return Listing(tuple(entries), tuple(notices))


OWN = (".lapse", ".lapse/documents", ".lapse/graph", ".lapse/cards.json", FILE, "lapse-decisions.json")
"""What Lapse writes into a folder, and takes away again."""


def leading_out(folder: Path) -> str:
    """The first of what Lapse writes that is a link out of the folder; "" for none.

    A folder may come from somebody else: nothing is written or taken away where such a link leads.
    """
    root = folder.resolve()
    return next((one for one in OWN if not (folder / one).resolve().is_relative_to(root)), "")


def _below(folder: Path) -> list[tuple[Path, bool]]:
    """All that lies below a folder, sorted by name, and whether each is a link; hidden things are left aside.

    Links to folders are not followed.
    """
    found: list[tuple[Path, bool]] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        with suppress(OSError), os.scandir(here) as several:
            things = list(several)
            copies = any(one.name == COPIES for one in things)
            for one in things:
                within = _is_folder(one)
                if not one.name.startswith(HIDDEN) and (within or not copies):
                    path, link = here / one.name, one.is_symlink()
                    found.append((path, link))
                    if within and not link:
                        waiting.append(path)
    return sorted(found, key=lambda one: one[0].parts)


def _is_folder(one: os.DirEntry[str]) -> bool:
    """Whether something is a folder, or a link to one; what cannot be looked at is none."""
    try:
        return one.is_dir()
    except OSError:
        return False


def _files(folder: Path, below: list[tuple[Path, bool]]) -> list[Path]:
    """The files among what lies below a folder that may be documents; links that lead out of it are left aside."""
    root = folder.resolve()
    return [
        path
        for path, link in below
        if path.suffix.lower() not in LEFT_OUT
        and path.name != FILE
        and path.is_file()
        and (not link or path.resolve().is_relative_to(root))
        and not _is_ours(path)
    ]


def _links_out(folder: Path, below: list[tuple[Path, bool]]) -> list[Path]:
    """The links among what lies below a folder that lead out of it; what Lapse writes is left aside."""
    root = folder.resolve()
    links = (path for path, link in below if link and path.name not in OWN)
    return [path for path in links if not path.resolve().is_relative_to(root)]


def _is_ours(path: Path) -> bool:
    """Whether a file was written by Lapse itself: a picture or a report."""
    ending = path.suffix.lower()
    if ending not in OUR_ENDINGS:
        return False
    try:
        if ending in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
                return OUR_NAME in part.read(4096)
        with path.open("rb") as file:
            head = file.read(4096)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
        return False
    return head.startswith(OUR_LINES) if ending in (".md", ".csv") else OUR_OWN in head


def _ids(files: list[Path], folder: Path) -> dict[Path, str]:
    """A document's id is its file's stem; with its folder or its ending where two files share the stem."""
    stems = Counter(path.stem for path in files)
    longer = {path: path.relative_to(folder).with_suffix("").as_posix() for path in files if stems[path.stem] > 1}
    relative = Counter(longer.values())
    ids = {}
    for path in files:
        if path not in longer:
            ids[path] = path.stem
        else:
            ids[path] = longer[path] if relative[longer[path]] == 1 else path.relative_to(folder).as_posix()
    return ids
