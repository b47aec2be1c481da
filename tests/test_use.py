"""Uses of terms: the cases of `extract/cases/uses.txt`, hostile text, the component, and the rules that keep silent."""

from __future__ import annotations

import pickle
import re
import time

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from extract.rulebook import Case, cases, rulebook
from extract.use import Terms, find_uses
from extract.uses.silence import SILENCES
from ontology.model import Definition, Document, Provision, Reference, Scope, TermUse
from ontology.places import Span


def definition(term: str, provision: str = "", at: int = 0, end: int | None = None, **more: object) -> Definition:
    span = Span(at, at + len(term))
    body = Span(span.end, span.end if end is None else end)
    return Definition(term, provision, span, body, "", "means", "test", **more)  # type: ignore[arg-type]


def document(*texts: str, definitions: tuple[Definition, ...] = (), **more: object) -> Document:
    provisions = tuple(Provision("", str(n), "", text, None, n) for n, text in enumerate(texts))
    return Document("D", "D", provisions, definitions=definitions, **more)  # type: ignore[arg-type]


def read_case(text: str) -> tuple[Document, Terms]:
    header, *lines = text.split("\n")
    names = [name.strip() for name in header.removeprefix("terms:").split(";")]
    titles: list[str] = []
    if lines[0].startswith("titles:"):
        titles = [name.strip() for name in lines.pop(0).removeprefix("titles:").split(";")]
    provisions, own = [], []
    for n, line in enumerate(lines):
        content = line.replace("¶", "\n").replace("~", "\u00a0")
        row = content.startswith("|")
        heading = content.startswith("#")
        if row:
            content = "\t".join(cell.strip() for cell in content.strip("|").split("|"))
        found = re.match(r"“([^”]+)” means\s", content)
        if found:
            own.append(definition(found[1], str(n), 1, len(content)))
        kind = "row" if row else "heading" if heading else "clause"
        provisions.append(Provision("", str(n), "", content.lstrip("# "), None, n, kind))
    corpus = [definition(name) for name in names]
    return Document("D", "D", tuple(provisions), definitions=tuple(own)), Terms.build(corpus, titles)


def written(found: tuple[TermUse, ...], where: Document) -> list[str]:
    texts = {p.path: p.text for p in where.provisions}
    out = []
    for use in found:
        text = use.span.of(texts[use.provision])
        shown = text.replace("\n", "¶").replace("\u00a0", "~")
        out.append(shown if text == use.term else f"{shown} = {use.term}")
    return out


