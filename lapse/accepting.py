"""Files that are read in the place of documents of a folder: redlines, or new texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extract.outcome import ReadError

from .asking import UnclearError
from .corpus.reading import Reading, read_folder

if TYPE_CHECKING:
    from .workspace import Workspace


def accepting(workspace: Workspace, files: Iterable[Path]) -> Reading:
    """The folder read with these files in the place of the documents that they are texts of.

    A file belongs to the document that its name means, else to the one that its own title or designation means.
    UnclearError where it belongs to none, or to several; ReadError where it cannot be read.
    """
    instead = {_document_of(workspace, file): file for file in files}
    reading = read_folder(workspace.folder, workspace.settings, workspace.progress, instead)
    if fresh := [sentence for sentence in reading.unread if sentence not in workspace.reading.unread]:
        raise ReadError(fresh[0])
    return reading


def _document_of(workspace: Workspace, file: Path) -> str:
    if not file.is_file():
        raise UnclearError(f"there is no file {file} to accept")
    catalogue = workspace.reading.code.named.catalogue
    if len(found := catalogue.ask(file.stem)) == 1:
        return found[0]
    from extract.document import read_alone  # noqa: PLC0415 - the readers, where a file is read

    document = read_alone(file)
    for name in (document.title, *document.aliases):
        if len(found := catalogue.find(name)) == 1:
            return found[0]
    raise UnclearError(f"{file} is not plainly a text of one document here; give it that document's name")
