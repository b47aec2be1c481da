"""What a reference means: its targets, or the reason why there is none. Nothing that was found is dropped."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from ontology.model import Document, Reference, Target
from ontology.places import Place
from ontology.results import Resolution, Status

from .addressee import Addressed, Addressee, is_external, same_heading
from .amending import INSTRUCTS
from .around import Around
from .corpus import Corpus
from .defining import in_definition
from .leaning import leaning
from .locate import Gazetteer, Located
from .quoted import in_quotation, quoted_beside
from .tree import is_called

_DIVISIONS = frozenset(
    str.split("part chapter division subdivision title subpart book schedule annex appendix attachment")
)
_NEIGHBOURS = {"-1": -1, "+1": 1}


@dataclass(slots=True)
class _AtHand:
    """The document that is looked at, and what its references are addressed to as far as that is known."""

    document: Document | None = None
    known: dict[Reference, tuple[Reference, Addressed]] = field(default_factory=dict)


@dataclass(frozen=True)
class Resolver:
    """Resolves references within one corpus."""

    corpus: Corpus

    @cached_property
    def _around(self) -> Around:
        return Around()

    @cached_property
    def addressee(self) -> Addressee:
        """What finds the document or the division that a reference names."""
        return Addressee(self.corpus)

    def resolve(self, document: Document, reference: Reference) -> Resolution:
        """The status, the targets and the reason of one reference that stands in `document`."""
        reference, to = self._addressed(document, reference)
        ids, division, reason = to.ids, to.division, to.reason
        status: Status
        targets: tuple[Place, ...] = ()
        missing: tuple[str, ...] = ()
        named = ids[0] if len(ids) == 1 else to.name
        if self._means_the_code(reference):
            status, named, reason = "resolved", self.corpus.name, f"“{reference.document}” is the code as a whole"
        elif len(ids) > 1:
            status, targets = "ambiguous", tuple(Place(one) for one in ids)
            reason = reason or f"“{reference.document}” may be {' or '.join(ids)}"
        elif not ids:
            status = "external" if is_external(to.name) else "unresolved"
            if to.name != reference.document and not reason.endswith("part of this code"):
                reason += ", which is not part of this code"
        elif division and not reference.targets:
            status, targets, reason = "resolved", (Place(ids[0], division),), f"{division} of {ids[0]}"
        elif not reference.targets:
            status, targets = "resolved", (Place(ids[0]),)
            reason = reason or f"“{reference.document or 'it'}” is {ids[0]}"
        elif elsewhere := self._by_heading(document, reference):
            status, targets, named = "resolved", (elsewhere,), elsewhere.document
            reason = f"“{reference.heading}” heads {elsewhere}"
        else:
            status, targets, missing, found = self._targets(document, reference, ids[0], division)
            if missing and (further := self._leaning(document, reference, ids[0])):
                status, targets, missing, found = further
            reason = f"{reason}; {found}" if reason else found
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
            self._otherwise(document, reference, to, targets),
        )

    def _otherwise(
        self, document: Document, reference: Reference, to: Addressed, targets: tuple[Place, ...]
    ) -> tuple[Place, ...]:
        """What the same words mean in the document of that title whose place the one that is meant has taken."""
        if not targets or len(to.others) != 1:
            return ()
        if not reference.targets:
            return tuple(Place(one) for one in to.others)
        return self._targets(document, reference, to.others[0], "")[1]

    def _means_the_code(self, reference: Reference) -> bool:
        """Whether a reference means all documents together: "this Code" in one of its appendices."""
        return not reference.targets and self.addressee.means_the_code(reference.document)

    def documents_of(self, document: Document, reference: Reference) -> tuple[str, ...]:
        """The ids of the documents in which a reference's targets lie; the own one where it names none."""
        return self._addressed(document, reference)[1].ids

    def _addressed(self, document: Document, reference: Reference) -> tuple[Reference, Addressed]:
        """A reference as it is to be read, and what it is addressed to; worked out once for a document."""
        if self._at_hand.document is not document:
            self._at_hand.document = document
            self._at_hand.known.clear()
        found = self._at_hand.known.get(reference)
        if found is None:
            read = self.addressee.readdressed(document, reference)
            found = self._at_hand.known[reference] = read, self.addressee.find(document, read)
        return found

    @cached_property
    def _at_hand(self) -> _AtHand:
        return _AtHand()

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
        found: dict[Place, None] = {}
        missing: list[str] = []
        reasons: list[str] = []
        for target in reference.targets:
            located = self._relative(gazetteer, reference, target) or gazetteer.locate(target, origin, division)
            found.update((Place(target_id, path), None) for path in located.paths)
            if located.reason and (elsewhere := self._alone(document, reference, target, target_id)):
                found.update(dict.fromkeys(elsewhere))
            elif located.reason and origin and (beside := quoted_beside(gazetteer, origin, target)):
                found.update((Place(target_id, path), None) for path in beside)
            elif located.reason:
                missing.append(target.label if not target.through else f"{target.label} to {target.through}")
                reasons.append(located.reason)
        places = tuple(found)
        if not missing:
            return "resolved", places, (), f"found in {' and '.join(dict.fromkeys(one.document for one in places))}"
        status: Status = "partly-resolved" if places else "unresolved"
        return status, places, tuple(missing), "; ".join(reasons)

    def _leaning(
        self, document: Document, reference: Reference, target_id: str
    ) -> tuple[Status, tuple[Place, ...], tuple[str, ...], str] | None:
        """What bare labels mean behind a provision that has them all, where nothing around their own place has."""
        here = self.corpus.gazetteers[target_id].provisions.get(reference.provision)
        if target_id != document.id or here is None or here.quoted:
            return None
        for number, one in enumerate(leaning(document, reference, here.parent)):
            if not number and INSTRUCTS.search(here.text):
                return None
            to = self.addressee.find(document, one) if one.document else Addressed((target_id,))
            if len(to.ids) != 1:
                continue
            found = self._targets(document, replace(one, document=""), to.ids[0], to.division)
            if found[0] == "resolved":
                return found
        return None

    def _alone(self, document: Document, reference: Reference, target: Target, tried: str) -> tuple[Place, ...]:
        """Where one of several labels lies by itself, if not with the others: "rules 4.3.1 and 9.2.2"."""
        if reference.document or len(reference.targets) < 2 or target.label[:1] in ("", "(", "+", "-"):
            return ()
        single = self.addressee.readdressed(document, replace(reference, targets=(target,)))
        ids = self.addressee.find(document, single).ids
        if len(ids) == 1 and not single.targets:
            return (Place(ids[0]),)
        if len(ids) != 1 or ids[0] == tried:
            return ()
        located = self.corpus.gazetteers[ids[0]].locate(target, None)
        return () if located.reason else tuple(Place(ids[0], path) for path in located.paths)

    def _relative(self, gazetteer: Gazetteer, reference: Reference, target: Target) -> Located | None:
        """This clause, the preceding paragraph: what only the citing place can tell; None for an ordinary label."""
        here = gazetteer.provisions.get(reference.provision)
        bare = target.label == "" or target.label.startswith("(")
        if here is not None and here.quoted and bare and reference.kind == "relative":
            plain = (
                gazetteer.locate(target, here.path)
                if target.label
                else self._around.this(gazetteer, here.path, target.unit)
            )
            own = plain.paths and all(gazetteer.provisions[path].quoted for path in plain.paths)
            if target.unit in _DIVISIONS and not target.label:
                called = all(is_called(gazetteer.provisions[path], target.unit) for path in plain.paths)
                own = called and (own or target.unit in ("schedule", "annex"))
            named = replace(target, unit="Regulation") if reference.text.endswith("Regulation") else target
            return plain if own else in_quotation(gazetteer, here, named)
        if target.label == "":
            return self._around.this(gazetteer, reference.provision, target.unit)
        if target.label in _NEIGHBOURS:
            return self._around.neighbour(gazetteer, reference.provision, target.unit, _NEIGHBOURS[target.label])
        if target.label.startswith("(") and (found := in_definition(self.corpus, gazetteer, reference, target)):
            return gazetteer.locate(target, found) if target.through else Located((found,))
        return None
