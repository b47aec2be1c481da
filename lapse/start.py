"""What `lapse init` writes: a `lapse.toml` from what the folder shows, for a person to correct."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .settings import DocumentSettings, dump
from .workspace import Workspace


def propose(workspace: Workspace) -> str:
    """The text of a `lapse.toml` with every document that was read."""
    corpus = workspace.corpus
    said = workspace.settings
    found = tuple(
        DocumentSettings(
            id=document.id,
            file=_file(workspace.folder, entry),
            title=document.title,
            aliases=document.aliases,
            version=document.version,
            in_force_from=document.in_force_from,
            in_force_until=document.in_force_until,
            general=document.id in corpus.general,
        )
        for document in corpus.documents
        if (entry := workspace.reading.files.get(document.id)) is not None
    )
    name = said.name or workspace.folder.resolve().name
    profile = said.profile or workspace.reading.profile
    return dump(replace(said, name=name, profile=profile, documents=found))


def _file(folder: Path, path: Path) -> str:
    return path.resolve().relative_to(folder.resolve()).as_posix()
