"""Where one article stands among the reference articles."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from analysis.comparison.tables import ALL_REFERENCES
from analysis.measures.cells import KEYS


def with_article_ranks(
    contrasts: pl.DataFrame, per_article: pl.DataFrame, focus: Collection[str]
) -> pl.DataFrame:
    """Give the rows of a focus that is one article its rank among itself and the reference articles.

    Reference articles are those with words of the voice and part; those of the same event, where there are
    any. 1 is the highest value; equal values share the better rank.
    """
    values = per_article.filter(pl.col("denominator") > 0).with_columns(
        value=pl.col("numerator") / pl.col("denominator")
    )
    ours = values.filter(pl.col("outlet").is_in(list(focus))).select(
        *KEYS, focus_article_value="value", focus_event="event"
    )
    others = values.filter(~pl.col("outlet").is_in(list(focus))).join(ours, on=list(KEYS))
    same = (pl.col("event") == pl.col("focus_event")).fill_null(False)
    has_same = others.group_by(KEYS).agg(same_event=same.any())
    ranks = (
        others.join(has_same, on=list(KEYS))
        .filter(same | ~pl.col("same_event"))
        .group_by(KEYS)
        .agg(
            article_rank=(pl.col("value") > pl.col("focus_article_value") + 1e-15).sum().cast(pl.Int64) + 1,
            article_rank_of=pl.len().cast(pl.Int64) + 1,
            same_event=pl.col("same_event").first(),
        )
    )
    main = pl.col("reference") == ALL_REFERENCES
    among = (
        pl.when(pl.col("same_event"))
        .then(pl.lit("ranked among the articles of the same event"))
        .otherwise(pl.lit("ranked among all articles"))
    )
    return (
        contrasts.join(ranks, on=list(KEYS), how="left")
        .with_columns(
            rank=pl.when(main).then(pl.col("article_rank")),
            rank_of=pl.when(main).then(pl.col("article_rank_of")),
            reason=pl.when(main & pl.col("article_rank").is_not_null())
            .then(pl.concat_str(pl.lit("one article does not speak for an outlet; "), among))
            .otherwise(pl.col("reason")),
        )
        .drop("article_rank", "article_rank_of", "same_event")
    )
