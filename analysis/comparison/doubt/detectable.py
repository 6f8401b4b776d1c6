"""The smallest ratio or difference of two sides that a test at some level would show with some power."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.comparison.sides import Sides, variance
from analysis.measures.cells import Bools, Floats
from analysis.measures.ratios import CAUTIOUS, is_ratio, is_share

LARGEST = 1000.0
"""Ratios beyond are not reported: no word is used that unequally but by being absent on one side."""
STEPS = 2000
"""Differences of shares that are tried, up to shares of 0 and 1."""


@dataclass(frozen=True)
class Spread:
    """What the variance of two sides is made of, a value per measure (``counting``: one for all).

    ``base`` is the value of both sides together. Of rates and numbers, counting adds ``counting`` times the
    value to the variance of each side, differences between units ``focus`` and ``reference`` times the
    squared value, and to the covariance ``shared`` times both values. Of a share p, ``focus`` and
    ``reference`` are the factors of p (1 - p), ``shared`` is the correlation. ``total`` is the variance of
    the difference as it was observed, with its degrees of freedom.
    """

    ratios: Bools
    shares: Bools
    base: Floats
    counting: tuple[float, float]
    focus: Floats
    reference: Floats
    shared: Floats
    total: Floats
    degrees: Floats


def spread_of(sides: Sides) -> Spread:
    """Split the observed variances into what counting adds and what differences between units add.

    The spread between units is pooled over the two sides (moments), so that a side without hits has one too.
    """
    cells, sums = sides.cells, sides.sums
    ratios, shares = is_ratio(cells), is_share(cells)
    weights = sides.focus, sides.reference
    total, degrees = variance(sides, (sides.focus - sides.reference)[:, None], CAUTIOUS)
    own = [variance(sides, weight[:, None], CAUTIOUS)[0] for weight in weights]
    counting = [float((weight**2 / sums.words).sum()) for weight in weights]
    values = sides.focus_value, sides.reference_value
    base = (values[0] / counting[0] + values[1] / counting[1]) / (1.0 / counting[0] + 1.0 / counting[1])
    covariance = (own[0] + own[1] - total) / 2.0
    # Shares: the design effect is what binomial variance is multiplied with.
    binomial = [value * (1.0 - value) * each for value, each in zip(values, counting, strict=True)]
    effect = _divide(own[0] + own[1], binomial[0] + binomial[1])
    correlation = _divide(covariance, np.sqrt(own[0] * own[1])).clip(-1.0, 1.0)
    # Rates: what exceeds Poisson variance grows with the squared value and the unequal lengths of units.
    poisson = ((sides.focus**2 + sides.reference**2) / sums.words) @ sums.rate
    words = cells.words / sums.words[cells.outlet]
    unequal = [
        float((np.bincount(cells.unit, weight[cells.outlet] * words) ** 2).sum()) for weight in weights
    ]
    square = values[0] ** 2 * unequal[0] + values[1] ** 2 * unequal[1]
    excess = _divide((own[0] + own[1] - poisson).clip(min=0.0), square)
    bound = excess * np.sqrt(unequal[0] * unequal[1])
    shared = _divide(covariance, values[0] * values[1]).clip(-bound, bound)
    return Spread(
        ratios,
        shares,
        base,
        (counting[0], counting[1]),
        np.where(shares, effect * counting[0], excess * unequal[0]),
        np.where(shares, effect * counting[1], excess * unequal[1]),
        np.where(shares, correlation, shared),
        total,
        degrees,
    )


def _divide(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros_like(below), where=below > 0)


def limits(spread: Spread, level: float, power: float) -> tuple[Floats, Floats]:
    """Return the limits above and below 'alike' for a two-sided test at ``level``; NaN where none is."""
    factor = _factor(np.maximum(spread.degrees, 1.0), level, power)
    half = factor * np.sqrt(spread.total)
    of_ratios, of_shares = _ratio_limits(spread, factor), _share_limits(spread, factor)
    up = np.where(spread.ratios, of_ratios[0], np.where(spread.shares, of_shares[0], half))
    down = np.where(spread.ratios, of_ratios[1], np.where(spread.shares, of_shares[1], -half))
    return up, down


def _factor(degrees: Floats, level: float, power: float) -> Floats:
    """Return how many estimated standard errors a test at this level shows with this power.

    The difference, c standard errors as they are estimated here, has to exceed t standard errors as they are
    estimated anew, with t the test's quantile. Both estimates vary (as chi-squared, to first order), which
    gives (c - t)² = z² (1 + (c² + t²) / (2 degrees)) with z the normal quantile of the power; with many
    degrees of freedom c = t + z. Julious and Owen (2006) allow in the same way for a variance that is
    estimated. NaN where no difference is large enough.
    """
    from scipy.special import ndtri, stdtrit

    t, z = stdtrit(degrees, 1.0 - level / 2.0), ndtri(power)
    rest = 1.0 - z**2 / (2.0 * degrees)
    root = np.sqrt((t**2 - rest * (rest * t**2 - z**2)).clip(min=0.0))
    factor = np.divide(t + np.sign(z) * root, rest, out=np.full_like(t, np.nan), where=rest > 0)
    return np.asarray(factor)


def _ratio_limits(spread: Spread, factor: Floats) -> tuple[Floats, Floats]:
    """Solve base (y - 1)² = factor² variance(y) for y, the square root of the ratio.

    By the delta method the variance of the difference of square roots is a quarter of
    counting + base (focus y² - 2 shared y + reference), which gives a y² - 2 b y + c = 0.
    """
    q = factor**2 / 4.0
    a = spread.base * (1.0 - q * spread.focus)
    b = spread.base * (1.0 - q * spread.shared)
    c = spread.base * (1.0 - q * spread.reference) - q * sum(spread.counting)
    root = np.sqrt((b**2 - a * c).clip(min=0.0))
    nothing = np.full_like(a, np.nan)
    up = np.divide(b + root, a, out=nothing.copy(), where=a > 0) ** 2
    down = np.divide(c, b + root, out=nothing.copy(), where=(c > 0) & (b + root > 0)) ** 2
    # With less than one hit expected the square root is no guide: its variance is not that of larger counts.
    least = _divide(np.full_like(spread.base, spread.counting[0]), spread.base)
    return (
        np.where((up > 1.0) & (up <= LARGEST), up, np.nan),
        np.where((down < 1.0) & (down >= least), down, np.nan),
    )


def _share_limits(spread: Spread, factor: Floats) -> tuple[Floats, Floats]:
    """Search the smallest difference that exceeds factor times its standard error."""
    base = spread.base.clip(0.0, 1.0)
    below = base * (1.0 - base) * spread.reference
    ends = []
    for span in (1.0 - base, -base):
        difference = np.linspace(0.0, 1.0, STEPS + 1)[1:, None] * span
        share = base + difference
        above = (share * (1.0 - share) * spread.focus).clip(min=0.0)
        square = above + below - 2.0 * spread.shared * np.sqrt(above * below)
        shown = np.abs(difference) >= factor * np.sqrt(square.clip(min=0.0))
        first = difference[shown.argmax(axis=0), np.arange(len(base))]
        ends.append(np.where(shown.any(axis=0), first, np.nan))
    return ends[0], ends[1]
