"""From the rows that a rule's query returns to findings: places, evidence, sentences, and ids that survive a re-run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from ontology.names import Names
from ontology.places import Place, Span
from ontology.results import Cause, Evidence, Finding

from .corpus import Corpus
from .rules import Rule

Row = Mapping[str, object]
"""What a rule gives: IRIs of places and items, or places, and where items stand."""
Key = tuple[str, Place, str, object]
_SENTENCE_END = re.compile(r"(?<=[.;:?!])\s+(?=[A-Z(“\"])|\n")
QUOTE = 320
"""The longest quoted sentence, in characters."""


@dataclass(frozen=True)
class Side:
    """One of the texts that a comparison looks at: its corpus and the names of what stands in it."""

    corpus: Corpus
    names: Names

    @cached_property
    def places(self) -> dict[str, Place]:
        """Documents, provisions and definitions by IRI; a definition's place is its provision."""
        found: dict[str, Place] = {}
        for document in self.corpus.documents:
            found[self.names.document(document.id)] = Place(document.id)
            for provision in document.provisions:
                found[self.names.provision(document.id, provision.path)] = Place(document.id, provision.path)
        for key, defined in self.corpus.definitions.items():
            found[self.names.definition(key)] = defined.place
        return found

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each document in the order of the corpus, by its id."""
        return {document: number for number, document in enumerate(self.corpus.by_id)}

    @cached_property
    def items(self) -> dict[str, tuple[Place, Span]]:
        """Where uses, references, definitions and blanket imports stand, by IRI."""
        found: dict[str, tuple[Place, Span]] = {}
        for document in self.corpus.documents:
            for provision in document.provisions:
                place = Place(document.id, provision.path)
                found[self.names.place(place)] = place, Span(0, len(provision.text))
            for use in self.corpus.uses.get(document.id, ()):
                place = Place(document.id, use.provision)
                found[self.names.use(place, use.span, use.term)] = place, use.span
            for reference in document.references:
                place = Place(document.id, reference.provision)
                found[self.names.reference(place, reference.span)] = place, reference.span
            for blanket in document.imports:
                place = Place(document.id, blanket.provision)
                found[self.names.blanket_import(place, blanket.span)] = place, blanket.span
            for duty in document.obligations:
                place = Place(document.id, duty.provision)
                found[self.names.obligation(place, duty.span)] = place, duty.span
        for key, defined in self.corpus.definitions.items():
            found[self.names.definition(key)] = defined.place, defined.definition.span
        return found


@dataclass(frozen=True)
class Reader:
    """Reads IRIs back into places and stretches of text, of the first of its sides that has them."""

    sides: tuple[Side, ...]

    def place(self, cell: object) -> Place:
        """A place, that of an item, or of the IRI of a document, a provision or a definition; else StopIteration."""
        if isinstance(cell, Place):
            return cell
        if isinstance(cell, tuple):
            return cast(Place, cell[0])
        return next(side.places[str(cell)] for side in self.sides if cell in side.places)

    def stands(self, item: object) -> tuple[Place, Span]:
        """Where an item (a use, a reference, a definition; its IRI, or where it stands) stands; raises as `place`."""
        if isinstance(item, tuple):
            return item
        return next(side.items[str(item)] for side in self.sides if item in side.items)

    def evidence(self, item: object) -> Evidence:
        """The stretch of text that an item is, in its sentence."""
        side = self.sides[0] if isinstance(item, tuple) else next(one for one in self.sides if item in one.items)
        place, span = self.stands(item)
        text = side.corpus.text(place)
        return Evidence(span.of(text), span.start, span.end, sentence(text, span))

    def order(self, place: Place) -> tuple[int, int, str]:
        """Sorts places as a reader meets them: by document, then by the order of the provisions in it."""
        for side in self.sides:
            provision = side.corpus.provision(place)
            if provision is not None or (not place.provision and place.document in side.corpus.by_id):
                return side.numbers[place.document], provision.order if provision else -1, place.provision
        return len(self.sides[0].corpus.documents), -1, place.provision


def sentence(text: str, span: Span) -> str:
    """The sentence of `text` around `span`, cut to `QUOTE` characters with dots where it is longer."""
    ends = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= span.start)
    stop = min(end for end in ends if end >= span.end)
    before, after = "", ""
    if stop - start > QUOTE:
        room = max((QUOTE - (span.end - span.start)) // 2, 0)
        if span.start - room > start:
            start, before = text.find(" ", span.start - room) + 1 or span.start, "… "
        if span.end + room < stop:
            cut = text.rfind(" ", span.end, span.end + room)
            stop, after = cut if cut > 0 else span.end, " …"
    return before + " ".join(text[start:stop].split()) + after


def findings(rule: Rule, rows: Iterable[Row], reader: Reader) -> tuple[Finding, ...]:
    """The findings of one rule: rows about the same subject in the same provision are one, with all its evidence."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        key = (str(row["cause"]), reader.place(row["where"]), str(row["subject"]), row.get("former") or "")
        groups.setdefault(key, []).append(row)
    return tuple(_finding(rule, key, group, reader) for key, group in groups.items())


def _finding(rule: Rule, key: Key, rows: list[Row], reader: Reader) -> Finding:
    cause, where, subject, former = key
    items = sorted({row["item"] for row in rows}, key=reader.stands)
    found = {reader.place(row["target"]) for row in rows if row.get("target")}
    targets = tuple(sorted(found, key=reader.order))
    shown = {
        "subject": subject,
        "document": where.document,
        "target": ", ".join(str(place) for place in targets),
        "lapses": "lapses" if len(targets) < 2 else "lapse",
        "is": "is" if len(targets) < 2 else "are",
        "former": str(reader.place(former)) if former else "",
        "detail": _detail(rule, rows),
        "more": str(rows[0].get("more") or ""),
    }
    return Finding(
        id=_id(rule.code, where, subject, former and shown["former"]),
        code=rule.code,
        name=rule.name,
        level=rule.level if cause != "cured" else "info",
        cause=cast(Cause, cause),
        place=where,
        subject=subject,
        targets=targets,
        evidence=tuple(reader.evidence(item) for item in items),
        message=_fill(rule.sentence(cause), shown),
        fix=_fill(rule.fix, shown) if cause != "cured" else "",
    )


def _detail(rule: Rule, rows: list[Row]) -> str:
    """The detail of a finding: that of its first row, or all of them in order where the rule joins them."""
    details = [str(row.get("detail") or "") for row in rows]
    return f"{rule.joins} ".join(sorted(set(details))) if rule.joins else details[0]


def _fill(sentence_: str, shown: Mapping[str, str]) -> str:
    """A sentence with its fields filled in; text from documents is put in as it is, never read as a template."""
    return re.sub(r"\{(\w+)\}", lambda m: shown.get(m[1], m[0]), sentence_)


def _id(*parts: object) -> str:
    """A short name for a finding, made of what it is about and nothing that changes from run to run."""
    digest = hashlib.blake2s("\x1f".join(str(part) for part in parts).encode(), digest_size=5).hexdigest()
    return f"{parts[0]}-{digest}"


def in_order(found: Iterable[Finding], reader: Reader) -> Iterator[Finding]:
    """Findings by document, place, code and subject."""
    yield from sorted(found, key=lambda f: (reader.order(f.place), f.code, f.subject, f.id))
