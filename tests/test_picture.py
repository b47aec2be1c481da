"""The picture of the orphans: its layout, what the page says, that it is safe and asks for nothing."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest

from lapse.layout import MOST_BOXES, Box, lay_out
from lapse.picture import draw
from ontology.places import Place
from ontology.results import Cause, Evidence, Finding

OLD = Place("AL", "2.1¶3")
NAMES = {"AL": "Appendix AL (TMAD)", "AM": "Appendix AM (S1SR)", "AC": "Appendix AC", "A": "Section A"}
LAST = date(2025, 12, 31)
BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>document.title='ran'</script>",
    "<img src=http://example.org/a.png onerror=document.title='ran'>",
    '<a href="http://example.org/">href</a>',
    "{{ 7 * 7 }} {% raw %}",
    "'\"&\u2028\ud800",
)


def orphan(where: Place, term: str, target: Place = OLD, cause: Cause = "caused") -> Finding:
    evidence = (Evidence(term, 4, 4 + len(term), f"The {term} is what {where} turns on."),)
    return Finding(f"{where}{term}", "LAP101", "orphaned-term", "error", cause, where, term, target, evidence, "", "")


def case() -> list[Finding]:
    return [
        *(orphan(Place("AM", path), "GroupID") for path in ("3.3", "5.2", "18.17c")),
        *(orphan(Place("AC", path), "SMETS1 CAD") for path in ("3.5", "4.2")),
        orphan(Place("AC", "7.1"), "Active Meter", Place("A", "A1.1"), "cured"),
        orphan(Place("AM", "4.4"), "Group", Place("AL", "2.1¶4"), "existing"),
    ]


def page(tmp_path: Path, findings: list[Finding], names: dict[str, str] | None = None) -> str:
    return draw(findings, names or NAMES, "AL", LAST, tmp_path / "orphans.html").read_text(encoding="utf-8")


def test_columns_are_read_from_left_to_right() -> None:
    layout = lay_out(case(), NAMES, "AL", LAST)
    x = {box.id: box.x for box in layout.boxes}
    assert all(x[line.start] < x[line.end] for line in layout.lines)
    assert [head for head, _, _ in layout.columns] == ["Stays in force", "Provision", "Term", "Definition"]


def overlap(one: Box, other: Box) -> bool:
    return one.x == other.x and abs(one.y - other.y) < (one.height + other.height) / 2


@pytest.mark.parametrize("number", [1, 2, 30, 90])
def test_no_box_lies_on_another(number: int) -> None:
    findings = [
        orphan(Place(f"D{n % 7}", f"{n}.{m}"), f"Term {n % 11}", cause=("caused", "cured", "existing")[n % 3])  # type: ignore[arg-type]
        for n in range(number)
        for m in range(2)
    ]
    boxes = lay_out(findings, {}, "AL", LAST).boxes
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_every_line_joins_two_boxes_and_every_term_leads_to_its_definition() -> None:
    layout = lay_out(case(), NAMES, "AL", LAST)
    ids = {box.id for box in layout.boxes}
    assert len(ids) == len(layout.boxes)
    assert all(line.start in ids and line.end in ids for line in layout.lines)
    ends = {line.start: line.end for line in layout.lines if line.start.startswith("t")}
    assert len(ends) == 4
    assert len(set(ends.values())) == 2


def test_boxes_say_what_they_stand_for() -> None:
    labels = {box.label.replace("\u00a0", " ") for box in lay_out(case(), NAMES, "AL", LAST).boxes}
    assert {"Appendix AM (S1SR)\n4 provisions rely", "✖ GroupID (3)\nleft open", "✔ Active Meter (1)\ncured"} <= labels
    assert "Appendix AL (TMAD)\n3 definitions in 2.1\nlapses after\n31 December 2025" in labels
    assert "Section A\n1 definition in A1.1\nin force afterwards" in labels


def test_many_provisions_are_folded_into_their_documents_and_the_page_says_so(tmp_path: Path) -> None:
    findings = [orphan(Place(f"D{n % 9}", f"{n}.1"), f"Term {n % 5}") for n in range(200)]
    layout = lay_out(findings, {}, "AL", LAST)
    assert len(layout.boxes) == 9 + 5 + 1
    text = page(tmp_path, findings)
    assert "200 provisions are folded into their documents" in text
    assert "D3: 3.1, 48.1, 93.1, 138.1, 183.1" in text


def test_never_more_boxes_than_can_be_drawn_and_the_list_has_all(tmp_path: Path) -> None:
    findings = [orphan(Place(f"D{n % 40}", f"{n}.1"), f"Term {n:04}") for n in range(900)]
    layout = lay_out(findings, {}, "AL", LAST)
    assert len(layout.boxes) <= MOST_BOXES
    assert "of 900" in layout.notes[-1]
    assert page(tmp_path, findings).count("data-node=") == 900


def test_the_page_says_the_same_in_words(tmp_path: Path) -> None:
    text = page(tmp_path, case())
    assert "2 terms that stay in use are left without a definition, in 5 provisions of 2 documents." in text
    assert "Appendix AM (S1SR): 3.3, 5.2, 18.17c" in text
    assert "The <mark>GroupID</mark> is what AM 3.3 turns on." in text
    assert 'class="caused"' in text
    assert "term that has a definition again" in text


def test_nothing_lost_is_said_in_one_sentence_without_a_picture(tmp_path: Path) -> None:
    text = page(tmp_path, [])
    assert "No term that stays in use is left without a definition." in text
    assert "vis.Network" not in text


def test_one_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page(tmp_path, case())
    assert [p.name for p in tmp_path.iterdir()] == ["orphans.html"]


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    assert page(tmp_path, case()) == page(tmp_path, case())


class _Tags(HTMLParser):
    """The tags of a page, with what would load something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_documents_stays_text(tmp_path: Path, text: str) -> None:
    names = {"AL": text, "AM": text}
    plain, tags = _Tags(), _Tags()
    plain.feed(page(tmp_path, [orphan(Place("AM", "3.3"), "GroupID")]))
    tags.feed(page(tmp_path, [orphan(Place("AM", "3.3"), text, Place("AL", text))], names))
    assert tags.tags == plain.tags
    assert tags.loads == ["data:,"]


