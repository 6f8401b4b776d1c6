"""A real browser for the tests of pages and of JupyterLab; without one they are skipped, with the reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from analysis.annotation import annotate
from analysis.corpus import read_article_text
from analysis.presentation.article.page import article_page
from analysis.presentation.report.write import write_report
from analysis.workspace import open_study

WIDTHS = {"wide": 1280, "narrow": 390}
TITLE = "<script>alert(1)</script> & <b>Talks</b>"
HOSTILE = (
    f"{TITLE}\n\nTARSOV, March 4 - The <img src=x onerror=alert(1)> regime "
    'called it "a plague <script>alert(2)</script>", Ida Orr said.\n\n"Their \'hegemony\' ends," she added.'
    "\n\nRussia's brutal aggression is a crime. <b>Talks</a> go on."
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs requirements-dev.txt")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def report(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report, and two article pages beside it."""
    folder = tmp_path_factory.mktemp("browser") / "report"
    workspace = open_study()
    write_report(workspace, folder)
    sample = workspace.annotated
    (folder / "article.html").write_text(article_page(sample, "e03-tarsov-herald"), encoding="utf-8")
    # Reading takes markup out of a text; here it must be told from text by the page alone.
    articles, _ = read_article_text("A headline\n\nThe regime called it a plague, Ida Orr said.")
    hostile = annotate(articles.with_columns(title=pl.lit(TITLE), text=pl.lit(HOSTILE)))
    page = article_page(hostile, hostile.articles["article_id"][0])
    (folder / "hostile.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page of one of the two widths; what it logs as an error is kept in ``page.complaints``."""
    # axe is put into the page, which the pages' own policy forbids to any other script.
    size = {"width": WIDTHS[request.param], "height": 900}
    context = browser.new_context(viewport=size, bypass_csp=True, offline=True)
    opened = context.new_page()
    opened.complaints = []
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("dialog", lambda dialog: (opened.complaints.append(dialog.message), dialog.dismiss()))
    yield opened
    context.close()
