"""A folder whose content is replaced whole or not at all: a new generation is made beside the old one, then named.

    CURRENT   the name of the generation in use, replaced in one step (a rename)
    LOCK      held by the one process that makes a generation; the system releases it when that process dies
    g1, g2 …  generations; one that is no longer current is cleared away once nobody reads it
    g1.lock … held, shared, by those who read a generation

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
class Held:
    """A generation that is being read, at `path`; it stays until `release`, or until this process dies."""

    path: Path
    lock: IO[bytes] | None

    def release(self) -> None:
        """Lets the generation be cleared away."""
        if self.lock is not None:
            self.lock.close()


def hold(folder: Path) -> Held | None:
    """The generation in use, kept from being cleared away, None where none was ever finished."""
    while (path := current(folder)) is not None:
        held = Held(path, _share(_lock_of(path)))
        if path.is_dir() or current(folder) == path:  # else it was cleared away just now, and there is a newer one
            return held
        held.release()
    return None


def _lock_of(generation: Path) -> Path:
    return generation.with_name(f"{generation.name}.lock")


def _share(path: Path) -> IO[bytes] | None:
    """A lock shared with other readers; none where there is no such file or no such lock."""
    if fcntl is None:
        return None
    try:
        lock = path.open("rb")
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH)
    except OSError:
        lock.close()
        return None
    return lock


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
            _lock_of(self.path).unlink(missing_ok=True)


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
                _clear_away(path)
        made = folder / f"g{_unused(folder, last + 1)}"
        _lock_of(made).touch()
        return Generation(folder, made, lock)
    except BaseException:
        lock.close()
        raise


def _clear_away(path: Path) -> None:
    """Removes a generation, unless somebody reads it."""
    lock_file = _lock_of(path)
    with lock_file.open("ab") as lock:
        try:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path)
            lock_file.unlink(missing_ok=True)
        except BlockingIOError:
            return


def _unused(folder: Path, number: int) -> int:
    """The first number from this one on of which no generation is left."""
    while (folder / f"g{number}").exists():
        number += 1
    return number


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
