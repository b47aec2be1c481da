"""Where the characters of a provision stand in its Word file: which runs of the main part show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ontology.model import Provision
from ontology.places import Span

from .fields import homes_of
from .readers.docx.reader import read_with_runs

Wanted = tuple[str, Span]
"""A provision's path and a stretch of its text."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `start` to `end`, half open, of what a run shows; `shown` is all that is seen of the run.

    `run` counts from 0 among the runs of the main part, as the file has them.
    """

    run: int
    start: int
    end: int
    shown: str


def spots(
    data: bytes, name: str, provisions: Sequence[Provision], wanted: Iterable[Wanted]
) -> Mapping[Wanted, tuple[Spot, ...]]:
    """The runs that show stretches of provisions which were read of the file in `data`, with its changes accepted.

    What stands in no run of the main part (a footnote, an automatic number) has no spots. PackageError where there is
    no document to read.
    """
    source, runs = read_with_runs(data, name, "accepted")
    texts = {one.path: one.text for one in provisions}
    blocks = {
        home.path: at
        for at, home in homes_of(source.blocks, provisions)
        if home.text and source.blocks[at].text.rstrip().endswith(home.text)
    }
    found: dict[Wanted, tuple[Spot, ...]] = {}
    for path, span in wanted:
        at = blocks.get(path)
        if at is None:
            found[path, span] = ()
            continue
        text = source.blocks[at].text
        cut = len(text.rstrip()) - len(texts[path])
        found[path, span] = tuple(_spots(text, runs[at], Span(span.start + cut, span.end + cut)))
    return found


def _spots(text: str, runs: Iterable[tuple[Span, int]], span: Span) -> Iterable[Spot]:
    """What of each run lies within a span of its block's text."""
    whole: dict[int, Span] = {}
    for stretch, run in runs:
        if stretch.start < stretch.end:
            known = whole.get(run, stretch)
            whole[run] = Span(min(known.start, stretch.start), max(known.end, stretch.end))
    for run, seen in whole.items():
        start, end = max(seen.start, span.start), min(seen.end, span.end)
        if start < end:
            yield Spot(run, start - seen.start, end - seen.start, seen.of(text))
