"""The consultation of the real case, where it lies beside the repository: what a person sees, and no look-alikes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.document import read_alone
from lapse import facts

FILE = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "consultation.txt"


@pytest.fixture(scope="module")
def found() -> Any:
    if not FILE.is_file():
        pytest.skip("the consultation is not beside the repository")
    return facts.read(read_alone(FILE))


@pytest.mark.parametrize(
    ("document", "targets"),
    [
        ("SMETS1 TMAD", ["3.14E", "3.14F"]),
        ("SEC Section N", ["N6.8"]),
        ("SMETS1 TMAD", ["7.9A", "7.9B", "7.9C", "7.9D"]),
        ("S1SR", ["18.17p"]),
        ("SEC Appendix AC", ["3.4", "3.5"]),
        ("SEC Section L", ["L3.18"]),
        ("S1SR", ["13"]),
        ("SEC Appendix AM", ["2A 1.1", "2A 1.2"]),
        ("S1SR", ["Annex A"]),
    ],
)
def test_what_a_person_sees(found: Any, document: str, targets: list[str]) -> None:
    assert any(one["document"] == document and one["targets"] == targets for one in found["references"])


def test_no_look_alikes(found: Any) -> None:
    texts = [one["text"] for one in found["references"]]
    for words in ("SRV", "4.4.2", "MP294", "17:00", "29.0", "v12", "2025", "200434", "S1CE"):
        assert not any(words in text for text in texts)


def test_numbers(found: Any) -> None:
    assert found["health"]["repeated"] == ["4.2.1 (2)"]
    assert found["health"]["missing"] == []
