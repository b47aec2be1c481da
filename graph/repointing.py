"""References in text that stays to clauses that a plan carries over, and what they say once it is carried out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology.labels import members
from ontology.model import Document
from ontology.places import Place, Span
from ontology.results import Resolution

from .by_number import DIVIDED
from .plan import Planner

_LINK = r"(?:the |this |that )?(?:[A-Z]{2,6} )?"
"""What stands in front of a document's name: "of the SEC Appendix AL"."""
_UNIT = re.compile(r"^[^\d(]*[A-Za-z]{2}")
_RANGE = re.compile(r"\bto\b|\bthrough\b|[–—-]")
_LETTERED = re.compile(r"(\w+) ([A-Z]{1,2})")
"""The name of a document whose clauses may bear its letter in front of their numbers: "Section H8.4" needs no name."""
_ENACTMENT = re.compile(
    r"^(?!the ).*\b(?:Act|Order|Regulations?|Rules|Agreement|Contract|Terms|Document|Code)\b", re.IGNORECASE
)
"""A name that takes an article: "of the Port Charges Order 2018", but "of Appendix AM"."""
_UNIT_WORD = re.compile(r"\b(?:[Cc]lause|[Pp]aragraph|[Ss]ection|[Pp]rovision|[Aa]rticle)(?P<s>s?)\b")
_CALLED = re.compile(r"\b(?P<word>[Cc]lause|[Pp]aragraph|[Ss]ection|[Aa]rticle)(?P<s>s?)(?= [\d(])")
_UNITS = ("clause", "paragraph", "section", "article", "condition", "regulation", "rule")
"""The words of which one stands before a number that is cited without any."""
_BARE = re.compile(r"(?:[A-Za-z-]{3,} )?\d[\w.()]*(?:(?:,| and| or| to) \d[\w.()]*)*")
"""A reference that names no document, in a code whose numbers run through all of them: "Paragraph 10.5.1"."""
_TAIL = re.compile(r"\([^()]*\)$")

Pair = tuple[str, str]
"""The number of a carried provision, and the one that it gets."""


@dataclass(frozen=True, slots=True)
class Repointed:
    """A reference (`span` of the text at `place`) to provisions that are carried over, and what it `becomes`.

    `targets` are the new places; where words cannot be made `becomes` is "" and `because` says why.
    """

    place: Place
    span: Span
    text: str
    targets: tuple[Place, ...]
    becomes: str
    because: str = ""


def repointed(planner: Planner) -> tuple[Repointed, ...]:
    """The references in surviving text to provisions that the plan carries over, in the order of the links."""
    new = planner.numbers
    found: list[Repointed] = []
    for one in planner.comparison.links_before.resolutions if new else ():
        stays = planner.comparison.after.holds(one.place) and one.status != "historical"
        if stays and any(target in new for target in one.targets):
            found.append(_repointed(planner, one, one.place.document))
    return tuple(found)


def within(planner: Planner, place: Place, home: str) -> tuple[Repointed, ...]:
    """The references in a provision that is carried to the document `home` to others that are carried over."""
    found = (one for one in planner.comparison.links_before.resolutions if one.place == place)
    carried = (one for one in found if any(target in planner.numbers for target in one.targets))
    return tuple(_repointed(planner, one, home) for one in carried)


def _repointed(planner: Planner, one: Resolution, here: str) -> Repointed:
    """What a reference becomes that stands in the document `here` when all is carried over."""
    new = planner.numbers
    targets = tuple(new[target] for target in one.targets if target in new)

    def but(because: str) -> Repointed:
        return Repointed(one.place, one.span, one.text, targets, "", because)

    if len(targets) < len(one.targets):
        return but("it names provisions too that are not carried over")
    if len({target.document for target in targets}) > 1:
        return but("what it names goes to several documents")
    pairs = [(old.provision, new[old].provision) for old in one.targets]
    words = _renumbered(one.text, pairs)
    if words is None:
        return but("its numbers cannot be exchanged one for one")
    home = planner.comparison.corpus.by_id[targets[0].document]
    called = _called(planner, home.id)
    unit = max(called, key=lambda word: (called[word], word), default=_unit(planner.comparison.corpus.whole(here)))
    words = _CALLED.sub(lambda m: _worded(m, unit, called), words, count=1)
    if _UNIT.match(one.text) and not _UNIT.match(words):
        words = f"{unit}{'s' if len(targets) > 1 else ''} {words}"
    written = _document_as_written(planner, one)
    if any(written == old for old, _ in pairs):  # Appendix 2 is named by itself, and no document
        written = ""
    bare = home.id == here and _BARE.fullmatch(one.text) is not None
    if not written and not bare and one.place.document != one.targets[0].document:
        return but("its document is not plainly named in it")
    name, numbers = _name(home), [target.provision for target in targets]
    lettered = _LETTERED.fullmatch(name)
    if lettered and all(re.match(rf"{lettered[2]}\d", number) for number in numbers):
        plain = _renamed(words, written, "", numbers, unit)
        renamed = _UNIT_WORD.sub(lambda m: lettered[1] + m["s"], plain, count=1) if plain else ""
    else:
        renamed = _renamed(words, written, "" if home.id == here else name, numbers, unit)
    return Repointed(one.place, one.span, one.text, targets, renamed) if renamed else but("its words are unusual")


