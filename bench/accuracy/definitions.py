"""How many definitions are found in Canadian law, against the editors' tags: the measure of `bench/definitions.py`."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bench import definitions as bench
from extract.given import placed
from extract.profile import load
from extract.read import read_source
from extract.structure import build_tree

from .options import Options
from .score import BAR, Score

_FIRST = 60
"""How many documents the small form reads: the first of the archive, which is then not unpacked to its end."""


def score_definitions(options: Options) -> list[Score]:
    """Defined terms by document, as XML gives its structure."""
    with tempfile.TemporaryDirectory() as folder:
        paths = bench.unpacked(options.gold / "canada" / "xml.tar.xz", Path(folder))
        return [_scored(path for path in paths if options.takes(path.stem))]


def score_first(options: Options) -> list[Score]:
    """The same of the first documents of the archive."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(options.gold / "canada" / "xml.tar.xz", "r|xz") as tar:
            for member in islice((one for one in tar if one.name.endswith(".xml")), _FIRST):
                tar.extract(member, folder, filter="data")
        return [_scored(sorted(Path(folder).rglob("*.xml")))]


def _scored(paths: Iterable[Path]) -> Score:
    found = bench.Score()
    for path in paths:
        source = read_source(path)
        provisions, _ = build_tree(source, load("canada"))
        bench.compare(path.stem, provisions, placed(source, provisions)[1], found)
    by_reading = len(found.read)
    right = found.right + by_reading
    score = Score("defined terms by document", found.right + len(found.missed), right + len(found.false))
    score.hit, score.right = found.right, right
    score.ignored = found.ignored
    score.misses = [f"{term} {BAR}{name} {text[:200]}" for name, term, _, text in found.missed]
    score.false = [f"{term} ({rule}) {BAR}{name} {text[:200]}" for name, term, rule, text in found.false]
    if by_reading:
        score.ignored["untagged but definitions by reading, counted as right"] += by_reading
    return score
