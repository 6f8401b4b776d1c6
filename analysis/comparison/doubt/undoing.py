"""What would have had to be different for a finding not to hold: how many units of the focus carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from analysis.comparison.rows import Pair, clustered, contrast_rows
from analysis.comparison.tables import ALL_REFERENCES
from analysis.measures.cells import KEYS, Cells, Floats
from analysis.measures.counting import as_tuple
from analysis.measures.kinds import kind_of
from analysis.measures.tables import schema
from analysis.study import Inference

EXCESS: Mapping[str, tuple[pl.DataType, str]] = {
    "measure": (pl.String(), "name of the measure"),
    "category": (pl.String(), "category"),
    "voice": (pl.String(), "voice"),
    "part": (pl.String(), "part"),
    "unit": (pl.String(), "event of the focus's articles, or article_id where there is none"),
    "numerator": (pl.Float64(), "hits (or what else the measure sums) of the focus there"),
    "denominator": (pl.Float64(), "words, attributions, mentions, …"),
    "expected": (pl.Float64(), "what the reference's value would give there"),
    "excess": (pl.Float64(), "numerator less expected"),
}
LEAST_LEFT = 3
"""Fewer units give no interval worth the name."""


def undone_by(
    cells: Sequence[Cells],
    row: Mapping[str, Any],
    focus: Sequence[str],
    reference: Sequence[str],
    settings: Inference,
) -> dict[str, Any]:
    """Return how many units of the focus have to be left out until a finding's interval takes in 'alike'.

    A step-down after Broderick, Giordano and Meager (2020, "An Automatic Finite-Sample Robustness Metric"),
    by refitting rather than by influence: the units that say most for the finding go first, where what a unit
    says is its hits less those that the reference's rate would give its words.

    Parameters
    ----------
    cells : of all measures; one of them holds the row's
    row : a finding, of ``CONTRASTS``
    focus, reference : outlets of the two sides
    settings : of the interval. Its minimums do not hold here: what is left is smaller by design

    Returns
    -------
    dict
        ``undone_by``, ``undone_of`` (units of the focus that have a denominator) and ``undone_unit``. Where
        too few are left to give an interval before it takes in 'alike', that number counts
    """
    name = tuple(row[part] for part in KEYS)
    measured = next(c for c in cells if name in c.columns)
    single = replace(
        measured, columns=(name,), numerator=measured.numerator[:, [measured.columns.index(name)]]
    )
    ours = np.isin(np.array(single.outlets, dtype=str), list(focus))[single.outlet]
    # Several focus outlets may share an event: it is left out for all of them at once.
    units, of_unit = np.unique(single.unit[ours], return_inverse=True)
    order = units[np.argsort(-np.bincount(of_unit, _says(single, row)[ours]), kind="stable")]
    pair = Pair(tuple(focus), tuple(reference), ALL_REFERENCES)
    unit = "event" if clustered(single, (*focus, *reference)) else "article"
    small = replace(settings, min_articles=LEAST_LEFT, min_events=LEAST_LEFT, min_hits=1)
    keep = np.ones(len(single.words), dtype=bool)
    out = 0
    for gone in order:
        keep[ours & (single.unit == gone)] = False
        out += 1
        left = single.rows(keep)
        if not _holds(left, pair, row, small):
            break
    return {"undone_by": out, "undone_of": len(units), "undone_unit": unit}


def excess_by_unit(
    measures: pl.DataFrame, contrasts: pl.DataFrame, focus: str | Sequence[str]
) -> pl.DataFrame:
    """Return what each unit of the focus adds to each difference, so that one event cannot carry the whole.

    Parameters
    ----------
    measures : ``PER_ARTICLE``
    contrasts : rows of ``CONTRASTS``
    focus : outlets

    Returns
    -------
    DataFrame
        ``EXCESS``, the largest first; units without a denominator are left out

    Example
    -------
    >>> from analysis import framing_measures, framing_profile, open_study
    >>> ws = open_study()
    >>> made = framing_profile(framing_measures(ws.annotated, ws.focus, ws.references), ws.focus)
    >>> excess_by_unit(made.measures, made.contrasts.head(1), ws.focus).height
    10
    """
    keys = list(KEYS)
    rows = contrasts.filter(pl.col("focus_value").is_not_null()).select(*keys, "reference_value")
    per = pl.col("measure").map_elements(lambda measure: kind_of(measure).per, return_dtype=pl.Float64)
    sums = (
        measures.filter(pl.col("outlet").is_in(list(as_tuple(focus))) & (pl.col("denominator") > 0))
        .with_columns(unit=pl.coalesce("event", "article_id"))
        .group_by(*keys, "unit")
        .agg(pl.col("numerator").sum(), pl.col("denominator").sum())
    )
    expected = pl.col("reference_value").fill_null(0.0) / per * pl.col("denominator")
    return (
        rows.join(sums, on=keys, how="inner", maintain_order="left")
        .with_columns(expected=expected)
        .with_columns(excess=pl.col("numerator") - pl.col("expected"))
        .sort([*keys, "excess", "unit"], descending=[*[False] * len(keys), True, False])
        .select(pl.col(name).cast(dtype) for name, dtype in schema(EXCESS).items())
    )


def _says(single: Cells, row: Mapping[str, Any]) -> Floats:
    """Return what each cell says for the finding: its excess over the reference's value, with its sign."""
    kind = kind_of(str(row["measure"]))
    expected = float(row["reference_value"] or 0.0) / kind.per * single.words
    above = float(row["focus_value"]) > float(row["reference_value"] or 0.0)
    excess = single.numerator[:, 0] - expected
    return np.asarray(excess if above else -excess, dtype=np.float64)


def _holds(left: Cells, pair: Pair, row: Mapping[str, Any], settings: Inference) -> bool:
    """Whether the interval of what is left still leaves out 'alike'."""
    if not set(pair.focus) & set(left.outlets):
        return False
    found = contrast_rows(left, pair, settings, None)[0]
    alike = 1.0 if row["scale"] == "ratio" else 0.0
    low, high = found.get("low"), found.get("high")
    above = isinstance(low, float) and low > alike
    below = isinstance(high, float) and high < alike
    return above or below
