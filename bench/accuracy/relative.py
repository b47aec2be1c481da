"""Relative references ("subsection (2)", "this Part", "paragraph (b) above") against a sample that a person has read.

`relative.tsv` holds the samples, one after another: where each reference stands, and the provisions that it means, as
they were judged from the documents; no text of theirs. `python -m bench.accuracy --relative` prints them with our
answers and the sentences, `--draw SEED` a new one for a person to judge. A bare "-" as an answer means that there is
none in the document.
"""

from __future__ import annotations

import random
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.document import extract, refer
from extract.profile import load
from graph.corpus import Corpus
from graph.resolve import Resolver
from ontology.model import Document
from ontology.results import Resolution

from .options import Options
from .score import Score, around

FILE = Path(__file__).with_name("relative.tsv")
SHARES = {"canada": 100, "uk": 100, "contracts": 0}
"""How many references of each set a new sample has; the 13 of the contracts are all in the first."""
ACTS = 60
"""Acts and regulations of Canada that a new sample is drawn from."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One reference of the sample: its set, document, provision and offsets, and the provisions that it means."""

    set: str
    document: str
    provision: str
    start: int
    end: int
    answer: tuple[str, ...]


def judged() -> tuple[Judged, ...]:
    """The sample as judged."""
    lines = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple(
        Judged(one[0], one[1], one[2], int(one[3]), int(one[4]), tuple(p for p in one[5].split("; ") if p != "-"))
        for one in lines
    )


def score_relative(options: Options) -> list[Score]:
    """Relative references that lead where the reader of the sample says."""
    score = Score("relative references (read by a person)")
    for one, text, ours in _answers(options):
        found = tuple(place.provision for place in ours.targets) if ours else ()
        shown = f"{one.answer}, ours {found} {around(one.document, one.provision, text, one.start, one.end)}"
        score.add((ours is not None or not one.answer) and set(found) == set(one.answer), shown)
    return [score]


def printed(options: Options) -> Iterator[str]:
    """The sample with its sentences, our answers and the answers judged, a paragraph each."""
    for number, (one, text, ours) in enumerate(_answers(options), 1):
        found = "; ".join(place.provision for place in ours.targets) if ours else "not found"
        before, after = text[max(0, one.start - 120) : one.start], text[one.end : one.end + 80]
        yield f"{number} {one.set} {one.document} {one.provision}: {before}[[{text[one.start : one.end]}]]{after}"
        yield f"    ours {found} | judged {'; '.join(one.answer)}"


def drawn(options: Options, seed: int) -> Iterator[str]:
    """A new sample, our own answers in the place of judgements and the sentence behind: for a person to correct."""
    rng = random.Random(seed)
    for name, share in SHARES.items():
        found: list[tuple[str, Resolution, str]] = []
        for document, resolutions in _documents(options, name, rng):
            relative = {(r.provision, r.span) for r in document.references if r.kind == "relative" and not r.document}
            texts = {p.path: p.text for p in document.provisions}
            found += [
                (document.id, x, texts[x.place.provision])
                for x in resolutions
                if (x.place.provision, x.span) in relative
            ]
        chosen = rng.sample(found, min(share, len(found)))
        for one, x, text in sorted(chosen, key=lambda c: (c[0], c[1].place.provision, c[1].span.start)):
            ours = "; ".join(p.provision for p in x.targets) or "-"
            place = around(one, x.place.provision, text, x.span.start, x.span.end)
            yield "\t".join((name, one, x.place.provision, str(x.span.start), str(x.span.end), ours, place))


def _answers(options: Options) -> Iterator[tuple[Judged, str, Resolution | None]]:
    sample = judged()
    for name in SHARES:
        wanted = [one for one in sample if one.set == name]
        for document, resolutions in _documents(options, name, {one.document for one in wanted}):
            texts = {p.path: p.text for p in document.provisions}
            by_place = {(x.place.provision, x.span.start): x for x in resolutions}
            for one in wanted:
                if one.document == document.id:
                    yield one, texts.get(one.provision, ""), by_place.get((one.provision, one.start))


def _documents(
    options: Options, name: str, wanted: random.Random | set[str]
) -> Iterator[tuple[Document, list[Resolution]]]:
    """The documents of a set, those wanted or some by chance, with all that their references mean, each by itself."""
    only = wanted if isinstance(wanted, set) else None
    with tempfile.TemporaryDirectory() as folder:
        if name == "canada":
            with tarfile.open(options.gold / "canada" / "xml.tar.xz") as archive:
                names = sorted(m.name for m in archive if m.isfile())
                by_chance = wanted.sample(names, ACTS) if isinstance(wanted, random.Random) else ()
                chosen = set(by_chance) if only is None else {n for n in names if Path(n).stem in only}
                archive.extractall(folder, [m for m in archive if m.name in chosen], filter="data")
            paths = sorted(Path(folder).rglob("*.xml"))
        else:
            paths = sorted(p for p in (options.gold / name).rglob("*") if p.suffix in (".xml", ".docx"))
        for path in paths:
            if only is None or path.stem in only:
                one = extract(path, path.stem)
                document = refer(one.document, load(one.profile), one.document.aliases)
                resolver = Resolver(Corpus("", (document,), one_code=False))
                yield document, [resolver.resolve(document, r) for r in document.references]
