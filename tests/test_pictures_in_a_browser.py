"""Pictures as Chromium shows them: nothing is asked for, nothing planted runs, keys, filters, without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import lapse
from lapse.naming import Naming
from lapse.pictures import change as picture
from lapse.pictures.drawing import Drawing
from lapse.pictures.reliance import Change
from lapse.pictures.sketch import MOST_OF_ONE
from lapse.workspace import Workspace
from ontology.places import Place
from ontology.results import Finding

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium to show the pages")
PLANTED = "<img src=x onerror=ran()><script>ran()</script>"
HARBOUR = {
    "one": 'Appendix One\n1 Words\n1.1 "Ship" means a vessel.\n1.2 "Lamp" means a light on a Ship.\n',
    "two": "Appendix Two\n1 Rules\n1.1 Each Ship shows a Lamp.\n1.2 A Lamp is lit under clause 1.1 of Appendix One.\n",
    "three": "Appendix Three\n1 Fees\n1.1 Each Ship pays.\n",
}
HOSTILE = {
    f"one {'<img src=x onerror=ran()>'}": f'Appendix One\n1 Words\n1.1 "Ship {PLANTED}" means a vessel {PLANTED}.\n',
    "two </script><script>ran()</script>".replace("/", "\u2215"): f"Appendix Two\n1 Rules\n1.1 Each Ship {PLANTED} "
    f"pays under clause 1.1 of Appendix One {PLANTED}.\n",
    "odd <img src=x onerror=ran()>": f"1 Rules\n1.1 A Ship {PLANTED} moves under clause 1.1 of Appendix One.\n",
}


def opened(folder: Path, documents: dict[str, str]) -> Workspace:
    for name, text in documents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "lapse.toml").write_text('profile = "gb-energy-code"\n', encoding="utf-8")
    return lapse.open(folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright to drive Chromium")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_api.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


class Shown:
    """A page in a browser without a network, with what it asked for besides itself and what it complained of."""

    def __init__(self, browser: Any, file: Path, **settings: Any) -> None:
        self.page = browser.new_context(offline=True, **settings).new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.add_init_script("window.runs = 0; window.ran = () => { window.runs += 1; }")
        self.page.goto(file.resolve().as_uri())
        self.others = [url for url in self.asked if url != file.resolve().as_uri() and not url.startswith("data:")]

    def boxes(self) -> dict[str, dict[str, float]]:
        """Where each box of the picture is drawn."""
        script = "Object.fromEntries(nodes.getIds().map((id) => [id, network.getBoundingBox(id)]))"
        return self.page.evaluate(script)  # type: ignore[no-any-return]

    def bright(self) -> set[str]:
        """The boxes that are not dimmed."""
        return set(self.page.evaluate("nodes.get().filter((node) => node.opacity !== 0.15).map((node) => node.id)"))


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return opened(tmp_path_factory.mktemp("harbour"), HARBOUR)


@pytest.fixture(scope="module")
def change(harbour: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "change.html"
    harbour.expire("one", on="2025-12-31").draw(file)
    return file


def test_the_count_of_requests_sees_a_request(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "control.html"
    file.write_text("<img src='http://example.org/pixel.png'><script>ran()</script>", encoding="utf-8")
    shown = Shown(browser, file)
    assert shown.others == ["http://example.org/pixel.png"]
    assert shown.page.evaluate("window.runs") == 1


def test_pages_ask_for_nothing_and_run_nothing_planted(browser: Any, tmp_path: Path) -> None:
    (folder := tmp_path / "code").mkdir()
    code = opened(folder, HOSTILE)
    odd, one, two = (document.id for document in code.corpus.documents)
    term = code.corpus.by_id[one].definitions[0].term
    assert "onerror" in term
    assert "onerror" in one
    gone = code.expire(one, on="2025-12-31")
    drawings = [gone.draw(), gone.matrix(), code.matrix(one), code.draw("documents"), code.draw(one, two)]
    drawings += [code.draw(odd), code.draw(one), code.draw(term), code.draw(f"{one}#1.1")]
    for number, drawing in enumerate(drawings):
        shown = Shown(browser, Path(drawing.save(tmp_path / f"{number}.html")))
        assert shown.others == []
        assert shown.complaints == []
        assert shown.page.evaluate("window.runs") == 0
        assert "onerror" in shown.page.inner_text("body")


def test_a_notebook_frame_draws_and_asks_for_nothing(browser: Any, harbour: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "notebook.html"
    file.write_text(harbour.draw("Ship")._repr_html_(), encoding="utf-8")
    shown = Shown(browser, file)
    assert [url for url in shown.others if url != "about:srcdoc"] == []
    assert shown.page.frames[1].evaluate("nodes.length") > 4


@pytest.mark.parametrize("width", [800, 1400])
def test_boxes_are_in_sight_and_apart_and_read_from_left_to_right(browser: Any, change: Path, width: int) -> None:
    shown = Shown(browser, change, viewport={"width": width, "height": 900})
    boxes = shown.boxes()
    assert len(boxes) > 6
    for one, other in combinations(boxes.values(), 2):
        apart = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    canvas = shown.page.evaluate("[box.clientWidth, box.clientHeight]")
    assert all(box["left"] > 0 and box["right"] < canvas[0] for box in boxes.values())
    assert all(box["top"] > -20 and box["bottom"] < canvas[1] for box in boxes.values())
    for start, end in shown.page.evaluate("edges.get().map((edge) => [edge.from, edge.to])"):
        assert boxes[start]["right"] < boxes[end]["left"]


def test_the_list_lights_boxes_by_keys_alone(browser: Any, change: Path) -> None:
    shown = Shown(browser, change)
    everything = shown.bright()
    shown.page.locator("select[name=by]").focus()
    for _ in range(12):
        shown.page.keyboard.press("Tab")
        if shown.page.evaluate("document.activeElement.textContent") == "Lamp":
            break
    lit = shown.bright()
    assert lit < everything
    assert {"d:two", "p:two 1.1"} <= lit
    assert "d:three" not in lit
    shown.page.keyboard.press("Escape")
    assert shown.bright() == everything


def test_filters_by_document_leave_what_it_relies_on(browser: Any, change: Path) -> None:
    shown = Shown(browser, change)
    every = len(shown.boxes())
    shown.page.select_option("select[name=by]", "three")
    assert len(shown.boxes()) == 4
    assert shown.page.locator("ol.terms > li:visible button").all_inner_texts() == ["Ship"]
    shown.page.select_option("select[name=by]", "")
    assert len(shown.boxes()) == every


def test_a_document_by_itself_shows_what_it_relies_on_though_it_shared_a_box(browser: Any, tmp_path: Path) -> None:
    lapsing = Place("AL", "2.1")
    findings = [
        Finding(
            *(f"{d} {t}", "LAP101", "", "error", "caused", Place(f"D{d:02}", f"{t}.1"), f"Term {t}"),
            *((lapsing,), (), "", ""),
        )
        for d in range(25)
        for t in range(25)
    ]
    made = picture.change(findings, Naming({}, ()), Change((Place("AL"),)))
    shown = Shown(browser, Path(Drawing(made).save(tmp_path / "crowd.html")))
    every = shown.boxes()
    assert len(every) == 12 + 7 + 1
    assert "d:D20" not in every
    shown.page.select_option("select[name=by]", "D20")
    boxes = shown.boxes()
    assert {one[0] for one in boxes} == {"d", "t", "x"}
    assert len(boxes) == 1 + MOST_OF_ONE + 1
    assert "d:D20" in boxes
    for one, other in combinations(boxes.values(), 2):
        apart = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    shown.page.select_option("select[name=by]", "")
    assert shown.boxes().keys() == every.keys()


def test_filters_by_status(browser: Any, harbour: Workspace, tmp_path: Path) -> None:
    (folder := tmp_path / "later").mkdir()
    (folder / "two.txt").write_text(HARBOUR["two"] + '1.3 "Lamp" means any light.\n', encoding="utf-8")
    file = tmp_path / "cured.html"
    harbour.expire("one", on="2025-12-31", accept=[folder / "two.txt"]).draw(file)
    shown = Shown(browser, file)
    assert shown.page.locator("input[name=status]").count() == 2
    shown.page.uncheck("input[value=existing]")
    assert shown.page.locator("ol.terms > li:visible button").all_inner_texts() == ["Lamp"]
    shown.page.uncheck("input[value=cured]")
    assert shown.boxes() == {}
    assert shown.page.is_visible(".empty")


def test_without_scripts_the_list_says_it_all(browser: Any, change: Path) -> None:
    page = Shown(browser, change, java_script_enabled=False).page
    assert not page.is_visible("#picture")
    assert not page.is_visible("form.filters")
    text = page.inner_text("body")
    assert "the list below says the same without it" in text
    assert {"Ship", "Lamp"} <= set(page.locator("ol.terms > li button").all_inner_texts())
    assert "Appendix Three: 1.1" in text
