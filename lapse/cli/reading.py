"""Commands that read: init, read, build, list, show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .console import (
    UNREAD,
    USAGE,
    AsJson,
    Folder,
    complain,
    end,
    open_workspace,
    out,
    sentences,
    show_json,
    table,
)

if TYPE_CHECKING:
    from lapse.corpus.crew import Crew

HEALTH = (
    "id",
    "provisions",
    "numbered",
    "missing",
    "repeated",
    "out_of_order",
    "pages_without_text",
    "tracked_changes",
    "definitions",
    "references",
    "problems",
)
"""The columns of the table of `build`: what of each document was read, and what is wrong with it."""
WRONG = ("missing", "repeated", "out_of_order", "pages_without_text", "tracked_changes")
"""Those of them that tell that something is wrong."""
MANY = 200
"""Documents up to which each has a row in the table of `build`."""
FEW = 20
"""Documents up to which all are named in one sentence."""


class View(StrEnum):
    """Which text of a redline is read."""

    ORIGINAL = "original"
    ACCEPTED = "accepted"


class Thing(StrEnum):
    """What can be listed."""

    DOCUMENTS = "documents"
    PROVISIONS = "provisions"
    DEFINITIONS = "definitions"
    REFERENCES = "references"
    USES = "uses"
    RELIANCE = "reliance"


def init(
    folder: Folder = Path(),
    force: Annotated[bool, typer.Option("--force", help="Write over a lapse.toml that is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a lapse.toml for you to correct."""
    from lapse.corpus import whole
    from lapse.settings import FILE
    from lapse.start import propose

    with sentences():
        path = folder / FILE
        if path.exists() and not force:
            complain(f"{path} is there already; --force writes over it", USAGE)
        workspace = open_workspace(folder)
        text = propose(workspace)
        try:
            whole.write(path, text)
        except OSError as problem:
            complain(f"{path} cannot be written: {problem.strerror}", USAGE)
        if as_json:
            show_json({"file": str(path), "documents": [one.id for one in workspace.reading.cards]})
        else:
            out.print(f"{path} lists {len(workspace.reading.cards)} documents; correct what is wrong in it.")
        end(workspace)


def read(
    file: Annotated[Path, typer.Argument(help="The file to read.", show_default=False)],
    view: Annotated[View, typer.Option(help="Which text of a redline to read.")] = View.ACCEPTED,
    as_json: AsJson = False,
) -> None:
    """Read one file and print its facts.

    Provisions, definitions, references, problems.
    """
    from extract.document import read_alone
    from extract.health import cut_short
    from lapse import facts
    from lapse.readout import print_document

    with sentences():
        if not file.is_file():
            complain(f"there is no file {file}", USAGE)
        document = read_alone(file, view.value)
        if as_json:
            show_json(facts.read(document))
        else:
            print_document(document, out)
        if cut_short(document):
            raise typer.Exit(UNREAD)


