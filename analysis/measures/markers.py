"""Markers: hedges, boosters, attitude and necessity, per 1,000 words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.measures.per_article import per_article_rates

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

KIND = "markers"


def marker_rates(
    annotated: Annotated,
    voice: str | Sequence[str] = "own",
    part: str | Sequence[str] = "all",
    by: str = "category",
) -> pl.DataFrame:
    """Count the markers of the writer's (or a source's) attitude, and the words, in every article.

    The categories follow Hyland's model of metadiscourse (2005): hedges, boosters, attitude markers, and
    necessity beside them. Markers show how sure and how engaged a voice is, not for or against whom.

    Parameters
    ----------
    voice, part, by : as in ``per_article_rates``

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``, measure ``rate:markers``, in hits and words; for
        ``by_outlet``, ``contrast`` and ``part_gaps``

    Raises
    ------
    InputError
        an unknown voice, part or grouping; a corpus that was annotated without markers

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text("Talks\\n\\nPerhaps the harbour opens. It must open.")
    >>> rates = marker_rates(annotate(articles))
    >>> rates.filter(pl.col("numerator") > 0).select("category", "numerator", "denominator").rows()
    [('hedge', 1.0, 8.0), ('necessity', 1.0, 8.0)]
    """
    named = annotated.lexicons.filter(pl.col("kind") == KIND)["lexicon"]
    return per_article_rates(annotated, named[0] if len(named) else KIND, voice, part, by)
