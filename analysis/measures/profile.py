"""The measures of the framing profile, one table: loaded terms in all and by category, and valence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from analysis.measures.per_article import per_article_rates, per_article_valence

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated


def per_article_profile(
    annotated: Annotated,
    voice: str | Sequence[str] = "own",
    part: str | Sequence[str] = "all",
    *,
    lexicon: str | None = None,
    valence: bool = True,
    exclude_terms: Collection[str] = (),
    exclude_origin_of: str | Collection[str] | None = None,
) -> pl.DataFrame:
    """Return the measures that notebook 08 compares, for every article.

    Parameters
    ----------
    voice, part, exclude_terms, exclude_origin_of : as in ``per_article_rates``
    lexicon : whose rates are counted, in all and by category
    valence : add the valence of words, with proper names masked

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``

    Raises
    ------
    InputError
        as in ``per_article_rates``

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> per_article_profile(annotate(articles))["measure"].unique().sort().to_list()
    ['rate:loaded_terms', 'valence']
    """
    rates = partial(
        per_article_rates,
        annotated,
        lexicon,
        voice,
        part,
        exclude_terms=exclude_terms,
        exclude_origin_of=exclude_origin_of,
    )
    tables = [rates("total"), rates("category")]
    if valence:
        tables.append(per_article_valence(annotated, voice, part))
    return pl.concat(tables)
