"""The command that looks at a code as it stands: check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import AsJson, FailOn, Folder, end, open_workspace, out, sentences, show_json

Codes = list[str] | None


def check(
    folder: Folder = Path(),
    select: Annotated[Codes, typer.Option(metavar="CODES", help="Only these: LAP207,LAP3 or names.")] = None,
    ignore: Annotated[Codes, typer.Option(metavar="CODES", help="Not these.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The level from which findings end with 1.")] = FailOn.ERROR,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An earlier --json: only what is new since.")
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
        if as_json:
            show_json(answer.check(found))
        else:
            print_check(found, workspace.corpus.documents, out)
        end(workspace, found.findings, fail_on)
