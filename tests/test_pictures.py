"""Pictures: where boxes stand, what a page says, that it is safe; each question, matrices, files by their ending."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

import lapse
from lapse.asking import UnclearError
from lapse.cli.app import app
from lapse.naming import Naming
from lapse.pictures.change import change
from lapse.pictures.drawing import Drawing
from lapse.pictures.matrix import Matrix, of_change
from lapse.pictures.reliance import Change
from lapse.pictures.sketch import TOGETHER, Box, Picture
from lapse.workspace import Workspace
from ontology.places import Place
from ontology.results import Cause, Evidence, Finding

OLD = Place("AL", "2.1¶3")
NAMES = {"AL": "Appendix AL (TMAD)", "AM": "Appendix AM (S1SR)", "AC": "Appendix AC", "A": "Section A"}
LAST = date(2025, 12, 31)
ABOUT = Change((Place("AL"),), LAST)
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>document.title='ran'</script>",
    "<img src=http://example.org/a.png onerror=document.title='ran'>",
    '<a href="http://example.org/">href</a>',
    "{{ 7 * 7 }} {% raw %}",
    "'\"&\u2028\ud800",
    'x" URL="http://example.org/" y="\\',
)
needs_dot = pytest.mark.skipif(not shutil.which("dot"), reason="needs graphviz to lay out SVG pictures")


def finding(code: str, where: Place, subject: str, target: Place | None, cause: Cause = "caused") -> Finding:
    targets = (target,) if target else ()
    evidence = (Evidence(subject, 4, 4 + len(subject), f"The {subject} is what {where} turns on."),)
    return Finding(f"{where}{subject}", code, "", "error", cause, where, subject, targets, evidence, "", "")


def orphan(where: Place, term: str, target: Place = OLD, cause: Cause = "caused") -> Finding:
    return finding("LAP101", where, term, target, cause)


def case() -> list[Finding]:
    return [
        *(orphan(Place("AM", path), "GroupID") for path in ("3.3", "5.2", "18.17c")),
        *(orphan(Place("AC", path), "SMETS1 CAD") for path in ("3.5", "4.2")),
        orphan(Place("AC", "7.1"), "Active Meter", Place("A", "A1.1"), "cured"),
        orphan(Place("AM", "4.4"), "Group", Place("AL", "2.1¶4"), "existing"),
        finding("LAP105", Place("AM", "6.1"), "clause 5.2 of the TMAD", Place("AL", "5.2")),
        finding("LAP107", Place("AL", "3.9"), "Section A1.1", Place("A", "A1.1")),
        finding("LAP108", Place("AL", "8.1"), "Slot Plan", Place("AL", "8.1")),
        finding("LAP110", Place("A", "A9"), "", None),
    ]


def picture(findings: list[Finding], names: dict[str, str] | None = None) -> Picture:
    return change(findings, Naming(NAMES if names is None else names, ()), ABOUT)


def page(findings: list[Finding], names: dict[str, str] | None = None) -> str:
    return Drawing(picture(findings, names)).html


# Where boxes stand.


def overlap(one: Box, other: Box) -> bool:
    return one.x == other.x and abs(one.y - other.y) < (one.height + other.height) / 2


@pytest.mark.parametrize("number", [1, 2, 30, 90, 900])
def test_no_box_lies_on_another(number: int) -> None:
    findings = [
        orphan(Place(f"D{n % 7}", f"{n}.{m}"), f"Term {n % 11}", cause=("caused", "cured", "existing")[n % 3])  # type: ignore[arg-type]
        for n in range(number)
        for m in range(2)
    ]
    boxes = picture(findings, {}).boxes
    assert boxes
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_columns_are_read_from_left_to_right() -> None:
    made = picture(case())
    x = {box.id: box.x for box in made.boxes}
    assert all(x[line.start] < x[line.end] for line in made.lines)
    heads = [column.head for column in made.columns]
    assert heads == ["Stays in force", "Provision", "Term or clause relied on", "Where it stands"]


def test_every_line_joins_two_boxes_and_everything_relied_on_leads_to_where_it_stands() -> None:
    made = picture(case())
    ids = {box.id for box in made.boxes}
    assert len(ids) == len(made.boxes)
    assert all(line.start in ids and line.end in ids for line in made.lines)
    ends = {line.start: line.end for line in made.lines if line.start.startswith("t")}
    assert len(ends) == 7
    assert {end: list(ends.values()).count(end) for end in ends.values()} == {
        "x:AL:False:definition": 3,
        "x:AL:False:reference": 1,
        "x:AL:False:variation": 1,
        "x:AL:False:authority": 1,
        "x:A:True:definition": 1,
    }


def test_boxes_say_what_they_stand_for() -> None:
    labels = {box.label.replace("\u00a0", " ") for box in picture(case()).boxes}
    assert {"Appendix AM (S1SR)\n5 provisions rely", "✖ GroupID (3)\nleft open", "✔ Active Meter (1)\ncured"} <= labels
    assert {"✖ clause 5.2 (1)\nleft open", "✖ clause 3.9 (1)\nvaries, reverts", "Slot Plan"} <= labels
    assert "Appendix AL (TMAD)\n3 definitions in 2.1\nlapses after 31\nDecember 2025" in labels
    assert "Appendix AL (TMAD)\n1 place referred to\nlapses after 31\nDecember 2025" in labels
    assert "Section A\n1 definition in A1.1\nin force afterwards" in labels


def test_many_provisions_are_folded_into_their_documents_and_the_page_says_so() -> None:
    findings = [orphan(Place(f"D{n % 9}", f"{n}.1"), f"Term {n % 5}") for n in range(200)]
    assert len(picture(findings, {}).boxes) == 9 + 5 + 1
    text = page(findings, {})
    assert "200 provisions are folded into their documents" in text
    assert "D3: 3.1, 48.1, 93.1, 138.1, 183.1" in text


def test_never_more_boxes_than_can_be_drawn_and_the_list_has_all() -> None:
    findings = [orphan(Place(f"D{n % 90}", f"{n}.1"), f"Term {n:04}") for n in range(900)]
    made = picture(findings, {})
    assert 50 < len(made.boxes) <= 150
    assert len(made.aside) > 600
    assert "The 30 things most relied on are drawn, of 900; the list has all." in made.notes
    assert Drawing(made).html.count("data-node=") == 900


def test_where_all_lean_on_all_few_things_are_drawn_and_documents_share_a_box() -> None:
    findings = [orphan(Place(f"D{d:02}", f"{t}.1"), f"Term {t}") for d in range(25) for t in range(25)]
    made = picture(findings, {})
    assert [sum(box.look == look for box in made.boxes) for look in ("document", "subject", "lapsing")] == [12, 7, 1]
    assert len(made.lines) == 12 * 7 + 7
    assert next(box.label for box in made.boxes if box.id == TOGETHER) == "14 more documents\n350 provisions rely"
    assert len(made.entries) == 25
    assert {box.id for box in made.aside if box.look == "document"} == {f"d:D{d:02}" for d in range(11, 25)}
    assert len([box for box in made.aside if box.look == "subject"]) == 18
    drawn = {box.id for box in made.boxes}
    assert all(line.start not in drawn or line.end not in drawn for line in made.more)
    assert len(made.lines) + len(made.more) == 25 * 25 + 25 + 7


# What a page says.


def test_the_page_says_the_same_in_words() -> None:
    text = page(case())
    assert "2 terms that stay in use are left without a definition, in 5 provisions of 2 documents." in text
    assert "1 place that is still referred to, 1 variation that reverts and 1 document without authority." in text
    assert "Appendix AM (S1SR): 3.3, 5.2, 18.17c" in text
    assert "The <mark>GroupID</mark> is what AM 3.3 turns on." in text
    assert '<li class="caused"' in text
    assert "what has its ground again" in text
    assert "<noscript>" in text


def test_nothing_lost_is_said_in_one_sentence_without_a_picture() -> None:
    text = page([])
    assert "No term that stays in use is left without a definition." in text
    assert "vis.Network" not in text


def test_two_runs_write_the_same_bytes() -> None:
    assert page(case()) == page(case())


def test_the_data_of_the_picture_is_sound() -> None:
    found = re.search(r"const every = \{ nodes: (\[.*?\]), edges: ", page(case()))
    assert found
    nodes = json.loads(found[1])
    assert {node["shape"] for node in nodes if "Active" in node["label"]} == {"ellipse"}
    assert all(node["title"] for node in nodes)


class _Tags(HTMLParser):
    """The tags of a page, with what would load something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_documents_stays_text(text: str) -> None:
    names = {"AL": text, "AM": text}
    plain, planted = [orphan(Place("AM", "3.3"), "GroupID")], [orphan(Place("AM", "3.3"), text, Place("AL", text))]
    tags = _Tags(page(planted, names))
    assert tags.tags == _Tags(page(plain, NAMES)).tags
    assert tags.loads == ["data:,"]
    tags = _Tags(Drawing(of_change(planted, names, ABOUT, [text + text])).html)
    assert tags.tags == _Tags(Drawing(of_change(plain, NAMES, ABOUT, ["Group"])).html).tags
    assert tags.loads == ["data:,"]
    frame = _Tags(Drawing(picture(planted, names))._repr_html_())
    assert frame.tags == ["iframe"]
    assert frame.loads == []


