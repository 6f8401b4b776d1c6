"""Stance for people: what is compared, what rows open to, sentences, the matrix, proposals."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from lxml import html as lxml_html

from analysis import annotate, contrast, describe, open_study, read_article_text, stance_accuracy
from analysis.measures.stance.shared_targets import shared_targets, told_apart
from analysis.measures.stance.tables import WHO_ABOUT_WHOM
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.presentation import TracedStance, headline_gaps, propose, trace_stance
from analysis.presentation.figures import stance_matrix
from analysis.presentation.figures.stance_matrix import AGAINST, FOR, LETTER, column_heads, tint
from analysis.presentation.questions.stance import REFERENCE
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.writing.wording import FORBIDDEN
from analysis.workspace import Workspace


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return open_study()


@pytest.fixture(scope="module")
def traced(sample: Workspace) -> TracedStance:
    return trace_stance(sample)


def scores(ours: float, theirs: float, mentions: int = 3, articles: int = 12) -> pl.DataFrame:
    rows = [
        (f"{o}{i:02}", o, None, "stance", "<Halmere>", "own", "all", mentions * (s + jitter), float(mentions))
        for o, s in (("Herald", ours), ("Sun", theirs))
        for i in range(articles)
        for jitter in [0.02 * (i % 3 - 1)]
    ]
    return pl.DataFrame(rows, schema=schema(PER_ARTICLE), orient="row")


def cells(*rows: tuple[str, str, str, int, float]) -> pl.DataFrame:
    made = [
        (outlet, source, target, n, 0, 0, n, 1, 1, score, None, None)
        for outlet, source, target, n, score in rows
    ]
    return pl.DataFrame(made, schema=schema(WHO_ABOUT_WHOM), orient="row")


def test_a_sentence_names_target_voice_mentions_and_difference() -> None:
    told = describe(contrast(scores(-0.5, -0.1), "Herald"))
    assert told.findings[0].startswith(
        "The 12 Herald articles in this corpus that mention <Halmere> in their own words have a mean stance "
        "of −0.50 toward <Halmere> (36 mentions), 0.40 less favourable than the −0.10 in the 12 reference "
        "articles that do so (36 mentions) (95 % interval of the difference"
    )
    assert "&lt;Halmere&gt;" in told.html()
    assert told.summary.startswith("The one tested contrast of the Herald articles in this corpus")
    alike = describe(contrast(scores(-0.1, -0.1), "Herald"))
    assert "no different from −0.10 in" in alike.undecided[0]


def test_columns_show_mentions(sample: Workspace) -> None:
    markup = table_html(contrast(scores(-0.5, -0.1), "Herald"))
    page = lxml_html.fromstring(markup.replace("\u00a0", " "))
    heads = page.xpath("//thead//th/text()")
    assert heads[0] == "Stance"
    assert "Mentions, focus : reference" in heads
    assert "36 : 36" in page.text_content()


def test_the_sample_is_traced_and_rows_open_to_both_directions(
    sample: Workspace, traced: TracedStance
) -> None:
    assert traced.chosen[0] == "Tarsovia"
    assert set(traced.contrasts["category"]) == set(traced.chosen)
    page = lxml_html.fromstring(table_html(traced.contrasts, None, sample, mentions=traced.mentions))
    sides = set(page.xpath("//details//p[@class='ww-side']/text()"))
    assert {"Tarsov Herald: unfavourable", "reference: unfavourable"} <= sides
    assert page.xpath("//details//mark/text()")
    closed = lxml_html.fromstring(table_html(traced.contrasts, None, sample))
    assert not closed.xpath("//details"), "without the mentions that were read nothing opens"


def test_the_matrix_parts_focus_and_reference(sample: Workspace, traced: TracedStance) -> None:
    matrix = traced.matrix
    assert matrix["outlet"].unique(maintain_order=True).to_list() == ["Tarsov Herald", REFERENCE]
    mentioned = traced.mentions.filter(pl.col("target").is_in(list(traced.chosen)))
    assert matrix["mentions"].sum() == mentioned.height
    page = lxml_html.fromstring(table_html(matrix, None, sample, mentions=traced.mentions))
    assert f"{REFERENCE}: unfavourable" in page.xpath("//details//p[@class='ww-side']/text()")


def test_the_figure_says_what_it_shows() -> None:
    drawing = stance_matrix(
        cells(
            ("Herald", "other", "Halmere", 9, 0.2),
            ("Herald", "the outlet", "Halmere", 9, -0.4),
            ("Herald", "the outlet", "Corvalle", 2, 0.9),
        )
    )
    assert "the outlet about Halmere −0.40 (9 mentions); other about Halmere +0.20" in drawing.alt
    assert "Corvalle" not in drawing.alt, "two mentions have no mean"
    assert stance_matrix(cells()).alt.startswith("Empty figure")


def test_colours_follow_the_sign() -> None:
    assert tint(0.0) == (1.0, 1.0, 1.0)
    assert tint(1.0) == FOR and tint(-1.0) == AGAINST


def test_accuracy_is_shown_with_its_data() -> None:
    page = lxml_html.fromstring(table_html(stance_accuracy())).text_content()
    assert "Measured on" in page and "Confidence" in page


def test_without_text_the_page_says_so(sample: Workspace) -> None:
    bare = replace(sample, annotated=sample.annotated.without_text())
    traced = trace_stance(bare)
    assert "without text" in str(traced)
    assert traced.contrasts.is_empty() and traced.matrix.is_empty()
    assert "without text" in str(propose(bare, "hegemony"))
    assert "stance" not in headline_gaps(bare)["measure"].to_list()


def test_one_countrys_actors_are_told_apart() -> None:
    articles, _ = read_article_text("Talks\n\nTrump met Obama and Pelosi. Russia kept away.")
    apart = told_apart(annotate(articles))
    assert apart is not None and {"Donald Trump", "Russia"} <= set(apart)
    articles, _ = read_article_text("Talks\n\nRussia met China. Germany and France kept away.")
    assert told_apart(annotate(articles)) is None


def test_few_mentions_are_not_compared(sample: Workspace, traced: TracedStance) -> None:
    sides = sample.focus, sample.references
    many = shared_targets(sample.annotated, traced.mentions, *sides, least=1, most=99)
    few = shared_targets(sample.annotated, traced.mentions, *sides, least=20, most=99)
    assert set(few) < set(many)
    assert str(trace_stance(sample, least=9999)).startswith("No actor is mentioned often enough")


def test_parts_have_stance(sample: Workspace) -> None:
    gaps = headline_gaps(sample)
    assert gaps.filter(pl.col("measure") == "stance")["category"].n_unique() == 3


def test_proposals_name_missing_seeds_and_open_to_passages(sample: Workspace) -> None:
    made = propose(sample, "cancer tumor, hegemony", min_count=3, limit=5)
    assert made.found == ("hegemony",)
    assert "Not in this corpus: “cancer tumor”." in str(made)
    page = lxml_html.fromstring(table_html(made.table, None, sample))
    assert page.xpath("//details//mark/text()")
    nothing = propose(sample, "cancer tumor")
    assert nothing.table.is_empty() and str(nothing).startswith("No seed stands in this corpus")


def test_no_sentence_judges(sample: Workspace, traced: TracedStance) -> None:
    assert not set(str(describe(traced.contrasts)).lower().split()) & set(FORBIDDEN)


def test_heads_of_many_targets_do_not_run_into_each_other() -> None:
    names = ["United States", "Donald Trump", "Republican Party", "Democratic Party"]
    for inches in (0.3, 0.5, 0.75, 0.95):
        heads, upright = column_heads(names, inches, 9.0)
        widest = max(len(line) for head in heads for line in head.split("\n"))
        assert upright or widest * LETTER * 9.0 / 72 <= inches
        assert [head.replace("\n", " ") for head in heads] == names
