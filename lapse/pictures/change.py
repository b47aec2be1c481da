"""The whole change: who stays, what they lose and what cures it, and where that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lapse.naming import Naming
from lapse.wording import by_document, count, day, lapse_in_words, numbered
from ontology.results import Finding

from . import story
from .choosing import choice
from .columns import placed
from .reliance import Change, Subject, of_findings, subjects
from .sketch import Picture, Sign, Sketch, some
from .story import Source

PARTS = {
    "term": "definition",
    "meaning": "definition",
    "import": "definition",
    "reference": "reference",
    "variation": "variation",
    "authority": "authority",
}
"""What of a document a thing is, by its kind: each part of it that is relied on has a box of its own."""
COUNTED = {
    "definition": ("definition", "definitions"),
    "reference": ("place referred to", "places referred to"),
    "variation": ("variation", "variations"),
    "authority": ("clause that requires a document", "clauses that require documents"),
}


def change(findings: Sequence[Finding], naming: Naming, lapse: Change) -> Picture:
    """The picture of what a lapse takes from text that stays, by its findings; `names` are those of documents by id."""
    every = subjects(of_findings(findings, lapse.dropped))
    name = lapse_in_words(lapse.lapsing, naming.names)
    picture = Picture(f"What the lapse of {name} leaves without ground", _verdict(every, name, lapse))
    if not every:
        return picture
    chosen = choice(every)
    sketch = Sketch()
    story.users(sketch, chosen, naming, "Stays in force")
    story.things(sketch, chosen, naming, "Term or clause relied on")
    story.sources(sketch, chosen, "Where it stands", lambda s, all_: _source(s, all_, naming, lapse))
    more = [Sign("lapsing", "", "where it stands; lapses")]
    if any(s.status == "cured" for s in every):
        more.append(Sign("standing", "", "where it stands afterwards"))
    picture = replace(
        picture,
        notes=chosen.notes,
        folded=chosen.folded,
        entries=story.entries(every, naming),
        filters=story.filters(every, naming),
    )
    return placed(sketch, replace(picture, legend=story.legend(picture.statuses, *more)))


def _source(subject: Subject, shown: list[Subject], naming: Naming, lapse: Change) -> Source | None:
    """The document in which a thing stands, with all of its kind that stands there: it lapses, or cures."""
    if subject.target is None:
        return None
    id_, cured, part = subject.target.document, subject.status == "cured", PARTS[subject.kind]
    there = [s for s in shown if s.target and s.target.document == id_ and (s.status == "cured") == cured]
    found = [s for s in there if PARTS[s.kind] == part]
    paths = dict.fromkeys(numbered(s.target.provision) for s in found if s.target)
    few = part == "definition" and len(paths) < 4 and any(paths)
    where = f" in {naming.clauses(id_, filter(None, paths))}" if few else ""
    number = len({s.name for s in found}) if part == "definition" else len(found)
    one, several = COUNTED[part]
    lines = [naming.document(id_), f"{count(number, one, several)}{where}", _fate(there, id_, cured, lapse)]
    hover = "\n".join([lines[0], *some(f"{s.name}: {naming.defined_at(s.target)}" for s in found if s.target)])
    look, status = ("standing", "cured") if cured else ("lapsing", "caused")
    return Source(f"{id_}:{cured}:{part}", tuple(lines), look, status, hover)  # type: ignore[arg-type]


def _fate(found: list[Subject], id_: str, cured: bool, lapse: Change) -> str:
    if cured:
        return "no longer referred to" if id_ in lapse.documents else "in force afterwards"
    if id_ in lapse.documents:
        return f"lapses after {day(lapse.until)}" if lapse.until else "lapses"
    return "lapses with it" if any(s.status == "caused" for s in found) else "not in force"


def _verdict(every: Sequence[Subject], name: str, lapse: Change) -> str:
    are = "is" if len(lapse.lapsing) == 1 else "are"
    when = f"{name} {are} in force until the end of {day(lapse.until)}. " if lapse.until else ""
    left = [s for s in every if s.status == "caused"]
    cured = len([s for s in every if s.status == "cured" and s.kind == "term"])
    tail = f" {count(cured, 'term has', 'terms have')} a definition again." if cured else ""
    gone = len([s for s in every if s.status == "dropped"])
    tail += f" {count(gone, 'term is', 'terms are')} no longer used." if gone else ""
    still = len([s for s in every if s.status == "existing" and s.kind == "term"])
    tail += f" {count(still, 'term is', 'terms are')} still without one." if still else ""
    terms = [s for s in left if s.kind == "term"]
    rest = [
        count(number, one, many)
        for kind, one, many in (
            ("meaning", "term that changes its meaning", "terms that change their meaning"),
            ("import", "source of meanings that is lost", "sources of meanings that are lost"),
            ("reference", "place that is still referred to", "places that are still referred to"),
            ("variation", "variation that reverts", "variations that revert"),
            ("authority", "document without authority", "documents without authority"),
        )
        if (number := len([s for s in left if s.kind == kind]))
    ]
    also = f" It also leaves {', '.join(rest[:-1]) + ' and ' + rest[-1] if len(rest) > 1 else rest[0]}." if rest else ""
    if not terms:
        if still:
            return f"{when}No term loses its definition by this change.{also}{tail}"
        return f"{when}No term that stays in use is left without a definition.{also}{tail}"
    places = {p for s in terms for p in s.places}
    documents = count(len(by_document(places)), "document")
    lost = count(len(terms), "term that stays in use is", "terms that stay in use are")
    where = f"{count(len(places), 'provision')} of {documents}"
    return f"{when}{lost} left without a definition, in {where}.{also}{tail}"
