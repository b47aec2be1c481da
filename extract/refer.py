"""Finding references: every mention of a provision or a document, what it names, and what its sentence does with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ontology.labels import normal, parts
from ontology.model import Provision, Reference
from ontology.places import Span

from .profile import Profile
from .references.as_read import SMALL, closed, plainly
from .references.chains import phrases
from .references.cues import CUES, Cued
from .references.documents import Names, short_forms
from .references.gather import gather
from .references.labels import HEAD
from .references.lookalikes import Exclusion, named_numbers
from .references.nodes import Entry
from .references.phrase import Named, Phrase
from .references.piece import Scene
from .references.records import Around, records
from .references.roles import leads, subject_of_list
from .references.tables import Column, cells_of, columns, is_row
from .references.units import labelled_units
from .references.words import Words, words

_LETTERED = re.compile(r"([A-Z]{1,2})\d")
_ACT_ALONE = re.compile(r"\bACTS?(?:,?\s\d{4})?\s*$")
_THIS_ACT = re.compile(r"\b[Tt]his\sAct\b")
TITLE = 30
"""Characters from which on a name that stands alone is a title."""
FRONT = 5
"""Provisions at the beginning of a document among which its own title stands."""
KEPT = 4
"""Phrases of a provision to which "that section" in what stands below it may point back."""
SUBJECT = 16
"""Characters into a provision within which its first reference is the subject of the list that stands over it."""


def find_references(
    provisions: Sequence[Provision], profile: Profile, names: Iterable[str] = ()
) -> tuple[Reference, ...]:
    """Every reference in `provisions`, in reading order.

    `names` are names of documents that the corpus knows (ids, titles, aliases); they are matched whole, longest first.
    Acronyms that the provisions themselves explain are added to them. Nothing raises on any text.
    """
    short = short_forms(p.text for p in provisions) - SMALL
    known = Names.of((*names, *short), profile.documents, profile.lower_case_terms)
    cells = [cells_of(p) for p in provisions]
    texts = [plainly(p.text[start:end]) for p, several in zip(provisions, cells, strict=True) for start, end in several]
    cued = CUES.over(texts, words(profile), known)
    firsts = [0, *accumulate(map(len, cells))]
    homes = {number: bisect_right(firsts, number) - 1 for number in cued}
    opening = {homes[n] for n, one in cued.items() if one.leads and (one.changes or len(cells[homes[n]]) > 1)}
    reading = _Reading(
        words=words(profile),
        names=known,
        own=_own(provisions),
        changing={one.path: "" for one in (provisions[at] for at in opening) if leads(one.text)},
        labels=frozenset(normal(p.path) for p in provisions),
        made_under=not any("his" in p.text and _THIS_ACT.search(p.text) for p in provisions),
        heads=frozenset(m[0] for p in provisions if (m := HEAD.match(p.path))),
    )
    out: list[Reference] = []
    for at in sorted({*homes.values(), *(at for at, one in enumerate(provisions) if is_row(one))}):
        numbers = range(firsts[at], firsts[at + 1])
        stretches = [(start, texts[n], cued.get(n)) for (start, _), n in zip(cells[at], numbers, strict=True)]
        reading.previous = provisions[at - 1].text if at and not is_row(provisions[at - 1]) else ""
        out += reading.of(provisions[at], stretches)
    return tuple(out)


def _own(provisions: Iterable[Provision]) -> str:
    """The section of a code that the provisions are, by the letter with which most numbers begin; "" for none."""
    letters = Counter(
        m[1] for p in provisions if p.number and (m := _LETTERED.match(p.number)) and not HEAD.match(p.number)
    )
    return f"Section {letters.most_common(1)[0][0]}" if letters else ""


@dataclass(slots=True)
class _Reading:
    """One document as it is read: what holds for all of it, and the table that the last row belonged to.

    `changing` are the provisions that open a list of changes, with the document that they say it is about; `labels`
    are the paths of the document's own provisions; `named` the last phrases of those read so far. `made_under` tells
    that it is no act itself, so that an act in its front matter is another document.
    """

    words: Words
    names: Names
    own: str
    changing: dict[str, str]
    labels: frozenset[str] = frozenset()
    made_under: bool = False
    heads: frozenset[str] = frozenset()
    columns: dict[int, Column] = field(default_factory=dict)
    table: tuple[str | None, int] = ("", -2)
    previous: str = ""
    named: dict[str, tuple[Named, ...]] = field(default_factory=dict)

    def of(self, provision: Provision, stretches: Sequence[tuple[int, str, Cued | None]]) -> Iterator[Reference]:
        """The references of one provision; provisions come in reading order.

        `stretches` are its texts that are read apart: where each begins, the text as rules read it, what it may hold.
        """
        row = is_row(provision)
        known = self._columns(provision) if row else {}
        whole = stretches[0][2] if len(stretches) == 1 else None
        changes, past = (whole.changes, whole.past) if whole else (True, True)
        head = ""
        for index, (start, text, one) in enumerate(stretches):
            if not (one and (one.rules or one.beside or (row and one.points))) and index not in known and not head:
                continue
            rules, gaps, numbers = (one.rules, one.gaps, one.numbers) if one else ((), (), True)
            scene = Scene(text, self.words, self.names, row, self.heads, self.labels, gaps, numbers)
            pieces = gather(scene, rules, known.get(index), head)
            if not pieces:
                continue
            over = self.named.get(provision.parent or "", ()) if not row else ()
            formed = phrases(scene, pieces, over)
            if not row:
                self.named[provision.path] = tuple((scene.text, phrase.entries) for phrase in formed[-KEPT:])
            written = provision.text[start : start + len(text)]
            drafted = text != written
            for order, formed_ in enumerate(formed):
                phrase = closed(formed_, written) if drafted else formed_
                if (
                    provision.order < FRONT
                    and not row
                    and phrase.rule == "named-document"
                    and _is_title(scene.text, phrase)
                    and not (self.made_under and _ACT_ALONE.search(scene.text))
                ):
                    continue
                if row and not head and phrase.rule in ("named-document", "unit-label"):
                    head = phrase.entries[0].document
                about = self.changing.get(provision.parent or "") if order == 0 and phrase.start < SUBJECT else None
                around = Around(self._is_own, about, self.previous, changes, past)
                for reference in records(provision, start, phrase, around):
                    span = reference.span
                    if provision.path in self.changing and subject_of_list(provision.text, span.start, span.end):
                        self.changing[provision.path] = reference.document
                    yield reference

    def _is_own(self, entry: Entry) -> bool:
        """Whether an entry means this document: by its name, or because its label stands here."""
        if entry.document:
            return entry.document == self.own or entry.document.startswith(("this ", "these "))
        label = normal(entry.target.label) if entry.target is not None else ""
        return not label or label.startswith("(") or parts(label)[0] in self.labels or label in self.labels

    def _columns(self, row: Provision) -> dict[int, Column]:
        """The columns of labels in the table that `row` belongs to; a table's first row names them and has none."""
        parent, order = self.table
        self.table = (row.parent, row.order)
        if (row.parent, row.order - 1) == (parent, order):
            return self.columns
        self.columns = columns(row, self.words, self.names)
        return {}


