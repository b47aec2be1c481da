"""Finding references: every mention of a provision or a document, with what it names and what the sentence does with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from ontology.model import Provision, Reference, ReferenceKind, ReferenceRole, Span

from .profile import Profile, load
from .references import RULES, Piece, Scene, behind
from .references.chains import Entry, Phrase, phrases
from .references.documents import Names, short_forms
from .references.lookalikes import Exclusion, named_numbers
from .references.roles import historical, leads, role
from .references.units import labelled_units
from .references.words import words

_SAME_KIND = re.compile(
    r"(Acts?|Regulations?|Code|Orders?|Rules|Charter|Convention|By-law|Directive|Agreement|Treaty|Protocol|Measure|Document)\b(?!.*\1)"
)


def find_references(
    provisions: Sequence[Provision], profile: Profile, names: Iterable[str] = ()
) -> tuple[Reference, ...]:
    """Every reference in `provisions`, in reading order.

    `names` are names of documents that the corpus knows (ids, titles, aliases); they are matched whole, longest first.
    Acronyms that the provisions themselves explain are added to them. Nothing raises on any text.
    """
    known = Names.of((*names, *short_forms(p.text for p in provisions)))
    changing = {p.path for p in provisions if leads(p.text)}
    return tuple(r for p in provisions for r in _in_provision(p, profile, known, p.parent in changing))


def find_exclusions(provisions: Sequence[Provision]) -> tuple[Exclusion, ...]:
    """What looks like a reference in `provisions` and is none, each with the name of the reason."""
    return tuple(
        Exclusion(p.path, start, end, p.text[start:end], name)
        for p in provisions
        for start, end, name in sorted(named_numbers(p.text))
    )


def silent_drops(
    provisions: Sequence[Provision], profile: Profile, references: Iterable[Reference]
) -> tuple[Exclusion, ...]:
    """Unit words with a label behind them that ended in no reference: with the exclusion's name, "" where it has none."""
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


def _in_provision(provision: Provision, profile: Profile, names: Names, changed: bool) -> Iterator[Reference]:
    text = provision.text
    for start, end in _cells(provision):
        scene = Scene(text[start:end], words(profile), names, provision.kind == "row")
        found = phrases(scene, _pieces(scene))
        for index, phrase in enumerate(found):
            heading_role = changed and index == 0 and phrase.start < 16
            yield from _references(provision, text, start, phrase, heading_role)


def _cells(provision: Provision) -> Iterator[tuple[int, int]]:
    """The stretches of a provision's text that are read apart: the cells of a row, else the whole text."""
    if provision.cells:
        yield from ((cell.start, cell.end) for cell in provision.cells)
        return
    at = 0
    for part in provision.text.split("\t"):
        yield at, at + len(part)
        at += len(part) + 1


def _pieces(scene: Scene) -> list[Piece]:
    """The pieces of all rules, sorted; where two overlap, that of the earlier rule stays."""
    taken: list[tuple[int, int]] = [(start, end) for start, end, _ in sorted(named_numbers(scene.text))]
    taken = _merged(taken)
    pieces: list[Piece] = []
    for rule in RULES:
        for piece in rule.find(scene):
            if _free(taken, piece.start, piece.end):
                taken.insert(bisect_left(taken, (piece.start, piece.end)), (piece.start, piece.end))
                pieces.append(piece)
    pieces.sort(key=lambda piece: piece.start)
    return sorted((*pieces, *behind.bare_labels(scene, pieces)), key=lambda piece: piece.start)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (start, end))
    return (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or taken[at][0] >= end)


def _references(provision: Provision, text: str, base: int, phrase: Phrase, changed: bool) -> Iterator[Reference]:
    """One reference for each document that a phrase names."""
    groups = _groups(phrase)
    past = historical(text, base + phrase.start, base + phrase.end)
    foreign = any(e.document and not e.document.startswith(("this ", "these ")) for e in phrase.entries)
    does: ReferenceRole = role(text, base + phrase.start, base + phrase.end, foreign)
    if changed and does == "cites":
        does = "varies"
    for index, group in enumerate(groups):
        start = base + (phrase.start if index == 0 else group[0].start)
        end = base + (phrase.end if index == len(groups) - 1 else group[-1].end)
        document = group[0].document
        if document.startswith(("that ", "those ", "the said ", "such ")) or document == "thereof":
            document = _antecedent(text[:start], document)
        targets = tuple(dict.fromkeys(e.target for e in group if e.target is not None))
        kind: ReferenceKind = "provision" if targets else "document"
        if phrase.relative:
            kind = "relative"
        heading = next((e.heading for e in group if e.heading), "")
        yield Reference(
            text[start:end], Span(start, end), provision.path, kind, phrase.rule, document, targets, does, heading, past
        )


def _groups(phrase: Phrase) -> list[list[Entry]]:
    """The entries of a phrase by document; whole documents each on their own."""
    groups: list[list[Entry]] = []
    for entry in phrase.entries:
        if (
            groups
            and entry.target is not None
            and groups[-1][-1].target is not None
            and groups[-1][0].document == entry.document
        ):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


_TITLE = re.compile(
    r"(?:[A-Z][\w’'&()-]*\s(?:(?:of|and|for|the)\s){0,2}){1,10}(?:Act|Regulations?|Code|Order|Rules)\b(?:,?\s\d{4})?"
)


def _antecedent(before: str, document: str) -> str:
    """The name that "that Act" or "thereof" stands for, from the text before it; as written where there is none."""
    from .references.documents import by_year, numbered, statutes

    noun = document.rsplit(" ", 1)[-1]
    mentions = sorted(
        (m for find in (statutes, by_year, numbered) for m in find(before[-2000:])), key=lambda m: m.start
    )
    for mention in reversed(mentions):
        if document == "thereof" or re.search(rf"\b{noun.rstrip('s')}s?\b", mention.name):
            return mention.name
    return document


@Language.factory("lapse_references", default_config={"profile": "gb-energy-code"})
def make_references(nlp: Language, name: str, profile: str) -> ReferenceComponent:
    """The spaCy component that finds references with the profile of this name."""
    return ReferenceComponent(load(profile))


class ReferenceComponent:
    """Writes the references of a Doc (one provision) to `doc._.lapse_references` and `doc.spans["lapse_references"]`."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        if not Doc.has_extension("lapse_references"):
            Doc.set_extension("lapse_references", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find the references of one provision; the labels of the spans are the rules' names."""
        provision = Provision("", "", "", doc.text, None, 0)
        found = find_references((provision,), self.profile)
        doc._.lapse_references = found
        spans = (doc.char_span(r.span.start, r.span.end, label=r.rule, alignment_mode="expand") for r in found)
        doc.spans["lapse_references"] = [span for span in spans if span is not None]
        return doc
