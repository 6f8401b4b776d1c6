"""The score of an outlet classifier: counts, interval, test, and why it may not be had."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from analysis.comparison.classifier.design import Design, smallest_p
from analysis.comparison.rows import finite
from analysis.comparison.sides import Sides, side_share_limits, variance
from analysis.measures.cells import Bools, Cells, Floats, Ints
from analysis.measures.ratios import CAUTIOUS, outlet_sums, t_quantile
from analysis.measures.terms.counts import TermCounts
from analysis.measures.terms.masked_words import LEFT
from analysis.study import Inference

Row = dict[str, object]
SHARE = ("share:told right", "all", "own", "all")


def sizes(design: Design, counts: TermCounts, masked: pl.DataFrame) -> Row:
    """Count articles, units, words and folds."""
    ours, theirs = design.units()
    return {
        "focus_articles": int(design.in_focus.sum()),
        "reference_articles": int((~design.in_focus).sum()),
        "focus_units": ours,
        "reference_units": theirs,
        "unit": design.unit,
        "folds": int(design.fold.max()) + 1,
        "features": len(counts.terms),
        "words": round(float(counts.words.sum())),
        "masked": int(masked.filter(pl.col("rule") != LEFT)["words"].sum()),
    }


def too_few(design: Design, settings: Inference, features: int) -> list[str]:
    """Say in plain words what stands against an interval and a test."""
    reasons = []
    numbers = zip(("focus", "reference"), (design.in_focus, ~design.in_focus), design.units(), strict=True)
    for side, members, units in numbers:
        articles = int(members.sum())
        if articles < settings.min_articles:
            noun = "1 article" if articles == 1 else f"{articles} articles"
            reasons.append(f"{noun} in the {side}, at least {settings.min_articles} needed")
        elif design.unit == "event" and units < settings.min_events:
            noun = "1 event" if units == 1 else f"{units} events"
            reasons.append(f"{noun} in the {side}, at least {settings.min_events} needed")
        elif units < settings.min_articles:
            many = "1 event only" if units == 1 else f"{units} events only"
            reasons.append(f"articles on {many} in the {side}, at least {settings.min_articles} needed")
    if not reasons and not features:
        reasons.append("no word stands in enough articles")
    return reasons


def by_outlet(design: Design, right: Bools) -> pl.DataFrame:
    """Count the articles of each outlet that were told right."""
    articles = np.bincount(design.outlet, minlength=len(design.outlets))
    told = np.bincount(design.outlet, weights=right.astype(np.float64), minlength=len(design.outlets))
    sides = ["focus" if i < design.n_focus else "reference" for i in range(len(design.outlets))]
    table = pl.DataFrame({"outlet": design.outlets, "side": sides, "articles": articles, "right": told})
    return table.with_columns(share=pl.col("right") / pl.col("articles"))


def interval(
    design: Design, right: Bools, permuted: Sequence[tuple[Ints, Bools]], spread: float, level: float
) -> Row:
    """Return the interval of the balanced accuracy: that of a share, with groups as units, and widened.

    Parameters
    ----------
    right : which articles were told right
    permuted : outlets and articles told right of some permutations
    spread : standard deviation of the balanced accuracy over permutations

    Note
    ----
    The variance between groups takes the classifiers as given, but another corpus would train others (no
    estimate from one cross-validation alone can hold that part, Bengio and Grandvalet 2004). Permutations
    train anew: the standard error is multiplied by their ``spread`` over what the groups alone would give
    there, if that is more than 1. Without it 95 % intervals hold a half in 83 % of random halves, with it
    in 95 % (``benchmarks/classifier.py``).
    """
    sides, total, degrees = _variance(design, right, design.outlet)
    alone = np.mean([_variance(design, told, outlet)[1] for outlet, told in permuted])
    widened = max(1.0, spread / float(np.sqrt(alone))) if alone > 0 else 1.0
    half = t_quantile(level, degrees) * np.sqrt(total) * widened
    low, high = side_share_limits(sides, sides.focus + sides.reference, half, level)
    return {"low": finite(low[0]), "high": finite(high[0]), "widened": widened}


def _variance(design: Design, right: Bools, outlet: Ints) -> tuple[Sides, Floats, Floats]:
    """Return the outlets with the weight of each, variance and degrees of freedom of the accuracy."""
    cells = _cells(design, right, outlet)
    in_focus = np.arange(len(design.outlets)) < design.n_focus
    # Both sides count upwards: the accuracy is the sum of the two, not their difference.
    weights = np.where(in_focus, 0.5 / in_focus.sum(), 0.0), np.where(in_focus, 0.0, 0.5 / (~in_focus).sum())
    sides = Sides(cells, outlet_sums(cells), *weights)
    return sides, *variance(sides, (sides.focus + sides.reference)[:, None], CAUTIOUS)


def _cells(design: Design, right: Bools, outlet: Ints) -> Cells:
    """Sum articles that were told right to cells of one outlet and one group."""
    cells, cell = np.unique(np.stack([outlet, design.group]), axis=1, return_inverse=True)
    articles = np.bincount(cell.ravel())
    told = np.bincount(cell.ravel(), weights=right.astype(np.float64))
    return Cells(
        (SHARE,),
        design.outlets,
        cells[0],
        np.unique(cells[1], return_inverse=True)[1].astype(np.int64),
        told.astype(np.float64)[:, None],
        articles.astype(np.float64),
        articles.astype(np.int64),
        np.full(len(articles), int(design.unit == "event")),
    )


def permutation_test(design: Design, observed: float, permuted: Floats, settings: Inference) -> Row:
    """Return p and what chance gives; p only where the design can reach the level."""
    smallest = smallest_p(design, settings.resamples)
    where = "inside events" if design.unit == "event" else "inside folds"
    reached = smallest <= 1.0 - settings.level
    at_least = int((permuted >= observed - 1e-9).sum())
    methods: Sequence[str] = (
        f"ridge regression on TF-IDF of words, {int(design.fold.max()) + 1} folds by {design.unit}",
        f"interval of a share on the logit scale, variance by {design.unit}, widened by training anew",
        f"permutation of outlets {where}, one-sided, {len(permuted):,} resamples",
    )
    reason = f"not tested: the smallest p that this design can reach is {smallest:.2g}"
    return {
        "chance": float(permuted.mean()),
        "chance_high": float(np.quantile(permuted, settings.level)),
        "p": (at_least + 1.0) / (len(permuted) + 1.0) if reached else None,
        "smallest_p": smallest,
        "resamples": len(permuted),
        "method": "; ".join(methods),
        "reason": None if reached else reason,
    }
