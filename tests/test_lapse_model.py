"""Generated codes, on which a simple model and the whole machinery (links, states, graph, rules) must agree."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lapse_model import Clause, Code, Found, Meaning, Mention, findings, windows, words
from whole_store import found_in_the_whole

from graph.changes import cure_of, lapse_of
from graph.compare import Comparison
from graph.corpus import Corpus
from graph.plan import Planner
from graph.settle import settle
from ontology.model import BlanketImport, Definition, Document, Obligation, Provision, Reference, Scope, Target, TermUse
from ontology.names import Names
from ontology.places import Place, Span

TERMS = ("Anchor", "Berth Card", "Crane")
SUBJECTS = ("lanterns", "moorings", "pilotage", "dredging")
"""What each document is about, by its title."""
COMPARED = tuple(f"LAP{number}" for number in (*range(101, 111), 112))
MIRRORED = ("LAP101", "LAP103", "LAP104", "LAP105", "LAP106")
"""Rules whose two causes mirror each other; a shifted meaning and an idle definition are nothing that is cured."""
MORE = os.environ.get("LAPSE_EXAMPLES")
"""How many examples each test looks at; without it few, and always the same."""
FEW = settings(
    max_examples=int(MORE or 12), derandomize=not MORE, deadline=None, suppress_health_check=list(HealthCheck)
)


@st.composite
def codes(draw: st.DrawFn) -> Code:
    sizes = draw(st.lists(st.sampled_from((1, 2, 3, 4, 12)), min_size=2, max_size=4))
    numbers = range(len(sizes))

    def mention() -> Mention:
        document = draw(st.sampled_from(list(numbers)))
        clauses = draw(st.lists(st.integers(1, sizes[document] + 1), max_size=2, unique=True))
        role = draw(st.sampled_from(("cites", "cites", "cites", "varies", "requires")))
        past, save = draw(st.integers(0, 4)) == 0, draw(st.integers(0, 5)) == 0
        return Mention(document, tuple(sorted(clauses)), past, role, save)

    def meaning() -> Meaning:
        document = draw(st.sampled_from(list(numbers)))
        source = (document, draw(st.integers(0, sizes[document]))) if draw(st.integers(0, 2)) == 0 else None
        return Meaning(draw(st.sampled_from(TERMS)), draw(st.sampled_from(["document", "code", "clause"])), source)

    def clause(document: int) -> Clause:
        kind = draw(st.integers(0, 9))
        about = draw(
            st.sampled_from(((), (document,), (document,), (document,), (draw(st.sampled_from(list(numbers))),)))
        )
        return Clause(
            meaning() if kind < 4 else None,
            tuple(draw(st.lists(st.sampled_from(TERMS), max_size=2, unique=True))) if kind != 9 else (),
            tuple(mention() for _ in range(draw(st.integers(0, 2)))) if kind != 9 else (),
            draw(st.sampled_from(list(numbers))) if kind == 9 else None,
            draw(st.integers(0, 3)),
            about,
            draw(st.integers(0, 9)) == 0,
        )

    return Code(tuple(tuple(clause(document) for _ in range(size)) for document, size in enumerate(sizes)))


@st.composite
def cures(draw: st.DrawFn) -> tuple[Code, Code, set[tuple[int, int]]]:
    """A code, the same with a clause more that defines a term, and documents and clauses that lapse."""
    code, gone, _ = draw(lapses())
    document = draw(st.integers(0, len(code.documents) - 1))
    new = Clause(Meaning(draw(st.sampled_from(TERMS)), draw(st.sampled_from(["document", "code", "clause"]))))
    texts = list(code.documents)
    texts[document] = (*texts[document], new)
    return code, replace(code, documents=tuple(texts)), gone


@st.composite
def lapses(draw: st.DrawFn) -> tuple[Code, set[tuple[int, int]], set[tuple[int, int]]]:
    """A code and two sets of documents and clauses, neither of them empty."""
    code = draw(codes())
    places = st.sets(st.sampled_from(sorted(code.everything())), min_size=1, max_size=3)
    return code, draw(places), draw(places)


class Writing:
    """The text of one clause and the records of what stands in it, made piece by piece."""

    def __init__(self, number: int) -> None:
        self.path, self.text = str(number), "The text"
        self.definitions: list[Definition] = []
        self.uses: list[TermUse] = []
        self.references: list[Reference] = []
        self.blankets: list[BlanketImport] = []
        self.duties: list[Obligation] = []

    def add(self, piece: str) -> Span:
        start = len(self.text) + 1
        self.text += f" {piece}"
        return Span(start, len(self.text))

    def reference(self, mention: Mention, role: str = "cites") -> Reference:
        text = words(mention)
        kind = "provision" if mention.clauses else "document"
        targets = tuple(Target(str(clause), "clause") for clause in mention.clauses)
        name = f"Appendix {mention.document}"
        made = Reference(text, self.add(text), self.path, kind, "made", name, targets, role, historical=mention.past)  # type: ignore[arg-type]
        self.references.append(made)
        return made

    def write(self, clause: Clause) -> Provision:
        if (meaning := clause.defines) is not None:
            self.add("says that")
            span = self.add(meaning.term)
            source, body = None, None
            if meaning.source is not None:
                d, c = meaning.source
                source = self.reference(Mention(d, (c,) if c else ()), "imports")
                body = source.span
            body = body or self.add(f"is meaning {len(self.text)} of {meaning.term}".replace(meaning.term, "it"))
            within = (self.path,) if meaning.scope == "clause" else ()
            scope = Scope("provision" if within else meaning.scope, within)  # type: ignore[arg-type]
            kind = "import" if source else "means"
            text = body.of(self.text)
            self.definitions.append(
                Definition(meaning.term, self.path, span, body, text, kind, "made", scope, source=source)  # type: ignore[arg-type]
            )
        for term in clause.uses:
            self.add("and")
            self.uses.append(TermUse(term, self.path, self.add(term)))
        for mention in clause.mentions:
            self.add("save under" if mention.save else "under")
            self.reference(mention, mention.role)
        if clause.takes_all_from is not None:
            start = len(self.text) + 1
            source = self.reference(Mention(clause.takes_all_from, ()), "imports")
            self.blankets.append(BlanketImport(self.path, Span(start, len(self.text)), source, "made"))
        for subject in clause.speaks:
            self.add(f"and speaks of {SUBJECTS[subject]}")
        if clause.saves:
            self.add("and the expiry does not affect it")
        if clause.signals:
            signals = ("retains", "for years", "goes on")[: clause.signals]
            self.duties.append(Obligation(self.path, Span(0, len(self.text)), "duty", signals, (), "made"))
        return Provision(self.path, self.path, "", self.text, None, int(self.path) - 1)


def corpus(code: Code) -> Corpus:
    documents, uses = [], {}
    for d, clauses in enumerate(code.documents):
        writings = [Writing(number) for number in range(1, len(clauses) + 1)]
        provisions = tuple(writing.write(clause) for writing, clause in zip(writings, clauses, strict=True))
        documents.append(
            Document(
                f"d{d}",
                f"The {SUBJECTS[d]}",
                provisions,
                aliases=(f"Appendix {d}",),
                definitions=tuple(one for w in writings for one in w.definitions),
                imports=tuple(one for w in writings for one in w.blankets),
                references=tuple(one for w in writings for one in w.references),
                obligations=tuple(one for w in writings for one in w.duties),
            )
        )
        uses[f"d{d}"] = tuple(one for w in writings for one in w.uses)
    return Corpus("code", tuple(documents), uses)


def places(gone: Iterable[tuple[int, int]]) -> list[Place]:
    return [Place(f"d{d}", str(c) if c else "") for d, c in gone]


def lapse(code: Code, gone: Iterable[tuple[int, int]]) -> Comparison:
    made = corpus(code)
    return lapse_of(made, Names.of("code", made.documents), places(gone), None)


def found_by(comparison: Comparison, codes: Iterable[str] = COMPARED, cause: str = "caused") -> set[Found]:
    out: set[Found] = set()
    for one in comparison.findings:
        if one.code in codes and one.cause == cause:
            where = int(one.place.document[1:]), int(one.place.provision)
            out.add((one.code, where, "" if one.code in ("LAP104", "LAP110") else one.subject))
    return out


LAMPS = Code(((Clause(speaks=(0,)),) * 6, (Clause(speaks=(0,)), Clause(speaks=(0,), saves=True), *(Clause(),) * 20)))
"""A code whose first document has a subject of its own, of which two clauses of the other speak."""


@FEW
@example((LAMPS, {(0, 0)}, set()))
@given(lapses())
def test_the_model_and_the_graph_agree_on_every_finding(case: tuple[Code, set[tuple[int, int]], object]) -> None:
    code, gone, _ = case
    assert found_by(lapse(code, gone)) == findings(code, gone)


@FEW
@given(cures())
def test_the_model_and_the_graph_agree_on_what_comes_too_late(case: tuple[Code, Code, set[tuple[int, int]]]) -> None:
    code, later, gone = case
    last, first = date(2025, 12, 31), date(2026, 1, 12)
    late = cure_of(lapse(code, gone), corpus(later), last, first)
    assert found_by(late, ("LAP111",)) == windows(code, later, gone)
    assert not found_by(cure_of(lapse(code, gone), corpus(later), last, date(2026, 1, 1)), ("LAP111",))


@FEW
@given(lapses())
def test_what_differs_has_the_findings_of_the_whole(case: tuple[Code, set[tuple[int, int]], object]) -> None:
    comparison = lapse(*case[:2])
    assert comparison.findings == found_in_the_whole(comparison)


@FEW
@given(lapses())
def test_the_comparison_the_other_way_round_mirrors_it(case: tuple[Code, set[tuple[int, int]], object]) -> None:
    comparison = lapse(*case[:2])
    there = {(f.id, f.cause) for f in comparison.findings if f.code in MIRRORED}
    back = {(f.id, f.cause) for f in comparison.mirrored().findings if f.code in MIRRORED}
    turned = {"caused": "cured", "cured": "caused", "existing": "existing"}
    assert back == {(id_, turned[cause]) for id_, cause in there}


@FEW
@given(lapses())
def test_one_lapse_after_the_other_is_both_at_once(
    case: tuple[Code, set[tuple[int, int]], set[tuple[int, int]]],
) -> None:
    code, first, second = case
    both, one = lapse(code, first | second), lapse(code, first)
    after = one.after.less(places(second))
    assert after.provisions == both.after.provisions
    in_steps, at_once = settle(settle(one.links, one.after), after), settle(one.links, after)
    assert in_steps.bindings == at_once.bindings
    assert [(r.status, r.targets) for r in in_steps.resolutions] == [(r.status, r.targets) for r in at_once.resolutions]
    in_turn = Comparison(one.before, after, one.names)
    assert in_turn.findings == both.findings


@FEW
@given(lapses())
def test_a_plan_leaves_no_orphan_and_applied_twice_changes_nothing(
    case: tuple[Code, set[tuple[int, int]], object],
) -> None:
    planner = Planner(lapse(*case[:2]))
    applied = planner.applied
    assert not [f for f in planner.remaining if f.code == "LAP101"]
    again = Planner(applied)
    assert again.actions == ()
    assert again.applied.after.provisions == applied.after.provisions
    assert again.applied.findings == applied.findings
