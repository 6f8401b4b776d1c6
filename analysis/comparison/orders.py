"""Which outlet's name each cell bears after labels were permuted: batches of orders, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import tee

import numpy as np

from analysis.comparison.moments import ShortInts
from analysis.comparison.sides import Sides
from analysis.measures.cells import Floats, Ints

BATCH = 2_000_000
"""Numbers held at once while resampling; bounds memory, does not change results."""
FEW = 8
"""Outlets up to which ranks are cut, and a dense product taken for each, faster than all are put in order."""
KEPT = 40_000_000
"""Places of cells that are kept for the next test: 80 MB of corpora up to 65,536 articles."""


class KeptOrders:
    """Orders of cells that may all change places, kept for other tests that have as many cells.

    Who changes places depends on nothing else than the number of cells and the seed. So the measures of a
    contrast, and the contrasts of a corpus under many labellings or without one outlet after the other,
    share what was drawn. No more than ``most`` places are kept: numbers of cells not asked for longest go
    first.

    >>> orders = KeptOrders()
    >>> first, again = (next(orders.batches(5, 300, 7, batch=2)) for _ in range(2))
    >>> first.shape, first is again
    ((2, 5), True)
    """

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._drawn: dict[tuple[int, ...], Iterator[ShortInts]] = {}

    def batches(self, cells: int, resamples: int, seed: int, *, batch: int) -> Iterator[ShortInts]:
        """Yield what ``ordered`` yields."""
        key = (cells, resamples, seed, batch)
        drawn = self._drawn.pop(key, None) or ordered(cells, resamples, seed, batch=batch)
        self._drawn[key], mine = tee(drawn)
        while sum(places * times for places, times, *_ in self._drawn) > self._most:
            del self._drawn[next(iter(self._drawn))]
        return mine


def strata_of(sides: Sides) -> Ints:
    """Cells with the same number may change places: 0 for units of one outlet, else the unit itself."""
    cells = sides.cells
    shared = np.bincount(cells.unit)[cells.unit] > 1
    return np.where(shared, cells.unit + 1, 0)


def orders_of(
    sides: Sides, resamples: int, seed: int, most: int, kept: KeptOrders | None = None
) -> Iterator[Ints | ShortInts]:
    """Yield batches of row orders: position p keeps outlet and unit and gets the numbers of row order[p]."""
    strata = strata_of(sides)
    size = min(most, max(1, BATCH // max(1, sides.cells.numerator.size)))
    if not strata.any() and len(sides.cells.outlets) > FEW:
        yield from (kept or KeptOrders()).batches(len(strata), resamples, seed, batch=size)
        return
    if not strata.any():
        for outlets in exchanged(sides, resamples, seed, batch=size):
            yield np.argsort(outlets, axis=1, kind="stable")
        return
    by_stratum = np.argsort(strata, kind="stable")
    random = np.random.default_rng(np.random.SeedSequence(seed))
    for start in range(0, resamples, size):
        keys = strata + random.random((min(size, resamples - start), len(strata)))
        order = np.empty(keys.shape, dtype=np.int64)
        order[:, by_stratum] = np.argsort(keys, axis=1)
        yield order


def exchanged(sides: Sides, resamples: int, seed: int, *, batch: int) -> Iterator[ShortInts]:
    """Yield batches of outlet numbers, (batch, cells), of cells that may all change places.

    Each cell draws a number; the lowest go to the first outlet, as many as it has cells, and so on. Of few
    outlets, cutting at those ranks takes a fraction of the time that a whole order (``ordered``) takes; of
    many, more.
    """
    cuts = sides.cells.starts[1:]
    for keys in _keys(len(sides.cells.words), resamples, seed, batch):
        outlets: ShortInts = np.zeros(keys.shape, dtype=np.int16)
        for bound in np.partition(keys, cuts, axis=1)[:, cuts].T:
            outlets += keys >= bound[:, None]
        yield outlets


def ordered(cells: int, resamples: int, seed: int, *, batch: int) -> Iterator[ShortInts]:
    """Yield what ``exchanged`` does as cells in order: those of the first outlet first."""
    short = np.min_scalar_type(max(0, cells - 1))
    for keys in _keys(cells, resamples, seed, batch):
        yield np.argsort(keys, axis=1).astype(short)


def _keys(cells: int, resamples: int, seed: int, batch: int) -> Iterator[Floats]:
    """Yield batches of a number for each cell; the numbers do not depend on the size of the batches."""
    random = np.random.default_rng(np.random.SeedSequence(seed))
    for start in range(0, resamples, max(1, batch)):
        yield random.random((min(max(1, batch), resamples - start), cells))