def _is_title(text: str, phrase: Phrase) -> bool:
    """Whether a text is nothing but a document's long name: a title page or a heading, not a reference."""
    return len(text) > TITLE and text.strip() == text[phrase.start : phrase.end]


def find_exclusions(provisions: Sequence[Provision], profile: Profile | None = None) -> tuple[Exclusion, ...]:
    """What looks like a reference in `provisions` and is none, each with the name of the reason.

    With a `profile` also what stands behind one of its words as a label does: "Regulations 1983", "section 5 days".
    """
    out: list[Exclusion] = []
    for p in provisions:
        found = sorted(named_numbers(p.text))
        if profile is not None:
            known = words(profile)
            found += [one for one in labelled_units(p.text, known) if one[2]]
        out += (Exclusion(p.path, start, end, p.text[start:end], name) for start, end, name in found)
    return tuple(out)


def silent_drops(
    provisions: Sequence[Provision], profile: Profile, references: Iterable[Reference]
) -> tuple[Exclusion, ...]:
    """Unit words with a label behind them that ended in no reference: the exclusion's name, "" where it has none."""
    spans: dict[str, list[Span]] = {}
    for reference in references:
        spans.setdefault(reference.provision, []).append(reference.span)
    out: list[Exclusion] = []
    for provision in provisions:
        named = list(named_numbers(provision.text))
        for start, end, excluded in labelled_units(provision.text, words(profile)):
            if any(s.start <= start and end <= s.end for s in spans.get(provision.path, ())):
                continue
            name = excluded or next((n for a, b, n in named if a < end and start < b), "")
            out.append(Exclusion(provision.path, start, end, provision.text[max(0, start - 30) : end + 20], name))
    return tuple(out)
