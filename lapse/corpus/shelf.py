"""What was worked out before, kept by what it was worked out from, so that only what changed is read again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec

from . import whole

T = TypeVar("T")
PACKED = ".msgpack"
"""The ending of names of records that are read piece by piece; the others are JSON."""


@cache
def edition(*packages: str) -> str:
    """A digest of the code of packages: what an older edition worked out is not used."""
    found = hashlib.blake2b(digest_size=16)
    for package in packages:
        _add(found, files(package))
    return found.hexdigest()


def _add(found: hashlib.blake2b, folder: object) -> None:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):  # type: ignore[attr-defined]
        if item.is_dir() and not item.name.startswith("__"):
            _add(found, item)
        elif item.name.endswith((".py", ".toml")):
            found.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")


def key(*parts: str | bytes) -> str:
    """The name of what is worked out from these parts by this edition of the code that reads documents."""
    found = hashlib.blake2b(edition("ontology", "extract").encode(), digest_size=20)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(len(data).to_bytes(8) + data)
    return found.hexdigest()


def file_of(name: str) -> str:
    """The name of the file that holds a record."""
    return name if name.endswith(PACKED) else f"{name}.json"


class Shelf:
    """Records in a folder, one file each. What cannot be written is held in memory.

    Another process that is given a shelf has one on the same folder, with nothing in memory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, object] = {}

    def __reduce__(self) -> tuple[type[Shelf], tuple[Path, ...]]:
        return Shelf, (self._folder,)

    @cached_property
    def writable(self) -> bool:
        """Whether records can be kept in the folder."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self._folder, os.W_OK)

    def get(self, name: str, sort: type[T]) -> T | None:
        """The record of this name, None where there is none or it is damaged."""
        if isinstance(held := self._held.get(name), sort):
            return held
        try:
            data = self.read(name)
            if name.endswith(PACKED):
                return msgspec.msgpack.decode(data, type=sort)
            return msgspec.json.decode(data, type=sort)
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, name: str, record: object) -> None:
        """Keeps a record under this name, where a reader never meets a half of it."""
        try:
            if not self.writable:
                raise OSError
            self.write(name, (msgspec.msgpack if name.endswith(PACKED) else msgspec.json).encode(record))
        except OSError:
            self._held[name] = record

    def read(self, name: str) -> bytes:
        """The bytes of a record. OSError where there is none."""
        return (self._folder / file_of(name)).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Keeps the bytes of a record. OSError where it cannot be written."""
        whole.write(self._folder / file_of(name), data, sync=False)

    def names(self) -> frozenset[str]:
        """The names of all records."""
        try:
            found = (name.removesuffix(".json") for name in os.listdir(self._folder))  # noqa: PTH208 - thousands of them
            return frozenset((*found, *self._held))
        except OSError:
            return frozenset(self._held)

    def sweep(self, keep: Iterable[str]) -> None:
        """Takes away what is not among these names."""
        kept = frozenset(keep)
        for name in self.names() - kept:
            with suppress(OSError):
                (self._folder / file_of(name)).unlink(missing_ok=True)
