"""Commands that answer the question: demo, expire, plan, compare."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

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
        expiry = workspace.expire((what, *(also or ())), on, keep or (), accept or (), starts, plan)
        told = judged(expiry.findings, workspace.settings, select or (), ignore or (), baseline)
        if as_json:
            show_json(answer.expiry(expiry, told))
        else:
            from lapse.readout import print_expiry

            print_expiry(expiry, out, told)
        end(workspace, told.findings, fail_on)


def compare(
    before: Annotated[Path, typer.Argument(help="A folder, or one redlined Word file.", show_default=False)],
    after: Annotated[
        Path | None, typer.Argument(help="Another folder; none for a redline.", show_default=False)
    ] = None,
    select: Select = None,
    ignore: Ignore = None,
    baseline: Baseline = None,
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
        for sentence in versions.unread:
            err.print(f"lapse: {sentence}")
        told = judged(versions.comparison.findings, versions.settings, select or (), ignore or (), baseline)
        if as_json:
            show_json(answer.comparison(versions.comparison, told))
        else:
            from lapse.readout import print_comparison

            print_comparison(versions.comparison, out, told)
        if versions.unread:
            raise typer.Exit(UNREAD)
        stop_at(told.findings, fail_on)


def plan(
    what: What, folder: Folder = Path(), on: On = None, keep: Keep = None, to: To = None, as_json: AsJson = False
) -> None:
    """Say what to carry over, to where, and why."""
    from lapse import answer
    from lapse.readout import print_plan

    with sentences():
        workspace = open_workspace(folder)
        expiry = workspace.expire(what, on)
        proposal = expiry.plan(keep or (), to)
        if as_json:
            show_json(answer.plan(proposal))
        else:
            print_plan(expiry, proposal, out)
        end(workspace, proposal.remaining, FailOn.INFO)


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
    from lapse.readout import print_expiry, print_plan

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
        if workspace.reading.unread:
            raise typer.Exit(UNREAD)
        if proposal.remaining:
            raise typer.Exit(FINDINGS)
