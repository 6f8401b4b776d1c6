"""Corrections for many tests, and the findings that survive them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from analysis.comparison.tables import schema
from analysis.measures.cells import Floats


def benjamini_hochberg(p: Sequence[float] | Floats) -> Floats:
    """Return q-values: p corrected for the number of tests (Benjamini and Hochberg 1995).

    >>> benjamini_hochberg([0.01, 0.02, 0.9]).round(3).tolist()
    [0.03, 0.03, 0.9]
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values)
    scaled = values[order] * len(values) / np.arange(1, len(values) + 1)
    q = np.empty_like(values)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1.0)
    # Rounding must not make a corrected p smaller than the p itself.
    return np.maximum(q, values)


def correct_family(*contrasts: pl.DataFrame, family: str) -> pl.DataFrame:
    """Correct the tested rows of several contrasts tables as one family.

    Parameters
    ----------
    contrasts : tables of ``contrast``; rows without a p-value stay as they are
    family : name of the family

    Returns
    -------
    DataFrame
        the rows of all tables, with ``q``, ``family`` and ``family_size`` anew

    Example
    -------
    >>> import polars as pl
    >>> from analysis.comparison.tables import schema
    >>> made = pl.DataFrame({"p": [0.03, None], "scale": ["ratio"] * 2, "low": [1.2, None]})
    >>> empty = [pl.lit(None, dtype).alias(c) for c, dtype in schema().items() if c not in made.columns]
    >>> table = made.with_columns(empty)
    >>> correct_family(table, table, family="08 framing").select("p", "q", "family_size").rows()
    [(0.03, 0.03, 2), (None, None, None), (0.03, 0.03, 2), (None, None, None)]
    """
    columns = schema()
    return with_q(pl.concat([table.select(list(columns)) for table in contrasts]), family)


def with_q(table: pl.DataFrame, family: str) -> pl.DataFrame:
    """Fill in ``q``, ``family`` and ``family_size`` of the rows with a p-value.

    >>> with_q(pl.DataFrame({"p": [0.04, None, 0.01]}), "a page").rows()
    [(0.04, 0.04, 'a page', 2), (None, None, None, None), (0.01, 0.02, 'a page', 2)]
    """
    tested = table["p"].is_not_null()
    q: list[float | None] = [None] * table.height
    values = benjamini_hochberg(table["p"].drop_nulls().to_numpy())
    for row, value in zip(tested.arg_true(), values, strict=True):
        q[row] = float(value)
    return table.with_columns(
        q=pl.Series(q, dtype=pl.Float64),
        family=pl.when(tested).then(pl.lit(family)),
        family_size=pl.when(tested).then(pl.lit(int(tested.sum()), dtype=pl.Int64)),
    )


def findings(contrasts: pl.DataFrame, level: float = 0.95) -> pl.DataFrame:
    """Return the rows that chance alone would rarely give: q at most 1 - level, interval without 'alike'.

    'Alike' is a ratio of 1 or a difference of 0. Where a side has no hit, the one-sided bound must leave
    it out. Sorted by q, then ratios by size (zero cells first), then differences.

    Parameters
    ----------
    contrasts : a table of ``contrast`` or ``keyness``
    level : of the intervals in the table

    Example
    -------
    >>> import polars as pl
    >>> from analysis.comparison.tables import schema
    >>> made = pl.DataFrame({"p": [0.03, None], "scale": ["ratio"] * 2, "low": [1.2, None]})
    >>> empty = [pl.lit(None, dtype).alias(c) for c, dtype in schema().items() if c not in made.columns]
    >>> table = made.with_columns(empty)
    >>> findings(correct_family(table, family="08 framing")).select("q", "low").rows()
    [(0.03, 1.2)]
    """
    alike = pl.when(pl.col("scale") == "ratio").then(1.0).otherwise(0.0)
    apart = (pl.col("low") > alike).fill_null(False) | (pl.col("high") < alike).fill_null(False)
    size = (
        pl.when(pl.col("scale") == "ratio")
        .then(pl.col("estimate").log().abs().fill_null(float("inf")))
        .otherwise(0.0)
    )
    names = [name for name in ("measure", "category", "term") if name in contrasts.columns]
    return (
        contrasts.filter((pl.col("q") <= 1.0 - level + 1e-12) & apart)
        .with_columns(size=size)
        .sort("q", "size", *names, descending=[False, True, *[False] * len(names)])
        .drop("size")
    )
