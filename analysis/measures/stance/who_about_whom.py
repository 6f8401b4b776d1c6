"""Who says what about whom: sources by targets, with counts, scores and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.errors import InputError, did_you_mean
from analysis.measures.by_outlet import by_outlet
from analysis.measures.counting import SUM_DECIMALS, finish
from analysis.measures.stance.scores import MEASURE, read_again
from analysis.measures.stance.tables import OUTLET, WHO_ABOUT_WHOM, counts
from analysis.measures.tables import schema
from analysis.measures.voices.cited import OTHER

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

SOURCES, TARGETS = 6, 6
GROUPINGS = ("corpus", "outlet")
ALL = "all"
_PARTED = "\0"


def who_about_whom(
    annotated: Annotated,
    targets: Sequence[str] | str | None = None,
    *,
    by: str = "corpus",
    sources: int = SOURCES,
    most_targets: int = TARGETS,
    model: Any = "built-in",
    coreference: bool = True,
    mentions: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Count what the outlet itself and each quoted side say for and against each target.

    Parameters
    ----------
    targets, model, coreference : as in ``stance_mentions``
    by : ``corpus`` (all outlets together) or ``outlet``
    sources, most_targets : how many sides that are cited, and targets, have rows of their own: those with
        most mentions in the corpus; the rest, and sources of no known side, are 'other'
    mentions : what ``stance_mentions`` gave, so that it is not read again

    Returns
    -------
    DataFrame
        ``WHO_ABOUT_WHOM`` of ``measures.stance.tables``: the outlet first, then sides by their mentions,
        'other' last; the same for targets. Only cells with mentions. Intervals as in ``by_outlet``, by event
        or article. The way back is ``stance_passages``.

    Raises
    ------
    InputError
        an unknown target or grouping; tables without text

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> text = 'Talks\\n\\n"Russia is a brutal aggressor," the Ukrainian minister said.'
    >>> articles, _ = read_article_text(text)
    >>> who_about_whom(annotate(articles)).select("source", "target", "mentions").rows()
    [('the outlet', 'Ukraine', 1), ('Ukraine', 'Russia', 1)]
    """
    if by not in GROUPINGS:
        expected = f"one of {', '.join(GROUPINGS)}{did_you_mean(by, GROUPINGS)}"
        raise InputError("who about whom", "argument 'by'", f"'{by}'", expected, "correct the name")
    read = read_again(annotated, targets, mentions, model=model, coreference=coreference)
    articles = annotated.articles.select("article_id", "event", true_outlet="outlet")
    sided = with_sides(read, sources, most_targets).join(articles, on="article_id", how="left")
    sided = sided.with_columns(outlet=pl.lit(ALL) if by == "corpus" else pl.col("true_outlet"))
    keys = ["outlet", "source", "target"]
    cells = sided.group_by(keys).agg(
        *counts(),
        articles=pl.col("article_id").n_unique(),
        outlets=pl.col("true_outlet").n_unique(),
    )
    order = [_rank(sided, name).alias(f"{name}_rank") for name in ("source", "target")]
    return (
        cells.join(_intervals(sided), on=keys, how="left")
        .with_columns(order)
        .sort("outlet", "source_rank", "target_rank")
        .select(pl.col(name).cast(dtype) for name, dtype in schema(WHO_ABOUT_WHOM).items())
    )


def with_sides(read: pl.DataFrame, sources: int, targets: int) -> pl.DataFrame:
    """Return mentions whose ``source`` is the outlet or a side, and rare sides and targets are 'other'."""
    side = pl.when(pl.col("voice") == "own").then(pl.lit(OUTLET)).otherwise("source_side")
    named = read.with_columns(source=side)
    kept = {
        "source": [OUTLET, *_largest(named.filter(pl.col("voice") != "own"), "source", sources)],
        "target": _largest(named, "target", targets),
    }
    return named.with_columns(
        pl.when(pl.col(name).is_in(names)).then(name).otherwise(pl.lit(OTHER)).alias(name)
        for name, names in kept.items()
    )


def _largest(table: pl.DataFrame, column: str, most: int) -> list[str]:
    sizes = table.drop_nulls(column).group_by(column).len()
    return sizes.sort("len", column, descending=[True, False]).head(most)[column].to_list()


def _rank(sided: pl.DataFrame, column: str) -> pl.Expr:
    """The place of a source or target: the outlet first, then by mentions, 'other' last."""
    ordered = [name for name in _largest(sided, column, sided.height) if name not in (OUTLET, OTHER)]
    places = {name: place for place, name in enumerate([OUTLET, *ordered, OTHER])}
    return pl.col(column).replace_strict(places, return_dtype=pl.Int64)


def _intervals(sided: pl.DataFrame) -> pl.DataFrame:
    """Return score, low and high of each cell: a mean over mentions whose unit is the event or article."""
    cell = pl.concat_str("source", "target", separator=_PARTED)
    sums = sided.group_by("article_id", "outlet", "event", category=cell).agg(
        numerator=pl.col("score").sum().round(SUM_DECIMALS), denominator=pl.len().cast(pl.Float64)
    )
    fixed = {"measure": MEASURE, "voice": ALL, "part": ALL}
    table = by_outlet(finish(sums.with_columns(pl.lit(v).alias(k) for k, v in fixed.items())))
    parted = pl.col("category").str.split_exact(_PARTED, 1).struct.rename_fields(["source", "target"])
    return (
        table.with_columns(parted.alias("cell"))
        .unnest("cell")
        .select("outlet", "source", "target", "low", "high", score="value")
    )
