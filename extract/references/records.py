"""From phrases to records: one reference for each document that a phrase names, with its role in the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ontology.model import Provision, Reference, ReferenceRole
from ontology.places import Span
from ontology.record import record
from ontology.source import ReferenceKind

from .antecedents import antecedent, points_back
from .nodes import Entry
from .past import historical
from .phrase import Phrase
from .roles import role


@record
@dataclass(frozen=True, slots=True)
class Around:
    """What the surroundings of a phrase tell.

    `own` tells whether an entry means the document in which it stands. `about` is the document that a list of changes
    is about, of which this phrase is a member ("" where the list names none), None elsewhere. `previous` is the text
    of the provision before, to which "that Appendix" may point back. Whether the provision's text may say of what it
    refers to that it `changes`, and speak of the `past`.
    """

    own: Callable[[Entry], bool]
    about: str | None = None
    previous: str = ""
    changes: bool = True
    past: bool = True


def records(provision: Provision, base: int, phrase: Phrase, around: Around) -> Iterator[Reference]:
    """The references of a phrase that stands `base` characters into the provision's text."""
    text = provision.text
    start, end = base + phrase.start, base + phrase.end
    does = _role(text, start, end, phrase, around)
    if around.about is not None and does == "cites":
        does = "varies"
    past = around.past and historical(text, start, end)
    groups = _groups(phrase) if len(phrase.entries) > 1 else [[*phrase.entries]]
    for index, group in enumerate(groups):
        first = start if index == 0 else base + group[0].start
        last = end if index == len(groups) - 1 else base + group[-1].end
        document = group[0].document or ((around.about or "") if not phrase.relative else "")
        if points_back(document):
            document = antecedent(f"{around.previous}\n{text[:first]}", document)
        targets = tuple(dict.fromkeys([entry.target for entry in group if entry.target is not None]))
        kind: ReferenceKind = "relative" if phrase.relative else "provision" if targets else "document"
        heading = next((entry.heading for entry in group if entry.heading), "")
        span = Span(first, last)
        yield Reference(span.of(text), span, provision.path, kind, phrase.rule, document, targets, does, heading, past)


def _role(text: str, start: int, end: int, phrase: Phrase, around: Around) -> ReferenceRole:
    """The role of a phrase; a document that someone must produce is required by the very text that names it."""
    if phrase.rule == "required-document":
        return "requires"
    if not around.changes:
        return "cites"
    foreign = any(not around.own(entry) for entry in phrase.entries)
    return role(text, start, end, foreign)


def _groups(phrase: Phrase) -> list[list[Entry]]:
    """The entries of a phrase by document; whole documents each on their own."""
    groups: list[list[Entry]] = []
    for entry in phrase.entries:
        last = groups[-1][-1] if groups else None
        if last and entry.target is not None and last.target is not None and last.document == entry.document:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups
