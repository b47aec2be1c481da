"""Definitions, from cases that a lawyer can read and extend (`extract/cases/definitions.txt`)."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest
import spacy

from extract.define import find_definitions
from extract.definitions import RULES
from extract.profile import load
from extract.rulebook import cases as cases_of
from extract.rulebook import rulebook
from ontology.model import BlanketImport, Definition, Provision, Reference
from ontology.places import Span

_LABEL = re.compile(
    r"(?P<label>(?:PART|SCHEDULE|Part|Schedule|Appendix|Subdivision) \w+"
    r"|[A-Z]?\d+[A-Z]?(?:\.\d+[A-Z]?)*\.?|\([0-9a-zA-Z.]+\))\s+"
)


@dataclass(frozen=True)
class Case:
    title: str
    profile: str
    provisions: tuple[Provision, ...]
    expected: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


def provisions_of(lines: list[str]) -> tuple[Provision, ...]:
    """Provisions from lines: two blanks a level, a number in front, "#" a heading, "|" between cells, "*…*" italics.

    "[…]" is a heading beside the text, "¶" a line break in a cell.
    """
    made: list[Provision] = []
    over: list[tuple[int, str]] = []
    for line in lines:
        depth, text = len(line) - len(line.lstrip()), line.strip()
        while over and over[-1][0] >= depth:
            over.pop()
        parent = over[-1][1] if over else None
        made.append(provision_of(text, parent, len(made)))
        over.append((depth, made[-1].path))
    return tuple(made)


def provision_of(text: str, parent: str | None, order: int) -> Provision:
    kind = "paragraph"
    cells: list[Span] = []
    emphasis: list[Span] = []
    number = ""
    if text.startswith("#"):
        kind, text = "heading", text.lstrip("# ")
    elif text.startswith("|"):
        kind = "row"
        parts = [part.strip().replace(" ¶ ", "\n") for part in text.strip("|").split("|")]
        for part in parts:
            start = cells[-1].end + 1 if cells else 0
            cells.append(Span(start, start + len(part)))
        text = "\t".join(parts)
    label = _LABEL.match(text) if kind != "row" else None
    if label:
        number, text = label["label"].rstrip("."), text[label.end() :]
        kind = kind if kind == "heading" else "clause"
    heading = re.match(r"\[([^]]+)\]\s*", text) if kind != "row" else None
    text = text[heading.end() :] if heading else text
    while italics := re.search(r"(?<!\*)\*([^*]+)\*(?!\*)", text):
        emphasis.append(Span(italics.start(), italics.start() + len(italics[1])))
        text = text[: italics.start()] + italics[1] + text[italics.end() :]
    base = "" if parent is None else parent
    path = (
        f"{base}{'.' if base and number and not number.startswith('(') else ''}{number}"
        if number
        else f"{base}¶{order}"
    )
    if number and base and number.startswith(f"{base}."):
        path = number
    return Provision(
        number,
        path,
        heading[1] if heading else "",
        text,
        parent,
        order,
        kind,
        cells=tuple(cells),
        emphasis=tuple(emphasis),
    )  # type: ignore[arg-type]


def cases() -> list[Case]:
    out = []
    for one in cases_of("definitions"):
        profile = re.search(r"\[([a-z-]+)\]$", one.title)
        out.append(
            Case(
                one.title,
                profile[1] if profile else "gb-energy-code",
                provisions_of([line for line in one.text.split("\n") if line.strip()]),
                tuple(line.strip() for line in one.expected.split("\n") if line.strip()),
                one.fires,
                one.silent,
            )
        )
    return out


def _source(source: Reference | None) -> str:
    if source is None:
        return ""
    labels = " ".join(
        f"{one.unit} {one.label}".strip() + (f" to {one.through}" if one.through else "") for one in source.targets
    )
    return " of ".join(part for part in (labels, source.document) if part)


def shown(definition: Definition) -> str:
    """A definition as the case file writes it."""
    scope = definition.scope.kind if definition.scope.kind != "provision" else " + ".join(definition.scope.within)
    line = f"{definition.term} | {definition.kind} | {scope}"
    line += f" | {_source(definition.source)}" if definition.source else ""
    line += f" | also {', '.join(definition.variants)}" if definition.variants else ""
    line += f" | over {', '.join(definition.continued)}" if definition.continued else ""
    return line + (" | quoted" if definition.quoted else "")


def blanket(one: BlanketImport) -> str:
    return f"all terms | {_source(one.source)}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    definitions, imports = find_definitions(case.provisions, load(case.profile))
    assert (*map(shown, definitions), *map(blanket, imports)) == case.expected
    fired = {one.rule for one in (*definitions, *imports)} | {"derived-form" for one in definitions if one.variants}
    assert fired == set(case.fires)
    assert not fired & set(case.silent)
    texts = {one.path: one.text for one in case.provisions}
    for one in definitions:
        assert " ".join(one.span.of(texts[one.provision]).split()) in (one.term, *one.variants)
        assert one.text.startswith(one.body.of(texts[one.provision]))
        assert one.rule in {rule.name for rule in RULES}


def test_every_rule_says_what_it_finds_and_has_cases_firing_and_silent() -> None:
    known = [rule for rule in rulebook() if rule.kind == "definition"]
    assert {rule.name for rule in RULES} < {rule.name for rule in known}
    assert [rule.name for rule in known if not (rule.says and rule.fires and rule.silent)] == []


def test_component_on_one_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("lapse_definitions")
    doc = nlp("“Meter Point” means a place, and “Metered” shall be construed accordingly.")
    assert [(span.text, span.label_) for span in doc.spans["lapse_definitions"]] == [
        ("Meter Point", "quoted-term"),
        ("Metered", "derived-form"),
    ]
    (found,) = doc._.lapse_definitions
    assert (found.term, found.variants, found.kind) == ("Meter Point", ("Metered",), "means")


@pytest.mark.parametrize(
    "sign",
    [
        "“a” ",
        '"',
        "(",
        "means ",
        "In this ",
        "“",
        "the term ",
        ", ",
        "’",
        "**",
        "A (B) ",
        "term has the meaning ",
        "‘a ",
    ],
)
def test_long_lines_take_no_time(sign: str) -> None:
    text = sign * (100_000 // len(sign))
    one = Provision("1", "1", "", text, None, 0)
    begin = time.process_time()
    find_definitions((one,), load("canada"))
    assert time.process_time() - begin < 5


def test_names_of_a_treaty_in_a_schedule_hold_for_the_treaty() -> None:
    schedule = Provision("Schedule 1", "Schedule 1", "Articles of Association", "", None, 1)
    text = "This Convention, kept by the Republic of Utopia (hereinafter called the “Keeper”), is open."
    article = Provision("9", "Schedule 1 9", "", text, "Schedule 1", 2)
    act = Provision("1", "1", "", "In this Act, “toll” means a due.", None, 0)
    for profile, within in (("canada", ("Schedule 1",)), ("contract", ())):
        found, _ = find_definitions((act, schedule, article), load(profile))
        assert [(one.term, one.scope.within) for one in found] == [("toll", ()), ("Keeper", within)]
