"""Make the pictures of the README from the sample: ``python tools/pictures.py``.

Needs ``requirements-dev.txt`` and Chromium. The article stands without its key, which would fill the picture.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from analysis import framing_measures, framing_profile, open_study, same_story
from analysis.presentation import figures
from analysis.presentation.article.page import article_page
from analysis.presentation.report.notebooks import TEMPLATE
from analysis.presentation.style import content_css
from analysis.presentation.tables.same_story import same_story_html
from analysis.workspace import Workspace

DOCS = Path(__file__).resolve().parent.parent / "docs"
WIDTH, HEIGHT, MARGIN = 1280, 900, 12
PAIRS = 2
COLOURS = 128
HIDDEN = "[id$='-key'] { display: none }"
ROOM = ".ww-pairs { padding: 1rem; background: #fff }"
BLOCK_ENDS = "blocks => blocks.map(block => block.getBoundingClientRect().bottom)"


def profile_png(sample: Workspace) -> bytes:
    """Draw the profile as notebook 08 does."""
    study = sample.study
    measures = framing_measures(sample.annotated, sample.focus, sample.references, study.voice)
    settings = {"inference": study.inference, "seed": study.seed}
    found = framing_profile(measures, sample.focus, sample.references, **settings)
    return figures.profile(found.contrasts, found.alone, study.inference.level).png


def pairs_page(sample: Workspace) -> str:
    """Return a page of the first pairs of passages, in the style of the report."""
    pairs = same_story(sample.annotated, sample.focus, sample.references).pairs.head(PAIRS)
    style = (TEMPLATE / "style.css").read_text(encoding="utf-8") + content_css()
    body = f"<main><div class='output'>{same_story_html(pairs)}</div></main>"
    return f"<!doctype html><html lang='en'><title>Pairs</title><style>{style}</style><body>{body}"


def picture_of_pairs(browser: Any, html: str) -> bytes:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_content(html)
    page.add_style_tag(content=ROOM)
    taken: bytes = page.locator(".ww-pairs").screenshot()
    return taken


def picture_of_article(browser: Any, html: str) -> bytes:
    """Return the top of the page, cut below a paragraph."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_content(html)
    page.add_style_tag(content=HIDDEN)
    ends = page.eval_on_selector_all(".block", BLOCK_ENDS)
    height = max(end for end in ends if end <= HEIGHT - MARGIN) + MARGIN
    taken: bytes = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    return taken


def write(name: str, png: bytes) -> None:
    """Write a picture with few colours, which is all that text needs."""
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(DOCS / name, optimize=True)
    print(f"{name}: {few.width} × {few.height}, {(DOCS / name).stat().st_size / 1000:.0f} kB")


def main() -> None:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        sys.exit("pictures: no Chromium on this machine (Debian: apt install chromium)")
    DOCS.mkdir(exist_ok=True)
    sample = open_study()
    write("profile.png", profile_png(sample))
    article = article_page(sample.annotated, str(sample.study.article.id))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        write("same-story.png", picture_of_pairs(browser, pairs_page(sample)))
        write("article.png", picture_of_article(browser, article))
        browser.close()


if __name__ == "__main__":
    main()