@pytest.mark.parametrize("name", ["picture.html", "matrix.html", "matrix.svg"])
def test_templates_load_nothing(name: str) -> None:
    template = (Path(__file__).resolve().parents[1] / "lapse" / "templates" / name).read_text(encoding="utf-8")
    assert "default-src 'none'" in template or name.endswith("svg")
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", template)


# Each question, on a small code.

CODE = {
    "one": 'Appendix One\n1 Words\n1.1 "Ship" means a vessel under a Pilot.\n1.2 "Pilot" means a guide.\n'
    "2 Rules\n2.1 Each Ship obeys clause 1.1 of Appendix Two.\n",
    "two": "Appendix Two\n1 Rules\n1.1 Each Ship pays a fee under clause 2.1 of Appendix One.\n"
    "1.2 The Pilot of a Ship is heard, see clause 9 of the Water Act 1989.\n",
    "three": "Appendix Three\n1 Ends\n1.1 A Ship is free.\n",
}


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("code")
    for name, text in CODE.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "lapse.toml").write_text('profile = "gb-energy-code"\n', encoding="utf-8")
    return lapse.open(folder)


def drawn(code: Workspace, *things: str) -> Picture:
    made = code.draw(*things).content
    assert isinstance(made, Picture)
    return made


def lines(made: Picture) -> set[tuple[str, str]]:
    label = {box.id: box.label.replace("\n", " ").replace("\u00a0", " ") for box in made.boxes}
    return {(label[line.start], label[line.end]) for line in made.lines}


