"""The commands, in the order in which a person meets them."""

from __future__ import annotations

import gc

import typer

from . import asking, case, check, draw, reading, reporting

RARELY = (2_000_000, 10, 100)
"""How seldom Python looks for rings of records to be freed: a command keeps what it reads, and there are few rings."""

app = typer.Typer(
    name="lapse",
    help="What a document of a regulatory code leaves without ground when it lapses, and what must be carried over.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for command in (
    case.demo,
    reading.init,
    reading.read,
    reading.build,
    reading.show,
    check.check,
    case.expire,
    case.plan,
    case.compare,
    draw.draw,
    reporting.report,
    reporting.decisions,
    reporting.comment,
    asking.query,
    asking.explain,
    asking.export,
    asking.doctor,
):
    app.command()(command)
app.command("list")(reading.list_things)


def main() -> None:
    """Runs the command that the arguments name."""
    gc.set_threshold(*RARELY)
    try:
        app()
    finally:
        gc.freeze()  # what is left goes with the process, without being looked through
