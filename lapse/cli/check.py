"""The command that looks at a code as it stands: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import USAGE, AsJson, FailOn, Folder, complain, end, open_workspace, out, sentences, show_json

if TYPE_CHECKING:
    from lapse.checking import Check
    from lapse.workspace import Workspace

Codes = list[str] | None


def check(
    folder: Folder = Path(),
    select: Annotated[Codes, typer.Option(metavar="CODES", help="Only these: LAP207,LAP3 or names.")] = None,
    ignore: Annotated[Codes, typer.Option(metavar="CODES", help="Not these.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The level from which findings end with 1.")] = FailOn.ERROR,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An earlier --json: only what is new since.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A SARIF log (.sarif) as well.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with a code as it stands: terms, references, numbers, titles, fields, reading."""
    from lapse import answer
    from lapse.checking import check as examine
    from lapse.readout import print_check

    with sentences():
        workspace = open_workspace(folder)
        found = examine(workspace, select or (), ignore or (), baseline)
        if output is not None:
            _log(workspace, found, output)
        if as_json:
            show_json(answer.check(found, workspace.decisions))
        else:
            print_check(found, workspace.corpus, out)
        end(workspace, found.findings, fail_on)


def _log(workspace: Workspace, found: Check, path: Path) -> None:
    """Writes the findings as a SARIF log."""
    from lapse.corpus.whole import write
    from lapse.reports.sarif import Run, text

    if path.suffix.lower() != ".sarif":
        complain(f"{path.name} does not end in .sarif, the format that check writes", USAGE)
    reading = workspace.reading
    run = Run(
        found.findings, workspace.corpus.documents, reading.files, workspace.decisions, reading.unread, reading.notices
    )
    try:
        write(path, text(run))
    except OSError as problem:
        complain(f"{path} cannot be written: {problem.strerror}", USAGE)
