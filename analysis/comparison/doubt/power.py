"""How large a difference this corpus would have shown, so that "no difference" is not read as "alike"."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from analysis.comparison.doubt.detectable import LARGEST, limits, spread_of
from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.permutation import smallest_p
from analysis.comparison.rows import clustered, count_side, why_described
from analysis.comparison.sides import Sides, sides_of
from analysis.measures.cells import KEYS, Cells, Floats, cells_of
from analysis.measures.counting import as_tuple
from analysis.measures.kinds import Kind, kind_of
from analysis.measures.tables import schema
from analysis.study import Inference

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

POWER: Mapping[str, tuple[pl.DataType, str]] = {
    "measure": (_STRING, "name of the measure"),
    "category": (_STRING, "category or term"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "focus": (_STRING, "focus outlets, joined by ' + '"),
    "reference": (_STRING, "reference outlets, joined by ' + '"),
    "scale": (_STRING, "ratio (1 means alike) or difference (0 means alike)"),
    "unit": (_STRING, "article or event"),
    "value": (
        _FLOAT,
        "what both sides together have: hits per 1,000 words, share, number per article or mean valence",
    ),
    "power": (_FLOAT, "chance with which a difference of this size would have been shown"),
    "up": (
        _FLOAT,
        "smallest ratio above 1, or difference above 0, that one test alone would have shown; null if none",
    ),
    "down": (_FLOAT, "largest ratio below 1, or difference below 0, in the same way"),
    "family_up": (_FLOAT, "the same as up, if it were the only finding of its family"),
    "family_down": (_FLOAT, "the same as down, if it were the only finding of its family"),
    "family_size": (_INT, "tests in the family"),
    "reason": (_STRING, "why a limit is missing; null if none is"),
}


def smallest_ratio(
    per_article: pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    inference: Inference | None = None,
    family_size: int | None = None,
    power: float = 0.8,
) -> pl.DataFrame:
    """Return the smallest ratio or difference that ``contrast`` would have shown on a corpus like this one.

    Parameters
    ----------
    per_article : ``PER_ARTICLE`` of ``measures.tables``
    focus, reference : outlets, as in ``contrast``
    inference : level, resamples and minimums of the test
    family_size : tests that are corrected together; by default the rows that can be tested here
    power : chance of showing it

    Returns
    -------
    DataFrame
        ``POWER``: a row per measure, category, voice and part. Family limits hold at (1 - level) /
        family_size, which Benjamini and Hochberg's correction asks of a single finding (of several, less).

    Raises
    ------
    InputError
        as in ``contrast``

    Note
    ----
    A multiple of the standard error under the alternative (Bloom 1995; ``detectable``), on the scale of
    square roots of rates: there the variance of counts hardly grows with their mean. The spread between
    units is that of this corpus, pooled over both sides; that it is estimated only is allowed for (Julious
    and Owen 2006). In simulations (negative binomial counts, 15, 30 and 72 articles a side, 1, 4 and 10 hits
    per 1,000 words) ``contrast`` showed a difference of this size in a new corpus in 77 to 82 % of cases
    (median 79 %), as the only finding of a family of 12 in 70 to 83 % (median 77 %); with 10 articles against
    60 in 69 to 89 %. Where the limit below is near to no hit at all, and where single articles hold most of
    the hits, it may be as few as half.

    Example
    -------
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> made = [(f"{o}{i}", o, None, "rate:x", "all", "own", "all", i % 4, 900)
    ...         for o in ("Herald", "Sun") for i in range(20)]
    >>> rates = pl.DataFrame(made, schema=[*names, "numerator", "denominator"], orient="row")
    >>> smallest_ratio(rates, "Herald").select(pl.col("value", "up", "down").round(2)).rows()
    [(1.67, 1.9, 0.39)]
    """
    settings = inference or Inference()
    ours, theirs = chosen_outlets(per_article, as_tuple(focus), as_tuple(reference))
    used = per_article.filter(pl.col("outlet").is_in([*ours, *theirs]))
    groups = [(cells, _described(cells, ours, theirs, settings)) for cells in cells_of(used)]
    testable = sum(reason is None for _, rows in groups for reason in (row["reason"] for row in rows))
    size = max(testable if family_size is None else family_size, 1)
    for cells, rows in groups:
        sides = sides_of(cells, ours, theirs)
        if sides is not None and any(row["reason"] is None for row in rows):
            _fill(rows, sides, settings, size, power)
    fixed = {"focus": " + ".join(ours), "reference": " + ".join(theirs), "power": power, "family_size": size}
    rows = [row | fixed for _, group in groups for row in group]
    table = pl.DataFrame(rows, schema=schema(POWER), orient="row")
    return table.sort(*KEYS)


def _described(
    cells: Cells, ours: tuple[str, ...], theirs: tuple[str, ...], settings: Inference
) -> list[dict[str, object]]:
    """Return a row per measure with the reason why it could not be tested, if there is one."""
    unit = "event" if clustered(cells, (*ours, *theirs)) else "article"
    above, below = count_side(cells, ours), count_side(cells, theirs)
    reasons = why_described(cells.only((*ours, *theirs)), above, below, settings)
    return [
        dict(zip(KEYS, key, strict=True)) | {"scale": kind_of(key[0]).scale, "unit": unit, "reason": reason}
        for key, reason in zip(cells.columns, reasons, strict=True)
    ]


def _fill(
    rows: list[dict[str, object]], sides: Sides, settings: Inference, family_size: int, power: float
) -> None:
    """Write values and limits into the rows that can be tested."""
    spread = spread_of(sides)
    reach = smallest_p(sides, settings.resamples)
    level = 1.0 - settings.level
    ends: dict[str, Floats] = {}
    for prefix, asked in (("", level), ("family_", level / family_size)):
        up, down = limits(spread, asked, power)
        possible = reach <= asked * (1.0 + 1e-9)
        ends[f"{prefix}up"] = up if possible else np.full_like(up, np.nan)
        ends[f"{prefix}down"] = down if possible else np.full_like(down, np.nan)
    for column, row in enumerate(rows):
        kind = kind_of(str(row["measure"]))
        row["value"] = float(spread.base[column]) * kind.per
        if row["reason"] is not None:
            continue
        if not spread.total[column] > 0:
            row["reason"] = f"no variation between {row['unit']}s"
            continue
        for name, values in ends.items():
            row[name] = float(values[column]) if math.isfinite(values[column]) else None
        row["reason"] = _why_missing(row, kind, reach, level, family_size)


def _why_missing(
    row: Mapping[str, object], kind: Kind, reach: float, level: float, family_size: int
) -> str | None:
    if reach > level:
        return f"not tested: the smallest p that this design can reach is {reach:.2g}"
    if reach > level / family_size * (1.0 + 1e-9):
        return (
            f"the only finding among {family_size} tests needs a p of {level / family_size:.2g}, "
            f"and the smallest that this design can reach is {reach:.2g}"
        )
    reasons = []
    largest = f"no ratio up to {LARGEST:,.0f}" if kind.scale == "ratio" else "no difference up to the largest"
    none = (
        "not even the absence of any hit" if kind.scale == "ratio" else "no difference down to the smallest"
    )
    for name, what in (("up", largest), ("down", none)):
        if row.get(name) is None:
            reasons.append(f"{what} would have been shown this often")
        elif row.get(f"family_{name}") is None:
            reasons.append(f"as the only finding of its family {what} would have been shown this often")
    return "; ".join(reasons) or None