def test_a_term(code: Workspace) -> None:
    made = drawn(code, "Ship")
    assert ("1.1", "● Ship (4) in force") in lines(made)
    assert ("● Ship (4) in force", "Appendix One, 1.1") in lines(made)
    assert ("Appendix One, 1.1", "Pilot Appendix One, 1.2") in lines(made)
    assert "used in 4 provisions of 3 documents" in made.verdict
    assert drawn(code, "ship") == made


def test_clauses(code: Workspace) -> None:
    made = drawn(code, "one 2.1")
    assert ("1.1", "● clause 2.1 (1) in force") in lines(made)
    assert ("● clause 2.1 (1) in force", "Ship Appendix One, 1.1") in lines(made)
    assert ("● clause 2.1 (1) in force", "clause 1.1 Appendix Two, 1.1") in lines(made)
    lonely = drawn(code, "three 1.1")
    assert "0 provisions elsewhere rely on what stands here" in lonely.verdict


def test_a_document(code: Workspace) -> None:
    made = drawn(code, "one")
    assert ("Appendix Two 3 uses of 2 terms 1 reference", "Appendix One 2 definitions") in lines(made)
    assert ("Appendix One 2 definitions", "Appendix Two 1 reference") in lines(made)
    assert {entry.group for entry in made.entries} == {"Leans on one", "one leans on"}


