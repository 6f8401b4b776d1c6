"""The words that an outlet classifier weighs, and those that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.comparison.classifier.design import Design
from analysis.comparison.classifier.linear import Fold, word_weights
from analysis.measures.cells import Ints
from analysis.measures.kinds import PER_1000
from analysis.measures.terms.counts import TermCounts

if TYPE_CHECKING:
    from scipy import sparse

LEAST_UNITS = 5
"""Events or articles in which a word must stand to be weighed: three hits are no wording."""
MOST_FEATURES = 10_000


def features(counts: TermCounts, design: Design) -> Ints:
    """Return the numbers of the words that are weighed: those that stand on most events or articles."""
    places = counts.counts.tocoo()
    pairs = np.unique(np.stack([places.col.astype(np.int64), design.group[places.row]]), axis=1)
    units = np.bincount(pairs[0], minlength=len(counts.terms))
    order = np.argsort(-units, kind="stable")[:MOST_FEATURES]
    return np.sort(order[units[order] >= LEAST_UNITS]).astype(np.int64)


def carrying_words(
    counts: TermCounts, design: Design, folds: Sequence[Fold], vectors: sparse.csr_array, rows: int
) -> pl.DataFrame:
    """Return the words that set the sides furthest apart, as many for the focus as for the reference.

    A word is among them only if it separates articles that its weight was not trained on, in the direction of
    its weight.
    """
    weights, added = zip(*word_weights(design, folds, vectors), strict=True)
    by_fold, weight = np.stack(weights), np.mean(weights, axis=0)
    distance = np.sum(added, axis=0)
    total = float(distance.sum())
    same = (np.sign(by_fold) == np.sign(weight)).sum(axis=0)
    table = pl.DataFrame(
        {
            "number": np.arange(len(weight)),
            "term": counts.terms,
            "speaks_for": np.where(weight > 0, "focus", "reference"),
            "weight": weight,
            "distance": distance,
            "carries": distance / total if total > 0 else np.full(len(weight), np.nan),
            "same_sign": same,
        }
    ).with_columns(pl.col("carries").fill_nan(None))
    ordered = table.filter(pl.col("distance") > 0).sort("distance", "term", descending=[True, False])
    sides = [ordered.filter(speaks_for=side).head(rows) for side in ("focus", "reference")]
    least = min(side.height for side in sides)
    chosen = pl.concat([side.head(least) for side in sides])
    return pl.concat([chosen, _counts(counts, design, chosen["number"].to_numpy())], how="horizontal")


def _counts(counts: TermCounts, design: Design, chosen: Ints) -> pl.DataFrame:
    """Return hits, articles with a hit and rates of both sides, for some words."""
    some = counts.columns(chosen).counts
    rates = np.stack(
        [
            np.asarray(some[here].sum(axis=0)).ravel() / counts.words[here].sum()
            for here in (design.outlet == number for number in range(len(design.outlets)))
        ]
    )
    columns: dict[str, object] = {}
    for name, members, outlets in (
        ("focus", design.in_focus, slice(0, design.n_focus)),
        ("reference", ~design.in_focus, slice(design.n_focus, None)),
    ):
        here = some[members]
        columns[f"{name}_hits"] = np.asarray(here.sum(axis=0)).ravel().round().astype(np.int64)
        columns[f"{name}_articles_with"] = np.bincount(here.tocoo().col, minlength=len(chosen))
        columns[f"{name}_articles"] = np.full(len(chosen), int(members.sum()))
        columns[f"{name}_rate"] = rates[outlets].mean(axis=0) * PER_1000
    return pl.DataFrame(columns)
