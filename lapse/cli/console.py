"""What commands share: where they print, how they end, and the one sentence that bad input gets."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import msgspec
import typer
from rich.console import Console

from .steps import Steps

if TYPE_CHECKING:
    from lapse.corpus.crew import Crew
    from lapse.corpus.reading import Reading
    from lapse.workspace import Workspace
    from ontology.results import Finding

CLEAN, FINDINGS, USAGE, UNREAD = 0, 1, 2, 3
"""Exit codes: nothing to say, findings, a wrong call, something that could not be read in full."""

PIPED = 120
"""Columns of a table that goes to a file or a pipe."""

out = Console(width=None if sys.stdout.isatty() else PIPED, highlight=False, emoji=False, markup=False)
err = Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True)
steps = Steps(err)

Folder = Annotated[
    Path, typer.Argument(metavar="[DIR]", help="The folder that holds the documents.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class FailOn(StrEnum):
    """From which level on findings make a command end with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def complain(sentence: str, code: int) -> NoReturn:
    """Prints one sentence to stderr and ends with an exit code."""
    err.print(f"lapse: {' '.join(sentence.split())}")
    raise typer.Exit(code)


def _wrong_calls() -> tuple[type[Exception], ...]:
    from lapse.asking import UnclearError
    from lapse.decisions import DecisionsError
    from lapse.settings import SettingsError
    from lapse.workspace import EmptyFolderError

    return UnclearError, SettingsError, EmptyFolderError, DecisionsError


def _unreadable() -> tuple[type[Exception], ...]:
    from extract.outcome import ReadError
    from graph.store import StoreError
    from lapse.corpus.cards import GoneError
    from lapse.corpus.cluster import ClusterError

    return ReadError, StoreError, GoneError, ClusterError


@contextmanager
def sentences(every_step: bool = False) -> Iterator[None]:
    """Turns what the packages raise for bad input into one sentence and the right exit code.

    Progress is shown meanwhile: where there is no terminal, of slow steps or, if wanted, of `every_step`.
    """
    steps.every = every_step
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except _wrong_calls() as problem:
        complain(str(problem), USAGE)
    except _unreadable() as problem:
        complain(str(problem), UNREAD)
    except msgspec.DecodeError:
        complain("what was kept in .lapse is damaged; take that folder away and build again", UNREAD)
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(CLEAN) from None
    finally:
        steps.close()


def open_workspace(folder: Path, crew: Crew | None = None) -> Workspace:
    """The workspace of a folder, read by a crew, with a sentence on stderr for each file that was not read."""
    from lapse.workspace import Workspace

    workspace = Workspace.open(folder, steps, crew)
    for sentence in (*workspace.reading.unread, *workspace.reading.notices):
        err.print(f"lapse: {sentence}")
    return workspace


def _as_text(one: object) -> str:
    """An IRI, which is a text of a sort of its own."""
    if isinstance(one, str):
        return str(one)
    raise TypeError(f"{one!r} cannot be written as JSON")


def show_json(data: Any) -> None:
    """Prints data as JSON to stdout."""
    try:
        text = msgspec.json.format(msgspec.json.encode(data, enc_hook=_as_text), indent=2).decode()
    except UnicodeEncodeError:  # half of a character, as a file's name may have it
        text = json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode("utf-8")
    sys.stdout.write(f"{text}\n")


def end(
    workspace: Workspace,
    findings: Iterable[Finding] = (),
    fail_on: FailOn = FailOn.NEVER,
    more: Iterable[Reading] = (),
) -> None:
    """Ends a command: with 3 where a file was not read in full, with 1 where a finding is at or above `fail_on`.

    `more` are readings of other files that it rests on.
    """
    if not all(reading.in_full for reading in (workspace.reading, *more)):
        raise typer.Exit(UNREAD)
    stop_at(findings, fail_on)


def stop_at(findings: Iterable[Finding], fail_on: FailOn) -> None:
    """Ends a command with 1 where a finding that is not cured is at or above `fail_on`."""
    levels = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}
    if any(finding.level in levels[fail_on] and finding.cause != "cured" for finding in findings):
        raise typer.Exit(FINDINGS)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints rows as a plain table that wraps and never cuts off."""
    from rich import box

    from lapse.laying import Laid

    made = Laid(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold", min_width=max(map(len, column.split()), default=1))
    for row in rows:
        made.add_row(*("" if value is None else str(value) for value in row))
    out.print(made)
