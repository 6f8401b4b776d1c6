"""The studentised difference from sums of squares, for designs in which every unit is one outlet's."""

from __future__ import annotations

from copy import copy

import numpy as np

from analysis.comparison.sides import Sides
from analysis.measures.cells import Floats, Ints
from analysis.measures.ratios import collapse_single_units

FLAT = 1e-13
"""Part of the sum of squares that rounding leaves where there is no spread."""
ShortInts = np.ndarray[tuple[int, ...], np.dtype[np.int16]]


class Moments:
    """Sums by outlet of numbers, words, their squares and products, for any outlets of the cells.

    The variance of an outlet's ratio is the sum of squares of numerator - rate × words over its units, which
    is made of three sums that do not depend on the rate. So a relabelling needs sums of fixed columns only,
    which are products of matrices. Numbers are taken less what the rate of all cells would give, so that
    little is lost where squares are subtracted.
    """

    def __init__(self, sides: Sides) -> None:
        cells = sides.cells
        words = cells.words[:, None]
        numbers = cells.numerator - words * (cells.numerator.sum(axis=0) / cells.words.sum())
        self.measures = numbers.shape[1]
        self.columns = np.hstack([numbers, numbers**2, numbers * words, words, words**2])
        self.sides = sides

    def only(self, chosen: Ints) -> Moments:
        """Return those of some of the measures."""
        made, m = copy(self), self.measures
        of_words = [3 * m, 3 * m + 1]
        made.columns = self.columns[:, np.concatenate([chosen, chosen + m, chosen + 2 * m, of_words])]
        made.measures = len(chosen)
        return made

    def studentised(self, outlets: Ints | ShortInts) -> Floats:
        """Return the studentised differences, (batch, measures); ``outlets`` is (batch, cells)."""
        return self._from_sums(self._sums(outlets))

    def studentised_in_order(self, order: Ints) -> Floats:
        """Return them where cell ``order[:, p]`` takes place p, of which the first outlet has the first.

        One sparse product for all outlets, which is faster than ``studentised`` where these are many.
        """
        from scipy.sparse import csr_matrix

        batch, size = order.shape
        ends = (np.arange(batch)[:, None] * size + self.sides.cells.starts).ravel()
        layout = (np.ones(order.size), order.ravel(), np.append(ends, order.size))
        sums = csr_matrix(layout, shape=(len(ends), size)) @ self.columns
        return self._from_sums(np.asarray(sums.reshape(batch, len(self.sides.cells.outlets), -1)))

    def _from_sums(self, sums: Floats) -> Floats:
        cells, m = self.sides.cells, self.measures
        number, square, product = sums[..., :m], sums[..., m : 2 * m], sums[..., 2 * m : 3 * m]
        words, words_square = sums[..., -2:-1], sums[..., -1:]
        weights = (self.sides.focus - self.sides.reference)[:, None]
        rate = number / words
        estimate = (weights * rate).sum(axis=1)
        n = cells.sizes
        scale = (weights / words) ** 2 * (n / np.maximum(n - 1, 1))[:, None]
        spread = np.maximum(square - 2 * rate * product + rate**2 * words_square, 0.0)
        variance = scale * spread
        single, deviation = collapse_single_units(n, rate, self.sides.side)
        variance[:, single] = (weights[single] * deviation) ** 2
        error = np.sqrt(variance.sum(axis=1))
        whole = np.sqrt((scale * square).sum(axis=1))
        # Without any spread a difference is as far out as can be.
        flat = error <= np.sqrt(FLAT) * whole
        return np.asarray(np.where(flat, np.sign(estimate) * 1e12, estimate / np.where(flat, 1.0, error)))

    def _sums(self, outlets: Ints | ShortInts) -> Floats:
        """Return the sums of the columns by outlet, (batch, outlets, columns)."""
        number = range(len(self.sides.cells.outlets))
        parts = [(outlets == outlet).astype(np.float64) @ self.columns for outlet in number]
        return np.stack(parts, axis=1)
