"""The tables that measures give."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

PER_ARTICLE: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (_STRING, "key"),
    "outlet": (_STRING, "outlet of the article"),
    "event": (_STRING, "event of the article; null without one"),
    "measure": (_STRING, "name of the measure, such as rate:loaded_terms or valence"),
    "category": (_STRING, "category or term; 'all' for the whole lexicon"),
    "voice": (_STRING, "own, quoted, reported, attributed or all"),
    "part": (_STRING, "headline, standfirst, lead, body or all"),
    "numerator": (_FLOAT, "hits, or the sum of valence times words"),
    "denominator": (_FLOAT, "words of the same voice and part"),
}
"""One number per article: numerator / denominator. An article without such words is kept, with 0 and 0."""

BY_OUTLET: Mapping[str, tuple[pl.DataType, str]] = {
    "outlet": (_STRING, "outlet"),
    "measure": (_STRING, "name of the measure"),
    "category": (_STRING, "category or term; 'all' for the whole lexicon"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "hits": (_INT, "hits (rates only; null for valence)"),
    "words": (_INT, "words of the same voice and part"),
    "articles": (_INT, "articles of the outlet that have such words"),
    "articles_with": (_INT, "articles with at least one hit (rates only)"),
    "value": (_FLOAT, "hits per 1,000 words, or mean valence"),
    "low": (_FLOAT, "lower end of the interval; null where only described"),
    "high": (_FLOAT, "upper end of the interval; null where only described"),
}


def schema(table: Mapping[str, tuple[pl.DataType, str]]) -> dict[str, pl.DataType]:
    """Return column names and dtypes of a table description."""
    return {name: dtype for name, (dtype, _) in table.items()}
