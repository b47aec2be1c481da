"""The front door: the workspace, the command line, reports and pictures.

>>> import lapse
>>> code = lapse.open("sec/")            # reads what changed, links
>>> gone = code.expire("AL", on="2025-12-31")
>>> gone.findings, gone.ledger
>>> gone.plan(keep=["AL 3.14E-3.14F"]).actions
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .workspace import Workspace

__all__ = ["demo_corpus", "open"]


def open(folder: str | Path) -> Workspace:  # noqa: A001 - typed as lapse.open(…)
    """Opens a folder of documents: reads what changed and links it. Raises as `Workspace.open` does."""
    from .workspace import Workspace

    return Workspace.open(folder)


def demo_corpus(folder: str | Path) -> Path:
    """Writes the documents of the TMAD case below `folder` and returns where; OSError where that is not possible."""
    from .demo import unpack

    return unpack(Path(folder))
