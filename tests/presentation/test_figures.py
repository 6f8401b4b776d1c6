"""Figures: alt texts, the same bytes twice, and tables that leave nothing to draw."""

from __future__ import annotations

import polars as pl
import pytest
from lxml import html as lxml_html

from analysis import open_study, per_article_rates, per_article_valence, term_rates, valence_by_outlet
from analysis.comparison import contrast
from analysis.presentation import figures
from analysis.presentation.figures import Drawing
from analysis.workspace import Workspace
from tests.presentation.contrast_rows import BASE, DESCRIBED, VALENCE, contrasts

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_study()


@pytest.fixture(scope="module")
def drawings(workspace: Workspace) -> list[Drawing]:
    annotated, focus = workspace.annotated, workspace.focus
    measures = pl.concat([per_article_rates(annotated), per_article_valence(annotated)])
    table = contrast(measures, focus, workspace.references)
    return [
        figures.coverage(annotated, focus),
        figures.rates_by_outlet(term_rates(annotated, by="total"), focus),
        figures.rates_by_outlet(term_rates(annotated, by="total", voice="quoted"), focus),
        figures.valence_by_outlet(valence_by_outlet(annotated), focus),
        figures.valence_by_outlet(valence_by_outlet(annotated, masked=False), focus),
        figures.categories_by_outlet(term_rates(annotated, by="category"), focus),
        figures.contrasts(table),
    ]


def test_every_alt_is_different_and_says_what_is_seen(drawings: list[Drawing], workspace: Workspace) -> None:
    alts = [drawing.alt for drawing in drawings]
    assert len(set(alts)) == len(alts)
    for alt in alts[1:]:
        assert workspace.focus[0] in alt
        assert len(alt) > 80
    for drawing in drawings:
        assert "nan" not in drawing.alt + drawing.caption
        assert "None " not in drawing.alt + drawing.caption


def test_a_figure_carries_both_drawings_and_no_address(drawings: list[Drawing]) -> None:
    for drawing in drawings:
        assert drawing.png.startswith(PNG) and drawing.narrow_png.startswith(PNG)
        assert drawing.png != drawing.narrow_png
        tree = lxml_html.fromstring(drawing.html())
        assert tree.tag == "figure" and tree.xpath("./figcaption")
        (image,) = tree.xpath(".//img")
        assert image.get("alt") == drawing.alt
        sources = [image.get("src"), *tree.xpath(".//source/@srcset")]
        assert all(source.startswith("data:image/png;base64,") for source in sources)


def test_the_same_table_gives_the_same_bytes() -> None:
    first, second = (
        figures.contrasts(contrasts({}, VALENCE, DESCRIBED | {"category": "praise"})) for _ in range(2)
    )
    assert first == second
    assert "<dc:date>" not in first.svg


def test_hostile_names_stay_text() -> None:
    name = "<script>$\\frac{1}{0}$</script>"
    drawing = figures.contrasts(contrasts({"focus": name, "category": name}))
    assert "<script>" not in drawing.html()


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"estimate": None, "low": None, "high": None, "status": "described", "q": None}],
        [{"estimate": 0.0, "low": None, "high": 0.4, "focus_hits": 0}],
        [{"estimate": None, "low": 3.0, "high": None, "reference_hits": 0}],
        [{"estimate": 4000.0, "low": 900.0, "high": 1e6}],
        [{**BASE, "category": f"category {i}", "estimate": 1 + i} for i in range(60)],
        [VALENCE],
    ],
)
def test_odd_tables_can_be_drawn(rows: list[dict[str, object]]) -> None:
    assert figures.contrasts(contrasts(*rows)).png.startswith(PNG)


def test_many_outlets_are_cut_and_counted(workspace: Workspace) -> None:
    table = term_rates(workspace.annotated, by="total")
    row = table.row(0, named=True)
    many = pl.DataFrame(
        [row | {"outlet": f"Outlet {i:03}", "articles": i} for i in range(100)], schema=table.schema
    )
    drawing = figures.rates_by_outlet(many, ["Outlet 000"])
    assert "76 outlets with fewer articles are left out" in drawing.caption
    assert "Outlet 000" in drawing.alt
