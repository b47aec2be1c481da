"""Files that are written whole or not at all: beside their place, then renamed into it.

Whoever is killed, or runs out of disk, leaves the old file as it was, and at most a hidden one beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write(path: Path, data: bytes | str, *, sync: bool = True) -> None:
    """Puts data (text as UTF-8) in the place of what a file held; OSError where it cannot be written in full.

    Without `sync` it outlasts the death of this process, but perhaps not a loss of power.
    """
    with replacing(path, sync=sync) as beside:
        beside.write_bytes(data.encode(errors="replace") if isinstance(data, str) else data)


@contextmanager
def replacing(path: Path, *, sync: bool = True) -> Iterator[Path]:
    """A path to write to, in the same folder and with the same ending, which takes the place of `path` at the end.

    Where the block raises, `path` is as it was. What is no file (a pipe, /dev/stdout) is written to as it is; where
    `path` is a link, what it leads to is replaced. The rights of a file that is replaced are kept.
    """
    target = path.resolve() if path.is_symlink() else path
    if target.exists() and not target.is_file():
        yield target
        return
    beside = target.with_name(f".{os.getpid()}-{target.name[-100:]}")
    try:
        yield beside
        if sync:
            _put_on_disk(beside)
        with suppress(OSError):
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _put_on_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
