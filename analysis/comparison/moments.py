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

    def studentised_in_order(self, order: Ints | ShortInts) -> Floats:
        """Return them where cell ``order[:, p]`` takes place p, of which the first outlet has the first.

        One sparse product for all outlets, which is faster than ``studentised`` where these are many. The
        largest outlet has what the others leave.
        """
        from scipy.sparse import csr_matrix

        sizes = self.sides.cells.sizes.copy()
        largest = int(sizes.argmax())
        start = int(self.sides.cells.starts[largest])
        others = np.delete(order.astype(np.int32), slice(start, start + int(sizes[largest])), axis=1)
        sizes[largest] = 0
        ends = np.append(0, np.tile(sizes, len(order)).cumsum())
        layout = csr_matrix(
            (np.ones(others.size), others.ravel(), ends), shape=(len(ends) - 1, order.shape[1])
        )
        sums = np.ascontiguousarray((layout @ self.columns).T).reshape(-1, len(order), len(sizes))
        sums[..., largest] = self.columns.sum(axis=0)[:, None] - sums.sum(axis=2)
        return self._from_sums(sums)

    def _from_sums(self, sums: Floats) -> Floats:
        """Return what sums by outlet, (columns, batch, outlets), give: (batch, measures)."""
        cells, m = self.sides.cells, self.measures
        number, square, product = sums[:m], sums[m : 2 * m], sums[2 * m : 3 * m]
        words, words_square = sums[-2], sums[-1]
        weights = self.sides.focus - self.sides.reference
        rate = number / words
        n = cells.sizes
        scale = (weights / words) ** 2 * (n / np.maximum(n - 1, 1))
        spread = rate * words_square
        spread -= 2 * product
        spread *= rate
        spread += square
        single, deviation = collapse_single_units(n, rate.swapaxes(1, 2), self.sides.side)
        several = np.where(n == 1, 0.0, scale)
        variance = np.einsum("mbo,bo->bm", np.maximum(spread, 0.0, out=spread), several)
        variance += ((weights[single][:, None] * deviation) ** 2).sum(axis=1).T
        estimate, error = (rate @ weights).T, np.sqrt(variance)
        whole = np.sqrt(np.einsum("mbo,bo->bm", square, scale))
        # Without any spread a difference is as far out as can be.
        flat = error <= np.sqrt(FLAT) * whole
        return np.asarray(np.where(flat, np.sign(estimate) * 1e12, estimate / np.where(flat, 1.0, error)))

    def _sums(self, outlets: Ints | ShortInts) -> Floats:
        """Return the sums of the columns by outlet, (columns, batch, outlets)."""
        number = range(len(self.sides.cells.outlets))
        parts = [((outlets == outlet).astype(np.float64) @ self.columns).T for outlet in number]
        return np.stack(parts, axis=2)
