"""Every page of the report in Chromium, wide and narrow: accessible, no wider than the screen, no script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import WIDTHS

MOST_LETTERS = 82
CUT = """[...document.querySelectorAll('.ww-scroll, .scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)
  .map(e => e.getAttribute('aria-label'))"""
# How many letters of this text fill its line: its width over that of a letter, when all stands on one line.
LINES = """[
  ...document.querySelectorAll("main p, .text li, .ww-sentences li, .ww-context, figcaption")
].flatMap(e => {
  if (!e.offsetWidth || e.textContent.length < 120 || e.querySelector('p, li, table, div')) return [];
  const one = document.createElement('span');
  one.textContent = e.textContent; one.style.cssText = 'position: absolute; white-space: nowrap';
  e.append(one);
  const letters = e.textContent.length / 2 * e.clientWidth / one.getBoundingClientRect().width;
  one.remove();
  return [[letters, e.textContent.slice(0, 60)]];
})"""

pytestmark = pytest.mark.xdist_group("browser")


def pages(report: Path) -> list[Path]:
    found = sorted(report.rglob("*.html"))
    assert {"index.html", "article.html", "hostile.html", "08_compare_framing.html"} <= {
        p.name for p in found
    }
    return found


def opened(page: Any, file: Path) -> Any:
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    return page


def test_axe_finds_nothing(report: Path, page: Any) -> None:
    """Slow: axe reads each page once with every row opened, some of them long."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs requirements-dev.txt")
    found = {}
    for file in pages(report):
        result = axe.Axe().run(opened(page, file))
        if result.violations_count:
            found[file.name] = [(v["id"], v["nodes"][0]["html"][:160]) for v in result.response["violations"]]
    assert found == {}


def test_no_page_scrolls_sideways(report: Path, page: Any) -> None:
    wide = {}
    for file in pages(report):
        opened(page, file)
        shown, needed = page.evaluate("[window.innerWidth, document.scrollingElement.scrollWidth]")
        if needed > shown:
            wide[file.name] = needed
    assert wide == {}


def test_a_wide_window_shows_every_table_whole(report: Path, page: Any) -> None:
    """A narrow one may scroll a table in its own frame."""
    if page.viewport_size["width"] < WIDTHS["wide"]:
        pytest.skip("narrow")
    cut = {}
    for file in pages(report):
        opened(page, file)
        found = page.evaluate(CUT)
        if found:
            cut[file.name] = found
    assert cut == {}


def test_lines_of_text_are_short_enough_to_read(report: Path, page: Any) -> None:
    long = {}
    for file in pages(report):
        opened(page, file)
        found = [text for letters, text in page.evaluate(LINES) if letters > MOST_LETTERS]
        if found:
            long[file.name] = found
    assert long == {}


def test_article_text_stays_text(report: Path, page: Any) -> None:
    opened(page, report / "hostile.html")
    page.wait_for_timeout(200)
    assert page.complaints == []
    assert page.locator("article img, article script, main script").count() == 0
    assert "<script>alert(2)</script>" in page.inner_text("body")


def test_rows_open_by_keyboard(report: Path, page: Any) -> None:
    page.goto((report / "notebooks" / "08_compare_framing.html").as_uri())
    row = page.locator("td details summary").first
    row.focus()
    page.keyboard.press("Enter")
    assert page.locator("td details[open] mark").first.is_visible()


def test_a_sign_leads_to_its_reading_and_back(report: Path, page: Any) -> None:
    page.goto((report / "hostile.html").as_uri())
    sign = page.locator("a.toward").first
    assert sign.inner_text().strip().startswith("−")
    sign.focus()
    page.keyboard.press("Enter")
    row = page.locator("tr:target")
    assert "said against Russia" in row.inner_text()
    row.locator("a").click()
    assert page.locator("a.toward:target").count() == 1


def test_links_of_the_index_lead_to_pages(report: Path, page: Any) -> None:
    page.goto((report / "index.html").as_uri())
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    assert len([link for link in links if link.endswith(".html")]) >= 10
    missing = [
        link for link in links if link.startswith("file:") and not Path(link[7:].split("#")[0]).exists()
    ]
    assert missing == []
