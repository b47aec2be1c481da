"""References, from cases that a lawyer can read and extend (`extract/cases/references.txt`), and on the hard edges."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from extract.pipeline import pipeline
from extract.profile import Profile, load
from extract.refer import find_exclusions, find_references, silent_drops
from extract.references.cues import CUES, Cued
from extract.references.documents import Names
from extract.references.labels import SPELLED
from extract.references.piece import Scene
from extract.references.rules import RULES
from extract.references.words import Unit, Words, words
from extract.rulebook import cases as cases_of
from extract.rulebook import rulebook
from ontology.labels import members
from ontology.model import Provision, Reference
from ontology.places import Span

REPOSITORY = Path(__file__).parent.parent
DEMO = REPOSITORY / "lapse" / "demo"


@dataclass(frozen=True)
class Case:
    title: str
    profile: str
    names: tuple[str, ...]
    provisions: tuple[Provision, ...]
    expected: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


def provisions_of(lines: list[str]) -> tuple[Provision, ...]:
    """A provision a line, two blanks a level down; "|" stands between the cells of a row, "#" starts a heading."""
    made: list[Provision] = []
    over: list[tuple[int, str]] = []
    for order, line in enumerate(lines):
        depth, text = len(line) - len(line.lstrip()), line.strip()
        while over and over[-1][0] >= depth:
            over.pop()
        cells: list[Span] = []
        kind = "clause"
        if text.startswith("|"):
            kind = "row"
            for part in (part.strip() for part in text.strip("|").split("|")):
                start = cells[-1].end + 1 if cells else 0
                cells.append(Span(start, start + len(part)))
            text = "\t".join(part.strip() for part in text.strip("|").split("|"))
        elif text.startswith("#"):
            kind, text = "heading", text.lstrip("# ")
        path = str(order + 1)
        made.append(
            Provision("", path, "", text, over[-1][1] if over else None, order, kind, cells=tuple(cells))  # type: ignore[arg-type]
        )
        over.append((depth, path))
    return tuple(made)


def cases() -> list[Case]:
    made = []
    for one in cases_of("references"):
        known = re.search(r"\{(.*)\}", one.title)
        profile = re.search(r"\[(.*)\]", one.title)
        made.append(
            Case(
                one.title,
                profile[1] if profile else "gb-energy-code",
                tuple(n.strip() for n in known[1].split(";")) if known else (),
                provisions_of(one.text.split("\n")),
                tuple(line for line in one.expected.split("\n") if line),
                one.fires,
                one.silent,
            )
        )
    return made


def written(reference: Reference) -> str:
    """A reference as the cases write it: text | document | targets | kind | role, then heading and past."""
    targets = []
    for target in reference.targets:
        labels = members(target.label, target.through) if target.through else (target.label,)
        unit = "" if any(label.lower().startswith(target.unit) for label in labels) else target.unit
        targets += [" ".join(f"{unit} {label}".split()) or f"this {target.unit}" for label in labels]
    line = " | ".join(
        (reference.text, reference.document or "-", ", ".join(targets) or "-", reference.kind, reference.role)
    )
    if reference.heading:
        line += f" | heading {reference.heading}"
    return line + (" | past" if reference.historical else "")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_cases(case: Case) -> None:
    found = find_references(case.provisions, load(case.profile), case.names)
    assert tuple(written(reference) for reference in found) == case.expected
    excluded = find_exclusions(case.provisions, load(case.profile))
    fired = {reference.rule for reference in found} | {one.name for one in excluded} - {"article"}
    assert fired == set(case.fires)
    assert not fired & set(case.silent)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_offsets_and_nothing_dropped(case: Case) -> None:
    profile = load(case.profile)
    texts = {p.path: p.text for p in case.provisions}
    found = find_references(case.provisions, profile, case.names)
    for reference in found:
        assert reference.span.of(texts[reference.provision]) == reference.text
        assert reference.rule
    assert [d for d in silent_drops(case.provisions, profile, found) if not d.name] == []


def test_every_rule_says_what_it_finds_and_has_cases_firing_and_silent() -> None:
    known = [rule for rule in rulebook() if rule.kind in ("reference", "no reference")]
    assert [rule.name for rule in known if not (rule.says and rule.fires and rule.silent)] == []


def test_every_rule_has_a_name_and_a_definition() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert (rule.find.__doc__ or "").startswith(f"{rule.name}: ")


def test_what_a_rule_looks_for_first_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text in which a rule or a unit word is found passes the quick looks that spare others the patterns."""
    several: dict[Profile, list[str]] = {}
    for case in cases():
        for p in case.provisions:
            several.setdefault(load(case.profile), []).extend((p.text, p.text.replace(" ", "\u00a0")))
    for folder in (DEMO, REPOSITORY / "tests" / "cases", REPOSITORY / "docs"):
        for path in sorted(folder.rglob("*.md")):
            several[load("gb-energy-code")] += path.read_text().splitlines()
    found: list[tuple[Words, str, list[Unit]]] = []
    for profile, lines in several.items():
        texts = [form for line in lines for form in (line, line.upper())]
        known = words(profile)
        names = Names.of({m for text in texts for m in re.findall(r"[A-Z][\w ]{4,30} (?:Act|Plan|Code)", text)})
        cued = CUES.over(texts, known, names)
        for number, text in enumerate(texts):
            one = cued.get(number, Cued(()))
            scene = Scene(text, known, names, heads=frozenset(("OC5",)))
            for rule in RULES:
                assert rule in one.rules or not list(rule.find(scene)), f"{rule.name}: {text}"
            found.append((known, text, list(known.units(text, one.gaps))))
            assert found[-1][2] == list(known.units(text)), text
    monkeypatch.setattr(Words, "_may_end", lambda *_: True)
    for known, text, units in found:
        assert units == list(_all_units(known, text)), text


