"""All acts and regulations of Canada of the gold set, read once for the measures that need them together."""

from __future__ import annotations

import os
import tarfile
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from extract.document import extract
from extract.profile import load
from extract.refer import find_references
from graph.corpus import Corpus
from graph.resolve import Resolver
from ontology.model import Document, Reference
from ontology.results import Resolution

PROCESSES = min(4, os.cpu_count() or 1)


@dataclass(frozen=True)
class Library:
    """All documents of the set, and what resolves a reference among them."""

    documents: tuple[Document, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Titles and aliases of all documents."""
        return tuple({n for d in self.documents for n in (d.title, *d.aliases) if len(n) > 1})

    @cached_property
    def by_id(self) -> dict[str, Document]:
        return {one.id: one for one in self.documents}

    @cached_property
    def linked(self) -> dict[str, str]:
        """Ids by every name under which an editor may link to a document."""
        return {alias: one.id for one in self.documents for alias in (*one.aliases, one.id)}

    @cached_property
    def gone(self) -> frozenset[str]:
        """Ids of the repealed documents."""
        return frozenset(one.id for one in self.documents if any(key == "repealed" for key, _ in one.metadata))

    @cached_property
    def titles(self) -> dict[str, list[str]]:
        """Ids by title."""
        found: dict[str, list[str]] = {}
        for one in self.documents:
            found.setdefault(one.title.casefold(), []).append(one.id)
        return found

    def successors(self, one: str) -> list[str]:
        """The living documents that have the title of a repealed one."""
        return [other for other in self.titles[self.by_id[one].title.casefold()] if other not in self.gone]

    @cached_property
    def corpus(self) -> Corpus:
        return Corpus("", self.documents, one_code=False)

    @cached_property
    def resolver(self) -> Resolver:
        return Resolver(self.corpus)

    @classmethod
    def of(cls, gold: Path) -> Library:
        """The library of the gold set's archive of XML files, read in several processes."""
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(gold / "canada" / "xml.tar.xz") as archive:
                archive.extractall(folder, filter="data")
            return cls.read_from(sorted(Path(folder).rglob("*.xml")))

    @classmethod
    def read_from(cls, paths: Iterable[Path]) -> Library:
        """The library of these files."""
        with ProcessPoolExecutor(PROCESSES) as pool:
            return cls(tuple(pool.map(_read, paths, chunksize=16)))

    def text(self, document: str, path: str) -> str:
        """The text of a provision of a document."""
        return next(p.text for p in self.by_id[document].provisions if p.path == path)

    def read(self, one: Document) -> list[tuple[Reference, Resolution]]:
        """The references of a document with what they lead to."""
        found = find_references(one.provisions, load("canada"), self.names)
        whole = replace(one, references=found)
        return [(r, self.resolver.resolve(whole, r)) for r in found]


def _read(path: Path) -> Document:
    return extract(path, path.stem, load("canada")).document
