"""What a reference means: its targets, or the reason why there is none. Nothing that was found is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ontology.labels import normal
from ontology.model import Document, Place, Reference, Target
from ontology.results import Resolution, Status

from .catalogue import normal_name
from .corpus import Corpus
from .locate import Gazetteer, Located

_STATUTE = re.compile(
    r"\b(?:Act|Acts|Regulations?|Order|Rules|Directive|Charter|Convention|Treaty|Code|Constitution|Statute|Measure|"
    r"Ordinance|Agreement|Licen[cs]e|S\.?I\.?|ISO|IEC|U\.S\.C\.|C\.F\.R\.|RFC)\b|\b(?:19|20)\d\d\b"
)
_OWN = re.compile(r"^(?:this|these|the present)\b", re.IGNORECASE)
_WHOLE = re.compile(r"(?:this|the)\s+(?:Code|Agreement|Contract|Framework|Licence)", re.IGNORECASE)
_BACK = re.compile(r"^(?:that|those|the said)\b", re.IGNORECASE)
_LETTERED = re.compile(r"([A-Z]{1,2})\d")
_NEIGHBOURS = {"-1": -1, "+1": 1}
_DIVISIONS = ("schedule", "annex", "appendix", "part", "chapter", "attachment", "exhibit", "division")


@dataclass(frozen=True)
class Resolver:
    """Resolves references within one corpus. `carried` maps places of text that was carried over to its new places."""

    corpus: Corpus
    carried: Mapping[Place, Place] = field(default_factory=dict)

    def resolve(self, document: Document, reference: Reference) -> Resolution:
        """The status, the targets and the reason of one reference that stands in `document`."""
        ids, division, reason = self._where(document, reference)
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
            status = "external" if _is_external(reference.document) else "unresolved"
        elif division and not reference.targets:
            status, targets, reason = "resolved", (Place(ids[0], division),), f"{division} of {ids[0]}"
        elif not reference.targets:
            status, targets, reason = "resolved", (Place(ids[0]),), f"“{reference.document or 'it'}” is {ids[0]}"
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
        return self._where(document, reference)[0]

    def _where(self, document: Document, reference: Reference) -> tuple[tuple[str, ...], str, str]:
        """The documents meant, the division of the one document where that is named instead, and the reason if none."""
        name = reference.document
        if not name:
            return self._lettered(document, reference), "", ""
        if _OWN.match(name):
            return (document.id,), self._around(document, name, reference.provision), ""
        if ids := self._named(document, name):
            return ids, "", ""
        if division := self._division(self.corpus.gazetteers[document.id], name, reference.provision):
            return (document.id,), division, ""
        if _is_external(name):
            return (), "", f"“{name}” is not part of this code"
        return (), "", f"no document of this code goes by the name “{name}”"

    def _named(self, document: Document, name: str) -> tuple[str, ...]:
        """The documents that `name` means; a division of the citing document's own wins where it has a designation."""
        ids = self.corpus.catalogue.find(name)
        if len(ids) > 1 and document.id in ids:
            return (document.id,)
        return ids

    def _around(self, document: Document, name: str, origin: str) -> str:
        """The division of a document in which "this Schedule" or "this Part" stands, "" for the document as a whole."""
        unit = _OWN.sub("", name).split()[:1]
        for provision in self.corpus.gazetteers[document.id].ancestors(origin):
            if unit and provision.number.casefold().startswith(unit[0].casefold()) and unit[0].casefold() in _DIVISIONS:
                return provision.path
        return ""

    def _lettered(self, document: Document, reference: Reference) -> tuple[str, ...]:
        """The own document, or the section of the code whose letter the labels carry: "H14.2" is in Section H."""
        letters = {m[1] for t in reference.targets if (m := _LETTERED.match(normal(t.label)))}
        if len(letters) == 1:
            gazetteer = self.corpus.gazetteers[document.id]
            if not any(gazetteer.locate(target, None).paths for target in reference.targets):
                ids = self.corpus.catalogue.find(f"Section {letters.pop()}")
                if ids:
                    return ids
        return (document.id,)

    @staticmethod
    def _division(gazetteer: Gazetteer, name: str, origin: str) -> str:
        """The path of the own document's schedule, annex or part that `name` means, "" for none."""
        key = normal_name(name)
        if not key.startswith(_DIVISIONS):
            return ""
        words = key.split()
        unit, label = words[0], " ".join(words[1:]) if len(words) > 1 else ""
        shown = f"{unit.capitalize()} {label.upper()}".strip()
        found = gazetteer.locate(Target(shown, unit), origin).paths or gazetteer.locate(Target(shown, unit), None).paths
        if not found and not label:
            found = tuple(p.path for p in gazetteer.document.provisions if p.path.casefold().startswith(unit))[:1]
        return found[0] if found else ""

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


def _is_external(name: str) -> bool:
    """Whether a name that no document of the corpus bears is that of a statute, a standard or a treaty."""
    return bool(_STATUTE.search(name) or _BACK.match(name))
