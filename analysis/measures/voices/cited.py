"""Attributions as measures count them: whom the outlet lets speak, how much, for which side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

TYPES = (
    "person",
    "role",
    "organisation",
    "state or government",
    "media",
    "document",
    "unnamed",
    "unknown",
)
NAMED_TYPES = ("person", "organisation", "state or government", "media")
WEIGHTS = ("attributions", "words")
OTHER = "other"
_READ = (
    *("article_id", "attribution", "parent", "source_id", "source_type", "source_actor", "cue_class"),
    *("source_start", "cue_start"),
)


def cited(annotated: Annotated, weight: str = "attributions", nested: bool = False) -> pl.DataFrame:
    """Return the attributions that count, with what is known of their source.

    Parameters
    ----------
    weight : ``attributions`` (each counts 1; a quotation that its cue breaks in two counts once) or ``words``
        (each counts the words of its content)
    nested : whether sources that a source cites count, too. Without them the words inside count for the
        source that the outlet itself cites

    Returns
    -------
    DataFrame
        article_id, attribution, source_id, source_type ('unknown' where null), named, side ('other' where
        none), cue_class, weight; in the order of the articles

    Raises
    ------
    InputError
        an unknown weight
    """
    if weight not in WEIGHTS:
        expected = f"one of {', '.join(WEIGHTS)}{did_you_mean(weight, WEIGHTS)}"
        raise InputError("measure", "argument 'weight'", f"'{weight}'", expected, "correct the name")
    table = annotated.table("attributions", *_READ).sort("article_id", "attribution")
    if weight == "words":
        table = table.join(_words(annotated, nested), on=["article_id", "attribution"], how="left")
        table = table.with_columns(weight=pl.col("weight").fill_null(0.0))
    else:
        table = table.with_columns(weight=pl.lit(1.0))
    kept = table if nested else table.filter(pl.col("parent").is_null())
    if weight == "attributions":
        kept = _broken_once(kept)
    sides = dict(annotated.entries.select("category", "side").drop_nulls().unique().rows())
    return kept.sort("article_id", "attribution").select(
        "article_id",
        "attribution",
        "source_id",
        pl.col("source_type").fill_null("unknown"),
        (pl.col("source_type").is_in(NAMED_TYPES).fill_null(False) & pl.col("source_id").is_not_null()).alias(
            "named"
        ),
        pl.col("source_actor").replace(sides).fill_null(OTHER).alias("side"),
        "cue_class",
        "weight",
    )


def weights_by(table: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Sum ``weight`` over the rows that agree in ``keys``."""
    return table.group_by(keys, maintain_order=True).agg(pl.col("weight").sum())


def largest_sides(table: pl.DataFrame, most: int) -> list[str]:
    """Return the sides with the largest weight in the corpus, then 'other'."""
    weights = table.filter(pl.col("side") != OTHER).group_by("side").agg(pl.col("weight").sum())
    return [*weights.sort("weight", "side", descending=[True, False]).head(most)["side"], OTHER]


def lumped(sides: Sequence[str]) -> pl.Expr:
    """Return the side, or 'other' where it is none of these."""
    return pl.when(pl.col("side").is_in(list(sides))).then("side").otherwise(pl.lit(OTHER))


def _broken_once(table: pl.DataFrame) -> pl.DataFrame:
    """Keep one of the attributions that share a cue and a source: "…," she said, "…"."""
    with_cue = table.filter(pl.col("cue_start").is_not_null())
    once = with_cue.unique(["article_id", "cue_start", "source_start"], keep="first", maintain_order=True)
    return pl.concat([once, table.filter(pl.col("cue_start").is_null())])


def _words(annotated: Annotated, nested: bool) -> pl.DataFrame:
    """Sum the words of each attribution; without nested ones, also those of the sources that it cites."""
    keys = ["article_id", "attribution"]
    weight = pl.col("n_words").cast(pl.Float64).alias("weight")
    words = annotated.table("spans", *keys, weight, where=pl.col("attribution").is_not_null())
    if not nested:
        parents = annotated.table("attributions", *keys, "parent", where=pl.col("parent").is_not_null())
        for _ in range(parents.height):
            inner = words.join(parents, on=keys, how="left")
            if inner["parent"].null_count() == inner.height:
                break
            outer = pl.coalesce("parent", "attribution").alias("attribution")
            words = inner.select("article_id", outer, "weight")
    return words.group_by(keys).agg(pl.col("weight").sum())
