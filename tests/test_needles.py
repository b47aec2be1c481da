"""What is looked for first, so that a pattern need not run, loses nothing that the pattern would find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract import oblige
from extract.definitions import cues, lead_in
from extract.needles import Needles, has_any
from extract.oblige import BOUNDS, DUTY, RIGHT, SIGNALS
from extract.references import past, roles, variations
from extract.rulebook import rulebook

REPOSITORY = Path(__file__).parents[1]
CUE = re.compile(
    r"\bmean|\binclude|\bexclude|\bdenote|\bsignif|\bdefin|\brefer(?:s|red)?\b|\bconstrued\b|\binterpreted\b"
    r"|\bread as\b|\bused to\b|\bcalled\b|\bdescribes|\bknown as\b|[“\"‘]|\*\*|[’']\)"
    r"|(?-i:\((?:the |or )?[A-Z][A-Za-z0-9&/-]+(?: [A-Z][A-Za-z0-9&/-]*)?(?:,?\s+or\s|\)))",
    re.IGNORECASE,
)
"""The cues of a definition as one pattern."""


@pytest.fixture(scope="module", name="texts")
def _texts() -> list[str]:
    """The cases of all rules and the lines of the demo, the tests and the documentation, also in capitals."""
    found = {text for rule in rulebook() for case in (*rule.fires, *rule.silent) for text in str(case).splitlines()}
    for folder in ("lapse/demo", "tests/cases", "tests/codes", "docs", "extract/cases"):
        for path in (REPOSITORY / folder).rglob("*.[mt][dx]*"):
            found.update(path.read_text(encoding="utf-8").splitlines())
    return sorted(found | {text.upper() for text in found})


def test_signs_of_obligations(texts: list[str]) -> None:
    fired = set[str]()
    for text in texts:
        for guard in (DUTY, RIGHT):
            assert (guard.search(text) is None) == (guard.pattern.search(text) is None), text
        for signs, sieve in ((SIGNALS, oblige._SIGNALS), (BOUNDS, oblige._BOUNDS)):
            found = tuple(name for name, guard in signs if guard.pattern.search(text))
            assert oblige._found(text, text.casefold(), signs, sieve) == found, text
            fired.update(found)
    assert len(fired) == len((*SIGNALS, *BOUNDS))


def test_cues_of_definitions(texts: list[str]) -> None:
    assert [text for text in texts if cues.has_cue(text) != (CUE.search(text) is not None)] == []


@pytest.mark.parametrize(
    ("pattern", "needles", "folds"),
    [
        (lead_in._LEAD, lead_in._IN_LEADS, True),
        (roles._LEAD, roles._IN_LEADS, False),
        (roles._ACTIVE, roles._IN_CHANGES, False),
        (roles._PLACE, roles._IN_CHANGES, False),
        (roles._MEANING, roles._IN_MEANINGS, False),
        (roles._READ_IN, ("eference",), False),
        (past._PAST_BEFORE, past._IN_PAST, False),
        (past._PENDING, past._IN_PENDING, False),
        (variations._BEFORE, variations._IN_BEFORE, False),
    ],
)
def test_patterns_with_needles(pattern: re.Pattern[str], needles: Needles, folds: bool, texts: list[str]) -> None:
    fired = 0
    for text in texts:
        for end in {len(text), *(at.end() for at in re.finditer(r"[a-z] (?=[\dA-Z“])", text))}:
            if pattern.search(text, 0, end):
                fired += 1
                assert has_any(text[:end].casefold() if folds else text[:end], needles), text[:end]
    assert fired
