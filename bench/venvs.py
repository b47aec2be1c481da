"""A throw-away environment for libraries that are compared with ours and are no part of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def python_with(*packages: str, python: Path | None = None) -> Iterator[Path]:
    """The interpreter of a new environment with these packages, deleted afterwards; `python` where it is given."""
    if python is not None:
        yield python
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        venv.create(folder, with_pip=True)
        found = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        install(found, *packages)
        yield found


def install(python: Path, *packages: str) -> None:
    """Install packages, or what else pip takes as arguments, for an interpreter."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    subprocess.run(command, check=True)


def answer(python: Path, script: str, question: Any) -> Any:
    """What a script prints as JSON that is given `question` as JSON on its standard input."""
    found = subprocess.run(
        [str(python), "-c", script], input=json.dumps(question).encode(), capture_output=True, check=False
    )
    if found.returncode:
        raise RuntimeError(found.stderr.decode(errors="replace")[-2000:])
    return json.loads(found.stdout)
