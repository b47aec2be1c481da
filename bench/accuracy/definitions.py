"""How many definitions are found in Canadian law, against the editors' tags: the measure of `bench/definitions.py`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import definitions as bench
from extract.given import placed
from extract.profile import load
from extract.read import read_source
from extract.structure import build_tree

from .options import Options
from .score import BAR, Score


def score_definitions(options: Options) -> list[Score]:
    """Defined terms by document, as XML gives its structure."""
    found = bench.Score()
    with tempfile.TemporaryDirectory() as folder:
        for path in bench.unpacked(options.gold / "canada" / "xml.tar.xz", Path(folder)):
            if options.takes(path.stem):
                source = read_source(path)
                provisions, _ = build_tree(source, load("canada"))
                bench.compare(path.stem, provisions, placed(source, provisions)[1], found)
    score = Score("defined terms by document", found.right + len(found.missed), found.right + len(found.false))
    score.hit = score.right = found.right
    score.ignored = found.ignored
    score.misses = [f"{term} {BAR}{name} {text[:200]}" for name, term, _, text in found.missed]
    score.false = [f"{term} ({rule}) {BAR}{name} {text[:200]}" for name, term, rule, text in found.false]
    return [score]
