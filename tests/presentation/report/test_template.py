"""The pages of notebooks: self-contained, folded, escaped, the same on every machine."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat.v4 as nbf
import pytest

from analysis.presentation.report.notebooks import Page, page_html
from analysis.presentation.report.settle import settle_outputs

HOSTILE = '</pre><script>alert(1)</script><img src="https://example.org/x.png">'
VOID = {"meta", "img", "br", "hr", "link", "input"}


class Outline(HTMLParser):
    """Collects addresses, headings, ids and whether tags close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes.append((tag, found))
        self.addresses += [found[key] or "" for key in ("src", "href", "srcset", "action") if key in found]
        if "id" in found:
            self.ids.append(found["id"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def notebook(*cells: Any) -> Any:
    return nbf.new_notebook(cells=list(cells))


def code(source: str, *outputs: Any) -> Any:
    return nbf.new_code_cell(source, outputs=list(outputs), execution_count=7)


@pytest.fixture
def page() -> str:
    made = notebook(
        nbf.new_markdown_cell("# Count terms\n\nHow often?\n\n## Table\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
        code(
            "print('x')",
            nbf.new_output("stream", name="stdout", text=f"plain {HOSTILE}\n"),
            nbf.new_output("stream", name="stderr", text="\x1b[31mcareful\x1b[0m\n"),
            nbf.new_output("execute_result", {"text/plain": HOSTILE}, execution_count=7),
        ),
        code(
            "fig",
            nbf.new_output("display_data", {"application/javascript": "alert(1)", "text/plain": "a plot"}),
        ),
        nbf.new_markdown_cell(
            "## Table\n\nOn to [the next](03_weigh.ipynb#Table) or [elsewhere](notes.txt)."
        ),
    )
    around = Page("01_meet", "Meet <it>", ""), Page("03_weigh", "Weigh", "")
    return page_html(made, Page("02_count", "Count terms", "How often?"), *around)


def test_nothing_from_elsewhere_and_no_script(page: str) -> None:
    outline = Outline(page)
    assert not [a for a in outline.addresses if re.match(r"(?i)\s*(https?:)?//|javascript:", a)]
    assert "script" not in outline.tags
    assert "link" not in outline.tags
    assert not re.search(r"@import|url\((?!['\"]?data:)", page)
    assert outline.open == []


def test_hostile_output_stays_text(page: str) -> None:
    assert page.count("&lt;script&gt;alert(1)") == 2
    assert "careful" in page
    assert "\x1b" not in page


def test_code_is_folded_and_prompts_are_hidden(page: str) -> None:
    assert page.count('<details class="code"><summary>Code</summary>') == 2
    assert "[7]" not in page


def test_language_title_skip_link_and_navigation(page: str) -> None:
    assert '<html lang="en">' in page
    assert "<title>Count terms</title>" in page
    assert 'href="#content"' in page
    assert 'id="content"' in page
    assert "Meet &lt;it&gt;" in page
    assert {"01_meet.html", "03_weigh.html", "../index.html"} <= set(Outline(page).addresses)


def test_headings_keep_their_order_and_have_ids_of_their_own(page: str) -> None:
    outline = Outline(page)
    assert outline.headings == [1, 2, 2]
    assert len(set(outline.ids)) == len(outline.ids)
    assert {"Table", "Table-2"} <= set(outline.ids)


def test_links_between_notebooks_lead_to_pages(page: str) -> None:
    addresses = Outline(page).addresses
    assert "03_weigh.html#Table" in addresses
    assert "notes.txt" in addresses
    assert ".ipynb" not in page


def test_tables_scroll_in_a_region_that_the_keyboard_reaches(page: str) -> None:
    regions = [a for tag, a in Outline(page).attributes if tag == "div" and a.get("role") == "region"]
    assert regions
    assert all(a.get("tabindex") == "0" and a.get("aria-label") for a in regions)
    assert '<th scope="col">' in page


def test_every_image_says_what_it_shows() -> None:
    picture = nbf.new_output(
        "display_data", {"image/png": "iVBORw0KGgo="}, metadata={"image/png": {"alt": "Two <dots>"}}
    )
    page = page_html(notebook(nbf.new_markdown_cell("# A"), code("x", picture)), Page("00_a", "A", ""))
    images = [found for tag, found in Outline(page).attributes if tag == "img"]
    assert [image["alt"] for image in images] == ["Two <dots>"]
    assert "No description has been provided" not in page


def test_colours_have_contrast() -> None:
    from analysis.presentation.report.notebooks import TEMPLATE

    colours = dict(
        re.findall(r"--(\w+): (#[0-9a-f]{6});", (TEMPLATE / "style.css").read_text(encoding="utf-8"))
    )
    for text in ("ink", "muted", "link"):
        for ground in ("page", "soft"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_what_differs_from_run_to_run_is_taken_out(tmp_path: Path) -> None:
    out = tmp_path / ".report-x1" / "notebooks"
    warning = f"/tmp/ipykernel_{os.getpid()}/123.py:3: UserWarning: {out.parent}/tables\n"
    cell = code(
        "x",
        nbf.new_output("stream", name="stderr", text=warning),
        nbf.new_output("stream", name="stdout", text="first\n"),
        nbf.new_output("execute_result", {"text/plain": "<a.B object at 0x7f12ab>"}),
        nbf.new_output(
            "display_data", {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "HBox()"}
        ),
    )
    settle_outputs(notebook(cell), tmp_path / "notebooks", out)
    texts = [output.get("text") or output.data["text/plain"] for output in cell.outputs]
    assert texts == ["first\n", "cell:3: UserWarning: report/tables\n", "<a.B object>"]
