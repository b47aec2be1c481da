"""Accuracy on a small part of the gold sets, where they lie beside the repository: nothing may be lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.accuracy import clml, references, uses
from bench.accuracy.options import GOLD, Options
from bench.accuracy.score import Score

FEWEST = {
    "section numbers (dense)": (0.985, 0.99),
    "targets with brackets (dense)": (0.985, 0.99),
    "documents by title": (0.975, 0.975),
    "sections of those documents": (None, 0.98),
    "internal links of British law": (None, 0.92),
    "uses of defined terms": (None, 0.99),
}
"""The least precision and recall of each measure; raised where a rule has become better, never lowered in passing."""


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the repository")
@pytest.mark.parametrize(
    ("measure", "step"),
    [(references.score_references, 12), (clml.score_clml, 3), (uses.score_uses, 1)],
    ids=["references", "british-law", "uses"],
)
def test_nothing_is_lost(measure: Callable[[Options], list[Score]], step: int) -> None:
    for score in measure(Options(step=step)):
        precision, recall = FEWEST[score.name]
        shown = "\n".join((score.line(), *score.cases()[:20]))
        assert precision is None or (score.precision or 0) >= precision, shown
        assert score.recall is None or score.recall >= (recall or 0), shown
