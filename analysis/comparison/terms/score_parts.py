"""What the test of scores adds up: differences, variances and degrees of freedom of many terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.moments import FLAT
from analysis.comparison.sides import satterthwaite, variance
from analysis.comparison.terms.sides import BLOCK, TermSides
from analysis.measures.cells import Floats
from analysis.measures.ratios import UNBIASED, collapse_single_units

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True)
class Lengths:
    """Square roots of the articles' lengths, the covariate of their scores.

    ``averages`` (outlets × articles) makes means of outlets. ``relative`` are lengths less the mean of all,
    ``centred`` less their outlet's mean, ``square`` the sum of the latter's squares. ``apart`` is how far
    sides are apart in length, ``pull`` what a slope moves their difference by, ``weight`` what a score counts
    in the adjusted difference, ``degrees`` those of the spread around all slopes.
    """

    averages: sparse.csr_array
    relative: Floats
    centred: Floats
    square: float
    apart: float
    pull: float
    weight: Floats
    degrees: float

    @staticmethod
    def of(sides: TermSides) -> Lengths:
        """Lay out the lengths of the articles of two sides."""
        from scipy import sparse  # heavy to import

        lengths, outlets = np.sqrt(sides.counts.words), sides.outlet
        n, k = len(lengths), len(sides.outlets)
        shares = 1.0 / np.bincount(outlets)[outlets]
        averages = sparse.csr_array((shares, (outlets, np.arange(n))), shape=(k, n))
        centred = lengths - (averages @ lengths)[outlets]
        square = float(centred @ centred)
        apart = float(sides.weight @ lengths)
        pull = apart / square if square > 1e-12 else 0.0
        weight = sides.weight - centred * pull
        degrees = float(n - k - (square > 1e-12))
        return Lengths(averages, lengths - lengths.mean(), centred, square, apart, pull, weight, degrees)

    def slopes(self, along: Floats) -> Floats:
        """Return slopes from the sums of scores times ``centred``."""
        return along / self.square if self.square > 1e-12 else np.zeros_like(along)


@dataclass(frozen=True)
class ScoreParts:
    """Of each term: the adjusted difference of its mean scores, its mean score, the variance from the spread
    inside each outlet and its degrees of freedom, and the spread around the slope, pooled over outlets."""

    estimate: Floats
    mean: Floats
    variance: Floats
    degrees: Floats
    spread: Floats

    @staticmethod
    def empty(terms: int) -> ScoreParts:
        return ScoreParts(*np.zeros((5, terms)))


def parts_by_event(sides: TermSides, lengths: Lengths) -> ScoreParts:
    """Return the parts where what an event does to both sides has to cancel: from all scores."""
    made = ScoreParts.empty(len(sides.counts.terms))
    ones = np.ones(len(lengths.centred))
    for place, block in sides.blocks():
        score = np.sqrt(block / sides.counts.words[:, None])
        made.mean[place] = score.mean(axis=0)
        made.estimate[place] = lengths.weight @ score
        adjusted = score - np.outer(lengths.relative, lengths.slopes(lengths.centred @ score))
        rest = adjusted - (lengths.averages @ adjusted)[sides.outlet]
        made.spread[place] = (rest**2).sum(axis=0) / max(lengths.degrees, 1.0)
        both = sides.sides(adjusted, ones, sides.counts.terms[place], "score")
        weights = (both.focus - both.reference)[:, None]
        made.variance[place], made.degrees[place] = variance(both, weights, UNBIASED)
    return made


def parts_by_article(sides: TermSides, lengths: Lengths) -> ScoreParts:
    """Return the parts where each article is its own unit: from sums by outlet, hence from the counts alone.

    Most scores are 0, so this takes a small part of the time. Squares around a mean and a slope are the
    squares less those of the mean and the slope; what is left of that by rounding counts as nothing.
    """
    made = ScoreParts.empty(len(sides.counts.terms))
    sizes = np.bincount(sides.outlet)
    single, several = sizes == 1, np.maximum(sizes * (sizes - 1.0), 1.0)[:, None]
    side = np.bincount(sides.outlet, sides.weight)
    squares = np.bincount(sides.outlet, lengths.centred**2)[:, None]
    columns = sides.counts.by_term().counts
    size = max(1, BLOCK // len(sizes))
    for start in range(0, len(sides.counts.terms), size):
        place = slice(start, min(start + size, len(sides.counts.terms)))
        block = columns[:, place]
        rows, width = block.indices, place.stop - start
        cell = sides.outlet[rows] * width + np.repeat(np.arange(width), np.diff(block.indptr))
        rate = block.data / sides.counts.words[rows]
        score = np.sqrt(rate)

        scores, along, rates = (
            np.bincount(cell, values, minlength=len(sizes) * width).reshape(len(sizes), width)
            for values in (score, score * lengths.centred[rows], rate)
        )
        slope = lengths.slopes(along.sum(axis=0))
        average = scores / sizes[:, None]
        whole = rates + slope**2 * squares
        rest = whole - scores * average - 2.0 * slope * along
        rest[rest <= FLAT * whole] = 0.0
        made.mean[place] = scores.sum(axis=0) / len(sides.outlet)
        made.estimate[place] = side @ average - lengths.pull * along.sum(axis=0)
        made.spread[place] = rest.sum(axis=0) / max(lengths.degrees, 1.0)
        by_outlet = rest / several
        level = average - np.outer(lengths.averages @ lengths.relative, slope)
        by_outlet[single] = collapse_single_units(sizes, level, (side > 0).astype(np.int64))[1] ** 2
        by_outlet *= side[:, None] ** 2
        made.variance[place] = by_outlet.sum(axis=0)
        own = np.maximum(sizes - 1.0, 1.0)[:, None]
        made.degrees[place] = satterthwaite(by_outlet, own, single, side > 0)
    return made
