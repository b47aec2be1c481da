"""What a person names: documents by any name, clauses behind them, several at once."""

from __future__ import annotations

import pytest

import lapse
from graph.corpus import Corpus
from lapse import asking


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("code")
    for letter, title in (("P", "Pilot, Trial and Connection Rules"), ("Q", "Funding"), ("R", "Fees")):
        text = f"Appendix {letter}: {title}\n1 Rules\n1.1 A ship shall pay.\n1.2 A boat shall not.\n"
        (folder / f"appendix-{letter.lower()}.txt").write_text(text, encoding="utf-8")
    (folder / "section-w.txt").write_text(
        "SECTION W: PASSING\n1 Rules\n1.1 A raft waits.\nANNEX W-1: FACTORS\n1 One.\n2 Two.\n", encoding="utf-8"
    )
    parts = "Part 1 – Words\n1 Words\n1.1 A word.\nPart 2 – Sums\n1 Sums\n1.1 A sum.\n2 Shares\n2.1 A share.\n"
    (folder / "schedule-4.txt").write_text(f"Schedule 4: Cover\n{parts}", encoding="utf-8")
    return lapse.open(folder).corpus


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Appendix P, Appendix Q", "appendix-p, appendix-q"),
        ("Appendices P and Q", "appendix-p, appendix-q"),
        ("P; Q, R#1.1", "appendix-p, appendix-q, appendix-r 1.1"),
        ("Appendix P 1.1", "appendix-p 1.1"),
        ("Appendix P, 1.1", "appendix-p 1.1"),
        ("Appendix P 1.1, 1.2", "appendix-p 1.1, appendix-p 1.2"),
        ("Appendix P 1.1-1.2, Appendix R#1", "appendix-p 1.1, appendix-p 1.2, appendix-r 1"),
        ("Pilot, Trial and Connection Rules", "appendix-p"),
        ("Section W, Annex W-1", "section-w Annex W-1"),
        ("Section W#Annex W-1", "section-w Annex W-1"),
        ("Section W1.1", "section-w 1.1"),
        ("Schedule 4 Part 2 1.1", "schedule-4 Part 2 1.1"),
        ("Schedule 4 Part 2 2.1", "schedule-4 Part 2 2.1"),
        ("Appendix P (Pilot, Trial and Connection Rules)", "appendix-p"),
    ],
)
def test_several_are_all_that_was_named(corpus: Corpus, said: str, meant: str) -> None:
    assert ", ".join(str(place).strip() for place in asking.several(corpus, [said])) == meant


@pytest.mark.parametrize(
    "said",
    ["Appendix P 99", "Appendix P, 99", "Section W9.9", "Schedule 4 Part 2 9.9", "P#99", "Appendix Z, Appendix P"],
)
def test_what_is_not_there_is_said(corpus: Corpus, said: str) -> None:
    with pytest.raises(asking.UnclearError):
        asking.several(corpus, [said])