def test_the_page_forbids_the_network() -> None:
    template = (Path(__file__).resolve().parents[1] / "lapse" / "templates" / "picture.html").read_text(
        encoding="utf-8"
    )
    assert "default-src 'none'" in template
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", template)


def requests(file: Path, tmp_path: Path) -> tuple[list[str], str]:
    """What a page asks for besides itself when a browser shows it, and the page as it is then."""
    log = tmp_path / "net.json"
    quiet = ["background-networking", "component-update", "sync", "default-apps", "extensions", "domain-reliability"]
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pings"]
    command += [f"--disable-{what}" for what in quiet]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000", f"--log-net-log={log}"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", file.as_uri()]
    shown = subprocess.run(command, capture_output=True, timeout=120, check=False)
    asked = set(re.findall(r'"url":"([^"]+)"', log.read_text(encoding="utf-8", errors="replace")))
    others = sorted(url for url in asked if url.startswith(("http", "ws", "file")) and url != file.as_uri())
    return [url for url in others if not _of_the_browser(url)], shown.stdout.decode("utf-8", "replace")


def _of_the_browser(url: str) -> bool:
    """Whether the browser itself asks, for its own upkeep, whatever the page."""
    return bool(re.match(r"https?://(?:[\w-]+\.)*(?:google|googleapis|gstatic|gvt1)\.com[/:]", url))


@pytest.mark.skipif(not BROWSER, reason="needs Chromium to show the page")
def test_a_browser_asks_for_nothing_and_runs_nothing_but_the_picture(tmp_path: Path) -> None:
    findings = [*case(), *(orphan(Place("AM", str(n)), text, Place("AL", text)) for n, text in enumerate(HOSTILE))]
    file = draw(findings, NAMES, "AL", LAST, tmp_path / "orphans.html")
    asked, shown = requests(file, tmp_path)
    assert asked == []
    assert "<canvas" in shown
    assert "Stays in force</span>" in shown, "the script did not run to its end"
    assert "<title>Terms left without a definition" in shown
    assert html.escape(HOSTILE[0]) in shown


@pytest.mark.skipif(not BROWSER, reason="needs Chromium to show the page")
def test_the_count_of_requests_sees_a_request(tmp_path: Path) -> None:
    file = tmp_path / "control.html"
    file.write_text("<img src='http://example.org/pixel.png'>", encoding="utf-8")
    asked, _ = requests(file, tmp_path)
    assert asked == ["http://example.org/pixel.png"]


def test_the_data_of_the_picture_is_sound(tmp_path: Path) -> None:
    found = re.search(r"new vis\.DataSet\((\[.*?\])\);\n", page(tmp_path, case()))
    assert found
    nodes = json.loads(found[1])
    assert {node["shape"] for node in nodes if "Active" in node["label"]} == {"ellipse"}
    assert all(node["title"] for node in nodes)
