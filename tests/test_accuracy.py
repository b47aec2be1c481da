"""Accuracy on a small part of the gold sets, where they lie beside the repository: nothing may be lost."""

from __future__ import annotations

import pytest

from bench.accuracy.options import GOLD, Options
from bench.accuracy.record import SMALL, kept, losses
from bench.accuracy.score import Score

FEWEST = {
    "section numbers (dense)": (0.985, 0.99),
    "targets with brackets (dense)": (0.985, 0.99),
    "documents by title": (0.975, 0.975),
    "sections of those documents": (None, 0.98),
    "internal links of British law": (None, 0.92),
    "uses of defined terms": (None, 0.99),
    "tagged uses, text and terms as read": (None, 0.99),
    "right definition of those": (None, 0.99),
    "defined terms by document": (0.99, 0.99),
}
"""The least precision and recall of each measure; raised where a rule has become better, never lowered in passing."""


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the repository")
@pytest.mark.parametrize("name", SMALL)
def test_nothing_is_lost(name: str) -> None:
    measure, step = SMALL[name]
    for score in measure(Options(step=step)):
        precision, recall = FEWEST[score.name]
        shown = "\n".join((score.line(), *score.cases()[:20]))
        assert precision is None or (score.precision or 0) >= precision, shown
        assert score.recall is None or score.recall >= (recall or 0), shown
        lost = losses(score)
        assert not lost, (
            "wrong now, and right before (python -m bench.accuracy.record says what was gained for it):\n"
            + ("\n".join(lost))
        )


def test_a_case_that_is_wrong_and_not_in_the_record_is_a_loss() -> None:
    score = Score("uses of defined terms", misses=["a case | nowhere 1 … that nobody has seen …"])
    assert losses(score) == score.cases()
    assert kept()
    assert all(len(line.split("\t")) == 4 for line in kept())
