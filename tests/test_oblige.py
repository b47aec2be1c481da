"""Duties and rights, and the signals that they outlive their document."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.oblige import find_obligations
from ontology.model import Provision

CASES = Path(__file__).parent / "cases" / "obligations.txt"


def read_cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").split("\n\n", 1)[1].strip().split("\n")
    return list(zip(lines[::2], (line.strip() for line in lines[1::2]), strict=True))


@pytest.mark.parametrize(("sentence", "expected"), read_cases())
def test_case(sentence: str, expected: str) -> None:
    found = find_obligations([Provision("1", "1", "", sentence, None, 0)])
    if expected == "none":
        assert not found
        return
    (duty,) = found
    assert duty.span.of(sentence) == sentence
    kind, _, rest = expected.partition(":")
    signals, _, bounds = rest.partition("but ")
    assert duty.kind == kind
    assert set(duty.signals) == {one.strip() for one in signals.split(",") if one.strip()}
    assert set(duty.bounds) == {one.strip() for one in bounds.split(",") if one.strip()}
    assert duty.weight == len(duty.signals) - len(duty.bounds)


def test_long_text_takes_no_time() -> None:
    find_obligations([Provision("1", "1", "", "the operator shall keep after once " * 4000, None, 0)])
