"""Focus and reference as two rows: the mean of each side's outlets, with an interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.rows import count_side
from analysis.comparison.sides import Sides, side_share_limits, sides_of, variance
from analysis.measures.cells import KEYS, Cells, Floats, cells_of
from analysis.measures.counting import as_tuple
from analysis.measures.kinds import kind_of
from analysis.measures.ratios import CAUTIOUS, UNBIASED, is_ratio, is_share, t_quantile
from analysis.measures.tables import schema
from analysis.study import Inference

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

BY_SIDE: Mapping[str, tuple[pl.DataType, str]] = {
    "side": (_STRING, "focus or reference"),
    "outlets": (_INT, "outlets of the side that have such words, attributions or cues"),
    "measure": (_STRING, "name of the measure"),
    "category": (_STRING, "category or term"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "hits": (_INT, "hits; of a share, the words, attributions or cues of this kind; null for means"),
    "words": (_INT, "what the hits are out of: words, attributions or cues; of a number, articles"),
    "articles": (_INT, "articles with such words, attributions or cues"),
    "value": (_FLOAT, "hits per 1,000 words, share, number per article or mean valence: mean over outlets"),
    "low": (_FLOAT, "lower end of the interval; null where only described, or without a hit"),
    "high": (_FLOAT, "upper end of the interval; null where only described, or without a hit"),
}


def by_side(
    per_article: pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    inference: Inference | None = None,
) -> pl.DataFrame:
    """Return the value of each side for every measure, category, voice and part of a table.

    Parameters
    ----------
    per_article : ``PER_ARTICLE`` of ``measures.tables``
    focus, reference : outlets. No reference means every other outlet. Outlets of a side weigh equally
    inference : level, and the minimums below which a side gets no interval

    Returns
    -------
    DataFrame
        ``BY_SIDE``, focus before reference. Values are those of ``contrast`` (``focus_value`` and
        ``reference_value``); intervals are built as in ``by_outlet``, with articles or events as units. A
        rate without a hit on its side has no interval here.

    Raises
    ------
    InputError
        an outlet that is not in the table, or on both sides; an article twice in one measure

    Example
    -------
    >>> import polars as pl
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> articles = [(f"{o}{i}", o, None, "share:voice", "quoted", "all", "all", 40 + 20 * (i % 2), 100)
    ...             for o in ("Herald", "Sun") for i in range(20)]
    >>> shares = pl.DataFrame(articles, schema=[*names, "numerator", "denominator"], orient="row")
    >>> by_side(shares, "Herald").select("side", "value", pl.col("low").round(3)).rows()
    [('focus', 0.5, 0.451), ('reference', 0.5, 0.451)]
    """
    settings = inference or Inference()
    ours, theirs = chosen_outlets(per_article, as_tuple(focus), as_tuple(reference))
    used = per_article.filter(pl.col("outlet").is_in([*ours, *theirs]))
    rows = [row for cells in cells_of(used) for row in _rows(cells, ours, theirs, settings)]
    table = pl.DataFrame(rows, schema=schema(BY_SIDE), orient="row")
    return table.sort(*KEYS, "side")


def _rows(
    cells: Cells, ours: tuple[str, ...], theirs: tuple[str, ...], settings: Inference
) -> list[dict[str, object]]:
    both = sides_of(cells, ours, theirs)
    rows: list[dict[str, object]] = []
    for name, outlets in (("focus", ours), ("reference", theirs)):
        count = count_side(cells, outlets)
        clustered = count.articles > count.units or count.events > 0
        enough = count.articles >= settings.min_articles
        enough = enough and (not clustered or count.units >= settings.min_events)
        limits = _limits(both, name, settings.level) if both is not None and enough else None
        for column, key in enumerate(cells.columns):
            kind = kind_of(key[0])
            row: dict[str, object] = {"side": name, "outlets": count.outlets, "articles": count.articles}
            row |= dict(zip(KEYS, key, strict=True)) | {"words": round(count.words)}
            row["hits"] = round(float(count.hits[column])) if kind.counts else None
            row["value"] = None if count.value is None else float(count.value[column]) * kind.per
            for end, values in zip(("low", "high"), limits or (), strict=False):
                number = float(values[column]) * kind.per
                row[end] = number if math.isfinite(number) else None
            rows.append(row)
    return rows


def _limits(sides: Sides, name: str, level: float) -> tuple[Floats, Floats]:
    """Return the ends of the intervals of one side's values; NaN where a rate has no hit."""
    weights = sides.focus if name == "focus" else sides.reference
    value = np.asarray(weights @ sides.sums.rate)
    ratios, shares = is_ratio(sides.cells), is_share(sides.cells)
    power = np.where(ratios | shares, CAUTIOUS, UNBIASED)
    total, degrees = variance(sides, weights[:, None], power, skewed=ratios)
    half = t_quantile(level, degrees) * np.sqrt(total)
    some = value > 0
    factor = np.exp(np.divide(half, value, out=np.full_like(half, np.nan), where=some).clip(max=50.0))
    low, high = np.where(ratios, value / factor, value - half), np.where(ratios, value * factor, value + half)
    share_low, share_high = side_share_limits(sides, weights, half, level)
    return np.where(shares, share_low, low), np.where(shares, share_high, high)
