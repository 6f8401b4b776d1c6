"""Pairs of passages in Chromium, wide and narrow: accessible, no wider than the screen, beside or stacked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.comparison import same_story
from analysis.presentation.report.notebooks import TEMPLATE
from analysis.presentation.style import content_css
from analysis.presentation.tables.same_story import same_story_html
from analysis.workspace import open_study

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sample = open_study()
    markup = same_story_html(same_story(sample.annotated, sample.focus, sample.references).pairs)
    style = (TEMPLATE / "style.css").read_text(encoding="utf-8") + content_css()
    file = tmp_path_factory.mktemp("pairs") / "pairs.html"
    head = f"<meta charset='utf-8'><meta name='viewport' content='width=device-width'><style>{style}</style>"
    body = f"<main><h1>Report</h1><h2>Tables</h2><h3>Same story</h3><div class='output'>{markup}</div></main>"
    file.write_text(f"<!doctype html><html lang='en'><title>Pairs</title>{head}{body}", encoding="utf-8")
    return file


def test_axe_finds_nothing(cards: Path, page: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs requirements-dev.txt")
    page.goto(cards.as_uri())
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in found] == []


def test_sides_stand_beside_each_other_where_there_is_room(cards: Path, page: Any) -> None:
    page.goto(cards.as_uri())
    shown, needed = page.evaluate("[window.innerWidth, document.scrollingElement.scrollWidth]")
    assert needed <= shown
    first, second = (page.locator(".ww-tell").nth(place).bounding_box() for place in (0, 1))
    beside = first["y"] == second["y"] and first["x"] < second["x"]
    stacked = first["x"] == second["x"] and first["y"] < second["y"]
    assert beside if shown > 800 else stacked
