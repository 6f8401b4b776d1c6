"""Rates and valence per outlet, with counts and an interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.measures.cells import Cells, Floats, cells_of
from analysis.measures.kinds import counted, kind_of
from analysis.measures.per_article import per_article_rates, per_article_valence
from analysis.measures.ratios import (
    CAUTIOUS,
    UNBIASED,
    OutletSums,
    design_effect,
    effective_trials,
    is_ratio,
    is_share,
    outlet_degrees_of_freedom,
    outlet_sums,
    overdispersion,
    residuals,
    share_limits,
    skewed_degrees_of_freedom,
    t_quantile,
    zero_limit,
)
from analysis.measures.tables import BY_OUTLET, schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

KEYS = ("measure", "category", "voice", "part")


def term_rates(
    annotated: Annotated,
    *,
    lexicon: str | None = None,
    voice: str | Sequence[str] = "own",
    part: str | Sequence[str] = "all",
    by: str = "category",
    level: float = 0.95,
    min_articles: int = 8,
    min_events: int = 10,
) -> pl.DataFrame:
    """Return hits per 1,000 words of the same voice and part, per outlet, with an interval.

    Parameters
    ----------
    lexicon, voice, part, by : as in ``per_article_rates``
    level : of the interval
    min_articles, min_events : outlets with fewer articles with such words (or, where an outlet has several
        articles on one event, fewer events) get no interval

    Returns
    -------
    DataFrame
        ``BY_OUTLET`` of ``measures.tables``. The interval is Student's t on the log scale with linearised
        variance; the unit is the event where several articles share one, else the article. Without hits,
        ``low`` is 0 and ``high`` an upper bound (see ``measures.ratios.zero_limit``).

    Raises
    ------
    InputError
        an unknown lexicon, voice, part or grouping

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> annotated = annotate(articles)
    >>> term_rates(annotated, voice="all", by="term").select("category", "hits", "words", "value").rows()
    [('plague', 1, 10, 100.0), ('regime', 1, 10, 100.0)]
    """
    rates = per_article_rates(annotated, lexicon, voice, part, by)
    return by_outlet(rates, level=level, min_articles=min_articles, min_events=min_events)


def valence_by_outlet(
    annotated: Annotated,
    *,
    voice: str | Sequence[str] = "own",
    part: str | Sequence[str] = "all",
    masked: bool = True,
    level: float = 0.95,
    min_articles: int = 8,
    min_events: int = 10,
) -> pl.DataFrame:
    """Return the mean over words of the valence of their span, per outlet, with an interval.

    Parameters
    ----------
    voice, part, masked : as in ``per_article_valence``
    level, min_articles, min_events : as in ``term_rates``

    Returns
    -------
    DataFrame
        ``BY_OUTLET`` of ``measures.tables``; values from -1 to 1; ``hits`` and ``articles_with`` are null

    Raises
    ------
    InputError
        an unknown voice or part

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> annotated = annotate(articles)
    >>> valence_by_outlet(annotated, voice=["own", "attributed"]).select("voice", "words").rows()
    [('attributed', 5), ('own', 5)]
    """
    valence = per_article_valence(annotated, voice, part, masked)
    return by_outlet(valence, level=level, min_articles=min_articles, min_events=min_events)


def by_outlet(
    per_article: pl.DataFrame, *, level: float = 0.95, min_articles: int = 8, min_events: int = 10
) -> pl.DataFrame:
    """Sum a ``PER_ARTICLE`` table to a ``BY_OUTLET`` table (see ``term_rates``).

    The value is a ratio of sums, and its interval Student's t with linearised variance: on the log scale for
    rates and numbers per article, on the logit scale for shares (``measures.ratios.share_limits``), plain for
    scores.
    """
    is_counted = counted()
    has_words = pl.col("denominator") > 0
    counts = per_article.group_by("outlet", *KEYS).agg(
        hits=pl.when(is_counted.first()).then(pl.col("numerator").sum()),
        words=pl.col("denominator").sum(),
        articles=has_words.sum(),
        articles_with=pl.when(is_counted.first()).then((pl.col("numerator") > 0).sum()),
    )
    intervals = [
        _intervals(cells, level, min_articles, min_events) for cells in cells_of(per_article) if cells.outlets
    ]
    if not intervals:
        empty = {name: pl.Float64() for name in ("value", "low", "high")}
        table = counts.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in empty.items())
    else:
        table = counts.join(pl.concat(intervals), on=["outlet", *KEYS], how="left")
    columns = schema(BY_OUTLET)
    return table.select(pl.col(name).cast(dtype) for name, dtype in columns.items()).sort(*KEYS, "outlet")


def _intervals(cells: Cells, level: float, min_articles: int, min_events: int) -> pl.DataFrame:
    """Return value, low and high per outlet and measure."""
    sums = outlet_sums(cells)
    ratios, shares = is_ratio(cells), is_share(cells)
    added = residuals(cells, sums, np.where(ratios | shares, CAUTIOUS, UNBIASED))
    degrees = outlet_degrees_of_freedom(cells, sums)[:, None]
    degrees = np.where(ratios, skewed_degrees_of_freedom(added, cells.starts, degrees), degrees)
    half = t_quantile(level, degrees) * np.sqrt(np.add.reduceat(added**2, cells.starts, axis=0))
    low, high = _on_log_scale(cells, sums, half, level)
    low, high = np.where(ratios, low, sums.rate - half), np.where(ratios, high, sums.rate + half)
    if shares.any():
        rate = np.where(shares, sums.rate, 0.5)
        part = cells.words / sums.words[cells.outlet]
        units = 1.0 / np.add.reduceat(part**2, cells.starts)
        effect = np.where(shares, design_effect(cells, sums), 1.0)
        trials = effective_trials(sums.words[:, None], units[:, None], effect)
        inside = share_limits(rate, half, trials, level)
        low, high = np.where(shares, inside[0], low), np.where(shares, inside[1], high)
    scale = np.array([kind_of(measure).per for measure, *_ in cells.columns])
    enough = np.array(_enough(cells, min_articles, min_events))[:, None]
    # Outlets change fastest in the rows below, so the matrices are laid out column by column.
    values = {
        "value": sums.rate * scale,
        "low": np.where(enough, low * scale, np.nan),
        "high": np.where(enough, high * scale, np.nan),
    }
    keys = pl.DataFrame(cells.columns, schema={name: pl.String() for name in KEYS}, orient="row")
    outlets = pl.DataFrame({"outlet": cells.outlets}, schema={"outlet": pl.String()})
    return keys.join(outlets, how="cross").with_columns(
        pl.Series(name, matrix.T.ravel()).fill_nan(None) for name, matrix in values.items()
    )


def _on_log_scale(cells: Cells, sums: OutletSums, half: Floats, level: float) -> tuple[Floats, Floats]:
    some = sums.rate > 0
    factor = np.exp(np.divide(half, sums.rate, out=np.zeros_like(half), where=some).clip(max=50))
    bound = zero_limit(overdispersion(cells, sums), level) / sums.words[:, None]
    return np.where(some, sums.rate / factor, 0.0), np.where(some, sums.rate * factor, bound)


def _enough(cells: Cells, min_articles: int, min_events: int) -> list[bool]:
    articles = np.add.reduceat(cells.articles, cells.starts)
    clustered = articles > cells.sizes
    return [
        bool(a >= min_articles and (n >= min_events or not c))
        for a, n, c in zip(articles, cells.sizes, clustered, strict=True)
    ]
