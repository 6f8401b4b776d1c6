"""Places in a batch: tokens further on, the last and the next one of a kind, and steps of distances."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
Kind = TypeVar("Kind", bound=np.generic)

FARTHEST = 4
"""Tokens on either side of each one that ``Near`` shows."""
DISTANCES = np.array([1, 2, 3, 4, 6, 9, 13, 18, 25, 40])
_STEPS = np.searchsorted(DISTANCES, np.arange(DISTANCES[-1] + 2))


class Near(Generic[Kind]):
    """The values of the tokens up to FARTHEST before and after each token; 0 beyond either end.

    >>> near = Near(np.array([1, 2, 3]))
    >>> near.at(1).tolist(), near.at(-1).tolist()
    ([2, 3, 0], [0, 1, 2])
    """

    def __init__(self, values: NDArray[Kind]) -> None:
        self.size = len(values)
        self.padded = np.zeros(self.size + 2 * FARTHEST, dtype=values.dtype)
        self.padded[FARTHEST : FARTHEST + self.size] = values

    def at(self, step: int) -> NDArray[Kind]:
        """Return the values ``step`` tokens further on, as a view."""
        return self.padded[FARTHEST + step : FARTHEST + step + self.size]


def shift(values: NDArray[Kind], step: int, fill: int = 0) -> NDArray[Kind]:
    """Return the values ``step`` places further on, which is not 0.

    >>> shift(np.array([1, 2, 3]), 1).tolist(), shift(np.array([1, 2, 3]), -1, 9).tolist()
    ([2, 3, 0], [9, 1, 2])
    """
    moved = np.empty(len(values), dtype=values.dtype)
    if step > 0:
        moved[:-step], moved[-step:] = values[step:], fill
    else:
        moved[-step:], moved[:-step] = values[:step], fill
    return moved


def gaps(places: Ints, end: int) -> Ints:
    """Return how far it is from each of some places to the next, and from the last one to ``end``.

    >>> gaps(np.array([0, 2, 5]), 9).tolist()
    [2, 3, 4]
    """
    found = np.empty(len(places), dtype=np.int64)
    np.subtract(places[1:], places[:-1], out=found[:-1])
    found[-1:] = end - places[-1:]
    return found


class Groups:
    """The sentences, paragraphs or texts of a batch; ``group`` has their number at each place, never falling.

    ``starts`` are the places where groups begin; ``lengths`` is how long they are.

    >>> groups = Groups(np.array([0, 0, 1, 1, 1]))
    >>> groups.starts.tolist(), groups.lengths.tolist(), groups.first.tolist()
    ([0, 2], [2, 3], [0, 0, 2, 2, 2])
    """

    def __init__(self, group: Ints) -> None:
        self.size = len(group)
        self.begins = np.ones(self.size, dtype=bool)
        np.not_equal(group[1:], group[:-1], out=self.begins[1:])
        self.starts: Ints = self.begins.nonzero()[0]
        self.lengths = gaps(self.starts, self.size)

    @cached_property
    def ends(self) -> Bools:
        """Whether a group ends at a place."""
        return shift(self.begins, 1, 1)

    @cached_property
    def first(self) -> Ints:
        """Where the group of each place begins."""
        return self.spread(self.starts)

    def spread(self, values: NDArray[Kind]) -> NDArray[Kind]:
        """Return for each place the value of its group."""
        return values.repeat(self.lengths)

    def last(self, mask: Bools, strictly: bool = False) -> Ints:
        """Return for each place the last one of its group at or before it (or before it) in a mask, or -1.

        >>> Groups(np.array([0, 0, 1])).last(np.array([True, False, False])).tolist()
        [0, 0, -1]
        """
        known = (mask | self.begins).nonzero()[0]  # from each of these on, one answer holds
        answers = np.where(mask.take(known), known, -1)
        found = answers.repeat(gaps(known, self.size))
        if strictly:
            found = shift(found, -1, -1)
            found[self.starts] = -1
        return found

    def next(self, mask: Bools, strictly: bool = False) -> Ints:
        """Return for each place the next one of its group at or after it (or after it) in a mask, or -1."""
        known = (mask | self.ends).nonzero()[0]  # up to each of these, one answer holds
        answers = np.where(mask.take(known), known, -1)
        found = answers.repeat(gaps(shift(known, -1, -1), known[-1]))
        if strictly:
            found = shift(found, 1, -1)
            found[self.ends] = -1
        return found


def steps(tokens: Ints) -> Ints:
    """Return which of DISTANCES some numbers of tokens reach: 0 up to the first, 10 beyond the last.

    >>> steps(np.array([0, 1, 5, 99])).tolist()
    [0, 0, 4, 10]
    """
    return _STEPS.take(tokens, mode="clip")


def distance(tokens: Ints, there: Bools) -> Ints:
    """Return the step of a distance; the last one where there is nothing to be distant from.

    >>> distance(np.array([1, 5, 99, 1]), np.array([True, True, True, False])).tolist()
    [0, 4, 10, 10]
    """
    found = steps(np.abs(tokens))
    np.putmask(found, ~there, len(DISTANCES))
    return found
