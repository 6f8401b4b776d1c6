"""Tables per article without the articles that copy another outlet's text."""

from __future__ import annotations

import polars as pl

from analysis.errors import InputError


def without_copies(per_article: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Leave out the articles that are copies of an earlier article of another outlet.

    Parameters
    ----------
    per_article : ``PER_ARTICLE``, or any table with article_id
    articles : the articles table, whose ``copy_of`` names the earlier article, or is null

    Returns
    -------
    DataFrame
        the other rows; the first article of each text stays

    Raises
    ------
    InputError
        articles without the column ``copy_of``

    Example
    -------
    >>> articles = pl.DataFrame({"article_id": ["a", "b"], "copy_of": [None, "a"]})
    >>> without_copies(pl.DataFrame({"article_id": ["a", "b"]}), articles)["article_id"].to_list()
    ['a']
    """
    if "copy_of" not in articles.columns:
        raise InputError(
            "copies", "the articles table", "no column 'copy_of'", "one", "use the articles of the study"
        )
    copies = articles.filter(pl.col("copy_of").is_not_null()).select("article_id")
    return per_article.join(copies, on="article_id", how="anti", maintain_order="left")