@pytest.mark.parametrize("case", cases("uses"), ids=lambda case: case.title[:60])
def test_case(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    where, terms = read_case(case.text)
    found = find_uses(where, terms)
    assert written(found, where) == case.expected.split("\n") * bool(case.expected)
    assert {one.rule for one in found} | _silencing(where, terms, monkeypatch) == set(case.fires)
    assert not set(case.fires) & set(case.silent)


def _silencing(where: Document, terms: Terms, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The rules without which more would be a use."""
    found = find_uses(where, terms)
    needed = set()
    for rule in SILENCES:
        monkeypatch.setattr("extract.use.SILENCES", tuple(one for one in SILENCES if one is not rule))
        if find_uses(where, terms) != found:
            needed.add(rule.__name__.replace("_", "-"))
    monkeypatch.undo()
    return needed


def test_every_rule_has_cases_firing_and_silent() -> None:
    known = [rule for rule in rulebook() if rule.kind in ("use", "no use")]
    assert [rule.name for rule in known if not (rule.says and rule.fires and rule.silent)] == []


def uses(text: str, *names: str, **more: object) -> list[str]:
    where = document(text, **more)
    return written(find_uses(where, Terms.build([definition(name) for name in names])), where)


def test_a_variant_is_a_use_of_its_head_form() -> None:
    terms = Terms.build([definition("Commission", variants=("Commissioned", "Commissioning"))])
    where = document("It was Commissioned after Commissioning.")
    assert written(find_uses(where, terms), where) == ["Commissioned = Commission", "Commissioning = Commission"]


def test_a_name_of_its_own_goes_before_a_variant() -> None:
    terms = Terms.build([definition("Start", variants=("Began",)), definition("Began")])
    where = document("It Began.")
    assert written(find_uses(where, terms), where) == ["Began"]


def test_a_variant_goes_first_in_the_document_that_gives_it() -> None:
    own = definition("Commission", "0", variants=("Commissioned",))
    terms = Terms.build([own, definition("Commissioned")])
    where = document("Commission means a start.", "Once Commissioned.", definitions=(own,))
    assert written(find_uses(where, terms), where) == ["Commissioned = Commission"]
    other = document("Once Commissioned.")
    assert written(find_uses(other, terms), other) == ["Commissioned"]


def test_a_term_of_one_clause_elsewhere_gives_way_to_a_plural_or_singular_of_a_wider_one() -> None:
    clause = definition("Service", "0", scope=Scope("provision", ("0",)))
    terms = Terms.build([clause, definition("Services")])
    where = document("A User asks for a Service.")
    assert written(find_uses(where, terms), where) == ["Service = Services"]
    home = Document("D", "D", tuple(Provision("", path, "", f"Use a Service in {path}.", parent, 0)
                    for path, parent in (("0", None), ("0.1", "0"), ("1", None))), definitions=(clause,))  # fmt: skip
    assert written(find_uses(home, terms), home) == ["Service", "Service", "Service = Services"]


def test_a_term_written_with_its_abbreviation_is_used_by_either() -> None:
    text = "The Operating Capability, an OC, and Operating Capability (OC)."
    head = "Operating Capability (OC)"
    assert uses(text, head) == [f"Operating Capability = {head}", f"OC = {head}", head]


def test_own_meaning_runs_on_in_the_provisions_that_it_continues_in() -> None:
    own = definition("Services", "0", 0, 14, continued=("1",))
    where = document("Services means:", "the Services of a Party;", "Services end.", definitions=(own,))
    found = find_uses(where, Terms.build([own, definition("Party")]))
    assert written(found, where) == ["Party", "Services"]


def test_the_name_of_a_cited_document_and_its_heading_hold_no_uses() -> None:
    text = "See the Inventory and Enrolment Rules and Section G (Security); Enrolment needs Security."
    mentions = (
        Reference(
            "Inventory and Enrolment Rules", Span(8, 37), "0", "document", "t", "the Inventory and Enrolment Rules"
        ),
        Reference("Section G (Security)", Span(42, 62), "0", "document", "t", "Section G", heading="Security"),
    )
    assert uses(text, "Enrolment", "Security", references=mentions) == ["Enrolment", "Security"]


def test_a_term_that_is_the_name_of_a_document_is_used() -> None:
    text = "Follow the Migration Scaling Methodology."
    mention = Reference(
        "Migration Scaling Methodology", Span(11, 40), "0", "document", "t", "Migration Scaling Methodology"
    )
    assert uses(text, "Migration Scaling Methodology", references=(mention,)) == ["Migration Scaling Methodology"]


def test_a_document_that_writes_its_terms_in_lower_case_is_followed() -> None:
    own = (definition("Lot", "0"), definition("Advisory opinion", "1"), definition("Act", "2"))
    where = document("Lot means land.", "Advisory opinion means an opinion.", "Act means that law.",
                     "Each lot, and all lots, but no act under the Act of that name.", definitions=own)  # fmt: skip
    assert written(find_uses(where, Terms.build(own)), where) == ["lot = Lot", "lots = Lot", "Act"]


def test_another_document_decides_nothing_about_capitals() -> None:
    assert uses("Each lot of a Lot.", "Lot", "Supplier Party") == ["Lot"]


def test_spans_count_characters_beyond_the_basic_plane() -> None:
    assert uses("😀 the Ser\u00advices of Ωmega", "Services") == ["Ser\u00advices = Services"]


def test_a_lone_surrogate_does_no_harm() -> None:
    assert uses("\ud800 the Services \udfff", "Services") == ["Services"]


def test_no_terms_and_no_text() -> None:
    assert find_uses(document("Text."), Terms.build([])) == ()
    assert find_uses(document(), Terms.build([definition("Services")])) == ()
    assert find_uses(document("", ""), Terms.build([definition(""), definition(" “” "), definition("a")])) == ()


@given(st.lists(st.text(max_size=60), max_size=6), st.lists(st.text(max_size=12), max_size=6))
@example([], ["0\0"])
def test_any_text_and_any_terms(texts: list[str], names: list[str]) -> None:
    where = document(*texts)
    found = find_uses(where, Terms.build([definition(name) for name in names]))
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(texts[int(one.provision)])


@pytest.mark.parametrize(
    "filler", ["A", "A ", "a.", "Act ", "“", "(", "-", "x@", "Act of ", "Service Act 1999, ", "\u2014"]
)
def test_long_lines_take_linear_time(filler: str) -> None:
    text = filler * (100_000 // len(filler))
    begun = time.process_time()
    uses(text + " Services", "Services", "Act", "A", "a b", "barrier")
    assert time.process_time() - begun < 5


def test_terms_travel_between_processes() -> None:
    terms = Terms.build([definition("Services")], ["Testing Rules"])
    again = pickle.loads(pickle.dumps(terms))
    where = document("The Services.")
    assert find_uses(where, again) == find_uses(where, terms) != ()


def test_the_order_of_definitions_does_not_matter() -> None:
    names = [definition(name) for name in ("Party", "Parties", "party", "Supplier Party", "Began")]
    where = document("Parties and a Party, each party a Supplier Party.")
    assert find_uses(where, Terms.build(names)) == find_uses(where, Terms.build(names[::-1]))


def test_the_spacy_component_writes_a_span_group() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("lapse_uses", config={"terms": ["Supplier Party", "Services"]})
    doc = nlp("All Supplier Parties shall use the Services.")
    assert [(s.text, s.label_, s.id_) for s in doc.spans["lapse_uses"]] == [
        ("Supplier Parties", "USE", "Supplier Party"),
        ("Services", "USE", "Services"),
    ]
