"""Commands that write what people hold in their hands, and read back what they decided: report, decisions, comment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .case import Also, Keep, On, What
from .console import (
    USAGE,
    AsJson,
    FailOn,
    Folder,
    complain,
    end,
    err,
    open_workspace,
    out,
    sentences,
    show_json,
)

if TYPE_CHECKING:
    from lapse.expiry import Expiry

Accept = Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A redline or new text to hold against it.")]
Starts = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day of the text to accept.")]


def report(
    what: What,
    folder: Folder = Path(),
    on: On = None,
    also: Also = None,
    keep: Keep = None,
    accept: Accept = None,
    starts: Starts = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file: .xlsx, .docx, .html, .md, .csv, .json or .sarif.", show_default=False
        ),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The level from which findings end with 1.")] = FailOn.NEVER,
    as_json: AsJson = False,
) -> None:
    """Write a report of a lapse: for Excel, Word, the browser, or a program."""
    from lapse.reports import content

    with sentences():
        workspace = open_workspace(folder)
        expiry = workspace.expire((what, *(also or ())), on, keep or (), accept or (), starts)
        path = output or Path(f"{expiry.lapsing[0].document.replace('/', '-')}-report.html")
        _written(expiry, path)
        made = content.Report(expiry)
        if as_json:
            show_json({"file": str(path), "findings": len(made.findings), "coverage": made.coverage.sentence})
        else:
            out.print(f"Wrote {path}. {made.verdict}", soft_wrap=True)
            out.print(made.coverage.sentence, soft_wrap=True)
        end(workspace, made.findings, fail_on, expiry.readings)


def _written(expiry: Expiry, path: Path) -> None:
    try:
        expiry.report(path)
    except OSError as problem:
        complain(f"{path} cannot be written: {problem.strerror or problem}", USAGE)


def decisions(
    workbook: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A report, filled in.", show_default=False)],
    folder: Folder = Path(),
    as_json: AsJson = False,
) -> None:
    """Take the decisions of a filled-in report back into the folder.

    They are kept in lapse-decisions.json there and stand in every later report.
    """
    from lapse.decisions import FILE, load, record
    from lapse.reports.decided import read_decisions

    with sentences():
        if not folder.is_dir():
            complain(f"there is no folder {folder}; give the folder that holds the documents", USAGE)
        read = read_decisions(workbook, load(folder))
        fresh = record(folder, read.decisions)
        standing = load(folder).standing
        for problem in read.problems:
            err.print(f"lapse: {problem}")
        if as_json:
            shown = [{"id": d.id, "decision": d.decision, "note": d.note, "by": d.by, "on": d.on} for d in fresh]
            show_json(
                {"file": str(folder / FILE), "new": shown, "standing": len(standing), "problems": list(read.problems)}
            )
        else:
            out.print(f"{len(fresh)} new, {len(standing)} standing in {folder / FILE}.")
        if read.problems:
            raise typer.Exit(USAGE)


def comment(
    what: What,
    folder: Folder = Path(),
    on: On = None,
    also: Also = None,
    keep: Keep = None,
    accept: Accept = None,
    starts: Starts = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for the copies.")] = Path("commented"),
    as_json: AsJson = False,
) -> None:
    """Write copies of the surviving Word files, with comments.

    Each orphaned use of a term and each dangling reference bears one; all else in the copies is as it was.
    """
    from lapse.reports.comments import comment as write

    with sentences():
        workspace = open_workspace(folder)
        expiry = workspace.expire((what, *(also or ())), on, keep or (), accept or (), starts)
        try:
            made = write(expiry, output)
        except OSError as problem:
            complain(f"{output} cannot be written: {problem.strerror or problem}", USAGE)
        for sentence in made.left:
            err.print(f"lapse: {sentence}")
        if as_json:
            files = [str(path) for path in made.files]
            show_json({"files": files, "comments": made.comments, "left": list(made.left)})
        else:
            for path in made.files:
                out.print(f"Wrote {path}.")
            out.print(f"{made.comments} comments in {len(made.files)} files.")
        end(workspace, more=expiry.readings)
