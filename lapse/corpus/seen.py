"""The files of a folder as they are, held against what they were when they were read."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from extract.profile import fingerprint

from .cards import Card, Drawer, File
from .folder import Entry
from .shelf import key

JUST_NOW = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before it was read may change again without its time telling."""


@dataclass
class Seen:
    """The files of documents: by id their `sizes` in bytes and the times of their last change, in nanoseconds.

    A file that cannot be looked at has neither.
    """

    entries: list[Entry]
    sizes: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    began: int = field(default_factory=time.time_ns)

    def __post_init__(self) -> None:
        for entry in self.entries:
            with suppress(OSError):
                state = os.stat(entry.path)  # noqa: PTH116 - thousands of them
                self.sizes[entry.id], self.changed[entry.id] = state.st_size, state.st_mtime_ns

    def unchanged(self, before: Drawer) -> dict[str, Card]:
        """The cards, by id, of documents whose files are as they were, in the order of the files."""
        known = {one.path: one for one in before.files}
        found = ((entry, known.get(self._path(entry))) for entry in self.entries)
        return {entry.id: file.card for entry, file in found if file is not None and self._same(entry, file)}

    def file(self, entry: Entry, card: Card) -> File:
        """A file as it is, with the card that it gave.

        The time is 0 where it is so short ago that the file may change again within it.
        """
        changed = self.changed[entry.id]
        settled = changed if changed + JUST_NOW < self.began else 0
        return File(self._path(entry), self.sizes[entry.id], settled, card)

    def _path(self, entry: Entry) -> str:
        """The path of a file from the root, as `Path.absolute` has it."""
        return os.path.join(self._here, entry.path)  # noqa: PTH118 - thousands of them

    @cached_property
    def _here(self) -> str:
        return str(Path.cwd())

    def _same(self, entry: Entry, file: File) -> bool:
        """Whether a file is as it was when its card was written: by size and time, else by its content."""
        if file.card.id != entry.id or file.size != self.sizes.get(entry.id):
            return False
        if file.changed == self.changed.get(entry.id):
            return True
        with suppress(OSError):
            content = entry.path.read_bytes()
            return file.card.extracted in {extracted_name(entry, one, content) for one in ("", file.card.profile)}
        return False


def extracted_name(entry: Entry, profile: str, content: bytes) -> str:
    """The name of what is extracted from a file with this content; `profile` is "" where it is chosen by looking."""
    return key("extract", entry.path.name, entry.id, profile, fingerprint(profile), content)
