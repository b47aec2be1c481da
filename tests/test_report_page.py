"""The HTML report in a browser: it draws whole, asks for nothing, runs nothing, and is read without a mouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lapse
from lapse.workspace import Workspace

BROWSER = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), "")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
pytestmark = pytest.mark.skipif(not BROWSER, reason="Chromium is not installed")
SCRIPT = "<script>document.title='ran'</script><img src=http://example.org/a.png onerror=document.title='ran'>"
ONE = f'Appendix One\n1 Words\n1.1 In this Appendix, "Berth Card" means {SCRIPT} a card.\n'
TWO = f"Appendix Two\n1 Rules\n1.1 {SCRIPT} Each Berth Card is blue.\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield one
        one.close()


@pytest.fixture(scope="module")
def page(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Workspace.open(built).expire("AL", "2025-12-31").report(tmp_path_factory.mktemp("page") / "al.html")


def opened(browser: Any, path: Path, **how: Any) -> tuple[Any, list[str]]:
    """The page, and every request that it makes besides itself."""
    context = browser.new_context(**how)
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    tab.wait_for_load_state("networkidle")
    return tab, [url for url in asked if url != path.as_uri()]


@pytest.mark.parametrize("width", [800, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_asks_for_nothing_and_fits(browser: Any, page: Path, width: int, scheme: str) -> None:
    tab, asked = opened(browser, page, viewport={"width": width, "height": 1000}, color_scheme=scheme)
    assert asked == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    colour = "(name) => getComputedStyle(document.body)[name].match(/\\d+/g).reduce((sum, n) => sum + Number(n), 0)"
    assert (tab.evaluate(colour, "color") > tab.evaluate(colour, "backgroundColor")) == (scheme == "dark")
    over = """[...document.querySelectorAll("svg g")].filter(g => {
        const box = g.querySelector("rect").getBBox(), words = g.querySelector("text").getBBox();
        return words.x < box.x || words.x + words.width > box.x + box.width || words.height > box.height;
    }).map(g => g.textContent)"""
    assert tab.evaluate(over) == []


def test_it_reads_with_scripts_off_and_in_print(browser: Any, page: Path) -> None:
    tab, asked = opened(browser, page, java_script_enabled=False)
    assert asked == []
    assert tab.locator("#ledger tbody tr").count() == 205
    tab.emulate_media(media="print")
    assert tab.locator("article").first.is_visible()
    assert not tab.locator(".worklist nav").first.is_visible()


def test_it_is_worked_off_with_the_keyboard(browser: Any, page: Path) -> None:
    tab, _ = opened(browser, page, viewport={"width": 1400, "height": 1000})
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    links = tab.locator(".worklist nav a")
    links.nth(1).focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.querySelector('article:target h3').textContent").startswith("SMETS1 CAD")
    tab.locator("#only-all").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#ledger tbody tr:visible").count() == 5
    assert tab.evaluate("[...document.querySelectorAll('svg')].every(one => one.getAttribute('aria-label'))")


def test_nothing_planted_runs(browser: Any, tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    for name, text in (("one", ONE), ("<img src=x onerror=document.title=1>", TWO)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    gone = lapse.open(folder).expire("one")
    assert gone.findings
    tab, asked = opened(browser, gone.report(tmp_path / "x.html"))
    assert asked == []
    assert tab.title() == "Appendix One: what its lapse leaves behind"
    assert tab.locator("img, script").count() == 0
    assert tab.locator("mark").first.inner_text() == "Berth Card"