def _all_units(known: Words, text: str) -> Iterator[Unit]:
    """The unit words of a text, looked for before all that may be a label."""
    label = rf"(?=[\d(A-Z]|(?:{'|'.join(SPELLED)})\b)"
    return known.units(text, [m.span() for m in re.finditer(rf"(?<!\s)\s{{1,3}}{label}|(?<=[a-z§.])(?=\d)", text)])


def test_every_look_alike_is_named() -> None:
    text = "SRV 4.4.2 at 17:00 in version 1.0 on page 4 for £20 under MP294, Ref ID: 200434, Question Two"
    found = find_exclusions((Provision("", "1", "", text, None, 0),))
    assert {e.name for e in found} == {
        "service-request", "time", "version", "page", "money", "modification", "identifier", "question",
    }  # fmt: skip
    assert all(text[e.start : e.end] == e.text for e in found)


def test_the_component_writes_one_span_group() -> None:
    nlp = pipeline("gb-energy-code")
    doc = nlp("Subject to clause 4.2(a) and the Gas Act 1986.")
    assert [r.text for r in doc._.lapse_references] == ["clause 4.2(a)", "Gas Act 1986"]
    spans = doc.spans["lapse_references"]
    assert [span.label_ for span in spans] == ["unit-label", "statute"]
    assert spans[0].text.startswith("clause 4.2(a")
    assert spans[1].text == "Gas Act 1986"


@pytest.mark.parametrize(
    "text",
    [
        "section 1, " * 10_000,
        "(" * 100_000,
        "section 1(" + "(a)" * 33_000,
        "The Act " * 12_000,
        "Section A (" * 9_000,
        "of the " * 14_000,
        "A" * 100_000,
        "1." * 50_000,
        "paragraph (a) of " * 6_000,
        "and " * 25_000,
        "TMAD 3.14E " * 9_000,
    ],
    ids=range(11),
)
def test_long_lines_take_linear_time(text: str) -> None:
    """Four times the text takes about four times as long; where time grew by the square, it would be sixteen."""
    short = min(_seconds(text[: len(text) // 12]) for _ in range(3))
    long = min(_seconds(text[: len(text) // 3]) for _ in range(2))
    assert long < 10 * max(short, 0.01)


def _seconds(text: str) -> float:
    started = time.process_time()
    find_references(
        (Provision("", "1", "", text, None, 0), Provision("", "2", "", "", None, 1)), load("gb-energy-code")
    )
    return time.process_time() - started


def test_an_act_in_capitals_over_a_text_that_is_no_act_is_a_reference() -> None:
    name = "CANADA BUSINESS CORPORATIONS ACT"
    for body, found in (("These Regulations apply.", [name]), ("This Act applies.", [])):
        provisions = (Provision("", "¶1", "", name, None, 0), Provision("1", "1", "", body, None, 1))
        references = find_references(provisions, load("canada"), ["Canada Business Corporations Act"])
        assert [one.text for one in references if one.provision == "¶1"] == found


def test_numbers_far_apart_are_a_range_behind_a_plural() -> None:
    provisions = provisions_of(["Sections 150-230 apply, and not section 150-230."])
    ranged, named = find_references(provisions, load("canada"), ())
    assert [(one.label, one.through) for one in (*ranged.targets, *named.targets)] == [("150", "230"), ("150-230", "")]