def test_two_documents(code: Workspace) -> None:
    made = drawn(code, "one", "two")
    assert "Appendix One relies on 0 terms and 1 clause of Appendix Two" in made.verdict
    assert "and Appendix Two on 2 terms and 1 clause of Appendix One." in made.verdict
    assert ("● clause 1.1 (1) in force", "Appendix Two, 1.1") in lines(made)
    assert ("● Pilot (1) in force", "Appendix One, 1.2") in lines(made)
    with pytest.raises(UnclearError, match="are one document"):
        code.draw("one", "Appendix One")


def numbers(made: Drawing) -> dict[str, list[int]]:
    assert isinstance(made.content, Matrix)
    return {row.head: [cell.number for cell in row.cells] for row in made.content.rows}


def test_matrices(code: Workspace, tmp_path: Path) -> None:
    all_ = code.draw("documents")
    assert isinstance(all_.content, Matrix)
    assert all_.content.heads == ("Appendix One", "Appendix Three", "Appendix Two")
    assert numbers(all_) == {"Appendix One": [0, 0, 1], "Appendix Three": [1, 0, 0], "Appendix Two": [4, 0, 0]}
    assert numbers(code.matrix("one")) == {"Ship": [2, 1, 1], "Pilot": [1, 1, 0]}
    gone = code.expire("one", on="2025-12-31").matrix()
    assert numbers(gone) == {"Ship": [2, 1], "Pilot": [1, 0]}
    for number, made in enumerate((all_, code.matrix("one"), gone)):
        root = ElementTree.parse(made.save(tmp_path / f"{number}.svg"))
        texts = ["".join(one.itertext()).strip() for one in root.iter("{http://www.w3.org/2000/svg}text")]
        assert {"Appendix One", "Appendix Two"} & set(texts)
        assert "<table>" in made.html
    assert "✖ left open" in gone.html
    assert "✖ left open" in gone.svg


def test_all_that_lapses_is_named() -> None:
    both = Change((Place("AL"), Place("AC", "7.1"), Place("AC", "7.2")), LAST)
    made = change([*case(), orphan(Place("AM", "9"), "Ship", Place("AC", "7.1"))], Naming(NAMES, ()), both)
    assert "Appendix AL (TMAD) and Appendix AC, 7.1, 7.2" in made.title
    assert "are in force until the end of 31 December 2025" in made.verdict
    lapsing = [box.label for box in made.boxes if box.look == "lapsing" and "lapses after" in box.label]
    assert {label.split("\n")[0] for label in lapsing} == {"Appendix AL (TMAD)", "Appendix AC"}


def test_uses_that_the_new_text_deletes_are_told_apart_from_cures() -> None:
    gone = orphan(Place("AM", "7.3"), "Cohort", OLD, "cured")
    about = Change((Place("AL"),), LAST, frozenset({gone.id}))
    made = change([*case(), gone], Naming(NAMES, ()), about)
    assert {"dropped", "cured"} <= set(made.statuses)
    assert "1 term has a definition again. 1 term is no longer used." in made.verdict
    assert any(box.label.startswith("–") and "uses deleted" in box.label for box in made.boxes)
    table = of_change([*case(), gone], NAMES, about)
    assert ("Cohort", "–", "uses deleted") in [(row.head, row.sign, row.words) for row in table.rows]
    assert "1 cured, 1 no longer used" in table.verdict


