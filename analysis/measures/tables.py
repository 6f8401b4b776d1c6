"""The tables that measures give."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

PER_ARTICLE: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (_STRING, "key"),
    "outlet": (_STRING, "outlet of the article"),
    "event": (_STRING, "event of the article; null without one"),
    "measure": (_STRING, "name, such as rate:loaded_terms, share:voice, number:sources or valence"),
    "category": (_STRING, "category or term, voice, type of source, …; 'all' where there is one only"),
    "voice": (_STRING, "own, quoted, reported, attributed or all"),
    "part": (_STRING, "headline, standfirst, lead, body or all"),
    "numerator": (
        _FLOAT,
        "hits, the words or attributions of a share, sources, valence times words, or summed stance",
    ),
    "denominator": (
        _FLOAT,
        "words of the same voice and part; attributions or cues of a share; mentions; 1 per article",
    ),
}
"""One number per article: numerator / denominator. An article without such words is kept, with 0 and 0.

What a measure's numbers count and how they compare is in ``measures.kinds``.
"""

BY_OUTLET: Mapping[str, tuple[pl.DataType, str]] = {
    "outlet": (_STRING, "outlet"),
    "measure": (_STRING, "name of the measure"),
    "category": (_STRING, "category or term, voice, type of source, …; 'all' where there is one only"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "hits": (_INT, "hits; of a share, the words, attributions or cues of this kind; null for means"),
    "words": (
        _INT,
        "words of the same voice and part; of a share, attributions or cues; of a number, articles",
    ),
    "articles": (_INT, "articles of the outlet that have such words, attributions or cues"),
    "articles_with": (_INT, "articles with at least one hit; null for means"),
    "value": (_FLOAT, "hits per 1,000 words, share (0 to 1), number per article, or mean valence"),
    "low": (_FLOAT, "lower end of the interval; null where only described"),
    "high": (_FLOAT, "upper end of the interval; null where only described"),
}


def schema(table: Mapping[str, tuple[pl.DataType, str]]) -> dict[str, pl.DataType]:
    """Return column names and dtypes of a table description."""
    return {name: dtype for name, (dtype, _) in table.items()}
