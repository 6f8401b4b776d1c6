"""Variances of many terms drawn towards what terms of the same frequency show (empirical Bayes)."""

from __future__ import annotations

import numpy as np

from analysis.measures.cells import Floats

LEAST_TERMS = 30
"""Fewer variances say too little about how variances spread."""
MOST_DEGREES = 1e6
"""Of a Student's t that is as good as normal."""
DEGREE = 3


def moderated_variance(variance: Floats, degrees: Floats, mean: Floats) -> tuple[Floats, Floats]:
    """Return variances that borrow strength from each other, and their degrees of freedom.

    With eight articles a side a variance is a poor estimate: by chance some are far too small, and their
    terms look certain. Each is drawn towards a curve of log variance on log mean by the weight that the
    spread around the curve asks for (Smyth 2004; with a trend, Law, Chen, Shi and Smyth 2014). The prior's
    degrees of freedom are added to the variance's own. Here they are at most the median of those: words of a
    topic spread more than others of their frequency, which a stronger prior hides (random halves of real
    articles then give calls in over 5 % at eight a side).

    Parameters
    ----------
    variance, degrees, mean : of each term; a mean of 0, or a variance of 0, tells the curve nothing

    Returns
    -------
    (variance, degrees of freedom)
        the same where there are fewer than 30 terms

    >>> variance, degrees = moderated_variance(np.r_[np.full(40, 1.0), 9.0], np.full(41, 8.0), np.ones(41))
    >>> bool(variance[-1] < 9.0), bool(degrees[0] > 8.0)
    (True, True)
    """
    from scipy.special import digamma, polygamma

    telling = (variance > 0) & (mean > 0)
    if telling.sum() < LEAST_TERMS:
        return variance, degrees
    df = np.maximum(degrees, 1.0)
    level = np.log(np.where(mean > 0, mean, mean[telling].min()))
    log_variance = np.log(np.where(telling, variance, 1.0)) - digamma(df / 2.0) + np.log(df / 2.0)
    curve = _curve(level[telling], log_variance[telling])(level)
    spread = (log_variance - curve)[telling] ** 2
    # The degrees of freedom that the curve itself uses up.
    scale = telling.sum() / (telling.sum() - DEGREE - 1.0)
    excess = float(spread.mean() * scale - polygamma(1, df[telling] / 2.0).mean())
    prior = 2.0 * _trigamma_inverse(excess) if excess > 1e-6 else MOST_DEGREES
    prior = min(prior, float(np.median(df)))
    expected = np.exp(curve + digamma(prior / 2.0) - np.log(prior / 2.0))
    total = prior + df
    return (prior * expected + df * variance) / total, np.minimum(total, MOST_DEGREES)


def _curve(level: Floats, values: Floats) -> np.polynomial.Polynomial:
    degree = min(DEGREE, len(np.unique(level)) - 1)
    return np.polynomial.Polynomial.fit(level, values, degree) if degree else _flat(values)


def _flat(values: Floats) -> np.polynomial.Polynomial:
    return np.polynomial.Polynomial([values.mean()])


def _trigamma_inverse(value: float) -> float:
    """Return x with trigamma(x) = value, by Newton's method on 1 / trigamma (Smyth 2004, appendix)."""
    from scipy.special import polygamma

    x = 0.5 + 1.0 / value
    for _ in range(60):
        trigamma = float(polygamma(1, x))
        step = trigamma * (1.0 - trigamma / value) / float(polygamma(2, x))
        x += step
        if -step / x < 1e-10:
            break
    return x
