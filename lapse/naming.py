"""Sentences of findings as a reader wants them: documents under their names, what is quoted untouched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.corpus import Corpus
from ontology.places import Place
from ontology.results import Finding

from .wording import Names, clause, clauses, defined_at, document, listed, numbered, place

_QUOTED = re.compile(r"(“[^”]*”)")
_ROW = re.compile(r"(?<=\S)¶\d+")
_BEFORE = re.compile(r"\b(?:to|from|in|of|at|and|by)\s$|nowhere:\s$")
_BETWEEN = re.compile(r",\s|\sand\s")
WORDS = 4
"""The most words that a provision's path has ("Schedule 2 Part 1 4(1)")."""


OF_ALL = "LAP2"
"""Rules whose sentences name places that no finding leads to."""
FEW = 3
"""Terms by which a provision that defines them is called."""
DEFINED = ("LAP101", "LAP102")
"""Rules whose target is a definition: the clause that holds it is named, for there the term itself finds it."""


@dataclass(frozen=True)
class Naming:
    """Words for places, lists of them and findings about `texts` of a code, with the `names` of documents for ids."""

    names: Names
    texts: tuple[Corpus, ...]

    def document(self, id_: str) -> str:
        """The name under which a document is shown."""
        return document(id_, self.names)

    def defined_at(self, where: Place) -> str:
        """Where a term is defined, as `wording.defined_at`."""
        return defined_at(where, self.names)

    def place(self, where: Place) -> str:
        """A place with its document's name."""
        if called := self.called(where):
            return f"{document(where.document, self.names)}, {called}"
        return place(where, self.names)

    def clause(self, where: Place) -> str:
        """A provision as a reader says it: its number, or what it defines."""
        return self.called(where) or clause(where.provision)

    def clauses(self, document: str, paths: Iterable[str]) -> str:
        """Provisions of one document in a row, all that it has in a row as a range."""
        return clauses(paths, self.follows, document, self.called)

    def called(self, where: Place) -> str:
        """A provision without a number that defines a term, by that: 2.1 “GroupID”; "" for any other."""
        terms = self.defined(where) if "¶" in where.provision else ()
        named = ", ".join(f"“{term}”" for term in terms)
        return f"{numbered(where.provision)} {named}".strip() if 0 < len(terms) <= FEW else ""

    def listed(self, places: Iterable[Place]) -> str:
        """Places in a row with their documents' names, all that a document has in a row as a range."""
        return listed(places, self.names, self.follows, self.called)

    def follows(self, one: Place, other: Place) -> bool:
        """Whether one place is the next behind another, in the first of the texts that has its document."""
        corpus = next((text for text in self.texts if one.document in text.by_id), None)
        return corpus is not None and corpus.gazetteers[one.document].follows(one.provision, other.provision)

    def defined(self, where: Place) -> tuple[str, ...]:
        """The terms that a provision defines, in the first of the texts that has its document."""
        return next((text.defined.get(where, ()) for text in self.texts if where.document in text.by_id), ())

    def leads_to(self, finding: Finding) -> str:
        """What a finding leads to: definitions, the targets of a reference; "" where that is its place."""
        found = [target for target in finding.targets if target != finding.place]
        if finding.code in DEFINED:
            found = [Place(target.document, numbered(target.provision)) for target in found]
        return self.listed(found)

    def said(self, finding: Finding, sentence: str = "") -> str:
        """A finding's message, or another of its sentences; quotes stay as they are."""
        text = sentence or finding.message
        if finding.subject == finding.place.provision and (called := self.called(finding.place)):
            text = text.replace(finding.subject, called)
        if finding.code not in DEFINED and not finding.code.startswith(OF_ALL):
            return self.sentence(text, (where.document for where in (finding.place, *finding.targets)))
        return self.sentence(evened(text) if finding.code in DEFINED else text, self.names)

    def sentence(self, text: str, ids: Iterable[str]) -> str:
        """A sentence with names for these `ids`; quotes stay as they are."""
        return named(text, ids, self._is_there, self.listed)

    def _is_there(self, where: Place) -> bool:
        return any(text.provision(where) is not None for text in self.texts)


def evened(sentence: str) -> str:
    """A sentence in which rows and paragraphs without a number are the clause that they stand under; quotes stay."""
    parts = _QUOTED.split(sentence)
    return "".join(part if n % 2 else _ROW.sub("", part) for n, part in enumerate(parts))


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    place: Place


def named(
    sentence: str, ids: Iterable[str], there: Callable[[Place], bool], listed: Callable[[Iterable[Place]], str]
) -> str:
    """A sentence with the names of documents for those of these `ids`; places of one document in a row as a list.

    `there` tells whether a place exists, `listed` words a list of them.
    """
    longest = sorted(set(ids) - {""}, key=len, reverse=True)
    if not longest:
        return sentence
    known = re.compile(rf"(?<![\w.#-])(?:{'|'.join(map(re.escape, longest))})(?![\w(¶-]|\.\w)")
    parts = _QUOTED.split(sentence)
    return "".join(part if n % 2 else _put(part, known, there, listed) for n, part in enumerate(parts)).replace(
        "  ", " "
    )


def _put(
    text: str, known: re.Pattern[str], there: Callable[[Place], bool], listed: Callable[[Iterable[Place]], str]
) -> str:
    out, at = [], 0
    groups: list[list[_Found]] = []
    for one in _found(text, known, there):
        last = groups[-1][-1] if groups else None
        if last and last.place.document == one.place.document and _BETWEEN.fullmatch(text[last.end : one.start]):
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        out += [text[at : group[0].start], listed(one.place for one in group)]
        at = group[-1].end
    return "".join([*out, text[at:]]).replace("¶", " ¶")


def _found(text: str, known: re.Pattern[str], there: Callable[[Place], bool]) -> Iterable[_Found]:
    """The places that a text names by the ids of their documents."""
    for match in known.finditer(text):
        path = _path(text[match.end() :], match[0], there)
        before = text[: match.start()]
        plain = (len(match[0]) > 1 and not before.endswith("(")) or _BEFORE.search(before) is not None
        if path or plain:
            end = match.end() + (len(path) + 1 if path else 0)
            yield _Found(match.start(), end, Place(match[0], path))


def _path(rest: str, id_: str, there: Callable[[Place], bool]) -> str:
    """The path of a provision at the start of `rest`, "" for none: the longest that exists."""
    words = re.match(rf"(?: \S+){{1,{WORDS}}}", rest)
    found = words[0][1:] if words else ""
    while found:
        bare = found.rstrip(",.;:")
        for one in (found, bare, bare.removesuffix(")")):
            if one and there(Place(id_, one)):
                return one
        found = found.rpartition(" ")[0]
    return ""
