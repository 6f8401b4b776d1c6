"""P-values from permuting outlet labels, for the studentised difference of two sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil, exp, lgamma

import numpy as np

from analysis.comparison.moments import Moments
from analysis.comparison.orders import BATCH, FEW, KeptOrders, exchanged, orders_of, strata_of
from analysis.comparison.sides import Sides
from analysis.measures.cells import Bools, Floats
from analysis.measures.ratios import collapse_single_units
from analysis.study import Inference

LOOK = 250
"""Relabellings after which a test that may stop looks whether it does."""


Statistic = Callable[[Sides, Floats, Floats], Floats]
"""From numbers (batch, cells, measures) and words (batch, cells) of one design to (batch, measures)."""


@dataclass(frozen=True)
class Permutations:
    """How labels are permuted.

    ``early`` : a test stops as soon as it is plain that its p stays above the level. What is drawn is kept
    for all tests that are given the same object.
    """

    seed: int
    early: bool = False
    orders: KeptOrders = field(default_factory=KeptOrders)


def permutation_p(
    sides: Sides,
    resamples: int,
    seed: int,
    statistic: Statistic | None = None,
    *,
    enough: int | None = None,
    kept: KeptOrders | None = None,
) -> Floats:
    """Return two-sided p-values, one per measure.

    Null hypothesis: the words of focus and reference come from the same process, so that inside an event (and
    among units that only one outlet covered) it does not matter which outlet's name a cell bears. The
    statistic is (focus value - reference value) / its standard error, with which the test stays right for
    large corpora also where outlets differ in spread, or references differ among themselves (Janssen 1997;
    Pauly, Brunner and Konietschke 2015). Its distribution is skewed for rare terms, so both tails
    are counted alone and the smaller is doubled: p = 2 (b + 1) / (B + 1), at most 1, never 0 (Phipson and
    Smyth 2010), nor below ``smallest_p``. ``statistic`` replaces it by another, which ought to be studentised
    too.

    With ``enough``, a measure stops at the first look (every 250) at which so many relabellings are as far
    out in each direction, and B is what was drawn until then (Besag and Clifford 1991). Its p is rougher, at
    least 2 (enough + 1) / (B + 1), and is as seldom small by chance; a p that is smaller is the same as
    without. ``kept`` : what other tests have drawn.
    """
    most = LOOK if enough else resamples
    draws = _Draws(sides, resamples, seed, statistic=statistic, most=most, kept=kept)
    observed = draws.observed()
    slack = 1e-9 * (1.0 + np.abs(observed))
    lower, upper, number = (np.zeros(observed.shape) for _ in range(3))
    going = np.arange(len(observed))
    for drawn in draws.batches():
        lower[going] += (drawn <= observed[going] + slack[going]).sum(axis=0)
        upper[going] += (drawn >= observed[going] - slack[going]).sum(axis=0)
        number[going] += len(drawn)
        stays = np.minimum(lower, upper)[going] < (enough or np.inf)
        if not stays.any():
            break
        if not stays.all():
            going = going[stays]
            draws.only(stays)
    p = np.minimum(1.0, 2.0 * (np.minimum(lower, upper) + 1.0) / (number + 1.0))
    # Few distinct relabellings may by luck not be drawn; no p is smaller than what they can give.
    return np.maximum(p, smallest_p(sides, resamples))


def enough_of(settings: Inference) -> int:
    """Return how many relabellings as far out in each direction keep p above 1 - level, whatever follows.

    >>> from analysis.study import Inference
    >>> enough_of(Inference(resamples=2000, level=0.95))
    51
    """
    return ceil((1.0 - settings.level) * (settings.resamples + 1) / 2)


class _Draws:
    """The statistic as observed, and in batches of at most ``most`` with outlet labels permuted."""

    def __init__(
        self,
        sides: Sides,
        resamples: int,
        seed: int,
        *,
        statistic: Statistic | None,
        most: int,
        kept: KeptOrders | None,
    ) -> None:
        self._sides, self._resamples, self._seed, self._most = sides, resamples, seed, most
        self._kept = kept or KeptOrders()
        apart = len(np.unique(sides.cells.unit)) == len(sides.cells.unit)
        self._moments = Moments(sides) if statistic is None and apart else None
        self._statistic = statistic or studentised

    def observed(self) -> Floats:
        cells = self._sides.cells
        if self._moments is not None and len(cells.outlets) > FEW:
            return np.asarray(self._moments.studentised_in_order(np.arange(len(cells.words))[None])[0])
        if self._moments is not None:
            return np.asarray(self._moments.studentised(cells.outlet[None])[0])
        return np.asarray(self._statistic(self._sides, cells.numerator[None], cells.words[None])[0])

    def only(self, stays: Bools) -> None:
        """From the next batch on leave measures out."""
        chosen = np.flatnonzero(stays)
        if self._moments is not None:
            self._moments = self._moments.only(chosen)
        else:
            self._sides = self._sides.columns(chosen.tolist())

    def batches(self) -> Iterator[Floats]:
        cells, seeded = self._sides.cells, (self._resamples, self._seed)
        if self._moments is None:
            for order in orders_of(self._sides, *seeded, self._most, self._kept):
                cells = self._sides.cells
                yield self._statistic(self._sides, cells.numerator[order], cells.words[order])
            return
        batch = min(self._most, BATCH // max(1, len(cells.words)))
        if len(cells.outlets) <= FEW:
            for outlets in exchanged(self._sides, *seeded, batch=batch):
                yield self._moments.studentised(outlets)
        else:
            for order in self._kept.batches(len(cells.words), *seeded, batch=batch):
                yield self._moments.studentised_in_order(order)


def permuted(sides: Sides, resamples: int, seed: int, statistic: Statistic) -> Iterator[Floats]:
    """Yield batches of a statistic after outlet labels were permuted."""
    for order in orders_of(sides, resamples, seed, resamples):
        yield statistic(sides, sides.cells.numerator[order], sides.cells.words[order])


def smallest_p(sides: Sides, resamples: int) -> float:
    """Return the smallest p that this many resamples and this many distinct relabellings can give."""
    cells = sides.cells
    strata = strata_of(sides)
    in_events = sum(lgamma(n + 1) for n in np.bincount(strata)[1:])
    free = np.bincount(cells.outlet[strata == 0])
    log_number = in_events + lgamma(free.sum() + 1) - sum(lgamma(n + 1) for n in free)
    return min(1.0, 2.0 * max(1.0 / (resamples + 1.0), exp(-log_number)))


def studentised(sides: Sides, numerator: Floats, words: Floats) -> Floats:
    """Return the studentised differences of a batch: (batch, cells, measures) to (batch, measures)."""
    cells = sides.cells
    weights = (sides.focus - sides.reference)[:, None]
    total = np.add.reduceat(words, cells.starts, axis=1)
    rate = np.add.reduceat(numerator, cells.starts, axis=1) / total[..., None]
    estimate = (weights * rate).sum(axis=1)
    n = cells.sizes
    scale = weights[:, 0] / total * np.sqrt(n / np.maximum(n - 1, 1))
    added = numerator - rate[:, cells.outlet] * words[..., None]
    added *= scale[:, cells.outlet, None]
    single, deviation = collapse_single_units(n, rate, sides.side)
    added[:, cells.starts[single]] = weights[single] * deviation
    if len(np.unique(cells.unit)) < len(cells.unit):
        order = np.argsort(cells.unit, kind="stable")
        starts = np.searchsorted(cells.unit[order], np.unique(cells.unit))
        added = np.add.reduceat(added[:, order], starts, axis=1)
    error = np.sqrt(np.einsum("buc,buc->bc", added, added))
    # Without any spread (every unit alike, or no hit at all) a difference is as far out as can be.
    flat = error <= 1e-12 * (np.abs(estimate) + 1e-300)
    return np.asarray(np.where(flat, np.sign(estimate) * 1e12, estimate / np.where(flat, 1.0, error)))
