"""Commands that answer the question: demo, expire, plan, compare."""

from __future__ import annotations

import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import (
    FINDINGS,
    UNREAD,
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
    steps,
    stop_at,
)

if TYPE_CHECKING:
    from lapse.change import Change
    from lapse.expiry import Proposal
    from lapse.workspace import Workspace

What = Annotated[str, typer.Argument(metavar="ID[#NUMBER]", help="What lapses: AL, AL#7.9A-7.9D.", show_default=False)]
On = Annotated[str | None, typer.Option(metavar="DATE", help="Its last day in force, such as 2025-12-31.")]
Keep = Annotated[list[str] | None, typer.Option(metavar="REF", help="Provisions that are kept: 3.14E-3.14F.")]
Also = Annotated[list[str] | None, typer.Option("--also", metavar="ID[#NUMBER]", help="What lapses as well.")]
Instead = Annotated[
    list[Path] | None, typer.Option(metavar="FILE", help="A file to be read in place of the document it is a text of.")
]
Codes = list[str] | None
Select = Annotated[Codes, typer.Option(metavar="CODES", help="Only these: LAP101,LAP105 or names.")]
Ignore = Annotated[Codes, typer.Option(metavar="CODES", help="Not these.")]
Baseline = Annotated[Path | None, typer.Option(metavar="FILE", help="An earlier --json: only what is new since.")]
To = Annotated[str | None, typer.Option(metavar="ID", help="The document that kept provisions go to.")]


def expire(
    what: What,
    folder: Folder = Path(),
    on: On = None,
    also: Also = None,
    keep: Keep = None,
    plan: Annotated[
        Path | None, typer.Option("--plan", metavar="FILE", help="A plan (of `lapse plan --json`) that is carried out.")
    ] = None,
    instead: Instead = None,
    accept: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A redline or new text: does it cure the lapse?")
    ] = None,
    starts: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day of the text to accept.")
    ] = None,
    select: Select = None,
    ignore: Ignore = None,
    baseline: Baseline = None,
    fail_on: Annotated[FailOn, typer.Option(help="The level from which findings end with 1.")] = FailOn.ERROR,
    as_json: AsJson = False,
) -> None:
    """Say what the lapse of a document leaves behind.

    Several lapse at once with --also, or with commas.
    """
    from lapse import answer
    from lapse.judging import judged

    with sentences():
        workspace = open_workspace(folder)
        if instead:
            workspace = workspace.instead(instead)
        expiry = workspace.expire((what, *(also or ())), on, keep or (), accept or (), starts, plan, brief=True)
        told = judged(expiry.findings, workspace.settings, select or (), ignore or (), baseline)
        if as_json:
            show_json(answer.expiry(expiry, told))
        else:
            from lapse.verdict import print_expiry

            print_expiry(expiry, out, told)
        end(workspace, told.findings, fail_on, expiry.readings)


def compare(
    before: Annotated[Path, typer.Argument(help="A folder, or one redlined Word file.", show_default=False)],
    after: Annotated[
        Path | None, typer.Argument(help="Another folder; none for a redline.", show_default=False)
    ] = None,
    select: Select = None,
    ignore: Ignore = None,
    baseline: Baseline = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A report as well: .xlsx, .docx, .html, .md, .csv, .json or .sarif."),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The level from which findings end with 1.")] = FailOn.ERROR,
    as_json: AsJson = False,
) -> None:
    """Compare two folders, or a redline's two views.

    Says what the change causes, what it cures and what stays open.
    """
    from lapse import answer
    from lapse.judging import judged
    from lapse.versions import of_folders, of_views

    with sentences():
        versions = of_folders(before, after, steps) if after else of_views(before)
        for sentence in versions.told:
            err.print(f"lapse: {sentence}")
        change = versions.change
        told = judged(change.findings, change.settings, select or (), ignore or (), baseline)
        if output:
            _written(change, output)
        if as_json:
            show_json(answer.change(change, told))
        else:
            from lapse.verdict import print_change

            print_change(change, out, told)
        if output:
            err.print(f"lapse: wrote {output}")
        if not versions.in_full:
            raise typer.Exit(UNREAD)
        stop_at(told.findings, fail_on)


