"""Which document, or which division of a document, a reference is addressed to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from ontology.model import Document, Reference, Target

from .aliases import GENERIC, Aliases
from .amending import UNNAMED, Amending
from .behind import of_its_law
from .by_number import DIVIDED, ByNumber
from .catalogue import normal_name
from .corpus import Corpus
from .holding import regrouped, without
from .locate import Gazetteer
from .numbered_parts import in_part
from .numbered_sections import in_section
from .own_name import full_names, is_main_body, own_name, sole_of, without_own_name
from .quoted import changes_itself
from .repealed import is_repealed, living, replaced, within_its_title

_CODE_UNIT = re.compile(
    r"\b(?:Appendix|Appendices|Section|Schedule|Annex|Attachment|Part|Chapter|Exhibit|Volume)s?\b(?!\s+of\b)",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"\b(?:Act|Acts|Regulations?|Order|Rules|Directive|Charter|Convention|Treaty|Constitution|Statute|Measure|"
    r"Ordinance|S\.?I\.?|U\.S\.C\.|C\.F\.R\.)\b|\b(?:19|20)\d\d\b"
)
_WHOLE = re.compile(r"(?:this|the)\s+(?:Code|Agreement|Contract|Framework|Licence)", re.IGNORECASE)
_BARE = re.compile(r"the\b", re.IGNORECASE)
_OWN = re.compile(r"^(?:this|these|the present)\b", re.IGNORECASE)
_ANNEXED = re.compile(r"the annexed (\w+)$")
_YEAR = re.compile(r"(?:,|\sof)?\s((?:1[6-9]|20)\d\d)$")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_BACK = re.compile(r"^(?:that|those|the said)\b", re.IGNORECASE)
_LETTERED = re.compile(r"(?<!\S)(?P<letter>[A-Z]{1,2})-\d{1,3}[A-Z]?$")
LONGEST_TITLE = 800
"""Characters behind "the annexed" that may be the long title of what is annexed."""
FEWEST_WORDS = 5
_DIVISIONS = ("schedule", "annex", "appendix", "part", "chapter", "attachment", "exhibit", "division")


@dataclass(frozen=True, slots=True)
class Addressed:
    """The documents (ids) that a reference may mean, and the `division` of the one document, where that is named.

    `name` is what the document is called in full, `reason` why it is that one, or why there is none; `others` are
    documents of that name whose place it has taken.
    """

    ids: tuple[str, ...]
    division: str = ""
    reason: str = ""
    name: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Addressee:
    """Finds the document or the division that a reference names, within one corpus."""

    corpus: Corpus

    def readdressed(self, document: Document, reference: Reference) -> Reference:
        """A reference to a division that is a document of its own, as one to that document.

        "Clause 1 of Schedule 2" is found as a label of this document; where this has no Schedule 2 but the code has a
        document of that name, it is meant. "This Schedule" in a document that is one means the document.
        """
        gazetteer = self.corpus.gazetteers[document.id]
        reference = self._amending.addressed(gazetteer, document, reference)
        reference = in_section(self.corpus, document, in_part(self.corpus, document, reference))
        reference = of_its_law(gazetteer, reference)
        reference = self._of_the_code(document, regrouped(self.aliases, document, reference))
        if reference.document or not reference.targets:
            return reference
        if len(reference.targets) == 1 and reference.targets[0].label == "":
            unit = reference.targets[0].unit
            above = (p for p in gazetteer.ancestors(reference.provision) if p.number.casefold().startswith(unit))
            inside = any(not _is_whole(document, p.path) for p in above)
            here = gazetteer.provisions.get(reference.provision)
            if unit in _DIVISIONS and not inside and not (here is not None and here.quoted):
                return replace(reference, document=f"this {unit}", targets=())
            return reference
        heads = {m[0] for target in reference.targets if (m := DIVIDED.match(target.label))}
        if len(heads) != 1 or len(reference.targets) != sum(
            t.label.startswith(tuple(heads)) for t in reference.targets
        ):
            return reference
        head = heads.pop()
        known = self.corpus.catalogue.find(head) or (reference.heading and self._titled(reference.heading))
        if not known or gazetteer.locate(Target(head), reference.provision).paths:
            return reference
        rest = tuple(without(target, head) for target in reference.targets)
        return replace(reference, document=head, targets=tuple(target for target in rest if target.label))

    def _of_the_code(self, document: Document, reference: Reference) -> Reference:
        """A reference into the code as a whole as one without a document: "Paragraph 10.5.3 of the Code"."""
        if not self.means_the_code(reference.document) or not reference.targets:
            return reference
        if _BARE.match(reference.document) and self.aliases.find(document, reference.document, reference.provision):
            return reference
        return in_section(self.corpus, document, replace(reference, document=""))

    def means_the_code(self, name: str) -> bool:
        """Whether a name is that of all documents together: "this Code" in one of its appendices."""
        if not name or not self.corpus.one_code or len(self.corpus.documents) < 2:
            return False
        if _WHOLE.fullmatch(name):
            return True
        found = (self.corpus.by_id[one] for one in self.corpus.catalogue.find(name))
        return normal_name(name) in self._full_names and not any(is_main_body(one, name) for one in found)

    @cached_property
    def _full_names(self) -> frozenset[str]:
        return full_names(self.corpus)

    @cached_property
    def _by_number(self) -> ByNumber:
        return ByNumber(self.corpus)

    @cached_property
    def _amending(self) -> Amending:
        return Amending()

    def find(self, document: Document, reference: Reference) -> Addressed:
        """The documents meant, the division of the one document where that is named instead, and why."""
        name = reference.document
        if not name:
            return Addressed(self._by_number.holders(document, reference), name=name)
        if _OWN.match(name):
            return Addressed((document.id,), self._around(document, name, reference.provision), name=name)
        if itself := self._itself(document, reference):
            return Addressed((document.id,), "", itself, name)
        if annexed := _ANNEXED.match(name):
            return self._annexed(document, reference, annexed[1])
        if sole := sole_of(self.corpus, document, name):
            return Addressed((sole,), "", f"“{name}” is {sole}, the only one of that name", name)
        return self._by_alias(document, reference) or self._by_name(document, reference)

    def _by_alias(self, document: Document, reference: Reference) -> Addressed | None:
        """What the document's own name for another one means, or its file tells of its act; None where neither does."""
        name = reference.document
        if reference.role == "founds" and (told := self.aliases.told(document)):
            return Addressed(told, "", f"the file of {document.id} tells that this is {told[0]}", name)
        if one := self.aliases.find(document, name, reference.provision):
            ids, reason = living(self.corpus, document, reference, one.ids)
            if ids or is_external(one.name):
                return Addressed(ids, "", reason or one.reason, one.name, replaced(self.corpus, ids, one.ids))
        return None

    def _itself(self, document: Document, reference: Reference) -> str:
        """Why a name means the document in which it stands, "" where it does not."""
        name = reference.document
        if within_its_title(self.corpus, document, reference):
            return f"“{name}” is part of the title of {document.id}"
        if normal_name(name) in GENERIC and changes_itself(self.corpus.gazetteers[document.id], reference.provision):
            return f"“{name}” is {document.id}, which is to be changed"
        return ""

    def _annexed(self, document: Document, reference: Reference, noun: str) -> Addressed:
        """What an order makes and annexes: itself where it is named so, else the document of the title that follows."""
        name = reference.document
        if re.search(rf"\b{noun}\b", document.title):
            return Addressed((document.id,), "", f"“{name}” is {document.id}, which is made here", name)
        provision = self.corpus.gazetteers[document.id].provisions.get(reference.provision)
        said = provision.text[reference.span.end - len(noun) :][:LONGEST_TITLE] if provision else ""
        words = normal_name(said).split()
        for length in range(len(words), FEWEST_WORDS - 1, -1):
            if ids := self.corpus.catalogue.find(" ".join(words[:length])):
                return Addressed(ids, "", f"“{name}” is {' or '.join(ids)}, by the title that follows", name)
        return Addressed((), "", f"nothing says which one “{name}” is", name)

    def _by_name(self, document: Document, reference: Reference) -> Addressed:
        """The same for a name that is not the document's own for another one."""
        name = reference.document
        if name == UNNAMED:
            return Addressed((), "", "what is amended here is another document's, which is not named beside it", name)
        generic = normal_name(name) in GENERIC
        found = self.corpus.catalogue.find(name) or self._of_that_year(name) or self._of_this_code(name)
        found = found or self.corpus.catalogue.find(f"Form of {name}")
        if found and (self.corpus.one_code or not generic):
            chosen, reason = living(self.corpus, document, reference, found)
            return Addressed(chosen, "", reason, name, replaced(self.corpus, chosen, found))
        holder = self._lettered(name) or document.id
        if division := self._division(self.corpus.gazetteers[holder], name, reference.provision):
            return Addressed((holder,), division, name=name)
        lettered = reference.rule == "letter-prefixed" or any(t.label.startswith(f"{name}.") for t in reference.targets)
        if ids := self._described(document, reference) or (
            self._by_number.numbered_on(document, reference) if lettered else ()
        ):
            return Addressed(ids, name=name)
        if generic:
            return Addressed((), "", self.aliases.unsaid(document, name), name)
        reason = "“{}” is not part of this code" if is_external(name) else "no document of this code is called “{}”"
        if name == "that condition":
            reason = f"nothing before it in {reference.provision} says which condition is meant"
        return Addressed((), "", reason.replace("{}", name), name)

    def _of_this_code(self, name: str) -> tuple[str, ...]:
        """The document behind the code's own initials, where the code has no name of its own: "SEC Appendix AL"."""
        rest = without_own_name(name, self._own_name)
        return self.corpus.catalogue.find(rest) if rest else ()

    @cached_property
    def _own_name(self) -> str:
        return own_name(self.corpus)

    def _of_that_year(self, name: str) -> tuple[str, ...]:
        """The living documents whose title lacks the year of a name, where what they say of themselves has no other."""
        if (behind := _YEAR.search(name)) is None:
            return ()
        found = self.corpus.catalogue.find(name[: behind.start()])
        return tuple(one for one in found if self._may_be_of(self.corpus.by_id[one], behind[1]))

    @staticmethod
    def _may_be_of(document: Document, year: str) -> bool:
        names = " ".join((document.title, *document.aliases))
        said = {*_ANY_YEAR.findall(names)} | ({str(document.in_force_from.year)} if document.in_force_from else set())
        return not is_repealed(document) and (not said or year in said)

    @cached_property
    def aliases(self) -> Aliases:
        """What the documents call each other by."""
        return Aliases(self.corpus)

    def _described(self, document: Document, reference: Reference) -> tuple[str, ...]:
        """The own document, where it is called "this Schedule 9" wrongly; the one whose title stands in brackets."""
        if _OWN.match(reference.text) and reference.document in reference.text:
            return (document.id,)
        return self._titled(reference.heading) if reference.heading else ()

    def _around(self, document: Document, name: str, origin: str) -> str:
        """The division of a document in which "this Schedule" or "this Part" stands, "" for the document as a whole."""
        unit = _OWN.sub("", name).split()[:1]
        for provision in self.corpus.gazetteers[document.id].ancestors(origin):
            if unit and provision.number.casefold().startswith(unit[0].casefold()) and unit[0].casefold() in _DIVISIONS:
                return "" if _is_whole(document, provision.path) else provision.path
        return ""

    def _titled(self, heading: str) -> tuple[str, ...]:
        """The one document whose title a heading in brackets gives; none where several bear it."""
        found = self._by_title.get(_stems(heading), ())
        return found if len(found) == 1 else ()

    @cached_property
    def _by_title(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for one in self.corpus.documents:
            if one.title:
                found[_stems(one.title)] = (*found.get(_stems(one.title), ()), one.id)
        return found

    def _lettered(self, name: str) -> str:
        """The document (its id) whose letter begins the label of one of its divisions: "Annex B-1" is of Section B."""
        found = _LETTERED.search(name) if self.corpus.one_code else None
        ids = self.corpus.catalogue.find(f"Section {found['letter']}") if found else ()
        return ids[0] if len(ids) == 1 else ""

    @staticmethod
    def _division(gazetteer: Gazetteer, name: str, origin: str) -> str:
        """The path of the own document's schedule, annex or part that `name` means, "" for none."""
        key = normal_name(name)
        if not key.startswith(_DIVISIONS):
            return ""
        words = key.split()
        lettered = _LETTERED.search(name)
        unit, label = words[0], lettered[0] if lettered else " ".join(words[1:])
        shown = f"{unit.capitalize()} {label.upper()}".strip()
        asked = ((shown, origin), (shown, None), (" ".join(name.split()), None))
        found = next((paths for one, at in asked if (paths := gazetteer.locate(Target(one, unit), at).paths)), ())
        if not found and not label:
            found = tuple(p.path for p in gazetteer.document.provisions if p.path.casefold().startswith(unit))[:1]
        return found[0] if found else ""


def _is_whole(document: Document, division: str) -> bool:
    """Whether a division (its path) is all of its document, which goes by its name: Part 2101 of a code of rules."""
    return normal_name(division) in map(normal_name, document.aliases)


def is_external(name: str) -> bool:
    """Whether a name that no document of the code bears is that of something outside it: a statute, a standard.

    An "Appendix Q" that is not there is a gap in the code; a name without a unit of the code is another's document.
    """
    return bool(_STATUTE.search(name) or _BACK.match(name) or not _CODE_UNIT.search(name))


def same_heading(written: str, heading: str) -> bool:
    """Whether a heading given behind a label is that of a provision, but for case, articles and plurals."""
    return bool(heading) and _stems(written) == _stems(heading)


def _stems(words: str) -> tuple[str, ...]:
    return tuple(word.removesuffix("s") for word in normal_name(words).split())
