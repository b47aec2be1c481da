"""What was read, and what was not understood: stands beside every result, so that "nothing found" can be judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extract.health import Health, health
from lapse.checking import problems
from lapse.expiry import Expiry
from lapse.wording import count
from ontology.model import Document
from ontology.results import Binding, Finding, Resolution


@dataclass(frozen=True)
class Coverage:
    """What an expiry rests on."""

    expiry: Expiry

    @cached_property
    def documents(self) -> tuple[tuple[Document, Health], ...]:
        """The documents that were read, with the health of each."""
        readings = self.expiry.readings
        corpus = readings[-1].corpus if readings else self.expiry.later or self.expiry.corpus
        return tuple((one, health(one)) for one in corpus.documents)

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """A sentence for each file that could not be read."""
        return tuple(dict.fromkeys(one for reading in self.expiry.readings for one in reading.unread))

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """A sentence for each file that was left out on purpose."""
        return tuple(dict.fromkeys(one for reading in self.expiry.readings for one in reading.notices))

    @cached_property
    def references(self) -> tuple[Resolution, ...]:
        """The references that lead nowhere, or to one of several documents, or of which a part leads nowhere."""
        statuses = ("unresolved", "ambiguous", "partly-resolved")
        return tuple(one for one in self.expiry.lapse.links_before.resolutions if one.status in statuses)

    @cached_property
    def uses(self) -> tuple[Binding, ...]:
        """The uses of terms for which no definition is in scope."""
        return tuple(one for one in self.expiry.lapse.links_before.bindings if one.best is None)

    @cached_property
    def problems(self) -> tuple[Finding, ...]:
        """The problems of reading the documents."""
        return tuple(one for document, _ in self.documents for one in problems(document))

    @cached_property
    def sentence(self) -> str:
        """What was read and what was not understood, in two sentences."""
        provisions = sum(found.provisions for _, found in self.documents)
        read = f"Read: {count(len(self.documents), 'document')}, {count(provisions, 'provision')}."
        unresolved = sum(one.status == "unresolved" for one in self.references)
        told = (
            (len(self.unread), "file that could not be read", "files that could not be read"),
            (unresolved, "reference without a target", "references without a target"),
            (len(self.references) - unresolved, "reference that is not plain", "references that are not plain"),
            (
                len(self.uses),
                "use of a term without a definition in scope",
                "uses of terms without a definition in scope",
            ),
            (len(self.problems), "remark on how the files could be read", "remarks on how the files could be read"),
        )
        parts = [count(number, one, many) for number, one, many in told if number]
        if not (self.unread or self.references or self.uses or self.problems):
            return f"{read} Nothing in them was left without being understood."
        return f"{read} Not understood, and so not judged: {'; '.join(parts)}."
