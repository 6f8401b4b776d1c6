"""An article among the reference articles: from the corpus, and from outside."""

from __future__ import annotations

import polars as pl
import pytest

from analysis import annotate, open_study, read_article_text
from analysis.presentation import chosen_article, standing
from analysis.presentation.standing_rows import ITSELF
from analysis.presentation.table_kinds import table_html
from analysis.workspace import Workspace


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return open_study()


def test_the_chosen_article_is_ranked_inside_its_event(sample: Workspace) -> None:
    table = standing(sample, *chosen_article(sample))
    row = table.row(
        by_predicate=pl.col("measure").str.starts_with("rate:") & (pl.col("category") == "all"), named=True
    )
    assert row["among"] == "articles on the same event"
    assert 1 <= row["rank"] <= row["rank_of"] == row["reference_articles"] + 1
    assert row["without_article_low"] <= row["reference_value"] <= row["without_article_high"]
    assert not {"p", "q"} & set(table.columns)


def test_an_article_from_outside_is_ranked_among_all_even_under_the_name_of_a_reference(
    sample: Workspace,
) -> None:
    articles, _ = read_article_text(
        "A headline\n\nThe regime and its puppets fell on Monday. Rain fell, too."
    )
    tables = annotate(articles.with_columns(outlet=pl.lit(sample.references[0])))
    table = standing(sample, tables, articles["article_id"][0])
    row = table.filter(category="all").row(0, named=True)
    assert (row["outlet"], row["among"]) == (ITSELF, "all articles")
    assert row["hits"] >= 1
    assert row["rank"] <= 3, "two loaded terms in a dozen words are a high rate"
    assert "Rank (1 is highest)" in table_html(table)


def test_a_category_that_nobody_uses_is_left_out(sample: Workspace) -> None:
    table = standing(sample, *chosen_article(sample))
    of = table.filter(pl.col("category") != "all")
    assert of.height
    assert of.filter(hits=0).filter(pl.col("reference_with_none") == pl.col("reference_articles")).is_empty()


def test_an_article_without_a_hit_shares_its_rank_with_the_others_that_have_none(sample: Workspace) -> None:
    articles, _ = read_article_text("A headline\n\nRain fell on Monday in the town.")
    table = standing(sample, annotate(articles), articles["article_id"][0])
    row = table.filter((pl.col("hits") == 0) & (pl.col("reference_with_none") > 0)).row(0, named=True)
    with_none, of = row["reference_with_none"], row["reference_articles"]
    assert 0 < with_none < of
    assert f">none, as in {with_none} of {of} others<" in table_html(table)
