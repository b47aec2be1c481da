"""Finding duties and rights, and the words by which they reach beyond their document: delete, once …, for years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology.model import Obligation, Provision
from ontology.places import Span
from ontology.record import record

from .enduring import ACTS, BOUNDS, SIGNALS
from .needles import Guarded, Sieve

DUTY = Guarded(
    re.compile(
        r"(?:shall(?<=\bshall)|must(?<=\bmust)|is(?<=\bis) (?:required|obliged) to"
        r"|are(?<=\bare) (?:required|obliged) to|undertake(?<=\bundertake)s? to)\b"
        r"(?! not (?:be (?:taken|read)|apply)\b)"
        r"(?! (?:(?:automatically|also) )?(?:expire|lapse|(?:come into|take|have) (?:force|effect)"
        r"|cease to (?:have effect|apply|form part)|(?:apply|have effect|be read) as if)\b)"
    ),
    ("shall", "must", "required", "obliged", "undertake"),
)
RIGHT = Guarded(
    re.compile(
        r"(?:may(?<=\bmay)|is(?<=\bis) entitled to|are(?<=\bare) entitled to"
        r"|ha(?<=\bha)(?:s|ve) the right to)\b(?! not\b)"
    ),
    ("may", "entitled", "right"),
)
"""The start of a word is looked for behind its characters: a search that begins with these takes a third of it."""

_MODALS = Sieve((guard.needles, guard.also) for guard in (DUTY, RIGHT))
_SIEVE = Sieve((guard.needles, guard.also) for _, guard in (*SIGNALS, *BOUNDS))
_SENTENCE = re.compile(r"[^.;\n]+(?:[.;](?=\S)[^.;\n]*)*[.;]?")


Signs = tuple[tuple[str, ...], tuple[str, ...]]

_ACTS = frozenset(name for name, _ in ACTS)
_MEANS = re.compile(r"[^.;]{1,90}\bmeans\b(?! of\b)")
_DEEMED = re.compile(r"\bbe (?:deemed|construed|interpreted|read|taken to)\b|\bhave the (?:same )?meanings?\b")
"""What is said of words or of how things count, and puts no duty on anybody."""
_HANDLED = ("deletes", "returns", "severs")
"""Signals of what is done with a thing; a list of ways to deal with it has several: "returned or destroyed"."""
_LISTED = re.compile(r"\W*(?:\b(?:or|be|otherwise|removed?|released?|sold|sell|given away|quarantined?)\b\W*){0,5}")
ITS = 40
"""Characters behind a modal verb in which the verb stands that goes with it."""
_OTHERWISE = {
    "goes on": re.compile(r"\b(?:so that|in order that|whether|only if)\b[^,;]{0,80}\Z"),
    "deletes": re.compile(
        r"\b(?:application|appeal|matter|case|proceeding|complaint|claim|petition|motion)s?\b[^.;]*\bdisposed of\Z"
    ),
}
"""What stands before the words of a signal, and to their end, where they say something else: a purpose, a decision."""
_PLACED = _ACTS | _OTHERWISE.keys() | frozenset(_HANDLED)
"""Signals for which it matters where in a sentence they stand."""
_FIRST = re.compile(r"\W*For\b")
"""How a sentence begins that says first how long its duty lasts."""


def find_obligations(provisions: Sequence[Provision]) -> tuple[Obligation, ...]:
    """The duties and rights in `provisions`, a sentence each, in reading order.

    `weight` is the number of signals that one reaches beyond its document, less those that it ends by its own words.
    What a provision quotes is another document's.
    """
    may = _MODALS.each([provision.text for provision in provisions])
    said = [found for one, modals in zip(provisions, may, strict=True) if modals for found in _sentences(one)]
    passing = map(_SIEVE.numbers, _SIEVE.each([one.text for one in said], folds=True))
    return tuple(map(_obligation, said, passing))


@record
@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that begins at `start` of a provision, and where in it the first modal verb stands."""

    provision: Provision
    start: int
    text: str
    duty: bool
    modal: int


def _sentences(provision: Provision) -> Iterator[_Said]:
    """The sentences of a provision that have a modal verb."""
    if provision.kind == "heading":
        return
    for sentence in _SENTENCE.finditer(provision.text):
        text = sentence[0]
        duty, right = DUTY.search(text), RIGHT.search(text)
        if duty or right:
            first = min(one.start() for one in (duty, right) if one)
            yield _Said(provision, sentence.start(), text, duty is not None, first)


def _obligation(one: _Said, passing: Sequence[int]) -> Obligation:
    """What a sentence says, of whose signs those `passing` (by number) are looked for."""
    text, start = one.text, one.start
    signs: Signs = ((), ())
    if passing and not (one.provision.quoted or _is_of_words(text, one.modal)):
        signs = _signs(text, one.modal, passing)
    return Obligation(
        provision=one.provision.path,
        span=Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip())),
        kind="duty" if one.duty else "right",
        signals=signs[0],
        bounds=signs[1],
        rule="modal-verb",
    )


def _is_of_words(text: str, modal: int) -> bool:
    """Whether a sentence, whose first modal verb stands at `modal`, says only what words mean or how things count."""
    if "means" in text and _MEANS.match(text):
        return True
    near = text[modal : modal + ITS]
    return ("be " in near or "have the " in near) and _DEEMED.search(text, modal, modal + ITS) is not None


def _signs(text: str, modal: int, passing: Sequence[int]) -> Signs:
    """The names of the signals and of the bounds that a sentence has, whose first modal verb stands at `modal`."""
    signals = _signals(text, modal, [number for number in passing if number < len(SIGNALS)])
    bounds = (BOUNDS[number - len(SIGNALS)] for number in passing if number >= len(SIGNALS))
    return signals, tuple(name for name, guard in bounds if guard.pattern.search(text))


def _signals(text: str, modal: int, passing: Sequence[int]) -> tuple[str, ...]:
    """The names of the signals of a sentence, of those `passing` (by number), whose first modal verb is at `modal`.

    What is to be done counts where it comes behind that verb or reaches up to it, for what stands before is the case
    that the sentence supposes; and where it does not come behind "unless". Ways to deal with a thing that are listed
    count as one.
    """
    but = text.find(" unless ", modal)
    found: list[str] = []
    handled: list[tuple[Span, str]] = []
    for number in passing:
        name, guard = SIGNALS[number]
        if name not in _PLACED:
            if guard.pattern.search(text):
                found.append(name)
            continue
        places = [Span(*one.span()) for one in guard.pattern.finditer(text)]
        if name in _ACTS and not _FIRST.match(text):
            places = [one for one in places if one.end > modal]
        if name in _ACTS and but > 0:
            places = [one for one in places if one.start < but]
        if (other := _OTHERWISE.get(name)) is not None:
            places = [one for one in places if not other.search(text[: one.end])]
        if places:
            found.append(name)
            handled += [(one, name) for one in places if name in _HANDLED]
    return tuple(name for name in found if name not in _HANDLED or name in _ways(text, sorted(handled)))


def _ways(text: str, handled: Sequence[tuple[Span, str]]) -> set[str]:
    """The signals of what is done with a thing, of several that are listed the first."""
    kept: set[str] = set()
    end = -1
    for span, name in handled:
        if end < 0 or not _LISTED.fullmatch(text[end : span.start]):
            kept.add(name)
        end = max(end, span.end)
    return kept
