"""The variance of a ratio of sums (hits over words) whose units are articles or events, never words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.measures.cells import Bools, Cells, Floats, Ints
from analysis.measures.kinds import kind_of

UNBIASED, CAUTIOUS = 0.5, 1.0
"""Powers of the leverage adjustment: HC2 for differences, HC3 (the jackknife) for ratios.

Counts of loaded terms are skewed: a small sample often misses the bursts, and with them the variance. On the
log scale HC2 intervals of nominally 95 % cover 88 to 97 % at 8 articles a side, HC3 91 to 98 %
(benchmarks/interval_coverage.py).
"""


@dataclass(frozen=True)
class OutletSums:
    """Sums of each outlet: ``numerator`` and ``rate`` have a row per outlet and a column per measure."""

    numerator: Floats
    words: Floats
    rate: Floats


def outlet_sums(cells: Cells) -> OutletSums:
    """Sum cells to outlets; the rate is the ratio of sums."""
    numerator = np.add.reduceat(cells.numerator, cells.starts, axis=0)
    words = np.add.reduceat(cells.words, cells.starts)
    return OutletSums(numerator, words, numerator / words[:, None])


def is_ratio(cells: Cells) -> Bools:
    """Whether each measure is compared as a ratio, on the log scale, or as a difference."""
    return np.array([kind_of(measure).scale == "ratio" for measure, *_ in cells.columns], dtype=bool)


def is_share(cells: Cells) -> Bools:
    """Whether each measure is a share, from 0 to 1."""
    return np.array([kind_of(measure).name == "share" for measure, *_ in cells.columns], dtype=bool)


def residuals(cells: Cells, sums: OutletSums, power: Floats | float) -> Floats:
    """Return what each cell adds to the error of its outlet's rate: (h - R w) / W, adjusted for leverage.

    The linearisation is the delta method for a ratio of means (Cochran 1977, chapter 6). A cell that holds
    the share l of its outlet's words pulls the rate towards itself. Dividing by (1 - l) ** 0.5 undoes that on
    average, and is the usual n / (n - 1) where all cells are equally long; dividing by 1 - l gives the
    change of the rate when the cell is left out (HC2 and HC3, MacKinnon and White 1985). ``power`` is one
    for all measures or one for each. The only cell of an outlet gets 0; see ``collapse_single_units``.
    """
    words = sums.words[cells.outlet]
    single = cells.sizes[cells.outlet] == 1
    free = np.where(single, 1.0, 1.0 - cells.words / words)
    scale = np.where(single, 0.0, 1.0 / words)[:, None] / free[:, None] ** power
    adjusted: Floats = (cells.numerator - sums.rate[cells.outlet] * cells.words[:, None]) * scale
    return adjusted


def collapse_single_units(sizes: Ints, rate: Floats, sides: Ints) -> tuple[Ints, Floats]:
    """Return the outlets with one unit and the deviation that stands for the error of each one's rate.

    One unit says nothing about its own spread, so such outlets of one side are compared with each other, as
    in survey sampling with one unit per stratum (collapsed strata, Cochran 1977, 5A.12): too wide where
    the outlets differ, never too narrow on average. ``rate`` may have leading axes; outlets are axis -2.
    """
    single = np.flatnonzero(sizes == 1)
    deviation = np.zeros((*rate.shape[:-2], len(single), rate.shape[-1]))
    for side in np.unique(sides[single]):
        here = sides[single] == side
        group = single[here] if here.sum() > 1 else np.flatnonzero(sides == side)
        if len(group) > 1:
            values = rate[..., group, :]
            spread = rate[..., single[here], :] - values.mean(axis=-2, keepdims=True)
            deviation[..., here, :] = spread * np.sqrt(len(group) / (len(group) - 1))
    return single, deviation


def outlet_degrees_of_freedom(cells: Cells, sums: OutletSums) -> Floats:
    """Return the degrees of freedom of each outlet's variance (Bell and McCaffrey 2002).

    n - 1 where all units are equally long, fewer where a few long ones hold most words; 1 for one unit.
    """
    share = cells.words / sums.words[cells.outlet]
    single = cells.sizes == 1
    free = np.where(single[cells.outlet], 1.0, 1.0 - share)
    q = share**2 / free
    by_outlet = np.add.reduceat(np.stack([share**2, q, q**2], axis=1), cells.starts, axis=0)
    return np.where(single, 1.0, 1.0 / (by_outlet[:, 0] + by_outlet[:, 1] ** 2 - by_outlet[:, 2]))


def skewed_degrees_of_freedom(added: Floats, starts: Ints, degrees: Floats) -> Floats:
    """Return the degrees of freedom of sums of squares, fewer where bursts make them.

    A sum of squares has the relative variance 2 / degrees under a normal distribution (Satterthwaite 1946).
    Its own estimate of that, from the fourth powers, is larger where a few articles hold most of the
    variance, as those with bursts of a term do. The larger one counts. With it 95 % intervals of ratios cover
    the truth about one point more often, and 93 to 97 % but for the rarest hits
    (benchmarks/interval_coverage.py).

    Parameters
    ----------
    added : what each unit adds to the error (units, measures), groups one after the other
    starts : first unit of each group
    degrees : without bursts (groups, measures), or (groups, 1)

    Returns
    -------
    ndarray
        (groups, measures), at most ``degrees``

    >>> even, burst = np.tile([1.0, -1.0], 8), np.r_[np.full(15, -1.0), 15.0]
    >>> added = np.stack([even, burst], axis=1)
    >>> skewed_degrees_of_freedom(added, np.array([0]), np.array([[15.0]])).round(2).tolist()
    [[15.0, 2.45]]
    """
    sizes = np.diff(np.append(starts, len(added)))
    squares = added * added
    total = np.add.reduceat(squares, starts, axis=0)
    squares /= np.repeat(np.where(total > 0, total, 1.0), sizes, axis=0)
    squares *= squares
    relative = np.add.reduceat(squares, starts, axis=0) - 1.0 / sizes[:, None]
    return np.asarray(1.0 / np.maximum(relative / 2.0, 1.0 / degrees))


def overdispersion(cells: Cells, sums: OutletSums) -> Floats:
    """Return the variance of the hits of a unit over its mean, pooled over outlets; at least 1 (Poisson)."""
    several = cells.sizes[cells.outlet] > 1
    free = np.where(several, 1.0 - cells.words / sums.words[cells.outlet], 1.0)
    expected = sums.rate[cells.outlet] * cells.words[:, None]
    spread = ((cells.numerator - expected) ** 2 / free[:, None])[several].sum(axis=0)
    mean = expected[several].sum(axis=0)
    ratio: Floats = np.divide(spread, mean, out=np.ones_like(mean), where=mean > 0)
    return np.maximum(1.0, ratio)


def zero_limit(dispersion: Floats, level: float) -> Floats:
    """Return the largest mean with which no hit at all is still likelier than (1 - level) / 2.

    Poisson counts give -log(0.025) = 3.69 (with 0.05 the rule of three, Hanley and Lippman-Hand 1983).
    Negative binomial counts whose variance is ``dispersion`` times the mean are 0 with probability
    dispersion ** (-mean / (dispersion - 1)).

    >>> zero_limit(np.array([1.0, 3.0]), 0.95).round(2).tolist()
    [3.69, 6.72]
    """
    excess = np.maximum(dispersion - 1.0, 1e-9)
    return np.asarray(-np.log((1.0 - level) / 2.0) * excess / np.log1p(excess), dtype=np.float64)


def share_limits(share: Floats, half: Floats, trials: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the ends of an interval of a share, both between 0 and 1.

    Student's t on the logit scale with the linearised standard error (Korn and Graubard 1998; R's
    ``svyciprop(method = "logit")``): close to the plain t interval between a third and two thirds, bent
    inside near 0 and 1. A share of exactly 0 or 1 has no spread; its far end is Clopper and Pearson's
    (1934) for the effective number of trials.

    Parameters
    ----------
    share : the estimates
    half : quantile times standard error, of the same shape
    trials : see ``effective_trials``, of the same shape

    >>> shares, halves = np.array([0.5, 0.02, 0.0]), np.array([0.1, 0.02, 0.0])
    >>> low, high = share_limits(shares, halves, np.full(3, 20.0), 0.95)
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.401, 0.007, 0.0], [0.599, 0.054, 0.168])
    """
    inside = (share > 0) & (share < 1)
    p = np.where(inside, share, 0.5)
    odds = p / (1.0 - p)
    factor = np.exp((half / (p * (1.0 - p))).clip(max=50.0))
    low, high = odds / (odds + factor), odds * factor / (1.0 + odds * factor)
    far = 1.0 - ((1.0 - level) / 2.0) ** (1.0 / trials)
    return (
        np.where(inside, low, np.where(share >= 1, 1.0 - far, 0.0)),
        np.where(inside, high, np.where(share <= 0, far, 1.0)),
    )


