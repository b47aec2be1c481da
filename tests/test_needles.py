"""What is looked for first, so that a pattern need not run, loses nothing that the pattern would find."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from extract import oblige
from extract.definitions import RULES, Setting, blanket, cues, hits, lead_in, listed
from extract.definitions.look import looks
from extract.enduring import BOUNDS, SIGNALS
from extract.needles import Needles, has_any
from extract.oblige import DUTY, RIGHT
from extract.references import past, roles, variations
from extract.rulebook import rulebook
from ontology.places import Span

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
        passing = oblige._SIEVE.passing(text.casefold())
        for number, (name, guard) in enumerate((*SIGNALS, *BOUNDS)):
            if guard.pattern.search(text):
                assert number in passing, (name, text)
                fired.add(name)
    assert len(fired) == len((*SIGNALS, *BOUNDS))


def test_cues_of_definitions(texts: list[str]) -> None:
    found = [cues.has_cue(text, look) for text, look in zip(texts, looks(texts), strict=True)]
    assert found == [CUE.search(text) is not None for text in texts]


def test_rules_of_definitions(texts: list[str]) -> None:
    for text, look in zip(texts, looks(texts), strict=True):
        words = tuple(Span(*match.span()) for match in list(re.finditer(r"[A-Za-z]{4,}", text))[:2])
        for place in (Setting(), Setting("paragraph", True, lower_case=True), Setting(defining=True, emphasis=words)):
            rules = look.among_definitions if place.defining else look.rules
            tried = [rule for rule in rules if not rule.part or getattr(place, rule.part)]
            assert [rule.name for rule in RULES if rule not in tried and any(rule.find(text, place))] == [], text


def test_terms_that_another_rule_has(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        (text, Setting("paragraph", defining, lower_case=True, emphasis=(Span(*term.span()),)), look)
        for text, look in zip(texts, looks(texts), strict=True)
        for term in [re.match(r"\W*(\w+(?: \w+)??)(?= means?\b| includes?\b| ha(?:s|ve) the\b)", text)]
        if term
        for defining in (False, True)
    ]
    spared = [hits.hits(*one) for one in asked]
    monkeypatch.setattr(hits, "is_only_verb", lambda *_: False)
    assert spared == [hits.hits(*one) for one in asked]
    assert sum(map(len, spared)) > len(asked) / 2 > 20


def test_leads_of_definitions(texts: list[str]) -> None:
    fired = set[lead_in.Guarded]()
    texts = [*texts, "Boats and their crews, in this Part:"]
    for text, look in zip(texts, looks(texts), strict=True):
        found = {lead for lead in lead_in.LEADS if lead.pattern.search(text)}
        assert found <= set(look.leads), text
        fired |= found
        assert look.of_terms or not any(blanket.find_blanket(text, "")), text
        assert look.gives or not listed._GIVES.search(text), text
    assert fired == set(lead_in.LEADS)


def test_many_texts_at_once(texts: list[str]) -> None:
    sieve = oblige._SIEVE
    for several in ([], ["", "stored", ""], ["Maß", "“STORED”", "é…", "once the day has ENDED"], texts):
        assert [sieve.numbers(mask) for mask in sieve.each(several)] == [sieve.passing(text) for text in several]
        folded = [sieve.passing(text.casefold()) for text in several]
        assert [sieve.numbers(mask) for mask in sieve.each(several, folds=True)] == folded


@pytest.mark.parametrize(
    ("pattern", "needles"),
    [
        (roles._LEAD, roles.IN_LEADS),
        (roles._ACTIVE, roles._IN_CHANGES),
        (roles._PLACE, roles._IN_CHANGES),
        (roles._MEANING, roles._IN_MEANINGS),
        (roles._READ_IN, ("eference",)),
        (past._PAST_BEFORE, past._ENDS_PAST),
        (past._PENDING, past._IN_PENDING),
        (variations._BEFORE, variations._IN_BEFORE),
    ],
)
def test_patterns_with_needles(pattern: re.Pattern[str], needles: Needles, texts: list[str]) -> None:
    fired = 0
    for text in texts:
        for end in {len(text), *(at.end() for at in re.finditer(r"[a-z] (?=[\dA-Z“])", text))}:
            if pattern.search(text, 0, end):
                fired += 1
                assert has_any(text[:end], needles), text[:end]
    assert fired


def test_signs_of_changes_and_of_the_past(texts: list[str]) -> None:
    """A text without any of them only cites what it refers to, as it stands."""
    said = [one.strip("\n").partition("|") for one in re.split(r"; |\n", BESIDE) if one]
    said += [
        ("amendments to ", "", ""),
        ("as defined in ", "", ""),
        ("In ", "", ", a reference to it shall be read so"),
    ]
    for text in texts:
        said += [(text[: at.end()], "", text[at.end() :]) for at in re.finditer(r"[a-z] (?=[\dA-Z“])", text)]
    fired: Counter[str] = Counter()
    for before, _, after in said:
        text, at = f"{before}4.2{after}", len(before)
        blank = " ".join(text.split())
        if roles.role(text, at, at + 3, True) != "cites":
            fired["changes"] += 1
            assert has_any(blank, roles.CHANGES), text
        if past.historical(text, at, at + 3):
            fired["past"] += 1
            assert has_any(blank, past.PAST), text
    assert min(fired["changes"], fired["past"]) > 10


BESIDE = """
the former |; formerly the |; a repealed |; “former Act” means the |; enacted to replace the |; granted under the |
a licence issued pursuant to |; made by virtue of |; done in accordance with the |; paid by |; | shall be amended
| (Title) is varied; |, as it stands, shall be deleted; | applies as if; | deemed to be inserted; | shall not apply
| temporarily varied as follows; | and varied as set out; | to be read with the following change; | ceases to apply
|, after “X” add “Y”; | is to be read without it; |, the words “x” are omitted; | has no effect; | instead of “x” read
| as it read before; | (repealed) it; |, as enacted; | was repealed; |, chapter 24 of the Statutes, was repealed
|(now revoked); | first came into force; | before its repeal; | in force immediately before
| shall have effect subject to; | takes effect with the following changes; |, references to “x” shall be omitted
"""


def test_first_and_last_words_around_references(texts: list[str]) -> None:
    """What is told by the words right beside a reference is what the patterns find there."""
    said = [one.strip("\n").partition("|") for one in re.split(r"; |\n", BESIDE) if one]
    said += [(text[: len(text) // 2], "", text[len(text) // 2 :]) for text in texts[::9]]
    fired: Counter[str] = Counter()
    for before, _, after in said:
        last = past.before_the(before)
        looks = {
            "past": (past._PAST_BEFORE.search(before), last.endswith(past._ENDS_PAST)),
            "saved": (past._SAVED.search(before), last.endswith(past._ENDS_SAVED)),
            "past behind": (
                past._PAST_AFTER.match(after) or past._BEGAN.match(after),
                (first := past._FOLLOWS.match(after)) and first[1] in past._BEGINS_PAST,
            ),
            "passive": (roles._PASSIVE.match(after) or roles._OTHERS.match(after), roles._may_act(after)),
            "edited": (
                variations._BEHIND.match(after) or variations._ELSEWHERE.match(after),
                variations.first_word(after) in variations._EDITING,
            ),
        }
        for name, (found, may) in looks.items():
            fired[name] += found is not None
            assert may or found is None, f"{name}: {before}|{after}"
    assert {name: fired[name] >= 4 for name in fired} == dict.fromkeys(looks, True)
