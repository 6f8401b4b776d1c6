"""An article among the reference articles: from the corpus, and from outside."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from analysis import annotate, open_study, read_article_text
from analysis.presentation import chosen_article, standing
from analysis.presentation.article.page import article_page
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.tables.standing import ITSELF
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
    assert f">none, as in {with_none} of {of} others<" in table_html(table).replace("\u00a0", " ")


def test_of_articles_with_the_middling_rate_the_longest_is_chosen(tmp_path: Path) -> None:
    """Most headlines hold no loaded term: which of them is shown must not hang on an id."""
    titles = ["Rain fell", "Rain fell on the harbour town of Halmere again", "Fog came", "The regime fell"]
    rows = [{"outlet": "The Sun", "title": title} for title in titles] + [
        {"outlet": "Herald", "title": "Snow"}
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    workspace = open_study(file, focus=["The Sun"])
    tables, article = chosen_article(workspace)
    assert tables.articles.filter(article_id=article)["title"][0] == titles[1]
    page = article_page(tables, article, reference=tables)
    assert "Of 4 other articles, 3 have none in the outlet&#x27;s own words either." in page
    assert "in the same place" not in page
