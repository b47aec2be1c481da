"""Names: readable, injective, and IRIs for any string."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from ontology.model import Definition
from ontology.names import Names, definition_key, definition_parts, eid, path_of, rule
from ontology.places import Place, Span

ANY = st.text(st.characters(codec=None), max_size=30)
PATHS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("Schedule", "Part", "Annex", "4.1", "3.14E", "2", "B", "(2)", "(a)", "(iv)", "¶3", "¶", "(1.2)"),
                *(".", "-", "_", " ", "__", "cl_4", "x_4", "p_3", "dup_2", "%20", "para_a", "(", ")", "é", "gap"),
            ]
        ),
        ANY,
    ),
    max_size=6,
).map("".join)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("3.14E", "cl_3-14E"),
        ("4.2(a)(i)", "cl_4-2__para_a__subpara_i"),
        ("12(3)(b)(ii)(A)(1)", "cl_12__para_3__subpara_b__item_ii__subitem_A__subitem_1"),
        ("Schedule 2 4.1", "sched_2__cl_4-1"),
        ("Part B 1(a)", "part_B__cl_1__para_a"),
        ("2.1¶3", "cl_2-1__p_3"),
        ("¶3", "p_3"),
        ("4.2.1", "cl_4-2-1"),
        ("4.2.1 (2)", "cl_4-2-1__dup_2"),
        ("4.2.1 (2)(a)", "cl_4-2-1__dup_2__para_a"),
        ("4.2.1(2)", "cl_4-2-1__para_2"),
        ("(a)", "para_a"),
        ("General definitions", "x_General__x_definitions"),
        ("Schedule", "x_Schedule"),
        ("4.2_1", "x_4.2%5F1"),
        ("", ""),
    ],
)
def test_a_path_has_a_readable_name(path: str, expected: str) -> None:
    assert eid(path) == expected


@given(PATHS)
def test_every_path_has_a_name_of_its_own(path: str) -> None:
    assert path_of(eid(path)) == path
    assert eid(path).isascii()


@given(ANY, PATHS, ANY, ANY, st.integers(0, 10**6))
def test_every_name_is_an_iri(document: str, path: str, code: str, term: str, start: int) -> None:
    names = Names(code, versions={document: term})
    place, span = Place(document, path), Span(start, start + 3)
    key = f"{document}|{path}|{start}|{term}"
    definition = Definition(term, path, span, span, "", "means", "r")
    key = definition_key(document, definition)
    assert definition_parts(key) == (document, path, start, term)
    use = names.use(place, span, term)
    for name in (
        names.document(document),
        names.place(place),
        names.definition(key),
        use,
        names.reference(place, span),
        names.problem(document, 0),
        names.candidate("https://lapse.example/vocabulary#today", use, 0),
        rule(term),
    ):
        assert name.isascii()
        assert pyoxigraph.NamedNode(name).value == name
        assert f"<{name}>" == URIRef(name).n3()
        line = f"<{name}> <{name}> <{name}> <{name}> ."
        assert len(list(pyoxigraph.parse(line.encode(), pyoxigraph.RdfFormat.N_QUADS))) == 1


@given(st.tuples(ANY, ANY, PATHS), st.tuples(ANY, ANY, PATHS))
def test_two_places_never_share_a_name(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    def name(place: tuple[str, str, str]) -> str:
        code, document, path = place
        return Names(code).place(Place(document, path))

    assert (name(one) == name(other)) == (one == other)


@pytest.mark.parametrize("document", [".", "..", "...", "", "~", "~%2E", "a/b", "#", "?x", "%2E%2E", "%"])
def test_a_document_id_stays_one_step_of_the_way(document: str) -> None:
    head, _, tail = Names("sec").document(document).partition("https://lapse.example/id/sec/")
    assert head == ""
    step, version = tail.split("/")
    assert version == "current"
    assert step.strip(".")
    assert not set("#?") & set(step)


def test_names_read_as_the_design_says() -> None:
    names = Names("sec", versions={"AL": "", "AM": "2.0"})
    definition = Definition("GroupID", "1.1", Span(4, 11), Span(18, 40), "…", "means", "quoted-means")
    assert names.place(Place("AL", "3.14E")) == "https://lapse.example/id/sec/AL/current#cl_3-14E"
    assert names.document("AM") == "https://lapse.example/id/sec/AM/2.0"
    assert names.graph("AM") == names.document("AM")
    assert names.definition(definition_key("AL", definition)).endswith("AL/current#def_GroupID_4_cl_1-1")
    assert names.use(Place("AM", "4.2(a)"), Span(7, 14), "GroupID").endswith("#use_GroupID_7_cl_4-2__para_a")
    assert names.reference(Place("AM", "4.2"), Span(7, 14)).endswith("#ref_7-14_cl_4-2")
    assert rule("quoted-means") == "https://lapse.example/rule/quoted-means"


@pytest.mark.parametrize("base", ["", "lapse/", "https://x y/", "https://x", "https://x/<>/", "https://é/", "a:%zz/"])
def test_a_base_that_is_no_iri_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="not an absolute IRI"):
        Names("sec", base)
