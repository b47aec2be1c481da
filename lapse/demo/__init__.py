"""The TMAD case: a corpus of our own words that reconstructs the part of the Smart Energy Code which the case needs."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from lapse.corpus import whole

LAPSING = "AL"
ON = "2025-12-31"
KEPT = ("3.14E-3.14F", "7.9A-7.9D")
"""The clauses that the reviewers of the real case decided to keep."""


def unpack(folder: Path) -> Path:
    """Writes the corpus to `folder`/corpus and returns that; OSError where it cannot be written.

    The proposed amendments of two of its documents, as redlines, are written to `folder`/redline.
    """
    for part in ("corpus", "redline"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for item in (files("lapse.demo") / part).iterdir():
            if item.is_file():
                whole.write(folder / part / item.name, item.read_bytes())
    return folder / "corpus"
