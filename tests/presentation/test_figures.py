"""Figures: alt texts, the same bytes twice, and tables that leave nothing to draw."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest
from lxml import html as lxml_html
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis import (
    annotate,
    by_outlet,
    by_side,
    open_study,
    per_article_rates,
    per_article_valence,
    read_article_text,
    source_mix,
    term_rates,
    valence_by_outlet,
    voice_shares,
    voices_of_categories,
)
from analysis.comparison import BY_SIDE, PROFILE, contrast
from analysis.comparison.doubt.undoing import EXCESS
from analysis.presentation import figures
from analysis.presentation.figures import Drawing
from analysis.presentation.figures.coverage import _matrix as coverage_matrix
from analysis.presentation.figures.dots import draw_dots, make_frame
from analysis.presentation.figures.forest import contrast_caption, dot_of
from analysis.presentation.figures.voice_bars import _figure as bars_figure
from analysis.presentation.writing.format import share
from analysis.workspace import Workspace
from tests.presentation.sentences.contrast_rows import (
    BASE,
    DESCRIBED,
    SHARE,
    SOURCES,
    UNTESTED,
    VALENCE,
    contrasts,
)

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_study()


@pytest.fixture(scope="module")
def drawings(workspace: Workspace) -> list[Drawing]:
    annotated, focus = workspace.annotated, workspace.focus
    mix = source_mix(annotated)
    measures = pl.concat([per_article_rates(annotated), per_article_valence(annotated), mix])
    types = by_side(mix.filter(measure="share:source_type"), focus, workspace.references)
    spoken = by_side(voices_of_categories(annotated), focus, workspace.references)
    table = contrast(measures, focus, workspace.references)
    return [
        figures.coverage(annotated, focus),
        figures.rates_by_outlet(term_rates(annotated, by="total"), focus),
        figures.rates_by_outlet(term_rates(annotated, by="total", voice="quoted"), focus),
        figures.valence_by_outlet(valence_by_outlet(annotated), focus),
        figures.valence_by_outlet(valence_by_outlet(annotated, masked=False), focus),
        figures.categories_by_outlet(term_rates(annotated, by="category"), focus),
        figures.contrasts(table),
        figures.voice_bars(by_outlet(voice_shares(annotated)), focus),
        figures.sides(types, focus),
        figures.sides(spoken, focus),
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
        [SHARE, SOURCES, {**SOURCES, "measure": "number:effective_sources", "focus_hits": None}, VALENCE],
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
    assert "for 24 outlets" in drawing.alt
    assert "Outlet 000" in drawing.alt


def test_one_wide_interval_does_not_set_the_axis(workspace: Workspace) -> None:
    table = term_rates(workspace.annotated, by="total")
    row = table.row(0, named=True) | {"value": 4.0, "low": 3.0, "high": 5.0}
    one_hit = row | {"outlet": "Post", "value": 1.0, "low": 0.02, "high": 80.0}
    narrow, wide = (
        figures.rates_by_outlet(pl.DataFrame(rows, schema=table.schema), ["Herald"])
        for rows in ([row], [row, one_hit])
    )
    assert "runs beyond the axis" in wide.caption and "runs beyond" not in narrow.caption
    assert "for 2 outlets" in wide.alt


def test_axes_of_a_forest_name_their_unit() -> None:
    drawing = figures.contrasts(contrasts(SHARE, SOURCES))
    assert "somebody else's words +12 points" in drawing.alt
    assert "different sources per article 0.50 times as many" in drawing.alt
    assert "own words)" not in drawing.alt
    assert "Sources or articles at the right" in drawing.caption


@pytest.mark.parametrize("width", [3.9, 7.6])
@pytest.mark.parametrize(("columns", "n"), [(3, 8), (11, 310), (20, 1059)])
def test_circles_of_articles_do_not_overlap(width: float, columns: int, n: int) -> None:
    """With eleven years on a narrow screen they ran into each other."""
    years, outlets = [str(2000 + year) for year in range(columns)], ["Post", "Tarsov Herald"]
    pairs = {(outlet, year): n for outlet in outlets for year in years}
    figure = coverage_matrix(width, years, outlets, pairs, [])
    FigureCanvasAgg(figure).draw()
    axes = figure.axes[0]
    apart = axes.transData.transform([(1, 1)]) - axes.transData.transform([(0, 0)])
    nearest = abs(apart).min() * 72 / figure.dpi
    widths = [circle.get_sizes()[0] ** 0.5 for circle in axes.collections]
    assert len(widths) == 2 * columns
    assert max(widths) < nearest


@pytest.mark.parametrize("width", [3.2, 4.0, 6.4])
@pytest.mark.parametrize("quoted", [0.02, 0.13, 0.26])
def test_words_over_and_in_bars_do_not_overlap(width: float, quoted: float) -> None:
    """On a narrow screen "quoted" ran into "reported", and a number out of its part of the bar."""
    bar = {"own": 0.87 - quoted, "quoted": quoted, "reported": 0.13}
    figure = bars_figure(width, ["Post"], {"Post": bar}, {"Post": 10}, [])
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    texts = [text for text in figure.axes[0].texts if text.get_text() != "10"]
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in texts]
    assert {text.get_text() for text in texts} >= {"own", "quoted", "reported"}
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_bars_tell_every_share_of_the_focus(workspace: Workspace) -> None:
    table = by_outlet(voice_shares(workspace.annotated))
    drawing = figures.voice_bars(table, workspace.focus)
    for voice in ("own", "quoted", "reported"):
        row = table.filter(outlet=workspace.focus[0], category=voice).row(0, named=True)
        assert f"{share(row['value'])} {voice}" in drawing.alt
    assert '"#a9d3f0"' in drawing.svg or "#a9d3f0" in drawing.svg
    many = pl.concat([table.with_columns(outlet=pl.lit(f"Outlet {i:02}")) for i in range(30)])
    assert (
        "6 outlets with fewer articles left out"
        in figures.voice_bars(many.unique(["outlet", "category"], maintain_order=True), ["Outlet 29"]).caption
    )


def test_sides_without_anything_to_draw() -> None:
    columns = {name: dtype for name, (dtype, _) in BY_SIDE.items()}
    assert figures.sides(pl.DataFrame(schema=columns)).alt.startswith("Empty figure")
    none = {"side": "focus", "measure": "share:side", "category": "x", "voice": "attributed", "part": "all"}
    none |= {"outlets": 0, "articles": 0, "words": 0, "hits": 0}
    rows = pl.DataFrame([none, none | {"side": "reference"}], schema=columns)
    assert figures.sides(rows).png.startswith(PNG)
    assert figures.voice_bars(by_outlet(voice_shares(open_study().annotated)).clear()).png.startswith(PNG)


def test_years_are_not_called_months() -> None:
    days = [datetime(year, 3, 1, tzinfo=UTC) for year in (2010, 2013, 2019) for _ in range(2)]
    articles, _ = read_article_text("A headline\n\nRain fell on Monday.")
    several = pl.concat(
        [
            articles.with_columns(
                article_id=pl.lit(f"a{n}"), outlet=pl.lit("Sun" if n % 2 else "Post"), published=pl.lit(day)
            )
            for n, day in enumerate(days)
        ]
    ).with_columns(pl.col("published").cast(articles.schema["published"]))
    drawn = figures.coverage(annotate(several), ["Sun"])
    assert drawn.alt == (
        "Matrix of 6 articles: 2 outlets by 3 years. 2 outlets of those shown have articles in every year."
    )
    some = several.with_columns(event=pl.when(pl.col("article_id") == "a1").then(pl.lit("vote")))
    assert (
        "2 outlets by 1 event. 1 outlet of those shown has" in figures.coverage(annotate(some), ["Sun"]).alt
    )


def test_without_a_finding_no_bars_are_drawn() -> None:
    schema = {name: dtype for name, (dtype, _) in EXCESS.items()}
    assert isinstance(figures.event_bars(pl.DataFrame(schema=schema)), str)


def test_more_bars_than_can_be_told_apart_are_not_drawn() -> None:
    schema = {name: dtype for name, (dtype, _) in EXCESS.items()}
    row = {"measure": "rate:loaded_terms", "category": "all", "voice": "own", "part": "all", "numerator": 1.0}
    row |= {"expected": 0.5, "excess": 0.5}
    many = pl.DataFrame([row | {"unit": f"a{n}"} for n in range(201)], schema_overrides=schema)
    many = many.with_columns(
        pl.lit(None, dtype).alias(n) for n, dtype in schema.items() if n not in many.columns
    )
    told = figures.event_bars(many)
    assert isinstance(told, str) and told.startswith("Not drawn: 201 bars")
    assert not isinstance(figures.event_bars(many.head(200)), str)


def test_the_caption_of_a_forest_speaks_of_all_rows() -> None:
    """Where rows hang on different articles, the first row's outlets are not those of the figure."""
    few = {"category": "alarm", "reference_articles": 9, "reference_outlets": 2}
    told = contrast_caption(contrasts(few, {}), 0.95, alone=False, left=0)
    assert told.startswith("Herald (up to 10 articles) against the reference (up to 50 articles, 5 outlets).")
    same = contrast_caption(contrasts({}, {"category": "alarm"}), 0.95, alone=False, left=0)
    assert same.startswith("Herald (10 articles) against the reference (50 articles, 5 outlets).")


