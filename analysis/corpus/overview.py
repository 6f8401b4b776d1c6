"""What a corpus holds, outlet by outlet."""

from __future__ import annotations

import polars as pl


def corpus_overview(articles: pl.DataFrame) -> pl.DataFrame:
    """Return a row per outlet, most articles first: articles, words, events, first and last time (UTC).

    Times are null where none is known; ``undated`` counts articles without one.

    >>> from analysis.corpus import read_article_text
    >>> corpus_overview(read_article_text("A title\\n\\nA short text.")[0]).columns
    ['outlet', 'articles', 'words', 'events', 'undated', 'first', 'last']
    """
    by_outlet = articles.group_by("outlet").agg(
        pl.len().cast(pl.Int64).alias("articles"),
        pl.col("n_words").sum().alias("words"),
        pl.col("event").drop_nulls().n_unique().cast(pl.Int64).alias("events"),
        pl.col("published").null_count().cast(pl.Int64).alias("undated"),
        pl.col("published").min().alias("first"),
        pl.col("published").max().alias("last"),
    )
    return by_outlet.sort("articles", "outlet", descending=[True, False])
