"""Matrices: terms by the documents that use them, and documents by the documents that they lean on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.corpus import Corpus
from graph.link import Links
from lapse.wording import Names, by_document, clauses, count, day, document, lapse_in_words
from ontology.results import Finding

from .documents import leanings, weight
from .reliance import Change, Reliance, Subject, of_binding, of_findings, subjects
from .sketch import SIGNS, STATUSES, Status

MOST_ROWS, MOST_COLUMNS = 200, 40


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of places, and in words what they are; 0 is an empty cell."""

    number: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its head, what is the matter with it in a sign and words, its cells and their sum."""

    head: str
    status: Status | None
    words: str
    cells: tuple[Cell, ...]
    total: int

    @property
    def sign(self) -> str:
        """The sign of the status, "" for none."""
        return SIGNS[self.status] if self.status else ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of numbers. `corner` says what rows and columns are; `notes` say what is left out."""

    title: str
    verdict: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[int, ...] = ()
    total: int = 0
    notes: tuple[str, ...] = ()

    @property
    def highest(self) -> int:
        """The highest number of a cell, at least 1."""
        return max((cell.number for row in self.rows for cell in row.cells), default=0) or 1


def of_change(findings: Sequence[Finding], names: Names, change: Change, defined: Sequence[str] = ()) -> Matrix:
    """Terms that a lapse leaves without their definition, by the documents that use them.

    `defined` are the terms that the lapsing text defines: those that nothing else uses are named in a note.
    """
    every = [s for s in subjects(of_findings(findings, change.dropped)) if s.kind == "term"]
    name, until = lapse_in_words(change.lapsing, names), change.until
    when = f" after {day(until)}" if until else ""
    left = [s for s in every if s.status == "caused"]
    cured = len([s for s in every if s.status == "cured"])
    gone = len([s for s in every if s.status == "dropped"])
    said = [f"{cured} cured"] * bool(cured) + [f"{gone} no longer used"] * bool(gone)
    places = {p for s in left for p in s.places}
    verdict = (
        f"{len(left)} of {count(len(every), 'definition')} relied on {'is' if len(left) == 1 else 'are'} left open"
        f"{''.join(f', {one}' for one in said)}; {count(len(places), 'provision')} that "
        f"{'stays' if len(places) == 1 else 'stay'} in force in {count(len(by_document(places)), 'document')} "
        f"{'is' if len(places) == 1 else 'are'} affected. A cell is a number of provisions."
    )
    used = {s.name for s in every}
    idle = [term for term in dict.fromkeys(defined) if term not in used]
    notes = [f"Used by no provision that stays in force: {', '.join(idle)}."] if idle else []
    return _of_subjects(f"Definitions of {name} that are relied on{when}", verdict, every, names, notes)


def of_terms(corpus: Corpus, links: Links, id_: str, names: Names) -> Matrix:
    """The terms that a document (an id) defines, by the documents that use them."""
    found = [
        of_binding(b, corpus)
        for b in links.bindings
        if b.best and b.best.place.document == id_ and b.place != b.best.place
    ]
    every = sorted(subjects(found), key=lambda s: (-len(s.places), s.name.casefold()))
    used = {s.name for s in every}
    defined = dict.fromkeys(d.term for d in corpus.by_id[id_].definitions if not d.quoted)
    idle = [term for term in defined if term not in used]
    notes = [f"Not used: {', '.join(idle)}."] if idle else []
    others = len({p.document for s in every for p in s.places} - {id_})
    verdict = (
        f"{document(id_, names)} defines {count(len(defined), 'term')}; {count(others, 'other document')} "
        f"{'uses' if others == 1 else 'use'} them. A cell is a number of provisions."
    )
    return _of_subjects(
        f"Terms of {document(id_, names)}, by the documents that use them", verdict, every, names, notes
    )


def _of_subjects(title: str, verdict: str, every: Sequence[Subject], names: Names, notes: Sequence[str]) -> Matrix:
    users = Counter(p.document for s in every for p in s.places)
    ids = [id_ for id_, _ in sorted(users.items(), key=lambda u: (-u[1], u[0]))]
    rows = []
    for subject in every:
        owners = by_document(subject.places)
        cells = [Cell(len(owners.get(i, ())), clauses(owners.get(i, ()))) for i in ids]
        words = STATUSES[subject.status] if subject.status != "stands" else ""
        rows.append(Row(subject.name, subject.status, words, tuple(cells), len(subject.places)))
    heads = tuple(document(i, names) for i in ids)
    return _cut(Matrix(title, verdict, "Term", heads, tuple(rows), notes=tuple(notes)))


def of_documents(corpus: Corpus, links: Links, names: Names) -> Matrix:
    """Documents (rows) by the documents that they lean on (columns)."""
    found = leanings(corpus, links)
    number: Counter[str] = Counter()
    for (here, there), reliances in found.items():
        number[here] += weight(reliances)
        number[there] += weight(reliances)
    ids = [d.id for d in corpus.documents if number[d.id]]
    notes = []
    if len(ids) > MOST_COLUMNS:
        most = {id_ for id_, _ in number.most_common(MOST_COLUMNS)}
        notes.append(f"The {MOST_COLUMNS} documents with most ties are shown, of {len(ids)}.")
        ids = [id_ for id_ in ids if id_ in most]
    alone = [document(d.id, names) for d in corpus.documents if not number[d.id]]
    if alone:
        notes.append(f"Without ties: {', '.join(alone)}.")
    rows = []
    for here in ids:
        cells = [_ties(found, here, there) for there in ids]
        rows.append(Row(document(here, names), None, "", tuple(cells), sum(c.number for c in cells)))
    verdict = (
        f"{count(len(found), 'pair')} of documents in which one leans on the other. "
        "A row leans on its columns; a cell is a number of uses of terms and references."
    )
    heads = tuple(document(i, names) for i in ids)
    title = "Which document leans on which"
    return _cut(Matrix(title, verdict, "leans on →", heads, tuple(rows), notes=tuple(notes)))


def _ties(found: Mapping[tuple[str, str], Sequence[Reliance]], here: str, there: str) -> Cell:
    reliances = found.get((here, there), ())
    uses = sum(one.kind == "term" for one in reliances)
    references = weight(reliances) - uses
    words = [count(uses, "use of a term", "uses of terms")] * bool(uses)
    words += [count(references, "reference")] * bool(references)
    return Cell(uses + references, ", ".join(words))


def _cut(matrix: Matrix) -> Matrix:
    """The matrix with at most so many rows and columns, a note for what is left out, and the sums of all."""
    rows, heads, said = matrix.rows, matrix.heads, list(matrix.notes)
    if len(rows) > MOST_ROWS:
        said.append(f"The first {MOST_ROWS} rows are shown, of {len(rows):,}.")
    if len(heads) > MOST_COLUMNS:
        said.append(f"The first {MOST_COLUMNS} columns are shown, of {len(heads):,}; sums count all of them.")
    totals = [sum(row.cells[n].number for row in rows) for n in range(len(heads))]
    shown = tuple(Row(row.head, row.status, row.words, row.cells[:MOST_COLUMNS], row.total) for row in rows[:MOST_ROWS])
    return replace(
        matrix,
        heads=heads[:MOST_COLUMNS],
        rows=shown,
        totals=tuple(totals[:MOST_COLUMNS]),
        total=sum(totals),
        notes=tuple(said),
    )
