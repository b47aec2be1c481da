"""The provisions of documents by label, made when first asked for; of fetched documents those last used are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ontology.model import Document

from .locate import Gazetteer

HELD = 60_000
"""Provisions of fetched documents that are held at once, whatever the size of the last."""


class Gazetteers(Mapping[str, Gazetteer]):
    """Gazetteers by document id. With `fetch` documents are got when asked for, else they are those given.

    `asked` are the ids of the documents that were asked for.
    """

    def __init__(self, documents: Iterable[Document], fetch: Callable[[str], Document] | None = None) -> None:
        self._documents = {document.id: document for document in documents}
        self._fetch = fetch
        self._made: dict[str, Gazetteer] = {}
        self._size = 0
        self._last = ""
        self.asked: set[str] = set()

    def __getitem__(self, document: str) -> Gazetteer:
        self.asked.add(document)
        found = self._made.get(document)
        if found is not None:
            if self._fetch and document != self._last:
                self._made[document] = self._made.pop(document)
                self._last = document
            return found
        given = self._documents[document]
        found = Gazetteer(self._fetch(document) if self._fetch else given)
        self._size += len(found.document.provisions)
        while self._fetch and self._made and self._size > HELD:
            gone = self._made.pop(next(iter(self._made)))
            self._size -= len(gone.document.provisions)
        self._made[document] = found
        self._last = document
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
