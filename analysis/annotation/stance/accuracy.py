"""How often the reader was right at each confidence, on held-out sentences."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import polars as pl

from analysis.annotation.stance.model import Band, StanceModel, load_model

if TYPE_CHECKING:
    from polars._typing import SchemaDict

ACCURACY_SCHEMA: SchemaDict = {
    "data": pl.String,
    "confidence_from": pl.Float64,
    "confidence_to": pl.Float64,
    "readings": pl.UInt32,
    "right": pl.UInt32,
    "accuracy": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}
"""``accuracy`` is right / readings, with a 95 % Wilson interval; empty bands are left out."""
_Z = 1.959964


def stance_accuracy(model: StanceModel | None = None) -> pl.DataFrame:
    """Return how often readings were right in each band of confidence, on data the model had not seen.

    The figures stand in the model file, written when it was trained: NewsMTSC in five folds by article,
    where a reading is right if its polarity is the annotated one.

    Parameters
    ----------
    model : another model than the built-in one

    Raises
    ------
    InputError
        as ``StanceReader.load``

    Example
    -------
    >>> table = stance_accuracy()
    >>> table["accuracy"].is_between(0, 1).all()
    True
    """
    bands = (model or load_model()).bands
    return pl.DataFrame([_row(band) for band in bands if band.readings], schema=ACCURACY_SCHEMA, orient="row")


def _row(band: Band) -> tuple[str, float, float, int, int, float, float, float]:
    low, high = wilson(band.right, band.readings)
    return (
        band.data, band.low, band.high, band.readings, band.right, band.right / band.readings, low, high
    )  # fmt: skip


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return Wilson's (1927) 95 % interval of a share.

    >>> [round(x, 3) for x in wilson(8, 10)]
    [0.49, 0.943]
    """
    share = right / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z / (1 + _Z**2 / of) * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return max(0.0, middle - half), min(1.0, middle + half)
