"""Who relies on what: single places in the text, gathered by the thing that they rely on."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.corpus import Corpus
from graph.findings import sentence
from graph.link import Links
from lapse.wording import clause, clauses
from ontology.places import Place
from ontology.results import Binding, Finding, Resolution

from .sketch import Quote, Status

_DIGITS = re.compile(r"(\d{1,18})")
WHOLE = "the whole document"


@dataclass(frozen=True, slots=True)
class Reliance:
    """One provision that relies on a thing: a term, or a clause that it refers to, which stands at `target`."""

    user: Place
    name: str
    kind: str
    status: Status
    target: Place | None
    words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is relied on, with everything that relies on it. `rank` is its place among its like."""

    id: str
    name: str
    kind: str
    status: Status
    target: Place | None
    users: tuple[Reliance, ...]
    rank: int = 0

    @property
    def places(self) -> tuple[Place, ...]:
        """The provisions that rely on it, each once."""
        return tuple(dict.fromkeys(one.user for one in self.users))


@dataclass(frozen=True, slots=True)
class Change:
    """A lapse as a picture has it: what lapses, its last day, and the ids of findings whose term is no longer used."""

    lapsing: tuple[Place, ...]
    until: date | None = None
    dropped: frozenset[str] = frozenset()

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the documents that lapse, whole or in part."""
        return frozenset(place.document for place in self.lapsing)


KINDS = {
    "LAP101": "term",
    "LAP102": "meaning",
    "LAP103": "import",
    "LAP104": "import",
    "LAP105": "reference",
    "LAP106": "reference",
    "LAP107": "variation",
    "LAP108": "authority",
}
"""What a finding of each rule is about; of the other rules nothing is drawn."""
_ORDER = list(dict.fromkeys(KINDS.values()))


def of_findings(findings: Iterable[Finding], dropped: Container[str] = ()) -> Iterator[Reliance]:
    """What relies on lapsing text by the findings of a change, the varied text and the required document as well.

    `dropped` are the ids of those that are cured because the new text no longer uses the term.
    """
    for one in findings:
        kind = KINDS.get(one.code)
        if kind is None:
            continue
        words = tuple(e.text for e in one.evidence)
        quotes = tuple(e.quote or e.text for e in one.evidence)
        user, name, target = one.place, one.subject, one.target
        if kind == "reference":
            name = (clauses(t.provision for t in one.targets) or WHOLE) if target else one.subject
        elif kind == "variation" and target is not None:
            user, name, target = target, clause(one.place.provision), one.place
        elif kind == "authority":
            user, name, target = Place(one.subject), clause(one.place.provision), one.place
        status: Status = "dropped" if one.id in dropped else one.cause
        yield Reliance(user, name, kind, status, target, words, quotes)


def of_binding(binding: Binding, corpus: Corpus) -> Reliance:
    """The reliance of a use of a term on its definition."""
    target = binding.best.place if binding.best else None
    status: Status = "stands" if target else "open"
    name = binding.term
    if binding.best:
        name = corpus.definitions[binding.best.definition].definition.term
    quote = sentence(corpus.text(binding.place), binding.span)
    return Reliance(binding.place, name, "term", status, target, (binding.text,), (quote,))


def of_resolution(resolution: Resolution, corpus: Corpus) -> Iterator[Reliance]:
    """The reliances of a reference on each of its targets; one of its own where it has none."""
    words, quotes = (resolution.text,), (sentence(corpus.text(resolution.place), resolution.span),)
    for target in dict.fromkeys(resolution.targets):
        name = clause(target.provision) or WHOLE
        yield Reliance(resolution.place, name, "reference", "stands", target, words, quotes)
    if not resolution.targets:
        status: Status = "outside" if resolution.status in ("external", "historical") else "open"
        yield Reliance(resolution.place, resolution.text, "reference", status, None, words, quotes)


def of_links(links: Links, corpus: Corpus, about: Container[Place]) -> Iterator[Reliance]:
    """The reliances of a state that start from the places `about` or lead to one of them."""
    for binding in links.bindings:
        if binding.place in about or (binding.best and binding.best.place in about):
            yield of_binding(binding, corpus)
    for resolution in links.resolutions:
        if resolution.place in about or any(target in about for target in resolution.targets):
            yield from of_resolution(resolution, corpus)


def subjects(reliances: Iterable[Reliance], start: int = 0) -> tuple[Subject, ...]:
    """The things relied on: by kind, what is left open first, then by the number of provisions."""
    groups: dict[tuple[str, str, Place | None, Status], list[Reliance]] = {}
    for one in reliances:
        groups.setdefault((one.kind, one.name, one.target, one.status), []).append(one)
    statuses: list[Status] = ["caused", "open", "cured", "dropped", "stands", "existing", "outside"]
    ranked = sorted(
        groups.items(),
        key=lambda g: (
            _ORDER.index(g[0][0]),
            statuses.index(g[0][3]),
            -len({r.user for r in g[1]}),
            _natural(g[0][1]),
        ),
    )
    return tuple(
        Subject(f"t{n}", name, kind, status, target, tuple(found), _ORDER.index(kind) * 10 + statuses.index(status))
        for n, ((kind, name, target, status), found) in enumerate(ranked, start)
    )


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts 3.9 before 3.10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(name.casefold())]


def quotes(users: Sequence[Reliance], place: str) -> list[Quote]:
    """The sentences in which things are relied on, each once, with the words that matter."""
    found = [Quote(place, quote, words) for u in users for quote, words in zip(u.quotes, u.words, strict=True)]
    return list(dict.fromkeys(found))
