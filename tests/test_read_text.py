"""Reading text, Markdown and HTML: encodings, content before names, what a page adds, and files that are none."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.profile import load
from extract.read import ReadError, read_source
from extract.structure import build_tree
from ontology.source import Source


def read(path: Path, data: bytes | str, name: str = "code.txt", view: str = "accepted") -> Source:
    file = path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read_source(file, view=view)


def texts(source: Source) -> list[str]:
    return [b.text for b in source.blocks]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("utf-32", None), ("cp1252", "LAP303")],
)
def test_encodings(tmp_path, name, problem):
    source = read(tmp_path, "1. The café’s keeper pays £5 – at once.\n".encode(name))
    assert texts(source) == ["1. The café’s keeper pays £5 – at once."]
    assert [p.code for p in source.problems] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"plain words\x00 and a NUL", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "picture"),
        (bytes(range(128, 256)) * 20, "save it as UTF-8"),
        (b"\xff\xfe\x00", "save it as UTF-8"),
    ],
)
def test_no_document_is_one_clear_sentence(tmp_path, data, says):
    with pytest.raises(ReadError) as error:
        read(tmp_path, data)
    message = str(error.value)
    assert says in message
    assert "code.txt" in message
    assert "\n" not in message


def test_missing_files_and_folders(tmp_path):
    with pytest.raises(ReadError, match="does not exist"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="folder"):
        read_source(tmp_path)


def test_content_decides_and_not_the_name(tmp_path):
    page = "<!DOCTYPE html><html><body><h1>Rules</h1><p>1. Keep left.</p></body></html>"
    assert read(tmp_path, page, "page.txt").media_type == "text/html"
    assert read(tmp_path, "# Rules\n\n**Left** means left.\n\n## 1 Roads\n", "code.txt").media_type == "text/markdown"
    assert read(tmp_path, "1. Keep left.\n", "code.html").media_type == "text/plain"
    assert read(tmp_path, "1. Keep left.\n", "code").media_type == "text/plain"


def test_html_lists_tables_and_what_a_page_adds(tmp_path):
    page = """<html><head><title>River Rules</title><style>p{}</style></head><body>
    <nav><a href="/">Home</a></nav><header>Site</header>
    <h1>River Rules</h1><h2>1 Boats</h2>
    <ol start="3" type="a"><li>a lamp;</li><li>a bell; and<ol type="i"><li>a rope</li><li>an anchor</li></ol></li></ol>
    <ul><li>no number</li></ul>
    <p id="p2">2 A <b>Boat</b>&nbsp;floats,<br>or sinks.</p>
    <table><tr><th>Term</th><th>Meaning</th></tr>
    <tr><td><b>Boat</b></td><td>means a <i>thing</i> that floats</td></tr></table>
    <dl><dt>Oar</dt><dd>means a pole with a blade</dd></dl>
    <script>alert(1)</script><footer>2024</footer></body></html>"""
    source = read(tmp_path, page, "rules.html")
    assert source.title == "River Rules"
    numbers = [(b.number, b.text) for b in source.blocks if b.number]
    assert numbers == [
        ("c.", "a lamp;"),
        ("d.", "a bell; and"),
        ("i.", "a rope"),
        ("ii.", "an anchor"),
        ("•", "no number"),
    ]
    paragraph = next(b for b in source.blocks if b.anchor == "p2")
    assert paragraph.text == "2 A Boat\xa0floats, or sinks."
    assert [s.of(paragraph.text) for s in paragraph.emphasis] == ["Boat"]
    rows = [[c.of(b.text) for c in b.cells] for b in source.blocks if b.kind == "row"]
    assert rows == [["Term", "Meaning"], ["Boat", "means a thing that floats"], ["Oar", "means a pole with a blade"]]
    assert not {"Home", "Site", "2024", "alert(1)"} & set(texts(source))


def test_lists_of_html_stand_where_the_page_puts_them(tmp_path):
    """A list within an item counts below it, one behind another of its depth beside it, whatever their numbers."""
    page = """<html><body><ol><li><b>Words</b><ol><li>A site is a place.</li><li>These apply:<ol type="a"><li>one;</li>
    <li>two.</li></ol></li></ol></li><li><b>Use</b><ol><li>Use it.</li><li>Keep it.</li></ol></li>
    <li>We may end these terms.</li></ol>
    <h2>7. Dues</h2><p>Dues are:</p><ol type="i"><li>ten;</li><li>twenty.</li></ol>
    <ol><li>In pounds.</li><li>In May.</li></ol></body></html>"""
    provisions, problems = build_tree(read(tmp_path, page, "terms.html"), load("contract"))
    assert [p.path for p in provisions] == [
        *("1", "1.1", "1.2", "1.2.a", "1.2.b", "2", "2.1", "2.2", "3"),
        *("7", "7.i", "7.ii", "7.1", "7.2"),
    ]
    assert not problems


def test_tables_that_only_lay_out_numbered_paragraphs_are_none(tmp_path):
    def points(*rows):
        return "".join(f"<table><tr><td><p>{n}</p></td><td><p>{words}</td></tr></table>" for n, words in rows)

    nested = points(("(a)", "built of stone; or"), ("(b)", "built of wood;"))
    page = f"""<html><body><p>1.2.2031</p><p>RULES ON QUAYS</p><p>Article 1</p><p>Definitions</p><p>In these rules:</p>
    {points(("(1)", "‘quay’ means a wall:" + nested), ("(2)", "‘crane’ means a lift."))}
    <p>Article 2</p><p>Fees</p><p>1. A crane pays.</p>
    <table><tr><td>1.</td><td>Crane</td><td>3 pounds</td></tr><tr><td>2.</td><td>Quay</td><td>4 pounds</td></tr></table>
    <table><tr><td>(1)</td><td>one</td></tr><tr><td>Crane</td><td>two</td></tr></table></body></html>"""
    provisions, _ = build_tree(read(tmp_path, page, "quays.html"), load("contract"))
    found = [(p.path, p.kind, p.text) for p in provisions if p.path[:1].isdigit()]
    assert found[:5] == [
        ("1", "clause", "In these rules:"),
        ("1(1)", "clause", "‘quay’ means a wall:"),
        ("1(1)(a)", "clause", "built of stone; or"),
        ("1(1)(b)", "clause", "built of wood;"),
        ("1(2)", "clause", "‘crane’ means a lift."),
    ]
    assert [text for _, kind, text in found if kind == "row"] == [
        "1.\tCrane\t3 pounds",
        "2.\tQuay\t4 pounds",
        "(1)\tone",
        "Crane\ttwo",
    ]
    assert provisions[0].text == "1.2.2031"


def test_html_changes_by_view(tmp_path):
    page = "<html><body><p>1. Keep <del>left</del><ins>right</ins>.</p></body></html>"
    assert texts(read(tmp_path, page, "a.html")) == ["1. Keep right."]
    assert texts(read(tmp_path, page, "a.html", view="original")) == ["1. Keep left."]


def test_notes_of_html_and_their_marks(tmp_path):
    page = """<html><body><p>1. A ship<sup><a href="#n1">1</a></sup> of 3 m<sup>2</sup>
    is free<a href="#n2"><sup>2</sup></a>.</p>
    <table><tr><td>Ship<sup><a href="#n1">1</a></sup></td><td>free</td></tr></table>
    <p id="n1"><sup>1</sup> See rule 4.</p>
    <div role="doc-endnotes"><ol><li id="n2">See rule 5.</li></ol></div><p>2. A boat is free.</p></body></html>"""
    source = read(tmp_path, page, "rules.html")
    assert [(b.kind, b.text) for b in source.blocks] == [
        ("paragraph", "1. A ship of 3 m2 is free."),
        ("row", "Ship\tfree"),
        ("note", "See rule 4."),
        ("note", "See rule 5."),
        ("paragraph", "2. A boat is free."),
    ]


def test_html_out_of_bounds(tmp_path):
    started = time.process_time()
    for tag in ("div", "table><tr><td", "b", "ol><li"):
        deep = read(tmp_path, f"<html><body><p>1. First.</p>{f'<{tag}>' * 20_000}<p>2. Lost.</p>", "deep.html")
        assert texts(deep) == ["1. First."]
        assert [p.code for p in deep.problems] == ["LAP310"]
    entities = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
    bomb = f"<!DOCTYPE html [{entities}]><html><body><p>1. &b; end</p></body></html>"
    assert sum(map(len, texts(read(tmp_path, bomb, "bomb.html")))) < 1_000
    wide = "<html><body><table>" + "<tr><td>a</td><td>b</td></tr>" * 20_000 + "</table></body></html>"
    assert len(read(tmp_path, wide, "wide.html").blocks) == 20_000
    nested = "<html><body>" + "<table><tr><td>a</td><td>" * 200 + "x" + "</td></tr></table>" * 200
    read(tmp_path, nested, "nested.html")
    assert time.process_time() - started < 20


def test_markdown_keeps_what_lists_and_code_would_lose(tmp_path):
    content = "\n".join(
        [
            "---",
            "title: The Lamp Code",
            "---",
            "# The Lamp Code",
            "",
            "1\\. A lamp is lit at dusk.",
            "",
            "3. The third rule keeps its number.",
            "",
            "    (a) an item that is set far in;",
            "",
            "1) a number with a bracket",
            "",
            "**3.14E** A *Keeper* trims it, see [clause 1](#one).",
            "",
            "<!-- not shown -->",
            "<name of keeper> signs here.",
        ]
    )
    source = read(tmp_path, content, "lamp.md")
    assert source.title == "The Lamp Code"
    assert texts(source) == [
        "The Lamp Code",
        "1. A lamp is lit at dusk.",
        "3. The third rule keeps its number.",
        "(a) an item that is set far in;",
        "1) a number with a bracket",
        "3.14E A Keeper trims it, see clause 1.",
        "<name of keeper> signs here.",
    ]
    assert [s.of(source.blocks[5].text) for s in source.blocks[5].emphasis] == ["Keeper"]


def test_pages_are_counted_and_their_furniture_is_left_out(tmp_path):
    page = "Lamp Code                     {n}\n\n{n}. A rule that fills this page.\n\nPage {n} of 4\n"
    source = read(tmp_path, "\f".join(page.format(n=n) for n in range(1, 5)))
    assert texts(source) == [f"{n}. A rule that fills this page." for n in range(1, 5)]
    assert [b.page for b in source.blocks] == [1, 2, 3, 4]
    assert dict(source.metadata)["left-out-lines"] == "8"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=600) | st.text(max_size=400).map(str.encode),
    name=st.sampled_from(["a.txt", "a.md", "a.html"]),
)
def test_any_file_is_read_or_refused(tmp_path, data, name):
    try:
        source = read(tmp_path, data, name)
    except ReadError:
        return
    provisions, _ = build_tree(source, load("contract"))
    assert len({p.path for p in provisions}) == len(provisions)
    assert replace(source) == source


def test_html_cells_that_span_rows_and_lists_in_cells(tmp_path):
    page = (
        "<html><body><table><tr><th>Word</th><th>Meaning</th></tr>"
        '<tr><td rowspan="2">“Lock”</td><td>a chamber with:<ol type="a"><li>gates; and</li><li>a keeper.</li></ol></td>'
        "</tr>"
        "<tr><td>It has a name.</td></tr><tr><td>“Boat”</td><td>a boat.</td></tr></table>"
        '<p>A boat waits:</p><ol style="list-style-type: lower-roman"><li>above; or</li><li>below.</li></ol>'
    )
    path = tmp_path / "lock.html"
    path.write_text(page, encoding="utf-8")
    blocks = read_source(path).blocks
    assert [b.text for b in blocks[:3]] == [
        "Word\tMeaning",
        "“Lock”\ta chamber with: a. gates; and b. a keeper.\nIt has a name.",
        "“Boat”\ta boat.",
    ]
    assert [(b.number, b.text) for b in blocks[4:]] == [("i.", "above; or"), ("ii.", "below.")]
