"""How much a contrast hangs on one article, event or outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from analysis.comparison.outlets import chosen_outlets
from analysis.errors import InputError, did_you_mean
from analysis.measures.cells import KEYS, unit_of
from analysis.measures.counting import as_tuple
from analysis.measures.kinds import kind_of

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()
UNITS = ("article", "event", "outlet")

LEAVE_ONE_OUT: Mapping[str, tuple[pl.DataType, str]] = {
    "measure": (_STRING, "name of the measure"),
    "category": (_STRING, "category or term"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "scale": (_STRING, "ratio (1 means alike) or difference (0 means alike)"),
    "estimate": (
        _FLOAT,
        "focus value / reference value, or their difference, with all; null where undefined",
    ),
    "left_out": (
        _STRING,
        "what was left out, one at a time: article, event (or article without one), outlet",
    ),
    "units": (_INT, "how many were left out in turn"),
    "undefined": (
        _INT,
        "of these, how many leave no estimate: no words on a side, or no hit in the reference",
    ),
    "lowest": (_FLOAT, "lowest estimate with one left out; null where none is defined"),
    "highest": (_FLOAT, "highest estimate with one left out"),
    "without_for_lowest": (_STRING, "what was left out for the lowest"),
    "without_for_highest": (_STRING, "what was left out for the highest"),
    "moves_most": (
        _STRING,
        "what moves the estimate most, first of all what leaves it undefined or 0; null where nothing does",
    ),
    "without_it": (_FLOAT, "the estimate without that one; null where undefined"),
    "turns": (_INT, "how many, left out, turn the direction or make both sides alike"),
    "reason": (_STRING, "why there is no range; null if there is"),
}


def leave_one_out(
    per_article: pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    unit: str = "article",
) -> pl.DataFrame:
    """Return the range of every estimate of ``contrast`` when any one article, event or outlet is left out.

    Parameters
    ----------
    per_article : ``PER_ARTICLE`` of ``measures.tables``
    focus, reference : outlets, as in ``contrast``
    unit : ``article``, ``event`` (an article without one is its own) or ``outlet`` (of a side with several)

    Returns
    -------
    DataFrame
        ``LEAVE_ONE_OUT``, a row per measure, category, voice and part. An outlet left without words is left
        out of the mean of its side.

    Raises
    ------
    InputError
        an unknown outlet or unit, an article with two outlets

    Note
    ----
    Computed from sums (an outlet's less the unit's), not by running the contrast again. A range says what one
    article can do; it is no interval.

    Example
    -------
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> hits = {"Herald": [1, 2, 9], "Sun": [2, 2, 2]}
    >>> made = [(f"{o} {i}", o, None, "rate:x", "all", "own", "all", h, 500)
    ...         for o in hits for i, h in enumerate(hits[o])]
    >>> rates = pl.DataFrame(made, schema=[*names, "numerator", "denominator"], orient="row")
    >>> leave_one_out(rates, "Herald").select("estimate", "lowest", "highest", "moves_most").row(0)
    (2.0, 0.75, 2.75, 'Herald 2')
    """
    if unit not in UNITS:
        expected = f"one of {', '.join(UNITS)}{did_you_mean(unit, UNITS)}"
        raise InputError("leave one out", "argument 'unit'", f"'{unit}'", expected, "correct the name")
    ours, theirs = chosen_outlets(per_article, as_tuple(focus), as_tuple(reference))
    used = per_article.filter(pl.col("outlet").is_in([*ours, *theirs]))
    cells, names = _cells(used, ours, unit)
    sides = _sides(cells)
    keys = used.select(KEYS).unique().sort(KEYS).with_row_index("key")
    scales = {name: kind_of(name).scale for name in keys["measure"].unique()}
    whole = keys.with_columns(scale=pl.col("measure").replace_strict(scales, return_dtype=pl.String))
    for side in ("focus", "reference"):
        values = sides.filter(side=side).select("key", (pl.col("total") / pl.col("outlets")).alias(side))
        whole = whole.join(values, on="key", how="left", maintain_order="left")
    whole = whole.with_columns(estimate=_estimate(), direction=(pl.col("focus") - pl.col("reference")).sign())
    without = _without(whole, cells, sides)
    if unit == "outlet":
        alone = [side[0] for side in (ours, theirs) if len(side) == 1]
        without = without.filter(
            ~pl.col("left").is_in(names.filter(pl.col("name").is_in(alone))["left"].to_list())
        )
    return _ranges(whole, without, names, unit)


def _cells(used: pl.DataFrame, ours: tuple[str, ...], unit: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return sums per key, outlet and unit (as numbers, which join fast), and the names of the units."""
    name = {"article": pl.col("article_id"), "outlet": pl.col("outlet")}
    event = pl.coalesce("event", "article " + pl.col("article_id"))
    articles = unit_of(used).with_row_index("article").with_columns(name=name.get(unit, event))
    names = articles.select("name").unique().sort("name").with_row_index("left")
    places = articles.join(names, on="name").select(
        "article_id",
        "article",
        "left",
        side=pl.when(pl.col("outlet").is_in(list(ours))).then(pl.lit("focus")).otherwise(pl.lit("reference")),
        place=pl.col("outlet").rank("dense"),
    )
    keys = used.select(KEYS).unique().sort(KEYS).with_row_index("key")
    cells = (
        used.filter(pl.col("denominator") > 0)
        .join(keys, on=list(KEYS))
        .join(places, on="article_id")
        .select("key", "place", "side", "left", "article", "numerator", "denominator")
        .sort("key", "place", "article")
        .group_by("key", "place", "side", "left", maintain_order=True)
        .agg(pl.col("numerator", "denominator").sum())
    )
    return cells, names