def design_effect(cells: Cells, sums: OutletSums) -> Floats:
    """Return the variance of a share over that of as many independent words or attributions (Kish 1965).

    Pooled over outlets, since one at 0 has no spread to take it from; at least 1; infinite where all are at
    0 or 1.
    """
    several = cells.sizes[cells.outlet] > 1
    free = np.where(several, 1.0 - cells.words / sums.words[cells.outlet], 1.0)
    rate = sums.rate[cells.outlet]
    spread = ((cells.numerator - rate * cells.words[:, None]) ** 2 / free[:, None])[several].sum(axis=0)
    binomial = (rate * (1.0 - rate) * cells.words[:, None])[several].sum(axis=0)
    effect = np.divide(spread, binomial, out=np.full_like(spread, np.inf), where=binomial > 0)
    return np.asarray(np.maximum(effect, 1.0))


def effective_trials(base: Floats | float, units: Floats | float, effect: Floats) -> Floats:
    """Return how many independent trials stand behind a share.

    Words or attributions (``base``) divided by the design effect, and at least the number of ``units``
    (articles or events), which is a bound whatever the spread.
    """
    return np.asarray(np.maximum(units, base / effect))


def t_quantile(level: float, degrees: Floats) -> Floats:
    """Return the two-sided quantile of Student's t."""
    from scipy.special import stdtrit  # lighter to import than scipy.stats

    return np.asarray(stdtrit(np.maximum(degrees, 1.0), 0.5 + level / 2.0), dtype=np.float64)
