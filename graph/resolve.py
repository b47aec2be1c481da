"""What a reference means: its targets, or the reason why there is none. Nothing that was found is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ontology.model import Document, Reference, Target
from ontology.places import Place
from ontology.results import Resolution, Status

from .addressee import Addressee, is_external, same_heading
from .corpus import Corpus
from .locate import Gazetteer, Located

_WHOLE = re.compile(r"(?:this|the)\s+(?:Code|Agreement|Contract|Framework|Licence)", re.IGNORECASE)
_NEIGHBOURS = {"-1": -1, "+1": 1}


@dataclass(frozen=True)
class Resolver:
    """Resolves references within one corpus."""

    corpus: Corpus

    @cached_property
    def addressee(self) -> Addressee:
        """What finds the document or the division that a reference names."""
        return Addressee(self.corpus)

    def resolve(self, document: Document, reference: Reference) -> Resolution:
        """The status, the targets and the reason of one reference that stands in `document`."""
        reference = self.addressee.readdressed(document, reference)
        ids, division, reason = self.addressee.find(document, reference)
        status: Status
        targets: tuple[Place, ...] = ()
        missing: tuple[str, ...] = ()
        named = ids[0] if len(ids) == 1 else reference.document
        if self._means_the_code(reference):
            status, named, reason = "resolved", self.corpus.name, f"“{reference.document}” is the code as a whole"
        elif len(ids) > 1:
            status, targets = "ambiguous", tuple(Place(one) for one in ids)
            reason = f"“{reference.document}” may be {' or '.join(ids)}"
        elif not ids:
            status = "external" if is_external(reference.document) else "unresolved"
        elif division and not reference.targets:
            status, targets, reason = "resolved", (Place(ids[0], division),), f"{division} of {ids[0]}"
        elif not reference.targets:
            status, targets, reason = "resolved", (Place(ids[0]),), f"“{reference.document or 'it'}” is {ids[0]}"
        elif elsewhere := self._by_heading(document, reference):
            status, targets, named = "resolved", (elsewhere,), elsewhere.document
            reason = f"“{reference.heading}” heads {elsewhere}"
        else:
            status, targets, missing, reason = self._targets(document, reference, ids[0], division)
        if reference.historical:
            status, reason = "historical", f"speaks of the past; {reason}"
        return Resolution(
            Place(document.id, reference.provision),
            reference.text,
            reference.span,
            reference.role,
            reference.rule,
            status,
            targets,
            reason,
            missing,
            named,
        )

    def _means_the_code(self, reference: Reference) -> bool:
        """Whether a reference means all documents together: "this Code" in one of its appendices."""
        several = self.corpus.one_code and len(self.corpus.documents) > 1
        return several and not reference.targets and bool(_WHOLE.fullmatch(reference.document))

    def documents_of(self, document: Document, reference: Reference) -> tuple[str, ...]:
        """The ids of the documents in which a reference's targets lie; the own one where it names none."""
        return self.addressee.find(document, self.addressee.readdressed(document, reference))[0]

    def _by_heading(self, document: Document, reference: Reference) -> Place | None:
        """The provision of another document that has the label and the heading given, where the own one has not both.

        So "Clause 11 (Liability)" in a schedule means the clause 11 of the terms that it belongs to.
        """
        if not self.corpus.one_code or reference.document or not reference.heading or len(reference.targets) != 1:
            return None
        target, found = reference.targets[0], []
        for other in self.corpus.documents:
            gazetteer = self.corpus.gazetteers[other.id]
            origin = reference.provision if other.id == document.id else None
            for path in gazetteer.locate(target, origin).paths:
                if same_heading(reference.heading, gazetteer.provisions[path].heading):
                    if other.id == document.id:
                        return None
                    found.append(Place(other.id, path))
        return found[0] if len(found) == 1 else None

    def _targets(
        self, document: Document, reference: Reference, target_id: str, division: str
    ) -> tuple[Status, tuple[Place, ...], tuple[str, ...], str]:
        """The places of all labels in the target document, and what is missing there."""
        gazetteer = self.corpus.gazetteers[target_id]
        origin = reference.provision if target_id == document.id else None
        if division:
            origin = division
        found: dict[Place, None] = {}
        missing: list[str] = []
        reasons: list[str] = []
        for target in reference.targets:
            located = self._relative(gazetteer, reference, target) or gazetteer.locate(target, origin)
            found.update((Place(target_id, path), None) for path in located.paths)
            if located.reason:
                missing.append(target.label if not target.through else f"{target.label} to {target.through}")
                reasons.append(located.reason)
        places = tuple(found)
        if not missing:
            return "resolved", places, (), f"found in {target_id}"
        status: Status = "partly-resolved" if places else "unresolved"
        return status, places, tuple(missing), "; ".join(reasons)

    @staticmethod
    def _relative(gazetteer: Gazetteer, reference: Reference, target: Target) -> Located | None:
        """This clause, the preceding paragraph: what only the citing place can tell; None for an ordinary label."""
        if target.label == "":
            return _this(gazetteer, reference.provision, target.unit)
        if target.label in _NEIGHBOURS:
            return _neighbour(gazetteer, reference.provision, _NEIGHBOURS[target.label])
        return None


def _this(gazetteer: Gazetteer, origin: str, unit: str) -> Located:
    """The provision that "this Part", "this Clause" or "this paragraph" means at `origin`."""
    numbered = [p for p in gazetteer.ancestors(origin) if p.number]
    for provision in numbered:
        if provision.number.casefold().startswith(unit):
            return Located((provision.path,))
    if unit.startswith(("sub", "paragraph", "item", "step")):
        chosen = numbered[:1]
    else:
        chosen = [p for p in numbered if not p.number.startswith("(") and not p.number[:1].islower()][:1]
    if chosen:
        return Located((chosen[0].path,))
    return Located((origin,)) if origin in gazetteer.provisions else Located((), f"{origin} has no {unit} around it")


def _neighbour(gazetteer: Gazetteer, origin: str, step: int) -> Located:
    """The provision before or after the one at `origin`, under the same parent."""
    here = gazetteer.provisions.get(origin)
    peers = gazetteer.children.get(here.parent, []) if here else []
    at = peers.index(here) + step if here else -1
    if 0 <= at < len(peers):
        return Located((peers[at].path,))
    return Located((), f"{origin} has nothing {'before' if step < 0 else 'after'} it")
