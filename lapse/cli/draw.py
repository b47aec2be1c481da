"""The command that draws: a change, a term, clauses, a document, two documents, matrices."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .case import Keep, On
from .console import USAGE, AsJson, Folder, complain, end, open_workspace, out, sentences, show_json

if TYPE_CHECKING:
    from lapse.pictures.drawing import Drawing
    from lapse.workspace import Workspace

_UNFIT = re.compile(r"[^\w.-]+")


def draw(
    what: Annotated[
        str, typer.Argument(metavar="THING", help="A document, a term, clauses, or “documents”.", show_default=False)
    ],
    folder: Folder = Path(),
    on: On = None,
    keep: Keep = None,
    accept: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A redline or new text: what does it cure?")
    ] = None,
    beside: Annotated[str | None, typer.Option("--with", metavar="ID", help="A second document.")] = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="Its terms by the documents that use them.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="What to write: .html or .svg.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Draw a lapse, a term, clauses or documents, as a page or SVG.

    With --on, --keep or --accept, or for a document with a last day in force: who relies on what lapses, and what
    cures it. Else who relies on the thing and on what it relies in turn; for “documents” how all lean on each other.
    """
    with sentences():
        workspace = open_workspace(folder)
        lapse = bool(on or keep or accept) or (not beside and _ends(workspace, what))
        if beside and (lapse or matrix):
            complain("--with draws two documents as they stand; leave out --on, --keep, --accept and --matrix", USAGE)
        if lapse:
            expiry = workspace.expire(what, on, keep or (), accept or (), brief=True)
            drawing = expiry.matrix() if matrix else expiry.draw()
            name, number = f"{expiry.lapsing[0].document}-{'matrix' if matrix else 'orphans'}", len(expiry.findings)
        else:
            drawing = workspace.matrix(what) if matrix else workspace.draw(what, beside or "")
            name, number = "-".join([what, *([beside] if beside else []), *(["matrix"] if matrix else [])]), None
        path = output or Path(f"{_UNFIT.sub('-', name).strip('-.') or 'picture'}.html")
        write(drawing, path)
        if as_json:
            show_json({"file": str(path), **({"findings": number} if number is not None else {})})
        else:
            out.print(f"Wrote {path}.")
        end(workspace)


def write(drawing: Drawing, path: Path) -> None:
    """Writes a picture; one sentence where that cannot be."""
    try:
        drawing.save(path)
    except OSError as problem:
        complain(f"{path} cannot be written: {problem.strerror}", USAGE)


def _ends(workspace: Workspace, what: str) -> bool:
    """Whether a document is named that has a last day in force."""
    found = () if what in workspace.corpus.by_term else workspace.corpus.catalogue.ask(what)
    return len(found) == 1 and workspace.corpus.by_id[found[0]].in_force_until is not None
