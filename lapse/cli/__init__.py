"""The command line. Each command does one thing, says so in one line of help, and gives JSON with `--json`."""

from __future__ import annotations

from .app import main

__all__ = ["main"]
