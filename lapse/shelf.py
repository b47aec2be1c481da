"""What was worked out before, kept by what it was worked out from, so that only what changed is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec

from . import whole

T = TypeVar("T")


@cache
def edition() -> str:
    """A digest of the code that reads documents: what an older edition worked out is not used."""
    found = hashlib.blake2b(digest_size=16)
    for package in ("ontology", "extract"):
        _add(found, files(package))
    return found.hexdigest()


def _add(found: hashlib.blake2b, folder: object) -> None:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):  # type: ignore[attr-defined]
        if item.is_dir() and not item.name.startswith("__"):
            _add(found, item)
        elif item.name.endswith((".py", ".toml")):
            found.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")


def key(*parts: str | bytes) -> str:
    """The name of what is worked out from these parts by this edition."""
    found = hashlib.blake2b(edition().encode(), digest_size=20)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(len(data).to_bytes(8) + data)
    return found.hexdigest()


def digest(lines: Iterable[str]) -> bytes:
    """A digest of lines, in hexadecimal."""
    found = hashlib.blake2b(digest_size=20)
    for line in lines:
        found.update(line.encode())
    return found.hexdigest().encode()


class Shelf:
    """Records in a folder, one file each, as JSON; a folder that cannot be written is read without being kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, name: str, sort: type[T]) -> T | None:
        """The record of this name, None where there is none or it is damaged."""
        self._used.add(f"{name}.json")
        try:
            return msgspec.json.decode((self._folder / f"{name}.json").read_bytes(), type=sort)
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, name: str, record: object) -> None:
        """Keeps a record under this name, where a reader never meets a half of it."""
        self._used.add(f"{name}.json")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            whole.write(self._folder / f"{name}.json", msgspec.json.encode(record), sync=False)
        except OSError:
            return

    def sweep(self) -> None:
        """Takes away what was not asked for since this shelf was opened."""
        try:
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)
        except OSError:
            return