def _sides(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the sum of the outlets' values and their number, by side."""
    outlets = cells.group_by("key", "side", "place", maintain_order=True).agg(
        pl.col("numerator", "denominator").sum()
    )
    rate = pl.col("numerator") / pl.col("denominator")
    return outlets.group_by("key", "side", maintain_order=True).agg(
        total=rate.sum(), outlets=pl.len().cast(pl.Int64)
    )


def _estimate() -> pl.Expr:
    ratio = pl.when(pl.col("reference") > 0).then(pl.col("focus") / pl.col("reference"))
    return pl.when(pl.col("scale") == "ratio").then(ratio).otherwise(pl.col("focus") - pl.col("reference"))


def _without(whole: pl.DataFrame, cells: pl.DataFrame, sides: pl.DataFrame) -> pl.DataFrame:
    """Return both values and the estimate with each unit left out, a row per unit."""
    by_outlet = ["key", "place"]
    rest = [pl.col(name).sum().over(by_outlet) - pl.col(name) for name in ("numerator", "denominator")]
    before = pl.col("numerator").sum().over(by_outlet) / pl.col("denominator").sum().over(by_outlet)
    after = pl.when(rest[1] > 0).then(rest[0] / rest[1])
    changed = (
        cells.with_columns(change=after.fill_null(0.0) - before, lost=after.is_null())
        .group_by("key", "side", "left", maintain_order=True)
        .agg(pl.col("change").sum(), pl.col("lost").sum().cast(pl.Int64))
        .join(sides, on=["key", "side"])
    )
    mean = (pl.col("total") + pl.col("change")) / (pl.col("outlets") - pl.col("lost"))
    # Differences of sums leave some 1e-17 where nothing is left: no rate of a real text is as small as 1e-12.
    value = pl.when(pl.col("outlets") > pl.col("lost")).then(
        pl.when(mean.abs() > 1e-12).then(mean).otherwise(0.0)
    )
    changed = changed.select("key", "side", "left", value=value, touched=pl.lit(True))
    totals = whole.drop(KEYS).rename({"estimate": "estimate_all"})
    table = changed.select("key", "left").unique().join(totals, on="key")
    for side in ("focus", "reference"):
        own = changed.filter(side=side).drop("side")
        table = (
            table.join(own, on=["key", "left"], how="left")
            .with_columns(pl.when("touched").then("value").otherwise(side).alias(side))
            .drop("value", "touched")
        )
    return table.with_columns(estimate=_estimate())


def _ranges(whole: pl.DataFrame, without: pl.DataFrame, names: pl.DataFrame, unit: str) -> pl.DataFrame:
    """Return a row per measure, category, voice and part."""
    before, after = pl.col("estimate_all"), pl.col("estimate")
    is_ratio = pl.col("scale") == "ratio"
    gone = before.is_not_null() & (after.is_null() | (is_ratio & (after == 0) & (before > 0)))
    ratio = pl.when(after > 0).then((after / before).log().abs()).otherwise(0.0)
    moved = pl.when(is_ratio).then(ratio).otherwise((after - before).abs()).fill_null(0.0).fill_nan(0.0)
    turned = (pl.col("focus") - pl.col("reference")).sign() != pl.col("direction")
    ordered = without.with_columns(gone=gone, moved=moved, turned=turned.fill_null(False)).sort("left")
    lowest, highest = after.arg_min(), after.arg_max()
    most = ordered.filter(pl.col("gone") | (pl.col("moved") > 1e-9)).sort(
        "gone", "moved", "left", descending=[True, True, False]
    )
    ranges = ordered.group_by("key").agg(
        units=pl.len().cast(pl.Int64),
        undefined=after.is_null().sum().cast(pl.Int64),
        lowest=after.min(),
        highest=after.max(),
        without_for_lowest=pl.col("left").get(lowest),
        without_for_highest=pl.col("left").get(highest),
        turns=pl.col("turned").sum().cast(pl.Int64),
    )
    moves = most.group_by("key", maintain_order=True).agg(
        moves_most=pl.col("left").first(), without_it=after.first()
    )
    table = whole.join(ranges, on="key", how="left", maintain_order="left").join(
        moves, on="key", how="left", maintain_order="left"
    )
    named = ("without_for_lowest", "without_for_highest", "moves_most")
    number_of = dict(names.rows())
    table = table.with_columns(
        pl.col(named).replace_strict(number_of, return_dtype=pl.String),
        pl.col("units", "undefined", "turns").fill_null(0),
    )
    return table.with_columns(left_out=pl.lit(unit), reason=_reason(unit)).select(
        pl.col(name).cast(dtype) for name, (dtype, _) in LEAVE_ONE_OUT.items()
    )


def _reason(unit: str) -> pl.Expr:
    missing = [
        pl.when(pl.col(side).is_null()).then(pl.lit(f"no words of this voice and part in the {side}"))
        for side in ("focus", "reference")
    ]
    return pl.coalesce(
        *missing,
        pl.when(pl.col("estimate").is_null()).then(pl.lit("no hit in the reference, so no ratio")),
        pl.when(pl.col("units") == 0).then(pl.lit(f"there is no {unit} that could be left out")),
        pl.when(pl.col("lowest").is_null()).then(pl.lit(f"no estimate without any one {unit}")),
    )