def test_hostile_text_in_a_matrix_leaves_sound_xml() -> None:
    findings = [orphan(Place(text, "1"), text, Place("AL", "1")) for text in (*HOSTILE, "a\x00\x08\ufffe")]
    root = ElementTree.fromstring(Drawing(of_change(findings, {}, ABOUT)).svg)
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"svg", "title", "desc", "rect", "text", "tspan"}


@needs_dot
def test_svg_by_graphviz(code: Workspace, tmp_path: Path) -> None:
    made = code.draw("Ship", path=tmp_path / "ship.svg")
    root = ElementTree.parse(made)
    texts = ["".join(one.itertext()).strip() for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Appendix One, 1.1" in texts
    assert [path.name for path in tmp_path.iterdir()] == ["ship.svg"]


@needs_dot
def test_hostile_text_in_graphviz_links_nowhere() -> None:
    findings = [orphan(Place("AM", str(n)), text, Place("AL", text)) for n, text in enumerate((*HOSTILE, "a\x00\x08"))]
    text = Drawing(picture(findings, {"AL": HOSTILE[0], "AM": HOSTILE[-1]})).svg
    root = ElementTree.fromstring(text)
    tags = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert tags <= {"svg", "g", "title", "polygon", "path", "polyline", "ellipse", "text", "a"}
    assert not [one for one in root.iter() if any("href" in name and value for name, value in one.attrib.items())]
    assert "DOCTYPE" not in text


def test_without_graphviz_one_sentence_says_so(
    code: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnclearError, match=r"install graphviz, or write to \.html"):
        code.draw("Ship", path=tmp_path / "ship.svg")
    assert list(tmp_path.iterdir()) == []


# Files and the command.


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", ["x.png", "x", "x.svg.gz"])
def test_an_unknown_ending_names_the_known_ones(code: Workspace, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnclearError, match=r"a picture is written to \.html or \.svg"):
        code.draw("Ship", path=tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("elsewhere")
def test_a_notebook_shows_a_picture_and_no_file_is_written(code: Workspace, tmp_path: Path) -> None:
    assert code.draw("Ship")._repr_html_().startswith("<iframe srcdoc=")
    assert code.expire("one").draw()._repr_html_().startswith("<iframe srcdoc=")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "file", "title"),
    [
        (["one", "--on", "2025-12-31"], "one-orphans.html", "What the lapse of Appendix One leaves without ground"),
        (["one", "--on", "2025-12-31", "--matrix"], "one-matrix.html", "Definitions of Appendix One"),
        (["one"], "one.html", "Appendix One: who leans on it"),
        (["one", "--with", "two"], "one-two.html", "Appendix One and Appendix Two"),
        (["one", "--matrix"], "one-matrix.html", "Terms of Appendix One"),
        (["Ship"], "Ship.html", "“Ship”: who uses it"),
        (["one 2.1"], "one-2.1.html", "Appendix One, 2.1: who relies on it"),
        (["documents"], "documents.html", "Which document leans on which"),
    ],
)
@pytest.mark.usefixtures("elsewhere")
def test_the_command(code: Workspace, arguments: list[str], file: str, title: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["draw", arguments[0], str(code.folder), *arguments[1:], "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["file"] == file
    assert [path.name for path in tmp_path.iterdir()] == [file]
    assert f"<title>{title}" in (tmp_path / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "no document is called “nothing”"),
        (["one", "--with", "none"], "no document is called “none”"),
        (["one", "--with", "two", "--matrix"], "--with draws two documents as they stand"),
        (["one", "-o", "x.docx"], "a picture is written to .html or .svg"),
    ],
)
def test_a_wrong_call_gets_one_sentence(code: Workspace, arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(app, ["draw", arguments[0], str(code.folder), *arguments[1:]])
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
