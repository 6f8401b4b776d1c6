"""Titles that begin with the name of a series: "Talks latest: …" in half of an outlet's articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import polars as pl

from analysis.text import WORD

LEAST_TITLES, LEAST_SHARE = 20, 0.05
"""How many titles of an outlet, and which part of them, have to begin alike."""
MOST_WORDS = 6
_OPENING = re.compile(r"\s*(?P<words>[^:|]{2,60}?)\s*[:|]\s")

SERIES: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (pl.String(), "article whose title begins with the name of a series"),
    "outlet": (pl.String(), "its outlet"),
    "series": (pl.String(), "the words before the colon or bar"),
}
"""Articles that ``serial_titles`` finds."""


def serial_titles(articles: pl.DataFrame) -> pl.DataFrame:
    """Find the articles whose titles begin as many titles of their outlet do.

    Parameters
    ----------
    articles : columns article_id, outlet and title

    Returns
    -------
    DataFrame
        ``SERIES``. A series is up to ``MOST_WORDS`` words before a colon or bar that begin at least
        ``LEAST_TITLES`` titles of an outlet and ``LEAST_SHARE`` of them. A speaker who is named before a
        colon stands in fewer.

    Example
    -------
    >>> titles = ["Talks latest: day " + str(n) for n in range(20)] + ["Orr: no deal"]
    >>> table = pl.DataFrame({"article_id": [str(n) for n in range(21)], "outlet": "Sun", "title": titles})
    >>> serial_titles(table).select(pl.len(), pl.col("series").unique()).row(0)
    (20, 'Talks latest')
    """
    rows = articles.select("article_id", "outlet", "title").drop_nulls("title").rows()
    number = Counter(outlet for _, outlet, _ in rows)
    found = [(article, outlet, words) for article, outlet, title in rows if (words := _opening(title))]
    times = Counter((outlet, words) for _, outlet, words in found)
    kept = [row for row in found if times[row[1:]] >= max(LEAST_TITLES, LEAST_SHARE * number[row[1]])]
    return pl.DataFrame(kept, schema={name: dtype for name, (dtype, _) in SERIES.items()}, orient="row")


def _opening(title: str) -> str | None:
    found = _OPENING.match(title)
    return found["words"] if found and len(WORD.findall(found["words"])) <= MOST_WORDS else None
