"""Ratios of terms with intervals, shrunken log ratios, and what leaving one article out does to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.comparison.sides import Sides, ratio_intervals, variance
from analysis.comparison.terms.sides import TermSides
from analysis.comparison.terms.without_one import rates_without_one
from analysis.measures.cells import Floats, Ints
from analysis.measures.ratios import CAUTIOUS, overdispersion, t_quantile

RATE = "rate:terms"
AGREEMENT = 0.9
"""Level of the interval of the ratio that has to leave out 1 on the side to which the score test points."""


@dataclass(frozen=True)
class TermNumbers:
    """One number per term each; NaN where there is none. Rates are per word."""

    focus_rate: Floats
    reference_rate: Floats
    estimate: Floats
    low: Floats
    high: Floats
    log2_ratio: Floats
    log2_low: Floats
    log2_high: Floats
    standard_error: Floats
    without_one_low: Floats
    without_one_high: Floats
    direction: Floats


def term_numbers(
    sides: TermSides,
    pseudo: Floats,
    pseudo_words: Floats,
    level: float,
    *,
    intervals_of: Ints | None = None,
    shrunken_of: Ints | None = None,
) -> TermNumbers:
    """Return the numbers of every term.

    Parameters
    ----------
    sides : the articles of both sides
    pseudo, pseudo_words : pseudo-occurrences and pseudo-words of each term (``shrinkage.Prior``)
    level : of the intervals: of the ratio as in ``contrast`` (``sides.ratio_intervals``), of the shrunken log
        ratio Student's t with the same variance of the sides' rates. A side without the term gets the
        variance of overdispersed counts with the prior's mean. ``direction`` is 1 or -1 where the ratio's
        interval at the level ``AGREEMENT`` lies above or below 1, else 0.
    intervals_of : only these terms get an estimate, its interval and a direction (0 for the others); what one
        article does is left empty
    shrunken_of : only these get the interval of the shrunken log ratio
    """
    made = np.full((len(TermNumbers.__dataclass_fields__), len(sides.counts.terms)), np.nan)
    numbers = TermNumbers(*made)
    ends = rates_without_one(sides) if intervals_of is None else None
    for place, both in sides.cell_blocks(RATE):
        prior = _Shrunken.of(sides, pseudo[place], pseudo_words[place])
        ratio = prior.log2_ratio(both.focus_value, both.reference_value)
        numbers.focus_rate[place], numbers.reference_rate[place] = both.focus_value, both.reference_value
        numbers.log2_ratio[place] = ratio
        if ends is not None:
            without = _without_one(sides, both, ends[..., place], prior)
            numbers.without_one_low[place], numbers.without_one_high[place] = without
        numbers.direction[place] = 0.0
        for some, terms in _chosen(both, place, intervals_of):
            _put_intervals(numbers, some, terms, level)
        for some, terms in _chosen(both, place, shrunken_of):
            _put_shrunken(
                numbers, some, terms, _Shrunken.of(sides, pseudo[terms], pseudo_words[terms]), level
            )
    return numbers


def _chosen(both: Sides, place: slice, terms: Ints | None) -> Iterator[tuple[Sides, Ints]]:
    """Yield the two sides of those terms that are among the terms of a place, if any are."""
    every = np.arange(place.start, place.stop)
    if terms is None:
        yield both, every
    elif len(some := np.intersect1d(terms, every)):
        yield both.columns((some - place.start).tolist()), some


def _put_intervals(numbers: TermNumbers, both: Sides, place: Ints, level: float) -> None:
    estimate, ((low, high), loose) = ratio_intervals(both, level, AGREEMENT)
    numbers.estimate[place], numbers.low[place], numbers.high[place] = estimate, low, high
    numbers.direction[place] = (loose[0] > 1.0) * 1.0 - (loose[1] < 1.0)


def _put_shrunken(numbers: TermNumbers, both: Sides, place: Ints, prior: _Shrunken, level: float) -> None:
    error, degrees = _standard_error(both, prior)
    half = t_quantile(level, degrees) * error
    ratio = numbers.log2_ratio[place]
    numbers.log2_low[place], numbers.log2_high[place] = ratio - half, ratio + half
    numbers.standard_error[place] = error


@dataclass(frozen=True)
class _Shrunken:
    """Pseudo-occurrences and pseudo-words of each term, and the words of the two sides."""

    pseudo: Floats
    pseudo_words: Floats
    words: tuple[float, float]

    @staticmethod
    def of(sides: TermSides, pseudo: Floats, pseudo_words: Floats) -> _Shrunken:
        words = sides.counts.words
        ours = float(words[sides.in_focus].sum())
        return _Shrunken(pseudo, pseudo_words, (ours, float(words.sum()) - ours))

    def occurrences(self, rate: Floats, side: int) -> Floats:
        return rate * self.words[side] + self.pseudo

    def log2_ratio(self, focus: Floats, reference: Floats) -> Floats:
        """Return the log2 ratio of the two sides' rates with the prior's occurrences added to both."""
        added = np.log2((self.words[1] + self.pseudo_words) / (self.words[0] + self.pseudo_words))
        return np.asarray(
            np.log2(self.occurrences(focus, 0)) - np.log2(self.occurrences(reference, 1)) + added
        )


def _standard_error(both: Sides, prior: _Shrunken) -> tuple[Floats, Floats]:
    """Return the standard error of the shrunken log2 ratio and its degrees of freedom."""
    values = (both.focus_value, both.reference_value)
    scale = [prior.words[s] / prior.occurrences(value, s) for s, value in enumerate(values)]
    weights = both.focus[:, None] * scale[0] - both.reference[:, None] * scale[1]
    total, degrees = variance(both, weights, CAUTIOUS, skewed=True)
    spread = overdispersion(both.cells, both.sums) / prior.pseudo
    for value in values:
        total = total + np.where(value == 0, spread, 0.0)
    return np.sqrt(total) / np.log(2.0), degrees


def _without_one(sides: TermSides, both: Sides, ends: Floats, prior: _Shrunken) -> tuple[Floats, Floats]:
    """Return the least and greatest shrunken log2 ratio when any one article is left out.

    ``ends`` are the least and greatest rate of each outlet without one of its articles, (2, outlets, terms);
    an outlet that has no other goes as a whole.
    """
    alone = np.bincount(sides.outlet) == 1
    # The ratio rises with the focus's rate and falls with the reference's, so only the ends matter.
    found = []
    for weights, is_focus in ((both.focus, True), (both.reference, False)):
        k = int((weights > 0).sum())
        value = both.focus_value if is_focus else both.reference_value
        left_in = (weights > 0) & ~(alone & (k == 1))
        if not left_in.any():
            continue
        before = both.sums.rate[left_in]
        whole = (value * k - before) / max(k - 1, 1)
        without = np.where(alone[left_in, None], whole, value + (ends[:, left_in] - before) / k)
        for rates in (without[0].min(axis=0), without[1].max(axis=0)):
            ours, theirs = (rates, both.reference_value) if is_focus else (both.focus_value, rates)
            found.append(prior.log2_ratio(*(np.asarray(rate).clip(min=0.0) for rate in (ours, theirs))))
    if not found:
        return np.full(ends.shape[-1], np.nan), np.full(ends.shape[-1], np.nan)
    return np.min(found, axis=0), np.max(found, axis=0)
