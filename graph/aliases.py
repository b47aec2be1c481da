"""What a document calls another one by: its own terms for it, the act under which it was made, an act by its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ontology.model import Document, Scope

from .catalogue import normal_name
from .corpus import Corpus
from .standing import Standing, standing

_NOUNS = "act acts regulation regulations code charter rules order orders byelaws agreement directive treaty convention"
GENERIC = frozenset(_NOUNS.split())
"""Names that mean a document only where the text says which."""
_OF_YEAR = re.compile(r"(?P<year>(?:1[6-9]|20)\d\d) (?P<noun>\w+)")
_EVERYWHERE = Scope()


@dataclass(frozen=True)
class Meant:
    """The documents that an alias means (ids), the name that they have in full, and why it does."""

    ids: tuple[str, ...]
    name: str
    reason: str


@dataclass(frozen=True)
class Aliases:
    """Short names of documents, as each document uses them."""

    corpus: Corpus

    def find(self, document: Document, name: str, origin: str) -> Meant | None:
        """What `name` means in the provision `origin` of a document; None where nothing says it."""
        key = normal_name(name)
        if one := self._defined(document, key, origin):
            return Meant(one.ids, one.name, f"“{name}” is defined as the {_bare(one.name)}")
        if key in ("act", "acts") and (act := self.enabling(document)):
            return Meant(act.ids, act.name, f"“{name}” is the {_bare(act.name)}, under which {document.id} is made")
        if (match := _OF_YEAR.fullmatch(key)) and (full := self._of_year(document, match["year"], match["noun"])):
            ids = self.corpus.catalogue.find(full)
            return Meant(ids, full, f"“{name}” is the {_bare(full)}, by its year")
        return None

    def _defined(self, document: Document, key: str, origin: str) -> Standing | None:
        """What the document's own definitions, else the general ones, let a term stand for; the narrowest first."""
        own = self._own(document).get(key, [])
        if own:
            above = [p.path for p in self.corpus.gazetteers[document.id].ancestors(origin)]
            near = [s for s in own if s.scope.kind == "provision" and any(path in s.scope.within for path in above)]
            wide = [s for s in own if s.scope.kind != "provision"]
            if near or wide:
                return min(near, key=lambda s: _nearness(s, above)) if near else wide[0]
        for other in self.corpus.general if self.corpus.one_code else ():
            for one in self._own(self.corpus.whole(other)).get(key, ()):
                if one.scope.kind != "provision":
                    return one
        return None

    def _own(self, document: Document) -> dict[str, list[Standing]]:
        """What a document's own terms stand for, by their normal names."""
        if (found := self._known.get(document.id)) is None:
            found = self._known[document.id] = {}
            for form, one in standing(document, self.corpus.plain):
                found.setdefault(normal_name(form), []).append(one)
        return found

    @cached_property
    def _known(self) -> dict[str, dict[str, list[Standing]]]:
        return {}

    def enabling(self, document: Document) -> Standing | None:
        """The act under which a document is made, None where it names none."""
        if document.id not in self._acts:
            self._acts[document.id] = self._made_under(document)
        return self._acts[document.id]

    @cached_property
    def _acts(self) -> dict[str, Standing | None]:
        return {}

    def unsaid(self, document: Document, name: str) -> str:
        """Why "the Rules" are no document of the code: they are a term of it, or nothing says which ones they are."""
        term = name.removeprefix("the ")
        holders = (document.id, *(self.corpus.general if self.corpus.one_code else ()))
        for one in dict.fromkeys(holders):
            for defined in self.corpus.by_term_and_document.get((term, one), ()):
                return f"“{name}” is a term, defined at {defined.place}"
        return f"nothing in {document.id} says which one “{name}” is"

    def told(self, document: Document) -> tuple[str, ...]:
        """The act under which a document is made, as its file tells (ids); none where it does not."""
        said = (value for key, value in document.metadata if key == "enabling_act")
        return next((ids for value in said if (ids := self.corpus.catalogue.find(value))), ())

    def _made_under(self, document: Document) -> Standing | None:
        """The act under which a document is made: as its file tells, else its preamble; an act under none."""
        if ids := self.told(document):
            return Standing(ids, self.corpus.by_id[ids[0]].title, _EVERYWHERE)
        for reference in document.references:
            if reference.role == "founds":
                return Standing(self.corpus.catalogue.find(reference.document), reference.document, _EVERYWHERE)
        return None

    def _of_year(self, document: Document, year: str, noun: str) -> str:
        """The one act of a year that the document names in full somewhere, "" where there is none or several."""
        found = {
            normal_name(name): name
            for name in dict.fromkeys(reference.document for reference in document.references)
            if name.endswith(f" {year}") and not name.startswith("the ") and noun in normal_name(name).split()
        }
        return next(iter(found.values())) if len(found) == 1 else ""


def _nearness(standing: Standing, above: list[str]) -> int:
    return min(above.index(path) for path in above if path in standing.scope.within)


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ").rstrip(".")
