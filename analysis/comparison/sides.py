"""Focus against reference: outlets of a side weigh equally; estimate, interval and the statistic's parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.measures.cells import Bools, Cells, Floats
from analysis.measures.ratios import (
    CAUTIOUS,
    UNBIASED,
    OutletSums,
    collapse_single_units,
    design_effect,
    effective_trials,
    outlet_degrees_of_freedom,
    outlet_sums,
    overdispersion,
    residuals,
    share_limits,
    skewed_degrees_of_freedom,
    t_quantile,
    zero_limit,
)


@dataclass(frozen=True)
class Sides:
    """Cells of the outlets that have such words, and each outlet's weight: 1 / k of its side."""

    cells: Cells
    sums: OutletSums
    focus: Floats
    reference: Floats

    @property
    def focus_value(self) -> Floats:
        return np.asarray(self.focus @ self.sums.rate)

    @property
    def reference_value(self) -> Floats:
        return np.asarray(self.reference @ self.sums.rate)

    @property
    def side(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """1 for a focus outlet, 0 for a reference outlet."""
        return (self.focus > 0).astype(np.int64)

    def columns(self, chosen: Sequence[int]) -> Sides:
        """Return the same sides with some of the measures."""
        names = tuple(self.cells.columns[column] for column in chosen)
        cells = replace(self.cells, columns=names, numerator=self.cells.numerator[:, list(chosen)])
        return replace(self, cells=cells, sums=outlet_sums(cells))


def sides_of(cells: Cells, focus: Sequence[str], reference: Sequence[str]) -> Sides | None:
    """Lay out one contrast; ``None`` where a side has no words at all."""
    used = cells.only({*focus, *reference})
    in_focus = np.array([name in focus for name in used.outlets], dtype=bool)
    if not in_focus.any() or in_focus.all():
        return None
    return both_sides(used, in_focus)


def both_sides(cells: Cells, in_focus: Bools) -> Sides:
    """Lay out cells of which each outlet is known to be on one of two sides, and each side has outlets."""
    weights = np.where(in_focus, 1.0 / in_focus.sum(), 0.0), np.where(in_focus, 0.0, 1.0 / (~in_focus).sum())
    return Sides(cells, outlet_sums(cells), *weights)


def influence(sides: Sides, weights: Floats, power: Floats | float) -> Floats:
    """Return what each cell adds to the error of a weighted sum of outlet rates.

    ``weights`` has a row per outlet and a column per measure (or one column for all).
    """
    cells, sums = sides.cells, sides.sums
    added = residuals(cells, sums, power)
    single, deviation = collapse_single_units(cells.sizes, sums.rate, sides.side)
    added[cells.starts[single]] = deviation
    weighted: Floats = added * np.broadcast_to(weights, sums.rate.shape)[cells.outlet]
    return weighted


def variance(
    sides: Sides, weights: Floats, power: Floats | float, *, skewed: Bools | bool = False
) -> tuple[Floats, Floats]:
    """Return variance and degrees of freedom of a weighted sum of outlet rates, per measure.

    Cells of one unit are added before squaring, so that what an event does to both sides cancels.
    ``skewed`` (one for all measures or one for each) lowers the degrees of freedom where bursts call for it
    (``skewed_degrees_of_freedom``), which intervals of ratios need.
    """
    cells = sides.cells
    added = influence(sides, weights, power)
    order = np.argsort(cells.unit, kind="stable")
    starts = np.flatnonzero(np.diff(cells.unit[order], prepend=-1))
    units = added if len(starts) == len(order) else np.add.reduceat(added[order], starts, axis=0)
    total = (units**2).sum(axis=0)
    return total, _degrees_of_freedom(sides, added, skewed)


def _degrees_of_freedom(sides: Sides, added: Floats, skewed: Bools | bool) -> Floats:
    """Satterthwaite's degrees of freedom for the sum of the outlets' variances.

    Welch's where units are articles of equal length; number of events - 1 where each outlet has one article
    of equal length on every event; else between, by Bell and McCaffrey's (2002) formula with cells taken as
    independent.
    """
    cells, sums = sides.cells, sides.sums
    single = cells.sizes == 1
    by_outlet = np.add.reduceat(added**2, cells.starts, axis=0)
    own = outlet_degrees_of_freedom(cells, sums)[:, None]
    if np.any(skewed):
        own = np.where(skewed, skewed_degrees_of_freedom(added, cells.starts, own), own)
    return satterthwaite(by_outlet, own, single, sides.side > 0, _shared_units(sides))


def satterthwaite(
    by_outlet: Floats, own: Floats, single: Bools, in_focus: Bools, shared: Floats | None = None
) -> Floats:
    """Return the degrees of freedom of the sum of the outlets' variances, per measure (Satterthwaite 1946).

    Parameters
    ----------
    by_outlet : variances (outlets, measures)
    own : their degrees of freedom, (outlets, measures) or (outlets, 1)
    single : outlets with one unit, which were compared with each other (``collapse_single_units``)
    shared : how strongly shared units bind two outlets' errors (outlets, outlets)

    >>> satterthwaite(np.ones((2, 1)), np.array([[4.0], [4.0]]), np.zeros(2, bool), np.array([True, False]))
    array([8.])
    """
    spread = (by_outlet**2 / own)[~single].sum(axis=0)
    for side in (~in_focus, in_focus):
        group = single & side
        if group.any():
            spread += by_outlet[group].sum(axis=0) ** 2 / max(int(group.sum()) - 1, 1)
    if shared is not None:
        spread += np.einsum("oc,op,pc->c", by_outlet, shared, by_outlet)
    total = by_outlet.sum(axis=0)
    return np.asarray(np.divide(total**2, spread, out=np.ones_like(total), where=spread > 0))


def _shared_units(sides: Sides) -> Floats | None:
    """Return how strongly shared units bind the residuals of each pair of outlets; ``None`` if none do."""
    cells, sums = sides.cells, sides.sums
    number = np.bincount(cells.unit)
    if number.max() == 1:
        return None
    rows = (number[cells.unit] > 1) & (cells.sizes[cells.outlet] > 1)
    if not rows.any():
        return None
    share = np.zeros((len(number), len(cells.outlets)))
    share[cells.unit[rows], cells.outlet[rows]] = cells.words[rows] / sums.words[cells.outlet[rows]]
    x = share / np.sqrt(1.0 - share)
    bound = share.T @ share + (x.T @ x) ** 2 - (x**2).T @ (x**2)
    np.fill_diagonal(bound, 0.0)
    return np.asarray(bound)


def difference_interval(sides: Sides, level: float) -> tuple[Floats, Floats, Floats]:
    """Return focus value - reference value with a t interval (Welch's, for a ratio of sums)."""
    estimate = sides.focus_value - sides.reference_value
    total, degrees = variance(sides, (sides.focus - sides.reference)[:, None], UNBIASED)
    half = t_quantile(level, degrees) * np.sqrt(total)
    return estimate, estimate - half, estimate + half


def share_difference_interval(sides: Sides, level: float) -> tuple[Floats, Floats, Floats]:
    """Return focus share - reference share with an interval inside -1 to 1.

    The two sides' intervals on the logit scale (``share_limits``) are joined as Newcombe (1998) and Zou and
    Donner (2008) join limits of a difference (MOVER), with the correlation of the two sides where they share
    events. Away from 0 and 1 this is the t interval of the difference.
    """
    above, below = sides.focus_value, sides.reference_value
    total, degrees = variance(sides, (sides.focus - sides.reference)[:, None], CAUTIOUS)
    quantile = t_quantile(level, degrees)
    own = [variance(sides, weights[:, None], CAUTIOUS)[0] for weights in (sides.focus, sides.reference)]
    low, high = side_share_limits(sides, sides.focus, quantile * np.sqrt(own[0]), level)
    low_below, high_below = side_share_limits(sides, sides.reference, quantile * np.sqrt(own[1]), level)
    both = np.sqrt(own[0] * own[1])
    shared = np.divide((own[0] + own[1] - total) / 2.0, both, out=np.zeros_like(both), where=both > 0)
    shared = shared.clip(-1.0, 1.0)
    estimate = above - below
    return (
        estimate,
        estimate - _joined(above - low, high_below - below, shared),
        estimate + _joined(high - above, below - low_below, shared),
    )


def _joined(first: Floats, second: Floats, shared: Floats) -> Floats:
    """Return the distance of a difference's limit, from those of its two sides and their correlation."""
    return np.asarray(np.sqrt((first**2 + second**2 - 2.0 * shared * first * second).clip(min=0.0)))


def side_share_limits(sides: Sides, weights: Floats, half: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the ends of the intervals of one side's shares.

    ``weights`` are the side's, ``half`` is the quantile times the standard error of each share.
    """
    cells, sums = sides.cells, sides.sums
    value = np.asarray(weights @ sums.rate).clip(0.0, 1.0)
    base = 1.0 / (weights**2 / sums.words).sum()
    part = np.bincount(cells.unit, weights[cells.outlet] * cells.words / sums.words[cells.outlet])
    units = 1.0 / (part**2).sum()
    return share_limits(value, half, effective_trials(base, units, design_effect(cells, sums)), level)


def ratio_interval(sides: Sides, level: float) -> tuple[Floats, Floats, Floats]:
    """Return focus value / reference value with an interval (``ratio_intervals``)."""
    estimate, (interval,) = ratio_intervals(sides, level)
    return estimate, *interval


def ratio_intervals(sides: Sides, *levels: float) -> tuple[Floats, list[tuple[Floats, Floats]]]:
    """Return focus value / reference value with an interval per level; NaN marks what does not exist.

    t on the log scale. Where one side has no hit: 0 with an upper bound, or no estimate with a lower bound.
    The bound joins the limit of the zero side (``zero_limit``) to the interval of the other as Donner and
    Zou (2012) join limits of a ratio (MOVER).
    """
    above, below = sides.focus_value, sides.reference_value
    both = (above > 0) & (below > 0)
    inverse = np.divide(1.0, above, out=np.zeros_like(above), where=above > 0)
    inverse_below = np.divide(1.0, below, out=np.zeros_like(below), where=below > 0)
    weights = sides.focus[:, None] * inverse - sides.reference[:, None] * inverse_below
    total, degrees = variance(sides, weights, CAUTIOUS, skewed=True)
    estimate = np.where(both, above * inverse_below, np.where((above == 0) & (below > 0), 0.0, np.nan))
    dispersion = None if both.all() else overdispersion(sides.cells, sides.sums)
    intervals = []
    for level in levels:
        half = (t_quantile(level, degrees) * np.sqrt(total)).clip(max=50.0)
        factor = np.exp(half)
        low = np.where(both, estimate / factor, np.nan)
        high = np.where(both, estimate * factor, np.nan)
        if dispersion is not None:
            limit = zero_limit(dispersion, level)
            bound = _zero_bound(sides, sides.focus, below, limit, half)
            high = np.where((above == 0) & (below > 0), bound, high)
            bound = _zero_bound(sides, sides.reference, above, limit, half)
            low = np.where((below == 0) & (above > 0), 1.0 / bound, low)
        intervals.append((low, high))
    return estimate, intervals


def _zero_bound(sides: Sides, zero: Floats, other: Floats, per_outlet: Floats, half: Floats) -> Floats:
    """Return the largest ratio zero side / other side that the data allow.

    ``per_outlet`` is the limit of the hits (``zero_limit``); outlets of the zero side share it by their
    weights (Tiwari, Clegg and Zou 2006). ``half`` is the half width of the other side's log interval, since a
    side without hits adds nothing to it.
    """
    k = (zero > 0).sum()
    per_hit = (zero[zero > 0] / sides.sums.words[zero > 0]).sum() / k
    limit = per_outlet * per_hit
    lower = np.where(other > 0, other / np.exp(half), 1.0)
    beside = np.where(other > 0, other, 1.0)
    bound: Floats = limit / np.sqrt(lower * (2.0 * beside - lower))
    return bound
