"""Reports: one reporter a format, all of the same values. A reporter only turns them into bytes."""

from __future__ import annotations

from .changes import write_change
from .write import FORMATS, write

__all__ = ["FORMATS", "write", "write_change"]
