"""The test of whole vocabularies: square roots of rates, adjusted for length, with moderated variances."""

from __future__ import annotations

import numpy as np

from analysis.comparison.terms.moderated import moderated_variance
from analysis.comparison.terms.score_parts import Lengths, parts_by_article, parts_by_event
from analysis.comparison.terms.sides import TermSides
from analysis.measures.cells import Floats


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
    lengths = Lengths.of(sides)
    parts = parts_by_event(sides, lengths) if sides.clustered else parts_by_article(sides, lengths)
    own = parts.variance + parts.spread * lengths.apart * lengths.pull
    p = _two_sided(parts.estimate, *moderated_variance(own, parts.degrees, parts.mean))
    if not sides.clustered and lengths.degrees >= 1:
        pooled = parts.spread * (lengths.weight @ lengths.weight)
        degrees = np.full(len(pooled), lengths.degrees)
        p = np.maximum(p, _two_sided(parts.estimate, *moderated_variance(pooled, degrees, parts.mean)))
    return p, np.sign(parts.estimate)


def _two_sided(estimate: Floats, spread: Floats, degrees: Floats) -> Floats:
    """Return p of Student's t; a difference of 0 has p = 1, another without spread cannot be judged: 1."""
    from scipy.special import stdtr

    sure = spread > 0
    t = np.divide(
        np.abs(estimate), np.sqrt(np.where(sure, spread, 1.0)), out=np.zeros_like(estimate), where=sure
    )
    return np.asarray(2.0 * stdtr(np.maximum(degrees, 1.0), -t))
