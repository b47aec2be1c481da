"""Numbers in quoted text, references in text that waits for its own document, labels that lean on one before."""

from __future__ import annotations

import pytest

from graph.corpus import Corpus
from graph.quotation import Quotation
from graph.resolve import Resolver
from ontology.model import Document, Provision, Reference, Target
from ontology.places import Span

TEXTS = (
    "84(1) For the purposes of Part II",
    "(a) by the chief",
    "(b) by the board—",
    "(i) of one",
    "(ii) of two",
    "(2) Regulations",
    "“force” means",
    "(a) a body",
    "(b) a person",
    "(h) eight",
    "(i) nine",
    "(3) Nothing in paragraphs (1) to (2)",
    "85(1) For the purposes of Part III",
    "(1A) In this Article",
)


def quoted(texts: tuple[str, ...]) -> list[Provision]:
    return [Provision("", f"5¶{n}", "", text, "5", n, "paragraph", quoted=True) for n, text in enumerate(texts)]


def test_labels_of_quoted_paragraphs() -> None:
    assert Quotation.of(quoted(TEXTS)).labels == (
        *("84(1)", "84(1)(a)", "84(1)(b)", "84(1)(b)(i)", "84(1)(b)(ii)", "84(2)", "", "84(2)(a)", "84(2)(b)"),
        *("84(2)(h)", "84(2)(i)", "84(3)", "85(1)", "85(1A)"),
    )


@pytest.mark.parametrize(
    ("at", "target", "found"),
    [
        (4, Target("(a)", "paragraph"), ["5¶1"]),
        (8, Target("(a)", "paragraph"), ["5¶7"]),
        (5, Target("(1)(b)(i)", "paragraph", "(1)(b)(ii)"), ["5¶3", "5¶4"]),
        (11, Target("(1)", "paragraph", "(2)"), ["5¶0", "5¶5"]),
        (13, Target("", "article"), ["5¶12"]),
        (11, Target("", "article"), ["5¶0"]),
        (5, Target("85", "article"), ["5¶12"]),
        (4, Target("(9)", "paragraph"), []),
    ],
)
def test_labels_mean_paragraphs_of_the_same_quotation(at: int, target: Target, found: list[str]) -> None:
    provisions = quoted(TEXTS)
    assert list(Quotation.of(provisions).find(provisions[at], target)) == found


PENDING = (
    ("9", "9", None, "The portion stands.", False),
    ("(1)", "9(1)", "9", "In each case:", False),
    ("(a)", "9(1)(a)", "9(1)", "the first", False),
    ("Amendments not in force", "Amendments not in force", None, "", True),
    ("57", "Amendments not in force 57", "Amendments not in force", "Subsection 9(1) of the Act is replaced:", True),
    ("", "Amendments not in force 57¶1", "Amendments not in force 57", "(1.1) Despite paragraph (a), it stands.", True),
)


@pytest.mark.parametrize(
    ("provision", "text", "document", "target", "found"),
    [
        ("Amendments not in force 57", "Subsection 9(1) of the Act", "the Act", Target("9(1)", "subsection"), "9(1)"),
        ("Amendments not in force 57¶1", "paragraph (a)", "", Target("(a)", "paragraph"), "9(1)(a)"),
        ("9(1)(a)", "section 4 of the Act", "the Act", Target("4", "section"), ""),
    ],
)
def test_changes_not_in_force_are_of_their_own_document(
    provision: str, text: str, document: str, target: Target, found: str
) -> None:
    provisions = tuple(
        Provision(number, path, "", said, parent, n, quoted=inside)
        for n, (number, path, parent, said, inside) in enumerate(PENDING)
    )
    whole = next(p.text for p in provisions if p.path == provision)
    start = max(0, whole.find(text))
    kind = "provision" if document else "relative"
    span = Span(start, start + len(text))
    reference = Reference(text, span, provision, kind, "unit-label", document, (target,), "cites")  # type: ignore[arg-type]
    act = Document("act", "Ferries Act", provisions, references=(reference,))
    resolution = Resolver(Corpus("", (act,), one_code=False)).resolve(act, reference)
    assert [place.provision for place in resolution.targets] == ([found] if found else [])


def test_bare_labels_lean_on_a_provision_named_before_where_nothing_around_them_has_them() -> None:
    """Schedule 5(d) is meant by "(d)" behind "paragraph 5(c)", since the citing clause has no (d)."""
    text = "An area of paragraph 5(c) counts with those of paragraphs (d) and (e)."
    provisions = (
        *(Provision(n, p, "", "", q, at) for at, (n, p, q) in enumerate((("5", "5", None), ("(c)", "5(c)", "5")))),
        Provision("(d)", "5(d)", "", "", "5", 2),
        Provision("(e)", "5(e)", "", "", "5", 3),
        Provision("6", "6", "", text, None, 4),
    )
    first = Reference("paragraph 5(c)", Span(11, 25), "6", "provision", "unit-label", "", (Target("5(c)"),), "cites")
    pair = (Target("(d)", "paragraph"), Target("(e)", "paragraph"))
    second = Reference("paragraphs (d) and (e)", Span(47, 69), "6", "relative", "unit-label", "", pair, "cites")
    act = Document("act", "Ferries Act", provisions, references=(first, second))
    resolution = Resolver(Corpus("", (act,), one_code=False)).resolve(act, second)
    assert [place.provision for place in resolution.targets] == ["5(d)", "5(e)"]


def test_this_paragraph_of_a_treaty_is_the_one_whose_number_the_quotation_begins_with() -> None:
    provisions = quoted(("“5 Contributions are", "(a) regular;", "(b) paid.", "For this paragraph, a plan"))
    found = Quotation.of(provisions).find(provisions[3], Target("", "paragraph"))
    assert found == ("5¶0",)