def test_the_caption_of_the_profile_tells_what_is_not_drawn() -> None:
    """Tested rows beyond the room of a block are no rows that could only be described."""
    profile = {name: dtype for name, (dtype, _) in PROFILE.items()}
    rows = [
        {**row, "question": "loaded", "measure": "rate:loaded_terms", "category": f"kind {n}"}
        for n, row in enumerate([*contrasts(*[{}] * 14).to_dicts(), *contrasts(*[DESCRIBED] * 3).to_dicts()])
    ]
    rows[-1] |= {"focus_hits": 0, "reference_hits": 0}
    table = pl.DataFrame(rows, schema_overrides=profile)
    alone = contrasts({"reference": "Post"})
    drawn = figures.profile(table, alone)
    assert isinstance(drawn, Drawing)
    told = (
        "Measures not drawn: 2 that chance could produce and 2 that could only be described; see the table."
    )
    assert drawn.caption.endswith(told)
    assert "Small ticks" not in drawn.caption, "with one reference outlet they are the diamonds"
    two = figures.profile(table, pl.concat([alone, contrasts({"reference": "Mirror"})]))
    assert isinstance(two, Drawing)
    assert "Small ticks" in two.caption


def test_a_forest_tells_rows_without_room_from_rows_without_a_hit() -> None:
    none = {"focus_hits": 0, "reference_hits": 0, "estimate": None, "low": None, "high": None}
    rows = [{"category": f"kind {n}", **UNTESTED} for n in range(43)] + [{"category": "praise", **none}]
    drawn = figures.contrasts(contrasts(*rows, {"category": "far", "estimate": 40.0, **UNTESTED}))
    assert "<!-- far -->" in drawn.svg, "without room for all, what lies farthest apart is drawn"
    caption = figures.contrasts(contrasts(*rows)).caption
    assert caption.endswith(
        " 1 measure without a hit on either side left out. 3 more measures in the table only."
    )


def test_what_only_the_focus_has_is_noted_on_the_side_of_more() -> None:
    """Both notes stood at the left, where wording is rarer in the focus."""
    gone = {"estimate": None, "low": None, "high": None, "status": "described", "q": None}
    ours = contrasts({**gone, "category": "praise", "focus_hits": 1, "reference_hits": 0})
    theirs = contrasts({**gone, "category": "alarm", "focus_hits": 0, "reference_hits": 2, "estimate": 0.0})
    dots = [dot_of(table.to_dicts()[0], set(), [], False) for table in (ours, theirs)]
    assert [(dot.remark, dot.remark_right) for dot in dots] == [
        ("none in the reference", True),
        ("none in the focus", False),
    ]
    frame, (axes,) = make_frame(7.0, [1.0], dots, "articles")
    draw_dots(axes, dots, frame, (0.1, 10.0), "hits")
    written = {text.get_text(): text.get_ha() for text in axes.texts}
    assert written["none in the reference"] == "right" and written["none in the focus"] == "left"