def plan(
    what: What,
    folder: Folder = Path(),
    on: On = None,
    also: Also = None,
    keep: Keep = None,
    to: To = None,
    instead: Instead = None,
    redline: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Put the carried text into copies of the Word files, tracked.")
    ] = None,
    author: Annotated[str, typer.Option(help="Whose changes these are.")] = "Lapse",
    as_json: AsJson = False,
) -> None:
    """Say what to carry over, to where, and why.

    With --redline as tracked changes of the documents that it goes to.
    """
    from lapse import answer

    with sentences():
        workspace = open_workspace(folder)
        if instead:
            workspace = workspace.instead(instead)
        expiry = workspace.expire((what, *(also or ())), on)
        proposal = expiry.plan(keep or (), to)
        written = _redlines(proposal, workspace, redline, author) if redline else []
        if as_json:
            show_json({**answer.plan(proposal), "redlines": [str(path) for path in written]})
        else:
            from lapse.verdict import print_plan

            print_plan(expiry, proposal, out)
            for path in written:
                out.print(f"Wrote {path}.")
            if written:
                accept = [word for path in written for word in ("--accept", str(path))]
                command = shlex.join(["lapse", "expire", what, str(workspace.folder), *accept])
                out.print(f"`{command}` tells what they cure.", soft_wrap=True)
        end(workspace, proposal.remaining, FailOn.INFO)


def _written(change: Change, path: Path) -> None:
    try:
        change.report(path)
    except OSError as problem:
        complain(f"{path} cannot be written: {problem.strerror or problem}", USAGE)


def _redlines(proposal: Proposal, workspace: Workspace, folder: Path, author: str) -> list[Path]:
    from lapse.redlining import redlines

    try:
        written, notes = redlines(proposal.planner, workspace.reading.files, folder, author)
    except OSError as problem:
        complain(f"the redlines cannot be written to {folder}: {problem.strerror or problem}", USAGE)
    for note in notes:
        err.print(f"lapse: {note}")
    return written


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="A folder for the demo.", show_default=False)] = Path(
        "lapse-demo"
    ),
    as_json: AsJson = False,
) -> None:
    """Run the TMAD case that comes with Lapse.

    From files to findings, plan and picture.
    """
    from lapse import answer
    from lapse.demo import KEPT, LAPSING, ON, unpack
    from lapse.verdict import print_expiry, print_plan

    from .draw import write

    with sentences():
        started = time.perf_counter()
        try:
            corpus = unpack(folder)
        except OSError as problem:
            complain(f"the demo cannot be written to {folder}: {problem.strerror or problem}", USAGE)
        workspace = open_workspace(corpus)
        workspace.build()
        expiry = workspace.expire(LAPSING, ON)
        proposal = expiry.plan(KEPT)
        picture = folder / "orphans.html"
        write(expiry.draw(), picture)
        if as_json:
            show_json(
                {
                    "expire": answer.expiry(expiry),
                    "plan": answer.plan(proposal),
                    "picture": str(picture),
                }
            )
        else:
            out.print(
                f"The TMAD case, on a reconstruction of part of the Smart Energy Code in words of our own ({corpus}).\n"
            )
            print_expiry(expiry, out)
            out.print()
            print_plan(expiry, proposal, out)
            out.print(f"\nThe picture is {picture}; the documents are in {corpus}. Try: lapse show GroupID {corpus}")
            err.print(f"{time.perf_counter() - started:.1f} seconds")
        if not workspace.reading.in_full:
            raise typer.Exit(UNREAD)
        if proposal.remaining:
            raise typer.Exit(FINDINGS)
