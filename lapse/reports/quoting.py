"""Evidence as it is shown: the sentence, with the words that matter marked where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.results import Evidence, Finding

from .content import Report


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quotation; `marked` where it is what the finding is about."""

    text: str
    marked: bool = False


def quotations(report: Report, finding: Finding) -> tuple[tuple[Piece, ...], ...]:
    """The sentences that show a finding, each once, cut where marked words begin and end."""
    provision = report.provision(finding.place)
    sentences: dict[str, list[Evidence]] = {}
    for one in finding.evidence:
        sentences.setdefault(one.quote or one.text, []).append(one)
    return tuple(_pieces(quote, found, provision.text if provision else "") for quote, found in sentences.items())


def _pieces(quote: str, found: Sequence[Evidence], text: str) -> tuple[Piece, ...]:
    out: list[Piece] = []
    at = 0
    for start, end in sorted(_place(quote, one, text) for one in found):
        if start < at or start == end or (start == 0 and end == len(quote)):
            continue
        out += [Piece(quote[at:start]), Piece(quote[start:end], marked=True)]
        at = end
    return tuple(piece for piece in (*out, Piece(quote[at:])) if piece.text)


def _place(quote: str, one: Evidence, text: str) -> tuple[int, int]:
    """Where the words of an evidence stand in its sentence, whose white space is even and whose ends may be cut."""
    words = " ".join(one.text.split())
    inner = quote.removeprefix("… ").removesuffix(" …")
    even = " ".join(text.split())
    before = " ".join((text[: one.start] + "|").split())[:-1]
    starts = even.find(inner, max(0, len(before) - len(inner)))
    at = len(before) - starts + len(quote) - len(quote.removeprefix("… ")) if 0 <= starts <= len(before) else -1
    if at < 0 or quote[at : at + len(words)] != words:
        at = quote.find(words)
    return (at, at + len(words)) if at >= 0 and words else (0, 0)
