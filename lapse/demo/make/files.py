"""Every file that is made, by its name below `lapse/demo`."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from .amendments import Amended, amended, proposed
from .document import document
from .habits import HABITS
from .matrix import workbook
from .text import pieces

HERE = Path(__file__).resolve().parents[1]
TEXT = HERE / "text"
PDF = "appendix-aj"
"""The document that the corpus has as PDF; the Word file stands beside the corpus."""


def made() -> dict[str, bytes]:
    """All files but the PDF: the documents as they are in force, the redlines, the spreadsheet."""
    in_force = {
        f"{'twin' if name == PDF else 'corpus'}/{name}.docx": document(pieces(written(name)), habit)
        for name, habit in HABITS.items()
    }
    changed = {
        f"redline/{name}.docx": document(one.pieces(), HABITS[name], redline=True) for name, one in redlines().items()
    }
    sheet = workbook((TEXT / "annex-a.csv").read_text(encoding="utf-8"))
    return {**in_force, **changed, "corpus/appendix-am-annex-a.xlsx": sheet}


def redlines() -> dict[str, Amended]:
    """The texts that amendments are proposed to, by name."""
    return {one["name"]: amended(written(one["name"]), one) for one in proposed(TEXT)}


def written(name: str) -> str:
    """The written text of a document."""
    return (TEXT / f"{name}.md").read_text(encoding="utf-8")


def pdf() -> tuple[str, bytes]:
    """The PDF and its name, made by LibreOffice (`soffice`); its bytes depend on the version and the fonts there.

    The numbers are typed in what it is made from: LibreOffice does not know legal numbering, which this document has.
    FileNotFoundError where LibreOffice is not installed.
    """
    typed = document(pieces(written(PDF)), replace(HABITS[PDF], numbers="typed"))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{PDF}.docx"
        source.write_bytes(typed)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return f"corpus/{PDF}.pdf", source.with_suffix(".pdf").read_bytes()
