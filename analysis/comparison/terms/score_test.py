"""The test of whole vocabularies: square roots of rates, adjusted for length, with moderated variances."""

from __future__ import annotations

import numpy as np

from analysis.comparison.sides import variance
from analysis.comparison.terms.moderated import moderated_variance
from analysis.comparison.terms.sides import TermSides
from analysis.measures.cells import Floats
from analysis.measures.ratios import UNBIASED


def score_test(sides: TermSides) -> tuple[Floats, Floats]:
    """Return two-sided p-values, one per term, and 1 or -1 where the focus uses it more or less (0: alike).

    Null hypothesis: articles of both sides use the term alike. The score of an article is the square root of
    its rate, which keeps one article full of a term from deciding (Bartlett 1936). Expected scores depend on
    length, so the square root of length is a covariate, with one slope per term inside outlets. Sides are
    compared by the mean of their outlets' mean scores.

    Two standard errors are taken, and the larger p stands: one from the spread inside each outlet (HC2,
    clustered by event; Satterthwaite's degrees of freedom), which is right where sides differ in spread, and
    one pooled over outlets, which is steadier where a side is small (only where no event is shared). Both
    variances are moderated over the terms (``moderated_variance``), so the terms of a call should be one
    vocabulary. A term without any spread gets p = 1: nothing can be said.

    Why this test: ``benchmarks/comparisons.py`` compares it with others on splits of real articles.
    """
    from scipy import sparse  # heavy to import

    lengths = np.sqrt(sides.counts.words)
    outlets, n, k = sides.outlet, len(lengths), len(sides.outlets)
    averages = sparse.csr_array((1.0 / np.bincount(outlets)[outlets], (outlets, np.arange(n))), shape=(k, n))
    centred = lengths - (averages @ lengths)[outlets]
    square = float(centred @ centred)
    apart = float(sides.weight @ lengths)
    pull = apart / square if square > 1e-12 else 0.0
    degrees_pooled = float(n - k - (square > 1e-12))
    weight = sides.weight - centred * pull
    terms = len(sides.counts.terms)
    estimate, mean = np.zeros(terms), np.zeros(terms)
    own, own_degrees, pooled = np.zeros(terms), np.ones(terms), np.zeros(terms)
    ones = np.ones(n)
    for place, block in sides.blocks():
        score = np.sqrt(block / sides.counts.words[:, None])
        mean[place] = score.mean(axis=0)
        estimate[place] = weight @ score
        slope = (centred @ score) / square if square > 1e-12 else np.zeros(score.shape[1])
        adjusted = score - np.outer(lengths - lengths.mean(), slope)
        rest = adjusted - (averages @ adjusted)[outlets]
        spread = (rest**2).sum(axis=0) / max(degrees_pooled, 1.0)
        pooled[place] = spread * (weight @ weight)
        names = sides.counts.terms[place]
        both = sides.sides(adjusted, ones, names, "score")
        own[place], own_degrees[place] = variance(both, (both.focus - both.reference)[:, None], UNBIASED)
        own[place] += spread * apart * pull
    p = _two_sided(estimate, *moderated_variance(own, own_degrees, mean))
    if not sides.clustered and degrees_pooled >= 1:
        degrees = np.full(terms, degrees_pooled)
        p = np.maximum(p, _two_sided(estimate, *moderated_variance(pooled, degrees, mean)))
    return p, np.sign(estimate)


def _two_sided(estimate: Floats, spread: Floats, degrees: Floats) -> Floats:
    """Return p of Student's t; a difference of 0 has p = 1, another without spread cannot be judged: 1."""
    from scipy.special import stdtr

    sure = spread > 0
    t = np.divide(
        np.abs(estimate), np.sqrt(np.where(sure, spread, 1.0)), out=np.zeros_like(estimate), where=sure
    )
    return np.asarray(2.0 * stdtr(np.maximum(degrees, 1.0), -t))
