"""What provisions are by their words, and what ends with those that lapse."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ontology.model import Obligation, Provision
from ontology.places import Place

from .compare import GOES_ON, Comparison
from .corpus import Corpus

_STEP = re.compile(r"^\W*(?:step\b|the following steps|where .{3,120}, the|on receipt of|upon )", re.IGNORECASE)


@dataclass(frozen=True)
class Kinds:
    """What the provisions of a text of a code are, by their words."""

    corpus: Corpus

    @cached_property
    def _obligations(self) -> dict[Place, list[Obligation]]:
        """The duties and rights of each provision."""
        found: dict[Place, list[Obligation]] = defaultdict(list)
        for document in self.corpus.documents:
            for duty in document.obligations:
                found[Place(document.id, duty.provision)].append(duty)
        return found

    @cached_property
    def _defining(self) -> set[Place]:
        """Places that hold definitions of the document's own."""
        return {d.place for d in self.corpus.definitions.values() if not d.definition.quoted}

    def of(self, place: Place, provision: Provision) -> str:
        """What a provision is: definition, duty, right, procedure or statement, as a heading is.

        An item of a list without a verb of its own is what the words are that lead to it.
        """
        if place in self._defining:
            return "definition"
        if _STEP.search(provision.text):
            return "procedure"
        kinds = {duty.kind for duty in self._obligations.get(place, ())}
        if kinds or not provision.text.strip():
            return "duty" if "duty" in kinds else "right" if kinds else "statement"
        above = self.corpus.provision(Place(place.document, provision.parent or ""))
        leads = above is not None and above.text.rstrip().endswith(GOES_ON)
        return self.of(Place(place.document, above.path), above) if above and leads else "statement"


@dataclass(frozen=True)
class Ends:
    """What ends with lapsing provisions, as the findings of a comparison say it."""

    comparison: Comparison

    @cached_property
    def enduring(self) -> dict[Place, list[str]]:
        """Places of duties and rights that read as if they should outlive their document, with the signals."""
        return {
            finding.place: [finding.message]
            for finding in self.comparison.findings
            if finding.code == "LAP112" and finding.cause == "caused"
        }

    @cached_property
    def told(self) -> dict[Place, list[str]]:
        """What a lapsing provision does to other text: what it varies, and the documents that it alone requires."""
        found: dict[Place, list[str]] = defaultdict(list)
        for one in self.comparison.findings:
            if one.cause == "caused" and one.code == "LAP107" and one.target:
                found[one.place].append(f"varies {one.target}, which reverts")
            elif one.cause == "caused" and one.code == "LAP108":
                found[one.place].append(f"requires “{one.subject}”, which loses its authority")
        return found
