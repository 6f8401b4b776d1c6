"""Where one article stands among the reference articles."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from analysis.comparison.tables import ALL_REFERENCES
from analysis.measures.cells import KEYS

ONE_ARTICLE = "one article does not speak for an outlet"
"""What the reason of a row begins with whose ranks are those of articles, not of outlets."""


def with_article_ranks(
    contrasts: pl.DataFrame, per_article: pl.DataFrame, focus: Collection[str]
) -> pl.DataFrame:
    """Give the rows of a focus that is one article its rank among itself and the reference articles.

    Reference articles are those with words of the voice and part; those of the same event, where there are
    any. 1 is the highest value; equal values share the better rank.
    """
    in_focus = pl.col("outlet").is_in(list(focus))
    ranks = article_ranks(ranked_among(per_article.filter(in_focus), per_article.filter(~in_focus)))
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
            .then(pl.concat_str(pl.lit(f"{ONE_ARTICLE}; "), among))
            .otherwise(pl.col("reason")),
        )
        .drop("article_rank", "article_rank_of", "same_event")
    )


def ranked_among(article: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the articles that one article is ranked among.

    Those with words of the voice and part; those of the article's event, where there are any (``same_event``
    is then true). ``value`` and ``article_value`` are numerator over denominator.

    Parameters
    ----------
    article, others : rows of ``PER_ARTICLE`` of the one article, and of the reference articles
    """
    value = pl.col("numerator") / pl.col("denominator")
    used = pl.col("denominator") > 0
    ours = article.filter(used).select(*KEYS, article_value=value, article_event="event")
    beside = others.filter(used).with_columns(value=value).join(ours, on=list(KEYS))
    same = (pl.col("event") == pl.col("article_event")).fill_null(False)
    return beside.with_columns(same_event=same.any().over(KEYS)).filter(same | ~pl.col("same_event"))


def article_ranks(among: pl.DataFrame) -> pl.DataFrame:
    """Return, per measure, the article's rank among itself and the rows of ``ranked_among``.

    1 is the highest value; equal values share the better rank.
    """
    higher = pl.col("value") > pl.col("article_value") + 1e-15
    return among.group_by(KEYS).agg(
        article_rank=higher.sum().cast(pl.Int64) + 1,
        article_rank_of=pl.len().cast(pl.Int64) + 1,
        same_event=pl.col("same_event").first(),
    )
