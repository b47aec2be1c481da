"""A folder whose content is replaced whole or not at all: a new generation is made beside the old one, then named.

    CURRENT   the name of the generation in use, replaced in one step (a rename)
    LOCK      held by the one process that makes a generation; the system releases it when that process dies
    g1, g2 …  generations; the one before the current stays for processes that are still reading it

Whoever is killed leaves the old CURRENT or the new one, and at most a folder that the next writer clears away.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

fcntl: Any
try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where the lock is of another sort
    fcntl = None


class InUseError(OSError):
    """Another process is making a generation of this folder."""


def current(folder: Path) -> Path | None:
    """The generation in use, None where none was ever finished."""
    try:
        name = (folder / "CURRENT").read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return folder / name if _number(name) else None


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation in the making, at `path`, in a folder that is locked until `commit` or `abandon`."""

    folder: Path
    path: Path
    lock: IO[bytes]

    def commit(self) -> None:
        """Makes this the current generation: its name is on the disk in full before it takes the place of the old."""
        with self.lock:
            pending = self.folder / "CURRENT.new"
            with pending.open("w", encoding="ascii") as file:
                file.write(self.path.name + "\n")
                file.flush()
                os.fsync(file.fileno())
            pending.replace(self.folder / "CURRENT")

    def abandon(self) -> None:
        """Clears this generation away; the old one stays."""
        with self.lock:
            shutil.rmtree(self.path, ignore_errors=True)


def begin(folder: Path) -> Generation:
    """A generation to be made at its `path`, which does not exist yet.

    InUseError where another process is at it, OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "LOCK").open("a+b")
    try:
        _seize(lock, folder)
        old = current(folder)
        last = _number(old.name) if old else 0
        for path in folder.iterdir():
            if path.is_dir() and _number(path.name) not in (0, last):
                shutil.rmtree(path)
        return Generation(folder, folder / f"g{last + 1}", lock)
    except BaseException:
        lock.close()
        raise


def _number(name: str) -> int:
    """The number of a generation by its folder's name, 0 where it is none."""
    return int(name[1:]) if name[:1] == "g" and name[1:].isascii() and name[1:].isdecimal() else 0


def _seize(lock: IO[bytes], folder: Path) -> None:
    """Takes the lock, held until the file is closed."""
    try:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:  # pragma: no cover - Windows
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError as error:
        raise InUseError(f"another process is writing {folder}") from error