def build(
    folder: Folder = Path(),
    cluster: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT", help="A Dask scheduler whose workers do the work.")
    ] = None,
    shared: Annotated[
        str, typer.Option(metavar="URL", help="Where the workers find the folder, such as s3://bucket/code.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Read what changed and write the graph."""
    from lapse import answer
    from lapse.corpus import keeping

    with sentences(every_step=True):
        workspace = open_workspace(folder, _cluster(cluster, folder, shared) if cluster else None)
        made = workspace.build()
        found = list(answer.documents(workspace))
        if as_json:
            unread = list(workspace.reading.unread)
            show_json({"documents": found, "graph": "written" if made else "up to date", "unread": unread})
        else:
            _show_health(found)
            if any(one["problems"] for one in found):
                out.print("`lapse check --select LAP3` lists the problems of reading, each with its place.")
            place = keeping.where(workspace.folder, workspace.settings)
            out.print(f"The graph in {place} is {'written' if made else 'up to date'}.")
        end(workspace)


def _cluster(address: str, folder: Path, shared: str) -> Crew:
    from lapse.corpus.cluster import Cluster

    return Cluster(address, folder, shared)


def _show_health(found: Sequence[Mapping[str, Any]]) -> None:
    """A row for each document, in a large folder for those with something wrong; and what was left out of which."""
    rows = found if len(found) <= MANY else [one for one in found if any(one[name] for name in WRONG)]
    table([name.replace("_", " ") for name in HEALTH], ([one[name] for name in HEALTH] for one in rows[:MANY]))
    if len(rows) < len(found):
        beyond = f"; {len(rows) - MANY:,} more of those" if len(rows) > MANY else ""
        out.print(f"{len(found):,} documents; shown are those with something wrong{beyond}. --json has every one.")
    alike: dict[str, list[str]] = {}
    for one in found:
        for phrase in one["left_out"]:
            alike.setdefault(phrase, []).append(one["id"])
    for phrase, ids in alike.items():
        more = f" and {len(ids) - FEW:,} more" if len(ids) > FEW else ""
        out.print(f"Left out of {', '.join(ids[:FEW])}{more}: {phrase}.")


def list_things(
    thing: Annotated[Thing, typer.Argument(help="What to list.", show_default=False)],
    folder: Folder = Path(),
    document: Annotated[str | None, typer.Option(help="Only this document.")] = None,
    as_json: AsJson = False,
) -> None:
    """List documents, provisions, definitions, …

    Also references, uses, and reliance: what the lapse of each document would leave behind elsewhere.
    """
    from lapse import answer
    from lapse.asking import document_id

    with sentences():
        workspace = open_workspace(folder)
        code = workspace.reading.code
        ids = [document_id(code.named, document)] if document else [one.id for one in code.cards]
        chosen = [] if thing in (Thing.DOCUMENTS, Thing.RELIANCE) else list(map(workspace.reading.whole, ids))
        if thing is Thing.DOCUMENTS:
            rows = [one for one in answer.documents(workspace) if one["id"] in ids]
            columns = ["id", "title", "file", "in_force_until", "provisions", "definitions", "references", "uses"]
        elif thing is Thing.PROVISIONS:
            rows = list(answer.provisions(chosen))
            columns = ["document", "path", "heading", "text"]
        elif thing is Thing.DEFINITIONS:
            rows = list(answer.definitions(workspace, chosen))
            columns = ["document", "provision", "term", "kind", "scope", "text"]
        elif thing is Thing.REFERENCES:
            rows = list(answer.references(workspace, chosen))
            columns = ["document", "provision", "text", "status", "targets", "reason"]
        elif thing is Thing.RELIANCE:
            columns = ["document", "documents", "uses", "terms", "references", "carry"]
            rows = [asdict(one) for one in workspace.reliance() if one.document in ids]
        else:
            rows = list(answer.uses(workspace, chosen))
            columns = ["document", "provision", "text", "term", "binds_to", "reason"]
        if as_json:
            show_json(rows)
        else:
            table(columns, ([_shown(row[column]) for column in columns] for row in rows))
        end(workspace)


def _shown(value: object) -> object:
    """A value as a cell: a place in words, a list with commas."""
    if isinstance(value, dict):
        return f"{value['document']} {value['provision']}".rstrip()
    if isinstance(value, list):
        return ", ".join(str(_shown(one)) for one in value)
    return value


def show(
    thing: Annotated[str, typer.Argument(help="A term, a clause (AL 3.14E) or a document.", show_default=False)],
    folder: Folder = Path(),
    as_json: AsJson = False,
) -> None:
    """Show all about a term, a clause or a document."""
    from lapse.readout import print_about
    from lapse.show import about

    with sentences():
        workspace = open_workspace(folder)
        found = about(workspace, thing)
        if as_json:
            show_json(found)
        else:
            print_about(found, out)
        end(workspace)