def _document_as_written(planner: Planner, one: Resolution) -> str:
    """The name by which a reference calls its document, the schedule that it is where that is all; "" for none."""
    corpus = planner.comparison.corpus
    references = corpus.whole(one.place.document).references
    here = next((r for r in references if r.provision == one.place.provision and r.span == one.span), None)
    if here is None or here.document:
        return re.sub(r"^(?:the|this|that) ", "", here.document, flags=re.IGNORECASE) if here else ""
    heads = {match[0] for target in here.targets if (match := DIVIDED.match(target.label))}
    named = {head for head in heads if corpus.catalogue.find(head) == (one.targets[0].document,)}
    return next(iter(named)) if len(named) == len(heads) == 1 else ""


def _renumbered(text: str, pairs: Sequence[Pair]) -> str | None:
    """The words with the new numbers for the old; None where a number is neither there nor told by those that are."""
    there = {old: new for old, new in pairs if re.search(_number(old), text)}
    ranges = _RANGE.search(text) is not None
    for at, (old, new) in enumerate(pairs):
        if old not in there and not (ranges and _between(pairs, at, there)) and not _elliptic(old, new, text, there):
            return None
    if not there:
        return None
    pattern = "|".join(_number(old) for old in sorted(there, key=len, reverse=True))
    return re.sub(pattern, lambda m: there[m[0]], text)


def _number(label: str) -> str:
    return rf"(?<![\w.(]){re.escape(label)}(?!\w|\.\d)"


def _between(pairs: Sequence[Pair], at: int, there: dict[str, str]) -> bool:
    """Whether a number lies in a range whose ends are there, and the new ones count on from end to end."""
    first = next((n for n in range(at, -1, -1) if pairs[n][0] in there), None)
    last = next((n for n in range(at, len(pairs)) if pairs[n][0] in there), None)
    if first is None or last is None:
        return False
    return members(pairs[first][1], pairs[last][1]) == tuple(new for _, new in pairs[first : last + 1])


def _elliptic(old: str, new: str, text: str, there: dict[str, str]) -> bool:
    """Whether a number is told by its last level behind another one: the (b) of "4.2(a) or (b)"."""
    tail = _TAIL.search(old)
    if tail is None or not new.endswith(tail[0]) or tail[0] not in text:
        return False
    head, made = old[: tail.start()], new[: -len(tail[0])]
    return any(one.startswith(head) and becomes.startswith(made) for one, becomes in there.items())


def _called(planner: Planner, document: str) -> Counter[str]:
    """How often references call the clauses of a document by each word, as written: "Clause", "paragraph"."""
    links = planner.comparison.links_before.resolutions
    here = (one for one in links if any(to.document == document and to.provision for to in one.targets))
    found = (_CALLED.match(one.text) for one in here)
    return Counter(match["word"] for match in found if match is not None)


def _worded(match: re.Match[str], unit: str, called: Counter[str]) -> str:
    """The word in front of a new number: as it is, or the document's own where it calls no clause so."""
    word = match["word"]
    if not called or word.casefold() in map(str.casefold, called):
        return match[0]
    return (unit.capitalize() if word.istitle() else unit) + match["s"]


def _unit(document: Document) -> str:
    """The word by which the text of a document cites provisions most often: "paragraph"; "clause" where by none."""
    cited = Counter(t.unit for r in document.references for t in r.targets if t.unit in _UNITS)
    return max(cited, key=lambda word: (cited[word], word), default="clause")


def _renamed(words: str, written: str, name: str, numbers: Sequence[str], unit: str) -> str:
    """The words with another document's name for the one `written`, or without it; "" where it is not plainly there."""
    if not written:
        return f"{words} of {name}" if name else words
    behind = re.compile(rf",? (of|in|to|under|from) {_LINK}{re.escape(written)}$")
    before = re.compile(rf"^{_LINK}{re.escape(written)},? ")
    if behind.search(words):
        return behind.sub(rf" \1 {name}" if name else "", words)
    if not before.search(words):
        return ""
    left = before.sub("", words)
    left = left if _UNIT.match(left) else f"{unit}{'s' if len(numbers) > 1 else ''} {left}"
    return f"{left} of {name}" if name else left


def _name(document: Document) -> str:
    """The name by which text calls a document."""
    name = next(iter(document.aliases), document.title)
    return f"the {name}" if _ENACTMENT.search(name) else name


def amendable(found: Sequence[Repointed], document: str) -> Iterator[Repointed]:
    """Those in one document that have words to become, none overlapping one before it."""
    last: dict[str, int] = {}
    here = (one for one in found if one.place.document == document and one.becomes)
    for one in sorted(here, key=lambda one: (one.place, one.span)):
        if one.span.start >= last.get(one.place.provision, 0):
            last[one.place.provision] = one.span.end
            yield one
